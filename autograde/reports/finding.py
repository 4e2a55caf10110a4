"""The completion report in a few sentences. Pure.

In: the lines of the report. Out: text. Called by html_page.py and xlsx_file.py.
"""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from autograde.reports.lines import LearnerLine
from autograde.reports.situations import Move
from classroom.language import _, ngettext

__all__ = ["finding"]


def finding(lines: Sequence[LearnerLine], part_count: int) -> str:
    """Who has the next move, who is stuck, and what was earned, with the numbers."""
    if not lines:
        return _("Nobody has joined yet.")
    moves = Counter(line.move for line in lines)
    places = [text for text in (_place(move, moves[move]) for move in Move) if text]
    learners = ngettext("{n} learner", "{n} learners", len(lines)).format(n=len(lines))
    sentence = _("{learners}: {places}.").format(learners=learners, places=", ".join(places))
    return " ".join([sentence, _stuck(lines), _earned(lines, part_count)])


def _place(move: Move, n: int) -> str:
    if not n:
        return ""
    return {
        Move.STAFF: ngettext("{n} waits for staff", "{n} wait for staff", n),
        Move.INSTRUCTOR: ngettext("{n} waits for the instructor", "{n} wait for the instructor", n),
        Move.GRADING: ngettext("{n} is being scored", "{n} are being scored", n),
        Move.LEARNER: ngettext("{n} has the next move", "{n} have the next move", n),
        Move.NOT_STARTED: ngettext("{n} has not started", "{n} have not started", n),
        Move.COMPLETE: ngettext("{n} has completed the course", "{n} have completed the course", n),
        Move.NOBODY: ngettext(
            "{n} has completed every part that is open", "{n} have completed every part that is open", n
        ),
    }[move].format(n=n)


def _stuck(lines: Sequence[LearnerLine]) -> str:
    n = sum(line.stuck_since is not None for line in lines)
    if not n:
        return _("Nobody is stuck.")
    return ngettext("{n} learner is stuck.", "{n} learners are stuck.", n).format(n=n)


def _earned(lines: Sequence[LearnerLine], part_count: int) -> str:
    units = sum((line.units for line in lines), Decimal(0))
    if not units:
        return _("Nobody has completed all {count} parts yet, so no units are given.").format(
            count=part_count
        )
    return ngettext("{n} unit is given so far.", "{n} units are given so far.", int(units)).format(
        n=f"{units:f}"
    )
