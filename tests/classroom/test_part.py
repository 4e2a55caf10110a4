"""A part is opened from the folder of its notebook."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from classroom.errors import AnswersError, PartError
from classroom.part import open_part
from classroom.questions.question import Kind

MONDAY = datetime(2027, 1, 4, 18, 0, tzinfo=UTC)
PART: dict[str, Any] = {
    "format": 1,
    "course": "costing",
    "part": "part01-know-your-unit",
    "title": "Know your unit",
    "release": "a1b2c3",
    "minutes": 45,
    "questions": {
        "fte-total": {"kind": "number", "points": 0, "graded": False},
        "salary-base": {"kind": "dollars", "points": 4, "graded": True},
    },
    "memo": {"id": "data-request", "points": 6, "rows": ["complete"]},
    "notebook": "part01-know-your-unit.ipynb",
}
VARIANT: dict[str, Any] = {"format": 1, "session": "spring-2027", "variant": 7}


def folder(place: Path, part: object = PART, variant: object = VARIANT) -> Path:
    for name, content in (("part.json", part), ("variant.json", variant)):
        if content is not None:
            (place / name).write_text(json.dumps(content), encoding="utf-8")
    return place


def test_everything_a_lesson_needs_to_know(tmp_path: Path) -> None:
    part = open_part(folder(tmp_path))
    assert (part.course, part.part, part.title) == ("costing", "part01-know-your-unit", "Know your unit")
    assert (part.session, part.release, part.variant) == ("spring-2027", "a1b2c3", 7)
    assert part.folder == tmp_path
    assert part.questions["salary-base"] == {"kind": "dollars", "points": 4, "graded": True}
    assert part.memo == {"id": "data-request", "points": 6}
    assert part.kinds == {"fte-total": Kind.NUMBER, "salary-base": Kind.DOLLARS, "data-request": Kind.TEXT}
    assert (part.grading, part.desk_url) == (False, None)
    assert part.notebook == "part01-know-your-unit.ipynb"


def test_the_folder_of_the_notebook_is_the_one_it_runs_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder(tmp_path))
    assert open_part().folder == Path.cwd()


def test_opening_a_part_writes_nothing(tmp_path: Path) -> None:
    open_part(folder(tmp_path))
    assert {path.name for path in tmp_path.iterdir()} == {"part.json", "variant.json"}


def test_the_workspace_knows_the_desk(tmp_path: Path) -> None:
    from classroom.workspace import DeskLink, Workspace

    Workspace(tmp_path).link_desk(DeskLink("https://desk.example.org", "secret", "p-1"))
    place = tmp_path / "costing" / "part01"
    place.mkdir(parents=True)
    part = open_part(folder(place))
    assert part.desk_url == "https://desk.example.org"
    assert "secret" not in repr(part)


def test_the_variant_may_come_from_the_grading_office(tmp_path: Path) -> None:
    assert open_part(folder(tmp_path, variant=None), variant=3).variant == 3
    assert open_part(folder(tmp_path), variant=7).variant == 7


def test_two_variants_must_agree(tmp_path: Path) -> None:
    with pytest.raises(PartError, match="says variant 7, and the notebook says 8"):
        open_part(folder(tmp_path), variant=8)


def test_some_variant_there_must_be(tmp_path: Path) -> None:
    with pytest.raises(PartError, match=r"variant\.json is missing in .* Open the part again"):
        open_part(folder(tmp_path, variant=None))


@pytest.mark.parametrize("variant", [-1, 1.5, "7", True])
def test_a_variant_is_a_whole_number(tmp_path: Path, variant: Any) -> None:
    with pytest.raises(PartError, match="is not a variant"):
        open_part(folder(tmp_path), variant=variant)
    with pytest.raises(PartError, match="not a whole number"):
        open_part(folder(tmp_path, variant={**VARIANT, "variant": variant}))


@pytest.mark.parametrize(
    ("part", "says"),
    [
        (None, r"part\.json in .* cannot be read: it is missing"),
        ([], "not the file that came with the part"),
        ({**PART, "format": 2}, "newer version"),
        ({**PART, "course": ""}, "“course” is missing"),
        ({key: value for key, value in PART.items() if key != "questions"}, "“questions” is missing"),
        ({**PART, "questions": {"q": {"kind": "essay"}}}, "question “q” has no kind"),
        ({**PART, "questions": {"Q!": {"kind": "number"}}}, "question “Q!” has no kind"),
        ({**PART, "questions": {"q": {"kind": "number", "points": -1}}}, "points of “q”"),
        ({**PART, "memo": {"points": 6}}, "“memo” has no id"),
        ({**PART, "memo": {"id": "salary-base", "points": 6}}, "id of a question"),
    ],
)  # fmt: skip
def test_an_incomplete_part_says_what_is_missing(tmp_path: Path, part: object, says: str) -> None:
    with pytest.raises(PartError, match=says):
        open_part(folder(tmp_path, part=part))


def test_a_part_may_have_no_memo(tmp_path: Path) -> None:
    part = open_part(folder(tmp_path, part={**PART, "memo": None}))
    assert part.memo is None
    assert set(part.kinds) == {"fte-total", "salary-base"}


def test_a_damaged_file_of_answers_is_told_at_the_top_of_the_lesson(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    open_part(folder(tmp_path)).book.save("salary-base", "5", None, MONDAY)
    assert capsys.readouterr().out == ""
    (tmp_path / "answers.json").write_bytes(b"{")
    assert open_part(tmp_path).book.read()["salary-base"].text == "5"
    assert "kept as answers-damaged-1.json. 1 answer was brought back" in capsys.readouterr().out


def test_while_grading_nothing_is_repaired_and_nothing_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    (folder(tmp_path) / "answers.json").write_bytes(b"{")
    part = open_part(tmp_path)
    assert part.grading
    with pytest.raises(AnswersError):
        part.book.save("salary-base", "5", None, MONDAY)
    assert {path.name for path in tmp_path.iterdir()} == {"part.json", "variant.json", "answers.json"}


def test_checking_a_notebook_before_sending_is_no_grading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    assert not open_part(folder(tmp_path)).grading
