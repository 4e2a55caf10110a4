"""An office with Part 1 open, and people whose answers differ and came through the real forms and intake."""

import json
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from beside.measuring import ROOT

__all__ = ["OPENS", "PART", "SESSION", "submit", "submit_all"]

PART, SESSION = "part01-know-your-unit", "bench"
OPENS = datetime(2026, 9, 1, 13, tzinfo=UTC)
WORDS = ("right", "$1", "", "about forty", "right", "1,590,000", "right")


def submit_all(folder: Path, *counts: int) -> None:
    """Make an office with Part 1 open for each count, in folder/made-<count>, with so many submissions."""
    wanted = sorted(n for n in set(counts) if not (folder / f"made-{n}" / "complete").is_file())
    if wanted:
        _submit(folder, wanted)


def _submit(folder: Path, wanted: Sequence[int]) -> None:
    """One office grows to the largest size, and is copied at each. Only Part 1 is released in its session."""
    from autograde.course import find_courses
    from autograde.office import open_office
    from autograde.release.release import release_into_session
    from autograde.sessions.calendar import Sessions

    growing = folder / "growing"
    shutil.rmtree(growing, ignore_errors=True)
    courses, office = find_courses(ROOT / "curriculum"), open_office(growing / "office")
    closes = OPENS + timedelta(days=80)
    Sessions(office.records()).open_session(
        SESSION, courses["costing"], "Benchmark", OPENS, closes, "America/New_York", 7
    )
    release_into_session(courses["costing"], PART, office, SESSION)
    for number in range(wanted[-1]):
        submit(growing, office, courses, number)
        if number + 1 in wanted:
            made = folder / f"made-{number + 1}"
            shutil.rmtree(made, ignore_errors=True)
            shutil.copytree(growing / "office", made / "office")
            (made / "complete").touch()
    shutil.rmtree(growing)


def submit(folder: Path, office, courses, number: int, moment: datetime | None = None) -> str:
    """One person joins, opens the part, types into its forms, and sends it; returns her id."""
    from autograde.intake.receive import receive_packet
    from autograde.people.register import People
    from autograde.sessions.calendar import Sessions
    from classroom.questions.forms import shown
    from classroom.rehearsal import code_cells, rehearse
    from classroom.sending.packet import build_packet
    from classroom.workspace import Workspace
    from demonstration.typed import typed_answers
    from desk.handing_out import part_for

    people, moment = People(office.records()), moment or OPENS + timedelta(days=1, minutes=number)
    with office.writer():
        code = people.invite(SESSION, OPENS, OPENS + timedelta(days=60))
        person = people.join(code, f"Learner {number}", "A Union", "Local 7", OPENS + timedelta(hours=1))
    bundle = part_for(office, SESSION, person, PART)
    place = Workspace(folder / "workspaces" / person).install_part(bundle)
    described = json.loads((place / "part.json").read_bytes())
    opened = rehearse(code_cells((place / described["notebook"]).read_bytes()), place).part
    variant = Sessions(office.records()).variant_of(SESSION, person)
    lesson = courses["costing"].part(PART).folder
    words = {name: _word(number, at, amount) for at, (name, amount) in enumerate(_questions(lesson))}
    typed = typed_answers(lesson, variant, words)
    if number % 5:
        typed[described["memo"]["id"]] = f"Please send the payroll register of building {number} by Friday."
    for name, form in shown(opened).items():
        if typed.get(name):
            kind = "check" if form.practice else "save"
            form.handle({"type": kind, "text": typed[name], "based_on": form.revision, "mark": name})
    packet = build_packet(opened, include_notebook=False, made_at=moment)
    receive_packet(office, courses, SESSION, person, packet, received_at=moment, actor=person)
    return str(person)


@cache
def _questions(lesson: Path) -> list[tuple[str, bool]]:
    """The questions of the lesson that have a key: id, and whether it asks for an amount."""
    from autograde.release.lesson_trial import try_lesson

    return [(name, put.question.kind.is_amount) for name, put in try_lesson(lesson, 0).keyed().items()]


def _word(number: int, place: int, is_amount: bool) -> str:
    """What this person answers there: a third of all people everything right, the others some of it."""
    if number % 3 == 0:
        return "right"
    return WORDS[(number + place) % len(WORDS)] if is_amount else ("right", "")[(number + place) % 2]
