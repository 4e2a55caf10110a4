"""The reading view of every part, for every kind of unit: it renders, and asks what the notebook asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from autograde.authoring.build import build_source
from autograde.course import find_courses
from tests.desk.reading.conftest import ROOT

if TYPE_CHECKING:
    from tests.desk.reading.conftest import ReadingDesk

CASES = [
    (course.id, part.id, kind)
    for course in find_courses(ROOT / "curriculum").values()
    for part in course.parts
    if part.folder is not None
    for kind in range(len(course.kinds))
]


@pytest.mark.parametrize(("course", "part", "kind"), CASES)
def test_a_part_renders_and_asks_what_the_notebook_asks(
    reading_desk: ReadingDesk, course: str, part: str, kind: int
) -> None:
    its_course = reading_desk.courses[course]
    page = reading_desk.browser(reading_desk.learner(its_course, kind)).get(f"/read/{course}/{part}/")
    assert page.status_code == 200
    described = build_source(its_course.folder / part).part_json
    asked = {*described["questions"], described["memo"]["id"]}
    assert {one for one in asked if f'id="q-{one}"' in page.text} == asked
    assert page.text.count('<fieldset class="question"') == len(asked)
    assert "Send Part" in page.text
    assert len(page.data) < 100_000
    for trace in ("Traceback", "SchoolError", "{{", "style=", "<script>", "Start this part"):
        assert trace not in page.text
