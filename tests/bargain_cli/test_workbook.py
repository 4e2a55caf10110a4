"""`bargain template` and `bargain workbook`, in the words a person reads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def bargain(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bargain_cli", *map(str, words)],
        cwd=ROOT, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def test_two_csv_grids_become_a_workbook_and_what_was_understood_is_said(tmp_path):
    schedule, people, made = (tmp_path / name for name in ("schedule.csv", "people.csv", "ours.xlsx"))
    schedule.write_text('Step,B,M\n1,"$50,000",56000\n2,52100,58250\n', encoding="utf-8")
    people.write_text("Step,B,M\n1,4,1.5\n2,6,fifty\n", encoding="utf-8")
    done = bargain("workbook", schedule, people, "--to", made)
    assert done.returncode == 0, done.stderr
    assert "Schedule: 2 steps (1 to 2) and 2 lanes or classes (B, M), from $50,000 to $58,250" in done.stdout
    assert 'Sheet people, row 3, cell C3: "fifty" is not a number' in done.stdout
    assert made.read_bytes()[:2] == b"PK"


def test_a_template_is_written_and_never_over_a_file_that_is_there(tmp_path):
    made = tmp_path / "ours.xlsx"
    assert bargain("template", made, "--kind", "nurses").returncode == 0
    before = made.read_bytes()
    again = bargain("template", made)
    assert again.returncode == 2
    assert "is there already and was left as it is" in again.stderr
    assert made.read_bytes() == before


def test_an_empty_template_is_no_workbook_yet(tmp_path):
    made = tmp_path / "ours.xlsx"
    bargain("template", made)
    done = bargain("workbook", made, "--to", tmp_path / "team.xlsx")
    assert done.returncode == 2
    assert "This contract cannot be priced yet. Sheet Schedule: there is no pay here yet" in done.stderr
    assert not (tmp_path / "team.xlsx").exists()


def test_another_kind_of_unit_is_refused_with_the_kinds_there_are(tmp_path):
    done = bargain("template", tmp_path / "ours.xlsx", "--kind", "firefighters")
    assert done.returncode == 2
    assert "say one of: teachers, school staff, nurses" in done.stderr
