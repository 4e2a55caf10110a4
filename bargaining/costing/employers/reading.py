"""Read the facts of a worked example that is paid by the hour from its data set."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from bargaining.costing.other_pay.longevity import LongevityStep, longevity_people
from bargaining.costing.units.facts import Facts
from bargaining.data import read_table


def facts_from(dataset: str, resource: str, people: Decimal, datasets: Path | None) -> Facts:
    """Return the facts in a data set with the tables health, service, longevity, rollup and `resource`.

    `resource` names the table with one row of single facts.

    >>> facts_from("harbor-bend-staff", "district", Decimal(89), None).opt_out_people
    Decimal('4')
    """
    single = read_table(dataset, resource, datasets)[0]
    health = read_table(dataset, "health", datasets)
    service = {
        int(row["service_years"]): Decimal(row["people"]) for row in read_table(dataset, "service", datasets)
    }
    ladder = [
        LongevityStep(int(row["service_years_from"]), Decimal(row["longevity_dollars"]))
        for row in read_table(dataset, "longevity", datasets)
    ]
    rollup: dict[str, dict[str, Decimal]] = {}
    for row in read_table(dataset, "rollup", datasets):
        rollup.setdefault(row["group"], {})[row["component"]] = Decimal(row["rollup_percent"])
    return Facts(
        people=people,
        service=service,
        longevity=longevity_people(ladder, service),
        stipends_dollars=Decimal(0),
        premium_dollars={row["tier"]: Decimal(row["premium_dollars"]) for row in health},
        enrolled_people={row["tier"]: Decimal(row["enrolled_people"]) for row in health},
        employer_health_rate=Decimal(single["employer_health_share_rate"]),
        opt_out_people=Decimal(single["opt_out_people"]),
        opt_out_dollars=Decimal(single["opt_out_dollars"]),
        rollup_percents=rollup,
    )
