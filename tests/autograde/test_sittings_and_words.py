"""What building adds to a lesson's prose: minutes of each sitting, and links to what words mean."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from autograde.authoring.build import build_source
from autograde.errors import AuthoringError

LESSONS = Path(__file__).parent / "lessons"
PART = "part01-counting"
GLOSSARY = '"unit of people" = "Everyone who bargains together."\npayroll = "What all of them earn."\n'


@pytest.fixture
def part(tmp_path: Path) -> Path:
    """A copy of the toy part, to change."""
    shutil.copytree(LESSONS / "tally", tmp_path / "tally")
    return tmp_path / "tally" / PART


@pytest.fixture
def edit(part: Path) -> Callable[[str, str], Path]:
    def edited(old: str, new: str) -> Path:
        text = (part / "lesson.md").read_text(encoding="utf-8")
        assert old in text
        (part / "lesson.md").write_text(text.replace(old, new), encoding="utf-8")
        return part

    return edited


def prose(part: Path) -> str:
    cells = json.loads(build_source(part).content)["cells"]
    return "\n\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")


def test_each_sitting_says_how_long_it_takes_and_where_she_can_stop(part: Path) -> None:
    # The first holds three questions and 53 words, the second two and 7, the third a memo and 5.
    assert build_source(part).part_json["sittings"] == [
        {"title": "Practice", "minutes": 7},
        {"title": "Scored when you submit", "minutes": 5},
        {"title": "Your memo", "minutes": 13},
    ]
    text = prose(part)
    assert "# Part 1: Counting\n\n3 sittings: about 7, 5 and 13 minutes. You can stop after each." in text
    assert "## Sitting 1: Practice\n\nAbout 7 minutes.\n" in text
    stop = "*You can stop here. What you typed is saved.*"
    assert f"{stop}\n\n## Sitting 2: Scored when you submit\n\nAbout 5 minutes." in text
    assert text.count(stop) == 2


def test_sittings_count_in_order(edit: Callable[[str, str], Path]) -> None:
    with pytest.raises(AuthoringError, match=r"line \d+: number the sittings 1, 2, 3, in order"):
        build_source(edit("## Sitting 2:", "## Sitting 3:"))


def test_a_marked_word_leads_to_what_it_means(part: Path, edit: Callable[[str, str], Path]) -> None:
    (part.parent / "glossary.toml").write_text(GLOSSARY, encoding="utf-8")
    edit("A unit of people is", "A {unit of people} is")
    text = prose(part)
    assert "A [unit of people](#unit-of-people) is" in text
    assert "## Words in this part\n\n### unit of people\n\nEveryone who bargains together." in text
    assert "payroll" not in text.split("## Words in this part")[1]


def test_a_word_stands_in_capitals_or_for_many(part: Path, edit: Callable[[str, str], Path]) -> None:
    (part.parent / "glossary.toml").write_text(GLOSSARY, encoding="utf-8")
    edit("A unit of people is", "A {unit of people} is")
    edit("Count first.", "{Payrolls} come later. A payroll is a sum.")
    assert "[Payrolls](#payroll) come later. A payroll is a sum." in prose(part)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("Count first.", "Count first.", r"line 11: this is the first use of “unit of people” .* {unit of"),
        ("A unit of people is", "A {union} is", r"line 11: “union” is not in glossary.toml"),
    ],
)
def test_a_word_that_is_not_marked_or_not_known_is_told_with_its_line(
    part: Path, edit: Callable[[str, str], Path], old: str, new: str, says: str
) -> None:
    (part.parent / "glossary.toml").write_text(GLOSSARY, encoding="utf-8")
    with pytest.raises(AuthoringError, match=says):
        build_source(edit(old, new))


def test_headings_code_and_longer_words_are_no_uses(part: Path, edit: Callable[[str, str], Path]) -> None:
    (part.parent / "glossary.toml").write_text('count = "To count."\nrow = "A row."\n', encoding="utf-8")
    edit("Count the people, then multiply.", "Discounts and `count` are not meant.")
    edit("Count first.", "# Count")
    edit("A picture helps: ![a row of people](img/row.png)", "![a {row} of people](img/row.png)")
    edit("12 people, one row each", "12 people")
    assert "### row" in prose(part)
    assert "### count" not in prose(part)
