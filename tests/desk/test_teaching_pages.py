"""Beside the queue: comment bank, calibration, item analysis, messages; what a learner sees of them."""

from __future__ import annotations

import re
from typing import Any

import pytest

from autograde.authoring.rubric import read_rubric
from autograde.marking.anchors import anchors_of
from tests.desk.test_instructor_pages import HOSTILE, PART, Day


@pytest.fixture
def day(desk: Any) -> Day:
    """A desk with two instructors, a memo that waits, and a rubric with two anchors."""
    rubric = desk.school.course.part(PART).folder / "rubric.md"
    rubric.write_text(
        rubric.read_text()
        + "\n\n### Example, level 3\n\nSend the file by Friday.\n\n*Why level 3:* a day.\n\n"
        + "### Example, level 1\n\nSend something.\n\n*Why level 1:* no day.\n"
    )
    day = Day(desk)
    day.send()
    return day


def test_a_sentence_is_kept_inserted_by_a_button_and_shared(day) -> None:
    first, second = day.browser(day.rivera), day.browser(day.keller)
    missing = day.press(first, "/comments/small", where="part99:", text="x")
    assert missing.status_code == 422
    kept = day.press(first, "/comments/small", where=f"{PART}:date", text="Name a day.", shared="on")
    assert kept.status_code == 303
    page = second.get(day.page).text
    name = re.findall(r'name="insert" value="(s-\w+)"', page)[0]
    assert "Name a day." in page and "<script" not in page
    inserted = day.press(second, day.page, insert=name, verdict="returned", comment="Well begun.")
    assert inserted.status_code == 200
    assert "Well begun.\nName a day.</textarea>" in inserted.text
    assert '<option value="date" selected>' in inserted.text
    assert re.search(r'value="returned" checked', inserted.text)
    sent = day.press(second, day.page, verdict="returned", row="date", comment="Say which day.", keep="on")
    assert sent.status_code == 303
    assert "The comment is in your comment bank." in second.get("/instructor/").text
    assert "Say which day." in second.get("/comments/small").text
    assert "Say which day." not in first.get("/comments/small").text
    refused = day.press(second, "/comments/small", f"/comments/small/{name}", text="Mine now.")
    assert (refused.status_code, "not one of yours" in refused.text) == (422, True)
    changed = day.press(
        first, "/comments/small", f"/comments/small/{name}", text="Name the day.", do="change"
    )
    assert changed.status_code == 303
    assert "Name the day." not in second.get(day.page).text  # it is not shared any more
    day.press(first, "/comments/small", f"/comments/small/{name}", do="erase")
    assert "The bank is empty." in first.get("/comments/small").text


def test_anchors_are_marked_blind_then_compared(day) -> None:
    page = f"/calibration/small/{PART}"
    strong, weak = anchors_of(read_rubric(day.school.course.part(PART).folder / "rubric.md"))
    first, second = day.browser(day.rivera), day.browser(day.keller)
    assert "You have not marked the example memos" in first.get(day.page).text
    blind = first.get(page).text
    assert strong.text in blind and weak.text in blind
    for told in ("a day.", "no day.", "Why level", "Example, level"):
        assert told not in blind
    assert day.press(first, page).status_code == 422
    assert day.press(first, page, **{strong.id: "9"}).status_code == 422
    assert day.press(first, page, **{strong.id: "3"}).status_code == 303
    assert "1 of 2 marked" in first.get("/calibration/").text
    assert "Why level" not in first.get(page).text
    day.press(first, page, **{weak.id: "2"})
    shown = first.get(page).text
    assert "You gave 2." in shown and "Why level 1: no day." in shown
    assert "0.67" in shown  # squares 0+1 over 2 memos; by chance 0+4+1+1 over 4 pairs
    assert "You have not marked the example memos" not in first.get(day.page).text
    day.press(second, page, **{strong.id: "4", weak.id: "1"})
    assert "Lucia Rivera gave 3." in second.get(page).text
    assert "Tomas Keller" in first.get("/calibration/").text


def test_the_questions_of_a_session_are_a_page(day) -> None:
    page = day.browser(day.rivera).get("/items/spring").text
    assert "Part 1: base" in page and "Discrimination" in page
    assert len(page) < 100_000
    assert day.browser(day.rivera).get("/items/none").status_code == 404


def test_a_message_stands_on_the_start_page_and_can_be_taken_back(day) -> None:
    first, hers = day.browser(day.rivera), day.desk.signed_in(day.ana)
    page = "/messages/spring"
    assert f'value="{day.ana}" selected' in first.get(f"{page}?to={day.ana}").text
    assert day.press(first, page, text="To nobody.").status_code == 422
    assert day.press(first, page, to="p-000000000000", text="Hello.").status_code == 422
    assert day.press(first, page, to=day.ana, text=HOSTILE).status_code == 303
    assert day.press(first, page, to="all", text="We meet on\r\nFriday.").status_code == 303
    start = hers.get("/").text
    assert "2 messages to you" in start and "We meet on\nFriday." in start
    assert "Lucia Rivera to everybody" in start and "Lucia Rivera to you" in start
    assert "<script" not in start and "<img" not in start
    sent = re.findall(r'action="(/messages/spring/e-\w+/take-back)"', first.get(page).text)
    other = day.press(day.browser(day.keller), page, sent[0])
    assert (other.status_code, "Whoever wrote a message" in other.text) == (422, True)
    assert day.press(first, page, sent[0]).status_code == 303
    assert "Friday" not in hers.get("/").text


def test_the_start_page_says_which_certificate_the_units_count_toward(day) -> None:
    folder = day.school.programs / "certificates"
    folder.mkdir()
    rules = """
id = "small-certificate"
version = "1"
title = "Small certificate"
fictional = true
source = "made for these tests"
note = "made for these tests"
valid_months = "never"
window_months = "never"
signatory = "Somebody"
hours_counted = "By the clock."

[[requirement]]
id = "units"
title = "Units in all"
kind = "units"
at_least = "unset"
"""
    (folder / "small.toml").write_text(rules, encoding="utf-8")
    start = day.desk.signed_in(day.ana).get("/").text
    assert "Small certificate" in start
    assert "Units in all: 0 so far. The program has not said how many it asks for." in start
    assert "nobody can be given it yet" in start
    assert 'href="http://127.0.0.1:8888/classroom/workspace"' in start
    (folder / "small.toml").write_text(rules.replace('"unset"', "3"), encoding="utf-8")
    start = day.desk.signed_in(day.ana).get("/").text
    assert "Units in all: 0 of 3." in start and "nobody can be given it yet" not in start
