"""Questions that are not typed as one number, in a real JupyterLab: by keyboard and mouse, saved and
checked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPart

pytestmark = pytest.mark.browser

HELP = 'hints=["Look.", "Look again."], worked="So.", why="It decides who is paid."'
FORMS = f"""# Questions of every form appear here.
practice(part, several("words", "Which words make a duty?",
    {{"shall": "shall", "may": "may", "must": "must"}}),
    right=["shall", "must"], mistakes=[Mistake("may", "may", "May leaves a choice.")], {HELP})
practice(part, spans("text", "Mark who acts.", {{"who": "The Superintendent", "duty": "shall inspect."}}),
    right=["who"], mistakes=[Mistake("duty", "duty", "That is the duty.")], {HELP})
practice(part, pick("line", "Which line is wrong?",
    {{"a": ("Aides", "10"), "b": ("Cooks", "5")}}, ("Job", "People")),
    right="b", mistakes=[Mistake("a", "a", "Count the aides.")], {HELP})
practice(part, ordering("order", "Order them.", {{"raise": "Raise", "step": "Step"}}),
    right=["step", "raise"], {HELP})
practice(part, matching("match", "Who acts?", {{"a": "inspects"}}, {{"boss": "Employer", "us": "Union"}}),
    right={{"a": "boss"}}, mistakes=[Mistake("us", {{"a": "us"}}, "Read it again.")], {HELP})
practice(part, number_table("table", "Fill it in.", {{"b": "Lane B"}}, [Blank("fte", "FTE", unit="FTE")]),
    right={{("b", "fte"): 5}}, mistakes=[Mistake("six", {{("b", "fte"): 6}}, "Count again.")], {HELP})
practice(part, day("due", "When is it due?"), right="2026-03-04", {HELP})
insight(part, "insight", "What did you find out?")
"""
EXPLORE = """# Something to try appears here.
explore(part, [Slider("raise", "Raise", 0, 6, 1, 3, unit="%"), Tick("twice", "Two years")],
    lambda v: Told(f"It costs {v['raise'] * (2 if v['twice'] else 1)} percent."), "A raise")
own_list(part, "asked", {"register": "Register"},
    [Pick("status", "Status", {"open": "open", "asked": "asked"}),
    Note("note", "Note")], lambda kept: f"Status: {kept['register']['status']}.")
"""

Open = Callable[..., "OpenPart"]


@pytest.fixture
def questions(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.browser import conftest

    kinds = {
        "words": "several", "text": "several", "line": "pick", "order": "order", "match": "match",
        "table": "table", "due": "date", "insight": "insight",
    }  # fmt: skip
    listed = {name: {"kind": kind, "points": 0, "graded": False} for name, kind in kinds.items()}
    monkeypatch.setattr(conftest, "QUESTIONS", listed)


def test_every_form_is_answered_saved_and_checked(open_page: Open, expect: Any, questions: None) -> None:
    part = open_page(FORMS)

    def checked(name: str) -> Any:
        part.question(name).get_by_role("button", name="Check").click()
        return expect(part.question(name).locator(".cr-result"))

    part.question("words").get_by_label("may").press("Space")
    checked("words").to_contain_text("May leaves a choice.")
    part.question("text").get_by_text("The Superintendent").click()
    checked("text").to_contain_text("Correct.")
    part.question("line").get_by_role("radio", name="Cooks, 5").check()
    checked("line").to_contain_text("Correct.")
    part.question("order").get_by_role("button", name=re.compile("Move down. Line 1 of 2: Raise")).press(
        "Enter"
    )
    checked("order").to_contain_text("This is the right order.")
    part.question("match").get_by_label("inspects").select_option("Union")
    checked("match").to_contain_text("Read it again.")
    part.question("table").get_by_label("Lane B, FTE").fill("6")
    checked("table").to_contain_text("Count again.")
    part.question("due").get_by_role("textbox").fill("March 4, 2026")
    checked("due").to_contain_text("Wednesday, March 4, 2026 is right.")
    part.question("insight").get_by_role("textbox").fill("Half of us stand on top.")
    part.question("insight").get_by_role("checkbox").check()
    expect(part.question("insight").locator(".cr-state")).to_contain_text("Saved")
    kept = part.kept()
    assert json.loads(kept.pop("insight")) == {"share": True, "text": "Half of us stand on top."}
    assert json.loads(kept.pop("table")) == {"b-fte": "6"}
    assert kept == {
        "words": "may", "text": "who", "line": "b", "order": "step, raise", "match": "a=us",
        "due": "March 4, 2026",
    }  # fmt: skip
    part.start()
    expect(part.question("order").get_by_role("listitem").first).to_contain_text("Step")
    expect(part.question("insight").get_by_role("checkbox")).to_be_checked()
    assert part.complaints == []


def test_what_follows_is_seen_at_once_and_a_list_of_her_own_stays(open_page: Open, expect: Any) -> None:
    part = open_page(EXPLORE)
    explorer = part.page.locator(".cr-explore")
    explorer.get_by_role("slider").press("ArrowRight")
    expect(explorer.locator(".cr-sentence")).to_have_text("It costs 4 percent.")
    explorer.get_by_label("Two years").check()
    expect(explorer.locator(".cr-sentence")).to_have_text("It costs 8 percent.")
    explorer.get_by_role("textbox", name="Raise").fill("9")
    explorer.get_by_role("textbox", name="Raise").press("Enter")
    expect(explorer).to_contain_text("Type a number from 0 to 6.")
    own = part.page.locator(".cr-own-list")
    own.get_by_label("Status: Register").select_option("asked")
    expect(own.locator(".cr-sentence")).to_have_text("Status: asked.")
    expect(own.locator(".cr-state")).to_contain_text("Saved")
    assert "asked" not in json.dumps(part.kept())
    assert part.complaints == []
