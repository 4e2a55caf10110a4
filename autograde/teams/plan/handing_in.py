"""The plan is handed in once, by the coordinator for the whole team; an instructor marks it by six rows.

In: the office, a team, who, when. Out: events. Called by the desk and the demonstration. The team's mark
stands with the team; what each member wrote for herself is marked apart (reflections.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from autograde.errors import TeamError
from autograde.evidence import keep_comment
from autograde.ledger.events import OFFICE, Event, EventKind
from autograde.office import Office
from autograde.teams.details import member_details
from autograde.teams.opening import workshop_with_team
from autograde.teams.plan.checks import Finding, findings
from autograde.teams.plan.form import find_form
from autograde.teams.plan.saves import Content, PlanVersions, plan_sha256, read_plan, save_section
from autograde.teams.recording import put_on_record
from autograde.teams.team import Team, Verdict
from classroom.language import _

__all__ = ["MOST_POINTS", "hand_in_plan", "look_over", "mark_plan", "plan_is_open", "write_section"]

MOST_POINTS = 2
"""Points of one row: 2 met, 1 partly, 0 not yet."""


def plan_is_open(team: Team) -> bool:
    """Whether the team may still write: it is accepted, and the plan is not handed in, or was returned."""
    mark = team.handed_in.mark if team.handed_in else None
    return team.accepted and (team.handed_in is None or bool(mark and mark.verdict is Verdict.RETURNED))


def look_over(office: Office, team: Team, plan: PlanVersions, rules: str) -> list[Finding]:
    """Everything to look at in a plan, with the roster as it is now."""
    members = [one.person for one in team.present_members]
    worksites = {member_details(office, team.id, one).worksite for one in members}
    return findings(plan, find_form(rules), members, worksites)


def write_section(
    office: Office,
    team: str,
    section: str,
    content: Content,
    base: int,
    person: str,
    now: datetime,
    took_in: tuple[int, ...] = (),
) -> PlanVersions:
    """Save what a member wrote.

    Raises TeamError for who is not in the team, and while the plan is handed in.
    """
    workshop = workshop_with_team(office, team)
    found = workshop.team(team)
    if not found.holds(person) or find_form(workshop.rules.id).section(section) is None:
        raise TeamError(_("Only a member of the team writes in its plan."))
    if not plan_is_open(found):
        raise TeamError(
            _("The plan is handed in, so it stays as it is. It can be changed if your instructor returns it.")
        )
    return save_section(office, team, section, content, base, person, now, took_in)


def hand_in_plan(office: Office, team: str, person: str, now: datetime) -> Event:
    """Hand the plan in for the team.

    Raises TeamError for anybody but the coordinator, for a plan that is handed in already or empty, and while
    a text still lies beside another: then somebody's words would be missing.
    """
    workshop = workshop_with_team(office, team)
    found = workshop.team(team)
    if found.coordinator != person:
        raise TeamError(_("The coordinator hands the plan in, for the whole team."))
    if not plan_is_open(found):
        raise TeamError(_("The plan is handed in already."))
    plan, form = read_plan(office, team), find_form(workshop.rules.id)
    if not plan.last:
        raise TeamError(_("Nothing is written in the plan yet."))
    if plan.unjoined:
        names = ", ".join(section.title for section in form.sections if section.id in plan.unjoined)
        raise TeamError(
            _("Two texts wait to be joined in: {sections}. Join them first, so that none is lost.").format(
                sections=names
            )
        )
    if found.handed_in and found.handed_in.save == plan.last:
        raise TeamError(_("Nothing was changed since the plan was returned."))
    body = {
        "team": team,
        "save": plan.last,
        "plan_sha256": plan_sha256(plan),
        "to_look_at": len(look_over(office, found, plan, workshop.rules.id)),
    }
    return put_on_record(office, workshop.id, OFFICE, EventKind.PLAN_HANDED_IN, body, person, now)


def mark_plan(
    office: Office,
    team: str,
    verdict: Verdict,
    rows: Mapping[str, int],
    comment: str,
    actor: str,
    now: datetime,
) -> Event:
    """Say row by row how far the plan is, and whether it is met or returned.

    Raises TeamError where there is no plan to mark, a row is missing or out of range, or nothing is said.
    """
    workshop = workshop_with_team(office, team)
    handed = workshop.team(team).handed_in
    form = find_form(workshop.rules.id)
    if handed is None:
        raise TeamError(_("The team has not handed in its plan."))
    missing = [row.title for row in form.rubric if rows.get(row.id) not in range(MOST_POINTS + 1)]
    if missing:
        raise TeamError(_("Mark every row. Still open: {rows}.").format(rows=", ".join(missing)))
    if not comment.strip():
        raise TeamError(_("Write a sentence to the team. Nothing was recorded."))
    body = {
        "team": team,
        "save": handed.save,
        "verdict": verdict.value,
        "rows": {row.id: rows[row.id] for row in form.rubric},
        "points": sum(rows[row.id] for row in form.rubric),
        "max_points": MOST_POINTS * len(form.rubric),
        "comment_id": keep_comment(office, comment.strip()),
    }
    return put_on_record(office, workshop.id, OFFICE, EventKind.PLAN_MARKED, body, actor, now)
