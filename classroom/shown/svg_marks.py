"""The small shapes of a picture: hatching for bars, marks for the points of a line.

In: names as plotly has them ("/", "diamond").  Out: pieces of SVG.  Called by `classroom.shown.chart_svg`.
"""

from __future__ import annotations

__all__ = ["hatching", "mark"]

_HATCHES = {
    "/": '<path d="M-2 2L2 -2M0 8L8 0M6 10L10 6" {line}/>',
    "\\": '<path d="M-2 6L2 10M0 0L8 8M6 -2L10 2" {line}/>',
    "x": '<path d="M0 0L8 8M8 0L0 8" {line}/>',
    "-": '<path d="M0 4H8" {line}/>',
    "+": '<path d="M0 4H8M4 0V8" {line}/>',
    ".": '<circle cx="4" cy="4" r="1.4" fill="#fff"/>',
}
_SHAPES = {
    "circle": "M{x} {y}m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0",
    "square": "M{x} {y}m-4 -4h8v8h-8z",
    "diamond": "M{x} {y}m0 -5.5l5.5 5.5l-5.5 5.5l-5.5 -5.5z",
    "triangle-up": "M{x} {y}m0 -5.5l5 9h-10z",
    "x": "M{x} {y}m-4 -4l8 8m0 -8l-8 8",
    "star": "M{x} {y}m0 -6l2 4l4 2l-4 2l-2 4l-2 -4l-4 -2l4 -2z",
    "cross": "M{x} {y}m-5 0h10m-5 -5v10",
}


def hatching(name: str, hatch: str, colour: str) -> str:
    """Return a pattern of that name: the colour with white lines over it; "" where there is no hatch."""
    if hatch not in _HATCHES:
        return ""
    lines = _HATCHES[hatch].format(line='stroke="#fff" stroke-width="1.6"')
    return (
        f'<pattern id="{name}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<path d="M0 0H8V8H0z" fill="{colour}"/>{lines}</pattern>'
    )


def mark(shape: str, x: float, y: float, colour: str) -> str:
    """Return the mark of one point."""
    path = _SHAPES[shape].format(x=f"{x:.1f}", y=f"{y:.1f}")
    return f'<path d="{path}" fill="{colour}" stroke="{colour}" stroke-width="1.5"/>'
