"""`bargain registration`: a deadline and places, and what becomes of each application."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bargain_cli.identity import ActorOption, the_actor
from bargain_cli.options import HOME, HomeOption, now, the_office

if TYPE_CHECKING:
    from autograde.office import Office
    from autograde.people.register import Person

app = typer.Typer(
    help="Registration: deadline, places, applications and the waiting list.", no_args_is_help=True
)
SessionArgument = Annotated[str, typer.Argument(help="The id of the session.")]
PersonArgument = Annotated[str, typer.Argument(help="The id of the person (p- and twelve characters).")]


@app.command("open")
def open_(
    session: SessionArgument,
    deadline: Annotated[datetime, typer.Option(help="Until when people may apply (session's zone).")],
    actor: ActorOption = "",
    places: Annotated[int | None, typer.Option(min=1, help="How many places; no limit if left out.")] = None,
    affiliate: Annotated[
        list[str] | None, typer.Option(help="Only its members may apply; give it again for another one.")
    ] = None,
    home: HomeOption = HOME,
) -> None:
    """Open the registration of a session, or change its deadline, its places and who may apply."""
    from zoneinfo import ZoneInfo

    from autograde.people.staff import Role
    from autograde.registration.applications import open_registration
    from autograde.sessions.calendar import Sessions

    office = the_office(home)
    by = the_actor(office, actor, Role.STAFF)
    zone = ZoneInfo(Sessions(office.records()).get(session).zone)
    with office.writer():
        last = deadline.replace(tzinfo=zone)
        open_registration(office, session, last, places, by, now(), affiliate or ())
    print(f"Registration of {session} is open until {deadline:%A, %B %d, %Y, %H:%M} ({zone.key}).")
    print(f"People apply on the desk, at /apply/{session}.")


@app.command("list")
def list_(session: SessionArgument, home: HomeOption = HOME) -> None:
    """List the applications of a session, in the order in which they came."""
    from autograde.ledger.store import Ledger
    from autograde.people.register import People
    from autograde.registration.applications import registration

    records = the_office(home).records()
    stands = registration(Ledger(records).events(session=session))
    if stands is None:
        print(f"Registration of {session} was not opened.")
        return
    people = People(records).people(one.person for one in stands.applications)
    for one in stands.applications:
        name = people[one.person].name if one.person in people else "(name erased)"
        where = "".join(f"  {said}" for said in _contact(people.get(one.person)) if said)
        print(f"{one.person}  {one.applied_at:%Y-%m-%d %H:%M}  {one.decision.value}  {name}{where}")
    print("No limit of places." if stands.free is None else f"{stands.free} places are free.")


@app.command("decide")
def decide_(
    session: SessionArgument,
    person: PersonArgument,
    decision: Annotated[str, typer.Argument(help="accepted, waiting or declined.")],
    actor: ActorOption = "",
    reason: Annotated[str, typer.Option(help="Why; asked for when somebody is declined.")] = "",
    days: Annotated[int, typer.Option(min=1, max=365, help="Days until an unused link expires.")] = 30,
    desk_url: Annotated[str, typer.Option(help="Address of the desk.")] = "http://127.0.0.1:8765",
    home: HomeOption = HOME,
) -> None:
    """Accept, put on the waiting list, or decline. Who is accepted is enrolled, and gets a link."""
    from autograde.errors import SessionError
    from autograde.people.staff import Role
    from autograde.registration.applications import Decision, decide

    if decision not in {Decision.ACCEPTED, Decision.WAITING, Decision.DECLINED}:
        raise SessionError(f'An application is accepted, waiting or declined, not "{decision}".')
    office = the_office(home)
    by = the_actor(office, actor, Role.STAFF)
    with office.writer():
        decide(office, session, person, Decision(decision), reason, by, now())
        code = _sign_in_code(office, person, days) if decision == Decision.ACCEPTED else ""
    print(f"{person}: {decision}.")
    if code:
        print(f"Her link to the start page, which works once: {desk_url.rstrip('/')}/sign-in/{code}")


def _sign_in_code(office: Office, person: str, days: int) -> str:
    from autograde.people.register import People

    return People(office.records()).one_time_code(person, "sign-in", now(), minutes=days * 24 * 60)


def _contact(person: Person | None) -> tuple[str, ...]:
    return (person.email, person.affiliate, person.local) if person else ()
