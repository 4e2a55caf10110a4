"""One question box, and what Python does when the learner types, checks or asks for a hint.

In: a part, a question and, for practice, its key with hints.  Out: a widget.  Made by
`classroom.questions.forms.show_form`.

The wire (static/form.js is the other end):

    to Python    {type: "save" or "check", text, based_on, mark}    {type: "hint"}
    to the page  {type: "saved", mark, revision, at, conflict}      {type: "not_saved", mark, sentence}
                 {type: "reply", mark, status, symbol, word, sentence, hints, worked, why}

`mark` is "writer:number": one view in one tab is one writer. Python alone sets the traits; the page only
sends messages. A message may arrive in a second thread (ipykernel's subshells), hence the lock.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from threading import RLock
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from classroom.answers.book import Answer
from classroom.clock import now
from classroom.errors import ClassroomError
from classroom.failure_log import log_failure
from classroom.language import _
from classroom.questions.box import Found, QuestionBox
from classroom.questions.question import Practice, Question
from classroom.questions.view import (
    Message,
    cannot_check,
    how_it_was_read,
    key_in_browser,
    not_saved,
    shown_question,
    unexpected,
)
from classroom.shown.form_labels import question_labels
from classroom.shown.shown_once import ShownOnce
from classroom.shown.static_files import StaticText
from classroom.write_trouble import write_trouble

if TYPE_CHECKING:
    from classroom.part import Part


class QuestionForm(ShownOnce, anywidget.AnyWidget):
    """A question box. Its `handle` does what the page asks; a test calls it as the browser would."""

    _esm = StaticText("page.js", "saving.js", "fields.js", "form.js")
    _css = StaticText("page.css", "form.css", "fields.css")

    shown = traitlets.Dict().tag(sync=True)
    labels = traitlets.Dict().tag(sync=True)
    storage_key = traitlets.Unicode().tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)
    revision = traitlets.Int(0).tag(sync=True)
    saved_at = traitlets.Unicode().tag(sync=True)
    read = traitlets.Dict().tag(sync=True)
    result = traitlets.Dict().tag(sync=True)
    help_label = traitlets.Unicode().tag(sync=True)

    def __init__(
        self,
        part: Part,
        question: Question,
        practice: Practice | None = None,
        points: float | None = None,
        *,
        on_saved: Callable[[], None] = lambda: None,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self.part, self.question, self.practice = part, question, practice
        self._on_saved, self._clock = on_saved, clock
        self._lock = RLock()
        self._writer = ""
        self._box = QuestionBox(part.book, question, practice)
        super().__init__(
            shown=shown_question(question, practice is not None, points),
            labels=question_labels(),
            storage_key=key_in_browser(part, question),
            result=_result(self._box.found),
            help_label=self._box.next_help(),
            **self._state(part.book.answer(question.id)),
        )
        self.on_msg(lambda _widget, content, _buffers: self.handle(content))

    def __repr__(self) -> str:
        """Return what stands in the notebook where widgets cannot be drawn."""
        return _("{heading}: {ask}").format(heading=self.shown["heading"], ask=self.question.ask)

    def handle(self, content: Mapping[str, Any]) -> Message:
        """Do what the page asks for; send the answer to the page and return it. Never raises."""
        mark = content.get("mark")
        with self._lock:
            try:
                answer = self._answer(content)
            except ClassroomError as error:
                answer = {"type": "not_saved", "sentence": not_saved(error.sentence)}
            except OSError as error:
                sentence = not_saved(write_trouble(error, self.part.folder))
                answer = {"type": "not_saved", "sentence": sentence}
            except Exception as error:
                answer = {"type": "not_saved", "sentence": unexpected()}
                log_failure(self.part.folder, f"question {self.question.id}", error, self._clock())
            return self._post({**answer, "mark": mark})

    def refresh(self) -> None:
        """Show what is in answers.json now: it may have come from the desk's own page."""
        with self._lock:
            self._take(self._state(self.part.book.answer(self.question.id)))

    def _answer(self, content: Mapping[str, Any]) -> Message:
        kind = content.get("type")
        if kind == "hint":
            return self._reply(self._box.help())
        saved = self._save(content)
        if kind != "check":
            return saved
        self._post({**saved, "mark": content.get("mark")})
        try:
            return self._reply(self._box.check(str(content["text"])))
        except Exception as error:
            log_failure(self.part.folder, f"checking {self.question.id}", error, self._clock())
            self.result = {"sentence": cannot_check()}
            return {"type": "reply", **self.result}

    def _post(self, message: Message) -> Message:
        self.send(message)
        return message

    def _save(self, content: Mapping[str, Any]) -> Message:
        """Write the text into answers.json; the message "saved" says under which revision."""
        text, book, at = str(content["text"]), self.part.book, self._clock()
        before = book.answer(self.question.id)
        conflict = None
        # The same text again is a write whose receipt was lost: what it would write is there already.
        if before is None or before.text != text:
            based_on = content.get("based_on")
            writer = str(content.get("mark") or "").partition(":")[0]
            if writer and writer == self._writer and before:
                based_on = before.revision  # her own earlier write, acknowledged while she typed on
            conflict = book.save(self.question.id, text, based_on, at).conflict
            self._writer = writer
        answer = book.answer(self.question.id)
        self._take(self._state(answer))
        self._on_saved()
        return {"type": "saved", "revision": self.revision, "at": self.saved_at, "conflict": conflict}

    def _state(self, answer: Answer | None) -> Message:
        """Return the traits that show what is in answers.json."""
        text = answer.text if answer else ""
        return {
            "text": text,
            "revision": answer.revision if answer else 0,
            "saved_at": answer.saved_at.isoformat() if answer and answer.saved_at else "",
            "read": how_it_was_read(self.question, text),
        }

    def _take(self, state: Message) -> None:
        with self.hold_sync():
            for name, value in state.items():
                setattr(self, name, value)

    def _reply(self, found: Found) -> Message:
        """Show what was found, and return the message that says so."""
        with self.hold_sync():
            self.result, self.help_label = _result(found), self._box.next_help()
        return {"type": "reply", **self.result}


def _result(found: Found) -> Message:
    """Return what was found as the page draws it; {} while there is nothing to say."""
    if found == Found():
        return {}
    return {**asdict(found), "hints": list(found.hints)}
