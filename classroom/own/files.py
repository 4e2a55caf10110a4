"""Files of her own: a file that a part makes for her, and one that she brings.

In: a part, a name, bytes.  Out: the file in her folder, and a sentence with a link.  Called by lessons.

    keep_file(part, "workbook.xlsx", content, "Your workbook so far")      # beside the part
    keep_file(part, "workbook.xlsx", content, "Our workbook", own=True)    # in own/: about her own contract
    bring_file(part, "contract.xlsx", (".xlsx",), look)                     # she uploads it, and confirms it

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

from classroom.errors import AnswersError
from classroom.files import write_whole
from classroom.language import _
from classroom.sending.bundle import is_safe_name
from classroom.shown.on_screen import is_on_screen
from classroom.workspace import Workspace
from classroom.write_trouble import write_trouble

if TYPE_CHECKING:
    from classroom.own.upload import Upload
    from classroom.part import Part


@dataclass(frozen=True)
class Looked:
    """What was seen in a file: paragraphs under headings, and whether it may be kept.

    sections: (heading, lines) in the order in which they are shown; sections without lines are left out.
    """

    sections: tuple[tuple[str, tuple[str, ...]], ...]
    may_keep: bool


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
    from IPython.display import HTML, display

    path = _place(part, name, own)
    _write(path, content)
    link = quote(Path(os.path.relpath(path, part.folder)).as_posix())
    where = _("in your folder own, which is never sent") if own else _("beside this part")
    display(HTML(f'<p>{escape(says)}: <a href="{link}" download>{escape(name)}</a> ({where}).</p>'))
    return path


def bring_file(part: Part, name: str, kinds: Sequence[str], look: Look) -> Upload | None:
    """Show a button with which she brings a file; in grading show nothing and return None.

    kinds: endings such as ".xlsx". look: called with the content and the file's name; it says what it saw,
    what it could not read too. Only when she presses Keep is the file written, as own/`name`.
    """
    if not is_on_screen(part):
        return None
    from IPython.display import display

    from classroom.own.upload import Upload

    upload = Upload(part, _place(part, name, own=True), tuple(kinds), look)
    display(upload.box)
    return upload


def _place(part: Part, name: str, own: bool) -> Path:
    stem, dot, ending = name.rpartition(".")
    if not (dot and is_safe_name(stem) and ending.isalnum()):
        raise AnswersError(
            _("“{name}” cannot name a file. Use letters, digits and hyphens.").format(name=name)
        )
    return (own_folder(part) if own else part.folder) / name


def _write(path: Path, content: bytes) -> None:
    try:
        write_whole(path, content)
    except OSError as error:
        raise AnswersError(write_trouble(error, path.parent)) from error


def keep_brought(path: Path, content: bytes) -> None:
    """Write what she confirmed; raises AnswersError with a sentence."""
    _write(path, content)
