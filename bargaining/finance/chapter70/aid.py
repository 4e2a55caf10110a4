"""Chapter 70 aid: what the state pays, and which of its rules set the amount.

Foundation budget, required contribution, last year's aid and pupils come in; aid and its branch go out.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from bargaining.finance.chapter70.parameters import Parameters
from bargaining.finance.explained import Step, at_least_zero, money, whole_dollars


class AidBranch(Enum):
    """Which rule set the aid. The value says it in words."""

    FOUNDATION = "foundation aid: it fills the foundation budget"
    MINIMUM = "minimum aid: last year's aid and a fixed amount per pupil"
    HOLD_HARMLESS = "hold harmless: last year's aid, which never falls"
    FOUNDATION_CEILING = "a district without schools never gets more than its foundation budget"


@dataclass(frozen=True)
class Aid:
    """Chapter 70 aid in whole dollars, the rule that set it, and the steps to it."""

    aid_dollars: Decimal
    foundation_aid_dollars: Decimal
    prior_aid_dollars: Decimal
    branch: AidBranch
    steps: tuple[Step, ...]

    @property
    def increase_dollars(self) -> Decimal:
        """How much more than last year."""
        return self.aid_dollars - self.prior_aid_dollars


def chapter70_aid(
    foundation_budget_dollars: Decimal,
    required_contribution_dollars: Decimal,
    prior_aid_dollars: Decimal,
    foundation_enrollment: Decimal,
    year: Parameters,
    *,
    operating: bool = True,
) -> Aid:
    """Work out the Chapter 70 aid of a district, in dollars, and say which rule set it.

    A district that runs schools gets the larger of foundation aid (foundation budget less required
    contribution) and last year's aid with the year's minimum aid for each pupil. A district that runs none
    gets the larger of foundation aid and last year's aid, but never more than its foundation budget. Source:
    M.G.L. c.70; DESE; reproduces the published aid of FY2025 in 310 of 319 districts with schools.

    >>> from bargaining.finance.chapter70.parameters import parameters
    >>> got = chapter70_aid(Decimal(9_000), Decimal(5_000), Decimal(6_000), Decimal(10), parameters(2026))
    >>> got.aid_dollars, got.branch.name
    (Decimal('7500'), 'MINIMUM')
    """
    budget = at_least_zero(foundation_budget_dollars, "the foundation budget")
    contribution = at_least_zero(required_contribution_dollars, "the required contribution")
    prior = at_least_zero(prior_aid_dollars, "last year's aid")
    pupils = at_least_zero(foundation_enrollment, "the foundation enrollment")
    foundation = max(Decimal(0), whole_dollars(budget - contribution))
    per_pupil = minimum_aid_per_pupil(year, operating=operating)
    floor = prior + per_pupil * pupils
    aid = max(foundation, floor)
    ceiling = whole_dollars(budget)
    if not operating and aid > ceiling:
        aid, branch = ceiling, AidBranch.FOUNDATION_CEILING
    elif foundation >= floor:
        branch = AidBranch.FOUNDATION
    else:
        branch = AidBranch.MINIMUM if per_pupil else AidBranch.HOLD_HARMLESS
    how = f"{money(prior)} + {money(per_pupil)} × {pupils:,} pupils" if per_pupil else money(prior)
    steps = (
        Step(
            "Foundation aid", f"{money(budget)} − {money(contribution)}", foundation, "What fills the budget."
        ),
        Step(
            "Last year's aid and minimum aid",
            how,
            floor,
            "Aid does not fall; the law may add for each pupil.",
        ),
        Step("Chapter 70 aid", _how(branch, foundation, floor, ceiling), aid, f"{branch.value}."),
    )
    return Aid(aid, foundation, prior, branch, steps)


def minimum_aid_per_pupil(year: Parameters, *, operating: bool = True) -> Decimal:
    """Return the year's minimum aid for each pupil, in dollars; 0 where a district without schools gets none.

    >>> from bargaining.finance.chapter70.parameters import parameters
    >>> minimum_aid_per_pupil(parameters(2025)), minimum_aid_per_pupil(parameters(2025), operating=False)
    (Decimal('104'), Decimal('0'))
    """
    if operating:
        return year.number("minimum_aid_per_pupil_dollars")
    name = "non_operating_minimum_aid_per_pupil_dollars"
    return year.number(name) if name in year.known else Decimal(0)


def _how(branch: AidBranch, foundation: Decimal, floor: Decimal, ceiling: Decimal) -> str:
    larger = f"the larger of {money(foundation)} and {money(floor)}"
    return f"{larger}, at most {money(ceiling)}" if branch is AidBranch.FOUNDATION_CEILING else larger
