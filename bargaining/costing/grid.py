"""Steps, lanes and the cells where they meet: what schedules, index tables and scattergrams have in common.

Labels and a mapping from cell to number come in; checked labels and a read-only mapping in the order of the
grid go out. Called by `schedule`, `index` and `staffing`, which say in their own words what the numbers are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from bargaining.costing.convention import exact
from bargaining.errors import BargainingError, ScheduleError

if TYPE_CHECKING:
    from pandas import DataFrame

Cell = tuple[str, str]  # (step, lane)

Key = TypeVar("Key")
Value = TypeVar("Value", covariant=True)


class Fixed(Mapping[Key, Value]):
    """A mapping that nobody can change, that can be compared and pickled, and that keeps its order.

    Frozen values need one: a frozen dataclass holding a plain dict is frozen in name only, and a
    `types.MappingProxyType` can be neither pickled nor hashed.
    """

    __slots__ = ("_held",)

    def __init__(self, held: Mapping[Key, Value]) -> None:
        self._held = dict(held)

    def __getitem__(self, key: Key) -> Value:
        return self._held[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def __hash__(self) -> int:
        return hash(frozenset(self._held.items()))

    def __repr__(self) -> str:
        return f"Fixed({self._held!r})"


def checked_labels(labels: Sequence[str], kind: str) -> tuple[str, ...]:
    """Return the labels of the steps or the lanes (`kind` is "step" or "lane") as a tuple.

    Raises `ScheduleError` when there are none, when one is not text, or when one occurs twice.

    >>> checked_labels(["B", "M"], "lane")
    ('B', 'M')
    >>> checked_labels(["B", "M", "B"], "lane")
    Traceback (most recent call last):
        ...
    bargaining.errors.ScheduleError: Lane B is listed twice; give each lane a label of its own.
    """
    if isinstance(labels, str):
        raise ScheduleError(f'The {kind}s must be a list of labels, such as ["1", "2"]; got {labels!r}.')
    if not labels:
        raise ScheduleError(f"There are no {kind}s; give at least one.")
    for position, label in enumerate(labels, start=1):
        check_label(label, kind)
        if label in labels[: position - 1]:
            raise ScheduleError(
                f"{kind.capitalize()} {label} is listed twice; give each {kind} a label of its own."
            )
    return tuple(labels)


def check_cell(cell: object, error: type[BargainingError] = ScheduleError) -> None:
    """Refuse a cell that is not named by its step and its lane, both as text."""
    if not isinstance(cell, tuple) or len(cell) != 2:
        raise error(f'{cell!r} does not name a cell; give its step and its lane, such as ("7", "M+30").')
    check_label(cell[0], "step", error)
    check_label(cell[1], "lane", error)


def check_label(label: object, kind: str, error: type[BargainingError] = ScheduleError) -> None:
    """Refuse a step or lane label that is not text, is empty, or has blanks around it (they do not show)."""
    if not isinstance(label, str):
        raise error(f'The {kind} {label!r} must be given as text, such as "{label}".')
    if not label or label != label.strip():
        raise error(f"The {kind} {label!r} is empty or has blanks around it; write the label alone.")


def checked_grid(
    steps: tuple[str, ...], lanes: tuple[str, ...], cells: Mapping[Cell, Decimal], what: str
) -> Fixed[Cell, Decimal]:
    """Return the numbers of a schedule or an index table, step by step, or say which cell is wrong.

    Cells may be missing (a ragged lane), but every number must be above zero and no step or lane may be
    entirely without. `what` names the numbers in a message ("salary", "index number").
    """
    for cell in cells:
        check_cell(cell)
        step, lane = cell
        check_place(steps, lanes, step, lane)
        if exact(cells[step, lane], f"the {what} at step {step}, lane {lane}", ScheduleError) <= 0:
            raise ScheduleError(
                f"The {what} at step {step}, lane {lane} is {cells[step, lane]}; it must be above 0. "
                "Leave the cell out if the schedule has none there."
            )
    for lane in lanes:
        if not any((step, lane) in cells for step in steps):
            raise ScheduleError(f"Lane {lane} has no {what} at any step; give it one, or leave the lane out.")
    for step in steps:
        if not any((step, lane) in cells for lane in lanes):
            raise ScheduleError(f"Step {step} has no {what} in any lane; give it one, or leave the step out.")
    order = [(step, lane) for step in steps for lane in lanes if (step, lane) in cells]
    return Fixed({cell: exact(cells[cell], what, ScheduleError) for cell in order})


def check_place(
    steps: tuple[str, ...],
    lanes: tuple[str, ...],
    step: str,
    lane: str,
    error: type[BargainingError] = ScheduleError,
) -> None:
    """Refuse a step or a lane that the schedule does not have, and list those that it has."""
    for label, labels, kind in ((step, steps, "step"), (lane, lanes, "lane")):
        check_label(label, kind, error)
        if label not in labels:
            raise error(f"The schedule has no {kind} {label}; its {kind}s are {', '.join(labels)}.")


def top_step_of_lane(steps: tuple[str, ...], lane: str, cells: Mapping[Cell, Decimal]) -> str:
    """Return the last step at which the lane has a number: the lane's own top step.

    >>> top_step_of_lane(("1", "2", "3"), "B", {("1", "B"): Decimal(40_000), ("2", "B"): Decimal(41_000)})
    '2'
    """
    return next(step for step in reversed(steps) if (step, lane) in cells)


def grid_table(steps: tuple[str, ...], lanes: tuple[str, ...], cells: Mapping[Cell, Decimal]) -> DataFrame:
    """Return the numbers as a table: a row for each step, a column for each lane, None where there is none.

    The numbers stay `Decimal`; use ``.astype(float)`` on the table for drawing only.
    """
    from pandas import DataFrame, Index

    rows = [[cells.get((step, lane)) for lane in lanes] for step in steps]
    return DataFrame(rows, index=Index(steps, name="step"), columns=Index(lanes, name="lane"), dtype=object)
