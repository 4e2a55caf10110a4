"""Saves what came with the form of a page, field by field, by the rules of the answer book.

In: a form, the questions of the sheet, her part.  Out: `Saved`.  Called by the reading view.  The form holds
every question of the part, so that a press on any button loses nothing; what she did not touch stays as it
is, even when it was changed elsewhere meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from werkzeug.datastructures import MultiDict

from autograde.sessions.dates import Session
from autograde.sessions.local_time import local_time
from classroom.errors import AnswersError
from classroom.language import _
from classroom.part import Part
from classroom.questions.question import Question
from classroom.reading.blocks import Asked
from desk.reading.asked_view import Notes
from desk.reading.fields import is_touched, seen, seen_revision, typed_text

__all__ = ["Saved", "save_form", "told_to_script"]


@dataclass
class Saved:
    """What was saved: ids in the order of the page; and notes to questions for which there is news.

    refused: ids of texts that could not be saved.
    """

    ids: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    notes: dict[str, Notes] = field(default_factory=dict)


def save_form(part: Part, questions: Iterable[Question], form: MultiDict[str, str], now: datetime) -> Saved:
    """Save every answer of the form that was touched."""
    saved = Saved()
    for question in questions:
        text = typed_text(form, question)
        if text is None or not is_touched(form, question, text):
            continue
        try:
            conflict = part.book.save(question.id, text, seen_revision(form, question), now).conflict
        except AnswersError as problem:
            saved.refused.append(question.id)
            saved.notes[question.id] = Notes(unsaved=text, problem=problem.sentence)
        else:
            saved.ids.append(question.id)
            if conflict:
                saved.notes[question.id] = Notes(conflict=conflict)
    return saved


def told_to_script(part: Part, session: Session, asked: Iterable[Asked], saved: Saved) -> dict[str, Any]:
    """Return what the page's script shows after a save: for each question that was saved the new state of its
    hidden field and a sentence, for each that was refused the reason.
    """
    told: dict[str, dict[str, str]] = {}
    for one in asked:
        answer = part.book.answer(one.question.id)
        if one.question.id in saved.ids and answer and answer.saved_at:
            note = saved.notes.get(one.question.id, Notes())
            when = _("Saved {when}.").format(when=local_time(answer.saved_at, session.zone))
            told[one.question.id] = {
                "seen": seen(one.question, answer.text, answer.revision),
                "when": f"{when} {note.conflict}".strip(),
            }
    return {"saved": told, "refused": {name: saved.notes[name].problem for name in saved.refused}}
