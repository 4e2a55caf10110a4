"""Whom a fictional employer is compared with, and what its accounts say.

A fictional employer comes in; the pay of eight neighbors at three places of the schedule, and two years of
accounts go out. Those of the worked examples are read from the data set `fictional-neighbors`; those of other
employers are made from them, in proportion and shifted a little, so that ranks differ among learners.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from bargaining.costing.employers.drawing import Draw
from bargaining.costing.employers.nurses import nurses_unit
from bargaining.costing.employers.school_staff import school_staff_unit
from bargaining.costing.employers.teachers import TeachersUnit, teachers_unit
from bargaining.costing.grid import Fixed
from bargaining.costing.units.cost import unit_payroll
from bargaining.costing.units.side_by_side import side_by_side
from bargaining.costing.units.unit import BargainingUnit, UnitKind
from bargaining.data import read_table

Employer = TeachersUnit | BargainingUnit

_DATASET = "fictional-neighbors"
_EXAMPLES: dict[UnitKind, Callable[[], Employer]] = {
    UnitKind.TEACHERS: teachers_unit,
    UnitKind.SCHOOL_STAFF: school_staff_unit,
    UnitKind.NURSES: nurses_unit,
}
# By how many percent the neighbors of an invented employer lie higher than those of the worked example.
_SHIFTS = {
    "start": (Decimal(-3), Decimal("-1.5"), Decimal(0), Decimal(2), Decimal(4)),
    "middle": (Decimal(-4), Decimal("-2.5"), Decimal("1.5"), Decimal(3), Decimal("4.5")),
    "top": (Decimal(0), Decimal(1), Decimal(2), Decimal("3.5")),
}


@dataclass(frozen=True)
class Place:
    """One place of the schedule: its name, our own pay there, and that of each neighbor, in dollars."""

    name: str
    own_dollars: Decimal
    others_dollars: Mapping[str, Decimal]


@dataclass(frozen=True)
class Accounts:
    """Two years of recurring revenue, a year's spending and the reserves at its end, in dollars."""

    revenue_last_year_dollars: Decimal
    revenue_dollars: Decimal
    spending_dollars: Decimal
    free_reserves_dollars: Decimal
    all_reserves_dollars: Decimal

    @property
    def growth_dollars(self) -> Decimal:
        """How much more comes in than the year before."""
        return self.revenue_dollars - self.revenue_last_year_dollars


def places_compared(unit: Employer, datasets: Path | None = None) -> dict[str, Place]:
    """Return the three places that are compared ("start", "middle", "top") with the pay of eight neighbors.

    Dollars a year for teachers, dollars an hour for others. All employers are FICTIONAL.

    >>> top = places_compared(teachers_unit())["top"]
    >>> top.name, top.own_dollars, min(top.others_dollars.values())
    ('highest salary', Decimal('78900'), Decimal('74600'))
    """
    own, base, is_example = _own_pay(unit), _own_pay(_EXAMPLES[unit.kind]()), _is_example(unit)
    rows = [row for row in read_table(_DATASET, "pay", datasets) if row["kind"] == unit.kind.value]
    draw = Draw("neighbors", unit.variant or 0)
    grain = Decimal(100) if unit.kind is UnitKind.TEACHERS else Decimal("0.05")
    places = {}
    for place, (name, dollars) in own.items():
        example_dollars = base[place][1]
        shift = Decimal(0) if is_example else draw.pick(f"shift of {place}", _SHIFTS[place])
        others = {}
        for row in rows:
            near = Decimal(row[f"{place}_dollars"])
            if not is_example:
                near = _to(near * dollars / example_dollars * (100 + shift) / 100, grain)
                near += grain if near == dollars else 0  # a tie would need a sentence of its own
            others[row["employer"]] = near
        places[place] = Place(name, dollars, Fixed(others))
    return places


def accounts_of(unit: Employer, datasets: Path | None = None) -> Accounts:
    """Return the accounts of a fictional employer, in proportion to what its unit is paid.

    >>> accounts_of(teachers_unit()).growth_dollars
    Decimal('960000')
    """
    (row,) = (row for row in read_table(_DATASET, "accounts", datasets) if row["kind"] == unit.kind.value)
    known = {name: Decimal(entry) for name, entry in row.items() if name != "kind"}
    if _is_example(unit):
        return Accounts(**known)
    draw, size = (
        Draw("accounts", unit.variant or 0),
        unit_payroll(unit) / unit_payroll(_EXAMPLES[unit.kind]()),
    )
    grain = Decimal(10_000)
    before = _to(known["revenue_last_year_dollars"] * size, grain)
    growth = draw.pick("growth", (Decimal("0.031"), Decimal("0.035"), Decimal("0.039"), Decimal("0.044")))
    revenue = _to(before * (1 + growth), grain)
    spending = _to(
        revenue * draw.pick("spending", (Decimal("0.962"), Decimal("0.974"), Decimal("0.983"))), grain
    )
    free = _to(spending * draw.pick("free", (Decimal("0.058"), Decimal("0.071"), Decimal("0.094"))), grain)
    bound = _to(free * draw.pick("bound", (Decimal("0.45"), Decimal("0.6"), Decimal("0.75"))), grain)
    return Accounts(before, revenue, spending, free, free + bound)


def _own_pay(unit: Employer) -> dict[str, tuple[str, Decimal]]:
    """Return the three places of a unit's own schedule: their names and what they pay."""
    schedule, _staff = side_by_side(unit)
    first, second = schedule.lanes[:2]
    last = schedule.lanes[-1]
    if unit.kind is UnitKind.TEACHERS:
        master = schedule.lanes[-2]
        top = schedule.top_step_of(master)
        names = (f"lane {first}, step 1", f"lane {master}, step {top}", "highest salary")
        lanes = (first, master, last)
    else:
        names = (f"{first}, first step", f"{first}, top step", f"{second}, top step")
        lanes = (first, first, second)
    steps = (schedule.steps[0], schedule.top_step_of(lanes[1]), schedule.top_step_of(lanes[2]))
    pay = (schedule.salary(step, lane) for step, lane in zip(steps, lanes, strict=True))
    return {place: known for place, *known in zip(_SHIFTS, names, pay, strict=True)}  # type: ignore[misc]


def _is_example(unit: Employer) -> bool:
    return unit.variant == _EXAMPLES[unit.kind]().variant


def _to(amount: Decimal, grain: Decimal) -> Decimal:
    return (amount / grain).quantize(Decimal(1), ROUND_HALF_UP) * grain
