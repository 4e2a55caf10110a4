"""What a question box shows, as plain data and sentences; nothing here draws or saves.

In: a part, a question, a text.  Out: what the page needs to draw the box.  Called by the question form.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from classroom.language import _, ngettext
from classroom.questions.checking import Status
from classroom.questions.filled import read_boxes
from classroom.questions.picked import date_in_words, read_date
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
        "items": [{"id": item.id, "text": item.text} for item in question.items],
        "grid": _grid(question),
        "as_text": question.as_text,
        "words": list(question.words) if question.words else None,
        "practice": practice,
        "heading": _heading(question, practice, points),
    }


def _grid(question: Question) -> Message | None:
    """Return the small table of a question as the page draws it; names: what a box is called, by its id."""
    if question.grid is None:
        return None
    names = {option.id: option.text for option in question.options}
    names |= {box.id: box.name for box in question.boxes}
    return {
        "headings": list(question.grid.headings),
        "rows": [list(row) for row in question.grid.rows],
        "ids": [list(row) for row in question.grid.ids],
        "names": names,
    }


def _heading(question: Question, practice: bool, points: float | None) -> str:
    if practice:
        return _("Practice")
    if question.kind is Kind.INSIGHT:
        return _("An insight to share, if you like")
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
    if question.kind is Kind.TABLE:
        return _boxes_read(question, text)
    if question.kind is Kind.DATE:
        day = read_date(text)
        echo = _("Read as {amount}.").format(amount=date_in_words(day)) if day else ""
        problem = "" if day or not text.strip() else _("Type a date, such as 2/26/2026.")
        return {"text": text, "echo": echo, "problem": problem}
    if not question.kind.is_amount or not text.strip():
        return {"text": text, "echo": "", "problem": ""}
    amount = read_amount(text, question.kind, question.unit)
    echo = _("Read as {amount}.").format(amount=amount.echo) if amount.echo else ""
    return {"text": text, "echo": echo, "problem": amount.problem or ""}


def _boxes_read(question: Question, text: str) -> Message:
    """Return the first box of a table that cannot be read, or how all of them were."""
    amounts = read_boxes(question, text)
    named = [(box.name, amounts[box.id]) for box in question.boxes if box.id in amounts]
    problem = next((f"{name}: {amount.problem}" for name, amount in named if amount.problem), "")
    echo = "" if problem else "; ".join(f"{name}: {amount.echo}" for name, amount in named)
    return {
        "text": text,
        "echo": _("Read as {amount}.").format(amount=echo) if echo else "",
        "problem": problem,
    }


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
