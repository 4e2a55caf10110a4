"""Opening a workshop, and finding it again.

In: the office, the rules, dates. Out: `Workshop`. Called by the command, the desk and the demonstration.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from autograde.errors import TeamError
from autograde.ledger.events import OFFICE, EventKind, NewEvent
from autograde.ledger.moments import moment_to_text
from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.sessions.calendar import Sessions
from autograde.teams.meetings import Meeting, check_zone
from autograde.teams.rules import WorkshopRules, find_workshop_rules
from autograde.teams.workshop import Workshop, workshop_of
from autograde.toml_reader import SLUG
from classroom.language import _

__all__ = ["all_workshops", "find_workshop", "open_workshop", "workshop_with_team"]


def open_workshop(
    office: Office,
    workshop: str,
    rules: WorkshopRules,
    title: str,
    meetings: Sequence[Meeting],
    deadline: datetime,
    zone: str,
    actor: str,
    now: datetime,
) -> Workshop:
    """Open a workshop, or change its dates; the newest dates count.

    Raises TeamError for an id that is none or that a session has, for another number of meetings than the
    rules say, and for a deadline after the first of them.
    """
    check_zone(zone)
    if not SLUG.fullmatch(workshop) or workshop in {one.id for one in Sessions(office.records()).all()}:
        raise TeamError(
            _(
                '"{id}" cannot be the id of a workshop: small letters, digits, hyphens, and of no session.'
            ).format(id=workshop)
        )
    if len(meetings) != rules.meetings:
        raise TeamError(
            _("{title} has {need} meetings; {have} dates were given.").format(
                title=rules.title, need=rules.meetings, have=len(meetings)
            )
        )
    if deadline > meetings[0].starts_at:
        raise TeamError(_("The deadline lies after the first meeting begins. Nothing was changed."))
    ledger = Ledger(office.records())
    before = ledger.events(OFFICE, workshop, {EventKind.WORKSHOP_OPENED})
    ledger.append(
        NewEvent(
            key=f"workshop_opened:{workshop}:{len(before) + 1}",
            person=OFFICE,
            session=workshop,
            kind=EventKind.WORKSHOP_OPENED,
            occurred_at=now,
            actor=actor,
            body={
                "rule": rules.id,
                "rule_version": rules.version,
                "rule_sha256": rules.sha256,
                "title": title.strip() or rules.title,
                "deadline": moment_to_text(deadline),
                "zone": zone,
                "meetings": [
                    [moment_to_text(one.starts_at), moment_to_text(one.ends_at)] for one in meetings
                ],
            },
        )
    )
    return find_workshop(office, workshop)


def find_workshop(office: Office, workshop: str, folder: Path | None = None) -> Workshop:
    """The workshop of that id as it stands; `folder` holds the rules, those that came along if left out.

    Raises TeamError when there is none, RulesError when its rules are not here.
    """
    events = Ledger(office.records()).events(session=workshop)
    opened = [event for event in events if event.kind is EventKind.WORKSHOP_OPENED]
    if not opened:
        known = ", ".join(_ids(office)) or "–"
        raise TeamError(
            _('There is no workshop "{id}". The workshops are: {known}.').format(id=workshop, known=known)
        )
    found = workshop_of(events, find_workshop_rules(str(opened[-1].body["rule"]), folder))
    assert found is not None  # noqa: S101 - it was opened
    return found


def all_workshops(office: Office, folder: Path | None = None) -> list[Workshop]:
    """Every workshop, in the order in which they were opened."""
    return [find_workshop(office, one, folder) for one in _ids(office)]


def workshop_with_team(office: Office, team: str, folder: Path | None = None) -> Workshop:
    """The workshop a team belongs to; raises TeamError when nobody knows the team."""
    for event in Ledger(office.records()).events(OFFICE, kinds={EventKind.TEAM_APPLIED}):
        if event.body["team"] == team:
            return find_workshop(office, event.session, folder)
    raise TeamError(_('There is no team "{team}" here.').format(team=team))


def _ids(office: Office) -> list[str]:
    events = Ledger(office.records()).events(OFFICE, kinds={EventKind.WORKSHOP_OPENED})
    return list(dict.fromkeys(event.session for event in events))
