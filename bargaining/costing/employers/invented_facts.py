"""Invent what else a fictional contract says, so that it fits the people who work there.

Longevity counts follow from years of service, years of service from steps, and enrolment from people and not
from FTE. Called by the modules that make the invented employers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_CEILING, Decimal
from functools import cache

from bargaining.costing.employers.drawing import Draw
from bargaining.costing.other_pay.longevity import LongevityStep, longevity_people
from bargaining.costing.units.facts import Facts
from bargaining.data import read_table

_LONGEST_SERVICE = 34
_TIERS = {"single": (8_900, 11_800), "two-person": (18_300, 23_900), "family": (25_700, 32_600)}


def service_of(draw: Draw, people_by_step: Iterable[tuple[int, bool, int]]) -> dict[int, Decimal]:
    """Return people by full years of service, given (step number, is it the top step, people).

    Below the top, years of service are the steps climbed. Those on the top step have stood there for anything
    between no time and a long career, drawn person by person.
    """
    service: dict[int, Decimal] = {}
    for place, (step, is_top, people) in enumerate(people_by_step):
        for person in range(people):
            years = step - 1
            if is_top:
                years = draw.pick(f"service {place} {person}", range(step - 1, _LONGEST_SERVICE + 1))
            service[years] = service.get(years, Decimal(0)) + 1
    return dict(sorted(service.items()))


def whole_people(fte: Decimal) -> int:
    """Return how many people hold some FTE: a part of a post is a person too."""
    return int(fte.to_integral_value(ROUND_CEILING))


def longevity_of(
    draw: Draw, service: Mapping[int, Decimal], small: bool = False
) -> tuple[LongevityStep, ...]:
    """Return a ladder of two payments, with the people who draw each one."""
    first = draw.pick("longevity first", (300, 400, 500) if small else (800, 900, 1_100, 1_200))
    second = first + draw.pick("longevity more", (250, 350, 450) if small else (700, 900, 1_300))
    from_years = draw.pick("longevity years", (13, 14, 15, 16))
    later = from_years + draw.pick("longevity later", (5, 6, 7))
    ladder = [LongevityStep(from_years, Decimal(first)), LongevityStep(later, Decimal(second))]
    return longevity_people(ladder, service)


def facts_of(
    draw: Draw,
    groups: Iterable[str],
    people: int,
    eligible: int,
    service: Mapping[int, Decimal],
    stipends_dollars: Decimal = Decimal(0),
) -> Facts:
    """Return the facts of an employer of so many people, of whom so many may join the health plan."""
    opted_out = max(2, eligible * draw.pick("opted out", (6, 8, 9, 11)) // 100)
    joined = eligible - opted_out - eligible * draw.pick("waived", (2, 3, 5)) // 100
    single = joined * draw.pick("single", (31, 34, 37, 40)) // 100
    two = joined * draw.pick("two-person", (17, 20, 23)) // 100
    enrolled = {"single": single, "two-person": two, "family": joined - single - two}
    premiums = {
        tier: Decimal(draw.pick(f"premium {tier}", range(low, high, 12)))
        for tier, (low, high) in _TIERS.items()
    }
    return Facts(
        people=Decimal(people),
        service=service,
        longevity=longevity_of(draw, service, small=stipends_dollars == 0),
        stipends_dollars=stipends_dollars,
        premium_dollars=premiums,
        enrolled_people={tier: Decimal(number) for tier, number in enrolled.items()},
        employer_health_rate=Decimal(draw.pick("employer's share", (72, 75, 78, 80, 82, 85))) / 100,
        opt_out_people=Decimal(opted_out),
        opt_out_dollars=Decimal(draw.pick("opt-out payment", range(1_200, 3_600, 150))),
        rollup_percents={group: _rollup(draw, group) for group in groups},
        work_days=Decimal(draw.pick("work days", (180, 181, 182, 183, 185, 186, 187))),
        work_day_hours=Decimal(draw.pick("work day", ("6.5", "6.75", "7", "7.25", "7.5"))),
    )


def _rollup(draw: Draw, group: str) -> dict[str, Decimal]:
    """Return the roll-up of one group: payroll taxes as in the worked example, the rest drawn."""
    others = {
        "pension": (65, 130, 5),
        "workers' compensation": (4, 30, 2),
        "unemployment insurance": (2, 9, 1),
    }
    drawn = {
        name: Decimal(draw.pick(f"rollup {group} {name}", range(*bounds))) / 10
        for name, bounds in others.items()
    }
    return {**_payroll_taxes(), **drawn}


@cache
def _payroll_taxes() -> Mapping[str, Decimal]:
    """The taxes of the worked example, in percent of pay."""
    return {
        row["component"]: Decimal(row["rollup_percent"])
        for row in read_table("harbor-bend", "rollup")
        if row["component"] in {"Social Security", "Medicare"}
    }
