"""Invent the money of a fictional school district from nothing but its variant number.

Eight fiscal years of no particular state. Each fact is drawn by itself, from a hash of the number and the
name of the fact, so that the figures are the same on every machine. Called by `practice_districts` only.

What is drawn keeps to the rules of real accounts: a budget balances with what it takes from reserves, and
fund balance changes by each year's result.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from hashlib import sha256
from typing import TypeVar

from bargaining.finance.ability_to_pay.accounts import AccountsYear
from bargaining.finance.ability_to_pay.fund_balance import FundBalance

Choice = TypeVar("Choice")

YEARS = range(2018, 2026)
_FIRST = ("Alder", "Birch", "Cinder", "Dapple", "Ember", "Flint", "Garnet", "Hazel", "Indigo", "Larkspur")
_SECOND = ("brook", "stone")
_GRAIN = Decimal(1000)  # whole thousands, so that sums can be checked by hand
# How each thing grows, in tenths of a percent a year: the habits a district may have, and the chance of a
# year.
_GROWTH = {
    "local": ((18, 24, 30), (0, 14)),
    "state": ((-5, 10, 25), (-8, 20)),
    "government": ((20, 26, 32), (0, 12)),
    "pupils": ((-18, -10, -4, 2, 6), (-6, 7)),
    "staff": ((-8, -2, 3), (-4, 5)),
    "salaries": ((18, 22, 26), (0, 10)),
}
_GRANTS_LEFT = {2021: 8, 2022: 10, 2023: 10, 2024: 7, 2025: 5}  # tenths of a grant that is running out


def name(variant: int) -> str:
    """Return the name of the district, a different one for each number from 1 to 20."""
    first, second = divmod(variant * 7 % 20, len(_SECOND))  # 7 and 20 share no factor: each place comes once
    return f"{_FIRST[first]}{_SECOND[second]} Public Schools"


def years(variant: int) -> tuple[AccountsYear, ...]:
    """Return the eight years of a district, oldest first."""
    size = Decimal(_pick(variant, "size", range(14, 60)))  # first year's local revenue, in millions
    grown = {
        "local": size * 1_000_000,
        "state": size * _pick(variant, "state", range(300, 900, 20)) * 1000,
        "government": size * _pick(variant, "government", range(170, 240, 5)) * 10_000,
    }
    own = grown["local"] + grown["state"]
    grown["pupils"] = own * _pick(variant, "pupils", range(50, 65)) / 1_000_000
    grown["staff"] = grown["pupils"] / _pick(variant, "pupils for a post", (7, 8, 9))
    grown["salaries"] = own * _pick(variant, "salaries", (56, 57, 58, 59, 60)) / 100
    balance = own * _pick(variant, "balance", (8, 12, 16, 20, 24, 28, 32)) / 100
    made: list[AccountsYear] = []
    for fiscal_year in YEARS:
        if made:
            grown = {what: amount * _growth(variant, what, fiscal_year) for what, amount in grown.items()}
        made.append(_year(variant, fiscal_year, grown, balance))
        balance = made[-1].balance.total_dollars
    return tuple(made)


def charges_percent(variant: int) -> dict[int, Decimal]:
    """Return what the state takes back from its aid, in percent of it, by fiscal year; the example has 5."""
    if variant == 0:
        return dict.fromkeys(YEARS, Decimal(5))
    habit = _pick(variant, "charges", range(40, 130))
    return {year: Decimal(habit + _pick(variant, f"charges {year}", range(-8, 9))) / 10 for year in YEARS}


def _growth(variant: int, what: str, fiscal_year: int) -> Decimal:
    """Draw by what something grows in a year: a habit of the district, and the year's own chance."""
    habits, chance = _GROWTH[what]
    tenths = _pick(variant, f"habit {what}", habits) + _pick(variant, f"{what} {fiscal_year}", range(*chance))
    return 1 + Decimal(tenths) / 1000


def _year(variant: int, fiscal_year: int, grown: Mapping[str, Decimal], before: Decimal) -> AccountsYear:
    """Make one year from what has grown so far and the fund balance before it."""
    own = grown["local"] + grown["state"]
    grants = own * _pick(variant, "grants", (8, 20, 40, 60)) * _GRANTS_LEFT.get(fiscal_year, 0) / 10_000
    other = own * _pick(variant, "other", (15, 20, 25)) / 1000
    local, state, federal, other, grants = map(
        _round, (grown["local"], grown["state"], own * 4 / 100, other, grants)
    )
    revenue = local + state + federal + other + grants
    usual = _pick(variant, "usual result", (-4, 0, 3, 6, 10))
    result = revenue * (2 * usual + _pick(variant, f"result {fiscal_year}", range(-15, 16, 2))) / 2000
    spent = _objects(fiscal_year, revenue - result, grown["salaries"])
    spending = sum(spent.values(), Decimal(0))
    cautious = revenue * (1000 - _pick(variant, f"caution {fiscal_year}", range(4, 18))) / 1000
    generous = spending * (1000 + _pick(variant, f"turnback {fiscal_year}", range(8, 26))) / 1000
    reserves_used = max(Decimal(0), _round(generous) - _round(cautious))
    return AccountsYear(
        fiscal_year=fiscal_year,
        local_dollars=local,
        state_dollars=state,
        federal_dollars=federal,
        other_dollars=other,
        expiring_grants_dollars=grants,
        **spent,
        budgeted_revenue_dollars=_round(generous) - reserves_used,
        budgeted_spending_dollars=_round(generous),
        reserves_used_dollars=reserves_used,
        balance=_balance(variant, _round(before) + revenue - spending),
        pupils=grown["pupils"].quantize(Decimal(1), ROUND_HALF_UP),
        staff_fte=grown["staff"].quantize(Decimal("0.1"), ROUND_HALF_UP),
        government_revenue_dollars=_round(grown["government"]),
    )


def _objects(fiscal_year: int, spending: Decimal, salaries: Decimal) -> dict[str, Decimal]:
    """Share a year's spending out; what is left after salaries shifts towards benefits and tuition."""
    shift = Decimal(fiscal_year - YEARS[0]) / 200
    rest = spending - salaries
    shares = {
        "benefits_dollars": Decimal("0.42") + shift,
        "special_education_dollars": Decimal("0.20") + shift / 2,
        "operations_dollars": Decimal("0.30") - shift * 3 / 2,
        "debt_dollars": Decimal("0.08"),
    }
    return {"salaries_dollars": _round(salaries)} | {
        name: _round(rest * share) for name, share in shares.items()
    }


def _balance(variant: int, total: Decimal) -> FundBalance:
    """Share a fund balance out over its classes; unassigned is the rest."""
    restricted = _round(total * _pick(variant, "restricted", (10, 15, 20, 55)) / 100)
    free = total - restricted
    committed = _round(free * _pick(variant, "committed", (8, 12, 16)) / 100)
    assigned = _round(free * _pick(variant, "assigned", (14, 18, 22)) / 100)
    nonspendable = _round(free / 100)
    return FundBalance(
        nonspendable, restricted, committed, assigned, free - committed - assigned - nonspendable
    )


def _round(amount: Decimal) -> Decimal:
    return (amount / _GRAIN).quantize(Decimal(1), ROUND_HALF_UP) * _GRAIN


def _pick(variant: int, fact: str, choices: Sequence[Choice]) -> Choice:
    """Pick one of the choices for one fact of one district."""
    drawn = int.from_bytes(sha256(f"district {variant}: {fact}".encode()).digest()[:8], "big")
    return choices[drawn % len(choices)]
