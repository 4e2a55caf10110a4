"""A report as a value, and its three files: CSV, a workbook with filters and a chart, and a page that prints.

In: a title, a finding, a table, and what the words mean. Out: paths. Called by every report but the
completion report, whose page shows learners part by part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograde.reports.csv_file import csv_bytes
from autograde.reports.files import PLOTLY_FILE, plotly_script, write_files
from autograde.reports.html_page import fill_in
from autograde.reports.xlsx_file import xlsx_bytes
from autograde.sessions.local_time import local_time, short_time
from classroom.language import _

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["Report", "write_report"]

_INK = "#1d2126"
_BLUE = "#0072b2"  # of the Okabe-Ito colours
_ORANGE = "#e69f00"


@dataclass(frozen=True)
class Report:
    """One report.

    `name` becomes the files' name; `scope` says which sessions, dates and affiliate; `finding` is the
    answer in a sentence. `rows` go with `headings`: text, numbers (Decimal or int), times, or None for a
    gap. `bars` are the places of the columns that the chart shows, one bar for each row; at most two.
    `names` says that the report holds names of people. `notes` are pairs of heading and text.
    """

    name: str
    title: str
    scope: str
    finding: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Any]]
    zone: str
    notes: Sequence[tuple[str, str]] = ()
    bars: tuple[int, ...] = ()
    names: bool = field(default=True)

    def table(self) -> DataFrame:
        """The rows as a table, numbers as numbers and times in the report's zone."""
        from pandas import DataFrame

        return DataFrame(
            [[_plain(cell, self.zone) for cell in row] for row in self.rows],
            columns=list(self.headings),
            dtype=object,
        )

    def shown_rows(self) -> list[list[str]]:
        """The rows as they are read on a page."""
        return [[_shown(cell, self.zone) for cell in row] for row in self.rows]


def write_report(report: Report, folder: Path, now: datetime) -> list[Path]:
    """Write <name>.csv, .xlsx and .html, and plotly.min.js beside them; returns their paths.

    Raises OfficeError when a file cannot be written.
    """
    table = report.table()
    notes = [(_("Made"), local_time(now, report.zone)), *report.notes]
    title = f"{report.title}: {report.scope}"
    page = fill_in(
        "report.html",
        title=report.title,
        scope=report.scope,
        finding=report.finding,
        names=report.names,
        made_at=local_time(now, report.zone),
        files=(f"{report.name}.xlsx", f"{report.name}.csv"),
        headings=report.headings,
        rows=report.shown_rows(),
        numeric=[_is_numeric(report, place) for place in range(len(report.headings))],
        notes=notes,
        chart_title=_("As a drawing"),
        figure=_figure(report),
    )
    files = {
        f"{report.name}.csv": csv_bytes(table),
        f"{report.name}.xlsx": xlsx_bytes(table, title, notes, now, report.title[:31], report.bars),
        f"{report.name}.html": page.encode("utf-8"),
    }
    if report.bars:
        files[PLOTLY_FILE] = plotly_script()
    return write_files(folder, files)


def _plain(cell: Any, zone: str) -> Any:
    from zoneinfo import ZoneInfo

    if isinstance(cell, Decimal):
        return float(cell)
    return cell.astimezone(ZoneInfo(zone)) if isinstance(cell, datetime) else cell


def _shown(cell: Any, zone: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return short_time(cell, zone)
    return f"{cell:,f}" if isinstance(cell, Decimal) else f"{cell:,}" if isinstance(cell, int) else str(cell)


def _is_numeric(report: Report, place: int) -> bool:
    return any(isinstance(row[place], (int, Decimal)) for row in report.rows)


def _figure(report: Report) -> dict[str, Any] | None:
    """Bars lying down, the first row at the top; the second series is hatched, so that colour says
    nothing alone. A row without any number has no bar.
    """
    drawn = [row for row in report.rows if any(row[place] is not None for place in report.bars)]
    if not report.bars or not drawn:
        return None
    styles: list[dict[str, Any]] = [
        {"color": _BLUE},
        {"color": _ORANGE, "pattern": {"shape": "/", "fillmode": "overlay"}},
    ]
    series = [
        {
            "type": "bar",
            "orientation": "h",
            "name": report.headings[place],
            "y": [str(row[0]) for row in drawn],
            "x": [None if row[place] is None else float(row[place]) for row in drawn],
            "text": [_shown(row[place], report.zone) for row in drawn],
            "textposition": "outside",
            "cliponaxis": False,
            "marker": style | {"line": {"color": _INK, "width": 0.5}},
        }
        for place, style in zip(report.bars, styles, strict=False)
    ]
    layout = {
        "height": 140 + 34 * len(drawn) * len(series),
        "margin": {"l": 8, "r": 8, "t": 40, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": _INK, "size": 14},
        "showlegend": len(series) > 1,
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        "xaxis": {
            # With two series the legend says it.
            "title": {"text": report.headings[report.bars[0]] if len(series) == 1 else ""},
            "automargin": True,
            "fixedrange": True,
        },
        "yaxis": {
            "autorange": "reversed",
            "automargin": True,
            "type": "category",
            "fixedrange": True,
            "ticklen": 6,
            "tickcolor": "rgba(0,0,0,0)",
        },
    }
    return {"data": series, "layout": layout}
