"""A chart as data: what plotly draws from a few series.

In: a Plot (series over categories, with the words around them).  Out: a plotly figure as plain data, its
table, and its description in words.  Called by `classroom.shown.charts`; nothing here imports plotly, which
would cost each page a second.

Colours are Okabe and Ito's (https://jfly.uni-koeln.de/color/), told apart also without colour: bars by
hatching, lines by dashes and marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from classroom.shown.tables import Column, TableView, format_numbers

COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442")
DARK = ("#0072B2",)  # colours on which white is read more easily than black
HATCHES = ("", "/", "x", ".", "\\", "-", "+")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "solid")
MARKS = ("circle", "square", "diamond", "triangle-up", "x", "star", "cross")
MOST_LABELS = 14  # bars that still have room for their number
HEIGHT = 340  # pixels of the whole drawing, and about so many of them for the values
VALUES_HEIGHT = 255
LINE_OF_TEXT = 18

Figure = dict[str, Any]
Value = Decimal | int | float | None


@dataclass(frozen=True)
class Series:
    """Values under one name, one per category; None leaves a gap. drawn_as: "bars" or "line"."""

    name: str
    values: tuple[Value, ...]
    drawn_as: str = "bars"


@dataclass(frozen=True)
class Plot:
    """A chart in words and numbers.

    title: the finding ("Half the unit is on the top step"). sentence: the same with its numbers.
    categories: the words along the horizontal axis. category_title, value_title: the axes, in words
    ("Step", "Salary in dollars"). unit: "dollars", "percent", or the word for what is counted.
    stacked: bars of a category stand on one another, for parts of a whole.
    """

    title: str
    sentence: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    category_title: str
    value_title: str
    unit: str = "dollars"
    stacked: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "categories", tuple(str(category) for category in self.categories))
        object.__setattr__(self, "series", tuple(self.series))
        for series in self.series:
            if len(series.values) != len(self.categories):
                raise ValueError(
                    f"The series {series.name!r} has {len(series.values)} values "
                    f"for {len(self.categories)} categories."
                )
            if series.drawn_as not in ("bars", "line"):
                raise ValueError(
                    f"The series {series.name!r} is drawn as {series.drawn_as!r}; use 'bars' or 'line'."
                )


def figure(plot: Plot) -> Figure:
    """Return the plotly figure {data, layout}. Titles and words around it are the page's."""
    named_at_end = len(plot.series) > 1 and all(series.drawn_as == "line" for series in plot.series)
    layout: Figure = {
        "barmode": "stack" if plot.stacked else "group",
        "bargap": 0.25,
        "height": HEIGHT,
        "margin": {"l": 16, "r": 120 if named_at_end else 16, "t": 16 if named_at_end else 36, "b": 16},
        "dragmode": False,
        "hovermode": "x unified" if len(plot.series) > 1 else "closest",
        "showlegend": len(plot.series) > 1 and not named_at_end,
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        "xaxis": {
            "type": "category",
            "title": {"text": plot.category_title, "standoff": 12},
            "automargin": True,
            "fixedrange": True,
            "showgrid": False,
            # Drawn to the last category, so that the names beside the lines stand outside the grid.
            **({"range": [-0.3, len(plot.categories) - 0.8]} if named_at_end else {}),
        },
        "yaxis": {
            "title": {"text": plot.value_title, "standoff": 12},
            "automargin": True,
            "fixedrange": True,
            **_range(plot),
            **_ticks(plot.unit),
        },
        "annotations": _names_at_end(plot) if named_at_end else [],
        "separators": ".,",
    }
    return {"data": [_trace(plot, number) for number in range(len(plot.series))], "layout": layout}


def table(plot: Plot) -> TableView:
    """Return the chart's numbers as a table: a row per category, a column per series."""
    columns = [Column(plot.category_title)]
    shown: list[Sequence[str]] = [plot.categories]
    for series in plot.series:
        named = f"{series.name} ({plot.unit})" if plot.unit and plot.unit not in series.name else series.name
        columns.append(Column(named, number=True))
        shown.append(format_numbers(series.values, plot.unit))
    return TableView(plot.title, tuple(columns), tuple(zip(*shown, strict=True)))


