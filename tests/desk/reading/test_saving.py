"""What is typed on the page is kept by the rules of the answer book, and nothing is lost to another place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from classroom.part import Part
from tests.desk.reading.conftest import NOW
from tests.desk.reading.paper import Paper

if TYPE_CHECKING:
    from tests.desk.reading.conftest import ReadingDesk

COURSE, PART = "costing", "part01-know-your-unit"
MEMO, COUNT = "data-request", "fte-total"


@pytest.fixture
def hers(reading_desk: ReadingDesk) -> tuple[Paper, Part]:
    """Her page of Part 1, and her answers at the desk."""
    course = reading_desk.courses[COURSE]
    person = reading_desk.learner(course)
    paper = Paper(reading_desk.browser(person), f"/read/{COURSE}/{PART}/").look()
    return paper, reading_desk.drafts(course, person, PART)


def text_of(part: Part, question: str) -> str:
    answer = part.book.answer(question)
    return answer.text if answer else ""


def test_any_button_saves_everything_and_touches_nothing_else(hers: tuple[Paper, Part]) -> None:
    paper, part = hers
    paper.press(f"check:{COUNT}", {f"a.{COUNT}": ["one"], f"a.{MEMO}": ["Dear all,\r\n\r\nplease send it."]})
    assert text_of(part, MEMO) == "Dear all,\n\nplease send it."
    assert set(part.book.read()) == {COUNT, MEMO}
    assert "Dear all,\n\nplease send it.</textarea>" in paper.text
    before = part.book.path.read_bytes()
    assert paper.press("save").status_code == 303
    assert part.book.path.read_bytes() == before


def test_the_same_answer_typed_in_jupyterlab_meanwhile_stays_when_she_does_not_touch_it(
    hers: tuple[Paper, Part],
) -> None:
    paper, part = hers
    paper.press("save", {f"a.{MEMO}": ["First words."]})
    part.book.save(MEMO, "Other words, from the laptop.", 1, NOW)
    paper.press("save", {f"a.{COUNT}": ["12"]})  # the page still shows the first words
    assert text_of(part, MEMO) == "Other words, from the laptop."
    assert (text_of(part, COUNT), part.book.set_aside(MEMO)) == ("12", [])


def test_when_both_were_changed_the_later_one_counts_and_the_other_can_be_read(
    hers: tuple[Paper, Part],
) -> None:
    paper, part = hers
    paper.press("save", {f"a.{MEMO}": ["First words."]})
    part.book.save(MEMO, "Other words, from the laptop.", 1, NOW)
    paper.press("save", {f"a.{MEMO}": ["And third words."]})
    assert text_of(part, MEMO) == "And third words."
    box = paper.box(MEMO)
    assert "also answered in another tab or window" in box
    assert "Another text of yours was set aside" in box and "Other words, from the laptop." in box


def test_what_cannot_be_saved_stays_on_the_page_with_its_reason(hers: tuple[Paper, Part]) -> None:
    paper, part = hers
    long = "7" * 31
    answer = paper.press("send", {f"a.{COUNT}": [long], f"a.{MEMO}": ["Kept."]})
    assert answer.status_code == 422
    assert long in answer.text and "longer than 30 characters" in answer.text
    assert "One answer could not be saved." in answer.text
    assert (text_of(part, COUNT), text_of(part, MEMO)) == ("", "Kept.")


def test_hints_open_one_by_one_and_stay_open(hers: tuple[Paper, Part]) -> None:
    paper, part = hers
    for said in ("Hint 1:", "Hint 2:", "Worked solution:"):
        paper.press(f"hint:{COUNT}")
        assert said in paper.box(COUNT)
    assert "Show" not in paper.box(COUNT).split("actions")[1]
    answer = part.book.answer(COUNT)
    assert answer is not None and (answer.help, answer.tries, answer.revision) == (3, 0, 0)


def test_a_check_of_nothing_says_what_to_do_and_counts_no_try(hers: tuple[Paper, Part]) -> None:
    paper, part = hers
    paper.press(f"check:{COUNT}")
    assert "Type your answer." in paper.box(COUNT)
    paper.press(f"check:{COUNT}", {f"a.{COUNT}": ["many"]})
    assert "Check the format." in paper.box(COUNT)
    answer = part.book.answer(COUNT)
    assert answer is not None and answer.tries == 0


def test_a_graded_question_has_no_check_and_no_key_on_the_page(hers: tuple[Paper, Part]) -> None:
    paper, part = hers
    graded = [name for name, entry in part.questions.items() if entry["graded"]]
    assert graded
    for name in graded:
        assert "check:" not in paper.box(name) and "hint:" not in paper.box(name)
        assert paper.press(f"check:{name}", {f"a.{name}": ["1"]}).status_code == 303
        assert 'class="found' not in paper.box(name)


def test_what_people_type_is_text_on_the_page(hers: tuple[Paper, Part]) -> None:
    paper, _part = hers
    hostile = '</textarea><script>alert(1)</script><img src=x onerror="alert(1)">{{ 7 * 7 }}'
    paper.press("save", {f"a.{MEMO}": [hostile], f"a.{COUNT}": ['"><script>']})
    assert "<script>" not in paper.text and "&lt;script&gt;" in paper.text and "{{ 7 * 7 }}" in paper.text


def test_a_script_saves_while_she_types_and_learns_what_the_page_now_shows(hers: tuple[Paper, Part]) -> None:
    paper, part = hers
    told = paper.press("autosave", {f"a.{MEMO}": ["While typing."]}).get_json()
    assert told["saved"][MEMO]["when"].startswith("Saved ")
    paper.press("autosave", {f"a.{MEMO}": ["While typing, on."], f"s.{MEMO}": [told["saved"][MEMO]["seen"]]})
    assert text_of(part, MEMO) == "While typing, on." and part.book.set_aside(MEMO) == []
    refused = paper.press("autosave", {f"a.{COUNT}": ["7" * 31]}).get_json()
    assert "longer than 30 characters" in refused["refused"][COUNT]


def test_a_form_of_somebody_elsewhere_changes_nothing(hers: tuple[Paper, Part]) -> None:
    paper, part = hers
    for odd in ("", "x", "-1:", "99999999999:zz"):
        assert paper.press("save", {f"s.{COUNT}": [odd], f"a.{COUNT}": ["5"]}).status_code == 303
    assert paper.press("try:nothing").status_code == 303
    assert paper.press("check:nothing").status_code == 303
    answer = paper.browser.post(paper.address, data={f"a.{MEMO}": "forged", "do": "save", "csrf_token": "x"})
    assert answer.status_code == 400 and text_of(part, MEMO) == ""
