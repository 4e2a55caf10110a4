"""Steps, lanes and the cells where they meet: what schedules, index tables and scattergrams have in common.

Labels and a mapping from cell to number come in; checked labels and a read-only mapping in the order of the
grid go out. Called by `schedule`, `index` and `staffing`, which say in their own words what the numbers are.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NoReturn, TypeVar

from bargaining.costing.convention import exact
from bargaining.errors import BargainingError, ScheduleError
from bargaining.rounding import is_exact

if TYPE_CHECKING:
    from pandas import DataFrame

Cell = tuple[str, str]  # (step, lane)

Key = TypeVar("Key")
Value = TypeVar("Value")


class Fixed(dict[Key, Value]):
    """A mapping that nobody can change, that can be compared, hashed and pickled, and that keeps its order.

    Frozen values need one: a frozen dataclass holding a plain dict is frozen in name only, and a
    `types.MappingProxyType` can be neither pickled nor hashed. It is a dict underneath because a slider goes
    through a large grid many times in a moment. A change is refused with `TypeError`.

    >>> Fixed({"7": 1})["8"] = 2
    Traceback (most recent call last):
        ...
    TypeError: This mapping is fixed; make a new one.
    """

    __slots__ = ()

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("This mapping is fixed; make a new one.")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type[Fixed[Key, Value]], tuple[dict[Key, Value]]]:
        return Fixed, (dict(self),)

    def __repr__(self) -> str:
        return f"Fixed({dict(self)!r})"


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


def check_cells(cells: Collection[Cell], error: type[BargainingError]) -> None:
    """Refuse cells as `check_cell` does, looking at each label once: a grid has few labels and many cells."""
    for cell in cells:
        if not isinstance(cell, tuple) or len(cell) != 2:
            check_cell(cell, error)
    for place, kind in ((0, "step"), (1, "lane")):
        for label in dict.fromkeys(cell[place] for cell in cells):
            check_label(label, kind, error)


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
    checked = {}
    for step in steps:
        for lane in lanes:
            if (step, lane) in cells:
                checked[step, lane] = _checked_number(cells[step, lane], what, step, lane)
    if len(checked) != len(cells):
        for cell in cells:
            check_cell(cell)
            check_place(steps, lanes, *cell)
    with_number = {label for cell in checked for label in (("step", cell[0]), ("lane", cell[1]))}
    for lane in lanes:
        if ("lane", lane) not in with_number:
            raise ScheduleError(f"Lane {lane} has no {what} at any step; give it one, or leave the lane out.")
    for step in steps:
        if ("step", step) not in with_number:
            raise ScheduleError(f"Step {step} has no {what} in any lane; give it one, or leave the step out.")
    return Fixed(checked)


def _checked_number(given: object, what: str, step: str, lane: str) -> Decimal:
    """Return the number of one cell, which must be exact and above zero."""
    if is_exact(given) and given > 0:
        return given
    number = exact(given, f"the {what} at step {step}, lane {lane}", ScheduleError)
    if number <= 0:
        raise ScheduleError(
            f"The {what} at step {step}, lane {lane} is {number}; it must be above 0. "
            "Leave the cell out if the schedule has none there."
        )
    return number


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
