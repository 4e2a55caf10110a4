"""`bargain intake`, `grade`, `queue`, `mark`: from a packet to an instructor's answer."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bargain_cli.options import CURRICULUM, HOME, CurriculumOption, HomeOption, now, the_courses, the_office

SessionOption = Annotated[str, typer.Option("--session", help="The id of the session.")]
PersonOption = Annotated[str, typer.Option("--person", help="The learner's id, for example p-3f9a2c41d07b.")]
PartOption = Annotated[
    str, typer.Option("--part", help="The id of the part, for example part01-know-your-unit.")
]
ActorOption = Annotated[
    str, typer.Option("--as", envvar="BARGAIN_ACTOR", help="Who does this, for example instructor:rivera.")
]


def intake(
    packet: Annotated[Path, typer.Argument(help="The packet, a zip file.")],
    session: SessionOption,
    person: PersonOption,
    actor: ActorOption = "staff:command",
    at: Annotated[datetime | None, typer.Option(help="When it came, in UTC; now if left out.")] = None,
    home: HomeOption = HOME,
    curriculum: CurriculumOption = CURRICULUM,
) -> None:
    """Take in a packet that did not come through the desk."""
    from autograde.errors import IntakeError
    from autograde.intake.receive import receive_packet

    try:
        data = packet.read_bytes()
    except OSError as error:
        raise IntakeError(
            f"{packet} cannot be read ({error.strerror}). Check the name and try again."
        ) from None
    receipt = receive_packet(
        the_office(home),
        the_courses(curriculum),
        session,
        person,
        data,
        received_at=at.replace(tzinfo=UTC) if at else now(),
        actor=actor,
    )
    print(f"Receipt {receipt.number}: {receipt.sentence}")


def grade(
    session: Annotated[str, typer.Argument(help="The id of the session.")],
    home: HomeOption = HOME,
    curriculum: CurriculumOption = CURRICULUM,
) -> None:
    """Grade everything that is waiting in a session."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from autograde.grading.grade import grade_waiting
    from autograde.sessions.opening import course_of_session

    office = the_office(home)
    course = course_of_session(office, the_courses(curriculum), session)
    columns = TextColumn("Grading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns) as bar:
        task = bar.add_task("grading", total=None)
        graded = grade_waiting(
            office,
            session,
            course,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    failed = [one for one in graded if one.failed]
    for one in failed:
        print(f"Not scored: {one.person} {one.part}: {one.sentence}")
    print(f"{len(graded) - len(failed)} graded, {len(failed)} not scored.")


def queue(
    session: Annotated[str, typer.Argument(help="The id of the session.")], home: HomeOption = HOME
) -> None:
    """Show the memos that wait for an instructor, oldest first."""
    from autograde.marking import waiting_memos
    from autograde.sessions.calendar import Sessions

    office = the_office(home)
    waiting = waiting_memos(office, Sessions(office.records()).get(session).id)
    for memo in waiting:
        print(f"{memo.submitted_at:%Y-%m-%d %H:%M} UTC  {memo.person}  {memo.part}")
    print(f"{len(waiting)} waiting." if waiting else "No memo is waiting.")


def mark(
    session: SessionOption,
    person: PersonOption,
    part: PartOption,
    met: Annotated[
        bool, typer.Option("--met/--returned", help="The memo is met, or returned with one change.")
    ],
    comment: Annotated[str, typer.Option(help="What the learner reads.")],
    actor: ActorOption,
    points: Annotated[float | None, typer.Option(help="Points for a memo that is met.")] = None,
    row: Annotated[str, typer.Option(help="The rubric row a returned memo's change belongs to.")] = "",
    home: HomeOption = HOME,
    curriculum: CurriculumOption = CURRICULUM,
) -> None:
    """Mark a memo: met, or returned with one change tied to a rubric row."""
    from autograde.marking import mark_memo
    from autograde.sessions.opening import course_of_session

    office = the_office(home)
    course = course_of_session(office, the_courses(curriculum), session)
    mark_memo(
        office,
        course,
        session,
        person,
        part,
        verdict="met" if met else "returned",
        points=points,
        comment=comment,
        rubric_row=row or None,
        actor=actor,
        now=now(),
    )
    print(f"Marked {'met' if met else 'returned'}: {person} {part}.")
