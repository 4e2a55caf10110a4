"""A part that changes while its session runs: what was sent stays gradable, or the release is refused."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograde.course import load_course
from autograde.errors import ReleaseError
from autograde.ledger.events import EventKind
from autograde.release.release import release_into_session, released_part

PART = "part01-counting"
Rows = Callable[..., dict[str, tuple[float, float, bool]]]


@pytest.fixture
def change(school: Any, tmp_path: Path) -> Callable[[str, str], None]:
    """Change the lesson of the school's course, and release the part again into the running session."""
    shutil.copytree(school.course.folder, tmp_path / "tally")
    school.course = load_course(tmp_path / "tally")

    def changed(old: str, new: str) -> None:
        path = school.course.folder / PART / "lesson.md"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        release_into_session(school.course, PART, school.office, "spring")

    return changed


def test_a_corrected_key_scores_everything_again(
    school: Any, change: Callable[..., None], gradebook_rows: Rows
) -> None:
    person = school.join()
    near = str(school.people_of(person) * 50_000 + 40)
    school.send(person, school.right(person, payroll=near))
    assert [g.points for g in school.grade()] == [4.5]
    before = released_part(school.office, "spring", PART)

    change("within=1,", "within=50,")
    assert released_part(school.office, "spring", PART) != before
    assert before.bundle.is_file()  # what people have stays there

    assert [g.points for g in school.grade()] == [6.5]
    assert gradebook_rows(person)["payroll"] == (4, 4, False)
    assert [e.body["points"] for e in school.events(EventKind.GRADED)] == [4.5, 6.5]
    assert school.grade() == []


def test_a_mark_outlives_a_corrected_key(
    school: Any, change: Callable[..., None], gradebook_rows: Rows
) -> None:
    from autograde.marking import mark_memo, waiting_memos

    person = school.join()
    school.send(person, school.right(person))
    school.grade()
    mark_memo(
        school.office,
        school.course,
        "spring",
        person,
        PART,
        verdict="met",
        points=3,
        comment="",
        rubric_row=None,
        actor="p-5ca1ab1e0001",
        now=school.now(),
        rules=school.rules,
    )
    change("within=1,", "within=50,")
    school.grade()
    assert gradebook_rows(person)["note"] == (3, 3, False)
    assert waiting_memos(school.office, "spring") == []


def test_new_points_and_new_prose_reach_what_was_already_sent(
    school: Any, change: Callable[..., None], gradebook_rows: Rows, nbgrader: Callable[..., None]
) -> None:
    person = school.join()
    school.send(person, school.right(person))
    school.grade()
    change("points=4", "points=8")
    change("Count first.", "Count first, then multiply.")
    school.grade()
    assert gradebook_rows(person)["payroll"] == (8, 8, False)
    # The canonical submission still holds the notebook of its own release. The stock command agrees.
    stock = school.root.parent / "stock"
    shutil.copytree(school.root, stock)
    nbgrader(stock, "autograde", PART, "--force")
    assert gradebook_rows(person, stock) == gradebook_rows(person)


def test_other_cells_are_refused_once_people_have_sent_theirs(
    school: Any, change: Callable[..., None], gradebook_rows: Rows
) -> None:
    person = school.join()
    school.send(person, school.right(person))
    school.grade()
    before, rows = released_part(school.office, "spring", PART), gradebook_rows(person)
    with pytest.raises(ReleaseError) as refused:
        change("# The Send button appears here.", "# Send your part with this button.")
    told = str(refused.value)
    assert "the-send-button-appears-here would go, send-your-part-with-this-button would come" in told
    assert released_part(school.office, "spring", PART) == before
    assert gradebook_rows(person) == rows

    # The remedy that the message names.
    change("```python\n# Send your part", '```python id="the-send-button-appears-here"\n# Send your part')
    assert released_part(school.office, "spring", PART) != before
