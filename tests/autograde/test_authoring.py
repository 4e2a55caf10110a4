"""From lesson.md to a source notebook: what becomes of each cell, and what an author is told of a slip."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograde.authoring.build import build_source
from autograde.errors import AuthoringError

LESSONS = Path(__file__).parent / "lessons"
PART = "part01-counting"


@pytest.fixture
def part(tmp_path: Path) -> Path:
    """A copy of the toy part, to spoil."""
    shutil.copytree(LESSONS / "tally", tmp_path / "tally")
    return tmp_path / "tally" / PART


@pytest.fixture
def edit(part: Path) -> Callable[..., Path]:
    def edited(old: str, new: str, name: str = "lesson.md") -> Path:
        text = (part / name).read_text(encoding="utf-8")
        assert old in text
        (part / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return part

    return edited


def cells(part: Path) -> dict[str, Any]:
    return {cell["id"]: cell for cell in json.loads(build_source(part).content)["cells"]}


def test_a_graded_fence_becomes_a_locked_test_cell(part: Path) -> None:
    cell = cells(part)["payroll"]
    assert cell["metadata"]["nbgrader"] == {
        "cell_type": "code", "grade": True, "grade_id": "payroll", "locked": True, "points": 4,
        "schema_version": 3, "solution": False, "task": False,
    }  # fmt: skip
    assert cell["metadata"]["jupyter"] == {"source_hidden": True}
    assert "### BEGIN HIDDEN TESTS\n" in cell["source"]


def test_a_memo_becomes_a_printing_cell_and_a_task_with_its_mark_scheme(part: Path) -> None:
    built = cells(part)
    assert built["note-text"]["metadata"]["nbgrader"]["grade"] is False
    assert built["note-text"]["metadata"]["nbgrader"]["locked"] is True
    task = built["note"]
    assert task["cell_type"] == "markdown"
    assert task["metadata"]["nbgrader"] == {
        "cell_type": "markdown", "grade": False, "grade_id": "note", "locked": True, "points": 3,
        "schema_version": 3, "solution": False, "task": True,
    }  # fmt: skip
    text = "".join(task["source"])
    shown, scheme = text.split("=== BEGIN MARK SCHEME ===")
    assert "### The note" in shown
    assert "counting again" not in shown
    assert "Three points for a note that a colleague could check by counting again." in scheme
    assert scheme.endswith("=== END MARK SCHEME ===")


def test_every_code_cell_is_locked_and_hidden_and_ids_follow_from_first_lines(part: Path) -> None:
    built = cells(part)
    code = [cell for cell in built.values() if cell["cell_type"] == "code"]
    assert all(cell["metadata"]["nbgrader"]["locked"] for cell in code)
    assert all(cell["metadata"]["jupyter"]["source_hidden"] for cell in code)
    assert [name for name, cell in built.items() if cell["cell_type"] == "code"] == [
        "the-grading-office-fills-in-this-line", "opening", "practice-1-appears-here-count-the-people",
        "practice-2-appears-here-one-row", "practice-3-appears-here-who-was-added",
        "payroll", "who-gains", "note-text", "the-send-button-appears-here",
    ]  # fmt: skip
    assert built["the-grading-office-fills-in-this-line"]["metadata"]["tags"] == ["parameters"]


def test_the_notebook_names_its_kernel_and_nothing_of_jupytext(part: Path) -> None:
    notebook = json.loads(build_source(part).content)
    assert notebook["metadata"] == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}
    }
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)


def test_part_json_says_what_is_asked(part: Path) -> None:
    said = build_source(part).part_json
    assert said["questions"] == {
        "people": {"kind": "number", "points": 0, "graded": False},
        "row": {"kind": "number", "points": 0, "graded": False},
        "added": {"kind": "number", "points": 0, "graded": False},
        "payroll": {"kind": "dollars", "points": 4, "graded": True},
        "who-gains": {"kind": "choice", "points": 2.5, "graded": True},
    }
    assert said["memo"] == {"id": "note", "points": 3, "rows": ["Count", "Plain words"]}
    assert (said["course"], said["part"], said["title"]) == ("tally", PART, "Part 1: Counting")
    # 74 words at 200 a minute, five questions at two minutes, a memo at twelve: 22.4, rounded up.
    assert said["minutes"] == 23


def test_a_part_without_a_memo_needs_no_rubric(part: Path) -> None:
    text = (part / "lesson.md").read_text(encoding="utf-8")
    before, after = text.split("## Sitting 3: Your memo")
    (part / "lesson.md").write_text(before + "```python" + after.split("```python", 2)[2], encoding="utf-8")
    (part / "rubric.md").unlink()
    assert build_source(part).part_json["memo"] is None


def test_the_same_lesson_gives_the_same_bytes_in_every_process(part: Path) -> None:
    code = (
        "import hashlib, sys; from pathlib import Path; from autograde.authoring.build import build_source\n"
        "built = build_source(Path(sys.argv[1]))\n"
        "print(hashlib.sha256(built.content + built.part_bytes).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code, str(part)], check=True, capture_output=True, text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("lesson.md", "Count first.", "Count before you multiply."),
        ("lesson.md", "points=4", "points=5"),
        ("lesson.md", "right=people * salary_dollars", "right=salary_dollars * people"),
        ("rubric.md", "Three points", "All points"),
        ("../course.toml", 'title = "Counting"', 'title = "Counting heads"'),
    ],
)
def test_any_change_is_another_release(
    name: str, old: str, new: str, edit: Callable[..., Path], part: Path
) -> None:
    before = build_source(part).release
    assert build_source(edit(old, new, name)).release != before


def test_another_picture_is_another_release(part: Path) -> None:
    before = build_source(part).release
    (part / "img" / "row.png").write_bytes(b"another picture")
    assert build_source(part).release != before


# What the author did, as a replacement; the line of the file that must be named; what must be said of it.
SLIPS = {
    "the header is missing": ("    name: python3\n", "", "---", "the header is missing"),
    "another name for python": (
        "```python graded",
        "```py graded",
        "```py graded",
        "begin this fence with ```python",
    ),
    "Python with a capital": (
        "```python graded",
        "```Python graded",
        "```Python",
        "begin this fence with ```python",
    ),
    "waves for a fence": (
        "```python graded",
        "~~~python graded",
        "~~~python",
        "begin this fence with ```python",
    ),
    "a fence left open in the middle": (
        '"Every price starts with a count.",\n)\n```',
        '"Every price starts with a count.",\n)',
        "```python",
        "this fence is still open at line 47. Close it",
    ),
    "a key in sight": (
        "# Practice 1 appears here: count the people.",
        '# Practice 1 appears here: count the people.\nscore(part, number("n", "?"), right=3)',
        "score(part",
        "score(…) gives the answer away here",
    ),
    "a question out of sight": (
        "ask(part, payroll)\n### BEGIN HIDDEN TESTS",
        "### BEGIN HIDDEN TESTS\nask(part, payroll)",
        "ask(part, payroll)",
        "where no learner sees it",
    ),
    "a bare print": (
        "# The Send button appears here.",
        "# The Send button appears here.\nprint(1)",
        "print(1)",
        "Take it out, or write say(…)",
    ),
    "no title": ("# Part 1: Counting\n", "Counting\n", "Counting", "begin the lesson with its title"),
    "a picture that is not there": (
        "img/row.png",
        "img/map.png",
        "A picture helps",
        'there is no picture "img/map.png"',
    ),
    "two dollar signs": (
        "Count first.",
        "Count first.\nFrom $2,100 to $3,000.",
        "From $2,100",
        "is shown as a formula. Write \\$ for each",
    ),
    "a sentence of a hidden mistake": (
        "Count first.",
        "Count first.\nThat is what *one* person\nearns.",
        "That is what",
        "this repeats what the hidden tests say, word for word: “That is what one person earns.”",
    ),
    "a bare fence": ("```text", "```", "```", "with ```python"),
    "another language": ("```text", "```bash", "```bash", "with ```python"),
    "options without python": (
        '```python graded="payroll"',
        '```graded="payroll"',
        "```graded",
        "must say python first",
    ),
    "a fence inside a list": ("```text", "  ```text", "  ```text", "starts at the first column"),
    "a fence that never ends": (
        "submit_button(part)\n```",
        "submit_button(part)\n",
        "```python",
        "never closed",
    ),
    "graded without points": (" points=4", "", '```python graded="payroll"', "carries no points"),
    "no points at all": ("points=4", "points=0", '```python graded="payroll"', "must be a number above 0"),
    "points in quotes": ("points=4", 'points="4"', '```python graded="payroll"', "must be a number above 0"),
    "points nobody gives": (
        'id="opening"',
        'id="opening" points=2',
        '```python id="opening"',
        "points belong to",
    ),
    "an unknown option": (
        "points=4",
        "points=4 hidden=1",
        '```python graded="payroll"',
        '"hidden" is not understood',
    ),
    "an option nobody can read": (
        "points=4",
        "points=four",
        '```python graded="payroll"',
        'The options are graded="…", memo="…", points=4, id="…", tags=["parameters"].',
    ),
    "an id with capitals": (
        'graded="payroll"',
        'graded="Payroll"',
        '```python graded="Payroll"',
        "must be small letters",
    ),
    "graded and a memo": ('memo="note"', 'memo="note" graded="x"', '```python memo="note"', "Use two cells"),
    "another tag": ('tags=["parameters"]', 'tags=["parameters", "x"]', "```python tags", "only tag"),
    "no comment line": ("# Part 1 opens here.\n", "", "from decimal", "begin the cell with a comment"),
    "no place for the variant": ("variant = None", "variant = 0", "```python tags", "saying variant = None"),
    "code that is no Python": ("12 + part.variant", "12 +", "people = 12 +", "this is not Python"),
    "an id that is worked out": (
        'number("people"',
        'number(f"people"',
        "    number(f",
        "write the id of this question out",
    ),
    "an id twice": ('number("people"', 'number("payroll"', "payroll = ", "Give this question another id."),
    "no hidden tests": ("### BEGIN HIDDEN TESTS\n", "", "# Question 1", "between one line"),
    "another question": (
        'graded="payroll"',
        'graded="wages"',
        '```python graded="wages"',
        "asks no question of that id",
    ),
    "no score at the end": ('rate.",\n)', 'rate.",\n)\nNone', "None", "ends with score"),
    "a memo of another id": (
        'memo(part, "note"',
        'memo(part, "letter"',
        '```python memo="note"',
        'memo(part, "note", …) once',
    ),
    "hidden tests where nothing is graded": (
        "# Part 1 opens here.",
        "# Part 1.\n### BEGIN HIDDEN TESTS",
        "### BEGIN HIDDEN TESTS",
        "mean something",
    ),
    "a solution": ("Count first.", "Count first. BEGIN SOLUTION", "Count first. BEGIN", "mean something"),
    "a cell inside a region": ("Count first.\n", "<!-- #region -->\n", "```python", "is not read as a cell"),
    "a cell id twice": (
        "# The Send button appears here.",
        "# Practice 1 appears here: count the people.",
        "# Practice 1 appears here: count the people.",
        "is already the id of the cell",
    ),
}


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_a_slip_is_told_with_file_line_and_remedy(slip: tuple[str, ...], edit: Callable[..., Path]) -> None:
    old, new, named_line, told = slip
    part = edit(old, new)
    with pytest.raises(AuthoringError) as refused:
        build_source(part)
    named = re.match(r"(.+lesson\.md), line (\d+): (.+)", str(refused.value))
    assert named is not None
    assert told in named.group(3)
    lines = (part / "lesson.md").read_text(encoding="utf-8").split("\n")
    assert lines[int(named.group(2)) - 1].startswith(named_line)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("## For the instructor", "## For instructors", "write the heading"),
        ("## For the instructor", "## For the instructor\n## For the instructor", "write the heading"),
        (
            "| row | what your instructor looks for |\n|---|---|\n| Count |",
            "Count:\n\n",
            "in a table what is looked for",
        ),
        ("|---|---|\n", "", "in a table what is looked for"),
        ("# The note\n", "# The note\n\n![map](img/map.png)", r"rubric\.md, line 3: there is no picture"),
        ("# The note\n", "# The note\n\n$5 or $6\n", r"rubric\.md, line 3: what stands between two dollar"),
        ("Three points", "MARK SCHEME: three points", "meaning for the grader"),
    ],
)
def test_a_slip_in_the_rubric_is_told(old: str, new: str, told: str, edit: Callable[..., Path]) -> None:
    with pytest.raises(AuthoringError, match=told):
        build_source(edit(old, new, "rubric.md"))


def test_a_missing_file_is_told(part: Path) -> None:
    (part / "rubric.md").unlink()
    with pytest.raises(AuthoringError, match=r"needs a rubric\.md"):
        build_source(part)
    (part / "lesson.md").unlink()
    with pytest.raises(AuthoringError, match="cannot be read"):
        build_source(part)
