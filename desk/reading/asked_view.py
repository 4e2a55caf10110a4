"""A question as the page shows it: its fields, what was saved, and what was said to it.

In: a question on a sheet, her book of answers.  Out: `AskedView`.  Called by the reading view.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from autograde.sessions.dates import Session
from autograde.sessions.local_time import local_time
from classroom.answers.book import Answer, AnswerBook
from classroom.language import _, ngettext
from classroom.questions.box import Found, QuestionBox
from classroom.questions.checking import count_words
from classroom.questions.filled import texts_in
from classroom.questions.insights import read_insight
from classroom.questions.picked import ids_in, pairs_in
from classroom.questions.question import Kind, Question
from classroom.questions.view import how_it_was_read, shown_question
from classroom.reading.blocks import Asked
from desk.reading.fields import places_of, seen

__all__ = ["AskedView", "Notes", "asked_view"]


@dataclass(frozen=True)
class Notes:
    """What this request adds: a text that could not be saved and why, what happened to another text of hers,
    and whether she pressed Check here.
    """

    unsaved: str | None = None
    problem: str = ""
    conflict: str = ""
    checked: bool = False


@dataclass(frozen=True)
class AskedView:
    """One question box.

    texts: what stands in each field, by option, item or box ("" for the only one). chosen: ids that are
    ticked. shared: an insight that others may read. set_aside: (when, text) that lost to a later text.
    """

    question: Question
    heading: str
    unit: str
    seen: str
    texts: Mapping[str, str]
    chosen: frozenset[str]
    shared: bool
    echo: str
    problem: str
    saved: str
    words: str
    found: Found
    help_label: str
    practice: bool
    conflict: str
    set_aside: tuple[tuple[str, str], ...]
    names: Mapping[str, str]

    @property
    def describes(self) -> str:
        """The ids of what describes the fields."""
        name = self.question.id
        said = [
            ("hint", self.question.kind is Kind.DATE or bool(self.words)),
            ("read", bool(self.echo or self.problem)),
            ("found", bool(self.found.sentence)),
        ]
        return " ".join(f"{what}-{name}" for what, is_there in said if is_there)


def asked_view(asked: Asked, book: AnswerBook, session: Session, notes: Notes) -> AskedView:
    """Return the box of a question as it stands in her book."""
    question = asked.question
    answer = book.answer(question.id)
    kept = answer.text if answer else ""
    text = kept if notes.unsaved is None else notes.unsaved
    box = QuestionBox(book, question, asked.practice)
    if notes.checked and not box.found.status:
        box.look(kept)
    shown = shown_question(question, asked.practice is not None, asked.points)
    read = how_it_was_read(question, text)
    return AskedView(
        question=question,
        heading=shown["heading"],
        unit=shown["unit"],
        seen=seen(question, kept, answer.revision if answer else 0),
        texts=_texts(question, text),
        chosen=frozenset(ids_in(text) if question.kind is Kind.SEVERAL else [text]),
        shared=question.kind is Kind.INSIGHT and read_insight(text).share,
        echo=read["echo"],
        problem=notes.problem or read["problem"],
        saved=_saved(answer, session) if notes.unsaved is None else "",
        words=_words(question, text),
        found=box.found if notes.unsaved is None else Found(),
        help_label=box.next_help(),
        practice=asked.practice is not None,
        conflict=notes.conflict,
        set_aside=_set_aside(book, question, kept, session),
        names=(shown["grid"] or {}).get("names", {}),
    )


def _texts(question: Question, text: str) -> dict[str, str]:
    if question.kind is Kind.TABLE:
        return texts_in(text)
    if question.kind is Kind.MATCH:
        return dict(pairs_in(text))
    if question.kind is Kind.ORDER:
        return {one: str(place) for one, place in places_of(question, text).items()}
    return {"": read_insight(text).text if question.kind is Kind.INSIGHT else text}


def _saved(answer: Answer | None, session: Session) -> str:
    if answer is None or answer.saved_at is None:
        return ""
    return _("Saved {when}.").format(when=local_time(answer.saved_at, session.zone))


def _words(question: Question, text: str) -> str:
    """How long a text is and should be; empty for what is no text."""
    if not question.words:
        return ""
    n = count_words(_texts(question, text)[""])
    counted = ngettext("{n} word.", "{n} words.", n).format(n=n) + " " if n else ""
    low, high = question.words
    return counted + _("Asked for: {low} to {high}.").format(low=low, high=high)


def _set_aside(
    book: AnswerBook, question: Question, kept: str, session: Session
) -> tuple[tuple[str, str], ...]:
    lines = [line for line in book.set_aside(question.id) if line.text != kept][-3:]
    return tuple(
        (local_time(line.saved_at, session.zone), _in_words(question, line.text)) for line in reversed(lines)
    )


def _in_words(question: Question, text: str) -> str:
    """A kept text as a person reads it."""
    if question.kind is Kind.TABLE:
        typed = texts_in(text)
        return "; ".join(f"{box.name}: {typed[box.id]}" for box in question.boxes if box.id in typed)
    if question.kind is Kind.MATCH:
        return "; ".join(
            f"{question.item_text(item)}: {question.option_text(one)}" for item, one in pairs_in(text).items()
        )
    if question.kind is Kind.INSIGHT:
        return read_insight(text).text
    if question.kind.has_options:
        return "; ".join(question.option_text(one) or one for one in ids_in(text))
    return text
