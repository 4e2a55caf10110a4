"""Charts: what plotly is asked to draw, and the words and numbers around it."""

from __future__ import annotations

import dataclasses
import gzip
import subprocess
import sys
from decimal import Decimal

import pytest

from classroom.part import Part
from classroom.shown.chart_figure import Plot, Series, figure, table
from classroom.shown.chart_widget import Chart, packed_plotly
from classroom.shown.charts import show_chart

BARS = Plot(
    "Two in three are on the top step",
    "20 of 30 FTE are on step 2.",
    ("1", "2"),
    (Series("FTE", (Decimal("10"), Decimal("20"))),),
    "Step",
    "Members (FTE)",
    "FTE",
)
LINES = Plot(
    "Pay fell behind prices",
    "By 4 % in two years.",
    ("2024", "2025", "2026"),
    (Series("Pay", (54000, 55000, None), "line"), Series("Prices", (54000, 57000, 57500), "line")),
    "Year",
    "Dollars a year",
)
OFFERS = Plot(
    "The offer gives the lower steps more",
    "Step 1 gets $1,200.",
    ("Step 1", "Step 13"),
    (Series("Ours", (1500, 1700)), Series("Theirs", (1200, Decimal("900.50")))),
    "Step",
    "Dollars a year",
)


@pytest.mark.parametrize("plot", [BARS, LINES, OFFERS], ids=["bars", "lines", "two kinds of bars"])
def test_plotly_accepts_the_figure(plot: Plot) -> None:
    import plotly.graph_objects as go

    drawn = go.Figure(figure(plot))
    assert len(drawn.data) == len(plot.series)
    assert drawn.layout.xaxis.title.text == plot.category_title
    assert drawn.layout.yaxis.title.text == plot.value_title


def test_parts_of_a_whole_stand_on_one_another() -> None:
    drawn = figure(dataclasses.replace(OFFERS, stacked=True))
    assert drawn["layout"]["barmode"] == "stack"
    assert {trace["textposition"] for trace in drawn["data"]} == {"inside"}
    assert figure(OFFERS)["layout"]["barmode"] == "group"


def test_series_differ_also_without_colour() -> None:
    hatches = [trace["marker"]["pattern"]["shape"] for trace in figure(OFFERS)["data"]]
    dashes = [trace["line"]["dash"] for trace in figure(LINES)["data"]]
    assert len(set(hatches)) == len(set(dashes)) == 2


def test_bars_stand_on_zero_and_say_their_number() -> None:
    drawn = figure(OFFERS)
    assert drawn["layout"]["yaxis"]["rangemode"] == "tozero"
    assert drawn["data"][1]["text"] == ["$1,200", "$900.50"]


def test_lines_are_named_where_they_end_and_not_in_a_legend() -> None:
    layout = figure(LINES)["layout"]
    assert not layout["showlegend"]
    assert [(note["text"], note["x"], note["y"]) for note in layout["annotations"]] == [
        ("Pay", 1, 55000.0),
        ("Prices", 2, 57500.0),
    ]


def test_names_of_lines_that_end_together_are_written_apart() -> None:
    series = tuple(Series(name, (0, 100), "line") for name in "ABC")
    notes = figure(dataclasses.replace(LINES, categories=("1", "2"), series=series))["layout"]["annotations"]
    assert sorted(note["yshift"] for note in notes) == [0, 18, 36]


def test_the_table_has_every_number() -> None:
    view = table(LINES)
    assert [column.title for column in view.columns] == ["Year", "Pay (dollars)", "Prices (dollars)"]
    assert view.rows[2] == ("2026", "–", "57,500")


def test_a_series_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="has 1 values for 2 categories"):
        dataclasses.replace(BARS, series=(Series("FTE", (1,)),))


def test_after_an_update_the_whole_state_is_the_new_one() -> None:
    chart = Chart(BARS)
    chart.update(title="All are", series=[Series("FTE", (0, 30))])
    state = chart.get_state()  # what a reloaded page is given
    assert state["title"] == "All are"
    assert state["drawing"]["data"][0]["y"] == [0.0, 30.0]
    assert state["table"]["rows"] == [["1", "0"], ["2", "30"]]


def test_plotly_is_sent_packed() -> None:
    packed = packed_plotly()
    assert len(packed) < 2_000_000
    assert b"plotly.js" in gzip.decompress(packed)[:200]


def test_while_grading_nothing_is_drawn(opened_part: Part, monkeypatch: pytest.MonkeyPatch) -> None:
    assert show_chart(BARS, dataclasses.replace(opened_part, grading=True)) is None
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert show_chart(BARS) is None


def test_a_lesson_in_grading_pays_for_no_widget() -> None:
    code = (
        "import sys; from classroom import Field, Plot, Series, Told, grid_map, own_numbers, say, show_chart,"
        " show_table, submit_button\n"
        "print([name for name in ('anywidget', 'ipywidgets', 'plotly', 'pandas') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
