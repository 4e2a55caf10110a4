"""The completion report as one line for each learner, with nothing left to look up. Pure.

In: standings, people, the course and its session, a moment. Out: `LearnerLine`s by name.
Called by completion.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from autograde.course import Course
from autograde.people.names import sort_key
from autograde.people.register import Person
from autograde.program.standing import Standing
from autograde.reports.situations import Move, Situation, memo_word, situation_of
from autograde.reports.stuck import next_move, stuck_since
from autograde.sessions.dates import Session
from classroom.language import _

__all__ = ["LearnerLine", "learner_lines", "ranges"]


@dataclass(frozen=True)
class LearnerLine:
    """One learner. `situations` go with the parts of the course; points are of questions scored so far."""

    name: str
    affiliate: str
    local: str
    situations: tuple[Situation, ...]
    parts_complete: int
    course_complete: bool
    score_points: Decimal | None
    max_points: Decimal | None
    memo: str
    units: Decimal
    move: Move
    last_activity: datetime
    stuck_since: datetime | None

    @property
    def complete(self) -> str:
        """The numbers of the parts that are complete, as in "1–4, 6"."""
        return ranges(
            [place for place, one in enumerate(self.situations, start=1) if one.move is Move.COMPLETE]
        )

    @property
    def under_way(self) -> list[tuple[int, Situation]]:
        """Number and situation of every part that is begun and not complete."""
        still = (Move.COMPLETE, Move.NOT_STARTED, Move.NOBODY)
        return [(place, one) for place, one in enumerate(self.situations, start=1) if one.move not in still]


def learner_lines(
    standings: Mapping[str, Standing],
    people: Mapping[str, Person],
    course: Course,
    session: Session,
    now: datetime,
) -> list[LearnerLine]:
    """One line for each person in `standings`, by name; a name that was erased stays empty of it."""
    lines = [
        _line(
            standing,
            people.get(person) or Person(person, _("(name erased)"), "", "", ""),
            course,
            session,
            now,
        )
        for person, standing in standings.items()
    ]
    return sorted(lines, key=lambda line: (sort_key(line.name), line.affiliate, line.local))


def _line(standing: Standing, person: Person, course: Course, session: Session, now: datetime) -> LearnerLine:
    parts = [standing.parts[part.id] for part in course.parts]
    scored = [part for part in parts if part.max_points is not None]
    return LearnerLine(
        name=person.name,
        affiliate=person.affiliate,
        local=person.local,
        situations=tuple(situation_of(standing.parts[part.id], part.available) for part in course.parts),
        parts_complete=standing.parts_complete,
        course_complete=standing.course_complete,
        score_points=sum((part.score_points or Decimal(0) for part in scored), Decimal(0))
        if scored
        else None,
        max_points=sum((part.max_points or Decimal(0) for part in scored), Decimal(0)) if scored else None,
        memo=_memo(standing, course),
        units=standing.units,
        move=next_move(standing, course, session),
        last_activity=standing.last_activity,
        stuck_since=stuck_since(standing, course, session, now),
    )


def _memo(standing: Standing, course: Course) -> str:
    """What became of the memo of the last part (in the order of the course) that was scored."""
    for part in reversed(course.parts):
        memo = standing.parts[part.id].memo
        if memo:
            return _("Part {number}: {word}").format(number=part.number, word=memo_word(memo))
    return ""


def ranges(numbers: list[int]) -> str:
    """Whole numbers in order, neighbors drawn together.

    >>> ranges([1, 2, 3, 5])
    '1–3, 5'
    """
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][-1] == number - 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    return ", ".join(f"{span[0]}–{span[-1]}" if len(span) > 1 else str(span[0]) for span in spans)
