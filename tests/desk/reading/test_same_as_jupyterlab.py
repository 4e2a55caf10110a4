"""The page says to an answer what the form in JupyterLab says to it, and what it sends scores the same."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from autograde.authoring.build import SourceNotebook, build_source
from autograde.course import find_courses
from autograde.release.lesson_trial import try_lesson
from autograde.sessions.calendar import Sessions
from classroom.part import Part
from classroom.questions.answer_with import answer_with
from classroom.questions.box import QuestionBox
from classroom.questions.form import QuestionForm
from classroom.reading.blocks import Asked
from classroom.rehearsal import Put
from desk.reading.asked_view import Notes, asked_view
from tests.desk.reading.conftest import NOW, ROOT, session_of
from tests.desk.reading.paper import Paper, filled_in

if TYPE_CHECKING:
    from tests.desk.reading.conftest import ReadingDesk

CASES = [
    (course.id, part.id, number % len(course.kinds))
    for course in find_courses(ROOT / "curriculum").values()
    for number, part in enumerate(course.parts)
    if part.folder is not None
]


@cache
def source(folder: Path) -> SourceNotebook:
    return build_source(folder)


def in_jupyterlab(part: Part, folder: Path, put: Put, text: str) -> dict[str, object]:
    """What the form of JupyterLab shows for a first try with this text."""
    folder.mkdir(parents=True)
    apart = replace(part, folder=folder)
    form = QuestionForm(apart, put.question, put.practice)
    return form.handle({"type": "check", "text": text, "based_on": 0, "mark": "w:1"})


def words_of(html: str) -> str:
    """The words of a piece of a page, in order."""
    import re

    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.mark.parametrize(("course", "part", "kind"), CASES)
def test_every_check_says_what_jupyterlab_says(
    reading_desk: ReadingDesk, tmp_path: Path, course: str, part: str, kind: int
) -> None:
    its_course = reading_desk.courses[course]
    person = reading_desk.learner(its_course, kind)
    variant = Sessions(reading_desk.office.records()).variant_of(session_of(its_course), person)
    drafts = reading_desk.drafts(its_course, person, part)
    session = Sessions(reading_desk.office.records()).get(session_of(its_course))
    done = try_lesson(its_course.folder / part, variant, {}, source(its_course.folder / part))
    paper = Paper(reading_desk.browser(person), f"/read/{course}/{part}/").look()
    practised = [put for put in done.put if put.practice]
    assert len(practised) >= 4
    for put in practised:
        assert put.key is not None
        # One mistake and the right answer of each question through the page; the others through its box.
        mistakes = [answer_with(put.question, put.key, mistake) for mistake in put.key.mistakes]
        for number, text in enumerate((mistakes[0], answer_with(put.question, put.key))):
            drafts.book.path.unlink(missing_ok=True)  # so that each is a first try
            typed = {f"s.{put.question.id}": ["0:"], **filled_in(put.question, text)}
            paper.press_only(f"check:{put.question.id}", typed)
            said = in_jupyterlab(drafts, tmp_path / f"{put.question.id}-{number}", put, text)
            box = words_of(paper.box(put.question.id))
            assert words_of(f"{said['word']} {said['sentence']}") in box
            for more in (said["why"], said["worked"], *said["hints"]):
                assert words_of(str(more)) in box
        for text in mistakes[1:]:
            drafts.book.path.unlink(missing_ok=True)
            drafts.book.save(put.question.id, text, None, NOW)
            QuestionBox(drafts.book, put.question, put.practice).check(text)
            view = asked_view(Asked(put.question, put.practice), drafts.book, session, Notes())
            assert view.found.sentence in {mistake.say for mistake in put.key.mistakes}


@pytest.mark.parametrize(("course", "part", "kind"), CASES)
def test_what_the_page_sends_scores_every_point(
    reading_desk: ReadingDesk, course: str, part: str, kind: int
) -> None:
    its_course = reading_desk.courses[course]
    person = reading_desk.learner(its_course, kind)
    variant = Sessions(reading_desk.office.records()).variant_of(session_of(its_course), person)
    folder = its_course.folder / part
    keyed = try_lesson(folder, variant, {}, source(folder)).keyed()
    paper = Paper(reading_desk.browser(person), f"/read/{course}/{part}/").look()
    typed = [filled_in(put.question, answer_with(put.question, put.key)) for put in keyed.values() if put.key]
    paper.press("save", {name: values for fields in typed for name, values in fields.items()})
    answers = {
        name: one.text for name, one in reading_desk.drafts(its_course, person, part).book.read().items()
    }
    assert set(answers) == set(keyed)
    for result in try_lesson(folder, variant, answers, source(folder)).scored:
        assert (result["points"], result["status"]) == (result["max"], "correct")


def test_every_kind_of_question_is_asked_somewhere() -> None:
    kinds = {
        said["kind"]
        for course in find_courses(ROOT / "curriculum").values()
        for part in course.parts
        if part.folder is not None
        for said in source(part.folder).part_json["questions"].values()
    }
    assert kinds >= {
        "dollars",
        "number",
        "percent",
        "choice",
        "several",
        "pick",
        "order",
        "match",
        "table",
        "date",
        "insight",
    }
