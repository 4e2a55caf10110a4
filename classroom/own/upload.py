"""The widget with which she brings a file of her own, looks at what was understood, and keeps it.

In: where it is kept, and a function that looks.  Out: a box of ipywidgets.  Made by `classroom.own.files`.
The content leaves the widget as soon as it is read, so that it is stored in no notebook.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ipywidgets

from classroom.clock import now
from classroom.errors import ClassroomError
from classroom.failure_log import log_failure
from classroom.language import _
from classroom.own.files import Look, Sections
from classroom.own.kept_files import drop, write_own

if TYPE_CHECKING:
    from classroom.part import Part

_LARGEST = 10_000_000


class Upload:
    """The button, what was understood, and Keep. `receive` and `keep` do the work; a test calls them."""

    def __init__(
        self, part: Part, path: Path, kinds: tuple[str, ...], look: Look, *, paste: bool = False
    ) -> None:
        self.path, self._part, self._look, self._kinds = path, part, look, kinds
        self._content: bytes | None = None
        self._button = ipywidgets.FileUpload(
            accept=",".join(kinds), multiple=False, description=_("Choose a file"), layout={"width": "auto"}
        )
        self._keep = ipywidgets.Button(description=_("Yes, keep it"), disabled=True)
        self._drop = ipywidgets.Button(description=_("Delete what is kept"), disabled=not path.exists())
        self._said = ipywidgets.HTML(self._standing())
        where = _("Read on this computer only. Kept in own/{name} when you say so. Never sent.")
        note = ipywidgets.HTML(f"<p>{escape(where.format(name=path.name))}</p>")
        self._pasted = ipywidgets.Textarea(
            description=_("Or paste the text here:"),
            rows=6,
            style={"description_width": "initial"},
            layout={"flex_flow": "column"},
        )
        read = ipywidgets.Button(description=_("Read what I pasted"), layout={"width": "auto"})
        pasting = [self._pasted, read] if paste else []
        self.box = ipywidgets.VBox([note, self._button, *pasting, self._said, self._keep, self._drop])
        self.box.add_class("cr-own-file")
        self._button.observe(self._chosen, names="value")
        read.on_click(lambda _button: self.take_pasted())
        self._keep.on_click(lambda _button: self.keep())
        self._drop.on_click(lambda _button: self.drop())

    def _ipython_display_(self) -> None:
        """Nothing: `bring_file` has shown it."""

    @property
    def says(self) -> str:
        """What is shown below the button, as HTML."""
        return str(self._said.value)

    def receive(self, content: bytes, name: str) -> None:
        """Look at a file and show what was understood. Never raises."""
        self._content, self._keep.disabled = None, True
        if len(content) > _LARGEST:
            self._said.value = _paragraph(_("This file is larger than 10 MB. Bring the pages that matter."))
            return
        try:
            looked = self._look(content, name)
        except Exception as error:
            self._said.value = _paragraph(self._sentence(error))
            return
        self._said.value = shown_sections(looked.sections)
        if looked.may_keep:
            self._content, self._keep.disabled = looked.keeps or content, False

    def take_pasted(self) -> None:
        """Look at what she pasted; it leaves its box when it may be kept. Never raises."""
        self.receive(self._pasted.value.encode("utf-8", "replace"), "pasted.txt")
        if self._content is not None:
            self._pasted.value = ""

    def keep(self) -> None:
        """Write the file that was understood. Never raises."""
        if self._content is None:
            return
        try:
            write_own(self.path, self._content)
        except ClassroomError as error:
            self._said.value = _paragraph(error.sentence)
            return
        self._content, self._keep.disabled, self._drop.disabled = None, True, False
        self._said.value = self._standing()

    def drop(self) -> None:
        """Delete the file that is kept. Never raises."""
        try:
            drop(self.path.parent, self.path.name)
        except ClassroomError as error:
            self._said.value = _paragraph(error.sentence)
            return
        self._drop.disabled = True
        self._said.value = _paragraph(_("Deleted. Nothing of it is kept."))

    def _chosen(self, change: dict[str, Any]) -> None:
        """Take the file out of the widget, then look at it."""
        chosen = tuple(change["new"])
        if not chosen:
            return
        content, name = bytes(chosen[0]["content"]), str(chosen[0]["name"])
        self._button.value = ()
        self.receive(content, name)

    def _standing(self) -> str:
        if not self.path.exists():
            return _paragraph(_("No file is kept yet."))
        said = _("Kept in own/{name}. Bring another file to replace it.")
        return _paragraph(said.format(name=self.path.name))

    def _sentence(self, error: Exception) -> str:
        """Return the error's own sentence when it promises one; log anything else."""
        if isinstance(error, ClassroomError):
            return error.sentence
        log_failure(self._part.folder, f"own file {self.path.name}", error, now(), private=True)
        said = _("This file could not be read. Save it again as {kinds} and bring it once more.")
        return said.format(kinds=", ".join(self._kinds))


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def shown_sections(sections: Sections) -> str:
    """Return paragraphs under headings as HTML; those without lines are left out."""
    parts = []
    for heading, lines in sections:
        if lines:
            items = "".join(f"<li>{escape(line)}</li>" for line in lines)
            parts.append(f"<p><strong>{escape(heading)}</strong></p><ul>{items}</ul>")
    return "".join(parts)
