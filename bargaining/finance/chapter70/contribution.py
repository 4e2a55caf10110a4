"""The required local contribution: what a municipality must spend on its schools from its own money.

Property, income and last year's contribution come in. The yield, the target and the contribution go out, each
step written down, with the branch of the formula that applied and why.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from bargaining.errors import FinanceError
from bargaining.finance.chapter70.parameters import Parameters
from bargaining.finance.explained import Step, above_zero, at_least_zero, money, percent, whole_dollars
from bargaining.rounding import exact


class Branch(Enum):
    """Which rule set the required contribution. The value says it in words."""

    YIELD_CAP = "the yield is so high that the contribution is the maximum local share"
    ABOVE_TARGET = "the preliminary contribution is at or above the target, so it is reduced towards it"
    NO_INCREMENT = "the preliminary contribution is a little below the target, so it stands"
    FIRST_INCREMENT = "the preliminary contribution is well below target, so the smaller increment is added"
    SECOND_INCREMENT = "the preliminary contribution is far below target, so the larger increment is added"


@dataclass(frozen=True)
class StateTotals:
    """The sums over all municipalities: equalized valuation, income and combined effort yield, in dollars."""

    eqv_dollars: Decimal
    income_dollars: Decimal
    combined_effort_yield_dollars: Decimal

    def __post_init__(self) -> None:
        above_zero(self.eqv_dollars, "the equalized valuation of the state")
        above_zero(self.income_dollars, "the income of the state")
        at_least_zero(self.combined_effort_yield_dollars, "the combined effort yield of the state")

    @property
    def property_percent(self) -> Decimal:
        """The uniform share of property, in percent: half of the state's yield over its valuation.

        >>> StateTotals(Decimal(1000), Decimal(400), Decimal(20)).property_percent
        Decimal('1')
        """
        return 100 * self.combined_effort_yield_dollars / 2 / self.eqv_dollars

    @property
    def income_percent(self) -> Decimal:
        """The uniform share of income, in percent: half of the state's yield over its income."""
        return 100 * self.combined_effort_yield_dollars / 2 / self.income_dollars


@dataclass(frozen=True)
class Effort:
    """What a municipality could raise, and the target that follows from it. All in whole dollars."""

    combined_effort_yield_dollars: Decimal
    target_dollars: Decimal
    capped: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Contribution:
    """A required local contribution in whole dollars, the branch that set it, and the steps to it.

    `reached_target`: the increment would have gone past the target, so the target is the contribution.
    `gap_percent`: how far the preliminary contribution is below the target, in percent of the foundation
    budget.
    """

    required_dollars: Decimal
    preliminary_dollars: Decimal
    target_dollars: Decimal
    gap_percent: Decimal
    branch: Branch
    reached_target: bool
    steps: tuple[Step, ...]


def effort(
    eqv_dollars: Decimal,
    income_dollars: Decimal,
    foundation_budget_dollars: Decimal,
    state: StateTotals,
    year: Parameters,
) -> Effort:
    """Work out the combined effort yield and the target local contribution of a municipality, in dollars.

    Yield = property share × valuation + income share × income, where each uniform share raises half of the
    state's yield. Target = the yield, but at most 82.5 % of the foundation budget. Both to the whole dollar.
    Source: M.G.L. c.70, section 2; DESE key factors workbook, October 2025.

    >>> from bargaining.finance.chapter70.parameters import parameters
    >>> state = StateTotals(Decimal(1_000_000), Decimal(500_000), Decimal(20_000))
    >>> effort(Decimal(10_000), Decimal(5_000), Decimal(1_000), state, parameters(2026)).target_dollars
    Decimal('200')
    """
    eqv = at_least_zero(eqv_dollars, "the equalized valuation")
    income = at_least_zero(income_dollars, "the income")
    budget = above_zero(foundation_budget_dollars, "the foundation budget")
    # Multiplied before they are divided, so that nothing is lost in between.
    half = state.combined_effort_yield_dollars / 2
    yield_dollars = whole_dollars(half * eqv / state.eqv_dollars + half * income / state.income_dollars)
    share = year.number("maximum_local_share_percent")
    most = whole_dollars(share / 100 * budget)
    target = min(yield_dollars, most)
    capped = yield_dollars > most
    return Effort(
        yield_dollars,
        target,
        capped,
        (
            Step(
                "Combined effort yield",
                f"{state.property_percent:.5f} % × {money(eqv)} + {state.income_percent:.5f} % × "
                f"{money(income)}",
                yield_dollars,
                "The same shares of property and income for every municipality.",
            ),
            Step("Most a target can be", f"{percent(share)} × {money(budget)}", most),
            Step(
                "Target local contribution",
                f"the smaller of {money(yield_dollars)} and {money(most)}",
                target,
                "The yield is above the most a target can be." if capped else "The yield is the target.",
            ),
        ),
    )


