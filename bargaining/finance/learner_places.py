"""Whose money each learner of School Finance works on, by her number.

Numbers 0 to 59 are for people who picked a town in Massachusetts, 100 to 120 for people who picked a district
of no particular state; 0 and 100 are the worked examples. Massachusetts law is practiced on a real town by
everybody, and ability to pay on a fictional district by everybody. Called by the lessons.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from hashlib import sha256

from bargaining.added_data import Row, rows_with_added
from bargaining.errors import FinanceError
from bargaining.finance.explained import whole_dollars
from bargaining.finance.invented_districts import charges_percent
from bargaining.finance.money_years import YEARS, MoneyPlace, of_a_district, of_a_town
from bargaining.finance.municipality import LevyYear, municipality
from bargaining.finance.practice_districts import PracticeDistrict, practice_district
from bargaining.finance.practice_plans import PracticePlan, practice_plan
from bargaining.finance.town_years import general_fund_town_years

FIRST_DISTRICT = 100
_LAST = {"town": 59, "district": 120}
_IN_CASES = frozenset(("Cambridge", "Holyoke", "Springfield", "Brockton", "Marblehead"))  # tests/…/cases


def in_massachusetts(variant: int) -> bool:
    """Say whether a learner picked a town in Massachusetts; raises `FinanceError` for no number of a learner.

    >>> in_massachusetts(7), in_massachusetts(107)
    (True, False)
    """
    if not (0 <= variant <= _LAST["town"] or FIRST_DISTRICT <= variant <= _LAST["district"]):
        raise FinanceError(
            f"{variant} is nobody's number: towns are 0 to {_LAST['town']}, districts {FIRST_DISTRICT} to "
            f"{_LAST['district']}."
        )
    return variant < FIRST_DISTRICT


def town_number(variant: int) -> int:
    """Return which practice town a learner works on (`town_years`).

    The other kind counts from the far end, so that two learners meet on a town only when there are many.

    >>> town_number(7), town_number(100), town_number(101)
    (7, 0, 59)
    """
    if in_massachusetts(variant):
        return variant
    return 0 if variant == FIRST_DISTRICT else _LAST["town"] + FIRST_DISTRICT + 1 - variant


def learner_district(variant: int) -> PracticeDistrict:
    """Return the fictional district of a learner, up to the last year that she sees.

    There are twenty. Learners of the other kind see fewer years of the same ones, so that nobody's last year
    is that of another.

    >>> learner_district(103).last.fiscal_year, learner_district(3).last.fiscal_year
    (2025, 2024)
    """
    if not in_massachusetts(variant):
        return practice_district(variant - FIRST_DISTRICT)
    if variant == 0:
        return practice_district()
    left_out, place = divmod(variant - 1, 20)
    district = practice_district(place + 1)
    return replace(district, years=district.years[: len(district.years) - left_out - 1])


def learner_money(variant: int) -> MoneyPlace:
    """Return six years of where a learner's money comes from: of a real town, or of her fictional district.

    >>> learner_money(0).fictional, learner_money(100).name
    (False, 'Pendle Hollow Public Schools')
    """
    if in_massachusetts(variant):
        return of_a_town(general_fund_town_years(town_number(variant)))
    district = learner_district(variant)
    return of_a_district(district.name, district.years[-YEARS:], charges_percent(variant - FIRST_DISTRICT))


def learner_plan(variant: int) -> PracticePlan:
    """Return the health plan on which a learner practices: a town's share, or a district's invented plan.

    >>> learner_plan(100).monthly_dollars
    Decimal('2332.80')
    """
    if in_massachusetts(variant):
        return practice_plan(_place(variant), of_a_town=True)
    return replace(practice_plan(_place(variant), of_a_town=False), payer=learner_district(variant).name)


def capacity_town(variant: int) -> tuple[str, LevyYear]:
    """Return a city or town of Massachusetts and its levy, a different one for each number.

    It has exclusions, and room both under its limits and under its ceiling.

    >>> capacity_town(1)[0] == capacity_town(101)[0]
    False
    """
    name = _capacity_towns()[_place(variant)]
    levy = municipality(name).levy
    if levy is None:
        raise FinanceError(f"{name} has no levy in the figures.")
    return name, levy


def asked_override_dollars(variant: int, limit_dollars: Decimal) -> Decimal:
    """Return the override that a lesson asks about: 2 to 6 % of the limit, in whole hundred thousands.

    >>> asked_override_dollars(0, Decimal(50_000_000))
    Decimal('1000000')
    """
    tenths = 20 + _place(variant) * 7 % 41
    return max(Decimal(1), whole_dollars(limit_dollars * tenths / 1000 / 100_000)) * 100_000


def asked_home_dollars(variant: int) -> Decimal:
    """Return the value of the home that a lesson asks about, in dollars.

    >>> asked_home_dollars(0), asked_home_dollars(1), asked_home_dollars(100)
    (Decimal('400000'), Decimal('510000'), Decimal('400000'))
    """
    return Decimal(400_000 + _place(variant) * 11 % 41 * 10_000)


def _place(variant: int) -> int:
    """Return a learner's place among all learners of both kinds; both worked examples have place 0."""
    if in_massachusetts(variant):
        return variant
    return 0 if variant == FIRST_DISTRICT else _LAST["town"] + variant - FIRST_DISTRICT


@cache
def _capacity_towns() -> tuple[str, ...]:
    """Return the towns with exclusions and room of both kinds, in the order of a hash."""

    def fits(row: Row) -> bool:
        limit, maximum, levy, ceiling = (
            Decimal(row[f"{what}_dollars"]) for what in ("levy_limit", "maximum_levy", "levy", "levy_ceiling")
        )
        room = 10_000
        return maximum - limit > room and maximum - levy > room and ceiling - maximum > room

    names = [
        row["municipality"]
        for row in rows_with_added("ma-levy", "capacity")
        if row["municipality"] not in _IN_CASES and fits(row)
    ]
    return tuple(sorted(names, key=lambda name: sha256(f"capacity {name}".encode()).digest()))
