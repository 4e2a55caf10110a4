"""The boxes of a draft of her own, the button that makes a file of them, and what is said below.

In: a part, names, boxes, `make`.  Out: a box of ipywidgets.  Made by `classroom.own.drafting.own_draft`.
"""

from __future__ import annotations

import mimetypes
from base64 import b64encode
from collections.abc import Callable
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING

import ipywidgets

from classroom.clock import now
from classroom.errors import ClassroomError
from classroom.failure_log import log_failure
from classroom.language import _
from classroom.own.drafting import Box, Made, Make
from classroom.own.file import OwnFile
from classroom.own.files import place_of
from classroom.own.kept_files import keep_made
from classroom.own.upload import shown_sections

if TYPE_CHECKING:
    from classroom.part import Part

LONGEST = 20_000
_LABEL_ABOVE = {"flex_flow": "column"}


class DraftForm:
    """The form. `save` and `make_file` do the work; a test calls them as the page would."""

    def __init__(
        self,
        part: Part,
        name: str,
        file: str,
        boxes: tuple[Box, ...],
        make: Make,
        *,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self.file, self.path = OwnFile(part.folder, name, LONGEST), place_of(part, file, own=True)
        self._part, self._make, self._clock = part, make, clock
        kept = self.file.read().values
        self.areas = {box.id: _area(box, kept.get(box.id, "")) for box in boxes}
        self._kept, self._said = ipywidgets.HTML(), ipywidgets.HTML()
        self._copy = ipywidgets.Textarea(
            description=_("The whole text, to copy:"),
            rows=12,
            style={"description_width": "initial"},
            layout={**_LABEL_ABOVE, "display": "none"},
        )
        button = ipywidgets.Button(description=_("Make the Word file"), layout={"width": "auto"})
        where = _("Kept in own/{name} as you leave a box. Never sent.").format(name=self.file.path.name)
        note = ipywidgets.HTML(f"<p>{escape(where)}</p>")
        self.box = ipywidgets.VBox([note, *self.areas.values(), self._kept, button, self._said, self._copy])
        self.box.add_class("cr-own-file")
        for area in self.areas.values():
            area.observe(lambda _change: self.save(), names="value")
        button.on_click(lambda _button: self.make_file())

    def _ipython_display_(self) -> None:
        """Nothing: `own_draft` has shown it."""

    @property
    def says(self) -> str:
        """What is shown below the boxes, as HTML."""
        return f"{self._kept.value}{self._said.value}"

    @property
    def to_copy(self) -> str:
        """The whole draft as one text; "" before it was made."""
        return str(self._copy.value)

    def save(self) -> None:
        """Keep the texts and say so. Never raises."""
        try:
            self.file.save(self._texts(), self._clock())
        except ClassroomError as error:
            self._kept.value = f"<p>{escape(error.sentence)}</p>"
            return
        self._kept.value = f"<p>{escape(_('Saved.'))}</p>"

    def make_file(self) -> None:
        """Make the file, and say what came of it. Never raises."""
        try:
            made = self._make(self._texts())
            files = {} if made.content is None else {self.path.name: made.content}
            aside = keep_made(self.path.parent, files)
        except ClassroomError as error:
            self._said.value = f"<p>{escape(error.sentence)}</p>"
            return
        except Exception as error:
            log_failure(self._part.folder, f"own draft {self.path.name}", error, self._clock(), private=True)
            sentence = _("The file could not be made. Your text is kept; look it over and press again.")
            self._said.value = f"<p>{escape(sentence)}</p>"
            return
        self._show(made, aside)

    def _show(self, made: Made, aside: tuple[str, ...]) -> None:
        link = ""
        if made.content is not None:
            where = _("It is also kept as own/{name}.").format(name=self.path.name)
            if aside:
                where += " " + _("You had changed the one before; it is now own/{name}.").format(
                    name=aside[0]
                )
            link = f"<p>{_download(self.path.name, made.content)} {escape(where)}</p>"
        self._said.value = link + shown_sections(made.sections)
        self._copy.value = made.copy
        self._copy.layout.display = "" if made.copy else "none"

    def _texts(self) -> dict[str, str]:
        return {name: str(area.value) for name, area in self.areas.items()}


def _download(name: str, content: bytes) -> str:
    """A link that holds the file: an HTML widget does not know the address of a file in her workspace."""
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    address = f"data:{kind};base64,{b64encode(content).decode()}"
    return (
        f'<a href="{address}" download="{escape(name)}">{escape(_("Download {name}").format(name=name))}</a>'
    )


def _area(box: Box, text: str) -> ipywidgets.Textarea:
    return ipywidgets.Textarea(
        value=text,
        description=box.label,
        rows=box.lines,
        continuous_update=False,
        style={"description_width": "initial"},
        layout=_LABEL_ABOVE,
    )
