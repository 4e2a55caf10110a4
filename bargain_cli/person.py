"""`bargain person` and `bargain retention`: what is held about somebody, and for how long."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bargain_cli.identity import ActorOption, the_actor
from bargain_cli.options import HOME, HomeOption, now, the_office

app = typer.Typer(help="What is held about one person: show, correct, copy, erase.", no_args_is_help=True)
PersonArgument = Annotated[str, typer.Argument(help="The id of the person (p- and twelve characters).")]


@app.command("show")
def show(person: PersonArgument, home: HomeOption = HOME) -> None:
    """Say who somebody is and what is held about her."""
    from collections import Counter

    from autograde.community.held import held_in_communities
    from autograde.ledger.store import Ledger
    from autograde.people.register import People
    from autograde.personal.holdings import holdings

    office = the_office(home)
    who = People(office.records()).person(person)
    events = Ledger(office.records()).events()
    print(f"{who.id}  {who.name}  {who.email}  {who.affiliate}  {who.local}")
    print(f"{sum(event.person == person for event in events)} events in the ledger")
    for keep, count in sorted(Counter(one.keep.value for one in holdings(office, person, events)).items()):
        print(f"{count} {keep}")
    community = held_in_communities(office, person)
    print(f"{len(community['posts'])} posts, {len(community['files'])} shared files")


@app.command("correct")
def correct(
    person: PersonArgument,
    name: Annotated[str | None, typer.Option(help="Her name, as it is now.")] = None,
    email: Annotated[str | None, typer.Option(help="Her e-mail address.")] = None,
    affiliate: Annotated[str | None, typer.Option(help="Her affiliate.")] = None,
    local: Annotated[str | None, typer.Option(help="Her local.")] = None,
    actor: ActorOption = "",
    home: HomeOption = HOME,
) -> None:
    """Correct who somebody is. A certificate with the old name is issued again by itself: see reissue."""
    from autograde.people.staff import Role
    from autograde.personal.correct import correct_person

    office = the_office(home)
    by = the_actor(office, actor, Role.STAFF)
    with office.writer():
        changed = correct_person(
            office, person, name=name, email=email, affiliate=affiliate, local=local, actor=by, now=now()
        )
    print(f"{person}: {', '.join(changed) or 'nothing'} changed.")


@app.command("copy")
def copy(
    person: PersonArgument,
    to: Annotated[Path, typer.Option(help="The zip to write.")],
    home: HomeOption = HOME,
) -> None:
    """Write a zip with everything that is held about somebody, to be given to her."""
    from autograde.personal.copy import copy_of
    from classroom.files import write_whole

    write_whole(to, copy_of(the_office(home), person), mode=0o600)
    print(to)


@app.command("erase")
def erase(
    person: PersonArgument,
    reason: Annotated[str, typer.Option(help="Why; one line, without names. It stays on record.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do it. It cannot be undone.")] = False,
    actor: ActorOption = "",
    home: HomeOption = HOME,
) -> None:
    """Erase somebody's name and everything she wrote. The ledger stays, under her random id."""
    from autograde.people.staff import Role
    from autograde.personal.erase import erase_person

    office = the_office(home)
    by = the_actor(office, actor, Role.STAFF)
    if not yes:
        show(person, home)
        print("Nothing was erased. Add --yes to do it; it cannot be undone.")
        return
    with office.writer():
        counted = erase_person(office, person, reason, by, now())
    print(
        f"{person} is erased: " + (", ".join(f"{n} {kind}" for kind, n in sorted(counted.items())) or "name")
    )


def retention(
    yes: Annotated[bool, typer.Option("--yes", help="Erase what is due. It cannot be undone.")] = False,
    actor: ActorOption = "",
    home: HomeOption = HOME,
) -> None:
    """Say what has been kept long enough under retention.toml, and with --yes erase it."""
    from autograde.people.staff import Role
    from autograde.personal.retention import carry_out, due, read_retention

    office, moment = the_office(home), now()
    by = the_actor(office, actor, Role.STAFF) if yes else ""
    kept = read_retention(office.home)
    found = due(office, kept, moment)
    for keep, span in kept.items():
        count = sum(one.keep is keep for some in found.values() for one in some)
        print(f"{keep.value}: kept {span.days} days, {count} due")
    if not kept:
        print("Nothing is ever due: retention.toml of the office sets no days.")
    elif yes:
        with office.writer():
            carry_out(office, found, by, moment)
        print(f"Erased, for {len(found)} people.")
    else:
        print("Nothing was erased. Add --yes to do it.")
