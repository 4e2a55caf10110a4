"""A session's folder: a whole nbgrader course root, made once, and quiet."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograde.errors import RecordsError
from autograde.gradebook import nbgrader_settings, open_gradebook, prepare_course_root
from autograde.office import open_office


def test_a_course_root_is_made_once(tmp_path: Path) -> None:
    prepare_course_root(tmp_path, "tally")
    with open_gradebook(tmp_path) as gradebook:
        gradebook.add_student("p-0123456789ab")
    before = (tmp_path / "gradebook.db").read_bytes()
    prepare_course_root(tmp_path, "tally")
    assert (tmp_path / "gradebook.db").read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {
        "autograded",
        "gradebook.db",
        "logs",
        "nbgrader_config.py",
        "release",
        "source",
        "submitted",
    }


def test_it_is_made_where_no_alembic_is_on_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    prepare_course_root(tmp_path, "tally")
    assert (tmp_path / "gradebook.db").is_file()


def test_its_settings_move_with_it(tmp_path: Path) -> None:
    prepare_course_root(tmp_path / "here", "tally")
    shutil.move(tmp_path / "here", tmp_path / "there")
    settings = nbgrader_settings(tmp_path / "there")
    assert settings.CourseDirectory.root == str(tmp_path / "there")
    assert settings.CourseDirectory.course_id == "tally"
    with open_gradebook(tmp_path / "there") as gradebook:
        assert str(tmp_path / "there") in str(gradebook.engine.url)


def test_settings_that_were_changed_are_put_back(tmp_path: Path) -> None:
    prepare_course_root(tmp_path, "tally")
    config = tmp_path / "nbgrader_config.py"
    ours = config.read_bytes()
    config.write_text("c = get_config()\nc.Execute.timeout = 1\n", encoding="utf-8")
    prepare_course_root(tmp_path, "tally")
    assert config.read_bytes() == ours


def session_root(home: Path, settings: str, session: str = "spring") -> Path:
    """The folder of a session in an office with these settings."""
    home.mkdir(exist_ok=True)
    (home / "office.toml").write_text(settings)
    return open_office(home).session_folder(session)


def students(root: Path) -> list[str]:
    with open_gradebook(root) as gradebook:
        return [one.id for one in gradebook.students]


def test_each_session_has_a_gradebook_of_its_own(tmp_path: Path, office_settings_text: str) -> None:
    sessions = ("spring", "spring-2", "s" * 63 + "1", "s" * 63 + "2")
    roots = [session_root(tmp_path / "office", office_settings_text, one) for one in sessions]
    for number, root in enumerate(roots):
        prepare_course_root(root, "tally")
        with open_gradebook(root) as gradebook:
            gradebook.add_student(f"p-{number:012x}")
            gradebook.add_assignment("part01")  # a name that a database holds once
    assert [students(root) for root in roots] == [[f"p-{number:012x}"] for number in range(4)]
    for root in roots:
        prepare_course_root(root, "tally")
    assert [len(students(root)) for root in roots] == [1, 1, 1, 1]
    assert (roots[0] / "gradebook.db").is_file() == (office_settings_text == "")


def test_nbgraders_own_command_finds_the_same_gradebook(tmp_path: Path, office_settings_text: str) -> None:
    root = session_root(tmp_path / "office", office_settings_text)
    prepare_course_root(root, "tally")
    added = subprocess.run(
        [sys.executable, "-m", "nbgrader", "db", "student", "add", "p-0123456789ab"],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert added.returncode == 0, added.stderr
    assert students(root) == ["p-0123456789ab"]


def test_a_gradebook_that_cannot_be_reached_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "nobody").mkdir()
    url = f"postgresql+psycopg://school@/school?host={tmp_path / 'nobody'}"
    root = session_root(tmp_path / "office", f'gradebook_url = "{url}"\n')
    with pytest.raises(RecordsError, match="cannot be used"):
        prepare_course_root(root, "tally")
    with pytest.raises(RecordsError, match="The gradebook of the session spring cannot be used"):
        students(root)


@pytest.mark.parametrize(
    "module",
    [
        "release.release",
        "release.leaks",
        "authoring.build",
        "grading.grade",
        "grading.results",
        "marking",
        "gradebook",
        "evidence",
    ],
)
def test_importing_the_machine_imports_nothing_heavy(module: str) -> None:
    heavy = {"nbgrader", "papermill", "nbclient", "nbconvert", "nbformat", "jupytext", "pandas", "plotly"}
    code = f"import sys, autograde.{module}; print(*sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
