"""Where numbers stand in a picture: a straight scale, round ticks, and ticks in words.

In: numbers.  Out: places in pixels, and texts.  Called by `classroom.shown.chart_svg`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10

from classroom.shown.chart_figure import Plot

__all__ = ["Scale", "short_number", "ticks"]

_MILLION, _THOUSAND = 1_000_000, 1_000


@dataclass(frozen=True)
class Scale:
    """Numbers from `low` to `high` stand from pixel `first` to pixel `last`."""

    low: float
    high: float
    first: float
    last: float

    @classmethod
    def of(cls, plot: Plot, first: float, last: float) -> Scale:
        """Return the scale on which every value of a chart and the zero has room."""
        values = [float(value) for series in plot.series for value in series.values if value is not None]
        low, high = min([0.0, *values]), max([0.0, *values])
        return cls(low, high if high > low else low + 1, first, last)

    def at(self, number: float) -> float:
        """Return the pixel of a number.

        >>> Scale(0, 10, 100, 200).at(5)
        150.0
        """
        return self.first + (number - self.low) / (self.high - self.low) * (self.last - self.first)


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Return round numbers from at most `low` to at least `high`, about so many.

    >>> ticks(0, 9.3)
    [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]
    """
    rough = (high - low) / about
    power = 10.0 ** floor(log10(rough))
    step = next(power * one for one in (1, 2, 2.5, 5, 10) if power * one >= rough * 0.999)
    return [round(step * at, 10) for at in range(floor(low / step), ceil(high / step) + 1)]


def short_number(number: float, unit: str) -> str:
    """Return a tick in few letters: dollars from ten thousand on in thousands or millions.

    >>> short_number(1_500_000, "dollars"), short_number(-25_000, "dollars"), short_number(2.5, "percent")
    ('$1.5M', '−$25K', '2.5 %')
    """
    sign, size = ("−" if number < 0 else ""), abs(number)
    if unit != "dollars":
        return f"{sign}{size:,.6g} %" if unit == "percent" else f"{sign}{size:,.6g}"
    if size >= _MILLION:
        return f"{sign}${size / _MILLION:,.4g}M"
    if size >= 10 * _THOUSAND:
        return f"{sign}${size / _THOUSAND:,.4g}K"
    return f"{sign}${size:,.6g}"
