"""Who was at a meeting: first a plan that changes nothing, then all of it or nothing.

In: the office, a workshop, the number of a meeting, an `AttendanceSheet`. Out: `AttendancePlan`; after
`record_attendance`, events. Called by the command and the demonstration. People are found by their address,
or by their name where the sheet has none; who cannot be told apart is a problem with its row, never a guess.
A sheet brought in again changes only what it says otherwise; who is not on it stays as she was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from autograde.errors import RecordsError, TeamError
from autograde.ledger.events import EventKind
from autograde.office import Office
from autograde.people.register import People, Person
from autograde.teams.attendance_file import AttendanceLine, AttendanceSheet
from autograde.teams.opening import find_workshop
from autograde.teams.recording import put_all_on_record
from autograde.teams.workshop import Workshop
from classroom.language import _

__all__ = ["AttendancePlan", "plan_attendance", "record_attendance"]


@dataclass(frozen=True)
class AttendancePlan:
    """What a sheet would do: who was there, who was not (of accepted teams), what changes, what is wrong."""

    workshop: Workshop
    meeting: int
    present: tuple[str, ...]
    absent: tuple[str, ...]
    changes: Mapping[str, bool]
    problems: tuple[str, ...]


def plan_attendance(
    office: Office, workshop: str, meeting: int, sheet: AttendanceSheet, least_minutes: int = 0
) -> AttendancePlan:
    """What bringing in a sheet would mean; changes nothing.

    least_minutes: who was there for fewer, by the sheet's own minutes, counts as absent. Raises TeamError for
    an unknown workshop or meeting.
    """
    found = find_workshop(office, workshop)
    if meeting not in {one.number for one in found.meetings}:
        raise TeamError(
            _("The workshop has meetings 1 to {most}, not {number}.").format(
                most=len(found.meetings), number=meeting
            )
        )
    on_rosters = [
        one.person for team in found.teams.values() if team.accepted for one in team.members.values()
    ]
    people = People(office.records()).people(on_rosters)
    problems, said = list(sheet.problems), {}
    for line in sheet.lines:
        same = _matching(line, list(people.values()))
        if len(same) == 1:
            said[same[0]] = line.present and (line.minutes is None or line.minutes >= least_minutes)
        else:
            problems.append(_not_told(line, same))
    was = {one: meeting in found.attended.get(one, frozenset()) for one in on_rosters}
    will_be = {**was, **said}
    in_a_team = [one for one in on_rosters if found.team_of(one)]
    return AttendancePlan(
        workshop=found,
        meeting=meeting,
        present=tuple(one for one in will_be if will_be[one]),
        absent=tuple(one for one in in_a_team if not will_be[one]),
        changes={one: there for one, there in said.items() if was[one] is not there},
        problems=tuple(problems),
    )


def record_attendance(office: Office, planned: AttendancePlan, actor: str, now: datetime) -> int:
    """Put on record what changes, and return how many people that is.

    Raises RecordsError, and changes nothing, while the sheet has problems.
    """
    if planned.problems:
        raise RecordsError(
            _("The sheet has {n} problems. Nothing was changed: {first}").format(
                n=len(planned.problems), first=planned.problems[0]
            )
        )
    bodies = {
        person: {"meeting": planned.meeting, "present": present}
        for person, present in planned.changes.items()
    }
    return len(put_all_on_record(office, planned.workshop.id, EventKind.ATTENDED, bodies, actor, now))


def _matching(line: AttendanceLine, people: Sequence[Person]) -> list[str]:
    """Who that is: by her address; where the sheet or our list has none, by her name."""
    if line.email:
        found = [one.id for one in people if one.email.casefold() == line.email.casefold()]
        if found:
            return found
    plain = line.name.casefold()
    return [one.id for one in people if one.name.casefold() == plain and not (line.email and one.email)]


def _not_told(line: AttendanceLine, same: Sequence[str]) -> str:
    who = f"{line.name} ({line.email})" if line.email else line.name
    if same:
        return _("Row {row}: {who} could be {people}. Add her e-mail address.").format(
            row=line.row, who=who, people=", ".join(same)
        )
    return _("Row {row}: {who} is on no accepted team's roster.").format(row=line.row, who=who)
