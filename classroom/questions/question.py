"""Questions and what is right: the words a lesson is written in.

In: what the author of a lesson types.  Out: frozen values that forms show and checks use.  A question that
cannot work (no text, one option, a mistake that equals the right answer, a sentence that gives it away)
raises QuestionError where it is written, so that no learner meets it.  Called by lessons, forms, checks and
grading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum

from classroom.errors import QuestionError
from classroom.language import _

Value = Decimal | int | float | str

QUESTION_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ID_CHARACTERS = 64


class Kind(Enum):
    """What a question asks for. The value is the word used in part.json."""

    DOLLARS = "dollars"
    NUMBER = "number"
    PERCENT = "percent"
    CHOICE = "choice"
    TEXT = "text"

    @property
    def is_amount(self) -> bool:
        """True for what is typed as a number: dollars, number, percent."""
        return self in (Kind.DOLLARS, Kind.NUMBER, Kind.PERCENT)


@dataclass(frozen=True)
class Option:
    """One answer to choose: its id (what is saved) and its text (what is shown)."""

    id: str
    text: str


@dataclass(frozen=True)
class Question:
    """What is asked.

    id: small letters, digits and hyphens; answers are saved under it. ask: the question in words. unit: what
    the number counts ("FTE"). options: for a choice. words: shortest and longest text, for a long text.
    """

    id: str
    kind: Kind
    ask: str
    unit: str = ""
    options: tuple[Option, ...] = ()
    words: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if not is_question_id(self.id):
            raise QuestionError(
                _(
                    "“{id}” cannot name a question. Use small letters, digits and hyphens, up to {most}."
                ).format(id=self.id, most=ID_CHARACTERS)
            )
        if not self.ask.strip():
            raise _wrong(self.id, _("it asks nothing. Write the question."))
        object.__setattr__(self, "options", tuple(self.options))
        names = [option.id for option in self.options]
        if self.kind is Kind.CHOICE and (len(names) < 2 or len(set(names)) < len(names)):
            raise _wrong(self.id, _("a choice needs two or more options with different ids."))
        if self.kind is not Kind.CHOICE and names:
            raise _wrong(self.id, _("only a choice has options."))
        if any(not is_question_id(name) for name in names):
            raise _wrong(self.id, _("option ids are small letters, digits and hyphens."))
        if self.words is not None and not (self.kind is Kind.TEXT and 0 < self.words[0] <= self.words[1]):
            raise _wrong(self.id, _("words is for a long text: the fewest, then the most."))

    def option_text(self, option_id: str) -> str | None:
        """Return the text of the option with this id, or None when there is none."""
        return next((option.text for option in self.options if option.id == option_id), None)


@dataclass(frozen=True)
class Mistake:
    """A wrong answer we expect, and what to say to it.

    name: for staff and statistics ("part-timers counted as whole people"). value: the number (or option id)
    it leads to, in the question's own unit (3.0 for 3 percent). say: one sentence that helps; it never
    holds the right number.
    """

    name: str
    value: Value
    say: str


@dataclass(frozen=True)
class Key:
    """What is right.

    right: the number in the question's own unit (dollars; 3.0 for 3 percent), or an option id. within: how
    far a right answer may be off, in the same unit. near_rate: an answer off by no more than this part of
    the right one (0.001) gets half. why: why this matters at the table; shown with a right answer.
    """

    right: Value
    within: Value = Decimal(0)
    near_rate: Value | None = None
    mistakes: tuple[Mistake, ...] = ()
    why: str = ""

    def __post_init__(self) -> None:
        from classroom.questions.authors_slips import require_sound_key

        object.__setattr__(self, "mistakes", tuple(self.mistakes))
        require_sound_key(self)


@dataclass(frozen=True)
class Practice:
    """A question that answers on the spot: question, key, two hints, and the worked solution."""

    question: Question
    key: Key
    hints: tuple[str, ...]
    worked: str

    def __post_init__(self) -> None:
        from classroom.questions.authors_slips import require_fitting_key, require_sound_practice

        object.__setattr__(self, "hints", tuple(self.hints))
        require_fitting_key(self.question, self.key)
        require_sound_practice(self)


def is_question_id(text: str) -> bool:
    """Say whether `text` can be the id of a question or option (small letters, digits, hyphens; 64 at
    most).
    """
    return len(text) <= ID_CHARACTERS and QUESTION_ID.fullmatch(text) is not None


def exact(value: Value) -> Decimal:
    """Return a number as a Decimal; a float means what it prints (0.1 is 0.1). Raises QuestionError.

    >>> exact(0.1)
    Decimal('0.1')
    """
    try:
        number = value if isinstance(value, Decimal) else Decimal(str(value))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise QuestionError(_("“{value}” is not a number a question can use.").format(value=value))
    return number


def dollars(id: str, ask: str) -> Question:  # noqa: A002 - the word a lesson uses
    """Return a question for an amount of dollars."""
    return Question(id, Kind.DOLLARS, ask)


def number(id: str, ask: str, unit: str = "") -> Question:  # noqa: A002
    """Return a question for a number of `unit` ("FTE", "hours")."""
    return Question(id, Kind.NUMBER, ask, unit=unit)


def percent(id: str, ask: str) -> Question:  # noqa: A002
    """Return a question for a percent; 3 percent is 3.0 in its key."""
    return Question(id, Kind.PERCENT, ask, unit="%")


def choice(id: str, ask: str, options: Mapping[str, str] | Iterable[Option]) -> Question:  # noqa: A002
    """Return a question with options to choose from: {option id: text}, in the order shown."""
    if isinstance(options, Mapping):
        options = [Option(option_id, text) for option_id, text in options.items()]
    return Question(id, Kind.CHOICE, ask, options=tuple(options))


def long_text(id: str, ask: str, words: tuple[int, int] = (120, 400)) -> Question:  # noqa: A002
    """Return a question for a text of so many words, read by a person."""
    return Question(id, Kind.TEXT, ask, words=words)


def _wrong(id: str, reason: str) -> QuestionError:  # noqa: A002
    return QuestionError(_("Question {id}: {reason}").format(id=id, reason=reason))
