"""A chart as an SVG picture, for pages without a script and for paper.

In: a Plot and a name for the picture.  Out: the text of an SVG element as wide as a phone.  Called where a
sheet is drawn.  Bars lie on their side, with their category in words and their number beside them, because
that can be read on a narrow screen; charts with a line stand upright.

Nothing in it depends on colour or on a style sheet: fills are attributes, series are told apart by hatching,
dashes and marks, and everything else takes the colour of the text around it.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from classroom.language import _
from classroom.shown.chart_figure import COLOURS, DASHES, HATCHES, MARKS, Plot, Series, with_unit
from classroom.shown.svg_axes import Scale, short_number, ticks
from classroom.shown.svg_marks import hatching, mark
from classroom.shown.tables import format_numbers

__all__ = ["chart_svg"]

WIDTH = 340
LETTER = 6.6  # pixels of one letter of the text, about
TEXT = 12
BAR, GAP, ROOM = 15, 3, 9
LINES_HEIGHT = 190
_DASHES = {
    "solid": "",
    "dash": "7 4",
    "dot": "2 3",
    "dashdot": "7 3 2 3",
    "longdash": "11 4",
    "longdashdot": "11 3 2 3",
}


@dataclass(frozen=True)
class _Picture:
    """Pieces of a picture, and how high it is."""

    pieces: tuple[str, ...]
    height: float


def chart_svg(plot: Plot, name: str) -> str:
    """Return the picture. name: letters and digits; no other picture of the page has it.

    >>> from classroom.shown.chart_figure import Series
    >>> two = (Series("FTE", (1, 2)),)
    >>> drawn = chart_svg(Plot("Up", "From 1 to 2.", ("a", "b"), two, "Step", "FTE", "FTE"), "c1")
    >>> drawn.startswith("<svg"), drawn.count("<rect")
    (True, 2)
    """
    upright = any(series.drawn_as == "line" for series in plot.series)
    legend = _legend(plot, name) if len(plot.series) > 1 else _Picture((), 0)
    drawn = _upright(plot, name) if upright else _lying(plot, name)
    height = round(legend.height + drawn.height)
    said = escape(_("Chart: {title} {sentence}").format(title=plot.title, sentence=plot.sentence))
    return (
        f'<svg class="chart" role="img" aria-label="{said}" viewBox="0 0 {WIDTH} {height}" '
        f'font-size="{TEXT}" fill="currentColor">{_defs(plot, name)}{"".join(legend.pieces)}'
        f'<g transform="translate(0 {_n(legend.height)})">{"".join(drawn.pieces)}</g></svg>'
    )


def _defs(plot: Plot, name: str) -> str:
    bars = [number for number, series in enumerate(plot.series) if series.drawn_as == "bars"]
    made = "".join(
        hatching(f"{name}-{n}", HATCHES[n % len(HATCHES)], COLOURS[n % len(COLOURS)]) for n in bars
    )
    return f"<defs>{made}</defs>" if made else ""


def _legend(plot: Plot, name: str) -> _Picture:
    """One line for each series: what it looks like, and its name."""
    pieces, y = [], 4.0
    for number, series in enumerate(plot.series):
        middle = y + TEXT / 2
        if series.drawn_as == "line":
            pieces.append(
                _stroke(f"M0 {_n(middle)}H28", number)
                + mark(MARKS[number % len(MARKS)], 14, middle, _colour(number))
            )
        else:
            pieces.append(_bar(0, y, 28, TEXT, name, number))
        pieces.append(_text(36, middle + 4, series.name))
        y += TEXT + 7
    return _Picture(tuple(pieces), y + 4)


def _lying(plot: Plot, name: str) -> _Picture:
    """Bars on their side, one category below the other."""
    shown = [_numbers(plot, series) for series in plot.series]
    beside = len(plot.series) == 1 and max(map(len, plot.categories)) <= 7
    left = max(map(len, plot.categories)) * LETTER + 8 if beside else 0
    right = max(len(text) for texts in shown for text in texts) * LETTER + 6
    scale = Scale.of(plot, left, WIDTH - right)
    titles = (plot.category_title, plot.value_title)
    pieces = [_text(0, TEXT + at * (TEXT + 4), title, quiet=True) for at, title in enumerate(titles)]
    y: float = 2 * TEXT + 4 + ROOM
    for at, category in enumerate(plot.categories):
        if beside:
            pieces.append(_text(left - 8, y + TEXT, category, anchor="end"))
        else:
            pieces.append(_text(0, y + TEXT - 1, category))
            y += TEXT + 4
        top = y
        for number, series in enumerate(plot.series):
            value = series.values[at]
            if value is not None:
                low, high = sorted((scale.at(0), scale.at(float(value))))
                pieces.append(_bar(low, y, max(high - low, 0.5), BAR, name, number))
                pieces.append(_text(high + 5, y + TEXT - 1, shown[number][at]))
            y += BAR + GAP
        pieces.append(f'<path d="M{_n(scale.at(0))} {_n(top - 2)}V{_n(y)}" stroke="currentColor"/>')
        y += GAP if beside else ROOM
    return _Picture(tuple(pieces), y + 4)


def _upright(plot: Plot, name: str) -> _Picture:
    """Lines, and bars among them, over categories from left to right."""
    low, high = _bounds(plot)
    marks = ticks(low, high)
    left = max(len(short_number(one, plot.unit)) for one in marks) * LETTER + 8
    top, bottom = TEXT + 14.0, TEXT + 14.0 + LINES_HEIGHT
    up = Scale(min(marks[0], low), max(marks[-1], high), bottom, top)
    step = (WIDTH - left - 6) / len(plot.categories)
    places = [left + step * (at + 0.5) for at in range(len(plot.categories))]
    pieces = [_text(0, TEXT, plot.value_title, quiet=True)]
    for one in marks:
        y = _n(up.at(one))
        pieces.append(f'<path d="M{_n(left)} {y}H{WIDTH}" stroke="currentColor" stroke-opacity=".2"/>')
        pieces.append(_text(left - 6, up.at(one) + 4, short_number(one, plot.unit), anchor="end"))
    if low < 0 < high:
        pieces.append(f'<path d="M{_n(left)} {_n(up.at(0))}H{WIDTH}" stroke="currentColor"/>')
    pieces += _standing_bars(plot, name, up, places, step)
    pieces += [
        _line(series, number, up, places)
        for number, series in enumerate(plot.series)
        if series.drawn_as == "line"
    ]
    pieces += _names_below(plot.categories, places, step, bottom + TEXT + 6)
    pieces.append(_text(WIDTH, bottom + 2 * TEXT + 14, plot.category_title, anchor="end", quiet=True))
    return _Picture(tuple(pieces), bottom + 2 * TEXT + 20)


def _standing_bars(plot: Plot, name: str, up: Scale, places: list[float], step: float) -> list[str]:
    bars = [(n, series) for n, series in enumerate(plot.series) if series.drawn_as == "bars"]
    width = step * 0.72 / max(len(bars), 1)
    pieces = []
    for order, (number, series) in enumerate(bars):
        for place, value in zip(places, series.values, strict=True):
            if value is not None:
                top, foot = sorted((up.at(float(value)), up.at(0)))
                x = place - step * 0.36 + order * width
                pieces.append(_bar(x, top, width, max(foot - top, 0.5), name, number))
    return pieces


def _line(series: Series, number: int, up: Scale, places: list[float]) -> str:
    """One line with its marks; a gap where a value is missing."""
    path, pieces, pen_is_up = "", [], True
    for place, value in zip(places, series.values, strict=True):
        if value is None:
            pen_is_up = True
            continue
        y = up.at(float(value))
        path += f"{'M' if pen_is_up else 'L'}{_n(place)} {_n(y)}"
        pen_is_up = False
        pieces.append(mark(MARKS[number % len(MARKS)], place, y, _colour(number)))
    return _stroke(path, number) + "".join(pieces)


def _names_below(categories: tuple[str, ...], places: list[float], step: float, y: float) -> list[str]:
    """The names of as many categories as there is room for, the last one always among them."""
    every = -(-int(max(map(len, categories)) * LETTER + 8) // max(int(step), 1))
    kept = range(len(categories) - 1, -1, -max(every, 1))
    return [_text(_inside(places[at], categories[at]), y, categories[at], anchor="middle") for at in kept]


def _inside(x: float, text: str) -> float:
    """Where the middle of a text may stand so that no letter is cut off."""
    half = len(text) * LETTER / 2
    return min(max(x, half), WIDTH - half)


def _bounds(plot: Plot) -> tuple[float, float]:
    values = [float(value) for series in plot.series for value in series.values if value is not None] or [
        0.0,
        1.0,
    ]
    if any(series.drawn_as == "bars" for series in plot.series):
        values.append(0.0)
    low, high = min(values), max(values)
    return (low, high) if high > low else (low - 1, high + 1)


def _numbers(plot: Plot, series: Series) -> list[str]:
    return [with_unit(text, plot.unit) for text in format_numbers(series.values, plot.unit)]


def _bar(x: float, y: float, width: float, height: float, name: str, number: int) -> str:
    fill = f"url(#{name}-{number})" if HATCHES[number % len(HATCHES)] else _colour(number)
    size = f'x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"'
    return f'<rect {size} fill="{fill}" stroke="currentColor" stroke-opacity=".55" stroke-width=".75"/>'


def _stroke(path: str, number: int) -> str:
    dashes = _DASHES[DASHES[number % len(DASHES)]]
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path d="{path}" fill="none" stroke="{_colour(number)}" stroke-width="2.5"{dashed}/>'


def _text(x: float, y: float, text: str, anchor: str = "", quiet: bool = False) -> str:
    more = (f' text-anchor="{anchor}"' if anchor else "") + (' fill-opacity=".8"' if quiet else "")
    return f'<text x="{_n(x)}" y="{_n(y)}"{more}>{escape(text)}</text>'


def _colour(number: int) -> str:
    return COLOURS[number % len(COLOURS)]


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
