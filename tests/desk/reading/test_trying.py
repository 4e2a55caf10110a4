"""Things to try: the inputs stand in the page's address, and what follows is worked out by the lesson."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.desk.reading.paper import Paper

if TYPE_CHECKING:
    from tests.desk.reading.conftest import ReadingDesk


@pytest.fixture
def paper_of(reading_desk: ReadingDesk):
    def open_(course: str, part: str, kind: int = 0) -> Paper:
        person = reading_desk.learner(reading_desk.courses[course], kind)
        return Paper(reading_desk.browser(person), f"/read/{course}/{part}/").look()

    return open_


def told(paper: Paper, name: str = "try1") -> str:
    """What follows from the inputs."""
    found = re.search(rf'id="{name}".*?class="told"[^>]*>(.*?)</p>', paper.text, re.DOTALL)
    assert found is not None
    return found[1]


def test_a_number_moves_and_can_be_put_back(paper_of) -> None:
    paper = paper_of("costing", "part06-health-insurance")
    name = re.findall(r'name="(try1\.[^"]+)" value="', paper.text)[0]
    start = told(paper)
    answer = paper.press("try:try1", {name: ["95"], "a.insight": ["Kept all the same."]})
    assert name in answer.location and answer.location.endswith("#try1")
    assert told(paper) != start and "Kept all the same." in paper.text
    paper.press("reset:try1")
    assert told(paper) == start and "try1." not in read_action(paper)


def test_a_number_out_of_range_is_said_and_changes_nothing(paper_of) -> None:
    paper = paper_of("costing", "part06-health-insurance")
    name = re.findall(r'name="(try1\.[^"]+)" value="', paper.text)[0]
    start = told(paper)
    paper.press("try:try1", {name: ["4000"]})
    assert "Type a number from" in paper.text and told(paper) == start


def test_a_cell_of_the_map_is_set_then_another_and_both_are_put_back(paper_of) -> None:
    paper = paper_of("costing", "part01-know-your-unit")
    start = told(paper)
    row, column = (
        re.findall(rf'name="try1\.{what}">\s*<option[^>]*>([^<]+)', paper.text)[0]
        for what in ("row", "column")
    )
    paper.press("try:try1", {"try1.row": [row], "try1.column": [column], "try1.number": ["97.5"]})
    assert "97.5" in paper.text and "was " in paper.text and told(paper) != start
    once = told(paper)
    paper.press("save")  # another button leaves the map as it is
    assert told(paper) == once
    other = re.findall(r"<option>([^<]+)</option>", paper.text.split('name="try1.row"')[1])[0]
    paper.press("try:try1", {"try1.row": [other], "try1.column": [column], "try1.number": ["1"]})
    assert paper.text.count("<small>was ") == 2
    paper.press("try:try1", {"try1.number": ["-3"]})
    assert "Type 0 or a number above it." in paper.text
    paper.press("reset:try1")
    assert told(paper) == start


@pytest.mark.parametrize(
    "query",
    [
        "?try1.raise=1e999",
        "?try1.changes=[[1]]",
        "?try1.changes=[[[[",
        "?try99.x=1",
        "?try1.=1",
        "?" + "try1.a=1&" * 300,
    ],
)
def test_odd_addresses_give_the_page_as_at_the_start(paper_of, query: str) -> None:
    paper = paper_of("costing", "part01-know-your-unit")
    start = told(paper)
    assert told(paper.look(paper.address + query)) == start


def read_action(paper: Paper) -> str:
    """The address to which the form of the page goes."""
    from tests.desk.reading.paper import read_form

    return read_form(paper.text)[0]
