"""`bargain credit`: what was attended elsewhere, proposed with evidence and approved by a second person."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bargain_cli.identity import ActorOption, the_actor
from bargain_cli.options import HOME, HomeOption, now, the_office
from bargain_cli.program import ProgramsOption, events_of, everybody, one_certificate

app = typer.Typer(
    help="Outside credit: intensives and workshops attended elsewhere, with evidence and a second person.",
    no_args_is_help=True,
)
PersonArgument = Annotated[str, typer.Argument(help="The id of the person (p- and twelve characters).")]
CertificateOption = Annotated[str, typer.Option(help="The certificate whose rules know the offering.")]


@app.command("propose")
def propose_(
    person: PersonArgument,
    offering: Annotated[str, typer.Argument(help="The id of the offering, as in the certificate's rules.")],
    certificate: CertificateOption,
    on: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The day it was attended.")],
    evidence: Annotated[Path, typer.Option(help="A file that shows it, such as the attendance list.")],
    actor: ActorOption = "",
    programs: ProgramsOption = None,
    home: HomeOption = HOME,
) -> None:
    """Propose outside credit for a person; it counts once somebody else has approved it."""
    from datetime import UTC

    from autograde.people.staff import Role
    from autograde.program.outside import propose

    office, rules = the_office(home), one_certificate(programs, certificate)
    by = the_actor(office, actor, Role.STAFF)
    events_of(office, person)
    with office.writer():
        made = propose(office, rules, person, offering, on.replace(tzinfo=UTC), _bytes_of(evidence), by)
    print(f"{made.id}: proposed. A second person approves it: bargain credit approve {person} {made.id}")


@app.command("import")
def import_(
    attendance: Annotated[Path, typer.Argument(help="The attendance list: CSV or xlsx, with headings.")],
    offering: Annotated[str, typer.Argument(help="The id of the offering, as in the certificate's rules.")],
    certificate: CertificateOption,
    on: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The day it was attended.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do it. Without this, nothing is changed.")] = False,
    actor: ActorOption = "",
    programs: ProgramsOption = None,
    home: HomeOption = HOME,
) -> None:
    """Propose outside credit for everybody on an attendance list; the list itself is the evidence."""
    from datetime import UTC

    from autograde.people.staff import Role
    from autograde.program.attendance import propose_all, read_attendance
    from autograde.registration.roster_file import read_roster

    office, rules = the_office(home), one_certificate(programs, certificate)
    by, data = the_actor(office, actor, Role.STAFF), _bytes_of(attendance)
    listed = read_attendance(office, read_roster(attendance.name, data))
    for sentence in listed.problems:
        print(sentence)
    print(f"{len(listed.people)} people, {len(listed.problems)} problems.")
    if not yes:
        print("Nothing was changed. Add --yes to do it.")
        return
    with office.writer():
        made = propose_all(office, rules, listed, offering, on.replace(tzinfo=UTC), data, by)
    for event in made:
        print(f"{event.person}  {event.id}: proposed")
    print("A second person approves each: bargain credit approve PERSON PROPOSAL")


@app.command("approve")
def approve_(
    person: PersonArgument,
    proposal: Annotated[str, typer.Argument(help="The id of the proposal (see bargain credit list).")],
    certificate: CertificateOption,
    actor: ActorOption = "",
    programs: ProgramsOption = None,
    home: HomeOption = HOME,
) -> None:
    """Approve a proposal, as somebody other than who made it."""
    from autograde.people.staff import Role
    from autograde.program.outside import approve

    office, rules = the_office(home), one_certificate(programs, certificate)
    by = the_actor(office, actor, Role.STAFF)
    with office.writer():
        made = approve(office, rules, person, proposal, by)
    print(f"{made.id}: approved under {rules.id} version {rules.version}.")


@app.command("void")
def void_(
    person: PersonArgument,
    credit: Annotated[str, typer.Argument(help="The id of the credit or the proposal.")],
    reason: Annotated[str, typer.Option(help="Why it is taken back.")],
    actor: ActorOption = "",
    home: HomeOption = HOME,
) -> None:
    """Take an outside credit or a proposal back; it stays on record, with the reason."""
    from autograde.people.staff import Role
    from autograde.program.outside import void

    office = the_office(home)
    by = the_actor(office, actor, Role.STAFF)
    with office.writer():
        void(office, person, credit, reason, by, now())
    print(f"{credit}: taken back.")


@app.command("list")
def list_(
    person: Annotated[str, typer.Argument(help="The id of the person; everybody if left out.")] = "",
    home: HomeOption = HOME,
) -> None:
    """List credits, and the proposals that wait for a second person."""
    from autograde.program.credits import credits_of, proposals_of

    office = the_office(home)
    people = {person: events_of(office, person)} if person else everybody(office)
    for one, events in people.items():
        for credit in credits_of(events):
            units = "no units" if credit.units is None else f"units: {credit.units:f}"
            category = f", {credit.category.value}" if credit.category else ""
            what = f"{credit.course or credit.offering}  {units}{category}"
            print(f"{one}  {credit.at:%Y-%m-%d}  {what}  {credit.event}")
        for waiting in proposals_of(events):
            day = f"{waiting.attended_at:%Y-%m-%d}"
            print(f"{one}  {day}  {waiting.offering}  waits for approval  {waiting.event}")


def _bytes_of(path: Path) -> bytes:
    from autograde.errors import RecordsError

    try:
        return path.read_bytes()
    except OSError as problem:
        raise RecordsError(f"{path} cannot be read: {problem.strerror or problem}.") from problem
