"""A made-up plan with nothing to look at, for tests that spoil one thing in it."""

from __future__ import annotations

from datetime import UTC, datetime

from autograde.teams.plan.form import find_form
from autograde.teams.plan.saves import Content, PlanVersions, Save, plan_of

FORM = find_form("power-and-participation")
OWNER = "p-0000000000aa"
AT = datetime(2027, 6, 1, tzinfo=UTC)

GOOD: dict[str, Content] = {
    "worksites": (
        ("Oak", "20", "2", "10"),
        ("Elm", "30", "3", "15"),
        ("Hill", "50", "5", "25"),
    ),
    "coverage": (("100", "1.0", "50 %"),),
    "openness": "Every member may come to every session. We meet before and after.",
    "ground-rules": "We sign no rule that keeps members out.",
    "calendar": (
        ("First table day", "First bargaining session", "2027-01-12"),
        ("Handshake", "Agreement we aim for", "4/1/2027"),
        ("Vote in the gym", "Members vote", "2027-04-15"),
        ("Town meeting", "Budget is voted", "2027-05-03"),
        ("End of the contract", "Contract ends", "2027-08-31"),
    ),
    "information": (("Payroll as of October 1", OWNER, "2026-12-01", "First table day"),),
    "proposals": (("U-1", "3 percent in each year", "$412,000"),),
    "priced": (("U-1", "Offer of the union, year 1", "412,310"), ("E-1", "Offer of the employer", "190000")),
    "asks": (("A raise that keeps up", "U-1", "So that people stay."),),
    "escalation": (("A petition at each door", OWNER, "2027-03-01", "Handshake"),),
    "tasks": (("Find a room", OWNER, "2027-01-04", "First table day"),),
    "risks": "If the room is too small we stream the session.",
}


def plan(content: dict[str, Content] | None = None) -> PlanVersions:
    """These sections as a plan, each saved once."""
    sections = (content or GOOD).items()
    return plan_of(
        Save(number, section, 0, OWNER, AT, said) for number, (section, said) in enumerate(sections, start=1)
    )
