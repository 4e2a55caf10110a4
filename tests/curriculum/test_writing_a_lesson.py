"""The page that teaches writing a lesson: its examples, put together, are a part that passes the check."""

import ast
import inspect
import json
import re
import tomllib
from pathlib import Path

import pytest

import classroom
from autograde.authoring.build import build_source
from autograde.course import load_course
from autograde.release.all_employers import try_all_employers
from autograde.release.lesson_trial import try_lesson
from classroom.questions.answer_with import answer_with
from classroom.questions.question import exact

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "developers" / "writing-a-lesson.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^````text\n(.*?)^````$", PAGE, re.MULTILINE | re.DOTALL)
COURSE = """
id = "examples"
title = "Examples"
turnaround_days = 3

[[variants]]
id = "teachers"
title = "Teachers"
example = 0
first = 1
last = 60

[[variants]]
id = "school-staff"
title = "School staff"
example = 100
first = 101
last = 120

[[variants]]
id = "nurses"
title = "Nurses"
example = 200
first = 201
last = 220

[[part]]
id = "part01-example"
title = "Example"
"""


def example(*starts: str) -> str:
    """The one example that begins with one of these words."""
    (found,) = (text for text in EXAMPLES if text.startswith(starts))
    return found


def lesson() -> str:
    return "\n".join(text for text in EXAMPLES if text.startswith(("---", "```python", "## Sitting")))


@pytest.fixture
def part(tmp_path: Path) -> Path:
    """A part made of nothing but the page's examples, with reference answers of the right kind."""
    folder = tmp_path / "examples" / "part01-example"
    folder.mkdir(parents=True)
    (folder.parent / "course.toml").write_text(COURSE, encoding="utf-8")
    (folder / "lesson.md").write_text(lesson(), encoding="utf-8")
    (folder / "rubric.md").write_text(example("# The data-request letter"), encoding="utf-8")
    tables = []
    for table, employer in {"answers": 0, "answers-school-staff": 100, "answers-nurses": 200}.items():
        answers = {
            name: answer_with(put.question, put.key)
            for name, put in try_lesson(folder, employer).keyed().items()
            if put.key
        }
        if table == "answers":
            answers |= {"top-step-share": "30.82%", "data-request": "Please send us the list. " * 30}
        tables += [f"[{table}]", *(f"{name} = {json.dumps(text)}" for name, text in answers.items())]
    (folder / "reference.toml").write_text("\n".join(tables), encoding="utf-8")
    return folder


def test_the_examples_together_are_a_part_that_passes(part: Path) -> None:
    try_all_employers(load_course(part.parent), part, build_source(part))


def test_the_example_of_reference_answers_answers_the_examples(part: Path) -> None:
    said = build_source(part).part_json
    given = tomllib.loads(example("[answers]"))["answers"]
    assert set(given) <= {*said["questions"], said["memo"]["id"]}
    assert len(said["questions"]) > 4
    used = tomllib.loads((part / "reference.toml").read_text(encoding="utf-8"))["answers"]
    assert given["top-step-share"] == used["top-step-share"]
    assert exact(given["staff-total"]) == exact(used["staff-total"])


def test_every_piece_is_called_as_the_table_says() -> None:
    rows = [
        ast.parse(code, mode="eval").body for code in re.findall(r"^\| `(\w+\(.*?\))` \|", PAGE, re.MULTILINE)
    ]
    calls = [row for row in rows if isinstance(row, ast.Call) and isinstance(row.func, ast.Name)]
    assert len(calls) > 15
    for call in calls:
        assert isinstance(call.func, ast.Name)
        signature = inspect.signature(getattr(classroom, call.func.id))
        named = {str(keyword.arg): keyword.value for keyword in call.keywords}
        signature.bind(*call.args, **named)
        # What stands before a "=" in the table is called so by its own name.
        assert list(signature.parameters)[: len(call.args)] == [ast.unparse(given) for given in call.args]
