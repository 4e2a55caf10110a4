"""Stories about clocks: the worked example counted by hand, and nothing to mix up in any variant."""

from datetime import date

import pytest

from bargaining.language.clock_stories import clock_story, days_off, four_demands
from bargaining.language.school_calendar import harrow_falls_calendar

VARIANTS = range(41)

# The days of the worked example, counted by hand on the calendar of 2025-26.
BY_HAND = [
    # 11, 12, 13 February; 23 to 27; 2 to 6 March; 9 and 10 March.
    ("filing", date(2026, 3, 10)),
    ("should-have-known", date(2026, 3, 10)),
    # The tenth day after February 12 is Sunday, February 22.
    ("silent-days", date(2026, 2, 23)),
    # 11, 12, 13 February; 23 to 27; 2 and 3 March.
    ("denied", date(2026, 3, 3)),
    # From March 3: 4 to 6, 9 to 13, 16 and 17.
    ("appeal", date(2026, 3, 17)),
    # Business days, without Presidents' Day: to March 11, and from there to April 8.
    ("demand", date(2026, 4, 8)),
    ("charge", date(2026, 9, 23)),
    ("file-request", date(2026, 2, 23)),
    # Friday after four; Monday is a holiday.
    ("received", date(2026, 2, 17)),
]


@pytest.mark.parametrize(("question", "last_day"), BY_HAND)
def test_the_worked_example_is_what_a_hand_counts(question, last_day):
    assert clock_story(0).days[question].right == last_day


@pytest.mark.parametrize("variant", VARIANTS)
def test_in_every_variant_each_wrong_way_leads_to_a_day_of_its_own(variant):
    for name, asked in clock_story(variant).days.items():
        assert asked.is_clear, name
        assert all(harrow_falls_calendar().day(day).business_day for day in asked.given.values())


@pytest.mark.parametrize("variant", VARIANTS)
def test_one_demand_in_four_is_a_day_late(variant):
    demands = four_demands(variant)
    assert [name for name, demand in demands.items() if not demand.in_time] == ["late"]
    assert all(demand.sent > demand.answered for demand in demands.values())


def test_two_learners_seldom_share_a_day():
    for name in clock_story(0).days:
        assert len({clock_story(variant).days[name].right for variant in VARIANTS}) > len(VARIANTS) / 2, name


def test_the_days_without_school_are_listed_with_what_they_are():
    assert days_off(date(2026, 1, 15), date(2026, 2, 1)) == (
        (date(2026, 1, 19), "Martin Luther King Day (legal holiday)"),
        (date(2026, 1, 27), "school cancelled (snow)"),
    )
