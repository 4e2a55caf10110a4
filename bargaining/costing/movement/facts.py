"""The movement of one group of people in one year: lane changes, leavers and hires.

Plain facts, checked when they are built. Called by whoever reads a contract or makes an employer; the
calculators of this package take them from there.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bargaining.costing.convention import exact
from bargaining.costing.grid import check_label
from bargaining.errors import StaffingError


@dataclass(frozen=True)
class Posts:
    """Some posts in one cell: `fte` of them at `step`, `lane`.

    `fte` is in the measure of the group's scattergram: FTE, or paid hours a year for people paid by the hour.

    >>> Posts(Decimal(6), "10", "M+30").fte
    Decimal('6')
    """

    fte: Decimal
    step: str
    lane: str

    def __post_init__(self) -> None:
        check_label(self.step, "step", StaffingError)
        check_label(self.lane, "lane", StaffingError)
        _check_above_zero(self.fte, f"the posts at step {self.step}, lane {self.lane}")


@dataclass(frozen=True)
class LaneChange:
    """People who change lanes: `fte` of them, from `from_lane` to `to_lane`.

    `step` is where they stand this year; the change is priced at the step they reach next year.
    """

    fte: Decimal
    step: str
    from_lane: str
    to_lane: str

    def __post_init__(self) -> None:
        check_label(self.step, "step", StaffingError)
        for lane in (self.from_lane, self.to_lane):
            check_label(lane, "lane", StaffingError)
        if self.from_lane == self.to_lane:
            raise StaffingError(
                f"A change from lane {self.from_lane} to lane {self.to_lane} is no change; name two lanes."
            )
        _check_above_zero(
            self.fte, f"the change from lane {self.from_lane} to lane {self.to_lane} at step {self.step}"
        )


@dataclass(frozen=True)
class Movement:
    """Who changes lanes, who leaves and who is hired, between this year and next.

    `leavers` are given where they stand this year, `hires` where they begin next year. Everybody who does not
    leave and is not on the top step moves up a step; that is the schedule's doing and needs no entry here.
    """

    lane_changes: tuple[LaneChange, ...] = ()
    leavers: tuple[Posts, ...] = ()
    hires: tuple[Posts, ...] = ()


NO_MOVEMENT = Movement()


def _check_above_zero(fte: Decimal, what: str) -> None:
    """Refuse posts that are not an exact number above zero."""
    if exact(fte, what, StaffingError) <= 0:
        raise StaffingError(
            f"The number for {what} is {fte}; it must be above 0. Leave out who is not there."
        )
