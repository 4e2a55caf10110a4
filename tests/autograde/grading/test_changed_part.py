"""A part that changes while its session runs: what was sent stays gradable, or the release is refused."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograde.course import load_course
from autograde.errors import ReleaseError
from autograde.grading.grade import left_as_graded
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


def test_a_corrected_key_scores_again_what_staff_ask_for(
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

    assert school.grade() == []
    assert left_as_graded(school.office, "spring", school.rules) == 1
    assert [g.points for g in school.grade(regrade="The key was wrong.")] == [6.5]
    assert left_as_graded(school.office, "spring", school.rules) == 0
    assert gradebook_rows(person)["payroll"] == (4, 4, False)
    graded = school.events(EventKind.GRADED)
    assert [(e.body["points"], e.reason) for e in graded] == [(4.5, ""), (6.5, "The key was wrong.")]
    assert school.grade() == []


def test_a_mark_outlives_a_corrected_key(
    school: Any, change: Callable[..., None], gradebook_rows: Rows
) -> None:
    from autograde.marking.mark import mark_memo
    from autograde.marking.memos import waiting_memos

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
    assert len(school.grade(regrade="The key was wrong.")) == 1
    assert gradebook_rows(person)["note"] == (3, 3, False)
    assert waiting_memos(school.office, "spring") == []


def test_changed_rules_score_nobody_again_unless_staff_ask(school: Any) -> None:
    first, second = school.join("A"), school.join("B")
    school.send(first, school.right(first))
    school.grade()
    school.send(second, school.right(second))
    school.rules = replace(school.rules, sha256="0" * 64)
    assert [g.person for g in school.grade()] == [second]
    assert left_as_graded(school.office, "spring", school.rules) == 1
    assert [g.person for g in school.grade(regrade="The rules changed.")] == [first]
    assert school.grade(regrade="The rules changed.") == []


def test_who_sends_again_after_a_change_is_graded_and_her_earlier_attempt_is_not(
    school: Any, change: Callable[..., None]
) -> None:
    person = school.join()
    school.send(person, school.right(person, payroll="$1"))
    school.grade()
    change("within=1,", "within=50,")
    school.send(person, school.right(person))
    assert [(g.task.attempt, g.points) for g in school.grade()] == [(2, 6.5)]


def test_new_points_and_new_prose_reach_what_was_already_sent(
    school: Any, change: Callable[..., None], gradebook_rows: Rows, nbgrader: Callable[..., None]
) -> None:
    person = school.join()
    school.send(person, school.right(person))
    school.grade()
    change("points=4", "points=8")
    change("Count first.", "Count first, then multiply.")
    school.grade(regrade="It is worth more.")
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
