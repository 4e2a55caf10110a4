"""The widget of a list of her own, and what Python does with what she changes.

In: a part, a name, lines, columns, `then`.  Out: a widget.  Made by `classroom.own.listing.own_list`.

The wire is that of her own numbers (classroom/own/form.py); `text` is the JSON object
{"line.column": what is chosen or written}.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from threading import RLock
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from classroom.clock import now
from classroom.errors import ClassroomError
from classroom.failure_log import log_failure
from classroom.files import write_whole
from classroom.language import _
from classroom.own.file import OwnFile, OwnValues
from classroom.own.listing import Note, Then
from classroom.questions.view import Message
from classroom.shown.explore import Pick
from classroom.shown.form_labels import saving_labels
from classroom.shown.shown_once import ShownOnce
from classroom.shown.static_files import StaticText

if TYPE_CHECKING:
    from classroom.part import Part


class OwnList(ShownOnce, anywidget.AnyWidget):
    """The list. `handle` does what the page asks; a test calls it as the browser would."""

    _esm = StaticText("page.js", "saving.js", "own_list.js")
    _css = StaticText("page.css", "own_numbers.css", "own_list.css")

    lines = traitlets.List().tag(sync=True)
    columns = traitlets.List().tag(sync=True)
    labels = traitlets.Dict().tag(sync=True)
    storage_key = traitlets.Unicode().tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)
    revision = traitlets.Int(0).tag(sync=True)
    saved_at = traitlets.Unicode().tag(sync=True)
    sentence = traitlets.Unicode().tag(sync=True)
    folded = traitlets.Bool(False).tag(sync=True)

    def __init__(
        self,
        part: Part,
        name: str,
        lines: dict[str, str],
        columns: tuple[Pick | Note, ...],
        then: Then,
        title: str,
        *,
        folded: bool = False,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self.file = OwnFile(part.folder, name)
        self._lines, self._columns, self._then, self._clock = lines, columns, then, clock
        self._title = title
        self._lock = RLock()
        place = hashlib.sha256(str(self.file.path).encode()).hexdigest()[:10]
        super().__init__(
            lines=[{"id": line, "label": label} for line, label in lines.items()],
            columns=[_shown(column) for column in columns],
            labels={
                **saving_labels(),
                "heading": title,
                "cell": _("{column}: {line}"),
                "where": _("Kept only in your own folder, in {file}. Never sent.").format(
                    file=f"own/{name}.json"
                ),
            },
            storage_key=f"own/{name}/{place}",
            folded=folded,
        )
        self._show(self.file.read())
        self.on_msg(lambda _widget, content, _buffers: self.handle(content))

    def __repr__(self) -> str:
        """Return what stands in the notebook where widgets cannot be drawn: never what she wrote."""
        return _("A list of your own. Press Start this part to see it.")

    def handle(self, content: Mapping[str, Any]) -> Message:
        """Save what was changed; send {type: "saved" or "not_saved", mark, …} and return it. Never raises."""
        with self._lock:
            try:
                answer = self._save(content)
            except ClassroomError as error:
                answer = {"type": "not_saved", "sentence": error.sentence}
            except Exception as error:
                log_failure(
                    self.file.folder, f"own list {self.file.name}", error, self._clock(), private=True
                )
                answer = {"type": "not_saved", "sentence": _("Not saved: something went wrong on our side.")}
            answer["mark"] = content.get("mark")
            self.send(answer)
            return answer

    def _save(self, content: Mapping[str, Any]) -> Message:
        typed = json.loads(str(content["text"]))
        kept = self.file.read()
        # A list that was longer in another part keeps the lines that are not shown here.
        merged = {**kept.values, **{key: str(typed[key]) for key in self._keys() if key in typed}}
        if merged != kept.values:
            kept = self.file.save(merged, self._clock())
            write_whole(self.file.path.with_suffix(".md"), self._page(kept).encode(), mode=0o600)
        self._show(kept)
        return {"type": "saved", "revision": self.revision, "at": self.saved_at, "conflict": None}

    def _keys(self) -> list[str]:
        return [f"{line}.{column.id}" for line in self._lines for column in self._columns]

    def _value(self, kept: OwnValues, line: str, column: Pick | Note) -> str:
        value = kept.values.get(f"{line}.{column.id}", "")
        if isinstance(column, Pick):
            return value if value in column.options else column.first
        return value

    def _show(self, kept: OwnValues) -> None:
        values = {
            line: {column.id: self._value(kept, line, column) for column in self._columns}
            for line in self._lines
        }
        flat = {f"{line}.{name}": text for line, cells in values.items() for name, text in cells.items()}
        with self.hold_sync():
            self.text = json.dumps(flat, ensure_ascii=False, separators=(",", ":"))
            self.revision = kept.revision
            self.saved_at = kept.saved_at.isoformat() if kept.saved_at else ""
            self.sentence = self._told(values)

    def _told(self, values: dict[str, dict[str, str]]) -> str:
        try:
            return self._then(values)
        except Exception as error:
            log_failure(self.file.folder, f"own list {self.file.name}", error, self._clock(), private=True)
            return ""

    def _page(self, kept: OwnValues) -> str:
        """The list as a page of Markdown, to read beside the parts and to print."""
        head = [_("Line"), *(column.label for column in self._columns)]
        rows = [
            [label, *(self._in_words(kept, line, column) for column in self._columns)]
            for line, label in self._lines.items()
        ]
        table = [head, ["---"] * len(head), *rows]
        lines = ["| " + " | ".join(cell.replace("|", "/") for cell in row) + " |" for row in table]
        return "\n".join([f"# {self._title}", "", *lines, ""])

    def _in_words(self, kept: OwnValues, line: str, column: Pick | Note) -> str:
        value = self._value(kept, line, column)
        return column.options[value] if isinstance(column, Pick) else value


def _shown(column: Pick | Note) -> dict[str, Any]:
    if isinstance(column, Note):
        return {"id": column.id, "label": column.label, "options": None}
    options = [{"id": name, "text": text} for name, text in column.options.items()]
    return {"id": column.id, "label": column.label, "options": options}
