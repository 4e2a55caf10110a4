"""The stock `nbgrader autograde` command, on the same folder, gives every cell the same score and maximum."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Rows = Callable[..., dict[str, tuple[float, float, bool]]]
Stock = Callable[..., None]
PART = "part01-counting"


@pytest.fixture
def stock_root(school: Any, tmp_path: Path) -> Path:
    """Where a copy of the session goes; copied by the test, when everything was sent and nothing graded."""
    return tmp_path / "stock" / "course"


def test_right_wrong_partial_and_empty_submissions_score_the_same(
    school: Any, stock_root: Path, gradebook_rows: Rows, nbgrader: Stock
) -> None:
    right, wrong, partial, empty, gone = (school.join(f"Learner {n}") for n in range(5))
    school.send(right, school.right(right))
    school.send(wrong, {"payroll": "$50,000", "who-gains": "low", "note": "Not much."})
    school.send(partial, {"payroll": str(int(school.people_of(partial) * 50_000 * 1.005)), "note": " "})
    school.send(empty, {})
    school.send(gone, school.right(gone))
    (school.root / "submitted" / gone / PART / "answers.json").unlink()
    shutil.copytree(school.root, stock_root)

    school.grade()
    nbgrader(stock_root, "autograde", PART)

    expected = {right: (4, 2.5), wrong: (0, 0), partial: (2, 0), empty: (0, 0), gone: (0, 0)}
    for person, (payroll, who_gains) in expected.items():
        ours, stock = gradebook_rows(person), gradebook_rows(person, stock_root)
        assert {cell: row[:2] for cell, row in ours.items()} == {cell: row[:2] for cell, row in stock.items()}
        assert ours["payroll"][:2] == (payroll, 4)
        assert ours["who-gains"][:2] == (who_gains, 2.5)
        assert ours["note"][:2] == (0, 3)


def test_what_is_restored_is_what_the_stock_command_restores(
    school: Any, stock_root: Path, nbgrader: Stock
) -> None:
    from autograde.grading.submission import open_part

    person = school.join()
    school.send(person, {})
    shutil.copytree(school.root, stock_root)
    # With no step after sanitizing, the stock command leaves the notebook it would have run.
    with (stock_root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write("\nc.Autograde.autograde_preprocessors = []\n")
    nbgrader(stock_root, "autograde", PART)

    stock = (stock_root / "autograded" / person / PART / f"{PART}.ipynb").read_bytes()
    assert open_part(school.root, PART).restored == stock


def test_formgrader_finds_the_scored_notebook_with_what_was_sent(school: Any) -> None:
    person = school.join()
    school.send(person, school.right(person))
    school.grade()

    folder = school.root / "autograded" / person / PART
    assert {path.name for path in folder.rglob("*") if path.is_file()} == {
        f"{PART}.ipynb", "answers.json", "part.json", "row.png", "timestamp.txt", "variant.json",
    }  # fmt: skip


def test_a_stock_run_after_ours_keeps_the_scores(school: Any, gradebook_rows: Rows, nbgrader: Stock) -> None:
    """Formgrader's Autograde button runs the stock grader on what lies in submitted/."""
    person = school.join()
    school.send(person, school.right(person))
    school.grade()
    before = gradebook_rows(person)
    nbgrader(school.root, "autograde", PART, "--force")
    assert gradebook_rows(person) == before