def required_contribution(
    target: Effort,
    foundation_budget_dollars: Decimal,
    prior_contribution_dollars: Decimal,
    municipal_revenue_growth_percent: Decimal,
    year: Parameters,
) -> Contribution:
    """Work out the required local contribution in dollars, and say which branch of the formula applied.

    Preliminary = last year's contribution raised by the growth factor. A yield above 175 % of the foundation
    budget gives the maximum local share. At or above the target, the excess is reduced (by 100 % since
    FY2019). Below it, the gap is measured against the FOUNDATION BUDGET (above 2.5 %, above 7.5 %), and the
    increment is 1 % or 2 % of LAST YEAR'S CONTRIBUTION; never past the target. Every step is rounded to the
    whole dollar. Source: M.G.L. c.70, section 2; reproduces DESE's published contributions of FY2022 to
    FY2026.

    >>> from bargaining.finance.chapter70.parameters import parameters
    >>> target = Effort(Decimal(1000), Decimal(1000), False, ())
    >>> got = required_contribution(target, Decimal(2000), Decimal(800), Decimal(5), parameters(2026))
    >>> got.required_dollars, got.branch.name, got.gap_percent
    (Decimal('856'), 'SECOND_INCREMENT', Decimal('8'))
    """
    budget = above_zero(foundation_budget_dollars, "the foundation budget")
    prior = at_least_zero(prior_contribution_dollars, "last year's required contribution")
    growth = exact(municipal_revenue_growth_percent, "the municipal revenue growth factor", FinanceError)
    preliminary = whole_dollars(prior * (1 + growth / 100))
    gap_percent = 100 * (target.target_dollars - preliminary) / budget
    branch = _branch(target, preliminary, gap_percent, budget, year)
    required, last = _required(branch, target, preliminary, prior, gap_percent, budget, year)
    first = Step(
        "Preliminary contribution",
        f"{money(prior)} × (1 + {percent(growth)})",
        preliminary,
        "Last year's required contribution, raised by the municipal revenue growth factor.",
    )
    incremented = branch in (Branch.FIRST_INCREMENT, Branch.SECOND_INCREMENT)
    reached = incremented and required == target.target_dollars
    return Contribution(
        required,
        preliminary,
        target.target_dollars,
        gap_percent,
        branch,
        reached,
        (*target.steps, first, last),
    )


def _branch(
    target: Effort, preliminary: Decimal, gap_percent: Decimal, budget: Decimal, year: Parameters
) -> Branch:
    """Choose the branch of the formula."""
    if target.combined_effort_yield_dollars > year.rate("yield_cap_percent") * budget:
        return Branch.YIELD_CAP
    if preliminary >= target.target_dollars:
        return Branch.ABOVE_TARGET
    if gap_percent > year.number("second_gap_percent"):
        return Branch.SECOND_INCREMENT
    if gap_percent > year.number("first_gap_percent"):
        return Branch.FIRST_INCREMENT
    return Branch.NO_INCREMENT


def _required(
    branch: Branch,
    target: Effort,
    preliminary: Decimal,
    prior: Decimal,
    gap_percent: Decimal,
    budget: Decimal,
    year: Parameters,
) -> tuple[Decimal, Step]:
    """Return the required contribution of a branch and its step."""
    goal = target.target_dollars
    title = "Required local contribution"
    gap = f"The preliminary contribution is {gap_percent:.2f} % of the foundation budget below the target"
    if branch is Branch.YIELD_CAP:
        share = year.number("maximum_local_share_percent")
        required = whole_dollars(share / 100 * budget)
        cap = percent(year.number("yield_cap_percent"))
        why = f"The yield is above {cap} of the foundation budget, so the maximum local share applies."
        return required, Step(title, f"{percent(share)} × {money(budget)}", required, why)
    if branch is Branch.ABOVE_TARGET:
        reduction = year.number("effort_reduction_percent")
        required = whole_dollars(preliminary - reduction / 100 * (preliminary - goal))
        how = f"{money(preliminary)} − {percent(reduction)} × ({money(preliminary)} − {money(goal)})"
        why = "The preliminary contribution is at or above the target, so what is above it is taken off."
        return required, Step(title, how, required, why)
    if branch is Branch.NO_INCREMENT:
        least = percent(year.number("first_gap_percent"))
        return preliminary, Step(title, money(preliminary), preliminary, f"{gap}: not more than {least}.")
    order = "second" if branch is Branch.SECOND_INCREMENT else "first"
    size, least = year.number(f"{order}_increment_percent"), percent(year.number(f"{order}_gap_percent"))
    increment = whole_dollars(size / 100 * prior)
    required = min(goal, preliminary + increment)
    how = f"{money(preliminary)} + {percent(size)} × {money(prior)}, at most {money(goal)}"
    why = f"{gap}: more than {least}. The increment is {percent(size)} of last year's contribution."
    return required, Step(title, how, required, why)
