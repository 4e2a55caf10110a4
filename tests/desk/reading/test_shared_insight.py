"""A ticked insight of a lesson is read in the community, without her name; no other one is."""

from __future__ import annotations

import re

from tests.desk.reading.conftest import ReadingDesk, session_of
from tests.desk.reading.paper import Paper

PART = "part01-know-your-unit"


def test_an_insight_is_shared_by_sending_and_taken_back_by_sending_again(reading_desk: ReadingDesk) -> None:
    costing = reading_desk.courses["costing"]
    ana, ben = reading_desk.learner(costing), reading_desk.learner(costing)
    reader = reading_desk.browser(ben)
    page = f"/community/{session_of(costing)}/discussions/?topic=insights"
    paper = Paper(reading_desk.browser(ana), f"/read/costing/{PART}/").look()
    said = {"a.insight": ["Half of us stand on the <top> step."]}

    paper.press("save", said | {"a.insight.share": ["yes"]})
    assert "Half of us" not in reader.get(page).text  # nothing is shared before she sends
    assert paper.look().press("send").status_code == 303
    shown = reader.get(page).text.split("<main")[1]
    assert "Half of us stand on the &lt;top&gt; step." in shown
    assert "Part 1: Know your unit" in shown and "Ana Reyes" not in shown
    thread = re.search(r'href="(/community/[^"]+/d-[0-9a-f]+)"', shown)[1]
    for who, says in ((reader, "Somebody in this session"), (paper.browser, "You, without your name")):
        read = who.get(thread).text.split("<main")[1]
        assert says in read and "Half of us" in read and "Ana Reyes" not in read

    paper.look().press("save", said | {"a.insight.share": []})
    assert paper.look().press("send").status_code == 303
    assert "Half of us" not in reader.get(page).text
