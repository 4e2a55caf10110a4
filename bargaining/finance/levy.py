"""Proposition 2½: the levy limit of a municipality, what is left under it, and what a vote does to a bill.

Last year's limit, new growth and votes come in; limits, capacity and bills go out, each with its steps. The
law is that of Massachusetts (M.G.L. c.59, section 21C).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bargaining.errors import FinanceError
from bargaining.finance.explained import Step, above_zero, at_least_zero, money, share_percent, whole_dollars

RISE_RATE = Decimal("0.025")  # M.G.L. c.59, section 21C: both the yearly rise and the ceiling


@dataclass(frozen=True)
class LevyLimit:
    """The levy limit of a year in whole dollars, and the steps to it.

    `before_growth_dollars`: last year's limit and its 2.5 %. `at_ceiling`: the ceiling, not the sum, is the
    limit.
    """

    limit_dollars: Decimal
    before_growth_dollars: Decimal
    at_ceiling: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class LevyCapacity:
    """What is left under a municipality's limits, in dollars.

    * `exclusions_dollars`: what debt and capital exclusions add to the limit; below zero in rare corrections.
    * `excess_dollars`: what could be levied without any vote.
    * `excess_percent`: the same in percent of the maximum levy.
    * `override_dollars`: how far voters could raise the limit before it meets the ceiling.
    """

    exclusions_dollars: Decimal
    excess_dollars: Decimal
    excess_percent: Decimal
    override_dollars: Decimal


@dataclass(frozen=True)
class Draws:
    """A phased override: what is drawn each year and what is left after it, in dollars."""

    drawn_dollars: tuple[Decimal, ...]
    left_dollars: tuple[Decimal, ...]


def levy_ceiling(full_value_dollars: Decimal) -> Decimal:
    """Return the levy ceiling in dollars: 2.5 % of the full and fair cash value of all taxable property.

    Source: M.G.L. c.59, section 21C(b).

    >>> levy_ceiling(Decimal(100_000_000))
    Decimal('2500000')
    """
    return whole_dollars(RISE_RATE * at_least_zero(full_value_dollars, "the value of all taxable property"))


def value_from_ceiling(levy_ceiling_dollars: Decimal) -> Decimal:
    """Return the value of all taxable property from a published ceiling, in dollars (± $20 by its rounding).

    >>> value_from_ceiling(Decimal(2_500_000))
    Decimal('100000000')
    """
    return whole_dollars(at_least_zero(levy_ceiling_dollars, "the levy ceiling") / RISE_RATE)


def levy_limit(
    prior_limit_dollars: Decimal,
    new_growth_dollars: Decimal,
    override_dollars: Decimal = Decimal(0),
    underride_dollars: Decimal = Decimal(0),
    ceiling_dollars: Decimal | None = None,
) -> LevyLimit:
    """Work out the levy limit of a year, in dollars.

    Limit = last year's LIMIT × 1.025 + certified new growth + overrides − underrides, never above the
    ceiling. The base is last year's limit, not last year's levy, so a town that levies less does not lose
    room, and gains none. The 2.5 % is rounded to the dollar, halves up. Source: M.G.L. c.59, section 21C; 69
    of 105 published limits follow to the dollar, the others have overrides or growth that was amended.

    >>> levy_limit(Decimal(1_000_000), Decimal(20_000)).limit_dollars
    Decimal('1045000')
    """
    prior = at_least_zero(prior_limit_dollars, "last year's levy limit")
    growth = at_least_zero(new_growth_dollars, "the new growth")
    override = at_least_zero(override_dollars, "the override")
    underride = at_least_zero(underride_dollars, "the underride")
    before_growth = prior + whole_dollars(RISE_RATE * prior)
    uncapped = before_growth + growth + override - underride
    if uncapped < 0:
        raise FinanceError(f"The underride of {money(underride)} is more than the whole limit; check it.")
    at_ceiling = ceiling_dollars is not None and uncapped > ceiling_dollars
    limit = ceiling_dollars if at_ceiling and ceiling_dollars is not None else uncapped
    steps = [
        Step(
            "Last year's limit and 2.5 %",
            f"{money(prior)} × 1.025",
            before_growth,
            "The limit, not the levy.",
        ),
        Step(
            "New growth", f"+ {money(growth)}", before_growth + growth, "Newly built or newly taxed property."
        ),
    ]
    if override or underride:
        how = " ".join(
            [f"+ {money(override)}"] * bool(override) + [f"− {money(underride)}"] * bool(underride)
        )
        steps.append(Step("Votes", how, uncapped, "An override is permanent: it stays in the base."))
    if at_ceiling:
        steps.append(
            Step("Ceiling", f"at most {money(limit)}", limit, "The limit is never above the ceiling.")
        )
    return LevyLimit(limit, before_growth, at_ceiling, tuple(steps))


def levy_capacity(
    limit_dollars: Decimal, maximum_levy_dollars: Decimal, levy_dollars: Decimal, ceiling_dollars: Decimal
) -> LevyCapacity:
    """Return what is left under the limits: excess capacity, and room for overrides below the ceiling.

    Excess capacity = maximum levy (limit and exclusions) − levy. Override capacity = ceiling − limit. Source:
    Massachusetts Division of Local Services, Excess Levy Capacity and Override Capacity.

    >>> levy_capacity(Decimal(1000), Decimal(1100), Decimal(1089), Decimal(2000)).excess_percent
    Decimal('1')
    """
    limit = at_least_zero(limit_dollars, "the levy limit")
    maximum = above_zero(maximum_levy_dollars, "the maximum levy")
    excess = maximum - at_least_zero(levy_dollars, "the levy")
    return LevyCapacity(
        maximum - limit,
        excess,
        share_percent(excess, maximum, "the maximum levy"),
        at_least_zero(ceiling_dollars, "the levy ceiling") - limit,
    )


def tax_bill(value_dollars: Decimal, rate_per_1000_dollars: Decimal) -> Decimal:
    """Return the yearly tax bill of a property, in dollars: value / 1,000 × rate. Not rounded.

    >>> tax_bill(Decimal(500_000), Decimal("10.50"))
    Decimal('5250.00')
    """
    value = at_least_zero(value_dollars, "the value of the property")
    return value / 1000 * at_least_zero(rate_per_1000_dollars, "the tax rate")


def rate_increase(override_dollars: Decimal, total_value_dollars: Decimal) -> Decimal:
    """Return what an override adds to the tax rate, in dollars for each $1,000 of value. Not rounded.

    >>> rate_increase(Decimal(1_000_000), Decimal(2_000_000_000))
    Decimal('0.5')
    """
    override = at_least_zero(override_dollars, "the override")
    return override * 1000 / above_zero(total_value_dollars, "the value of all taxable property")


def override_on_bill(
    override_dollars: Decimal, total_value_dollars: Decimal, home_value_dollars: Decimal
) -> Decimal:
    """Return what an override adds to one yearly bill, in dollars. Not rounded.

    >>> override_on_bill(Decimal(1_000_000), Decimal(2_000_000_000), Decimal(600_000))
    Decimal('300.0')
    """
    return tax_bill(home_value_dollars, rate_increase(override_dollars, total_value_dollars))


def levy_path(
    limit_dollars: Decimal,
    new_growth_dollars: Sequence[Decimal],
    overrides_dollars: Sequence[Decimal] = (),
    exclusions_dollars: Sequence[Decimal] = (),
) -> list[tuple[Decimal, Decimal]]:
    """Return (limit, maximum levy) of each year to come, one for each entry of `new_growth_dollars`.

    An override raises the base of every later year; an exclusion is on top of one year and not in the base.
    The two other lists may be shorter; what is left out is 0.

    >>> levy_path(Decimal(1000), [Decimal(0)] * 2, [Decimal(100)], [Decimal(50)])
    [(Decimal('1125'), Decimal('1175')), (Decimal('1153'), Decimal('1153'))]
    """
    path: list[tuple[Decimal, Decimal]] = []
    limit = limit_dollars
    for year, growth in enumerate(new_growth_dollars):
        override = overrides_dollars[year] if year < len(overrides_dollars) else Decimal(0)
        exclusion = exclusions_dollars[year] if year < len(exclusions_dollars) else Decimal(0)
        limit = levy_limit(limit, growth, override).limit_dollars
        path.append((limit, limit + at_least_zero(exclusion, "the exclusion")))
    return path


def phased_draws(override_dollars: Decimal, draws_dollars: Sequence[Decimal]) -> Draws:
    """Return the draws of a phased override, the rest drawn in the year after the last one given.

    Raises `FinanceError` when more is drawn than was voted.

    >>> phased_draws(Decimal(900), [Decimal(200), Decimal(300)]).drawn_dollars
    (Decimal('200'), Decimal('300'), Decimal('400'))
    """
    left = at_least_zero(override_dollars, "the override")
    rest: list[Decimal] = []
    for year, draw in enumerate(draws_dollars, 1):
        left -= at_least_zero(draw, f"the draw of year {year}")
        if left < 0:
            raise FinanceError(
                f"By year {year} more is drawn than the override of {money(override_dollars)}."
            )
        rest.append(left)
    return Draws((*draws_dollars, left), (*rest, Decimal(0)))
