"""The fictional employers that learners price: a finite set of units of three kinds.

* 0 is Harbor Bend Regional, the worked example for teachers; 1 to 60 are other units of teachers.
* 100 is Harbor Bend's school staff, the worked example for hourly job classes; 101 to 120 are others.
* 200 is Alder Cape Hospital, the worked example for nurses; 201 to 220 are others.

The worked examples are read from data sets; the others are made from their number alone. They are a finite
set on purpose: the tests go over all of them and show that each named mistake of `bargaining.costing.slips`
can be told from the right answer.
"""

from pathlib import Path

from bargaining.costing.employers.nurses import NURSE_VARIANTS, nurses_unit
from bargaining.costing.employers.school_staff import STAFF_VARIANTS, school_staff_unit
from bargaining.costing.employers.teachers import TEACHER_VARIANTS, TeachersUnit, teachers_unit
from bargaining.costing.units.facts import Facts
from bargaining.costing.units.unit import BargainingUnit, UnitKind
from bargaining.errors import BargainingError

__all__ = [
    "NURSE_VARIANTS",
    "STAFF_VARIANTS",
    "TEACHER_VARIANTS",
    "BargainingUnit",
    "Facts",
    "TeachersUnit",
    "UnitKind",
    "employer",
    "kind_of",
    "nurses_unit",
    "school_staff_unit",
    "teachers_unit",
]


def kind_of(variant: int) -> UnitKind:
    """Return the kind of unit that has this variant number; raises `BargainingError` for nobody's number.

    >>> kind_of(0).value, kind_of(104).value, kind_of(220).value
    ('teachers', 'school staff', 'nurses')
    """
    if type(variant) is int:
        if variant == 0 or variant in TEACHER_VARIANTS:
            return UnitKind.TEACHERS
        if variant == 100 or variant in STAFF_VARIANTS:
            return UnitKind.SCHOOL_STAFF
        if variant == 200 or variant in NURSE_VARIANTS:
            return UnitKind.NURSES
    raise BargainingError(
        f"There is no employer with the number {variant!r}; use 0 to {TEACHER_VARIANTS[-1]} for teachers, "
        f"100 to {STAFF_VARIANTS[-1]} for school staff, 200 to {NURSE_VARIANTS[-1]} for nurses."
    )


def employer(variant: int, datasets: Path | None = None) -> TeachersUnit | BargainingUnit:
    """Return the fictional employer with this variant number; the same number gives the same unit, always.

    Every unit has `name`, `kind`, `groups` and `facts`; a unit of teachers has `schedule` and `scattergram`
    as well. `datasets` says where to look for the data sets of the worked examples. Raises `BargainingError`
    for nobody's number.

    >>> employer(0).name, employer(100).kind.value, [group.name for group in employer(200).groups]
    ('Harbor Bend Regional', 'school staff', ['Nurses'])
    """
    kind = kind_of(variant)
    if kind is UnitKind.TEACHERS:
        return teachers_unit(variant, datasets)
    return (school_staff_unit if kind is UnitKind.SCHOOL_STAFF else nurses_unit)(variant, datasets)