def _trace(plot: Plot, number: int) -> Figure:
    """Return one series as a plotly trace."""
    series = plot.series[number]
    colour = COLOURS[number % len(COLOURS)]
    values = [None if value is None else float(value) for value in series.values]
    shown = [with_unit(format_numbers([value], plot.unit)[0], plot.unit) for value in series.values]
    trace: Figure = {
        "name": series.name,
        "x": list(plot.categories),
        "y": values,
        "customdata": shown,
        "hovertemplate": "%{x}: %{customdata}"
        + ("" if len(plot.series) == 1 else f" {series.name}")
        + "<extra></extra>",
    }
    if series.drawn_as == "line":
        line = {"color": colour, "width": 3, "dash": DASHES[number % len(DASHES)]}
        mark = {"color": colour, "size": 8, "symbol": MARKS[number % len(MARKS)]}
        return {**trace, "type": "scatter", "mode": "lines+markers", "line": line, "marker": mark}
    hatching = {"shape": HATCHES[number % len(HATCHES)], "fillmode": "overlay", "solidity": 0.25}
    marker = {"color": colour, "pattern": hatching}
    labels: Figure = {}
    if len(plot.categories) * sum(other.drawn_as == "bars" for other in plot.series) <= MOST_LABELS:
        beside = "inside" if plot.stacked else "outside"
        labels = {"text": shown, "textposition": beside, "cliponaxis": False, "constraintext": "none"}
        if plot.stacked:
            on_it = "#fff" if colour in DARK else "#000"
            labels |= {"insidetextanchor": "middle", "insidetextfont": {"color": on_it}}
    return {**trace, "type": "bar", "marker": marker, **labels}


def _names_at_end(plot: Plot) -> list[Figure]:
    """Return the names of the lines, written where each line ends, instead of a legend."""
    low, high = _bounds(plot)
    ends = []
    for series in plot.series:
        known = [
            (position, float(value)) for position, value in enumerate(series.values) if value is not None
        ]
        if known:
            ends.append((series.name, *known[-1]))
    heights = [(value - low) / (high - low) * VALUES_HEIGHT for _name, _position, value in ends]
    return [
        {
            "x": position,  # by number: a category such as "2026" would be taken for one
            "y": value,
            "text": name,
            "showarrow": False,
            "xanchor": "left",
            "xshift": 10,
            "yshift": moved - height,
        }
        for (name, position, value), height, moved in zip(ends, heights, _apart(heights), strict=True)
    ]


def _apart(heights: list[float]) -> list[float]:
    """Move heights (pixels from below) up where two would be written over each other."""
    moved = list(heights)
    lowest = None
    for position in sorted(range(len(heights)), key=heights.__getitem__):
        if lowest is not None and moved[position] < lowest:
            moved[position] = lowest
        lowest = moved[position] + LINE_OF_TEXT
    return moved


def _range(plot: Plot) -> Figure:
    """Return the range of the value axis: bars stand on zero, lines alone use the height there is."""
    if any(series.drawn_as == "bars" for series in plot.series):
        return {"rangemode": "tozero"}
    low, high = _bounds(plot)
    return {"range": [low, high]}


def _bounds(plot: Plot) -> tuple[float, float]:
    """Return the least and greatest value, with some room around them."""
    values = [float(value) for series in plot.series for value in series.values if value is not None]
    if not values:
        return 0.0, 1.0
    room = 0.12 * (max(values) - min(values)) or abs(max(values)) * 0.1 or 1.0
    return min(values) - room, max(values) + room


def _ticks(unit: str) -> Figure:
    if unit == "dollars":
        return {"tickprefix": "$", "tickformat": ",.0f"}
    return {"ticksuffix": " %", "tickformat": ",~r"} if unit == "percent" else {"tickformat": ",~r"}


def with_unit(text: str, unit: str) -> str:
    """Return a number that `format_numbers` made as it stands beside a bar, with its unit; "" for none."""
    if text == "–":
        return ""
    if unit == "dollars":
        text = text.removesuffix(".00")
        return f"−${text[1:]}" if text.startswith("−") else f"${text}"
    return f"{text} %" if unit == "percent" else text
