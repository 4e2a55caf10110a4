"""The health plan on which a learner practices: a premium, who pays what of it, and a proposed shift.

The premium of a town is that of one plan of the state's commission, the share is the town's own, both as
published (`datasets/ma-health-premiums`); a district of no particular state has an invented plan. The shift,
the worker and the count of family plans are invented for everybody, from a hash of the learner's number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from hashlib import sha256
from itertools import accumulate
from typing import TypeVar

from bargaining.added_data import rows_with_added
from bargaining.finance.health_law import CONTINUATION_FACTOR

Choice = TypeVar("Choice")

FISCAL_YEAR = 2026
_IN_CASES = frozenset((Decimal(83),))  # what that share of this premium is stands in tests/…/cases
# Who works for what in a year, from and to, in hundreds of dollars. Invented.
_WORKERS = {
    "cafeteria worker": (240, 320),
    "classroom aide": (280, 380),
    "school secretary": (400, 520),
    "custodian": (460, 600),
    "school nurse": (640, 900),
    "teacher": (700, 1050),
}


@dataclass(frozen=True)
class PracticePlan:
    """A family plan and a proposed shift of its premium.

    * `payer`, `fictional`: whose share it is. `plan`: the name of the plan.
    * `premiums`: the whole monthly premium by fiscal year, in dollars, oldest first.
    * `employer_percent`: the share that the employer pays; `points`: how far it would go down.
    * `worker`, `pay_dollars`: somebody on the plan and her pay in a year.
    * `family_percent`: how many of a hundred full-time staff are on it.
    * `design_savings_dollars`: what a change of copays would save in its first year.
    * `neighbors_continuation_dollars`: what people who left a neighboring employer pay a month to stay on
      its family plan.
    """

    payer: str
    fictional: bool
    plan: str
    premiums: tuple[tuple[int, Decimal], ...]
    employer_percent: Decimal
    points: Decimal
    worker: str
    pay_dollars: Decimal
    family_percent: Decimal
    design_savings_dollars: Decimal
    neighbors_continuation_dollars: Decimal

    @property
    def monthly_dollars(self) -> Decimal:
        """The latest monthly premium, both parts together."""
        return self.premiums[-1][1]

    @property
    def annual_dollars(self) -> Decimal:
        """Twelve of the latest monthly premiums."""
        return 12 * self.monthly_dollars

    def family_plans(self, staff_fte: Decimal) -> Decimal:
        """Return how many of so many staff are on the family plan, a whole number.

        >>> practice_plan(0, of_a_town=True).family_plans(Decimal(600))
        Decimal('240')
        """
        return (staff_fte * self.family_percent / 100).quantize(Decimal(1), ROUND_HALF_UP)


def practice_plan(place: int, *, of_a_town: bool) -> PracticePlan:
    """Return the plan of a learner by her place among all learners; place 0 is the worked example.

    `of_a_town`: a published premium and a town's published share; else both are invented.

    >>> plan = practice_plan(0, of_a_town=True)
    >>> plan.payer, plan.employer_percent, plan.monthly_dollars
    ('Stoneham', Decimal('80'), Decimal('3213.48'))
    """
    payer, name, premiums, employer = _published(place) if of_a_town else _invented(place)
    worker = _pick(place, "worker", tuple(_WORKERS)) if place else "classroom aide"
    low, high = _WORKERS[worker]
    return PracticePlan(
        payer,
        not of_a_town,
        name,
        premiums,
        employer,
        Decimal(_pick(place, "points", (2, 3, 4, 5, 6)) if place else 5),
        worker,
        Decimal(_pick(place, "pay", range(low, high)) if place else 360) * 100,
        Decimal(_pick(place, "family", range(34, 48)) if place else 40),
        Decimal(_pick(place, "savings", range(120, 900, 4)) if place else 400) * 1000,
        _cents(
            _pick(place, "neighbor", range(1900, 3100, 4)) * CONTINUATION_FACTOR if place else Decimal(2550)
        ),
    )


def published_premiums() -> tuple[str, tuple[tuple[int, Decimal], ...]]:
    """Return the plan that was published for `FISCAL_YEAR`, and its monthly premiums by year, oldest first.

    The plan before it had another name: the two are not compared.

    >>> published_premiums()[0], [year for year, _ in published_premiums()[1]]
    ('Harvard Pilgrim Access America', [2024, 2025, 2026])
    """
    rows = rows_with_added("ma-health-premiums", "family-premium")
    name = next(row["plan"] for row in rows if int(row["fiscal_year"]) == FISCAL_YEAR)
    of_plan = [row for row in rows if row["plan"] == name]
    return name, tuple((int(row["fiscal_year"]), Decimal(row["monthly_premium_dollars"])) for row in of_plan)


def published_shares() -> dict[str, Decimal]:
    """Return the share of the premium that each town pays for most people, where the source is exact.

    >>> published_shares()["Hingham"]
    Decimal('50')
    """
    return {
        row["municipality"]: Decimal(row["employer_percent"])
        for row in rows_with_added("ma-health-premiums", "splits")
        if row["exact"] == "yes" and int(row["fiscal_year"]) == FISCAL_YEAR
    }


def _published(place: int) -> tuple[str, str, tuple[tuple[int, Decimal], ...], Decimal]:
    name, premiums = published_premiums()
    towns = {town: share for town, share in published_shares().items() if share not in _IN_CASES}
    town = tuple(towns)[place % len(towns)]
    return town, name, premiums, towns[town]


def _invented(place: int) -> tuple[str, str, tuple[tuple[int, Decimal], ...], Decimal]:
    first = Decimal(_pick(place, "premium", range(1600, 2600, 12)) if place else 2000)
    growth = [
        1 + Decimal(_pick(place, f"rise {year}", range(30, 120)) if place else 80) / 1000 for year in (1, 2)
    ]
    monthly = map(_cents, accumulate((first, *growth), lambda amount, rise: amount * rise))
    share = Decimal(_pick(place, "share", (70, 72, 75, 78, 80, 82, 85)) if place else 80)
    years = tuple(zip(range(FISCAL_YEAR - 2, FISCAL_YEAR + 1), monthly, strict=True))
    return "a made-up district", "the district's family plan", years, share


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _pick(place: int, fact: str, choices: Sequence[Choice]) -> Choice:
    """Pick one of the choices for one fact of one learner."""
    drawn = int.from_bytes(sha256(f"plan {place}: {fact}".encode()).digest()[:8], "big")
    return choices[drawn % len(choices)]
