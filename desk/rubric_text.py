"""The rubric of a part as instructors read it: the course's own words, as HTML.

In: a course and a part, or Markdown. Out: the rubric, or HTML in which any HTML of the source is escaped.
Called by marking_page.py, calibration_pages.py and comment_pages.py.
"""

from __future__ import annotations

from typing import Any

from autograde.authoring.rubric import Rubric, read_rubric
from autograde.course import Course
from autograde.errors import AuthoringError

__all__ = ["as_html", "rubric_of"]


def rubric_of(course: Course, part: str) -> Rubric | None:
    """The rubric of a part; None for a part that has none, or one that cannot be read."""
    folder = course.part(part).folder
    try:
        return read_rubric(folder / "rubric.md") if folder else None
    except AuthoringError:
        return None


def as_html(markdown: str) -> str:
    """Markdown of the course as HTML, its headings below those of the page."""
    import mistune

    class Lower(mistune.HTMLRenderer):
        """Headings that stand below those of the page."""

        def heading(self, text: str, level: int, **attrs: Any) -> str:
            return super().heading(text, min(level + 2, 6), **attrs)

    return str(mistune.create_markdown(renderer=Lower(escape=True), plugins=["table"])(markdown))
