"""A small form for numbers of her own contract, with one sentence that follows from them at once.

In: labelled fields and a function from numbers to a sentence.  Out: the form.  Called by lessons.

    own_numbers(
        part, "my-pay",
        fields=[Field("rate", "Your hourly rate", Kind.DOLLARS), Field("hours", "Hours a year",
        unit="hours")], then=lambda numbers: what_one_percent_means(numbers["rate"], numbers["hours"]),
    )

A field that names a figure which `known` finds in her folder own/ begins with it, marked, until she types
another:

    own_numbers(part, "my-raise", [Field("base", "Pay in a year", Kind.DOLLARS, known="payroll")], then,
                known=contract_figures)

The numbers are kept in `<workspace>/own/<name>.json` (see classroom/workspace.py; for a part opened outside
any workspace in `own/` beside the notebook) and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from classroom.language import _
from classroom.own.subject import Figure
from classroom.questions.question import Kind
from classroom.reading.blocks import OwnNumbers
from classroom.reading.sheet import sheet
from classroom.shown.on_screen import is_on_screen

if TYPE_CHECKING:
    from classroom.own.form import OwnForm
    from classroom.part import Part

__all__ = ["Field", "own_numbers"]

Then = Callable[[dict[str, Decimal | None]], str]
Known = Callable[[Path], Mapping[str, Figure]]


@dataclass(frozen=True)
class Field:
    """One number: its id, its label in words, the kind of amount, and what it counts ("hours").

    known: the name of the figure it begins with, where what she keeps has it.
    """

    id: str
    label: str
    kind: Kind = Kind.NUMBER
    unit: str = ""
    known: str = ""


def own_numbers(
    part: Part, name: str, fields: Sequence[Field], then: Then, *, known: Known | None = None
) -> OwnForm | None:
    """Display the form and return it.

    then: called with {field id: number or None} at the start and after each change; its sentence is shown. A
    field that is empty or cannot be read is None. known: called with her folder own/ at the start and when a
    file there changes; gives figures by name. While grading nothing is shown and None is returned.
    """
    if not is_on_screen(part):
        return None
    if (paper := sheet()) is not None:
        paper.put(OwnNumbers(_("Your own numbers"), tuple(field.label for field in fields)))
        return None
    from IPython.display import display

    from classroom.own.form import OwnForm

    form = OwnForm(part, name, tuple(fields), then, known)
    display(form)
    return form


def __getattr__(name: str) -> Any:
    """Give `OwnForm` to who asks for it; a lesson in grading imports no widgets for its name."""
    if name == "OwnForm":
        from classroom.own.form import OwnForm

        return OwnForm
    raise AttributeError(name)
