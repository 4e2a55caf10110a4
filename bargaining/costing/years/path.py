"""A payroll over several years, and the four amounts that people call "the cost".

A base and yearly raises come in; a `YearsCost` goes out, which keeps new money, cost over base, cumulative
cost and run-rate apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from bargaining.costing.convention import Convention, Growth, Rounding, exact, round_money
from bargaining.costing.price_tag import Cost, Denominator, PriceTag
from bargaining.errors import CostingError

if TYPE_CHECKING:
    from pandas import DataFrame

_NONE = Decimal(0)


@dataclass(frozen=True)
class YearsCost:
    """What some years cost, against a base year.

    * `base_dollars`: the base year's payroll, P_0.
    * `payroll_dollars`: the payroll on the schedule of each year, P_1, P_2, …
    * `once_dollars`: what is paid off the schedule in each year, less what a raise that begins during the
      year does not pay yet; none when it is left out.

    All results are in dollars and not rounded. Source: AFSCME, "Costing 101", which prints new money,
    payroll and cost over the base year side by side.

    >>> cost = payroll_path(Decimal(1_000_000), [Decimal("0.03")] * 3)
    >>> [f"{money:,.0f}" for money in cost.new_money_dollars]
    ['30,000', '30,900', '31,827']
    >>> [f"{money:,.0f}" for money in cost.over_base_dollars]
    ['30,000', '60,900', '92,727']
    >>> f"{cost.total_dollars:,.0f}", f"{cost.run_rate_dollars:,.0f}"
    ('183,627', '1,092,727')
    """

    base_dollars: Decimal
    payroll_dollars: tuple[Decimal, ...]
    once_dollars: tuple[Decimal, ...] = ()

    def __post_init__(self) -> None:
        if not self.payroll_dollars:
            raise CostingError("A contract of no years costs nothing; give at least one year.")
        once = self.once_dollars or (_NONE,) * len(self.payroll_dollars)
        if len(once) != len(self.payroll_dollars):
            raise CostingError(
                f"There are {len(once)} payments off the schedule for {len(self.payroll_dollars)} years; "
                "give one for each year, 0 where there is none."
            )
        object.__setattr__(self, "once_dollars", once)

    @property
    def spent_dollars(self) -> tuple[Decimal, ...]:
        """All that is paid in each year, on the schedule and off it."""
        return tuple(on + off for on, off in zip(self.payroll_dollars, self.once_dollars, strict=True))

    @property
    def new_money_dollars(self) -> tuple[Decimal, ...]:
        """Each year against the year before. A payment made once is missing from the year after."""
        return tuple(now - before for before, now in pairwise((self.base_dollars, *self.spent_dollars)))

    @property
    def over_base_dollars(self) -> tuple[Decimal, ...]:
        """Each year against the base year."""
        return tuple(spent - self.base_dollars for spent in self.spent_dollars)

    @property
    def cumulative_dollars(self) -> tuple[Decimal, ...]:
        """The cost over base added up to each year."""
        return tuple(accumulate(self.over_base_dollars))

    @property
    def total_dollars(self) -> Decimal:
        """The cumulative cost of all years."""
        return self.cumulative_dollars[-1]

    @property
    def run_rate_dollars(self) -> Decimal:
        """The payroll that the years after start from: what was paid once is not in it."""
        return self.payroll_dollars[-1]

    def tag(self, what: str, cost: Cost, convention: Convention, year: int | None = None) -> PriceTag:
        """Return one of the four costs as a price that says which one it is.

        `year` counts from 1 and is the last year when it is left out; it says nothing for the run-rate.
        """
        year = len(self.payroll_dollars) if year is None else year
        if not 1 <= year <= len(self.payroll_dollars):
            raise CostingError(f"There is no year {year}; the years are 1 to {len(self.payroll_dollars)}.")
        amounts = {
            Cost.NEW_MONEY: self.new_money_dollars[year - 1],
            Cost.OVER_BASE: self.over_base_dollars[year - 1],
            Cost.CUMULATIVE: self.cumulative_dollars[year - 1],
            Cost.RUN_RATE: self.run_rate_dollars,
        }
        when = {Cost.CUMULATIVE: f"(years 1 to {year})", Cost.RUN_RATE: ""}.get(cost, f"in year {year}")
        return PriceTag(
            what,
            cost,
            amounts[cost],
            self.base_dollars,
            Denominator.PAYROLL,
            convention=convention,
            when=when,
        )

    def table(self) -> DataFrame:
        """Return a row for each year.

        Columns: `year`, and in dollars `payroll_dollars`, `once_dollars`, `new_money_dollars`,
        `over_base_dollars`, `cumulative_dollars`.
        """
        from pandas import DataFrame

        columns = {
            "year": list(range(1, len(self.payroll_dollars) + 1)),
            "payroll_dollars": list(self.payroll_dollars),
            "once_dollars": list(self.once_dollars),
            "new_money_dollars": list(self.new_money_dollars),
            "over_base_dollars": list(self.over_base_dollars),
            "cumulative_dollars": list(self.cumulative_dollars),
        }
        return DataFrame(columns)


def payroll_path(
    base_dollars: Decimal,
    raise_rates: Sequence[Decimal],
    growth: Growth = Growth.COMPOUND,
    once_dollars: Sequence[Decimal] = (),
    rounding: Rounding = Rounding.UNROUNDED,
) -> YearsCost:
    """Return what raises of a payroll (or of one salary) cost over the years: P_t = P_(t−1)·(1 + p_t).

    With `Growth.SIMPLE`, every percent is taken on the base year. `rounding` is applied every year, as some
    contracts print it. Raises `CostingError` for a base that is not above 0. Source: as `YearsCost`.

    >>> payroll_path(Decimal(100), [Decimal("0.04"), Decimal("0.02")]).payroll_dollars
    (Decimal('104.00'), Decimal('106.0800'))
    >>> payroll_path(Decimal(100), [Decimal("0.04"), Decimal("0.02")], Growth.SIMPLE).payroll_dollars
    (Decimal('104.00'), Decimal('106.00'))
    """
    base = exact(base_dollars, "the base payroll", CostingError)
    if base <= 0:
        raise CostingError(f"The base payroll is {base}; it must be above 0.")
    payroll, years = base, []
    for year, rate in enumerate(raise_rates, start=1):
        checked = exact(rate, f"the raise of year {year}", CostingError)
        raised_on = payroll if growth is Growth.COMPOUND else base
        payroll = round_money(payroll + raised_on * checked, rounding)
        years.append(payroll)
    return YearsCost(base, tuple(years), tuple(once_dollars))


def total_percent(raise_rates: Sequence[Decimal], growth: Growth = Growth.COMPOUND) -> Decimal:
    """Return by how many percent all raises together lift pay: compounded, or added.

    Source: SEIU 503's contract of 2023-25, whose printed 13.05 % is 6.5 and 6.55 added.

    >>> total_percent([Decimal("0.10"), Decimal("0.10")]), total_percent([Decimal("0.10")] * 2, Growth.SIMPLE)
    (Decimal('21.0000'), Decimal('20.00'))
    """
    level = payroll_path(Decimal(1), raise_rates, growth).run_rate_dollars
    return 100 * (level - 1)


def yearly_percent(first_dollars: Decimal, last_dollars: Decimal, years: int) -> Decimal:
    """Return the yearly percent that leads from one amount to another in so many years, compounded.

    Source: the average yearly step of a Massachusetts lane (see the published cases in the tests).

    >>> round(yearly_percent(Decimal(100), Decimal(121), 2), 6)
    Decimal('10.000000')
    """
    if years < 1 or first_dollars <= 0 or last_dollars <= 0:
        raise CostingError("A yearly percent needs two amounts above 0 and at least one year between them.")
    return 100 * ((last_dollars / first_dollars) ** (1 / Decimal(years)) - 1)
