"""A report as a page: a finding, a drawing, a table. It asks nothing of the web and prints well.

In: the lines of the report and what stands around them. Out: HTML. Called by completion.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from autograde.course import Course
from autograde.reports.figure import COLOURS, MOST_TILES, figure, move_heading, shown_parts
from autograde.reports.finding import finding
from autograde.reports.lines import LearnerLine
from autograde.reports.situations import Move, move_word
from autograde.sessions.dates import Session
from autograde.sessions.local_time import local_day, local_time, short_time
from classroom.language import _, ngettext

__all__ = ["PageContent", "fill_in", "html_page"]

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class PageContent:
    """What a completion page shows; `notes` are pairs of heading and text, `files` lie beside the page."""

    course: Course
    session: Session
    lines: Sequence[LearnerLine]
    notes: Sequence[tuple[str, str]]
    files: Sequence[str]
    made_at: datetime


def fill_in(template: str, **values: Any) -> str:
    """Fill in a template of this room; every text is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(_=_, ngettext=ngettext)
    return environment.get_template(template).render(**values)


def html_page(content: PageContent) -> str:
    """The completion page."""
    zone = content.session.zone
    shown = shown_parts(content.course.parts, content.lines)
    seen = {one.move for line in content.lines for one in (line.situations[place] for place in shown)}
    return fill_in(
        "completion.html",
        course=content.course,
        session=content.session,
        lines=content.lines,
        notes=content.notes,
        files=content.files,
        shown=shown,
        finding=finding(content.lines, len(content.course.parts)),
        figure=figure(content.course.parts, content.lines) if content.lines else None,
        tiles=len(content.lines) <= MOST_TILES,
        legend=[(COLOURS[move], move_heading(move)) for move in Move if move in seen],
        move_word=move_word,
        time=lambda at: local_time(at, zone),
        short_time=lambda at: short_time(at, zone),
        day=lambda at: local_day(at, zone),
        made_at=local_time(content.made_at, zone),
    )
