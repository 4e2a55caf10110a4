"""Staff: who may mark, who may change records, who may look; and by whom and when that was decided.

In: the records. Out: `StaffMember`s. Called by the desk, which lets them in, and by every command that
changes something. Roles are events of the ledger (`role_given`, `role_taken`) under random ids, so that years
later one can say who was allowed to do what; names are kept apart, with everybody else's (register.py).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, Engine, select

from autograde.errors import NotAllowed, PersonError
from autograde.ledger.events import OFFICE, Event, EventKind, NewEvent
from autograde.ledger.records import reading, writing
from autograde.ledger.store import Ledger, events_in, record
from autograde.ledger.tables import person
from autograde.people import tokens
from autograde.people.register import People, keep_person
from classroom.language import _

__all__ = ["Role", "Staff", "StaffMember", "role_word", "roles_held"]

_KINDS = (EventKind.ROLE_GIVEN, EventKind.ROLE_TAKEN)


class Role(StrEnum):
    """What somebody may do: mark memos, run the program, or read how the members of her local are doing."""

    INSTRUCTOR = "instructor"
    STAFF = "staff"
    OFFICER = "officer"


@dataclass(frozen=True)
class StaffMember:
    """Somebody with a role or more; an officer reads about the local that is kept with her.

    `since` is the id of the newest event about her roles: what she was allowed before it does not count now.
    """

    id: str
    name: str
    email: str
    affiliate: str
    local: str
    roles: frozenset[Role]
    since: str


class Staff:
    """The staff of one office."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def add(
        self,
        name: str,
        roles: Collection[Role],
        now: datetime,
        *,
        actor: str | None = None,
        email: str = "",
        affiliate: str = "",
        local: str = "",
    ) -> str:
        """Keep a new person with these roles and return her random id.

        The first of all must be program staff and answers for herself; later ones are added by program staff,
        the `actor`. Raises NotAllowed for another actor, PersonError for a name, an e-mail address that is
        taken, or an officer without a local.
        """
        with writing(self.engine, "people") as connection:
            first = not _holders(connection, Role.STAFF)
            if first and Role.STAFF not in roles:
                raise NotAllowed(
                    _("The first person must be program staff and adds the others: give the role staff.")
                )
            if not first:
                _check(connection, actor, Role.STAFF)
            _check_email(connection, email)
            added = keep_person(connection, name, email, affiliate, local)
            if Role.OFFICER in roles and not local.strip():
                raise PersonError(_("An officer reads about one local. Name the local."))
            for role in sorted(roles):
                _say(connection, EventKind.ROLE_GIVEN, added, role, added if first else str(actor), now)
            return added

    def give(self, person_id: str, role: Role, actor: str, now: datetime) -> None:
        """Give a role to somebody known; a second time changes nothing. Raises NotAllowed, PersonError."""
        with writing(self.engine, "people") as connection:
            _check(connection, actor, Role.STAFF)
            known = People(self.engine).person(person_id)
            if role is Role.OFFICER and not known.local:
                raise PersonError(_("An officer reads about one local. Name the local."))
            if role not in _roles(connection, person_id):
                _say(connection, EventKind.ROLE_GIVEN, person_id, role, actor, now)

    def take(self, person_id: str, role: Role, actor: str, now: datetime, reason: str = "") -> None:
        """Take a role away; a second time changes nothing.

        Raises NotAllowed for the last program staff, whom nobody could replace.
        """
        with writing(self.engine, "people") as connection:
            _take(connection, person_id, {role}, actor, now, reason)

    def remove(self, person_id: str, actor: str, now: datetime, reason: str = "") -> None:
        """Take away all roles, and what lets her in. What she did stays on record."""
        with writing(self.engine, "people") as connection:
            _take(connection, person_id, set(Role), actor, now, reason)
            tokens.revoke_all(connection, person_id)
            tokens.forget_codes(connection, person_id)

    def roles_of(self, person_id: str) -> frozenset[Role]:
        """The roles somebody has now; none for a learner or a stranger."""
        with reading(self.engine) as connection:
            return _roles(connection, person_id)

    def member(self, person_id: str) -> StaffMember | None:
        """Somebody with a role, or None."""
        events = Ledger(self.engine).events(person_id, OFFICE, _KINDS)
        return next(iter(self._members(events)), None)

    def all(self) -> list[StaffMember]:
        """Everybody who has a role now, by name."""
        members = self._members(Ledger(self.engine).events(session=OFFICE, kinds=_KINDS))
        return sorted(members, key=lambda member: (member.name.casefold(), member.id))

    def find(self, named: str) -> StaffMember:
        """The one staff person of that id, e-mail address or name; raises NotAllowed when there is none, or
        two.
        """
        known, word = self.all(), named.strip().casefold()
        found = [one for one in known if word and word in (one.id, one.email.casefold(), one.name.casefold())]
        if not known:
            raise NotAllowed(
                _('No staff are known here yet. Begin with: bargain staff add "Your Name" --role staff')
            )
        if not found:
            raise NotAllowed(
                _('"{named}" is nobody on the staff here. `bargain staff list` shows who is.').format(
                    named=named
                )
            )
        if len(found) > 1:
            raise NotAllowed(
                _('"{named}" could be {people}. Give the id.').format(
                    named=named, people=", ".join(one.id for one in found)
                )
            )
        return found[0]

    def check(self, person_id: str, *roles: Role) -> None:
        """Refuse somebody who has none of these roles; raises NotAllowed, naming the role it takes."""
        with reading(self.engine) as connection:
            _check(connection, person_id, *roles)

    def _members(self, events: Iterable[Event]) -> list[StaffMember]:
        own: dict[str, list[Event]] = {}
        for event in events:
            own.setdefault(event.person, []).append(event)
        roles = {one: held for one, told in own.items() if (held := roles_held(told))}
        people = People(self.engine).people(roles)
        return [
            StaffMember(**vars(people[one]), roles=held, since=own[one][-1].id)
            for one, held in roles.items()
            if one in people
        ]


