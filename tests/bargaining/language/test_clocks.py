"""Clocks: hand-worked cases over three calendars, identities, and sentences for what cannot be counted."""

import tomllib
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bargaining.data import read_table
from bargaining.errors import ClockError
from bargaining.language.clocks import (
    DayKind,
    Default,
    Period,
    Roll,
    deadline,
    months_later,
    readings_of_days,
    received_on,
)
from bargaining.language.grievance_chain import Level, Outcome, Silence, run_chain
from bargaining.language.harrow_falls import current_agreement, grievance_levels
from bargaining.language.school_calendar import calendar_from_rows, harrow_falls_calendar, joined

CASES = Path(__file__).parents[1] / "cases"
WORKED = tomllib.loads((CASES / "clocks.toml").read_text(encoding="utf-8"))["case"]
CHAINS = tomllib.loads((CASES / "grievance_chains.toml").read_text(encoding="utf-8"))["chain"]
CALENDAR = harrow_falls_calendar()
BY_KIND = [(case, kind) for case in WORKED for kind in DayKind if kind.name.lower() in case]
MOVED = [case for case in WORKED if "moved" in case]

DAYS = st.dates(date(2025, 9, 1), date(2027, 6, 30))
NUMBERS = st.integers(1, 60)
KINDS = st.sampled_from(DayKind)


@pytest.mark.parametrize(("case", "kind"), BY_KIND, ids=[f"{c['name']}: {k.value}" for c, k in BY_KIND])
def test_the_last_day_is_the_one_counted_by_hand(case, kind):
    period = Period(
        case["days"], kind, case.get("trigger_counts", False), Roll.STAYS, case.get("summer", False)
    )
    found = deadline(case["trigger"], period, CALENDAR)
    assert found.last_day == case[kind.name.lower()], case["by_hand"]
    assert len(found.counted) == case["days"]
    assert found.defaults == ()


@pytest.mark.parametrize("case", MOVED, ids=[case["name"] for case in MOVED])
def test_a_silent_clause_gets_the_massachusetts_defaults_and_says_so(case):
    found = deadline(case["trigger"], Period(case["days"]), CALENDAR)
    assert found.last_day == case["moved"], case["by_hand"]
    moved = case["moved"] != case["calendar"]
    assert found.moved_from == (case["calendar"] if moved else None)
    assert (Default.SUNDAY_ROLLS in found.defaults) is moved
    assert {Default.CALENDAR_DAYS, Default.TRIGGER_EXCLUDED} <= set(found.defaults)


def test_the_worked_cases_cover_what_they_should():
    names = " ".join(case["name"] for case in WORKED)
    for matter in ("leap day", "summer time begins", "summer time ends", "on a Saturday", "on a Sunday"):
        assert matter in names
    assert {2025, 2026, 2027, 2028} <= {case["trigger"].year for case in WORKED}


@pytest.mark.parametrize("chain", CHAINS, ids=[chain["name"] for chain in CHAINS])
def test_a_whole_chain_is_the_one_counted_by_hand(chain):
    steps = run_chain(grievance_levels(), chain["known"], CALENDAR, chain.get("filed"), chain.get("answered"))
    assert [(s.level, s.file_by, s.answer_due, s.outcome.name) for s in steps] == [
        (w["level"], w["file_by"], w.get("answer_due"), w["outcome"]) for w in chain["steps"]
    ]


def test_the_levels_have_the_numbers_of_the_clauses():
    agreement, levels = current_agreement(), grievance_levels()
    for level, window, answer in zip(
        levels, ("5.3(a)", "5.4(a)", "5.5(a)", "5.6(a)"), ("5.3(b)", "5.4(b)", "5.5(b)", None), strict=True
    ):
        for clause, period in ((window, level.window), (answer, level.answer)):
            if clause and period:
                kind = period.kind.value.title()
                assert f"({period.days}) {kind}" in agreement.clause(clause).text


def test_an_answer_may_be_granted_by_silence():
    level = Level("Level One", Period(5, DayKind.BUSINESS), Period(5, DayKind.BUSINESS), Silence.GRANTED)
    (step,) = run_chain([level, level], date(2026, 3, 2), CALENDAR)
    assert step.outcome is Outcome.GRANTED


@given(trigger=DAYS, days=NUMBERS, kind=KINDS, summer=st.booleans())
def test_a_day_more_is_later(trigger, days, kind, summer):
    shorter, longer = (
        deadline(trigger, Period(n, kind, False, Roll.STAYS, summer), CALENDAR).last_day
        for n in (days, days + 1)
    )
    assert trigger < shorter < longer


@given(trigger=DAYS, later=st.integers(0, 40), days=NUMBERS, kind=KINDS, roll=st.sampled_from(Roll))
def test_a_later_event_never_gives_an_earlier_last_day(trigger, later, days, kind, roll):
    period = Period(days, kind, False, roll)
    assert (
        deadline(trigger, period, CALENDAR).last_day
        <= deadline(trigger + timedelta(later), period, CALENDAR).last_day
    )


@given(trigger=DAYS, first=NUMBERS, second=NUMBERS, kind=KINDS)
def test_two_periods_one_after_the_other_are_one_long_period(trigger, first, second, kind):
    def last(start, days):
        return deadline(start, Period(days, kind, False, Roll.STAYS), CALENDAR).last_day

    assert last(last(trigger, first), second) == last(trigger, first + second)


