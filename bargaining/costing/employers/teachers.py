"""The fictional employers that learners price: one unit of teachers for each variant number.

Number 0 is Harbor Bend Regional, the worked example, read from the data set. Numbers 1 to 60 are units of
the same shape with other numbers, made by `invented_teachers` beside this module. They are a finite set
on purpose: the tests go over all of them and show that each named mistake of `slips` can be told from the
right answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from bargaining.costing.convention import Rounding
from bargaining.costing.employers import invented_teachers
from bargaining.costing.grid import Fixed
from bargaining.costing.index import IndexTable
from bargaining.costing.movement.facts import LaneChange, Movement, Posts
from bargaining.costing.other_pay.longevity import LongevityStep
from bargaining.costing.schedule import SalarySchedule, schedule_from_index
from bargaining.costing.staffing import Scattergram
from bargaining.costing.units.facts import Facts
from bargaining.costing.units.group import Salaried
from bargaining.costing.units.unit import UnitKind
from bargaining.data import read_table
from bargaining.errors import BargainingError

TEACHER_VARIANTS = range(1, 61)

_DATASET = "harbor-bend"


@dataclass(frozen=True)
class TeachersUnit:
    """A unit of teachers: its schedule, and who stands where on it.

    * `name`: the employer. Always a fictional one, and `fictional` says so.
    * `variant`: the number it was asked for by.
    * `schedule`, `scattergram`: salaries in dollars a year and FTE, for the same steps and lanes.
    * `base_cell_dollars`: the salary at the first step of the first lane.
    * `step_rate`: what the first step up is worth in the first lane, as a fraction of the base cell. In
      Harbor Bend every step is worth that; elsewhere steps differ: read `index`.
    * `lane_rates`: what each lane is worth at step 1, as a fraction of the base cell, in the order of the
      lanes.
    * `index`: the index table; each salary is the base cell times its number.
    * `movement`: who changes lanes, leaves and is hired between this year and next.
    * `facts`: longevity, stipends, health plan, roll-up and work year.
    """

    name: str
    variant: int
    schedule: SalarySchedule
    scattergram: Scattergram
    base_cell_dollars: Decimal
    step_rate: Decimal
    lane_rates: Mapping[str, Decimal]
    fictional: bool = True
    index: IndexTable = field(kw_only=True)
    movement: Movement = field(kw_only=True)
    facts: Facts = field(kw_only=True)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lane_rates", Fixed(self.lane_rates))

    @property
    def kind(self) -> UnitKind:
        """Which kind of unit this is."""
        return UnitKind.TEACHERS

    @property
    def groups(self) -> tuple[Salaried]:
        """The one group of the unit, as the calculators of whole units take it."""
        return (
            Salaried(
                "Teachers",
                self.schedule,
                self.scattergram,
                self.movement,
                index=self.index,
                work_days=self.facts.work_days,
                work_day_hours=self.facts.work_day_hours,
            ),
        )

    def schedule_at_base(self, base_cell_dollars: Decimal) -> SalarySchedule:
        """Return the schedule after the base cell has changed and the index numbers have not.

        >>> teachers_unit().schedule_at_base(Decimal(51_000)).salary("6", "M")
        Decimal('67830')
        """
        return schedule_from_index(base_cell_dollars, self.index, self.schedule.rounding)


def teachers_unit(variant: int = 0, datasets: Path | None = None) -> TeachersUnit:
    """Return the fictional unit of teachers with this number: 0 is Harbor Bend Regional, 1 to 60 are others.

    The same number gives the same unit, always and everywhere. `datasets` says where to look for the data
    set of Harbor Bend (see `bargaining.data.dataset_folder`). Raises `BargainingError` for a number that
    is not one of these, and `DataError` when the data set is not as described.

    >>> teachers_unit(0).name
    'Harbor Bend Regional'
    >>> teachers_unit(61)
    Traceback (most recent call last):
        ...
    bargaining.errors.BargainingError: There is no unit of teachers with the number 61; use 0 to 60.
    """
    if type(variant) is not int or not (variant == 0 or variant in TEACHER_VARIANTS):
        raise BargainingError(
            f"There is no unit of teachers with the number {variant!r}; use 0 to {TEACHER_VARIANTS[-1]}."
        )
    return _harbor_bend(datasets) if variant == 0 else _invented(variant)


def _harbor_bend(datasets: Path | None) -> TeachersUnit:
    """Read Harbor Bend Regional from its data set."""
    lanes = read_table(_DATASET, "lanes", datasets)
    district = read_table(_DATASET, "district", datasets)[0]
    steps, lane_labels, salaries = _grid(datasets, "schedule", "salary_dollars")
    return TeachersUnit(
        name="Harbor Bend Regional",
        variant=0,
        schedule=SalarySchedule(steps, lane_labels, salaries, Rounding.HALF_UP_DOLLAR),
        scattergram=Scattergram(_grid(datasets, "scattergram", "fte")[2]),
        base_cell_dollars=Decimal(district["base_cell_dollars"]),
        step_rate=Decimal(district["step_rate"]),
        lane_rates={row["lane"]: Decimal(row["lane_rate"]) for row in lanes},
        index=IndexTable(*_grid(datasets, "index", "index")),
        movement=_movement(datasets),
        facts=_facts(datasets),
    )


def _facts(datasets: Path | None) -> Facts:
    """Read what else the contract of Harbor Bend says; years of service are not known there, only counts."""
    district = read_table(_DATASET, "district", datasets)[0]
    health = read_table(_DATASET, "health", datasets)
    enrolled = {row["tier"]: Decimal(row["enrolled_people"]) for row in health}
    opted_out = Decimal(district["opt_out_people"])
    return Facts(
        people=sum(enrolled.values(), opted_out),
        service={},
        longevity=tuple(
            LongevityStep(
                int(row["service_years_from"]),
                Decimal(row["longevity_dollars"]),
                people=Decimal(row["people"]),
            )
            for row in read_table(_DATASET, "longevity", datasets)
        ),
        stipends_dollars=Decimal(district["stipends_dollars"]),
        premium_dollars={row["tier"]: Decimal(row["premium_dollars"]) for row in health},
        enrolled_people=enrolled,
        employer_health_rate=Decimal(district["employer_health_share_rate"]),
        opt_out_people=opted_out,
        opt_out_dollars=Decimal(district["opt_out_dollars"]),
        rollup_percents={
            "Teachers": {
                row["component"]: Decimal(row["rollup_percent"])
                for row in read_table(_DATASET, "rollup", datasets)
            }
        },
        work_days=Decimal(district["work_days"]),
        work_day_hours=Decimal(district["work_day_hours"]),
    )


def _movement(datasets: Path | None) -> Movement:
    """Read who changes lanes, leaves and is hired at Harbor Bend."""
    changes = read_table(_DATASET, "lane_changes", datasets)
    turnover = read_table(_DATASET, "turnover", datasets)
    leavers, hires = (
        tuple(Posts(Decimal(r["fte"]), r["step"], r["lane"]) for r in turnover if r["kind"] == kind)
        for kind in ("leaver", "hire")
    )
    lane_changes = (LaneChange(Decimal(r["fte"]), r["step"], r["from_lane"], r["to_lane"]) for r in changes)
    return Movement(tuple(lane_changes), leavers, hires)


def _grid(
    datasets: Path | None, resource: str, column: str
) -> tuple[tuple[str, ...], tuple[str, ...], dict[tuple[str, str], Decimal]]:
    """Read one number for each step and lane; the labels come in the order in which they first appear."""
    rows = read_table(_DATASET, resource, datasets)
    cells = {(row["step"], row["lane"]): Decimal(row[column]) for row in rows}
    return (
        tuple(dict.fromkeys(row["step"] for row in rows)),
        tuple(dict.fromkeys(row["lane"] for row in rows)),
        cells,
    )


def _invented(variant: int) -> TeachersUnit:
    """Make the unit of a number above 0."""
    base_cell = invented_teachers.base_cell_dollars(variant)
    index = invented_teachers.index_table(variant)
    lane_rates = {lane: index.number(index.steps[0], lane) - 1 for lane in index.lanes}
    scattergram = invented_teachers.scattergram(variant, index.steps, index.lanes)
    return TeachersUnit(
        name=invented_teachers.name(variant),
        variant=variant,
        schedule=schedule_from_index(base_cell, index, Rounding.HALF_UP_DOLLAR),
        scattergram=scattergram,
        base_cell_dollars=base_cell,
        step_rate=index.number(index.steps[1], index.lanes[0]) - 1,
        lane_rates=lane_rates,
        index=index,
        movement=invented_teachers.movement(variant, scattergram),
        facts=invented_teachers.facts(variant, scattergram, base_cell),
    )
