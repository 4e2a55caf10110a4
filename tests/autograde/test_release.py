"""Releasing a part: what is handed out, what is refused, and that doing it again changes nothing."""

import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograde.course import Course, load_course
from autograde.errors import AuthoringError, AutogradeError, LeakError, ReleaseError
from autograde.gradebook import open_gradebook
from autograde.office import Office, open_office
from autograde.release.leaks import leaks_in, secrets
from autograde.release.release import release_into_session, release_part, released_part
from classroom.sending.bundle import read_bundle

LESSONS = Path(__file__).parent / "lessons"
PART = "part01-counting"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return open_office(tmp_path / "office")


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A copy of the toy course, to change."""
    shutil.copytree(LESSONS / "tally", tmp_path / "tally")
    return load_course(tmp_path / "tally")


@pytest.fixture
def edit(course: Course) -> Callable[[str, str, str], None]:
    def edited(name: str, old: str, new: str) -> None:
        path = course.folder / PART / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edited


def everything(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file with its time and bytes, the lock and the logs left out."""
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix not in (".lock", ".log") and "records" not in path.parts
    }


def test_a_learner_gets_notebook_part_and_pictures_and_no_key(office: Office, course: Course) -> None:
    release = release_into_session(course, PART, office, "spring")
    data = release.bundle.read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == ["img/row.png", "part.json", f"{PART}.ipynb"]
        notebook = archive.read(f"{PART}.ipynb")
        assert json.loads(archive.read("part.json"))["release"] == release.sha
    assert leaks_in(data, secrets(course.folder / PART)) == []
    assert b"HIDDEN TESTS" not in notebook
    assert b"MARK SCHEME" not in notebook
    # The notebook learners have, byte for byte, is the one their answers will be graded with.
    assert (office.session_folder("spring") / "release" / PART / f"{PART}.ipynb").read_bytes() == notebook
    cells = json.loads(notebook)["cells"]
    assert all(c["metadata"]["editable"] is False and c["metadata"]["deletable"] is False for c in cells)
    assert (release.points, release.memo_points) == (6.5, 3)


def test_the_learners_side_takes_the_bundle_once_the_desk_adds_a_variant(
    office: Office, course: Course
) -> None:
    whole = io.BytesIO(release_part(course, PART, office).bundle.read_bytes())
    with zipfile.ZipFile(whole, "a") as archive:
        archive.writestr("variant.json", '{"format": 1, "session": "spring", "variant": 2}')
    assert read_bundle(whole.getvalue()).part == PART


