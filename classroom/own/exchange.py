"""Files that a subject exchanges with her: one that she brings, and those that are made of what she keeps.

In: what the subject knows of such files (classroom/own/subject.py).  Out: a form.  Called by lessons.

    own_file(part, own_contract(unit.kind))                     # she brings it, looks at it, keeps it
    make_files(part, workbook_so_far(unit, through_part=3))     # a button writes it to own/, and hands it out

The classroom knows nothing of what is in them. Whatever is brought or made lies in her folder `own/`; it is
part of no answer, no packet and no log.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from classroom.reading.blocks import OwnNumbers
from classroom.reading.sheet import sheet
from classroom.shown.on_screen import is_on_screen

if TYPE_CHECKING:
    from classroom.own.bring_form import BringForm
    from classroom.own.make_form import MakeForm
    from classroom.own.subject import Brings, Makes
    from classroom.part import Part

_SHOWN: dict[Path, dict[str, MakeForm]] = {}


def own_file(part: Part, brings: Brings, *, folded: bool = False) -> BringForm | None:
    """Show the form with which she brings a file; in grading show nothing and return None.

    folded: the form begins closed, with what is kept in its first line. Only when she presses Keep is
    anything written, as own/`brings.name`.
    """
    if not is_on_screen(part):
        return None
    if (paper := sheet()) is not None:
        paper.put(OwnNumbers(brings.title, (brings.about,)))
        return None
    from IPython.display import display

    from classroom.own.bring_form import BringForm

    form = BringForm(part, brings, folded=folded)
    display(form)
    return form


def make_files(part: Part, makes: Makes) -> MakeForm | None:
    """Show what is in the files and the buttons that make them; in grading show nothing and return None.

    Nothing is written before she presses a button; then the files lie in own/ and can be downloaded.
    """
    if not is_on_screen(part):
        return None
    if (paper := sheet()) is not None:
        paper.put(OwnNumbers(makes.title, ()))
        return None
    from IPython.display import display

    from classroom.own.make_form import MakeForm

    form = MakeForm(part, makes)
    _SHOWN.setdefault(part.folder.resolve(), {})[makes.title] = form
    display(form)
    return form


def made_in(part: Part) -> tuple[MakeForm, ...]:
    """Return the forms of `make_files` that this process has shown of a part, in order."""
    return tuple(_SHOWN.get(part.folder.resolve(), {}).values())
