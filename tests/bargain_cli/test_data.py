"""`bargain data`: the tables and their shapes, and adding newer figures, in the words a person reads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAD = "month,index\n"


def bargain(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bargain_cli", "data", *words],
        cwd=ROOT, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def test_each_table_is_listed_with_its_file_and_columns():
    listed = bargain("list").stdout
    assert "cpi-u/monthly" in listed
    assert "  month, index\n" in listed


def test_a_newer_month_is_kept_and_said_so(tmp_path):
    file = tmp_path / "prices.csv"
    file.write_text(HEAD + "2026-05,335.123\n2026-06,336.5\n", encoding="utf-8")
    done = bargain("add", str(file), "--folder", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Kept 2 rows of cpi-u/monthly in ")
    assert done.stdout.endswith("1 of them take the place of older ones.\n")
    assert (tmp_path / "own" / "figures" / "cpi-u" / "monthly.csv").read_text(
        encoding="utf-8"
    ) == file.read_text()


def test_text_in_a_number_column_is_one_sentence_and_nothing_is_kept(tmp_path):
    file = tmp_path / "prices.csv"
    file.write_text(HEAD + "2026-06,dear\n", encoding="utf-8")
    done = bargain("add", str(file), "--folder", str(tmp_path))
    assert done.returncode == 2
    assert done.stderr == (
        'bargain: prices.csv, row 2, column index: the entry is "dear", but must be a number in digits, '
        "such as 1200.5.\n"
    )
    assert not (tmp_path / "own").exists()
