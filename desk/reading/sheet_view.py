"""A sheet as the page shows it: every block as (kind, what its piece of the template needs).

In: blocks, her book of answers, what this request adds.  Out: pairs.  Called by the reading view.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from autograde.sessions.dates import Session
from classroom.answers.book import AnswerBook
from classroom.reading.blocks import (
    Asked,
    Block,
    Charted,
    Kept,
    Mapped,
    OwnNumbers,
    Prose,
    Send,
    Tabled,
    Tried,
)
from classroom.shown.chart_figure import Plot, table
from classroom.shown.chart_svg import chart_svg
from classroom.shown.tables import TableView
from desk.reading.asked_view import Notes, asked_view
from desk.reading.prose import prose_html

__all__ = ["ChartView", "CheckLine", "Place", "check_list", "shown_blocks"]

_NO_NOTES = Notes()


@dataclass(frozen=True)
class Place:
    """Whose page it is: her book, her session, and the address of the part's pictures."""

    book: AnswerBook
    session: Session
    pictures: str
    notes: Mapping[str, Notes] = field(default_factory=dict)


@dataclass(frozen=True)
class ChartView:
    """A chart: its words, the drawing, and its numbers as a table."""

    title: str
    sentence: str
    drawing: Markup
    table: TableView


@dataclass(frozen=True)
class CheckLine:
    """One line of what will be sent: where it is on the page, what it asks, and whether it is answered."""

    id: str
    label: str
    done: bool


def shown_blocks(blocks: Iterable[Block], place: Place) -> list[tuple[str, Any]]:
    """Return the pieces of the page, from top to bottom."""
    return [_shown(block, number, place) for number, block in enumerate(blocks)]


def check_list(blocks: Iterable[Block], book: AnswerBook) -> list[CheckLine]:
    """Return what will be sent: every question that is scored, and the memo."""
    answers = book.read()
    asked = [block.question for block in blocks if isinstance(block, Asked) and block.points]
    return [
        CheckLine(one.id, one.ask, one.id in answers and bool(answers[one.id].text.strip())) for one in asked
    ]


def _shown(block: Block, number: int, place: Place) -> tuple[str, Any]:
    match block:
        case Prose():
            return "prose", Markup(prose_html(block.markdown, place.pictures))  # noqa: S704 - it was escaped
        case Tabled():
            return "table", block.view
        case Charted():
            return "chart", _chart(block.plot, f"c{number}")
        case Asked():
            notes = place.notes.get(block.question.id, _NO_NOTES)
            return "asked", asked_view(block, place.book, place.session, notes)
        case Tried():
            chart = _chart(block.plot, f"c{number}") if block.plot else None
            return "tried", {"it": block, "chart": chart}
        case Mapped():
            return "map", block
        case OwnNumbers():
            return "own", block
        case Kept():
            return "kept", block
        case Send():
            return "send", None


def _chart(plot: Plot, name: str) -> ChartView:
    drawing = Markup(chart_svg(plot, name))  # noqa: S704 - every text in it was escaped
    return ChartView(plot.title, plot.sentence, drawing, table(plot))
