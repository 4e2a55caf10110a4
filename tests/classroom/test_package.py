"""`import classroom` costs nothing, and gives what it promises."""

import subprocess
import sys
from pathlib import Path

import pytest

import classroom

ROOT = Path(__file__).parents[2]
HEAVY = (
    "IPython",
    "anywidget",
    "babel",
    "filelock",
    "httpx",
    "ipywidgets",
    "nbformat",
    "numpy",
    "pandas",
    "plotly",
    "traitlets",
)


def imported_by(code: str) -> set[str]:
    script = f"{code}\nimport sys\nprint(*sorted(sys.modules), sep='\\n')"
    ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(ran.stdout.split())


def test_the_package_alone_loads_no_module_of_its_own() -> None:
    assert {name for name in imported_by("import classroom") if name.startswith("classroom.")} == set()


@pytest.mark.parametrize(
    "module",
    [
        "answers.book",
        "catalogue",
        "questions.checking",
        "errors",
        "language",
        "lesson",
        "sending.manifest",
        "sending.packet",
        "part",
        "questions.question",
    ],
)
def test_what_grading_and_intake_use_loads_no_widgets_and_no_tables(module: str) -> None:
    loaded = imported_by(f"import classroom.{module}")
    assert loaded.isdisjoint(HEAVY)


@pytest.mark.parametrize("name", classroom.__all__)
def test_every_promised_name_is_there(name: str) -> None:
    assert getattr(classroom, name).__name__ == name
    assert name in dir(classroom)


def test_a_name_that_is_not_there_says_so() -> None:
    with pytest.raises(AttributeError, match="no attribute 'gradebook'"):
        _ = classroom.gradebook
