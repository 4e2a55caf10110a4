"""The widget of the Send button, and what Python does when it is pressed.

In: a part.  Out: a widget.  Made by `classroom.sending.submit.submit_button`.

The wire: {type: "look"}, {type: "send", notebook: bool}, {type: "again"} to Python. Nothing comes back as a
message: the check-list, the state and the receipt stand in traits, so that a reload and a second tab show
them. Sending runs in a thread of its own: forms go on saving while a slow line carries the packet. A second
press while one is under way does nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import anywidget
import traitlets

from classroom.clock import now
from classroom.errors import ClassroomError
from classroom.failure_log import log_failure
from classroom.language import _, ngettext
from classroom.questions.checking import count_words
from classroom.questions.forms import shown
from classroom.questions.question import Kind
from classroom.sending.send import Outcome, Sending
from classroom.shown.form_labels import saving_labels
from classroom.shown.shown_once import ShownOnce
from classroom.shown.static_files import StaticText
from classroom.write_trouble import write_trouble

if TYPE_CHECKING:
    from classroom.part import Part


class SubmitForm(ShownOnce, anywidget.AnyWidget):
    """The Send button with its check-list and receipt.

    `handle` does what the page asks; `send` and `again` do the same at once, for tests and other programs.
    """

    _esm = StaticText("page.js", "submit.js")
    _css = StaticText("page.css", "submit.css")

    checklist = traitlets.List().tag(sync=True)
    state = traitlets.Unicode("ready").tag(sync=True)
    sentence = traitlets.Unicode().tag(sync=True)
    receipt = traitlets.Dict().tag(sync=True)
    changed = traitlets.Bool(False).tag(sync=True)
    labels = traitlets.Dict().tag(sync=True)

    def __init__(self, part: Part, *, clock: Callable[[], datetime] = now) -> None:
        self.part, self._sending, self._clock = part, Sending(part), clock
        self._under_way = Lock()
        self._thread: Thread | None = None
        super().__init__(labels=_labels(part))
        self._guarded(self._sending.outcome)
        self.look()
        self.on_msg(lambda _widget, content, _buffers: self.handle(content))

    def __repr__(self) -> str:
        """Return what stands in the notebook where widgets cannot be drawn."""
        return str(self.labels["button"])

    def handle(self, content: Mapping[str, Any]) -> None:
        """Do what the page asks. Sending goes on in a thread; `wait` waits for it. Never raises."""
        kind = content.get("type")
        if kind == "look":
            self.look()
        elif kind in ("send", "again") and self._under_way.acquire(blocking=False):
            self.state = "sending"
            notebook = bool(content.get("notebook", True))
            act = self._send_now if kind == "send" else self._sending.try_again
            arguments = (notebook,) if kind == "send" else ()
            self._thread = Thread(target=self._finish, args=(act, *arguments), name="sending")
            self._thread.start()

    def wait(self, seconds: float) -> bool:
        """Wait for what `handle` started; returns False when it takes longer."""
        if self._thread is not None:
            self._thread.join(seconds)
        return self._thread is None or not self._thread.is_alive()

    def send(self, include_notebook: bool = True) -> Outcome:
        """Send at once and return what came of it."""
        with self._under_way:
            return self._guarded(self._send_now, include_notebook)

    def again(self) -> Outcome:
        """Try once more to send what waits, at once, and return what came of it."""
        with self._under_way:
            return self._guarded(self._sending.try_again)

    def look(self) -> None:
        """Show what is answered by now. Never raises."""
        try:
            self.checklist = _checklist(self.part)
            self.changed = self._sending.changed_since()
        except ClassroomError as error:
            self.sentence = error.sentence
        except Exception as error:
            log_failure(self.part.folder, "the Send button", error, self._clock())

    def _send_now(self, include_notebook: bool) -> Outcome:
        return self._sending.send(include_notebook, self._clock())

    def _finish(self, act: Callable[..., Outcome], *arguments: Any) -> None:
        try:
            self._guarded(act, *arguments)
        finally:
            self._under_way.release()

    def _guarded(self, act: Callable[..., Outcome], *arguments: Any) -> Outcome:
        """Run `act` and show its outcome; whatever goes wrong becomes one sentence."""
        try:
            outcome = act(*arguments)
        except ClassroomError as error:
            outcome = Outcome("refused", error.sentence)
        except OSError as error:
            outcome = Outcome("refused", write_trouble(error, self._sending.workspace.private))
        except Exception as error:
            log_failure(self.part.folder, "the Send button", error, self._clock())
            said = _("Something went wrong on our side; it is noted in the log. Try again.")
            outcome = Outcome("refused", said)
        with self.hold_sync():
            self.state, self.sentence = outcome.state, outcome.sentence
            self.receipt = _receipt(outcome)
        self.look()
        return outcome


def _receipt(outcome: Outcome) -> dict[str, str]:
    if outcome.receipt is None:
        return {}
    return {"number": outcome.receipt.number, "received_at": outcome.receipt.received_at.isoformat()}


def _checklist(part: Part) -> list[dict[str, Any]]:
    """Return {label, done, note} for each question that is scored, and for the memo."""
    answers = part.book.read()
    forms = shown(part)
    ids = [name for name, entry in part.questions.items() if entry["graded"]]
    memo = part.memo["id"] if part.memo else None
    lines = []
    for name in [*ids, *([memo] if memo else [])]:
        question = forms[name].question if name in forms else None
        text = answers[name].text if name in answers else ""
        is_text = name == memo or part.kinds.get(name) is Kind.TEXT
        label = question.ask if question else name
        lines.append(
            {"label": label, "done": bool(text.strip()), "note": _word_note(text) if is_text else ""}
        )
    return lines


def _word_note(text: str) -> str:
    n = count_words(text)
    return ngettext("{n} word", "{n} words", n).format(n=n) if n else ""


def _name(part: Part) -> str:
    """Return "Part 1" for a part numbered in its id ("part01-know-your-unit"), else its title in quotes."""
    numbered = re.match(r"part0*(\d+)", part.part)
    return _("Part {number}").format(number=numbered[1]) if numbered else f"“{part.title}”"


def _labels(part: Part) -> dict[str, str]:
    return {
        "language": saving_labels()["language"],
        "heading": _("Send your work"),
        "checklist": _("What will be sent"),
        "done": _("answered"),
        "to_do": _("still to do"),
        "notebook": _("Also send my notebook as evidence (without what it shows of my own numbers)"),
        "button": _("Send {part} to my instructor").format(part=_name(part)),
        "sending": _("Sending…"),
        "again": _("Try again"),
        "sent": _("Received."),
        "kept": _("Not sent yet."),
        "refused": _("Not sent."),
        "number": _("Receipt {number}"),
        "changed": _("You have changed an answer since. Send again if the new one should count."),
        "start_page": _("Open my start page"),
        "begin_again": _("Begin this part again, or bring earlier work back"),
        "begin_again_at": f"classroom/again/{quote(part.course)}/{quote(part.part)}",
        "not_connected": _("The button is not connected. Press Start this part, then try again."),
    }
