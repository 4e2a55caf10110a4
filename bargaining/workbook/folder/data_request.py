"""The data request and its tracker: what to ask an employer for, by kind of unit, and what came of it."""

from __future__ import annotations

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


def data_request(kind: UnitKind) -> Printed:
    """Return the sheet.

    >>> len(data_request(UnitKind.NURSES).blocks[1].rows)
    12
    """
    rows = tuple((what, why, "", "", "", "") for what, why in (*_ALL, *_OF_KIND[kind]))
    says = "Ask in writing, date it, and write down every answer. Ask for counts and never for names."
    return Printed(
        "Data request and tracker",
        says,
        (
            "When something is refused, ask what is offered instead: totals, ranges, or figures by class.",
            Table(
                "What we ask for",
                ("What we ask for", "What for", "Asked", "Promised", "Received", "Refused; offered instead"),
                rows,
                words=6,
                blank=3,
            ),
        ),
    )
