"""`bargain intake`, `grade`, `queue`, `mark`: from a packet to an instructor's answer."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bargain_cli.identity import ActorOption, the_actor
from bargain_cli.options import CURRICULUM, HOME, CurriculumOption, HomeOption, now, the_courses, the_office

if TYPE_CHECKING:
    from autograde.engine.executor import Executor
    from autograde.grading.graded import Graded

SessionOption = Annotated[str, typer.Option("--session", help="The id of the session.")]
PersonOption = Annotated[str, typer.Option("--person", help="The learner's id, for example p-3f9a2c41d07b.")]
PartOption = Annotated[
    str, typer.Option("--part", help="The id of the part, for example part01-know-your-unit.")
]
BATCH_STANDS_BACK = 10
"""How far (as in nice) the runs of a batch stand back for the desk and for what is graded on submit."""


def _engine(text: str) -> str:
    from autograde.engine.cluster import is_address

    if text not in ("", "fork", "kernel") and not is_address(text):
        raise typer.BadParameter(f"{text} is none of fork, kernel, tcp://HOST:PORT, tls://HOST:PORT.")
    return text


def intake(
    packet: Annotated[Path, typer.Argument(help="The packet, a zip file.")],
    session: SessionOption,
    person: PersonOption,
    actor: ActorOption = "",
    at: Annotated[datetime | None, typer.Option(help="When it came, in UTC; now if left out.")] = None,
    home: HomeOption = HOME,
    curriculum: CurriculumOption = CURRICULUM,
) -> None:
    """Take in a packet that did not come through the desk."""
    from autograde.errors import IntakeError
    from autograde.intake.receive import receive_packet
    from autograde.people.staff import Role

    office = the_office(home)
    by = the_actor(office, actor, Role.STAFF)
    try:
        data = packet.read_bytes()
    except OSError as error:
        raise IntakeError(
            f"{packet} cannot be read ({error.strerror}). Check the name and try again."
        ) from None
    receipt = receive_packet(
        office,
        the_courses(curriculum),
        session,
        person,
        data,
        received_at=at.replace(tzinfo=UTC) if at else now(),
        actor=by,
    )
    print(f"Receipt {receipt.number}: {receipt.sentence}")


def grade(
    session: Annotated[str, typer.Argument(help="The id of the session.")],
    workers: Annotated[
        int,
        typer.Option("--workers", "-j", min=0, max=64, help="Runs at a time; 0: one for each processor."),
    ] = 0,
    retry: Annotated[bool, typer.Option("--retry", help="Also what broke before.")] = False,
    regrade: Annotated[
        bool,
        typer.Option("--regrade", help="Also what was graded before its part or the rules changed."),
    ] = False,
    everything: Annotated[
        bool, typer.Option("--regrade-all", help="Everything again. Earlier scores stay on record.")
    ] = False,
    reason: Annotated[str, typer.Option(help="Why it is graded again, for the record.")] = "graded again",
    actor: ActorOption = "",
    engine: Annotated[
        str,
        typer.Option(
            callback=_engine,
            help="What runs the lessons: fork, kernel, or the address of a Dask scheduler (tcp://HOST:PORT), "
            "whose workers say how many run at a time. The fastest that this machine has if left out.",
        ),
    ] = "",
    home: HomeOption = HOME,
    curriculum: CurriculumOption = CURRICULUM,
) -> None:
    """Grade everything that is waiting in a session. Ctrl-C stops it; the next time it goes on from there."""
    from autograde.grading.grade import grade_waiting, left_as_graded
    from autograde.people.staff import Role
    from autograde.program.rules import find_rules
    from autograde.sessions.opening import course_of_session

    gc.set_threshold(50_000, 20, 20)  # many small objects, few cycles: by default a tenth of the time
    office = the_office(home)
    course = course_of_session(office, the_courses(curriculum), session)
    again = regrade or everything
    by = the_actor(office, actor, Role.STAFF) if again else ""
    try:
        with _runner(engine, workers) as runner, _grading_bar() as told:
            graded = grade_waiting(
                office,
                session,
                course,
                progress=told,
                executor=runner,
                retry=retry,
                regrade=reason if again else "",
                unchanged=everything,
                actor=by,
            )
    except KeyboardInterrupt:
        print("Stopped. What was graded is stored; the same command grades the rest.", file=sys.stderr)
        raise typer.Exit(130) from None
    _tell(graded)
    if left := left_as_graded(office, session, find_rules(course.id)):
        print(
            f"{left} graded earlier keep their scores, though their part or the rules changed since. "
            f"To grade them again: bargain grade {session} --regrade"
        )


@contextmanager
def _runner(engine: str, workers: int) -> Iterator[Executor]:
    """What runs the lessons: the cluster at that address, or so many workers on this machine."""
    from autograde.engine.cluster import Cluster, is_address
    from autograde.engine.executor import LocalPool
    from autograde.engine.forked import best_engine

    if is_address(engine):
        with closing(Cluster(engine)) as cluster:
            yield cluster
        return
    with best_engine(engine, nice=BATCH_STANDS_BACK) as runs:
        yield LocalPool(runs, workers or os.cpu_count() or 1)


def _tell(graded: list[Graded]) -> None:
    failed = [one for one in graded if one.failed]
    for one in failed:
        print(f"Not scored: {one.person} {one.part}: {one.sentence}")
    print(f"{len(graded) - len(failed)} graded, {len(failed)} not scored.")


@contextmanager
def _grading_bar() -> Iterator[Callable[[int, int], None]]:
    """A bar with the time that is left; told how many are done, of how many."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = TextColumn("Grading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns) as bar:
        task = bar.add_task("grading", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def queue(
    session: Annotated[str, typer.Argument(help="The id of the session.")],
    home: HomeOption = HOME,
    curriculum: CurriculumOption = CURRICULUM,
) -> None:
    """Show the memos that wait for an instructor, oldest first, with the promise and who is to answer."""
    from autograde.marking.queue import memo_queue
    from autograde.people.staff import Staff
    from autograde.sessions.calendar import Sessions
    from autograde.sessions.local_time import local_time
    from autograde.sessions.opening import course_of_session

    office = the_office(home)
    course = course_of_session(office, the_courses(curriculum), session)
    zone, moment = Sessions(office.records()).get(session).zone, now()
    names = {member.id: member.name for member in Staff(office.records()).all()}
    waiting = memo_queue(office, course, session, moment)
    for memo in waiting:
        late = "OVERDUE, was due" if memo.overdue(moment) else "due"
        print(
            f"{memo.submitted_at:%Y-%m-%d %H:%M} UTC  {memo.person}  {memo.part}  "
            f"{'second reading, ' if memo.asked else ''}{late} {local_time(memo.due_at, zone)}, "
            f"{names.get(memo.instructor, 'nobody yet')}{' (second instructor)' if memo.turn > 1 else ''}"
        )
    print(f"{len(waiting)} waiting." if waiting else "No memo is waiting.")


def mark(
    session: SessionOption,
    person: PersonOption,
    part: PartOption,
    met: Annotated[
        bool, typer.Option("--met/--returned", help="The memo is met, or returned with one change.")
    ],
    comment: Annotated[str, typer.Option(help="What the learner reads.")],
    points: Annotated[float | None, typer.Option(help="Points for a memo that is met.")] = None,
    row: Annotated[str, typer.Option(help="The rubric row a returned memo's change belongs to.")] = "",
    actor: ActorOption = "",
    home: HomeOption = HOME,
    curriculum: CurriculumOption = CURRICULUM,
) -> None:
    """Mark a memo: met, or returned with one change tied to a rubric row."""
    from autograde.marking.mark import mark_memo
    from autograde.people.staff import Role
    from autograde.sessions.opening import course_of_session

    office = the_office(home)
    by = the_actor(office, actor, Role.INSTRUCTOR)
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
        actor=by,
        now=now(),
    )
    print(f"Marked {'met' if met else 'returned'}: {person} {part}.")