def roles_held(events: Iterable[Event]) -> frozenset[Role]:
    """The roles one person has after these events of hers, in order. Pure."""
    held: set[Role] = set()
    for event in events:
        if event.kind is EventKind.ROLE_GIVEN:
            held.add(Role(event.body["role"]))
        elif event.kind is EventKind.ROLE_TAKEN:
            held.discard(Role(event.body["role"]))
    return frozenset(held)


def role_word(role: Role) -> str:
    """A role in a word or two."""
    return {
        Role.INSTRUCTOR: _("instructor"),
        Role.STAFF: _("program staff"),
        Role.OFFICER: _("officer of a local"),
    }[role]


def _roles(connection: Connection, person_id: str) -> frozenset[Role]:
    return roles_held(events_in(connection, person=person_id, session=OFFICE, kinds=_KINDS))


def _holders(connection: Connection, role: Role) -> set[str]:
    """Everybody who has the role and is still kept here."""
    events = events_in(connection, session=OFFICE, kinds=_KINDS)
    people = {event.person for event in events}
    kept = set(connection.scalars(select(person.c.id).where(person.c.id.in_(people))))
    return {one for one in kept if role in roles_held(event for event in events if event.person == one)}


def _check(connection: Connection, actor: str | None, *roles: Role) -> None:
    held = _roles(connection, actor) if actor else frozenset()
    if not held.intersection(roles):
        raise NotAllowed(
            _("This takes the role: {roles}. Ask program staff to do it, or to give you the role.").format(
                roles=_(" or ").join(role_word(role) for role in roles)
            )
        )


def _check_email(connection: Connection, email: str) -> None:
    same = person.c.email == email.strip()
    holders = {event.person for event in events_in(connection, session=OFFICE, kinds=_KINDS)}
    if email.strip() and holders.intersection(connection.scalars(select(person.c.id).where(same))):
        raise PersonError(
            _("Somebody on the staff has this e-mail address already: {email}.").format(email=email)
        )


def _take(
    connection: Connection, person_id: str, roles: Collection[Role], actor: str, now: datetime, reason: str
) -> None:
    _check(connection, actor, Role.STAFF)
    if Role.STAFF in roles and _holders(connection, Role.STAFF) == {person_id}:
        raise NotAllowed(_("This is the last of the program staff. Add another one first."))
    for role in sorted(_roles(connection, person_id).intersection(roles)):
        _say(connection, EventKind.ROLE_TAKEN, person_id, role, actor, now, reason)


def _say(
    connection: Connection,
    kind: EventKind,
    person_id: str,
    role: Role,
    actor: str,
    now: datetime,
    reason: str = "",
) -> None:
    told = len(events_in(connection, person=person_id, session=OFFICE, kinds=_KINDS))
    said = NewEvent(
        key=f"{kind}:{person_id}:{role}:{told + 1}",
        person=person_id,
        session=OFFICE,
        kind=kind,
        occurred_at=now,
        actor=actor,
        reason=reason,
        body={"role": role.value},
    )
    record(connection, said, now)
