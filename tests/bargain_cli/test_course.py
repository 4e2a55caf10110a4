"""`bargain course`: what an author is told of a part that passes, and an employer's numbers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def course(*words: str, curriculum: Path = ROOT / "curriculum") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bargain_cli", "course", *words, "--curriculum", str(curriculum)],
        env={**os.environ, "COLUMNS": "400", "TERM": "dumb"},
        cwd=ROOT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


def test_a_part_that_passes_is_told_in_numbers(small_school) -> None:
    ran = course("check", "small", "part01-count", curriculum=small_school.course.folder.parent)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines()[:4] == [
        "part01-count: 17 words to read, 23 minutes in all",
        "  3 practice questions",
        "  2 scored questions, 6 points; a memo, 6 points",
        "  tried for 10 employers (0 to 9)",
    ]
    assert ran.stdout.splitlines()[4].startswith(
        "No leak found, and every reference answer is right (release "
    )


def test_a_part_that_does_not_pass_is_told_in_one_sentence(small_school) -> None:
    lesson = small_school.course.folder / "part01-count" / "lesson.md"
    lesson.write_text(lesson.read_text().replace("ask(part, base)\n", ""))
    ran = course("check", "small", "part01-count", curriculum=small_school.course.folder.parent)
    assert ran.returncode == 2
    assert f"{lesson}, line " in ran.stderr
    assert "for employer 0: question base: no learner ever sees it." in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


def test_the_numbers_of_an_employer_are_the_tables_and_maps_her_lesson_shows() -> None:
    ran = course("numbers", "costing")
    assert ran.returncode == 0, ran.stderr
    schedule, scattergram, *_others = ran.stdout.split("\n\n")
    assert schedule.startswith("Schedule of Harbor Bend Regional")
    assert "8     64,700  67,200  70,700  74,700" in schedule
    assert "8     1.0     1   4.0     4" in scattergram
    assert course("numbers", "costing", "--employer", "7").stdout != ran.stdout


def test_an_employer_or_a_part_that_is_not_there_is_told(small_school) -> None:
    assert "has no employer 61" in course("numbers", "costing", "--employer", "61").stderr
    assert "has no part" in course("numbers", "costing", "part99").stderr
    small = small_school.course.folder.parent
    assert "has no lesson yet" in course("numbers", "small", "part02-later", curriculum=small).stderr
