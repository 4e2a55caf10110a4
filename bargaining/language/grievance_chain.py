"""A whole grievance procedure, level by level, with what silence and lateness do.

Levels, the day on which the event was known, and the days on which people acted come in; a `Step` for each
level goes out. Where nobody acted, the last permitted day is used, so that the chain shows the latest path
that still holds. No step is ever earlier than the one before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from bargaining.errors import ClockError
from bargaining.language.clocks import Period, deadline
from bargaining.language.school_calendar import SchoolCalendar, in_words


class Silence(Enum):
    """What the contract says when the employer gives no answer in time."""

    DENIED = "the grievance is denied on the last day, and may go on"
    GRANTED = "the grievance is granted"
    NOT_SAID = "the contract does not say"


class Outcome(Enum):
    """How a level ends."""

    GOES_ON = "goes on"
    WAIVED = "waived: filed too late"
    GRANTED = "granted by silence"
    STUCK = "stuck: no answer, and the next clock runs only from an answer"
    LAST = "the last level"


@dataclass(frozen=True)
class Level:
    """One level: the period to get there, and the employer's period to answer (None at the last level)."""

    name: str
    window: Period
    answer: Period | None = None
    silence: Silence = Silence.NOT_SAID


@dataclass(frozen=True)
class Step:
    """What happens at a level.

    `starts`: the day from which the window runs. `file_by`: the last day to get there. `filed`: the day it
    was filed, or the last day when no other was given. `answer_due`: the last day for the answer. `answered`:
    the day of the answer, if one came. `outcome`: how the level ends.
    """

    level: str
    starts: date
    file_by: date
    filed: date
    answer_due: date | None
    answered: date | None
    outcome: Outcome


def run_chain(
    levels: Sequence[Level],
    known: date,
    calendar: SchoolCalendar,
    filed: Mapping[str, date] | None = None,
    answered: Mapping[str, date] | None = None,
) -> tuple[Step, ...]:
    """Return the steps of a grievance over an event that was known on the day `known`.

    * `filed`: the day of filing by level; the last permitted day where none is given.
    * `answered`: the day of the employer's answer by level; no answer where none is given.

    An answer that comes after its last day changes nothing where silence already denied or granted. Raises
    `ClockError` when a level is unknown, when something happened before what it follows, or when the calendar
    ends too soon.

    >>> from bargaining.language.harrow_falls import grievance_levels
    >>> from bargaining.language.school_calendar import harrow_falls_calendar
    >>> steps = run_chain(grievance_levels(), date(2026, 1, 14), harrow_falls_calendar())
    >>> [(step.level, step.file_by.isoformat(), step.outcome.name) for step in steps]
    [('Level One', '2026-02-06', 'GOES_ON'), ('Level Two', '2026-03-13', 'STUCK')]
    """
    filed, answered = filed or {}, answered or {}
    if unknown := sorted({*filed, *answered} - {level.name for level in levels}):
        raise ClockError(
            f'There is no level "{unknown[0]}"; there are {", ".join(lv.name for lv in levels)}.'
        )
    steps: list[Step] = []
    starts: date | None = known
    for level in levels:
        if starts is None:
            break
        step, starts = _step(level, starts, calendar, filed.get(level.name), answered.get(level.name))
        steps.append(step)
    return tuple(steps)


def _step(
    level: Level, starts: date, calendar: SchoolCalendar, filed: date | None, answered: date | None
) -> tuple[Step, date | None]:
    """Return one step, and the day from which the next window runs; None when the chain ends here."""
    file_by = deadline(starts, level.window, calendar).last_day
    on = filed or file_by
    _in_order(level, "filed", on, starts)
    if on > file_by:
        return Step(level.name, starts, file_by, on, None, None, Outcome.WAIVED), None
    if level.answer is None:
        return Step(level.name, starts, file_by, on, None, None, Outcome.LAST), None
    due = deadline(on, level.answer, calendar).last_day
    if answered:
        _in_order(level, "answered", answered, on)
    outcome, runs_from = _after(level.silence, due, answered)
    return Step(level.name, starts, file_by, on, due, answered, outcome), runs_from


def _after(silence: Silence, due: date, answered: date | None) -> tuple[Outcome, date | None]:
    """How a level ends, and the day from which the next window runs."""
    if answered and (answered <= due or silence is Silence.NOT_SAID):
        return Outcome.GOES_ON, answered
    match silence:
        case Silence.DENIED:
            return Outcome.GOES_ON, due
        case Silence.GRANTED:
            return Outcome.GRANTED, None
        case Silence.NOT_SAID:
            return Outcome.STUCK, None


def _in_order(level: Level, what: str, when: date, after: date) -> None:
    if when < after:
        raise ClockError(
            f"{level.name} was {what} on {in_words(when)}, before {in_words(after)}, which it follows; "
            "check both days."
        )
