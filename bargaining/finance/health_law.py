"""Municipal health insurance in Massachusetts: which section of the law applies, and what a shift costs.

The law is M.G.L. c.32B. The procedure was read in pages of the state and of the municipal association from
2011 and 2012, and some parts are general knowledge: `confidence` says which. Read the current text before you
rely on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from bargaining.errors import FinanceError
from bargaining.finance.explained import above_zero, at_least_zero

MITIGATION_RATE = Decimal("0.25")  # mass.gov, FY2012 page on municipal health reform
NEGOTIATION_DAYS = 30
PANEL_DAYS = 10
TRANSFER_SAVINGS_PERCENT = Decimal(5)  # general knowledge: verify before use
CONTINUATION_FACTOR = Decimal("1.02")  # COBRA charges the full premium and 2 %


class Change(Enum):
    """What an employer wants to change. The value says it in words."""

    SPLIT = "the share of the premium that each side pays"
    PLAN_DESIGN = "copays and deductibles"
    TRANSFER = "the move into the state's Group Insurance Commission"


@dataclass(frozen=True)
class Process:
    """Which section of chapter 32B applies, what happens then, why, and how sure we are of the text.

    `bargained`: whether the union bargains over it in the ordinary way or in a coalition; else the process of
    section 21 applies, with a panel that can decide.
    """

    section: str
    what_happens: str
    why: str
    confidence: str
    bargained: bool


_ORDINARY = "Bargain it as any other term; without agreement nothing changes."
_COALITION = (
    "The committee of all unions and retirees bargains it and votes by weight; the agreement binds all."
)
_PANEL = (
    f"The employer gives notice; {NEGOTIATION_DAYS} days of negotiation with the public employee "
    "committee, then a "
    f"panel of three has {PANEL_DAYS} days. Mitigation is at most 25 % of the first year's savings."
)
_READ = "published, pages of 2011 and 2012: verify the current text"
_UNREAD = "general knowledge: verify before use"


def process_for(
    change: Change,
    *,
    coalition_agreement: bool = False,
    adopted_section_21: bool = False,
    within_benchmark: bool = True,
    savings_above_design_percent: Decimal = Decimal(0),
) -> Process:
    """Say which section of M.G.L. c.32B applies to a change, and what happens then.

    * `coalition_agreement`: the municipality bargains health insurance with all unions together, under
      section 19.
    * `adopted_section_21`: its legislative body adopted sections 21 to 23.
    * `within_benchmark`: copays and deductibles stay at or below those of the state commission's
      most-subscribed plan.
    * `savings_above_design_percent`: how much more a transfer saves than the largest change of design, in
      percent.

    >>> process_for(Change.SPLIT).section
    'ordinary bargaining'
    >>> process_for(Change.PLAN_DESIGN, adopted_section_21=True).section
    '21 and 22'
    """
    savings = at_least_zero(savings_above_design_percent, "the savings")
    if change is not Change.SPLIT and adopted_section_21:
        if change is Change.PLAN_DESIGN and within_benchmark:
            why = (
                "Sections 21 to 23 are adopted, and the design stays within the state's most-subscribed plan."
            )
            return Process("21 and 22", _PANEL, why, _READ, bargained=False)
        if change is Change.TRANSFER and savings >= TRANSFER_SAVINGS_PERCENT:
            why = f"Sections 21 to 23 are adopted; the transfer saves {TRANSFER_SAVINGS_PERCENT} % or more."
            return Process("21 and 23", _PANEL, why, f"the threshold is {_UNREAD}", bargained=False)
    why = {
        Change.SPLIT: "The share of the premium stays bargainable, whatever else was adopted.",
        Change.PLAN_DESIGN: "Sections 21 to 23 are not adopted."
        if not adopted_section_21
        else "The design goes beyond the state's most-subscribed plan.",
        Change.TRANSFER: "Sections 21 to 23 are not adopted."
        if not adopted_section_21
        else "The transfer does not save enough more than a change of design.",
    }[change]
    if coalition_agreement:
        return Process("19", _COALITION, f"{why} A coalition agreement is in force.", _UNREAD, bargained=True)
    return Process("ordinary bargaining", _ORDINARY, why, _READ, bargained=True)


def mitigation_cap(first_year_savings_dollars: Decimal) -> Decimal:
    """Return the most that goes back to people hit hardest: 25 % of the first year's savings, in dollars.

    >>> mitigation_cap(Decimal(400_000))
    Decimal('100000.00')
    """
    return MITIGATION_RATE * at_least_zero(first_year_savings_dollars, "the savings of the first year")


@dataclass(frozen=True)
class Split:
    """Who pays what of a yearly premium, in dollars and cents."""

    annual_dollars: Decimal
    employer_dollars: Decimal
    employee_dollars: Decimal


def premium_split(monthly_premium_dollars: Decimal, employer_percent: Decimal) -> Split:
    """Split a premium: the employer's share of twelve months to the cent, the rest is the employee's.

    >>> premium_split(Decimal(1000), Decimal(80)).employee_dollars
    Decimal('2400.00')
    """
    share = _percent_of_premium(employer_percent)
    annual = 12 * at_least_zero(monthly_premium_dollars, "the monthly premium")
    employer = (annual * share / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return Split(annual, employer, annual - employer)


def shift_cost(annual_premium_dollars: Decimal, points: Decimal) -> Decimal:
    """Return what a shift of so many percentage points costs one member a year, in dollars.

    >>> shift_cost(Decimal(30_000), Decimal(3))
    Decimal('900')
    """
    return at_least_zero(annual_premium_dollars, "the annual premium") * _percent_of_premium(points) / 100


def break_even_raise_percent(
    annual_premium_dollars: Decimal, points: Decimal, salary_dollars: Decimal
) -> Decimal:
    """Return the raise that a shift of the premium eats up, in percent of the salary.

    Shift cost / salary. Both are before tax: premiums are mostly paid from untaxed pay and raises are taxed,
    so that the raise that leaves as much to spend is a little higher.

    >>> break_even_raise_percent(Decimal(30_000), Decimal(3), Decimal(90_000))
    Decimal('1')
    """
    cost = shift_cost(annual_premium_dollars, points)
    return 100 * cost / above_zero(salary_dollars, "the salary")


def premium_from_continuation(continuation_dollars: Decimal) -> Decimal:
    """Return the full premium from the rate that people pay who keep their cover after leaving (COBRA).

    They are charged 102 % of the full premium. Not rounded.

    >>> round(premium_from_continuation(Decimal(1020)), 2)
    Decimal('1000.00')
    """
    return at_least_zero(continuation_dollars, "the continuation rate") / CONTINUATION_FACTOR


def _percent_of_premium(percent: Decimal) -> Decimal:
    share = at_least_zero(percent, "the share of the premium")
    if share > 100:
        raise FinanceError(f"{percent} percent is more than the whole premium; give 0 to 100.")
    return share
