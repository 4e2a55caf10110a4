"""The answer book: one learner's answers to one part, saved so that nothing typed is lost.

In: texts from forms, with the revision they were typed on.  Out: what is kept, and whether another tab had
saved something else.  Called by forms, by scoring (read only) and by the making of a packet.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from classroom.answers.file import (
    HIGHEST_COUNT,
    Answer,
    AnswersFile,
    clean_text,
    longest_text,
    read_answers,
)
from classroom.answers.history import HISTORY_NAME, Line
from classroom.answers.store import AnswersStore
from classroom.errors import AnswersError
from classroom.language import _
from classroom.questions.question import Kind, is_question_id

__all__ = ["Answer", "AnswerBook", "Saved", "clean_text", "read_answers"]

_NO_ANSWER = Answer("", 0, None)


@dataclass(frozen=True)
class Saved:
    """What a save did.

    revision: of what is kept now; a form sends it as `based_on` next time. conflict: a sentence when another
    tab or window had saved a different text, or when the file had to be repaired, else None. text, saved_at:
    what is kept now, which is the other tab's text when that one was typed later.
    """

    revision: int
    conflict: str | None
    text: str
    saved_at: datetime


class AnswerBook:
    """The answers in one file.

    path: answers.json. course, part: what the file names (when empty: whatever it says). kinds: the
    questions that may be answered, so that what is saved can also be sent; None: any. read_only: for
    grading, which writes nothing. A dead kernel, a full disk and two open tabs leave a whole file behind.
    """

    def __init__(
        self,
        path: Path,
        *,
        course: str = "",
        part: str = "",
        kinds: Mapping[str, Kind] | None = None,
        read_only: bool = False,
    ) -> None:
        self.path = Path(path)
        self.kinds = kinds
        self._store = AnswersStore(self.path, course=course, part=part, read_only=read_only)

    @property
    def recovered(self) -> str | None:
        """A sentence for the learner after a damaged file was put aside and rebuilt, else None."""
        return self._store.recovered

    def read(self) -> dict[str, Answer]:
        """Return every answer by question id; {} when there is no file. Raises AnswersError."""
        return self._store.load().answers

    def answer(self, id: str) -> Answer | None:  # noqa: A002 - the word a lesson uses
        """Return the answer to one question, or None. Raises AnswersError."""
        return self.read().get(id)

    def set_aside(self, id: str) -> list[Line]:  # noqa: A002
        """Return the texts of a question that lost to a later one from another place, oldest first."""
        with suppress(OSError):
            return [line for line in self._store.history.lines() if line.set_aside and line.id == id]
        return []

    def save(self, id: str, text: str, based_on: int | None, saved_at: datetime) -> Saved:  # noqa: A002
        """Keep `text` as the answer to a question. Raises AnswersError, and then the file is as it was.

        based_on: the revision the form had shown when she began to type, None for nothing. saved_at: when
        she typed it, with its zone. When another tab has saved in between, the text typed last is kept, and
        the other one goes to answers-history.jsonl.
        """
        text = self._acceptable(id, text)
        if saved_at.utcoffset() is None:
            raise AnswersError(_("The time of an answer needs its zone. Tell your program staff."))
        with self._store.writing():
            before = self.recovered
            saved = self._merge(self._store.load(), id, text, based_on, saved_at.astimezone(UTC))
            # A file that was repaired on the way is news for her as well.
            news = self.recovered if self.recovered != before else None
            return replace(saved, conflict=" ".join(filter(None, (news, saved.conflict))) or None)

    def put(self, wanted: Mapping[str, Answer], now: datetime) -> None:
        """Make these the answers of the part, and empty every other one. Raises AnswersError.

        Each that changes is a save like any other: it has a next revision and a line in the history. Answers
        to questions that the part does not have any more are passed over.
        """
        with self._store.writing():
            file = self._store.load()
            answers = dict(file.answers)
            for name in {**file.answers, **wanted}:
                if self.kinds is None or name in self.kinds:
                    answers[name] = self._next(name, answers.get(name, _NO_ANSWER), wanted.get(name), now)
            kept = {name: one for name, one in answers.items() if one != _NO_ANSWER}
            self._store.replace(replace(file, answers=kept))

    def _next(self, name: str, old: Answer, wanted: Answer | None, now: datetime) -> Answer:
        """Return the answer that follows `old`, and note it in the history when its text is another one."""
        want = wanted or _NO_ANSWER
        counted = replace(old, tries=want.tries, help=want.help)
        if want.text == old.text:
            return counted
        # A clock that was set back must not make the new text the earlier one.
        saved_at = max(now.astimezone(UTC), old.saved_at or now)
        new = replace(counted, text=want.text, revision=old.revision + 1, saved_at=saved_at)
        with suppress(OSError):
            self._store.history.append(Line(name, new.text, new.revision, saved_at))
        return new

    def note_try(self, id: str) -> int:  # noqa: A002
        """Count one try of a practice question and return how many there are now. Raises AnswersError."""
        return self._count(id, tries=1, help=0).tries

    def note_help(self, id: str) -> int:  # noqa: A002
        """Count one request for help and return how many there are now. Raises AnswersError."""
        return self._count(id, tries=0, help=1).help

    def _count(self, id: str, tries: int, help: int) -> Answer:  # noqa: A002
        self._require_known(id)
        with self._store.writing():
            file = self._store.load()
            old = file.answers.get(id, _NO_ANSWER)
            tries, help = (min(HIGHEST_COUNT, n) for n in (old.tries + tries, old.help + help))  # noqa: A001
            new = replace(old, tries=tries, help=help)
            self._store.replace(replace(file, answers={**file.answers, id: new}))
            return new

    def _merge(
        self,
        file: AnswersFile,
        id: str,  # noqa: A002
        text: str,
        based_on: int | None,
        saved_at: datetime,
    ) -> Saved:
        """Put one text into the file, unless a later one from another tab is there."""
        old = file.answers.get(id, _NO_ANSWER)
        if old.saved_at is None:
            return self._keep(file, id, replace(old, text=text, revision=1, saved_at=saved_at))
        if old.text == text:
            return Saved(old.revision, None, old.text, old.saved_at)
        new = replace(old, text=text, revision=old.revision + 1, saved_at=saved_at)
        if not _loses_unseen_text(old, text, based_on):
            return self._keep(file, id, new)
        if saved_at < old.saved_at:
            self._store.history.append(Line(id, text, old.revision, saved_at, set_aside=True))
            return Saved(old.revision, _later_text_kept(), old.text, old.saved_at)
        self._store.history.append(Line(id, old.text, old.revision, old.saved_at, set_aside=True))
        return replace(self._keep(file, id, new), conflict=_earlier_text_kept())

    def _keep(self, file: AnswersFile, id: str, new: Answer) -> Saved:  # noqa: A002
        """Write one answer into the history and the file."""
        assert new.saved_at is not None  # noqa: S101 - for the type checker: a saved answer has its time
        # The history is the safety net of the file; a net that cannot be hung must not stop the save.
        with suppress(OSError):
            self._store.history.append(Line(id, new.text, new.revision, new.saved_at))
        self._store.replace(replace(file, answers={**file.answers, id: new}))
        return Saved(new.revision, None, new.text, new.saved_at)

    def _acceptable(self, id: str, text: str) -> str:  # noqa: A002
        """Return the text as it is kept. Raises AnswersError when it could not be sent later."""
        self._require_known(id)
        text = clean_text(text)
        most = longest_text(self.kinds[id] if self.kinds is not None else None)
        if len(text) > most:
            raise AnswersError(
                _("This is longer than {most} characters and was not saved. Shorten it a little.").format(
                    most=f"{most:,}"
                )
            )
        return text

    def _require_known(self, id: str) -> None:  # noqa: A002
        if not is_question_id(id) or (self.kinds is not None and id not in self.kinds):
            raise AnswersError(
                _("This part has no question “{id}”. Open the part again from your start page.").format(id=id)
            )


def _loses_unseen_text(old: Answer, text: str, based_on: int | None) -> bool:
    """Say whether saving `text` would replace words that the form has not seen.

    Text that goes on where the old one ends loses nothing: a form that types on before its last save was
    acknowledged is no second tab.
    """
    return bool(old.text.strip()) and (based_on or 0) != old.revision and not text.startswith(old.text)


def _later_text_kept() -> str:
    return _(
        "A later text from another tab or window is kept for this question. The one from here is in {file}."
    ).format(file=HISTORY_NAME)


def _earlier_text_kept() -> str:
    return _(
        "This question was also answered in another tab or window. The later text, from here, is saved; "
        "the other one is in {file}."
    ).format(file=HISTORY_NAME)
