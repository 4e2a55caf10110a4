"""An office with Part 1 open, and people whose answers differ and came through the real forms and intake."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from beside.measuring import ROOT

__all__ = ["OPENS", "PART", "SESSION", "submit", "submit_all"]

PART, SESSION = "part01-know-your-unit", "bench"
OPENS = datetime(2026, 9, 1, 13, tzinfo=UTC)
WORDS = ("right", "$1", "", "about forty", "right", "1,590,000", "right")


def submit_all(folder: Path, count: int) -> None:
    """Make an office with Part 1 open and `count` submissions that wait."""
    if (folder / "complete").is_file():
        return
    from autograde.course import find_courses
    from autograde.office import open_office
    from autograde.sessions.opening import open_session

    shutil.rmtree(folder, ignore_errors=True)
    courses, office = find_courses(ROOT / "curriculum"), open_office(folder / "office")
    dates = {"opens_at": OPENS, "closes_at": OPENS + timedelta(days=80), "zone": "America/New_York"}
    open_session(
        office,
        courses,
        "costing",
        SESSION,
        title="Benchmark",
        late_days=7,
        actor="system:bench",
        now=OPENS,
        **dates,
    )
    for number in range(count):
        submit(folder, office, courses, number)
    shutil.rmtree(folder / "workspaces")
    (folder / "complete").touch()


def submit(folder: Path, office, courses, number: int, moment: datetime | None = None) -> str:
    """One person joins, opens the part, types into its forms, and sends it; returns her id."""
    from autograde.intake.receive import receive_packet
    from autograde.people.register import People
    from autograde.release.lesson_trial import try_lesson
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
    words = {
        name: _word(number, place_, put.question.kind.is_amount)
        for place_, (name, put) in enumerate(try_lesson(lesson, variant).keyed().items())
    }
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


def _word(number: int, place: int, is_amount: bool) -> str:
    """What this person answers there: a third of all people everything right, the others some of it."""
    if number % 3 == 0:
        return "right"
    return WORDS[(number + place) % len(WORDS)] if is_amount else ("right", "")[(number + place) % 2]
