"""Status chips: a symbol, a word and a look for every state a part, an answer or a memo can be in.

In: states of the machine.  Out: `Chip`s.  Called by the pages.  The word says everything; symbol and colour
only help to find it again.
"""

from __future__ import annotations

from dataclasses import dataclass

from autograde.program.standing import PartStanding, PartState, WaitingFor
from classroom.language import _
from classroom.questions.checking import Status, status_word

__all__ = ["Chip", "answer_chip", "memo_chip", "part_chip"]


@dataclass(frozen=True)
class Chip:
    """What a status chip shows; look is a class of the style sheet: "", done, attention or quiet."""

    symbol: str
    word: str
    look: str = ""


def part_chip(part: PartStanding, *, open_: bool) -> Chip:
    """Where she stands with a part; `open_`: it is open in her session."""
    if part.state is PartState.COMPLETE:
        return Chip("✓", _("Complete"), "done")
    if part.state is PartState.RETURNED:
        return Chip("↺", _("One change to make"), "attention")
    if part.state is PartState.SUBMITTED:
        return Chip("→", _("Sent"))
    if part.state is PartState.RUN_FAILED:
        return Chip("→", _("Sent, with our staff"))
    if part.state is PartState.GRADED:
        if part.waiting_for is WaitingFor.LEARNER:
            return Chip("↺", _("Not yet complete"), "attention")
        return Chip("→", _("With your instructor"))
    return Chip("○", _("To do")) if open_ else Chip("–", _("Not open yet"), "quiet")


def answer_chip(status: str | None, share: float) -> Chip | None:
    """What a check found; share of the points, 0 to 1. None when the run was erased."""
    if status is None:
        return None
    found = Status(status)
    if found is Status.CORRECT:
        return Chip("✓", status_word(found), "done")
    if 0 < share < 1:
        return Chip("◐", _("Nearly"), "attention")
    symbol = {Status.TO_DO: "○", Status.FORMAT: "?", Status.RECEIVED: "→"}.get(found, "↺")
    return Chip(symbol, status_word(found), "quiet" if found is Status.TO_DO else "attention")


def memo_chip(verdict: str | None) -> Chip:
    """What became of a memo."""
    known = {
        "met": Chip("✓", _("Met"), "done"),
        "returned": Chip("↺", _("One change to make"), "attention"),
        "empty": Chip("○", _("Not written yet"), "attention"),
    }
    return known.get(verdict or "", Chip("→", _("With your instructor")))
