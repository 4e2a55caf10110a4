"""The sums of the workshop: worked cases, identities, and what is refused."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bargaining.errors import WorkshopError
from bargaining.workshop.coverage import (
    Worksite,
    in_all,
    per_ten,
    representatives_missing,
    share_percent,
    still_needed,
    weeks_to_speak_with_all,
)
from bargaining.workshop.ladder import Rung, in_reach, members_needed
from bargaining.workshop.local_union import local_union
from bargaining.workshop.plan_sums import SUMS, misplaced
from bargaining.workshop.power_map import Corner, Stakeholder
from bargaining.workshop.working_back import Step, first_session, last_days

CASES = tomllib.loads((Path(__file__).with_name("cases") / "sums.toml").read_text(encoding="utf-8"))


def cases(kind: str) -> list[Any]:
    return [pytest.param(one, id=f"{kind}-{number}") for number, one in enumerate(CASES[kind], start=1)]


def ladder(needs: list[int]) -> list[Rung]:
    return [Rung(f"r{place}", f"Step {place}", Decimal(percent)) for place, percent in enumerate(needs)]


@pytest.mark.parametrize("case", cases("case"))
def test_a_sum_of_the_plan_by_hand(case: dict[str, Any]) -> None:
    made = SUMS[case["sum"]](*([Decimal(cell) for cell in column] for column in case["given"]))
    assert made == (Decimal(case["gives"]) if "gives" in case else None)


@pytest.mark.parametrize("case", cases("needed"))
def test_who_is_still_needed_by_hand(case: dict[str, Any]) -> None:
    assert still_needed(case["members"], case["took_part"], case["target_percent"]) == case["gives"]


@pytest.mark.parametrize("case", cases("missing"))
def test_who_is_missing_by_hand(case: dict[str, Any]) -> None:
    site = Worksite("A building", case["members"], case["representatives"], 0)
    assert representatives_missing(site) == case["gives"]


@pytest.mark.parametrize("case", cases("weeks"))
def test_weeks_by_hand(case: dict[str, Any]) -> None:
    assert weeks_to_speak_with_all(case["members"], case["representatives"], case["talks"]) == case["gives"]


@pytest.mark.parametrize("case", cases("back"))
def test_days_back_by_hand(case: dict[str, Any]) -> None:
    steps = [Step(f"s{place}", f"Step {place}", days) for place, days in enumerate(case["waits"])]
    assert list(last_days(case["end"], steps).values()) == case["gives"]


@pytest.mark.parametrize("case", cases("first"))
def test_the_first_session_by_hand(case: dict[str, Any]) -> None:
    assert first_session(case["agreement"], case["sessions"], case["between"]) == case["gives"]


@pytest.mark.parametrize("case", cases("rung"))
def test_what_is_in_reach_by_hand(case: dict[str, Any]) -> None:
    found = in_reach(ladder(case["needs"]), case["took_part"], case["members"])
    assert (found.id if found else None) == (f"r{case['gives']}" if "gives" in case else None)


@pytest.mark.parametrize(
    ("power", "stand", "corner"),
    [(5, 1, Corner.RELY), (4, 5, Corner.BUILD), (10, 0, Corner.MOVE), (0, -5, Corner.WATCH)],
)
def test_the_corners_of_the_map(power: int, stand: int, corner: Corner) -> None:
    assert Stakeholder("Somebody", power, stand).corner is corner


SITES = st.lists(
    st.integers(1, 200).flatmap(
        lambda members: st.builds(
            Worksite,
            name=st.just("A"),
            members=st.just(members),
            representatives=st.integers(0, members),
            took_part=st.integers(0, members),
        )
    ),
    min_size=1,
    max_size=8,
)


@given(SITES)
def test_the_whole_lies_between_its_parts(sites: list[Worksite]) -> None:
    shares = [site.took_part_percent for site in sites]
    near = Decimal("1e-20")  # decimals of 28 figures
    assert min(shares) - near <= in_all(sites).took_part_percent <= max(shares) + near
    assert in_all(sites).members == sum(site.members for site in sites)


@given(SITES, st.integers(1, 30))
def test_with_the_missing_added_nobody_is_missing(sites: list[Worksite], each: int) -> None:
    for site in sites:
        more = representatives_missing(site, each)
        assert site.representatives + more >= Decimal(site.members) / each
        assert more == 0 or (site.representatives + more - 1) * each < site.members


@given(st.integers(1, 500), st.integers(0, 500), st.integers(1, 100))
def test_with_those_still_needed_the_target_is_reached_and_not_before(
    members: int, took_part: int, target: int
) -> None:
    took_part = min(took_part, members)
    more = still_needed(members, took_part, target)
    assert share_percent(took_part + more, members) >= target
    assert more == 0 or share_percent(took_part + more - 1, members) < target


@given(st.integers(1, 500), st.integers(1, 50), st.integers(1, 9))
def test_weeks_are_enough_and_none_is_too_many(members: int, representatives: int, talks: int) -> None:
    weeks = weeks_to_speak_with_all(members, representatives, talks)
    assert weeks * representatives * talks >= members > (weeks - 1) * representatives * talks


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.lists(st.integers(0, 90), min_size=1, max_size=6))
def test_going_forward_again_leads_to_the_end(end: date, waits: list[int]) -> None:
    steps = [Step(f"s{place}", "A step", wait) for place, wait in enumerate(waits)]
    day = last_days(end, steps)["s0"]
    assert day + timedelta(days=sum(waits)) == end
    days = list(last_days(end, steps).items())
    assert (misplaced([*days, ("end", end)]) == []) == (0 not in waits)


@given(st.integers(1, 400), st.integers(0, 400))
def test_a_rung_in_reach_takes_no_more_than_took_part(members: int, took_part: int) -> None:
    rungs = ladder([20, 45, 70, 95])
    found = in_reach(rungs, min(took_part, members), members)
    for rung in rungs:
        reachable = members_needed(rung, members) <= min(took_part, members)
        assert reachable == (found is not None and rung.needs_percent <= found.needs_percent)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda: Worksite("Elm", 0, 0, 0), "Elm: a worksite has at least one member"),
        (lambda: Worksite("Elm", 10, 11, 0), "Elm: 11 of 10 members"),
        (lambda: per_ten(1, 0), "There is nobody"),
        (lambda: in_all([]), "at least one member"),
        (lambda: representatives_missing(Worksite("Elm", 10, 1, 0), 0), "at least one member"),
        (lambda: weeks_to_speak_with_all(10, 0, 5), "Nobody speaks"),
        (lambda: last_days(date(2027, 5, 3), [Step("a", "A vote", -1)]), "A vote: a step cannot come after"),
        (lambda: first_session(date(2027, 5, 3), 0, 7), "at least one session"),
        (lambda: in_reach([], 1, 2), "The ladder has no step"),
        (lambda: in_reach(ladder([50, 50]), 1, 2), '"Step 1" takes no more'),
        (lambda: in_reach(ladder([101]), 1, 2), "at most all of them"),
        (lambda: Stakeholder("The clerk", 11, 0), "The clerk: power is 0 to 10"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(wrong: Any, says: str) -> None:
    with pytest.raises(WorkshopError, match=says):
        wrong()


def test_every_local_has_what_the_lessons_ask_about() -> None:
    for variant in range(25):
        local = local_union(variant)
        assert len(local.asked_sites) == 3 and 2 <= len(local.passed) <= 5
        assert {one.corner for one in local.stakeholders} == set(Corner)
        assert sum(not task.in_time for task in local.tasks) == 3
        assert local.today < min(last_days(local.end, local.steps).values())
