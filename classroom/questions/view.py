"""What a question box shows, as plain data and sentences; nothing here draws or saves.

In: a part, a question, a text.  Out: what the page needs to draw the box.  Called by the question form.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from classroom.language import _, ngettext
from classroom.questions.checking import Status
from classroom.questions.question import Kind, Question
from classroom.typed.amounts import read_amount

if TYPE_CHECKING:
    from classroom.part import Part

Message = dict[str, Any]

SYMBOLS = {
    Status.TO_DO: "○",
    Status.FORMAT: "?",
    Status.NOT_YET: "↻",
    Status.CORRECT: "✓",
    Status.RECEIVED: "✓",
}


def shown_question(question: Question, practice: bool, points: float | None) -> Message:
    """Return the question as the page draws it."""
    unit = _("dollars") if question.kind is Kind.DOLLARS else question.unit
    return {
        "id": question.id,
        "kind": question.kind.value,
        "ask": question.ask,
        "unit": unit,
        "options": [{"id": option.id, "text": option.text} for option in question.options],
        "words": list(question.words) if question.words else None,
        "practice": practice,
        "heading": _heading(question, practice, points),
    }


def _heading(question: Question, practice: bool, points: float | None) -> str:
    if practice:
        return _("Practice")
    by = _("Read by your instructor") if question.kind is Kind.TEXT else _("Scored when you submit")
    if not points:
        return by
    counted = ngettext("{n} point", "{n} points", int(points)).format(n=f"{points:g}")
    return f"{by} · {counted}"


def key_in_browser(part: Part, question: Question) -> str:
    """Return the name of the browser's copy. One browser may serve several workspaces at one address."""
    workspace = hashlib.sha256(str(part.folder.resolve()).encode()).hexdigest()[:10]
    return "/".join([part.course, part.part, str(part.session), question.id, workspace])


def how_it_was_read(question: Question, text: str) -> Message:
    """Return how an amount was understood, or what to type instead."""
    if not question.kind.is_amount or not text.strip():
        return {"text": text, "echo": "", "problem": ""}
    amount = read_amount(text, question.kind, question.unit)
    echo = _("Read as {amount}.").format(amount=amount.echo) if amount.echo else ""
    return {"text": text, "echo": echo, "problem": amount.problem or ""}


def not_saved(reason: str) -> str:
    """Return the sentence for a text that could not be written, and where it is now."""
    return _("Not saved. {reason} Your words are kept in this browser.").format(reason=reason)


def cannot_check() -> str:
    """Return the sentence for a check that failed on our side."""
    return _(
        "Your answer is saved. It could not be checked: something went wrong on our side. "
        "It is noted in the log."
    )


def unexpected() -> str:
    """Return the sentence for a save that failed on our side."""
    return _(
        "Not saved: something went wrong on our side, and it is noted in the log. Your words are kept in "
        "this browser. Press Start this part; if it happens again, tell your instructor."
    )
