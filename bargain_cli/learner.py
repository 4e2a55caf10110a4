"""`bargain learner`: more time, another session, leaving; complaints and accommodations."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from bargain_cli.identity import ActorOption, the_actor
from bargain_cli.options import HOME, HomeOption, now, the_office

app = typer.Typer(
    help="One learner of a session: extension, transfer, withdrawal, notes.", no_args_is_help=True
)
SessionArgument = Annotated[str, typer.Argument(help="The id of the session.")]
PersonArgument = Annotated[str, typer.Argument(help="The id of the person (p- and twelve characters).")]
ReasonOption = Annotated[str, typer.Option(help="Why; one line, without names.")]


@app.command("extend")
def extend_(
    session: SessionArgument,
    person: PersonArgument,
    until: Annotated[
        datetime, typer.Option(help="The moment until which her work is taken (session's zone).")
    ],
    reason: ReasonOption,
    actor: ActorOption = "",
    home: HomeOption = HOME,
) -> None:
    """Take a learner's work until a later moment."""
    from zoneinfo import ZoneInfo

    from autograde.people.staff import Role
    from autograde.registration.changes import extend
    from autograde.sessions.calendar import Sessions

    office = the_office(home)
    by = the_actor(office, actor, Role.STAFF)
    zone = ZoneInfo(Sessions(office.records()).get(session).zone)
    with office.writer():
        extend(office, session, person, until.replace(tzinfo=zone), reason, by, now())
    print(f"{person}: work is taken until {until:%A, %B %d, %Y, %H:%M} ({zone.key}).")


@app.command("withdraw")
def withdraw_(
    session: SessionArgument,
    person: PersonArgument,
    reason: ReasonOption,
    actor: ActorOption = "",
    home: HomeOption = HOME,
) -> None:
    """Record that a learner has left a session. Her work stays on record."""
    from autograde.people.staff import Role
    from autograde.registration.changes import withdraw

    office = the_office(home)
    by = the_actor(office, actor, Role.STAFF)
    with office.writer():
        withdraw(office, session, person, reason, by, now())
    print(f"{person} has left {session}.")


@app.command("transfer")
def transfer_(
    session: SessionArgument,
    person: PersonArgument,
    to: Annotated[str, typer.Option(help="The session she moves to, of the same course.")],
    reason: ReasonOption,
    actor: ActorOption = "",
    home: HomeOption = HOME,
) -> None:
    """Move a learner to another session of the same course."""
    from autograde.people.staff import Role
    from autograde.registration.changes import transfer

    office = the_office(home)
    by = the_actor(office, actor, Role.STAFF)
    with office.writer():
        transfer(office, session, person, to, reason, by, now())
    print(f"{person} moved from {session} to {to}.")


@app.command("note")
def note_(
    session: SessionArgument,
    person: PersonArgument,
    about: Annotated[str, typer.Option(help="complaint or accommodation.")],
    state: Annotated[str, typer.Option(help="A word such as opened, granted, refused, settled.")],
    text: Annotated[str, typer.Option(help="What it says. It is kept apart and can be erased.")],
    answers: Annotated[str, typer.Option(help="The id of the note (c-...) that opened the matter.")] = "",
    actor: ActorOption = "",
    home: HomeOption = HOME,
) -> None:
    """Log a complaint or an accommodation, or its outcome."""
    from autograde.errors import SessionError
    from autograde.people.staff import Role
    from autograde.registration.changes import About, note

    if about not in set(About):
        raise SessionError(f'A note is about a complaint or an accommodation, not "{about}".')
    office = the_office(home)
    by = the_actor(office, actor, Role.STAFF)
    with office.writer():
        made = note(office, session, person, About(about), state, text, by, now(), answers)
    print(f"{made.body['note_id']}  {about} of {person} in {session}: {state}.")
