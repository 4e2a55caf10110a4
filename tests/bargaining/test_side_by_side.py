"""A whole unit as one grid, and its register: nothing is lost, added or averaged away."""

from decimal import Decimal

import pytest

from bargaining.costing.employers import NURSE_VARIANTS, STAFF_VARIANTS, TEACHER_VARIANTS, employer
from bargaining.costing.movement.standing_still import standing_still
from bargaining.costing.staffing import base_payroll
from bargaining.costing.units.cost import unit_payroll, unit_standing_still
from bargaining.costing.units.side_by_side import movement_side_by_side, register, side_by_side
from bargaining.costing.units.unit import BargainingUnit
from bargaining.errors import StaffingError

EVERYBODY = [0, *TEACHER_VARIANTS, 100, *STAFF_VARIANTS, 200, *NURSE_VARIANTS]


def test_the_grid_of_every_employer_is_paid_what_its_groups_are_paid() -> None:
    for variant in EVERYBODY:
        unit = employer(variant)
        schedule, staff = side_by_side(unit)
        assert base_payroll(schedule, staff) == unit_payroll(unit)
        assert schedule.lanes == tuple(lane for group in unit.groups for lane in group.schedule.lanes)


def test_a_class_that_ends_early_has_no_cell_there() -> None:
    schedule, _staff = side_by_side(employer(100))
    assert schedule.top_step_of("Bus drivers") == "4"
    assert ("5", "Bus drivers") not in schedule.salaries


def test_groups_that_count_in_other_measures_are_not_read_as_one() -> None:
    teachers, nurses = employer(0), employer(200)
    mixed = BargainingUnit("Mixed", (*teachers.groups, *nurses.groups), nurses.kind)
    with pytest.raises(StaffingError, match="not paid alike"):
        side_by_side(mixed)


@pytest.mark.parametrize(
    ("variant", "lane", "steps", "column", "total", "rows"),
    [
        # Lane B of Harbor Bend: 1, half a post and 4 on steps 8 to 10.
        (0, "B", ("8", "9", "10"), "FTE", "5.5", 6),
        # Custodians: two of 8 hours, two of 8 and three of 4, one of 8.
        (100, "Custodians", ("1", "2", "3"), "hours a day", "52", 8),
        # Lane RN: 6, 5 and 4 nurses of 1,872 hours.
        (200, "RN", ("1", "2", "3"), "hours a year", "28080", 15),
    ],
)
def test_a_register_has_a_row_for_each_post(
    variant: int, lane: str, steps: tuple[str, ...], column: str, total: str, rows: int
) -> None:
    posts = register(employer(variant), lane, steps)
    assert list(posts.columns) == ["row", "step", column]
    assert (len(posts), posts[column].sum()) == (rows, Decimal(total))
    assert set(posts["step"]) == set(steps)


def test_a_lane_nobody_has_is_told() -> None:
    with pytest.raises(StaffingError, match="has no Pilots"):
        register(employer(100), "Pilots", ("1",))


@pytest.mark.parametrize("variant", [0, 100, 101, 200, 201])
def test_a_whole_unit_stands_still_as_its_groups_do_together(variant: int) -> None:
    unit = employer(variant)
    together = standing_still(*side_by_side(unit), movement_side_by_side(unit))
    by_group = unit_standing_still(unit).values()
    assert together.net_dollars == sum(lines.net_dollars for lines in by_group)
    assert together.lane_changes_dollars == sum(lines.lane_changes_dollars for lines in by_group)
