"""A grievance clause to build: eight slots, 1,728 clauses, eight fact patterns on the calendar of Harrow
Falls.

The goals are those of a union that wants its members heard and both sides certain: four of the 1,728 meet
all. Whether a filing is in time is counted with `bargaining.language.clocks`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from bargaining.language.clause_builder import Choices, ClauseBuilder, FactPattern, Slot
from bargaining.language.clocks import DayKind, Period, Roll, deadline
from bargaining.language.school_calendar import SchoolCalendar, harrow_falls_calendar

_KINDS = {"calendar": DayKind.CALENDAR, "school": DayKind.SCHOOL}

SLOTS = (
    Slot(
        "trigger",
        "What starts the clock?",
        {
            "occurrence": "the event on which it is based",
            "knew": "the employee or the Association knew or should have known of the event",
            "notice": "the employee receives written notice of the event on which it is based",
        },
    ),
    Slot(
        "days",
        "How many days?",
        {"5": "five (5)", "10": "ten (10)", "15": "fifteen (15)", "30": "thirty (30)"},
    ),
    Slot("kind", "Which days?", {"calendar": "Calendar Days", "school": "School Days"}),
    Slot(
        "employer-late",
        "What if the employer does not answer in time?",
        {
            "silent": "",
            "denied": "If no answer is given in time, the grievance is denied and may be advanced.",
            "granted": "If no answer is given in time, the grievance is granted.",
        },
    ),
    Slot(
        "union-late",
        "What if the grievance is late?",
        {
            "silent": "",
            "waived": "A grievance that is late is waived.",
            "excused": "A grievance that is late is waived, unless there is good cause for the delay.",
        },
    ),
    Slot(
        "extension",
        "May the time be extended?",
        {"none": "", "mutual": "The parties may extend a time limit by agreement in writing."},
    ),
    Slot(
        "arbitration",
        "What does the arbitrator's decision do?",
        {
            "advisory": "The arbitrator's decision is advisory.",
            "final": "The arbitrator's decision is final and binding.",
        },
    ),
    Slot(
        "who",
        "Who may file?",
        {"employee": "The employee concerned", "either": "An employee or the Association"},
    ),
)


def grievance_builder() -> ClauseBuilder:
    """Return the builder of a grievance clause.

    >>> builder = grievance_builder()
    >>> good = {"trigger": "knew", "days": "15", "kind": "school", "employer-late": "denied",
    ...         "union-late": "excused", "extension": "mutual", "arbitration": "final", "who": "either"}
    >>> [trial.pattern.id for trial in builder.tried(good) if not trial.met]
    []
    >>> print(builder.text(good).partition(".")[0][:75])
    An employee or the Association may file a grievance within fifteen (15) Sch
    """
    return ClauseBuilder(SLOTS, _render, _PATTERNS)


def _render(words: Mapping[str, str]) -> str:
    first = f"{words['who']} may file a grievance within {words['days']} {words['kind']} after"
    rest = (words[slot] for slot in ("union-late", "employer-late", "extension", "arbitration"))
    return " ".join([first, f"{words['trigger']}.", *(sentence for sentence in rest if sentence)])


def _in_time(choices: Choices, filed: date, happened: date, known: date, noticed: date | None) -> bool:
    """Tell whether a filing is in time; a clock that no notice has started does not run."""
    starts = {"occurrence": happened, "knew": known, "notice": noticed}[choices["trigger"]]
    if starts is None:
        return True
    return filed <= _last_day(starts, int(choices["days"]), choices["kind"])


@cache
def _last_day(starts: date, days: int, kind: str) -> date:
    period = Period(days, _KINDS[kind], False, Roll.SUNDAY_OR_HOLIDAY)
    return deadline(starts, period, _calendar()).last_day


@cache
def _calendar() -> SchoolCalendar:
    return harrow_falls_calendar(["2025-26"])


def _late(choices: Choices, good_cause: bool) -> str:
    """What a late filing meets."""
    match choices["union-late"]:
        case "silent":
            return "uncertain"
        case "excused" if good_cause:
            return "heard"
        case _:
            return "waived"


def _hidden(choices: Choices) -> str:
    filed = date(2025, 11, 24)
    in_time = _in_time(choices, filed, happened=date(2025, 9, 12), known=date(2025, 11, 18), noticed=None)
    return "heard" if in_time else _late(choices, good_cause=False)


def _stale(choices: Choices) -> str:
    filed = date(2025, 10, 14)
    in_time = _in_time(choices, filed, happened=date(2025, 9, 19), known=date(2025, 9, 19), noticed=None)
    return "heard" if in_time else _late(choices, good_cause=False)


def _vacation(choices: Choices) -> str:
    day = date(2026, 2, 13)
    in_time = _in_time(choices, date(2026, 2, 27), happened=day, known=day, noticed=day)
    return "heard" if in_time else _late(choices, good_cause=False)


def _hospital(choices: Choices) -> str:
    day = date(2025, 10, 1)
    in_time = _in_time(choices, date(2026, 1, 20), happened=day, known=day, noticed=day)
    return "heard" if in_time else _late(choices, good_cause=True)


def _no_answer(choices: Choices) -> str:
    return {"silent": "uncertain", "denied": "goes on", "granted": "won by default"}[choices["employer-late"]]


def _more_time(choices: Choices) -> str:
    return "heard" if choices["extension"] == "mutual" else "uncertain"


def _afraid(choices: Choices) -> str:
    return "heard" if choices["who"] == "either" else "nobody files"


def _award(choices: Choices) -> str:
    return "binds" if choices["arbitration"] == "final" else "advice"


_PATTERNS = (
    FactPattern(
        "hidden-event",
        "A stipend was cut on September 12. Nobody could know before the pay slip of November 18. The "
        "grievance was filed on November 24. It should be heard.",
        frozenset({"heard"}),
        _hidden,
    ),
    FactPattern(
        "stale-claim",
        "Everybody knew of a change on September 19; no written notice was given. The grievance was filed on "
        "October 14. Both sides want such claims to be closed.",
        frozenset({"waived"}),
        _stale,
    ),
    FactPattern(
        "vacation",
        "A notice came on Friday, February 13, and the February vacation followed. The grievance was filed "
        "on February 27. It should be heard.",
        frozenset({"heard"}),
        _vacation,
    ),
    FactPattern(
        "hospital",
        "The grievance officer was in hospital from October to January. The grievance was filed months late. "
        "It should be heard.",
        frozenset({"heard"}),
        _hospital,
    ),
    FactPattern(
        "no-answer",
        "The principal never answered. The case should go on, and should not be decided by a lost letter.",
        frozenset({"goes on"}),
        _no_answer,
    ),
    FactPattern(
        "more-time",
        "Both sides signed a paper that gives two more weeks. A filing in those weeks should be heard.",
        frozenset({"heard"}),
        _more_time,
    ),
    FactPattern(
        "afraid",
        "Five aides lost pay, and none dares to sign. The Association should be able to file.",
        frozenset({"heard"}),
        _afraid,
    ),
    FactPattern(
        "award",
        "The arbitrator finds for the aides. The award should bind.",
        frozenset({"binds"}),
        _award,
    ),
)
