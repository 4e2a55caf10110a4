"""The fictional units of nurses: Alder Cape Hospital as the worked example, twenty others.

Hourly steps in two lanes, straight-time hours, and premium pay. Number 200 is read from a data set; 201 to
220 are made by `invented_nurses` beside this module.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from bargaining.costing.convention import Rounding
from bargaining.costing.employers import invented_nurses
from bargaining.costing.employers.reading import facts_from
from bargaining.costing.movement.facts import LaneChange
from bargaining.costing.schedule import SalarySchedule
from bargaining.costing.units.hourly import NurseGroup, ShiftPosts
from bargaining.costing.units.premium import PremiumPay
from bargaining.costing.units.unit import BargainingUnit, UnitKind
from bargaining.data import read_table
from bargaining.errors import BargainingError

NURSE_VARIANTS = range(201, 221)

_DATASET = "nurses-alder-cape"


def nurses_unit(variant: int = 200, datasets: Path | None = None) -> BargainingUnit:
    """Return the fictional unit of nurses with this number: 200 is Alder Cape Hospital, others to 220.

    Raises `BargainingError` for a number that is not one of these.

    >>> nurses_unit().groups[0].schedule.lanes
    ('RN', 'RN-BSN')
    """
    if type(variant) is not int or not (variant == 200 or variant in NURSE_VARIANTS):
        raise BargainingError(
            f"There is no unit of nurses with the number {variant!r}; use 200 to {NURSE_VARIANTS[-1]}."
        )
    if variant == 200:
        return _alder_cape(datasets)
    group = invented_nurses.group(variant)
    return BargainingUnit(
        invented_nurses.name(variant),
        (group,),
        UnitKind.NURSES,
        variant=variant,
        fictional=True,
        facts=invented_nurses.facts(variant, group),
    )


def _alder_cape(datasets: Path | None) -> BargainingUnit:
    """Read Alder Cape Hospital from its data set."""
    hospital = read_table(_DATASET, "hospital", datasets)[0]
    rates = read_table(_DATASET, "rates", datasets)
    cells = {(row["step"], row["lane"]): Decimal(row["rate_dollars"]) for row in rates}
    posts = read_table(_DATASET, "posts", datasets)
    here, leavers, hires = (
        tuple(
            ShiftPosts(Decimal(row["people"]), row["step"], row["lane"], Decimal(row["hours_per_year"]))
            for row in posts
            if row["kind"] == kind
        )
        for kind in ("here", "leaver", "hire")
    )
    steps, lanes = (tuple(dict.fromkeys(row[label] for row in rates)) for label in ("step", "lane"))
    group = NurseGroup(
        "Nurses",
        SalarySchedule(steps, lanes, cells, Rounding.HALF_UP_CENT),
        here,
        Decimal(hospital["full_year_hours"]),
        _premiums(datasets),
        benefit_hours_per_week=Decimal(hospital["benefit_hours_per_week"]),
        lane_changes=tuple(
            LaneChange(Decimal(row["hours"]), row["step"], row["from_lane"], row["to_lane"])
            for row in read_table(_DATASET, "lane_changes", datasets)
        ),
        leavers=leavers,
        hires=hires,
    )
    facts = facts_from(_DATASET, "hospital", group.people, datasets)
    return BargainingUnit(
        "Alder Cape Hospital", (group,), UnitKind.NURSES, variant=200, fictional=True, facts=facts
    )


def _premiums(datasets: Path | None) -> tuple[PremiumPay, ...]:
    """Read the premium pay."""
    return tuple(
        PremiumPay(
            row["name"],
            Decimal(row["hours"]),
            Decimal(row["dollars_per_hour"]),
            Decimal(row["share_of_rate"]),
        )
        for row in read_table(_DATASET, "premiums", datasets)
    )
