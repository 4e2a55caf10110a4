"""The wheel that people install: everything a learner's computer needs, and nothing that only the grader
may see.
"""

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from autograde.course import find_courses
from autograde.release.leaks import leaks_in, secrets

ROOT = Path(__file__).parents[2]
PARTS = [
    part.folder
    for course in find_courses(ROOT / "curriculum").values()
    for part in course.parts
    if part.folder is not None
]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    ran = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    (built,) = folder.glob("*.whl")
    return built


def test_it_holds_code_data_rules_and_pages(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "bargaining/_datasets/harbor-bend/datapackage.json",
        "bargaining/_datasets/harrow-falls/current/article-05.md",
        "autograde/_programs/costing-units.toml",
        "classroom/static/form.js",
        "classroom/lab/settings/overrides.json",
        "desk/templates/start.html",
        "autograde/ledger/migrations/env.py",
        "demonstration/cohort.toml",
    ):
        assert needed in names
    assert not [name for name in names if name.startswith(("curriculum", "tests", "var"))]
    assert not [
        name for name in names if name.endswith(("lesson.md", "rubric.md", "reference.toml", ".ipynb"))
    ]


@pytest.mark.parametrize("part", PARTS, ids=lambda folder: folder.name)
def test_it_holds_no_hidden_test_key_mark_scheme_or_model_memo(wheel: Path, part: Path) -> None:
    # The numbers of the worked example stand in the documentation of the calculators; lines of the lesson
    # do not.
    found = leaks_in(wheel, secrets(part, answers=False))
    assert found == []


@pytest.mark.parametrize("part", PARTS, ids=lambda folder: folder.name)
def test_the_search_would_find_a_leak(part: Path, tmp_path: Path) -> None:
    hidden = sorted(secrets(part, answers=False))[0]
    leaky = tmp_path / "leaky.zip"
    with zipfile.ZipFile(leaky, "w") as zipped:
        zipped.writestr("page.html", f"<p>{hidden}</p>")
    assert [leak.secret for leak in leaks_in(leaky, secrets(part, answers=False))] == [hidden]


def test_it_holds_nothing_of_what_was_planted_for_readers_to_find(wheel: Path) -> None:
    # The words of a defect stand in the agreement, which learners read; its name and its explanation do not.
    folder = ROOT / "curriculum" / "contract-language"
    defects, changes = (
        tomllib.loads((folder / name).read_text(encoding="utf-8"))
        for name in ("planted-defects.toml", "changes.toml")
    )
    told = {defect["problem"] for defect in defects["defect"]} | set(changes["substantive"].values())
    assert leaks_in(wheel, told) == []
    notes = ("planted", "changes.toml", "law_facts.toml")
    assert not [name for name in zipfile.ZipFile(wheel).namelist() if any(one in name for one in notes)]
