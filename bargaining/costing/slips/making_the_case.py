"""The wrong turns people take with prices, comparisons, present value and what the employer can pay.

The numbers in the docstrings are those of the question bank: pay up 12 % while prices rose 15 %, an index
that goes from 240 to 276, nine districts, and a gap of $212,579 and $218,956.37 in two years.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from bargaining.costing.compensation.comparables import Rank, rank
from bargaining.errors import ComparisonError

# Prices.


def percents_subtracted(nominal_rate: Decimal, prices_rate: Decimal) -> Decimal:
    """Subtract inflation: 12 − 15 (−3 %, not −2.61)."""
    return 100 * (nominal_rate - prices_rate)


def wrong_way_round(nominal_rate: Decimal, prices_rate: Decimal) -> Decimal:
    """Divide prices by pay: 100 × (1.15 / 1.12 − 1) (2.68 %)."""
    return 100 * ((1 + prices_rate) / (1 + nominal_rate) - 1)


def percents_divided(nominal_rate: Decimal, prices_rate: Decimal) -> Decimal:
    """Divide the increases instead of the levels: 100 × (12 / 15 − 1) (−20 %)."""
    if prices_rate == 0:
        raise ComparisonError("Prices did not change, so the increases cannot be divided.")
    return 100 * (nominal_rate / prices_rate - 1)


def index_points(index_then: Decimal, index_now: Decimal) -> Decimal:
    """Give index points for percent: 276 − 240 (36, not 15 %)."""
    return index_now - index_then


def divided_by_new_index(index_then: Decimal, index_now: Decimal) -> Decimal:
    """Divide by where prices ended: 100 × 36 / 276 (13.04 %)."""
    return 100 * (index_now - index_then) / index_now


def ratio_for_change(index_then: Decimal, index_now: Decimal) -> Decimal:
    """Give the new level for the change: 100 × 276 / 240 (115 %)."""
    return 100 * index_now / index_then


def points_as_percent(dollars: Decimal, index_then: Decimal, index_now: Decimal) -> Decimal:
    """Take points for percents: 60,000 × 1.36 ($81,600, not 69,000)."""
    return dollars * (1 + (index_now - index_then) / 100)


def raised_by_new_index(dollars: Decimal, index_then: Decimal, index_now: Decimal) -> Decimal:
    """Measure the rise from where prices ended: 60,000 × (1 + 36 / 276) ($67,826.09)."""
    return dollars * (1 + (index_now - index_then) / index_now)


# Comparisons.


def ranked_from_the_bottom(place: Rank) -> int:
    """Count from the lowest: 10 − place, with nine districts."""
    return place.of + 1 - place.place


def districts_above(place: Rank) -> int:
    """Give how many are above for the place: the first is then number 0."""
    return place.place - 1


def mean_for_median(own_dollars: Decimal, others_dollars: Mapping[str, Decimal]) -> Decimal:
    """Compare with the average of the others instead of the middle one."""
    rank(own_dollars, others_dollars)  # refuses nobody to compare with
    return sum(others_dollars.values(), Decimal(0)) / len(others_dollars) - own_dollars


def one_of_the_middle_two(
    own_dollars: Decimal, others_dollars: Mapping[str, Decimal], upper: bool
) -> Decimal:
    """Take the lower or the upper of the two in the middle for the median, with an even number of others."""
    ordered = sorted(others_dollars.values())
    if not ordered or len(ordered) % 2:
        raise ComparisonError("Only an even number of districts has two in the middle.")
    return ordered[len(ordered) // 2 - (0 if upper else 1)] - own_dollars


# Present value of a gap by year, paid at the end of each year.


def discounted_as_one_sum(amounts_dollars: Sequence[Decimal], discount_rate: Decimal, years: int) -> Decimal:
    """Discount the whole gap over so many years: 431,535.37 / 1.03³ ($394,915.99, not 412,774.76)."""
    return sum(amounts_dollars, Decimal(0)) / (1 + discount_rate) ** years


# What the employer can pay, in percent. Each is part / whole with the wrong whole or the wrong part.


def of_all_revenue(new_money_dollars: Decimal, revenue_dollars: Decimal) -> Decimal:
    """Divide new money by all revenue instead of by its growth: 100 × 593,878.50 / 25,560,000 (2.32 %)."""
    return 100 * new_money_dollars / revenue_dollars


def fraction_for_percent(part_dollars: Decimal, whole_dollars: Decimal) -> Decimal:
    """Give the fraction: 1,840,000 / 25,100,000 (0.07 instead of 7.33 %)."""
    return part_dollars / whole_dollars
