"""Question boxes in a real JupyterLab: saving, checking, and what survives crash, reload and second tab."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPart

pytestmark = pytest.mark.browser

PRACTICE = """# Practice 1 appears here.
practice(
    part, number("fte-total", "How many FTE are in the unit?", unit="FTE"), right=Decimal("80.5"),
    within=Decimal("0.01"),
    mistakes=[Mistake("cells counted", 39, "You counted the filled cells; add the numbers inside them.")],
    hints=["Add the numbers in the cells.", "Keep half posts as halves."], worked="12 + 20.5 + 48 = 80.5",
    why="Every later figure stands on this count.",
)"""
CHOICE = """# Practice 2 appears here.
practice(
    part,
    choice("average", "Which average do people earn?", {"cells": "Of the cells", "people": "Of the people"}),
    right="people", hints=["Think of an empty cell.", "Count people."], worked="Of the people.",
)"""
GRADED = '# Question 1 appears here.\nask(part, dollars("salary-base", "What is the salary base?"))'
MEMO = '# Your letter appears here.\nmemo(part, "letter", "Ask the district for the data.", words=(5, 400))'
LETTER = "Dear superintendent, please send us the scattergram and the payroll register by Friday."

Open = Callable[..., "OpenPart"]


def test_saved_is_said_when_the_answer_is_on_the_disk(open_page: Open, expect: Any) -> None:
    part = open_page(GRADED)
    box = part.question("salary-base")
    expect(box).to_contain_text("Scored when you submit · 4 points")
    expect(box.get_by_role("button")).to_have_count(0)
    box.get_by_label("What is the salary base?").fill("1.59m")
    expect(box.locator(".cr-state")).to_have_text(re.compile(r"^Saved at \d+:\d\d [ap]m\.$"))
    assert part.kept() == {"salary-base": "1.59m"}
    box.get_by_role("textbox").blur()
    expect(box.locator(".cr-echo")).to_have_text("Read as $1,590,000.")
    assert part.complaints == []


def test_a_wrong_answer_gets_a_hint_and_the_right_one_the_reason(open_page: Open, expect: Any) -> None:
    part = open_page(PRACTICE)
    box = part.question("fte-total")
    answer, check = box.get_by_role("textbox"), box.get_by_role("button", name="Check")
    result = box.get_by_role("status").filter(has_text="yet")

    answer.fill("71")
    check.click()
    expect(result).to_contain_text("Not yet.")
    expect(result).to_contain_text("Hint 1: Add the numbers in the cells.")

    answer.fill("39")
    answer.press("Enter")
    expect(result).to_contain_text("You counted the filled cells; add the numbers inside them.")
    expect(result).to_contain_text("Hint 2: Keep half posts as halves.")

    answer.fill("80,5")
    answer.press("Enter")
    expect(box.locator(".cr-result")).to_contain_text("Check the format.")
    expect(box.locator(".cr-result")).to_contain_text("80.5")

    answer.fill("80.5 FTE")
    answer.press("Enter")
    expect(box.locator(".cr-result")).to_contain_text("Correct.")
    expect(box.locator(".cr-result")).to_contain_text(
        "Why it matters: Every later figure stands on this count."
    )
    assert part.kept() == {"fte-total": "80.5 FTE"}
    assert part.complaints == []


def test_help_comes_one_step_at_a_time(open_page: Open, expect: Any) -> None:
    part = open_page(PRACTICE)
    box = part.question("fte-total")
    for label in ("Show a hint", "Show another hint", "Show the worked solution"):
        box.get_by_role("button", name=label).click()
    expect(box.locator(".cr-result")).to_contain_text("Worked solution: 12 + 20.5 + 48 = 80.5")
    expect(box.get_by_role("button")).to_have_count(1)


def test_a_choice_is_made_with_the_arrow_keys(open_page: Open, expect: Any) -> None:
    part = open_page(CHOICE)
    box = part.question("average")
    box.get_by_role("radio", name="Of the cells").focus()
    part.page.keyboard.press("Space")
    expect(box.locator(".cr-state")).to_contain_text("Saved")
    part.page.keyboard.press("ArrowDown")
    expect(box.get_by_role("radio", name="Of the people")).to_be_checked()
    box.get_by_role("button", name="Check").click()
    expect(box.locator(".cr-result")).to_contain_text("Correct.")
    assert part.kept() == {"average": "people"}


def test_typing_is_no_shortcut_of_jupyterlab(open_page: Open, expect: Any) -> None:
    part = open_page(MEMO)
    cells = part.page.locator(".jp-Notebook-cell").count()
    box = part.question("letter")
    box.get_by_role("textbox").click()
    part.page.keyboard.type("dd xx aa bb jj kk mm yy zz 11 0 0 ii")
    part.page.keyboard.press("Control+s")
    expect(box.locator(".cr-state")).to_contain_text("Saved")
    expect(part.page.locator(".jp-Notebook-cell")).to_have_count(cells)
    assert part.kept() == {"letter": "dd xx aa bb jj kk mm yy zz 11 0 0 ii"}


def test_nothing_typed_is_lost_when_the_kernel_dies(open_page: Open, expect: Any) -> None:
    part = open_page(MEMO)
    box = part.question("letter")
    half, rest = LETTER[:40], LETTER[40:]
    box.get_by_role("textbox").press_sequentially(half)
    expect(box.locator(".cr-state")).to_contain_text("Saved")
    part.kill_kernel()
    box.get_by_role("textbox").press_sequentially(rest[:10])
    part.answer_dialog()
    box.get_by_role("textbox").press_sequentially(rest[10:])
    expect(box.locator(".cr-state")).to_contain_text("Not saved yet. Your words are kept in this browser")
    assert part.kept()["letter"] == half

    part.start()
    expect(box.get_by_role("textbox")).to_have_value(LETTER)
    expect(box.locator(".cr-state")).to_contain_text("Saved")
    expect(box.locator(".cr-warning")).to_have_text(["", ""])
    assert part.kept() == {"letter": LETTER}


def test_nothing_typed_is_lost_when_the_page_is_reloaded_after_that(open_page: Open, expect: Any) -> None:
    part = open_page(MEMO)
    box = part.question("letter")
    box.get_by_role("textbox").press_sequentially(LETTER[:30])
    expect(box.locator(".cr-state")).to_contain_text("Saved")
    part.kill_kernel()
    part.answer_dialog()
    box.get_by_role("textbox").press_sequentially(LETTER[30:])
    part.page.on("dialog", lambda dialog: dialog.accept())
    part.open()
    part.start()
    expect(box.get_by_role("textbox")).to_have_value(LETTER)
    expect(box.locator(".cr-state")).to_contain_text("Saved")
    assert part.kept() == {"letter": LETTER}


def test_a_reload_shows_every_answer_and_reply(open_page: Open, expect: Any) -> None:
    part = open_page(PRACTICE, GRADED, MEMO)
    part.question("fte-total").get_by_role("textbox").fill("39")
    part.question("fte-total").get_by_role("button", name="Check").click()
    part.question("salary-base").get_by_role("textbox").fill("$5,000,000")
    part.question("letter").get_by_role("textbox").fill(LETTER)
    for name in ("fte-total", "salary-base", "letter"):
        expect(part.question(name).locator(".cr-state")).to_contain_text("Saved")

    def all_there() -> None:
        expect(part.question("fte-total").get_by_role("textbox")).to_have_value("39")
        expect(part.question("fte-total").locator(".cr-result")).to_contain_text(
            "You counted the filled cells"
        )
        expect(part.question("salary-base").get_by_role("textbox")).to_have_value("$5,000,000")
        expect(part.question("salary-base").locator(".cr-echo")).to_have_text("Read as $5,000,000.")
        expect(part.question("letter").get_by_role("textbox")).to_have_value(LETTER)
        expect(part.question("letter")).to_contain_text("Saved")

    part.save()
    part.open()  # the kernel lives on, and with it the boxes
    all_there()
    part.start()  # and after a new start
    all_there()


def test_two_tabs_show_the_same_answer_and_lose_neither(open_page: Open, expect: Any) -> None:
    part = open_page(GRADED, MEMO)
    part.save()
    second = part.open(part.watch(part.context.new_page()))
    here, there = part.question("salary-base"), part.question("salary-base", second)

    here.get_by_role("textbox").fill("5,000,000")
    expect(there.get_by_role("textbox")).to_have_value("5,000,000")
    there.get_by_role("textbox").fill("6,000,000")
    expect(here.get_by_role("textbox")).to_have_value("6,000,000")
    expect(here.locator(".cr-state")).to_contain_text("Saved")
    assert part.kept()["salary-base"] == "6,000,000"
    expect(there.locator(".cr-warning")).to_have_text(["", ""])  # one after the other is no conflict

    # Both type at once: neither box is taken from under the hands that type in it.
    one, two = (
        part.question("letter").get_by_role("textbox"),
        part.question("letter", second).get_by_role("textbox"),
    )
    one.evaluate(
        "(box) => { box.value = 'Written in the first tab.'; box.dispatchEvent(new Event('input')) }"
    )
    two.evaluate(
        "(box) => { box.value = 'Written in the second tab.'; box.dispatchEvent(new Event('input')) }"
    )
    expect(part.question("letter").locator(".cr-state")).to_contain_text("Saved")
    expect(part.question("letter", second).locator(".cr-state")).to_contain_text("Saved")
    conflict = re.compile("answered in another tab or window")
    both = [part.question("letter"), part.question("letter", second)]
    said = [box.inner_text() for box in both if conflict.search(box.inner_text())]
    assert len(said) == 1
    history = (part.folder / "answers-history.jsonl").read_text()
    assert "Written in the first tab." in history
    assert "Written in the second tab." in history


def test_an_error_is_a_sentence_and_the_log_has_the_rest(open_page: Open, expect: Any) -> None:
    part = open_page("# This fails.\n1 / 0", start=False)
    part.press_start()
    said = part.page.locator(".jp-OutputArea-output").filter(
        has_text="Something went wrong here, on our side."
    )
    expect(said).to_be_visible()
    expect(said).not_to_contain_text("Error")
    log = (part.lab.workspace / ".classroom" / "log.txt").read_text()
    assert "ZeroDivisionError" in log
