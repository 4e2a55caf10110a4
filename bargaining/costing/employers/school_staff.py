"""The fictional units of school staff: Harbor Bend's as the worked example, twenty others.

Several job classes, each with its own hourly steps, hours and days. Number 100 is read from a data set; 101
to 120 are made by `invented_staff` beside this module.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from bargaining.costing.employers import invented_staff
from bargaining.costing.employers.reading import facts_from
from bargaining.costing.units.facts import Facts
from bargaining.costing.units.hourly import DailyPosts, JobClass, hourly_schedule
from bargaining.costing.units.unit import BargainingUnit, ClassChange, UnitKind
from bargaining.data import read_table
from bargaining.errors import BargainingError

STAFF_VARIANTS = range(101, 121)

_DATASET = "harbor-bend-staff"


def school_staff_unit(variant: int = 100, datasets: Path | None = None) -> BargainingUnit:
    """Return the fictional unit of school staff with this number: 100 is Harbor Bend's, others to 120.

    Raises `BargainingError` for a number that is not one of these.

    >>> [group.name for group in school_staff_unit().groups]
    ['Paraprofessionals', 'Custodians', 'Bus drivers', 'Food service']
    """
    if type(variant) is not int or not (variant == 100 or variant in STAFF_VARIANTS):
        raise BargainingError(
            f"There is no unit of school staff with the number {variant!r}; use 100 to {STAFF_VARIANTS[-1]}."
        )
    return _harbor_bend(datasets) if variant == 100 else _invented(variant)


def _harbor_bend(datasets: Path | None) -> BargainingUnit:
    """Read Harbor Bend's school staff from its data set."""
    classes = tuple(_job_class(row, datasets) for row in read_table(_DATASET, "classes", datasets))
    changes = tuple(
        ClassChange(
            Decimal(row["hours"]), row["from_class"], row["from_step"], row["to_class"], row["to_step"]
        )
        for row in read_table(_DATASET, "class_changes", datasets)
    )
    people = sum((each.people for each in classes), Decimal(0))
    return BargainingUnit(
        "Harbor Bend Regional",
        classes,
        UnitKind.SCHOOL_STAFF,
        changes,
        variant=100,
        fictional=True,
        facts=facts_from(_DATASET, "district", people, datasets),
    )


def _job_class(row: dict[str, str], datasets: Path | None) -> JobClass:
    """Read one job class: its rates, and who is there, leaves and is hired."""
    name = row["class"]
    rates = {
        each["step"]: Decimal(each["rate_dollars"])
        for each in read_table(_DATASET, "rates", datasets)
        if each["class"] == name
    }
    posts = [each for each in read_table(_DATASET, "posts", datasets) if each["class"] == name]
    here, leavers, hires = (
        tuple(
            DailyPosts(Decimal(each["people"]), each["step"], Decimal(each["hours_per_day"]))
            for each in posts
            if each["kind"] == kind
        )
        for kind in ("here", "leaver", "hire")
    )
    return JobClass(
        name,
        hourly_schedule(rates, name),
        here,
        Decimal(row["paid_days"]),
        Decimal(row["full_day_hours"]),
        int(row["pays_per_year"]),
        Decimal(row["benefit_hours_per_week"]),
        leavers,
        hires,
    )


def _invented(variant: int) -> BargainingUnit:
    """Make the unit of a number above 100."""
    classes = invented_staff.job_classes(variant)
    facts: Facts = invented_staff.facts(variant, classes)
    return BargainingUnit(
        invented_staff.name(variant),
        classes,
        UnitKind.SCHOOL_STAFF,
        invented_staff.class_changes(classes),
        variant=variant,
        fictional=True,
        facts=facts,
    )
