"""A session's folder: a whole nbgrader course root, made once, and quiet."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograde.gradebook import nbgrader_settings, open_gradebook, prepare_course_root


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
