"""Who may come as a team, what it pays, when it meets: worked cases, and what always holds."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograde.errors import RulesError, TeamError
from autograde.teams.eligibility import Reason, TeamRole, reason_words, reasons_against
from autograde.teams.fee import team_fee_dollars
from autograde.teams.meetings import meeting_words, meetings_at
from autograde.teams.rules import find_workshop_rules, load_workshop_rules, workshops_folder

wall_clock = datetime.fromisoformat
RULES = find_workshop_rules("power-and-participation")
CASES = tomllib.loads((Path(__file__).parent / "cases" / "rosters.toml").read_text("utf-8"))["case"]
FILE = workshops_folder() / "power-and-participation.toml"


def people_of(case: dict[str, Any]) -> list[tuple[str, TeamRole]]:
    listed = [
        *((f"c{n}", TeamRole.COORDINATOR) for n in range(case["coordinators"])),
        *((f"d{n}", TeamRole.DEPUTY) for n in range(case.get("deputies", 0))),
        *((f"m{n}", TeamRole.MEMBER) for n in range(case["members"] - case.get("listed_twice", 0))),
    ]
    return [*listed, *listed[-1:] * case.get("listed_twice", 0)]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_who_may_come_and_what_it_costs(case: dict[str, Any]) -> None:
    people = people_of(case)
    elsewhere = [who for who, _role in people[-case.get("elsewhere", 0) :]] if "elsewhere" in case else []
    oriented = (
        [who for who, role in people if role is TeamRole.COORDINATOR] if case.get("oriented", True) else []
    )
    because = reasons_against(RULES, people, elsewhere, oriented)
    assert [one.value for one in because] == case.get("because", [])
    if "fee" in case:
        assert team_fee_dollars(RULES, len(people)) == Decimal(case["fee"])


def test_a_team_that_is_too_small_is_told_and_charged_nothing() -> None:
    assert reason_words(Reason.TOO_FEW, RULES, 9) == (
        "The team has 9 people; a team is at least 10, its coordinator among them."
    )
    with pytest.raises(TeamError, match=r"this one has 9\. Nothing is charged"):
        team_fee_dollars(RULES, 9)


@given(st.integers(10, 400), st.integers(0, 50))
def test_each_further_person_costs_the_same_and_a_larger_team_never_less(people: int, more: int) -> None:
    assert team_fee_dollars(RULES, people + more) - team_fee_dollars(RULES, people) == 20 * more
    assert team_fee_dollars(RULES, people) >= 200


@given(st.permutations([("c", TeamRole.COORDINATOR), *((f"m{n}", TeamRole.MEMBER) for n in range(9))]))
def test_the_order_of_a_roster_does_not_matter(people: list[tuple[str, TeamRole]]) -> None:
    assert reasons_against(RULES, people) == ()
    assert reasons_against(RULES, people[:-1])[0] is Reason.TOO_FEW


@given(st.integers(0, 30), st.integers(0, 3), st.integers(0, 3))
def test_another_member_never_adds_a_reason(members: int, coordinators: int, deputies: int) -> None:
    case = {"members": members, "coordinators": coordinators, "deputies": deputies}
    fewer = set(reasons_against(RULES, people_of(case)))
    assert set(reasons_against(RULES, people_of({**case, "members": members + 1}))) <= fewer


# --- the rules file


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            'fee_dollars = "200"',
            'fee_dollars = "200.005"',
            r'line \d+: "published.fee_dollars": it must be dollars',
        ),
        ('fee_dollars = "200"', "fee_dollars = 200", 'it must be text, in "quotes"'),
        ("meetings_needed = 3", "meetings_needed = 5", "a whole number from 0 to 4"),
        (
            'plan = "handed in"',
            'plan = "sent"',
            '"sent" is not known; it can be "nothing", "handed in", "met"',
        ),
        ("fewest_members = 10", "fewest_members = 10\nmost = 40", '"published.most": there is no such field'),
    ],
)
def test_a_slip_in_the_rules_is_told_with_its_line(tmp_path: Path, old: str, new: str, says: str) -> None:
    text = FILE.read_text("utf-8")
    assert old in text
    (tmp_path / "rules.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RulesError, match=says):
        load_workshop_rules(tmp_path / "rules.toml")


def test_rules_that_are_not_there_are_named() -> None:
    with pytest.raises(RulesError, match="There are: power-and-participation"):
        find_workshop_rules("another")


# --- when it meets


def test_five_in_the_evening_in_california_is_eight_in_new_york() -> None:
    # The page of 2024: May 30, June 6, 13 and 20, 5-7 pm Pacific, 8-10 pm Eastern.
    days = [wall_clock("2024-05-30 17:00"), *(wall_clock(f"2024-06-{day:02} 17:00") for day in (6, 13, 20))]
    made = meetings_at(days, "America/Los_Angeles", 120)
    assert [meeting_words(one, "America/New_York") for one in made] == [
        "Thursday, May 30, 2024, 8:00 p.m. to 10:00 p.m. EDT",
        "Thursday, June 6, 2024, 8:00 p.m. to 10:00 p.m. EDT",
        "Thursday, June 13, 2024, 8:00 p.m. to 10:00 p.m. EDT",
        "Thursday, June 20, 2024, 8:00 p.m. to 10:00 p.m. EDT",
    ]
    assert meeting_words(made[0], "Pacific/Honolulu") == "Thursday, May 30, 2024, 2:00 p.m. to 4:00 p.m. HST"
    assert meeting_words(made[0], "Europe/Berlin") == "Friday, May 31, 2024, 2:00 a.m. to 4:00 a.m. CEST"


def test_the_hour_stays_the_same_when_the_clocks_change_between_meetings() -> None:
    # Clocks went forward in the United States on March 10, 2024; Arizona keeps its own.
    before, after = meetings_at(
        [wall_clock("2024-03-07 17:00"), wall_clock("2024-03-14 17:00")], "America/Los_Angeles", 120
    )
    assert after.starts_at - before.starts_at == timedelta(days=7, hours=-1)
    assert meeting_words(before, "America/Phoenix") == "Thursday, March 7, 2024, 6:00 p.m. to 8:00 p.m. MST"
    assert meeting_words(after, "America/Phoenix") == "Thursday, March 14, 2024, 5:00 p.m. to 7:00 p.m. MST"
    assert meeting_words(after, "America/New_York") == "Thursday, March 14, 2024, 8:00 p.m. to 10:00 p.m. EDT"


def test_a_meeting_over_a_clock_change_lasts_its_two_hours() -> None:
    # Honolulu, 11 pm on March 9, 2024, is 1 am on March 10 in Los Angeles, whose clock leaps from 2 to 3.
    (night,) = meetings_at([wall_clock("2024-03-09 23:00")], "Pacific/Honolulu", 120)
    assert night.ends_at - night.starts_at == timedelta(hours=2)
    assert (
        meeting_words(night, "America/Los_Angeles")
        == "Sunday, March 10, 2024, 1:00 a.m. PST to 4:00 a.m. PDT"
    )


@pytest.mark.parametrize(
    ("hours", "zone", "says"),
    [
        ([wall_clock("2024-03-10 02:30")], "America/Los_Angeles", "2024-03-10 02:30 does not exist"),
        ([wall_clock("2024-03-10 02:30")], "Pacific/Nowhere", "is not the name of a time zone"),
        (
            [wall_clock("2024-06-06 17:00"), wall_clock("2024-05-30 17:00")],
            "UTC",
            "Meeting 2 begins before meeting 1 ends",
        ),
        (
            [wall_clock("2024-06-06 17:00"), wall_clock("2024-06-06 18:00")],
            "UTC",
            "Meeting 2 begins before meeting 1 ends",
        ),
    ],
)
def test_hours_that_make_no_sense_are_refused(hours: list[datetime], zone: str, says: str) -> None:
    with pytest.raises(TeamError, match=says):
        meetings_at(hours, zone, 120)


ZONES = [
    "America/Los_Angeles",
    "America/New_York",
    "America/Phoenix",
    "Europe/Berlin",
    "Pacific/Honolulu",
    "UTC",
]


@given(
    st.datetimes(wall_clock("2020-01-01 00:00"), wall_clock("2035-01-01 00:00")),
    st.sampled_from(ZONES),
    st.sampled_from(ZONES),
)
def test_everybody_is_told_the_same_moment(hour: datetime, zone: str, other: str) -> None:
    hour = hour.replace(second=0, microsecond=0)
    try:
        (made,) = meetings_at([hour], zone, 120)
    except TeamError:
        return  # the hour that a clock leaps over
    assert made.starts_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == hour
    there = made.starts_at.astimezone(ZoneInfo(other))
    assert f"{there:%Y}" in meeting_words(made, other)
    assert f"{there.hour % 12 or 12}:{there:%M} " in meeting_words(made, other)
