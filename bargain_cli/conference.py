"""`bargain conference`: workshops of one day, what each counts for, and credit for who came."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bargain_cli.identity import ActorOption, the_actor
from bargain_cli.options import HOME, HomeOption, the_office
from bargain_cli.program import ProgramsOption, one_certificate
from bargain_cli.workshop import file_bytes

app = typer.Typer(help="Conference workshops: the catalogue, and credit by attendance.", no_args_is_help=True)
ConferenceArgument = Annotated[str, typer.Argument(help="The id of the conference, such as mta-winter-2026.")]


@app.command("list")
def list_(
    conference: ConferenceArgument,
    tag: Annotated[str, typer.Option(help="Only workshops with this tag, such as negotiations.")] = "",
) -> None:
    """List the workshops, what each counts for, and the lessons here that teach its subject."""
    from autograde.conferences.catalogue import find_conference

    found = find_conference(conference)
    print(f"{found.title}, {found.day:%A, %B %d, %Y}, {found.place}. {found.note}")
    for one in found.workshops:
        if tag and tag.casefold() not in {word.casefold() for word in one.tags}:
            continue
        counts = one.counts_as.value if one.counts_as else "no credit named"
        print(f"{one.number}. {one.subject} ({one.heading}): {counts}")
        hours, places = one.hours or "unset", one.places or "unset"
        print(f"   for: {one.audience or 'unset'}; hours: {hours}; places: {places}")
        if one.lessons:
            print(f"   taught here: {', '.join(one.lessons)}")


@app.command("attendance")
def attendance(
    conference: ConferenceArgument,
    workshop: Annotated[int, typer.Argument(help="The number of the workshop in the catalogue.")],
    sheet: Annotated[Path, typer.Argument(help="Who was there: CSV or xlsx, with a row of headings.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do it. Without this, nothing is changed.")] = False,
    actor: ActorOption = "",
    programs: ProgramsOption = None,
    home: HomeOption = HOME,
) -> None:
    """Say what an attendance list would do; with --yes propose the credit, which a second person approves."""
    from autograde.conferences.attendance import plan_credit, propose_credit
    from autograde.conferences.catalogue import find_conference
    from autograde.people.staff import Role
    from autograde.teams.attendance_file import read_attendance

    office, found = the_office(home), find_conference(conference)
    by, data = the_actor(office, actor, Role.STAFF), file_bytes(sheet)
    rules = one_certificate(programs, found.certificate)
    listed = plan_credit(office, found, workshop, read_attendance(sheet.name, data))
    for sentence in listed.attendance.problems:
        print(sentence)
    print(f"{len(listed.attendance.people)} were there, {len(listed.attendance.problems)} problems.")
    if not yes:
        print("Nothing was changed. Add --yes to do it.")
        return
    with office.writer():
        made = propose_credit(office, found, listed, rules, data, by)
    for event in made:
        print(f"{event.person}  {event.id}: proposed")
    print("A second person approves each: bargain credit approve PERSON PROPOSAL")
