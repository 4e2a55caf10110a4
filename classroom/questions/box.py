"""What happens in a question box, without a page: save, check, and the ladder of hints.

In: a book of answers, a question and, for practice, its key with hints.  Out: `Found` values.  Called by the
form in JupyterLab and by the page without a kernel, so that both say the same to the same answer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from classroom.answers.book import Answer, AnswerBook
from classroom.language import _
from classroom.questions.checking import Status, check, reply, status_word
from classroom.questions.question import Practice, Question
from classroom.questions.view import SYMBOLS

__all__ = ["Found", "QuestionBox"]


@dataclass(frozen=True)
class Found:
    """What stands under an answer; all of it empty while there is nothing to say.

    status: the word of a Status. hints: those that are open. worked: the worked solution, once it is open.
    """

    status: str = ""
    symbol: str = ""
    word: str = ""
    sentence: str = ""
    why: str = ""
    hints: tuple[str, ...] = ()
    worked: str = ""

    @property
    def solved(self) -> bool:
        """Whether the answer is right."""
        return self.status == Status.CORRECT.value


class QuestionBox:
    """One question of one learner. `found` is what to show; tries and requests for help go into the book."""

    def __init__(self, book: AnswerBook, question: Question, practice: Practice | None = None) -> None:
        self.book, self.question, self.practice = book, question, practice
        self.found = Found()
        answer = book.answer(question.id)
        self._opened = min(max(answer.tries, answer.help), self._rungs) if answer else 0
        if answer and self._was_checked(answer):
            self._find(answer.text, answer.tries)
        elif self._opened:
            self.found = self._with_ladder(self.found)

    def check(self, text: str) -> Found:
        """Answer a practice try; only an answer that can be judged and is not right counts as one."""
        if self.practice is None:
            return self.found
        tries = 0
        if check(self.question, self.practice.key, text).status is Status.NOT_YET:
            tries = self.book.note_try(self.question.id)
            self._opened = max(self._opened, min(tries, self._rungs))
        return self._find(text, tries)

    def look(self, text: str) -> Found:
        """Say what there is to say to a text, as after a check, without counting a try."""
        answer = self.book.answer(self.question.id)
        return self._find(text, answer.tries if answer else 0)

    def help(self) -> Found:
        """Open the next rung of the ladder: hint, hint, worked solution."""
        if self.practice is None:
            return self.found
        self._opened = self._rungs if self.found.solved else min(self._opened + 1, self._rungs)
        self.found = self._with_ladder(self.found)
        self.book.note_help(self.question.id)
        return self.found

    def next_help(self) -> str:
        """Return the words on the help button; empty when there is nothing more to show."""
        if self._opened >= self._rungs:
            return ""
        if self.found.solved or self._opened == self._rungs - 1:
            return _("Show the worked solution")
        return _("Show another hint") if self._opened else _("Show a hint")

    def _find(self, text: str, tries: int) -> Found:
        """Keep and return what `classroom.questions.checking.reply` says to this text."""
        if self.practice is not None:
            said = reply(self.practice, text, tries)
            self.found = self._with_ladder(
                Found(
                    said.status.value,
                    SYMBOLS[said.status],
                    status_word(said.status) + ".",
                    said.sentence,
                    said.why or "",
                )
            )
        return self.found

    def _was_checked(self, answer: Answer) -> bool:
        """Say whether the reply to a kept answer is shown again; one right at once has left no tries."""
        if self.practice is None or not answer.text.strip():
            return False
        return (
            answer.tries > 0 or check(self.question, self.practice.key, answer.text).status is Status.CORRECT
        )

    @property
    def _rungs(self) -> int:
        return len(self.practice.hints) + 1 if self.practice else 0

    def _with_ladder(self, found: Found) -> Found:
        """Add the hints and the worked solution that are open; a solved question needs no hints."""
        if self.practice is None:
            return found
        hints = () if found.solved else self.practice.hints[: self._opened]
        return replace(found, hints=hints, worked=self.practice.worked if self._opened >= self._rungs else "")
