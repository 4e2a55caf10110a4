"""How well the calculators of public money agree with everything that was published, and how fast a year is.

Run: uv run python bench/finance.py
Takes a few seconds. It goes over all rows of the tables that the school ships: combined effort yield, target
and required contribution of every municipality that has them, aid of every district, every levy limit.
Printed are how many are within a dollar, and each that is not, by name, with its likely cause. Then the whole
state is worked out for one year, and that is timed.
"""

import time
from decimal import Decimal

from bargaining.added_data import rows_with_added
from bargaining.finance.chapter70.agreement import (
    FIRST_YEAR_OF_THIS_FORMULA,
    Comparison,
    aid_of,
    compared_aid,
    compared_contributions,
)
from bargaining.finance.chapter70.budget import foundation_budget
from bargaining.finance.chapter70.districts import district_years
from bargaining.finance.chapter70.enrollment import Enrollment
from bargaining.finance.chapter70.rates import foundation_rates
from bargaining.finance.chapter70.spending import net_school_spending, required_net_school_spending
from bargaining.finance.explained import money
from bargaining.finance.levy import levy_capacity, levy_limit
from bargaining.finance.municipality import municipality, municipality_names
from bargaining.finance.override_votes import override_votes

PLYMOUTH = {
    "pk": 222, "k_full": 514, "el": 2671, "ms": 1657, "hs": 1946, "voc": 692, "sped_in": 301, "sped_out": 68,
    "el_pk5": 240, "el_68": 55, "el_hs": 102, "li_6": 2635,
}  # fmt: skip
PLYMOUTH_PUBLISHED = Decimal(112_170_810)  # DESE, FY2025, wage adjustment factor 1.036
GOAL_SECONDS = 1


def told(title: str, rows: list[Comparison], in_full: bool = True) -> None:
    """Print how many agree and name the others: with their cause, or only with the difference."""
    others = [row for row in rows if not row.agrees()]
    print(f"{title}: {len(rows) - len(others)} of {len(rows)} within $1")
    if in_full:
        for row in others:
            print(f"    {row.told()}")
    elif others:
        named = ", ".join(f"{row.name} {row.difference_dollars:+,}" for row in others)
        print(f"    {others[0].likely_cause}. Published less computed: {named}")


def budgets() -> None:
    enrollment = Enrollment({group: Decimal(count) for group, count in PLYMOUTH.items()})
    got = foundation_budget(enrollment, foundation_rates(2025), Decimal("1.036")).total_dollars
    told("Foundation budget", [Comparison("Plymouth", 2025, "foundation budget", got, PLYMOUTH_PUBLISHED)])


def contributions() -> None:
    rows = [row for year in range(2021, 2027) for row in compared_contributions(year)]
    for what in ("combined effort yield", "target", "required contribution"):
        told(what.capitalize(), [row for row in rows if row.what == what])


def aid() -> None:
    for fiscal_year in range(2013, 2026):
        rows = compared_aid(fiscal_year)
        recent = fiscal_year >= FIRST_YEAR_OF_THIS_FORMULA
        with_schools = {
            place.district
            for (_, year), place in district_years().items()
            if year == fiscal_year and place.operating
        }
        told(
            f"Aid FY{fiscal_year}, districts with schools",
            [row for row in rows if row.name in with_schools],
            recent,
        )
        told(
            f"Aid FY{fiscal_year}, districts without",
            [row for row in rows if row.name not in with_schools],
            recent,
        )


def levies() -> None:
    rows = [limit_of(row) for row in rows_with_added("ma-levy", "growth")]
    told("Levy limit", rows)
    off = 0
    for row in rows_with_added("ma-levy", "capacity"):
        names = ("levy_limit", "maximum_levy", "levy", "levy_ceiling")
        got = levy_capacity(*(Decimal(row[f"{name}_dollars"]) for name in names))
        off += abs(got.excess_dollars - Decimal(row["excess_capacity_dollars"])) > 1
    print(f"Excess capacity FY2026: {350 - off} of 350 within $1")


def limit_of(row: dict[str, str]) -> Comparison:
    name, fiscal_year = row["municipality"], int(row["fiscal_year"])
    got = levy_limit(Decimal(row["prior_levy_limit_dollars"]), Decimal(row["new_growth_levy_dollars"]))
    residual = Decimal(row["residual_vs_formula"])
    won = [
        Decimal(vote["amount_dollars"])
        for vote in override_votes(name)
        if vote["outcome"] == "won" and int(vote["fiscal_year"]) == fiscal_year
    ]
    published = Decimal(row["levy_limit_dollars"])
    return Comparison(
        name, fiscal_year, "levy limit", got.limit_dollars, published, cause_of_limit(residual, won)
    )


def cause_of_limit(residual: Decimal, won: list[Decimal]) -> str:
    voted = sum(won, Decimal(0))
    if voted and abs(residual - voted) <= 1:
        return f"the override of {money(voted)} that was voted"
    if voted:
        rest = residual - voted
        return f"overrides of {money(voted)} were voted; {money(rest)} of growth amended or not drawn"
    return "new growth of an earlier year was amended after it was published"


def statewide(fiscal_year: int) -> None:
    years = district_years()
    pairs = [
        (place, years[lea, fiscal_year - 1])
        for (lea, year), place in years.items()
        if year == fiscal_year and (lea, fiscal_year - 1) in years
    ]
    began = time.perf_counter()
    for place, prior in pairs:
        got = aid_of(place, prior)
        required_net_school_spending(place.required_contribution_dollars, got.aid_dollars)
        if place.actual_spending_dollars is not None:
            net_school_spending(place.required_spending_dollars, place.actual_spending_dollars)
    took = time.perf_counter() - began
    print(f"Aid of {len(pairs)} districts in FY{fiscal_year}: {took:.3f} s (goal: under {GOAL_SECONDS} s)")
    began = time.perf_counter()
    places = list(map(municipality, municipality_names()))
    took = time.perf_counter() - began
    print(f"{len(places)} municipalities opened: {took:.3f} s")


def tables() -> None:
    from bargaining.data import dataset_names, read_table, resource_names

    began = time.perf_counter()
    rows = sum(
        len(read_table(dataset, resource))
        for dataset in dataset_names()
        for resource in resource_names(dataset)
    )
    print(f"All {rows:,} rows of all tables read and checked: {time.perf_counter() - began:.3f} s")


def main() -> None:
    budgets()
    contributions()
    aid()
    levies()
    tables()
    statewide(2025)


if __name__ == "__main__":
    main()
