"""A list of her own to keep up to date: one line for each thing, with a status to choose and notes to write.

In: the lines and the columns, in words.  Out: a form.  Called by lessons, and again by later ones under the
same name: it is the same list.

    own_list(
        part, "data-request",
        lines={"register": "Payroll register", "plans": "Health plans"},
        columns=[Pick("status", "Status", {"open": "not asked yet", "asked": "asked"}), Note("note", "Note")],
        then=lambda kept: f"{sum(line['status'] == 'asked' for line in kept.values())} asked.",
    )

    own_tracker(part, DATA_REQUEST, folded=True)     # a list that the subject defines; folded: compact

Like her own numbers it is kept in `<workspace>/own/<name>.json` and nowhere else. A page of the same name
(`own/<name>.md`) holds it for reading and printing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from classroom.errors import LessonError
from classroom.language import _
from classroom.reading.blocks import OwnNumbers
from classroom.reading.sheet import sheet
from classroom.shown.explore import Pick
from classroom.shown.on_screen import is_on_screen

if TYPE_CHECKING:
    from classroom.own.list_form import OwnList
    from classroom.own.subject import Tracked
    from classroom.part import Part

__all__ = ["Note", "Then", "own_list", "own_tracker"]

Then = Callable[[dict[str, dict[str, str]]], str]


@dataclass(frozen=True)
class Note:
    """A column of short texts: its id and its heading."""

    id: str
    label: str


def own_list(
    part: Part,
    name: str,
    lines: Mapping[str, str],
    columns: Sequence[Pick | Note],
    then: Then,
    title: str = "",
    *,
    folded: bool = False,
) -> OwnList | None:
    """Display the list and return it.

    lines: {line id: what it is about}. then: called with {line id: {column id: text}} at the start and after
    each change; its sentence is shown. folded: the list begins as that one sentence, and opens when it is
    pressed. While grading nothing is shown and None is returned.
    """
    if not lines or len({column.id for column in columns}) < max(len(columns), 1):
        raise LessonError(_("Give own_list(…) one or more lines, and columns with different ids."))
    if not is_on_screen(part):
        return None
    heading = title or _("A list of your own")
    if (paper := sheet()) is not None:
        columns_said = tuple(column.label for column in columns)
        paper.put(OwnNumbers(heading, tuple(lines.values()), columns_said))
        return None
    from IPython.display import display

    from classroom.own.list_form import OwnList

    shown = OwnList(part, name, dict(lines), tuple(columns), then, heading, folded=folded)
    display(shown)
    return shown


def own_tracker(part: Part, tracked: Tracked, *, folded: bool = False) -> OwnList | None:
    """Display a list that the subject defines: a status for each line, and notes. As `own_list`."""
    notes = (Note(name, label) for name, label in tracked.notes.items())
    columns: list[Pick | Note] = [Pick("status", _("Status"), dict(tracked.statuses)), *notes]
    return own_list(part, tracked.name, tracked.lines, columns, tracked.told, tracked.title, folded=folded)
