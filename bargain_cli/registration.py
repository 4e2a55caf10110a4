"""`bargain registration`: a deadline and places, and what becomes of each application."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from bargain_cli.identity import ActorOption, the_actor
from bargain_cli.options import HOME, HomeOption, now, the_office

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
    home: HomeOption = HOME,
) -> None:
    """Open the registration of a session, or change its deadline and places."""
    from zoneinfo import ZoneInfo

    from autograde.people.staff import Role
    from autograde.registration.applications import open_registration
    from autograde.sessions.calendar import Sessions

    office = the_office(home)
    by = the_actor(office, actor, Role.STAFF)
    zone = ZoneInfo(Sessions(office.records()).get(session).zone)
    with office.writer():
        open_registration(office, session, deadline.replace(tzinfo=zone), places, by, now())
    print(f"Registration of {session} is open until {deadline:%A, %B %d, %Y, %H:%M} ({zone.key}).")


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
        print(f"{one.person}  {one.applied_at:%Y-%m-%d %H:%M}  {one.decision.value}  {name}")
    print("No limit of places." if stands.free is None else f"{stands.free} places are free.")


@app.command("decide")
def decide_(
    session: SessionArgument,
    person: PersonArgument,
    decision: Annotated[str, typer.Argument(help="accepted, waiting or declined.")],
    actor: ActorOption = "",
    reason: Annotated[str, typer.Option(help="Why; asked for when somebody is declined.")] = "",
    home: HomeOption = HOME,
) -> None:
    """Accept, put on the waiting list, or decline. Who is accepted is enrolled."""
    from autograde.errors import SessionError
    from autograde.people.staff import Role
    from autograde.registration.applications import Decision, decide

    if decision not in {Decision.ACCEPTED, Decision.WAITING, Decision.DECLINED}:
        raise SessionError(f'An application is accepted, waiting or declined, not "{decision}".')
    office = the_office(home)
    by = the_actor(office, actor, Role.STAFF)
    with office.writer():
        decide(office, session, person, Decision(decision), reason, by, now())
    print(f"{person}: {decision}.")
