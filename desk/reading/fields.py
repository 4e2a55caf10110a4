"""Questions as plain form fields: what stands in each field, and the one text that is kept for them together.

In: a question and a text as it is kept, or a form that was sent.  Out: fields, or the text.  Called by the
reading view.  The texts are those of the forms in JupyterLab (classroom/questions/picked.py and filled.py).

A field is named "a.<question>", or "a.<question>.<box>" where a question has several. Beside it stands
"s.<question>", which says what the page showed, so that a field she did not touch changes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from werkzeug.datastructures import MultiDict

from classroom.answers.book import clean_text
from classroom.questions.filled import as_text, texts_in
from classroom.questions.insights import Insight, read_insight, write_insight
from classroom.questions.picked import ids_in, pairs_in
from classroom.questions.question import Kind, Question

__all__ = [
    "as_shown",
    "field_name",
    "is_touched",
    "places_of",
    "seen",
    "seen_name",
    "seen_revision",
    "typed_text",
]

Form = MultiDict[str, str]
_DIGEST = 12


def field_name(question: str, box: str = "") -> str:
    """Return the name of a field."""
    return f"a.{question}.{box}" if box else f"a.{question}"


def seen_name(question: str) -> str:
    """Return the name of the field that says what the page showed."""
    return f"s.{question}"


def seen(question: Question, text: str, revision: int) -> str:
    """Return what stands in that field: which revision the page showed, and a mark of its text."""
    return f"{revision}:{_mark(as_shown(question, text))}"


def seen_revision(form: Form, question: Question) -> int | None:
    """Return the revision that the page showed; None where that cannot be read."""
    revision = form.get(seen_name(question.id), "").partition(":")[0]
    return int(revision) if revision.isascii() and revision.isdecimal() and len(revision) < 10 else None


def is_touched(form: Form, question: Question, text: str) -> bool:
    """Whether `text`, which came with the form, is another one than the page had shown."""
    return form.get(seen_name(question.id), "").partition(":")[2] != _mark(text)


def typed_text(form: Form, question: Question) -> str | None:
    """Return what a form gives for a question, as it is kept; None when the question is not in the form."""
    if seen_name(question.id) not in form:
        return None
    name = field_name(question.id)
    if question.kind is Kind.SEVERAL:
        return _joined(set(form.getlist(name)), question)
    if question.kind is Kind.ORDER:
        return _order(
            {one.id: form.get(field_name(question.id, one.id), "") for one in question.options}, question
        )
    if question.kind is Kind.MATCH:
        return _pairs(
            {item.id: form.get(field_name(question.id, item.id), "") for item in question.items}, question
        )
    if question.kind is Kind.TABLE:
        return _boxes(
            {box.id: form.get(field_name(question.id, box.id), "") for box in question.boxes}, question
        )
    text = clean_text(form.get(name, ""))
    if question.kind is Kind.INSIGHT:
        return write_insight(Insight(text, share=field_name(question.id, "share") in form))
    return text


def as_shown(question: Question, text: str) -> str:
    """Return a kept text as an untouched form would give it back."""
    if question.kind is Kind.SEVERAL:
        return _joined(set(ids_in(text)), question)
    if question.kind is Kind.ORDER:
        return _order({one: str(place) for one, place in places_of(question, text).items()}, question)
    if question.kind is Kind.MATCH:
        return _pairs(pairs_in(text), question)
    if question.kind is Kind.TABLE:
        return _boxes(texts_in(text), question)
    if question.kind is Kind.INSIGHT:
        return write_insight(read_insight(text))
    return clean_text(text) if not question.kind.has_options or question.option_text(text) else ""


def places_of(question: Question, text: str) -> dict[str, int]:
    """Return the place of each line of an ordering, counted from 1; {} while none was put in order."""
    order = ids_in(text)
    if sorted(order) != sorted(one.id for one in question.options):
        return {}
    return {one: place for place, one in enumerate(order, start=1)}


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGEST]


def _joined(chosen: set[str], question: Question) -> str:
    return ", ".join(one.id for one in question.options if one.id in chosen)


def _order(places: Mapping[str, str], question: Question) -> str:
    """Lines by the place that was chosen for them; those without one follow as they stand on the page."""
    chosen = {
        one: int(place)
        for one, place in places.items()
        if place.isascii() and place.isdecimal() and len(place) < 4
    }
    if not chosen:
        return ""
    last = len(question.options) + 1
    return ", ".join(sorted((one.id for one in question.options), key=lambda one: chosen.get(one, last)))


def _pairs(pairs: Mapping[str, str], question: Question) -> str:
    known = ((item.id, pairs.get(item.id, "")) for item in question.items)
    return ", ".join(f"{item}={option}" for item, option in known if question.option_text(option))


def _boxes(typed: Mapping[str, str], question: Question) -> str:
    filled = {box.id: clean_text(typed.get(box.id, "")).strip() for box in question.boxes}
    filled = {box: text for box, text in filled.items() if text}
    return as_text(filled) if filled else ""
