"""The drawing of who is where, as plain data for plotly.

In: the lines of the report. Out: {"data", "layout"} and a height. Called by html_page.py.
A tile for each learner and part, with symbol and words in it, as long as that fits on a page; for a larger
session one bar for each part, divided by who has the next move. Colour only repeats what the words say.
"""

from collections import Counter
from collections.abc import Sequence
from html import escape
from typing import Any

from autograde.course import CoursePart
from autograde.reports.lines import LearnerLine
from autograde.reports.situations import Move, move_symbol
from classroom.language import _

__all__ = ["COLOURS", "MOST_TILES", "figure", "shown_parts"]

MOST_TILES = 60
"""Learners up to this many get a row of tiles each."""

# Light tints of the Okabe-Ito colours: black text on each has a contrast above 10 to 1.
COLOURS = {
    Move.STAFF: "#f3c1a3",
    Move.INSTRUCTOR: "#b5d9ef",
    Move.GRADING: "#d9ebf6",
    Move.LEARNER: "#f8e3a8",
    Move.NOT_STARTED: "#f1f2f3",
    Move.COMPLETE: "#a9dcc9",
    Move.NOBODY: "#fafafa",
}
_HATCH = {Move.STAFF: "x", Move.INSTRUCTOR: "/", Move.GRADING: "-", Move.LEARNER: "\\"}
_INK = "#1d2126"
_PLAIN = {"fixedrange": True, "showgrid": False, "zeroline": False, "ticks": ""}
_FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif'


def shown_parts(parts: Sequence[CoursePart], lines: Sequence[LearnerLine]) -> list[int]:
    """The places of the parts worth a column: with a lesson, or with something sent."""
    moved = {
        place for line in lines for place, one in enumerate(line.situations) if one.move is not Move.NOBODY
    }
    return [place for place, part in enumerate(parts) if part.available or place in moved]


def figure(parts: Sequence[CoursePart], lines: Sequence[LearnerLine]) -> dict[str, Any]:
    """Tiles for up to MOST_TILES learners, bars for more."""
    places = shown_parts(parts, lines)
    return _tiles(parts, lines, places) if len(lines) <= MOST_TILES else _bars(parts, lines, places)


def _tiles(parts: Sequence[CoursePart], lines: Sequence[LearnerLine], places: list[int]) -> dict[str, Any]:
    order = list(Move)
    # Who waits for whom, together; the first at the top.
    sorted_lines = sorted(lines, key=lambda line: (order.index(line.move), -line.parts_complete))
    shown = [[line.situations[place] for place in places] for line in sorted_lines]
    scale = [
        [edge / len(order), COLOURS[move]]
        for move in order
        for edge in (order.index(move), order.index(move) + 1)
    ]
    tiles = {
        "type": "heatmap",
        "x": [_part_label(parts[place]) for place in places],
        "y": list(range(len(sorted_lines))),
        "z": [[order.index(one.move) + 0.5 for one in row] for row in shown],
        "text": [[one.text for one in row] for row in shown],
        "texttemplate": "%{text}",
        "textfont": {"color": _INK, "size": 12 if len(places) <= 6 else 11},
        "hoverinfo": "skip",
        "zmin": 0,
        "zmax": len(order),
        "colorscale": scale,
        "showscale": False,
        "xgap": 3,
        "ygap": 3,
    }
    names = {
        "tickvals": tiles["y"],
        "ticktext": [f"{escape(line.name, quote=False)} " for line in sorted_lines],
    }
    layout = _layout(height=64 + 30 * len(lines)) | {
        "xaxis": {"side": "top", "type": "category", **_PLAIN},
        "yaxis": {"autorange": "reversed", "automargin": True, **_PLAIN, **names},
    }
    return {"data": [tiles], "layout": layout}


def _bars(parts: Sequence[CoursePart], lines: Sequence[LearnerLine], places: list[int]) -> dict[str, Any]:
    counts = [Counter(line.situations[place].move for line in lines) for place in places]
    labels = [_part_label(parts[place]) for place in places]
    bars = [
        _bar(move, labels, [count[move] for count in counts]) for move in Move if any(c[move] for c in counts)
    ]
    layout = _layout(height=140 + 44 * len(places)) | {
        "barmode": "stack",
        "bargap": 0.35,
        "showlegend": True,
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        "xaxis": {
            "title": {"text": _("Learners")},
            "fixedrange": True,
            "automargin": True,
            "showgrid": False,
        },
        "yaxis": {"autorange": "reversed", "automargin": True, "type": "category", "ticklen": 6, **_PLAIN},
    }
    return {"data": bars, "layout": layout}


def _bar(move: Move, labels: list[str], learners: list[int]) -> dict[str, Any]:
    """One stretch of every bar; symbol, number and hatching say what the colour says."""
    return {
        "type": "bar",
        "orientation": "h",
        "name": f"{move_symbol(move)} {move_heading(move)}",
        "y": labels,
        "x": learners,
        "text": [f"{move_symbol(move)} {n}" if n else "" for n in learners],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textfont": {"color": _INK, "size": 13},
        "marker": {
            "color": COLOURS[move],
            "line": {"color": _INK, "width": 0.5},
            "pattern": {"shape": _HATCH.get(move, ""), "fillmode": "overlay", "size": 10, "solidity": 0.1},
        },
        "hoverinfo": "skip",
    }


def move_heading(move: Move) -> str:
    """What a colour stands for."""
    return {
        Move.STAFF: _("waits for staff"),
        Move.INSTRUCTOR: _("waits for the instructor"),
        Move.GRADING: _("being scored"),
        Move.LEARNER: _("the learner's move"),
        Move.NOT_STARTED: _("not started"),
        Move.COMPLETE: _("complete"),
        Move.NOBODY: _("not open yet"),
    }[move]


def _part_label(part: CoursePart) -> str:
    return _("Part {number}").format(number=part.number)


def _layout(height: int) -> dict[str, Any]:
    return {
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 40, "b": 8},
        "font": {"family": _FONT, "size": 14, "color": _INK},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "dragmode": False,
        "showlegend": False,
    }