@given(trigger=DAYS, days=NUMBERS)
def test_fewer_days_count_the_longer_it_takes(trigger, days):
    read = readings_of_days(trigger, days, CALENDAR)
    for counts in (False, True):
        in_order = [read[kind, counts] for kind in DayKind]
        assert in_order == sorted(in_order)  # calendar, weekday, business, school
    assert all(read[kind, True] <= read[kind, False] for kind in DayKind)


@given(
    known=DAYS,
    waits=st.lists(st.integers(0, 25), min_size=3, max_size=3),
    early=st.lists(st.integers(0, 9), min_size=4, max_size=4),
)
def test_a_chain_never_goes_backward(known, waits, early):
    levels, filed, answered = grievance_levels(), {}, {}
    for place, level in enumerate(levels):
        steps = run_chain(levels, known, CALENDAR, filed, answered)
        if len(steps) <= place:
            break
        filed[level.name] = max(steps[place].starts, steps[place].file_by - timedelta(early[place]))
        if level.answer:
            answered[level.name] = filed[level.name] + timedelta(waits[place])
    steps = run_chain(levels, known, CALENDAR, filed, answered)
    for step in steps:
        assert step.starts <= step.filed <= step.file_by
        assert step.answer_due is None or step.filed < step.answer_due
    for before, after in pairwise(steps):
        assert before.filed <= after.starts


@pytest.mark.parametrize(
    ("arrived", "received"),
    [
        # March 6, 2026 is a Friday in winter time (UTC-5), March 9 a Monday in summer time (UTC-4).
        (datetime(2026, 3, 6, 21, 0, tzinfo=UTC), date(2026, 3, 6)),  # 4:00 p.m.
        (datetime(2026, 3, 6, 21, 1, tzinfo=UTC), date(2026, 3, 9)),
        (datetime(2026, 3, 9, 20, 0, tzinfo=UTC), date(2026, 3, 9)),  # 4:00 p.m.
        (datetime(2026, 3, 9, 20, 1, tzinfo=UTC), date(2026, 3, 10)),
        (datetime(2026, 3, 10, 2, 0, tzinfo=UTC), date(2026, 3, 10)),  # 10 p.m. on the 9th in Massachusetts
        (datetime(2026, 5, 23, 15, 0, tzinfo=UTC), date(2026, 5, 26)),  # Saturday before Memorial Day
    ],
)
def test_a_notice_is_received_by_the_clock_on_the_wall(arrived, received):
    assert received_on(arrived, CALENDAR) == received


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 2, 11), 6, date(2026, 8, 11)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 6, 15), 12, date(2027, 6, 15)),
    ],
)
def test_months_keep_the_day_or_take_the_last_one(day, months, later):
    assert months_later(day, months) == later


ROWS = read_table("harrow-falls", "calendar-2025-26")


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "The calendar has no days; a calendar needs at least one."),
        ([*ROWS[:40], *ROWS[41:]], "The calendar has no row for Saturday, October 11, 2025; add the day."),
        (
            [*ROWS[:40], *ROWS[39:]],
            "The calendar: Friday, October 10, 2025 stands there twice or out of order",
        ),
        ([ROWS[0] | {"date": "September 1"}], "The calendar, row 2 is no day: it needs a date such as"),
        ([ROWS[0], ROWS[1] | {"school_day": "maybe"}], "The calendar, row 3 is no day"),
        ([ROWS[0] | {"weekday": "Friday"}], "The calendar, row 2: 2025-09-01 is a Monday, not a Friday."),
        ([{"day": "1"}], "The calendar, row 2 is no day"),
    ],
)
def test_a_calendar_with_a_gap_or_a_wrong_row_is_refused(rows, sentence):
    with pytest.raises(ClockError) as refused:
        calendar_from_rows(rows, "The calendar")
    assert sentence in str(refused.value)


def test_two_years_that_do_not_meet_are_refused():
    with pytest.raises(ClockError, match=r"has no row for Tuesday, September 1, 2026; add the day\."):
        joined([harrow_falls_calendar(["2025-26"]), harrow_falls_calendar(["2027-28"])])


@pytest.mark.parametrize("days", [0, -3, 1.5, True, "ten", 5000])
def test_a_period_must_be_a_number_of_days(days):
    with pytest.raises(ClockError, match="give a whole number from 1"):
        Period(days)


def test_a_period_past_the_end_of_the_calendar_asks_for_the_next_year():
    with pytest.raises(
        ClockError, match=r"has no Friday, September 1, 2028; add the calendar of that year\."
    ):
        deadline(date(2028, 8, 25), Period(10), CALENDAR)
    with pytest.raises(ClockError, match="add the calendar of that year"):
        deadline(date(2020, 8, 25), Period(10), CALENDAR)


def test_days_in_the_wrong_order_an_unknown_level_and_a_moment_without_zone_are_refused():
    levels = grievance_levels()
    with pytest.raises(
        ClockError, match="Level One was filed on Tuesday, January 13, 2026, before Wednesday"
    ):
        run_chain(levels, date(2026, 1, 14), CALENDAR, {"Level One": date(2026, 1, 13)})
    with pytest.raises(ClockError, match="Level One was answered on"):
        run_chain(levels, date(2026, 1, 14), CALENDAR, answered={"Level One": date(2026, 1, 14)})
    with pytest.raises(ClockError, match='There is no level "Level Nine"; there are Level One'):
        run_chain(levels, date(2026, 1, 14), CALENDAR, {"Level Nine": date(2026, 1, 13)})
    with pytest.raises(ClockError, match="has no time zone"):
        received_on(datetime(2026, 3, 9, 12, 0), CALENDAR)  # noqa: DTZ001
