"""A draft of her own: a few boxes for text, and a button that makes a file of them in `own/`.

In: labelled boxes, and a function from texts to a file.  Out: the form.  Called by lessons.

    own_draft(
        part, "our-proposal", "proposal.docx",
        boxes=[Box("clause", "Your clause"), Box("date", "From which day?", lines=2)],
        make=lambda texts: Made(word_file(texts), (("What changed:", ("shall",)),)),
    )

What she types is kept in `<workspace>/own/<name>.json` as she leaves each box, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from classroom.language import _
from classroom.own.files import Sections
from classroom.reading.blocks import OwnNumbers
from classroom.reading.sheet import sheet
from classroom.shown.on_screen import is_on_screen

if TYPE_CHECKING:
    from classroom.own.draft_form import DraftForm
    from classroom.part import Part

__all__ = ["Box", "Made", "own_draft"]


@dataclass(frozen=True)
class Box:
    """A box for text: its id, its label, and how many lines high it is."""

    id: str
    label: str
    lines: int = 4


@dataclass(frozen=True)
class Made:
    """What came of a draft: the file, or None where there is none yet, and paragraphs under headings.

    copy: the whole draft as one text, for her to copy into another box; "" where there is nothing to copy.
    """

    content: bytes | None
    sections: Sections
    copy: str = ""


Make = Callable[[Mapping[str, str]], Made]


def own_draft(part: Part, name: str, file: str, boxes: Sequence[Box], make: Make) -> DraftForm | None:
    """Display the form and return it; in grading show nothing and return None.

    make: called with {box id: text} when she presses the button; its file is written as own/`file`, over the
    one before. Raises AnswersError for a name that leads elsewhere.
    """
    if not is_on_screen(part):
        return None
    if (paper := sheet()) is not None:
        paper.put(OwnNumbers(_("A draft of your own"), tuple(box.label for box in boxes)))
        return None
    from IPython.display import display

    from classroom.own.draft_form import DraftForm

    form = DraftForm(part, name, file, tuple(boxes), make)
    display(form.box)
    return form
