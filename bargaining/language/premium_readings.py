"""What "twenty-five percent of the premium" costs under each reading: Section 14.2 of Harrow Falls.

Plans with their enrolment come in; what all employees together pay in a year goes out, in dollars, one number
for each reading. The clause does not say of which plan the percent is, nor of which year: *Brockton Education
Association*, 36 Mass. App. Ct. 171 (1994), was about such a clause.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from bargaining.costing.convention import exact
from bargaining.data import read_table
from bargaining.errors import ReadingError

_MONTHS = 12


@dataclass(frozen=True)
class EnrolledTier:
    """A plan and tier: the people in it, and its full monthly premium at signing and now, in dollars."""

    plan: str
    tier: str
    enrolled: int
    at_signing_dollars: Decimal
    now_dollars: Decimal


def harrow_falls_plans(datasets: Path | None = None) -> tuple[EnrolledTier, ...]:
    """Return the health plans of Unit A in Harrow Falls."""
    return tuple(
        EnrolledTier(
            row["plan"],
            row["tier"],
            int(row["enrolled"]),
            Decimal(row["monthly_at_signing_dollars"]),
            Decimal(row["monthly_2026_27_dollars"]),
        )
        for row in read_table("harrow-falls", "health-plans", datasets)
    )


def premium_readings(tiers: Sequence[EnrolledTier], share_rate: Decimal) -> Mapping[str, Decimal]:
    """Return what all employees pay in a year, in dollars, under each reading of "a percent of the premium".

    * ``own-plan``: the percent of the premium, as it is now, of the plan that each is in.
    * ``cheapest-plan``: everybody pays the percent of the cheapest plan of the tier; the employer the rest.
    * ``employer-pays-cheapest``: the employer pays its share of the cheapest plan; each pays what is left.
    * ``at-signing``: the percent of the premium of one's own plan on the day of signing.

    `share_rate` is the employees' share, a fraction (0.25). Raises `ReadingError` when there are no plans.

    >>> one = EnrolledTier("A", "Family", 10, Decimal(2000), Decimal(2200))
    >>> two = EnrolledTier("B", "Family", 5, Decimal(3000), Decimal(3300))
    >>> {name: int(cost) for name, cost in premium_readings([one, two], Decimal("0.25")).items()}
    {'own-plan': 115500, 'cheapest-plan': 99000, 'employer-pays-cheapest': 165000, 'at-signing': 105000}
    """
    if not tiers:
        raise ReadingError("There are no plans to take a percent of; give one with the people in it.")
    rate = exact(share_rate, "the employees' share", ReadingError)
    cheapest = {
        tier.tier: min(other.now_dollars for other in tiers if other.tier == tier.tier) for tier in tiers
    }
    monthly: Mapping[str, Callable[[EnrolledTier], Decimal]] = {
        "own-plan": lambda tier: rate * tier.now_dollars,
        "cheapest-plan": lambda tier: rate * cheapest[tier.tier],
        "employer-pays-cheapest": lambda tier: tier.now_dollars - (1 - rate) * cheapest[tier.tier],
        "at-signing": lambda tier: rate * tier.at_signing_dollars,
    }
    return {
        name: sum((_MONTHS * tier.enrolled * each(tier) for tier in tiers), Decimal(0))
        for name, each in monthly.items()
    }
