"""The widget of files that are made of what she keeps: what is in them, a button for each, and downloads.

In: a part and what the subject makes.  Out: a widget.  Made by `classroom.own.exchange.make_files`.

The wire: the page sends {type: "make", choice} or {type: "fetch", name}; what is shown stands in traits, and
a file goes to the page as {type: "file", name} with its content.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
from classroom.own.kept_files import follow, keep_made, place_in
from classroom.own.progress import progress
from classroom.own.subject import Makes
from classroom.questions.forms import watch
from classroom.shown.shown_once import ShownOnce
from classroom.shown.static_files import StaticText

if TYPE_CHECKING:
    from classroom.part import Part


class MakeForm(ShownOnce, anywidget.AnyWidget):
    """The form. `handle` does what the page asks; a test calls it as the browser would."""

    _esm = StaticText("page.js", "own_files.js", "own_make.js")
    _css = StaticText("page.css", "own_numbers.css", "own_files.css")

    labels = traitlets.Dict().tag(sync=True)
    table = traitlets.Dict().tag(sync=True)
    says = traitlets.List().tag(sync=True)
    choices = traitlets.List().tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)

    def __init__(self, part: Part, makes: Makes, *, clock: Callable[[], datetime] = now) -> None:
        self._part, self._own, self._folder = part, own_folder(part), part.folder
        self._at = progress(part)
        self._makes, self._clock = makes, clock
        super().__init__(labels=_labels(makes.title))
        self._show()
        follow(self)
        watch(part, self.answered, who=f"files: {makes.title}")
        self.on_msg(lambda _widget, content, _buffers: self.handle(content))

    def __repr__(self) -> str:
        """Return what stands in the notebook where widgets cannot be drawn: nothing of hers."""
        return _("Files of your own. Press Start this part to see them.")

    def handle(self, content: Mapping[str, Any]) -> None:
        """Make files or hand one out, and say what came of it. Never raises."""
        try:
            if content.get("type") == "make":
                self._make(str(content["choice"]))
            elif content.get("type") == "fetch":
                self._hand_out(str(content["name"]))
        except ClassroomError as error:
            self.said = error.sentence
        except Exception as error:
            log_failure(self._folder, "files of her own", error, self._clock(), private=True)
            self.said = _("That did not work, and nothing was changed. Tell your program.")
        finally:
            self.send({"type": "done"})

    def own_changed(self, own: Path) -> None:
        """Show what can be made now."""
        if own == self._own:
            self._show()

    def answered(self) -> None:
        """Show what can be made now, when she has answered what a part was still asking for."""
        if progress(self._part) != self._at:
            self._show()

    def _make(self, choice: str) -> None:
        files, about = self._makes.make(progress(self._part), choice)
        aside = keep_made(self._own, files)
        told = [_("Written to your folder own: {names}.").format(names=", ".join(files))] if files else []
        told += [about] if about else []
        told += [_("You had changed that file: your copy is own/{name}.").format(name=name) for name in aside]
        self.said = " ".join(told)

    def _hand_out(self, name: str) -> None:
        if name not in {each for choice in self._makes.choices(self._at).values() for each in choice.names}:
            return
        path = place_in(self._own, name)
        if path.is_file():
            self.send({"type": "file", "name": name}, buffers=[path.read_bytes()])
        else:
            self._show()

    def _show(self) -> None:
        """Show what the files hold; a subject that cannot say it is no reason for an empty page."""
        try:
            self._at = progress(self._part)
            heads, rows = self._makes.table(self._at)
            says, choices = self._makes.says(self._at), self._makes.choices(self._at)
        except Exception as error:
            log_failure(self._folder, "files of her own", error, self._clock(), private=True)
            self.said = _("What you keep cannot be worked with. Look it over and bring it again.")
            return
        with self.hold_sync():
            self.table = {"heads": list(heads), "rows": [list(row) for row in rows]}
            self.says = list(says)
            self.choices = [
                {
                    "id": name,
                    "label": choice.label,
                    "missing": choice.missing,
                    "files": [each for each in choice.names if (self._own / each).is_file()],
                }
                for name, choice in choices.items()
            ]


def _labels(title: str) -> dict[str, str]:
    return {
        "heading": title,
        "download": _("Download {name}"),
        "making": _("Writing…"),
        "where": _("What is written lies in your folder own. Never sent."),
        "not_connected": _("Nothing answers. Press Start this part, then try again."),
    }
