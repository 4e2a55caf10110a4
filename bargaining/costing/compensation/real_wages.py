"""Pay against prices: how much of a raise is left after inflation.

Price index values and salaries come in as numbers; percents and dollars go out. Which index (population,
area, items, base, month) is the caller's to name beside the figure: the answer changes with it. Source of
the rule to name it completely: Bureau of Labor Statistics, "Writing an escalation contract using the
Consumer Price Index", Beyond the Numbers, vol. 1, http://stats.bls.gov/opub/btn/volume-1/.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from bargaining.costing.amounts import above_zero
from bargaining.costing.convention import exact
from bargaining.errors import ComparisonError


def inflation_rate(index_then: Decimal, index_now: Decimal) -> Decimal:
    """Return by how much prices rose between two values of one index, as a fraction (0.15 for 15 %).

    Index points are not percents: the rise is measured from where prices started.

    >>> inflation_rate(Decimal(240), Decimal(276))
    Decimal('0.15')
    """
    then = above_zero(index_then, "the price index then", ComparisonError)
    return above_zero(index_now, "the price index now", ComparisonError) / then - 1


def real_change_percent(nominal_rate: Decimal, prices_rate: Decimal) -> Decimal:
    """Return the real change of pay in percent: 100 × ((1 + nominal) / (1 + inflation) − 1); minus is a loss.

    Both rates are fractions. It is not a subtraction: both multiply what was there before.

    >>> round(real_change_percent(Decimal("0.12"), Decimal("0.15")), 2)
    Decimal('-2.61')
    """
    prices = 1 + exact(prices_rate, "the rise of prices", ComparisonError)
    above_zero(prices, "prices now against prices then", ComparisonError)
    return 100 * ((1 + exact(nominal_rate, "the rise of pay", ComparisonError)) / prices - 1)


def same_buying_power(dollars_then: Decimal, index_then: Decimal, index_now: Decimal) -> Decimal:
    """Return the pay that buys now what `dollars_then` bought then, in dollars, not rounded.

    >>> same_buying_power(Decimal(60_000), Decimal(240), Decimal(276))
    Decimal('69000.00')
    """
    return exact(dollars_then, "the pay then", ComparisonError) * (1 + inflation_rate(index_then, index_now))


def real_by_year(
    dollars: Mapping[int, Decimal], index: Mapping[int, Decimal], base_year: int
) -> dict[int, Decimal]:
    """Return pay by year in the dollars of one base year, not rounded.

    `dollars` and `index` are by year, of the same kind (fiscal or calendar). Raises `ComparisonError` when
    the index lacks a year that is needed.

    >>> real_by_year({2020: Decimal(50_000), 2024: Decimal(55_000)},
    ...              {2020: Decimal(200), 2024: Decimal(250)}, 2024)
    {2020: Decimal('62500'), 2024: Decimal('55000')}
    """
    for year in (base_year, *dollars):
        if year not in index:
            raise ComparisonError(
                f"There is no price index for {year}; it has {min(index, default='no year')} to "
                f"{max(index, default='no year')}. Give that year, or leave it out."
            )
    return {year: paid * index[base_year] / index[year] for year, paid in dollars.items()}
