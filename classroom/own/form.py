"""The widget of her own numbers, and what Python does with what she types.

In: a part, a name, fields and `then`.  Out: a widget.  Made by `classroom.own.numbers.own_numbers`.

The wire is that of a question box (classroom/questions/form.py) with one kind of request:
{type: "save", text, based_on, mark}, where `text` is the JSON object {field id: typed text}. A field that
stands as what she keeps elsewhere has it is saved as empty, so that it follows when that changes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from classroom.clock import now
from classroom.errors import ClassroomError
from classroom.failure_log import log_failure
from classroom.language import _
from classroom.own.file import OwnFile, OwnValues
from classroom.own.kept_files import follow
from classroom.own.numbers import Field, Known, Then
from classroom.questions.question import Kind
from classroom.questions.view import Message
from classroom.shown.form_labels import saving_labels
from classroom.shown.map_cells import show_number
from classroom.shown.shown_once import ShownOnce
from classroom.shown.static_files import StaticText
from classroom.typed.amounts import Amount, read_amount

if TYPE_CHECKING:
    from classroom.part import Part


class OwnForm(ShownOnce, anywidget.AnyWidget):
    """The form of her own numbers. `handle` does what the page asks; a test calls it as the browser would."""

    _esm = StaticText("page.js", "saving.js", "own_numbers.js")
    _css = StaticText("page.css", "own_numbers.css")

    fields = traitlets.List().tag(sync=True)
    labels = traitlets.Dict().tag(sync=True)
    storage_key = traitlets.Unicode().tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)
    revision = traitlets.Int(0).tag(sync=True)
    saved_at = traitlets.Unicode().tag(sync=True)
    read = traitlets.Dict().tag(sync=True)
    known = traitlets.Dict().tag(sync=True)
    estimated = traitlets.List().tag(sync=True)
    sentence = traitlets.Unicode().tag(sync=True)

    def __init__(
        self,
        part: Part,
        name: str,
        fields: tuple[Field, ...],
        then: Then,
        known: Known | None = None,
        *,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self.file = OwnFile(part.folder, name)
        self._fields, self._then, self._clock = fields, then, clock
        self._find_known, self._emptied = known, frozenset[str]()
        self._lock = RLock()
        place = hashlib.sha256(str(self.file.path).encode()).hexdigest()[:10]
        super().__init__(
            fields=[_shown(field) for field in fields],
            labels=_labels(name),
            storage_key=f"own/{name}/{place}",
        )
        self._show(self.file.read())
        follow(self)
        self.on_msg(lambda _widget, content, _buffers: self.handle(content))

    def __repr__(self) -> str:
        """Return what stands in the notebook where widgets cannot be drawn: never the numbers."""
        return _("Your own numbers. Press Start this part to see them.")

    def own_changed(self, own: Path) -> None:
        """Show the boxes anew when a file of hers has changed."""
        if own == self.file.path.parent:
            self._emptied = frozenset()
            self._show(self.file.read())

    def handle(self, content: Mapping[str, Any]) -> Message:
        """Save what was typed; send {type: "saved" or "not_saved", mark, …} and return it. Never raises."""
        with self._lock:
            try:
                answer = self._save(content)
            except ClassroomError as error:
                answer = {"type": "not_saved", "sentence": error.sentence}
            except Exception as error:
                log_failure(
                    self.file.folder, f"own numbers {self.file.name}", error, self._clock(), private=True
                )
                answer = {"type": "not_saved", "sentence": _("Not saved: something went wrong on our side.")}
            answer["mark"] = content.get("mark")
            self.send(answer)
            return answer

    def _save(self, content: Mapping[str, Any]) -> Message:
        typed = json.loads(str(content["text"]))
        texts = {field.id: str(typed.get(field.id, "")).strip() for field in self._fields}
        # What she has emptied stays empty before her eyes, though it is known.
        self._emptied = frozenset(name for name, text in texts.items() if not text)
        values = {name: "" if text == self.known.get(name) else text for name, text in texts.items()}
        kept = self.file.read()
        # Other forms may keep other fields under the same name; they stay.
        merged = {**kept.values, **values}
        if merged != kept.values:
            kept = self.file.save(merged, self._clock())
        self._show(kept)
        return {"type": "saved", "revision": self.revision, "at": self.saved_at, "conflict": None}

    def _show(self, kept: OwnValues) -> None:
        known, estimated = self._known()
        texts = {
            field.id: kept.values.get(field.id, "")
            or ("" if field.id in self._emptied else known.get(field.id, ""))
            for field in self._fields
        }
        amounts = {field.id: _amount(field, texts[field.id]) for field in self._fields}
        numbers = {name: amount.value if amount else None for name, amount in amounts.items()}
        with self.hold_sync():
            self.known, self.estimated = known, estimated
            self.text = json.dumps(texts, ensure_ascii=False, separators=(",", ":"))
            self.revision = kept.revision
            self.saved_at = kept.saved_at.isoformat() if kept.saved_at else ""
            self.read = {
                name: {"text": texts[name], "echo": amount.echo, "problem": amount.problem or ""}
                for name, amount in amounts.items()
                if amount
            }
            self.sentence = self._told(numbers)

    def _known(self) -> tuple[dict[str, str], list[str]]:
        """Return what is known of the fields, as it would be typed, and which of it is an estimate."""
        if self._find_known is None:
            return {}, []
        try:
            found = self._find_known(self.file.path.parent)
        except Exception as error:
            log_failure(self.file.folder, "what is known", error, self._clock(), private=True)
            return {}, []
        known = {field.id: (field, found[field.known]) for field in self._fields if field.known in found}
        texts = {name: _typed(field, figure.number) for name, (field, figure) in known.items()}
        return texts, [name for name, (_field, figure) in known.items() if figure.is_estimated]

    def _told(self, numbers: dict[str, Decimal | None]) -> str:
        """Return what `then` says; a number it cannot work with gives a sentence, not a failed save."""
        try:
            return self._then(numbers)
        except Exception as error:
            log_failure(self.file.folder, f"own numbers {self.file.name}", error, self._clock(), private=True)
            return _("These numbers could not be worked with. Look them over.")


def _amount(field: Field, text: str) -> Amount | None:
    """Return how a field was understood, or None for an empty one."""
    return read_amount(text, field.kind, field.unit) if text.strip() else None


def _typed(field: Field, number: Decimal) -> str:
    """Return a number as she would type it."""
    if field.kind is Kind.DOLLARS:
        return f"{number:,.2f}"
    return show_number(round(number, 4))


def _shown(field: Field) -> dict[str, str]:
    sign = "$" if field.kind is Kind.DOLLARS else ""
    return {"id": field.id, "label": field.label, "unit": _unit(field), "sign": sign}


def _unit(field: Field) -> str:
    if field.kind is Kind.DOLLARS:
        return field.unit or _("dollars")
    return "%" if field.kind is Kind.PERCENT else field.unit


def _labels(name: str) -> dict[str, str]:
    return {
        **saving_labels(),
        "heading": _("Your own numbers"),
        "where": _("Kept only in your own folder, in {file}. Never sent.").format(file=f"own/{name}.json"),
        "read_as": _("Read as {amount}."),
        "from_contract": _("From your contract."),
        "estimated": _("An estimate from your contract."),
        "contract_says": _("Your contract says {amount}."),
        "use": _("Use it"),
    }
