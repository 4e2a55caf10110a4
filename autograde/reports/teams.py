"""The teams of all workshops: who came, what they pay, what they handed in, what was credited.

In: the office, `Found` (its dates and its moment). Out: two `Report`s, a line for each team and one for each
member. Called by every.py. The fee is a line to invoice: no payment is handled here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.people.register import People, Person
from autograde.program.credits import Credit, credits_of
from autograde.reports.report import Report
from autograde.reports.scope import Found
from autograde.sessions.local_time import plain_day
from autograde.teams.completion import Completion, completions
from autograde.teams.crediting import credited
from autograde.teams.details import team_name
from autograde.teams.eligibility import reason_words, role_words
from autograde.teams.opening import all_workshops
from autograde.teams.team import Mark, Team, TeamState, Verdict
from autograde.teams.workshop import Workshop
from classroom.language import _, ngettext

__all__ = ["team_members", "teams"]


def teams(office: Office, found: Found) -> Report:
    """One row for each team that applied in the range of dates: state, people, fee, plan, credit."""
    chosen = list(_chosen(office, found))
    rows = [_team_row(office, workshop, team) for workshop, team in chosen]
    fees = sum((team.fee_dollars for _w, team in chosen if team.fee_dollars is not None), Decimal(0))
    accepted = sum(team.accepted for _w, team in chosen)
    return Report(
        name="teams",
        title=_("Teams"),
        scope=_scope(chosen, found),
        finding=ngettext(
            "{n} team accepted of {all} that applied; {fees} dollars to invoice.",
            "{n} teams accepted of {all} that applied; {fees} dollars to invoice.",
            accepted,
        ).format(n=accepted, all=len(chosen), fees=f"{fees:,f}"),
        headings=[
            _("Team"),
            _("Workshop"),
            _("State"),
            _("People"),
            _("Fee (dollars)"),
            _("Coordinator"),
            _("Coordinator oriented"),
            _("Plan"),
            _("Team's mark (points)"),
            _("Reflections"),
            _("Completed"),
            _("Credited"),
            _("Units credited"),
        ],
        rows=rows,
        zone=_zone(chosen),
        notes=[
            (
                _("Fee"),
                _("Of the most people a team had at one time. A refused team is charged nothing."),
            ),
            (_("Team's mark"), _("Of the plan. What each member wrote is marked apart.")),
        ],
        bars=(3, 10),
    )


def team_members(office: Office, found: Found) -> Report:
    """One row for each person who is or was in an accepted team: meetings, reflection, completion, credit."""
    chosen = [(workshop, team) for workshop, team in _chosen(office, found) if team.accepted]
    rows = [row for workshop, team in chosen for row in _member_rows(office, workshop, team)]
    done = sum(row[8] == _("yes") for row in rows)
    return Report(
        name="team-members",
        title=_("Team members"),
        scope=_scope(chosen, found),
        finding=ngettext(
            "{n} of {all} person has completed the workshop.",
            "{n} of {all} people have completed the workshop.",
            len(rows),
        ).format(n=done, all=len(rows)),
        headings=[
            _("Team"),
            _("Name"),
            _("Role"),
            _("Joined"),
            _("Left"),
            _("Meetings"),
            _("Was at"),
            _("Reflection"),
            _("Completed"),
            _("Units credited"),
        ],
        rows=rows,
        zone=_zone(chosen),
        notes=[(_("Meetings"), _("How many a member attended, and which."))],
    )


def _chosen(office: Office, found: Found) -> Iterator[tuple[Workshop, Team]]:
    for workshop in all_workshops(office):
        for team in workshop.teams.values():
            if found.scope.holds(team.applied_at, workshop.zone):
                yield workshop, team


def _zone(chosen: list[tuple[Workshop, Team]]) -> str:
    return chosen[0][0].zone if chosen else "UTC"


def _scope(chosen: list[tuple[Workshop, Team]], found: Found) -> str:
    titles = list(dict.fromkeys(workshop.title for workshop, _t in chosen)) or [_("no workshop")]
    for said, day in ((_("from {day}"), found.scope.since), (_("until {day}"), found.scope.until)):
        if day:
            titles.append(said.format(day=plain_day(day)))
    return "; ".join(titles)


def _team_row(office: Office, workshop: Workshop, team: Team) -> list[object]:
    done = [one for one in completions(workshop) if one.team == team.id]
    earned = _credits(office, workshop, done)
    handed = team.handed_in
    return [
        team_name(office, team.id),
        workshop.title,
        _state(workshop, team),
        team.people,
        team.fee_dollars,
        _name(People(office.records()).people(team.members), team.coordinator),
        _yes(team.coordinator_is_oriented) if team.accepted else "",
        _plan_words(handed.mark if handed else None, handed is not None),
        handed.mark.points if handed and handed.mark else None,
        sum(one.person in workshop.reflections for one in done),
        sum(one.complete for one in done),
        len(earned),
        sum((one.units for one in earned.values() if one.units is not None), Decimal(0)),
    ]


def _member_rows(office: Office, workshop: Workshop, team: Team) -> Iterator[list[object]]:
    people = People(office.records()).people(team.members)
    done = {one.person: one for one in completions(workshop) if one.team == team.id}
    earned = _credits(office, workshop, list(done.values()))
    for person, one in done.items():
        member = team.members[person]
        reflection = workshop.reflections.get(person)
        credit = earned.get(person)
        yield [
            team_name(office, team.id),
            _name(people, person),
            role_words(member.role),
            member.joined_at,
            member.left_at,
            len(one.meetings),
            ", ".join(str(number) for number in sorted(one.meetings)),
            _plan_words(reflection.mark if reflection else None, reflection is not None),
            _yes(one.complete),
            credit.units if credit else None,
        ]


def _credits(office: Office, workshop: Workshop, done: list[Completion]) -> dict[str, Credit]:
    """The approved credits of these members, by person."""
    ledger, events = Ledger(office.records()), credited(office, workshop)
    found = {}
    for one in done:
        for credit in credits_of(ledger.events(one.person)) if one.person in events else ():
            if credit.event == events[one.person]:
                found[one.person] = credit
    return found


def _state(workshop: Workshop, team: Team) -> str:
    if team.state is TeamState.REFUSED:
        why = " ".join(reason_words(one, workshop.rules, team.people) for one in team.because)
        return _("refused: {why}").format(why=why) if why else _("refused")
    return _("accepted") if team.accepted else _("applied")


def _plan_words(mark: Mark | None, sent: bool) -> str:
    if mark:
        return _("met") if mark.verdict is Verdict.MET else _("returned")
    return _("handed in") if sent else ""


def _name(people: Mapping[str, Person], person: str | None) -> str:
    if person is None:
        return ""
    return people[person].name if person in people else _("(name erased)")


def _yes(holds: bool) -> str:
    return _("yes") if holds else _("no")
