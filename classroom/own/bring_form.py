"""The widget with which she brings a file of her own, looks at what was understood, and keeps it.

In: a part and what the subject knows of the file.  Out: a widget.  Made by `classroom.own.exchange.own_file`.

The wire: the page sends {type: "empty"}, {type: "look", names} with the contents as buffers, {type: "keep"},
{type: "leave"} or {type: "drop"}. Everything that is shown stands in traits; an empty file goes to the page
as {type: "file", name} with its content. What she brings is held until she keeps or leaves it, in no trait.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from classroom.clock import now
from classroom.errors import ClassroomError
from classroom.failure_log import log_failure
from classroom.language import _
from classroom.own.files import own_folder
from classroom.own.kept_files import drop, follow, keep
from classroom.own.subject import Brings, Seen
from classroom.shown.shown_once import ShownOnce
from classroom.shown.static_files import StaticText

if TYPE_CHECKING:
    from classroom.part import Part

LARGEST = 5_000_000  # bytes; Jupyter's own wire carries 10 MB at most


class BringForm(ShownOnce, anywidget.AnyWidget):
    """The form. `handle` does what the page asks; a test calls it as the browser would."""

    _esm = StaticText("page.js", "own_files.js", "own_bring.js")
    _css = StaticText("page.css", "own_numbers.css", "own_files.css")

    labels = traitlets.Dict().tag(sync=True)
    endings = traitlets.List().tag(sync=True)
    largest = traitlets.Int(LARGEST).tag(sync=True)
    folded = traitlets.Bool(False).tag(sync=True)
    standing = traitlets.Unicode().tag(sync=True)
    seen = traitlets.Dict().tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)

    def __init__(
        self, part: Part, brings: Brings, *, folded: bool = False, clock: Callable[[], datetime] = now
    ) -> None:
        self._own, self._folder = own_folder(part), part.folder
        self._brings, self._clock = brings, clock
        self._content: bytes | None = None
        super().__init__(
            labels=_labels(brings), endings=list(brings.endings), folded=folded, standing=self._standing()
        )
        follow(self)
        self.on_msg(lambda _widget, content, buffers: self.handle(content, buffers))

    def __repr__(self) -> str:
        """Return what stands in the notebook where widgets cannot be drawn: nothing of hers."""
        return _("A file of your own. Press Start this part to see it.")

    def handle(self, content: Mapping[str, Any], buffers: Sequence[bytes] = ()) -> None:
        """Do what the page asks and show what came of it. Never raises."""
        kind = str(content.get("type"))
        try:
            if kind == "look":
                self._look([str(name) for name in content["names"]], [bytes(each) for each in buffers])
            elif kind == "empty":
                self.send({"type": "file", "name": self._brings.empty_name}, buffers=[self._brings.empty()])
            elif kind in ("keep", "leave", "drop"):
                self._answer(kind)
        except ClassroomError as error:
            self._show(None, said=error.sentence)
        except Exception as error:
            log_failure(self._folder, f"own file: {kind}", error, self._clock(), private=True)
            self._show(
                None, said=_("That did not work. Save the file again as .xlsx and bring it once more.")
            )

    def own_changed(self, own: Path) -> None:
        """Show what is kept now."""
        if own == self._own:
            self.standing = self._standing()

    def _look(self, names: list[str], contents: list[bytes]) -> None:
        """Look at files and show what was understood."""
        if sum(map(len, contents)) > LARGEST:
            self._show(None, said=_("This is larger than 5 MB. Bring the tables alone."))
            return
        self._show(self._brings.look(dict(zip(names, contents, strict=True))))

    def _answer(self, kind: str) -> None:
        """Keep or leave what was brought, or delete what is kept."""
        if kind == "drop":
            drop(self._own, self._brings.name)
            self._show(None, said=_("Deleted. Nothing of it is kept."))
        elif kind == "leave":
            self._show(None)
        elif self._content is not None:
            keep(self._own, self._brings.name, self._content)
            self._show(None, said=_("Kept. Boxes of your own numbers now begin with it."))

    def _show(self, seen: Seen | None, said: str = "") -> None:
        self._content = seen.keeps if seen else None
        with self.hold_sync():
            self.said = said
            self.seen = _as_shown(seen) if seen else {}

    def _standing(self) -> str:
        """Return what is kept; what cannot be used any more says why."""
        try:
            return self._brings.standing(self._own)
        except Exception as error:
            log_failure(self._folder, "own file", error, self._clock(), private=True)
            return _("A file is kept, but it cannot be read any more. Bring it again.")


def _as_shown(seen: Seen) -> dict[str, Any]:
    return {
        "refused": seen.refused,
        "sections": [{"heading": heading, "lines": list(lines)} for heading, lines in seen.sections if lines],
        "problems": [list(row) for row in seen.problems],
        "may_keep": seen.keeps is not None,
    }


def _labels(brings: Brings) -> dict[str, Any]:
    return {
        "heading": brings.title,
        "about": brings.about,
        "none": _("No file is kept yet."),
        "none_folded": _("No file is kept yet. Press here to bring one."),
        "first": _("1. Get the spreadsheet and fill it in"),
        "empty": _("Download the empty spreadsheet"),
        "second": _("2. Bring it back"),
        "choose": _("Choose your file ({endings})").format(endings=", ".join(brings.endings)),
        "reading": _("Reading…"),
        "third": _("3. Look at what was understood"),
        "refused": _("This file is refused."),
        "problems": _("Could not be read"),
        "problem_heads": [_("Sheet"), _("Row"), _("Cell"), _("What to do")],
        "keep": _("Yes, keep it"),
        "leave": _("No, leave it"),
        "no_use": _("Nothing can be kept of it yet. Mend the file and bring it again."),
        "drop": _("Delete what is kept"),
        "drop_sure": _("Press once more to delete it"),
        "where": _("Read on this computer only. Kept in own/{name} when you say so. Never sent.").format(
            name=brings.name
        ),
        "too_large": _("This is larger than 5 MB. Bring the tables alone."),
        "not_connected": _("Nothing answers. Press Start this part, then try again."),
    }
