"""Questions and what is right: the words a lesson is written in.

In: what the author of a lesson types.  Out: frozen values that forms show and checks use.  A question that
cannot work (no text, one option, a mistake that equals the right answer, a sentence that gives it away)
raises QuestionError where it is written, so that no learner meets it.  Called by lessons, forms, checks and
grading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum

from classroom.errors import QuestionError
from classroom.language import _

Amount = Decimal | int | float
Numbers = tuple[tuple[str, Decimal], ...]
"""What is right in a table of numbers: (id of the box, number), box by box."""
Value = Amount | str | date | Numbers
Given = Value | Mapping[str, str] | Mapping[tuple[str, str], Amount] | Iterable[str]
"""What an author may write for a right or a mistaken answer; see `kept_value`."""

QUESTION_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ID_CHARACTERS = 64


class Kind(Enum):
    """What a question asks for. The value is the word used in part.json."""

    DOLLARS = "dollars"
    NUMBER = "number"
    PERCENT = "percent"
    CHOICE = "choice"
    SEVERAL = "several"
    PICK = "pick"
    ORDER = "order"
    MATCH = "match"
    TABLE = "table"
    DATE = "date"
    TEXT = "text"
    INSIGHT = "insight"

    @property
    def is_amount(self) -> bool:
        """True for what is typed as a number: dollars, number, percent."""
        return self in (Kind.DOLLARS, Kind.NUMBER, Kind.PERCENT)

    @property
    def has_options(self) -> bool:
        """True for what is answered by choosing among options."""
        return self in (Kind.CHOICE, Kind.SEVERAL, Kind.PICK, Kind.ORDER, Kind.MATCH)

    @property
    def is_text(self) -> bool:
        """True for what no program reads: a long text, an insight."""
        return self in (Kind.TEXT, Kind.INSIGHT)


@dataclass(frozen=True)
class Option:
    """One answer to choose: its id (what is saved) and its text (what is shown)."""

    id: str
    text: str


@dataclass(frozen=True)
class Blank:
    """One column of boxes to fill in a table: id, heading, what is typed there, how far it may be off.

    kind, unit: as in a question. within: in the same unit; 0 for exactly right.
    """

    id: str
    heading: str
    kind: Kind = Kind.NUMBER
    unit: str = ""
    within: Amount = 0


@dataclass(frozen=True)
class Box:
    """One box of a table of numbers: its id, its name in words ("Lane B, FTE"), and its column."""

    id: str
    name: str
    column: Blank


@dataclass(frozen=True)
class Grid:
    """A small table inside a question: headings, text by row, and by row the id of what can be picked or
    filled there ("" where there is only text).
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    ids: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Question:
    """What is asked.

    id: small letters, digits and hyphens; answers are saved under it. ask: the question in words. unit: what
    the number counts ("FTE"). options: what can be chosen, ticked, picked or put in order. items: what is to
    be matched with an option each. grid: a small table. boxes: those of a table of numbers. as_text: the
    options are the pieces of one running text. words: shortest and longest text, for a long text.
    """

    id: str
    kind: Kind
    ask: str
    unit: str = ""
    options: tuple[Option, ...] = ()
    words: tuple[int, int] | None = None
    items: tuple[Option, ...] = ()
    grid: Grid | None = None
    boxes: tuple[Box, ...] = ()
    as_text: bool = False

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
        if self.kind.has_options and (len(names) < 2 or len(set(names)) < len(names)):
            raise _wrong(self.id, _("a choice needs two or more options with different ids."))
        if not self.kind.has_options and names:
            raise _wrong(self.id, _("only a choice has options."))
        names += [item.id for item in self.items] + [box.id for box in self.boxes]
        if any(not is_question_id(name) for name in names):
            raise _wrong(self.id, _("option ids are small letters, digits and hyphens."))
        if self.words is not None and not (self.kind.is_text and 0 < self.words[0] <= self.words[1]):
            raise _wrong(self.id, _("words is for a long text: the fewest, then the most."))

    def option_text(self, option_id: str) -> str | None:
        """Return the text of the option with this id, or None when there is none."""
        return next((option.text for option in self.options if option.id == option_id), None)

    def item_text(self, item_id: str) -> str | None:
        """Return the text of the item with this id, or None when there is none."""
        return next((item.text for item in self.items if item.id == item_id), None)


@dataclass(frozen=True)
class Mistake:
    """A wrong answer we expect, and what to say to it.

    name: for staff and statistics ("part-timers counted as whole people"). value: the number (or option id)
    it leads to, in the question's own unit (3.0 for 3 percent). For `several`: the option that is wrongly
    ticked, or wrongly left out. For `ordering`: lines that stand in this order. For `matching`: the pairs.
    For `number_table`: {(row, column): number} of the boxes it leads to. say: one sentence that helps; it
    never holds the right number.
    """

    name: str
    value: Value
    say: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", kept_value(self.value))


@dataclass(frozen=True)
class Key:
    """What is right.

    right: the number in the question's own unit (dollars; 3.0 for 3 percent), an option id, or what
    `kept_value` takes. within: how
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

        object.__setattr__(self, "right", kept_value(self.right))
        object.__setattr__(self, "mistakes", tuple(_unlike(self.right, one) for one in self.mistakes))
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


def kept_value(value: Given) -> Value:
    """Return a right answer as it is kept and compared: a number, a text, or the numbers of a table.

    A day becomes 2026-02-26; options ticked or in order become "a, b"; pairs {item: option} become
    "a=x, b=y"; the numbers of a table {(row, column): number} become pairs of a box's id and a number.

    >>> kept_value({"duty": "shall", "leave": "may"}), kept_value(["b", "a"])
    ('duty=shall, leave=may', 'b, a')
    """
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        if value and all(isinstance(one, str) for one in value.values()):
            return ", ".join(f"{item}={option}" for item, option in value.items())
        return tuple((_box_id(key), exact(one)) for key, one in value.items())
    if isinstance(value, str | Decimal | int | float):
        return value
    if isinstance(value, tuple) and all(isinstance(one, tuple) for one in value):
        return tuple((str(name), exact(one)) for name, one in value)
    ids = [str(one) for one in value]
    return ", ".join(sorted(ids) if isinstance(value, set | frozenset) else ids)


def _box_id(key: str | tuple[str, str]) -> str:
    return key if isinstance(key, str) else "-".join(key)


def _unlike(right: Value, mistake: Mistake) -> Mistake:
    """A mistake without the boxes of a table in which it leads to the right number."""
    if isinstance(right, tuple) and isinstance(mistake.value, tuple):
        differing = tuple(pair for pair in mistake.value if pair not in right)
        return replace(mistake, value=differing)
    return mistake


def _wrong(id: str, reason: str) -> QuestionError:  # noqa: A002
    return QuestionError(_("Question {id}: {reason}").format(id=id, reason=reason))
