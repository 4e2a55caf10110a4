"""Every hostile packet: refused with one sentence, or taken and scored as its answers deserve.

All of them are sent to one desk, each by a learner of her own, between packets of learners who mean no harm;
then the batch is graded.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from autograde.course import load_course
from autograde.intake.kept import quarantined
from autograde.ledger.store import Ledger
from autograde.office import open_office
from tests.autograde.hostile_packets import HOSTILE, Hostile
from tests.autograde.packet_making import Attacker

if TYPE_CHECKING:
    from autograde.grading.grade import Graded
    from tests.conftest import SmallSchool

TAKEN = [one for one in HOSTILE if one.points is not None]
REFUSED = [one for one in HOSTILE if one.points is None]


@dataclass
class Answered:
    """What the desk said to one packet, and which files outside the intake changed meanwhile."""

    person: str
    data: bytes
    status: int
    sentence: str
    changed: list[str]


@dataclass
class Batch:
    """One desk after all packets were sent and graded."""

    school: SmallSchool
    app: Any
    canary: Path
    answered: dict[str, Answered] = field(default_factory=dict)
    honest: list[str] = field(default_factory=list)
    graded: dict[str, Graded] = field(default_factory=dict)


def outside_the_intake(place: Path) -> dict[str, str]:
    """Every file around and in the office that no packet may change, by its hash."""
    own = ("packets", "quarantine", "records", "evidence")
    files = {}
    for path in place.rglob("*"):
        parts = path.relative_to(place).parts
        if path.is_file() and not (parts[0] == "office" and parts[1] in own) and "submitted" not in parts:
            files["/".join(parts)] = hashlib.sha256(path.read_bytes()).hexdigest()
    return files


@pytest.fixture(scope="module")
def batch(released_small_school: Path, tmp_path_factory: pytest.TempPathFactory) -> Batch:
    from autograde.engine.forked import best_engine
    from desk.app import create_app
    from desk.settings import DeskSettings
    from tests.conftest import SmallSchool

    place = tmp_path_factory.mktemp("hostile")
    shutil.copytree(released_small_school, place / "school")
    school = SmallSchool(
        office=open_office(place / "school" / "office"),
        course=load_course(place / "school" / "small"),
        opens_at=datetime(2027, 1, 4, 14, 0, tzinfo=UTC),
        closes_at=datetime(2027, 3, 29, 3, 59, tzinfo=UTC),
        workspaces=place / "workspaces",
        programs=place / "school" / "programs",
    )
    settings = DeskSettings(programs=school.programs, clock=lambda: school.during)
    done = Batch(school, create_app(school.office, school.courses, settings), place / "canary")
    send_all(done)
    with best_engine() as engine:
        done.graded = {one.person: one for one in school.grade(engine=engine)}
    return done


def send_all(batch: Batch) -> None:
    from autograde.people.register import People
    from autograde.release.release import released_part

    school = batch.school
    release = released_part(school.office, school.session, school.part).sha
    before = outside_the_intake(batch.canary.parent / "school")

    def send(name: str, make: Any) -> Answered:
        person, classmate = school.join(name), school.join("A Classmate")
        variants = school.variant(person), school.variant(classmate)
        attacker = Attacker(person, variants[0], classmate, variants[1], release, str(batch.canary))
        data = make(attacker)
        token = People(school.office.records()).token(person)
        answer = batch.app.test_client().post(
            "/api/packets",
            data=data,
            content_type="application/zip",
            headers={"Authorization": f"Bearer {token}"},
        )
        now = outside_the_intake(batch.canary.parent / "school")
        changed = sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))
        return Answered(person, data, answer.status_code, answer.json["sentence"], changed)

    batch.honest.append(send("Ada Honest", Attacker.saying).person)
    for one in HOSTILE:
        batch.answered[one.name] = send("Mal Attacker", one.make)
    batch.honest.append(send("Ben Honest", Attacker.saying).person)


def name_of(one: Hostile) -> str:
    return one.name


def test_there_are_many_and_each_has_a_name_of_its_own_and_one_outcome() -> None:
    assert len(HOSTILE) >= 60
    assert len({one.name for one in HOSTILE}) == len(HOSTILE)
    assert all(bool(one.refused) != (one.points is not None) for one in HOSTILE)


@pytest.mark.parametrize("one", REFUSED, ids=name_of)
def test_it_is_refused_with_one_sentence_and_kept_aside(batch: Batch, one: Hostile) -> None:
    answered = batch.answered[one.name]
    assert one.refused in answered.sentence
    assert answered.status in (413, 422)
    assert len(answered.sentence) < 400
    assert answered.sentence.isprintable()
    assert answered.sentence.endswith(".")
    assert answered.person not in batch.graded
    if answered.status == 422:
        (entry,) = [entry for entry in quarantined(batch.school.office) if entry.person == answered.person]
        assert (entry.packet.read_bytes(), entry.sentence) == (answered.data, answered.sentence)


@pytest.mark.parametrize("one", TAKEN, ids=name_of)
def test_it_is_taken_and_scored_as_its_answers_deserve(batch: Batch, one: Hostile) -> None:
    answered = batch.answered[one.name]
    assert (answered.status, answered.sentence[:27]) == (201, "Part 1, “Count”, arrived on")
    graded = batch.graded[answered.person]
    assert (graded.points, graded.max_points, graded.sentence) == (one.points, 6.0, "")


@pytest.mark.parametrize("one", HOSTILE, ids=name_of)
def test_nothing_outside_the_intake_changes(batch: Batch, one: Hostile) -> None:
    assert batch.answered[one.name].changed == []


def test_no_code_ran(batch: Batch) -> None:
    assert not batch.canary.exists()
    assert sorted(path.name for path in batch.canary.parent.iterdir()) == ["school"]


def test_everybody_else_is_graded_and_the_records_hold(batch: Batch) -> None:
    assert [batch.graded[person].points for person in batch.honest] == [6.0, 6.0]
    assert len(batch.graded) == len(TAKEN) + len(batch.honest)
    people = 2 * (len(HOSTILE) + len(batch.honest))
    assert Ledger(batch.school.office.records()).verify().people == people + 1, "and the office itself"


@pytest.mark.parametrize("one", TAKEN, ids=name_of)
def test_what_was_typed_is_text_on_the_learners_page_and_in_formgrader(batch: Batch, one: Hostile) -> None:
    from nbconvert import HTMLExporter

    from autograde.people.register import People

    person = batch.answered[one.name].person
    browser = batch.app.test_client()
    code = People(batch.school.office.records()).one_time_code(person, "sign-in", batch.school.during)
    browser.get(f"/sign-in/{code}")
    page = browser.get(f"/feedback/small/{batch.school.part}")
    root = batch.school.office.session_folder("spring") / "autograded" / person / batch.school.part
    notebook, _resources = HTMLExporter(template_name="basic").from_filename(
        str(root / f"{batch.school.part}.ipynb")
    )
    assert page.status_code == 200
    for text in (page.text, notebook):
        for attack in ("<script>document", "<script>alert", "<img src=x", "<svg onload", "<b onclick"):
            assert attack not in text


def test_a_report_of_the_batch_holds_no_formula_and_no_markup(batch: Batch, tmp_path: Path) -> None:
    from autograde.reports.completion import write_completion

    for path in write_completion(
        batch.school.office, batch.school.course, "spring", tmp_path, batch.school.during,
        rules=batch.school.rules,
    ):  # fmt: skip
        if path.suffix in (".csv", ".html"):
            text = path.read_text(encoding="utf-8")
            assert "document.title" not in text
            assert "HYPERLINK" not in text


def test_the_check_of_files_can_fail(tmp_path: Path) -> None:
    (tmp_path / "office" / "packets").mkdir(parents=True)
    before = outside_the_intake(tmp_path)
    (tmp_path / "office" / "packets" / "x").write_bytes(io.BytesIO(b"x").getvalue())
    assert outside_the_intake(tmp_path) == before
    (tmp_path / "office" / "x.json").write_text(json.dumps(1))
    assert outside_the_intake(tmp_path) != before
