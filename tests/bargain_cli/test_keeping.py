"""`bargain backup` and `bargain restore`, as staff type them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def bargain(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bargain_cli", *words, "--home", str(home)],
        env={**os.environ, "COLUMNS": "400", "TERM": "dumb"},
        cwd=ROOT, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def test_an_office_goes_into_a_file_and_comes_out_of_it(small_school, tmp_path: Path) -> None:
    small_school.join()
    file, new = tmp_path / "backup.zip", tmp_path / "new"
    kept = bargain(small_school.office.home, "backup", str(file))
    assert (kept.returncode, kept.stderr) == (0, "")
    assert "keep it as safe as the office itself" in kept.stdout
    made = bargain(new, "restore", str(file))
    assert (made.returncode, made.stderr) == (0, "")
    assert "2 events, every link holds." in made.stdout
    checked = bargain(new, "ledger", "verify")
    assert checked.stdout.startswith("2 events of 2 people: every link holds.\n")


def test_what_cannot_be_done_is_one_sentence(small_school, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    file.write_text("not a backup")
    for home, words, says in [
        (small_school.office.home, ("backup", str(file)), "is there already"),
        (tmp_path / "nowhere", ("backup", str(tmp_path / "new.zip")), "There is no office at"),
        (small_school.office.home, ("restore", str(file)), "has something in it already"),
        (tmp_path / "new", ("restore", str(file)), "no backup of an office, or it is damaged"),
        (tmp_path / "new", ("restore", str(tmp_path / "missing.zip")), "No such file or directory"),
    ]:
        done = bargain(home, *words)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("bargain: ")
        assert says in done.stderr
        assert done.stderr.count("\n") == 1
    assert not (tmp_path / "nowhere").exists()
    assert not (tmp_path / "new").exists()
