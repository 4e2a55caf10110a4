"""Where a learner stands with a part, in a symbol, two words, and who has the next move. Pure.

In: a `PartStanding`. Out: a `Situation`. Called by lines.py, figure.py and the files.
"""

from dataclasses import dataclass
from enum import StrEnum

from autograde.program.part_standing import MemoState, PartStanding, PartState, WaitingFor
from classroom.language import _

__all__ = ["Move", "Situation", "memo_word", "move_symbol", "move_word", "situation_of"]


class Move(StrEnum):
    """Who has the next move, in the order in which a report shows them."""

    STAFF = "staff"
    INSTRUCTOR = "instructor"
    GRADING = "grading"
    LEARNER = "learner"
    NOT_STARTED = "not_started"
    COMPLETE = "complete"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Situation:
    """A symbol that says the same without colour, at most three words, and who has the next move."""

    symbol: str
    words: str
    move: Move

    @property
    def text(self) -> str:
        """Symbol and words."""
        return f"{self.symbol} {self.words}"


def situation_of(part: PartStanding, available: bool) -> Situation:
    """Where a learner stands with a part; a part that is not open waits for nobody."""
    if part.state is PartState.COMPLETE:
        return Situation("✓", _("complete"), Move.COMPLETE)
    if part.state is PartState.RUN_FAILED:
        return Situation("!", _("run failed"), Move.STAFF)
    if part.state is PartState.SUBMITTED:
        return Situation("→", _("being scored"), Move.GRADING)
    if part.state is PartState.RETURNED:
        return Situation("↶", _("returned"), Move.LEARNER)
    if part.state is PartState.GRADED:
        return _graded(part)
    if available:
        return Situation("○", _("not started"), Move.NOT_STARTED)
    return Situation("–", _("not open yet"), Move.NOBODY)


def _graded(part: PartStanding) -> Situation:
    if part.waiting_for is WaitingFor.INSTRUCTOR:
        return Situation("◐", _("memo to read"), Move.INSTRUCTOR)
    if part.waiting_for is WaitingFor.STAFF:
        return Situation("!", _("no evidence"), Move.STAFF)
    if part.memo is MemoState.EMPTY:
        return Situation("△", _("no memo"), Move.LEARNER)
    return Situation("△", _("below mark"), Move.LEARNER)


def move_word(move: Move) -> str:
    """Who has the next move, for a column of that name."""
    return {
        Move.STAFF: _("staff"),
        Move.INSTRUCTOR: _("instructor"),
        Move.GRADING: _("scoring"),
        Move.LEARNER: _("learner"),
        Move.NOT_STARTED: _("learner"),
        Move.COMPLETE: "",
        Move.NOBODY: "",
    }[move]


def move_symbol(move: Move) -> str:
    """The symbol for everything that waits for the same people."""
    return {
        Move.STAFF: "!",
        Move.INSTRUCTOR: "◐",
        Move.GRADING: "→",
        Move.LEARNER: "△",
        Move.NOT_STARTED: "○",
        Move.COMPLETE: "✓",
        Move.NOBODY: "–",
    }[move]


def memo_word(memo: MemoState) -> str:
    """What became of a memo."""
    return {
        MemoState.EMPTY: _("no memo"),
        MemoState.WAITING: _("to be read"),
        MemoState.MET: _("met"),
        MemoState.RETURNED: _("returned"),
    }[memo]