def test_releasing_again_changes_nothing(
    office: Office, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = release_into_session(course, PART, office, "spring")
    before = everything(office.home)
    # Were anything built, tried or generated again, it would need these.
    monkeypatch.setattr("autograde.release.release.generate_part", None)
    monkeypatch.setattr("autograde.release.release.try_all_employers", None)
    monkeypatch.setattr("autograde.release.release.try_reference", None)
    assert release_into_session(course, PART, office, "spring") == first
    assert everything(office.home) == before
    assert released_part(office, "spring", PART) == first


def test_the_same_part_gives_the_same_bundle_in_every_office(course: Course, tmp_path: Path) -> None:
    one, other = (release_part(course, PART, open_office(tmp_path / name)) for name in ("one", "other"))
    assert one.bundle.read_bytes() == other.bundle.read_bytes()


def test_a_part_can_be_open_in_two_sessions(office: Office, course: Course) -> None:
    for session in ("spring", "autumn"):
        release_into_session(course, PART, office, session)
        with open_gradebook(office.session_folder(session)) as gradebook:
            assert [cell.name for cell in gradebook.find_notebook(PART, PART).grade_cells] == [
                "payroll",
                "who-gains",
            ]
    assert released_part(office, "spring", PART) == released_part(office, "autumn", PART)


def test_an_answer_that_does_not_score_every_point_stops_the_release(
    office: Office, course: Course, edit: Callable[..., None]
) -> None:
    edit("reference.toml", "$600,000", "$50,000")
    with pytest.raises(ReleaseError) as refused:
        release_part(course, PART, office)
    told = str(refused.value)
    assert 'reference.toml, line 5: "answers.payroll": "$50,000" is not right for employer 0.' in told
    assert "That is what one person earns. Multiply by the people. The lesson's key gives 600,000." in told
    assert not (office.releases / "tally" / PART).exists()


def test_corrected_reference_answers_are_tried_again(
    office: Office, course: Course, edit: Callable[..., None]
) -> None:
    first = release_part(course, PART, office)
    edit("reference.toml", "$600,000", "$50,000")
    with pytest.raises(ReleaseError, match="is not right"):
        release_part(course, PART, office)
    edit("reference.toml", "$50,000", "600 000")
    assert release_part(course, PART, office) == first


REFUSED: dict[str, tuple[str, str, str, type[AutogradeError], str]] = {
    "a graded question without a reference answer": (
        "reference.toml",
        'payroll = "$600,000"\n',
        "",
        ReleaseError,
        r'reference.toml, line 1: .* Write payroll = "…" under \[answers\]\.$',
    ),
    "a reference answer nobody asks for": (
        "reference.toml",
        "payroll =",
        "wages =",
        ReleaseError,
        "there is no such field",
    ),
    "a lesson whose code fails": (
        "lesson.md",
        "people = 12 + part.variant",
        "people = 12 + nothing",
        ReleaseError,
        r"lesson.md, line 26, for employer 0: name 'nothing' is not defined. Correct the spelling",
    ),
    "the right answer typed into the prose": (
        "lesson.md",
        "Count first.",
        "Count first. It is $600,000.",
        LeakError,
        r"lesson.md, line 32: this holds what only the grader may see: “\$600,000”",
    ),
    "the mark scheme copied into the prose": (
        "lesson.md",
        "Count first.",
        "Three points for a note that a colleague could check by counting again.",
        AuthoringError,
        "lesson.md, line 32: this repeats what the mark scheme says",
    ),
    "the model memo copied into the learner's rubric": (
        "rubric.md",
        "# The note\n",
        "# The note\n\nWe counted four rows of three desks and then the people "
        "who share a desk by the window.\n",
        AuthoringError,
        "rubric.md, line 3: this repeats what the mark scheme says",
    ),
    "a line of the hidden tests copied into the prose": (
        "lesson.md",
        "Count first.",
        "Count first:\nright=people * salary_dollars,",
        LeakError,
        "lesson.md, line 33: this holds what only the grader may see: “right=people",
    ),
}


@pytest.mark.parametrize("spoilt", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_released(
    spoilt: tuple[str, str, str, type[AutogradeError], str],
    office: Office,
    course: Course,
    edit: Callable[..., None],
) -> None:
    name, old, new, error, told = spoilt
    edit(name, old, new)
    with pytest.raises(error, match=told):
        release_into_session(course, PART, office, "spring")
    assert not (office.session_folder("spring") / "release").exists()


@pytest.mark.parametrize("name", ["answers.json", "variant.json", "img/answers.json"])
def test_a_learners_file_beside_the_lesson_is_refused(name: str, office: Office, course: Course) -> None:
    (course.folder / PART / name).write_text("{}", encoding="utf-8")
    with pytest.raises(ReleaseError, match="is a learner's file"):
        release_part(course, PART, office)


def test_a_part_that_is_only_listed_or_not_open_is_told(office: Office, course: Course) -> None:
    with pytest.raises(ReleaseError, match="has no lesson yet"):
        release_part(course, "part02-multiplying", office)
    with pytest.raises(ReleaseError, match="is not open in the session"):
        released_part(office, "spring", PART)


def test_a_release_that_was_stopped_half_way_is_finished_the_next_time(
    office: Office, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nbconvert.writers import FilesWriter

    def stopped(*_arguments: Any, **_named: Any) -> None:
        raise KeyboardInterrupt

    release_part(course, PART, office)
    with monkeypatch.context() as interrupted:
        interrupted.setattr(FilesWriter, "write", stopped)
        with pytest.raises(KeyboardInterrupt):
            release_into_session(course, PART, office, "spring")
    with pytest.raises(ReleaseError, match="is not open"):
        released_part(office, "spring", PART)
    assert release_into_session(course, PART, office, "spring") == released_part(office, "spring", PART)
