"""The data request and its tracker: what to ask an employer for, by kind of unit, and what came of it.

`DATA_REQUEST` is the list that a learner keeps from Part 1 on, in her folder own/ (the page writes it there
as `data-request.json`); `data_request` is the sheet to print, with what she has kept.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bargaining.costing.units.unit import UnitKind
from bargaining.workbook.folder.sheets import Printed, Table

_ALL = (
    (
        "Everybody by step, lane or class, hours and days; no names",
        "the base year; nothing can be priced without it",
    ),
    ("Hire date and funding source of each post", "longevity; posts that end when a grant ends"),
    ("Leavers and hires of the last five years, with their steps", "turnover savings"),
    ("Lane or class changes expected next year", "the cost of standing still"),
    ("Each roll-up rate, on which pay, for whom, and who pays it", "roll-up by job class"),
    ("Premiums by plan and tier, and people enrolled in each", "health insurance"),
    ("Who decides on the plan, and how it is funded", "whose table health insurance is on"),
    ("The renewal, as a range if it is not known", "health insurance in later years"),
    ("Absences and substitutes called in, by reason, in totals", "what leave costs in cash"),
    ("Claims in totals, without names, for groups of five people or more", "the reason for a renewal"),
)
_OF_KIND = {
    UnitKind.TEACHERS: (
        ("Stipends: each duty, its holders and pay", "pay beside the schedule"),
        ("Students by school and grade, and sections", "class size"),
    ),
    UnitKind.SCHOOL_STAFF: (
        ("Hourly grid, paid days and pays a year of each job class", "each class has its own"),
        (
            "The hours a week from which people may join the health plan",
            "who is eligible, and what more hours cost",
        ),
    ),
    UnitKind.NURSES: (
        ("Hours by differential: evenings, nights, weekends, charge", "premium pay"),
        ("Overtime hours and holidays worked, by unit", "premium pay that grows with rates"),
    ),
}


@dataclass(frozen=True)
class Tracker:
    """A list of what was asked for: its lines, how far each can be, and what is noted."""

    name: str
    title: str
    lines: Mapping[str, str]
    statuses: Mapping[str, str]
    notes: Mapping[str, str] = field(default_factory=dict)

    def told(self, kept: Mapping[str, Mapping[str, str]]) -> str:
        """Return how far the list is, in a sentence; `kept` has the status of each line.

        >>> DATA_REQUEST.told({"plans": {"status": "received"}, "dates": {"status": "refused"}})
        '1 of 2 received. 1 refused: ask for the ground, and offer to take the data in another form.'
        """
        back = sum(line["status"] == "received" for line in kept.values())
        refused = sum(line["status"] == "refused" for line in kept.values())
        told = f"{back} of {len(kept)} received."
        if not refused:
            return told
        return f"{told} {refused} refused: ask for the ground, and offer to take the data in another form."


DATA_REQUEST = Tracker(
    "data-request",
    "What we asked for, and what came back",
    {
        "register": "Payroll register without names: job class, step, lane, FTE",
        "hours": "Hours a day and paid days, by job class",
        "dates": "Hire dates, and what counts as service",
        "funding": "The fund that pays for each post",
        "plans": "Health plan and tier, as counts",
        "leavers": "Who left in five years, and who was hired, by step",
        "claims": "Health claims in total, without names",
    },
    {
        "open": "not asked yet",
        "asked": "asked",
        "promised": "promised",
        "received": "received",
        "refused": "refused",
        "offered": "accommodation offered",
    },
    {"when": "When", "note": "What was said, and for which job classes"},
)


def kept_answers(own: Path) -> Mapping[str, str]:
    """Return what she has kept of the list in a folder own/, by `line.column`; nothing when there is none."""
    try:
        found = json.loads((own / f"{DATA_REQUEST.name}.json").read_text(encoding="utf-8"))["values"]
        return {str(key): str(text) for key, text in found.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def data_request(kind: UnitKind, answers: Mapping[str, str] | None = None) -> Printed:
    """Return the sheet; `answers` as `kept_answers`.

    >>> len(data_request(UnitKind.NURSES).blocks[1].rows)
    12
    """
    rows = tuple((what, why, "", "", "", "") for what, why in (*_ALL, *_OF_KIND[kind]))
    says = "Ask in writing, date it, and write down every answer. Ask for counts and never for names."
    asked = Table(
        "What we ask for",
        ("What we ask for", "What for", "Asked", "Promised", "Received", "Refused; offered instead"),
        rows,
        words=6,
        blank=0 if answers else 3,
    )
    so_far = (_so_far(answers),) if answers else ()
    return Printed(
        "Data request and tracker",
        says,
        (
            "When something is refused, ask what is offered instead: totals, ranges, or figures by class.",
            *so_far,
            asked,
        ),
    )


def _so_far(answers: Mapping[str, str]) -> Table:
    """Return the list as she has kept it."""
    rows = tuple(
        (
            says,
            DATA_REQUEST.statuses.get(answers.get(f"{line}.status", "open"), ""),
            *(answers.get(f"{line}.{note}", "") for note in DATA_REQUEST.notes),
        )
        for line, says in DATA_REQUEST.lines.items()
    )
    return Table(DATA_REQUEST.title, ("Line", "Status", *DATA_REQUEST.notes.values()), rows, words=4)
