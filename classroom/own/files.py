"""Files of her own: a file that a part makes for her, and one that she brings.

In: a part, a name, bytes.  Out: the file in her folder, and a sentence with a link.  Called by lessons.

    keep_file(part, "workbook.xlsx", content, "Your workbook so far")      # beside the part
    keep_file(part, "workbook.xlsx", content, "Our workbook", own=True)    # in own/: about her own contract
    bring_file(part, "contract.xlsx", (".xlsx",), look)                     # she uploads it, and confirms it
    bring_file(part, "contract.txt", (".docx",), look, paste=True)          # or pastes its text

What she brings is kept in `own/` once she has said that it was understood; it is part of no answer, no packet
and no log.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from classroom.language import _
from classroom.own.kept_files import place_in, write_own
from classroom.reading.blocks import Kept, OwnNumbers
from classroom.reading.sheet import sheet
from classroom.shown.on_screen import is_on_screen
from classroom.workspace import Workspace

if TYPE_CHECKING:
    from classroom.own.upload import Upload
    from classroom.part import Part


Sections = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Looked:
    """What was seen in a file: paragraphs under headings, and whether it may be kept.

    sections: (heading, lines) in the order in which they are shown; sections without lines are left out.
    keeps: what is kept in place of the file as it was brought, such as its text alone.
    """

    sections: Sections
    may_keep: bool
    keeps: bytes | None = None


Look = Callable[[bytes, str], Looked]


def own_folder(part: Part) -> Path:
    """Return her folder own/, which need not exist yet."""
    return Workspace.find(part.folder).own


def keep_file(part: Part, name: str, content: bytes, says: str, *, own: bool = False) -> Path | None:
    """Write a file and show a sentence with a link to it; in grading do nothing and return None.

    own: the file is about her own contract and goes to own/. A file of this name that is there is replaced:
    a part makes it anew each time it runs. Raises AnswersError with a sentence when it cannot be written.
    """
    if not is_on_screen(part):
        return None
    if (paper := sheet()) is not None:
        paper.put(Kept(name, says, None if own else content))
        return None
    from IPython.display import HTML, display

    path = place_of(part, name, own=own)
    write_own(path, content)
    where = _("in your folder own, which is never sent") if own else _("beside this part")
    link = quote(Path(os.path.relpath(path, part.folder)).as_posix())
    display(HTML(f'<p>{escape(says)}: <a href="{link}" download>{escape(name)}</a> ({where}).</p>'))
    return path


def bring_file(
    part: Part, name: str, kinds: Sequence[str], look: Look, *, paste: bool = False
) -> Upload | None:
    """Show a button with which she brings a file; in grading show nothing and return None.

    kinds: endings such as ".xlsx". look: called with the content and the file's name; it says what it saw,
    what it could not read too. Only when she presses Keep is the file written, as own/`name`. paste: she may
    paste a text instead, which `look` gets as the file pasted.txt; it stays in its box until it was
    understood.
    """
    if not is_on_screen(part):
        return None
    if (paper := sheet()) is not None:
        paper.put(OwnNumbers(_("A file of your own"), (name,)))
        return None
    from IPython.display import display

    from classroom.own.upload import Upload

    upload = Upload(part, place_of(part, name, own=True), tuple(kinds), look, paste=paste)
    display(upload.box)
    return upload


def place_of(part: Part, name: str, *, own: bool) -> Path:
    """Return where a file of this name lies. Raises AnswersError for a name that leads elsewhere."""
    return place_in(own_folder(part) if own else part.folder, name)
