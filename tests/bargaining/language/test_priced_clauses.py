"""The premium share and the pay for large classes under each of their readings, worked by hand."""

from datetime import date
from decimal import Decimal

import pytest

from bargaining.errors import ClockError, ReadingError
from bargaining.language.harrow_falls import current_agreement
from bargaining.language.overage_pay import Count, overage_readings
from bargaining.language.premium_readings import harrow_falls_plans, premium_readings
from bargaining.language.school_calendar import harrow_falls_calendar

CALENDAR = harrow_falls_calendar(["2025-26"])
COUNTS = [Count(date(2025, 10, 1), 24), Count(date(2025, 11, 3), 25), Count(date(2025, 12, 1), 22)]


def test_the_printed_premiums_are_those_of_the_table():
    text = current_agreement().clause("C.1").text
    for tier in harrow_falls_plans():
        (line,) = [line for line in text.split("\n") if line.startswith(f"| {tier.plan} |")]
        assert f"{tier.at_signing_dollars:,}" in line


def test_four_readings_of_a_percent_of_the_premium():
    # A month, own plan: 40 x 1,002 + 62 x 2,648 + 22 x 1,298 + 31 x 3,430 = 339,142; a quarter is 84,785.50.
    # Cheapest: 0.25 x (62 x 1,002 + 93 x 2,648) = 0.25 x 308,388 = 77,097.
    # The employer pays 3/4 of the cheapest: 339,142 - 0.75 x 308,388 = 107,851.
    # At signing: 0.25 x (40 x 920 + 62 x 2,430 + 22 x 1,180 + 31 x 3,120) = 0.25 x 310,140 = 77,535.
    assert premium_readings(harrow_falls_plans(), Decimal("0.25")) == {
        "own-plan": 12 * Decimal("84785.50"),
        "cheapest-plan": 12 * 77_097,
        "employer-pays-cheapest": 12 * 107_851,
        "at-signing": 12 * 77_535,
    }


def test_with_one_plan_and_an_unchanged_premium_all_readings_agree():
    (plan, *_) = harrow_falls_plans()
    same = type(plan)("A", "Family", 7, Decimal(2000), Decimal(2000))
    assert set(premium_readings([same], Decimal("0.25")).values()) == {42_000}


def test_a_large_class_under_five_readings():
    # October 1 to November 2: October has 23 weekdays, of which the 13th is a holiday: 22 School Days.
    # November 3 to 30: 20 weekdays; without the 4th, 11th, 27th and 28th: 16 School Days.
    # As written: 12 x (2 x 22 + 3 x 16) = 12 x 92 = 1,104.
    assert overage_readings(COUNTS, 22, Decimal(12), CALENDAR, until=date(2026, 1, 6)) == {
        "as-written": 1_104,
        "from-the-second": 12 * 3 * 16,
        "one-count-is-enough": 1_104,
        "not-for-each-student": 12 * (22 + 16),
        "every-day": 12 * (2 * 23 + 3 * 20),
    }


def test_one_count_over_is_not_two():
    counts = [Count(date(2025, 10, 1), 24), Count(date(2025, 11, 3), 22), Count(date(2025, 12, 1), 24)]
    paid = overage_readings(counts, 22, Decimal(12), CALENDAR, until=date(2025, 12, 2))
    assert paid["as-written"] == 0
    assert paid["one-count-is-enough"] == 12 * (2 * 22 + 2 * 1)


def test_what_cannot_be_priced_is_refused():
    with pytest.raises(ReadingError, match="There are no plans"):
        premium_readings([], Decimal("0.25"))
    with pytest.raises(ReadingError, match="Give the counts of the class in order"):
        overage_readings(COUNTS[::-1], 22, Decimal(12), CALENDAR, until=date(2026, 1, 6))
    with pytest.raises(ReadingError, match="Give the counts of the class in order"):
        overage_readings(COUNTS, 22, Decimal(12), CALENDAR, until=date(2025, 12, 1))
    with pytest.raises(ClockError, match="add the calendar of that year"):
        overage_readings(COUNTS, 22, Decimal(12), CALENDAR, until=date(2026, 12, 1))
