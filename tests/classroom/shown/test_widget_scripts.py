"""The scripts of the widgets, read as text: what they may not do, and where their words come from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from classroom.own.form import OwnForm
from classroom.own.numbers import Field
from classroom.part import Part
from classroom.questions.asking import number
from classroom.questions.forms import QuestionForm
from classroom.sending.submit_form import SubmitForm
from classroom.shown.chart_figure import Plot, Series
from classroom.shown.chart_widget import Chart
from classroom.shown.map_cells import MapCells, MapWords
from classroom.shown.map_widget import GridMap
from classroom.shown.static_files import STATIC

SCRIPTS = sorted(STATIC.glob("*.js"))


def widgets(part: Part) -> list[QuestionForm | OwnForm | GridMap | Chart | SubmitForm]:
    plot = Plot("Title", "Sentence.", ("1",), (Series("FTE", (1,)),), "Step", "FTE", "FTE")
    cells = MapCells(("1",), ("B",), {}, {})
    return [
        QuestionForm(part, number("fte-total", "How many?")),
        OwnForm(part, "pay", (Field("rate", "Rate"),), lambda _numbers: ""),
        GridMap(cells, MapWords("step", "lane", "FTE", "Map", {}), None),
        Chart(plot),
        SubmitForm(part),
    ]


def test_every_word_a_script_uses_comes_from_python(opened_part: Part) -> None:
    for widget in widgets(opened_part):
        script = str(type(widget)._esm)
        used = set(re.findall(r"\blabels\.(\w+)", script)) - set(_of_shared_scripts(widget))
        assert used <= set(widget.labels), f"{type(widget).__name__} lacks {used - set(widget.labels)}"


def _of_shared_scripts(widget: object) -> list[str]:
    """The words of the saving line, which stands in the script of widgets that do not save, too."""
    return [] if isinstance(widget, QuestionForm | OwnForm) else ["saving", "saved_at"]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_holds_no_sentence(script: Path) -> None:
    code = re.sub(r"//[^\n]*|/\*.*?\*/", "", script.read_text(encoding="utf-8"), flags=re.DOTALL)
    sentences = re.findall(r"\"[A-Z][a-z]+ [^\"]*\"", code)
    assert [text for text in sentences if "plotly.js did not come" not in text] == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_text_enters_the_page_as_text_and_nothing_is_fetched(script: Path) -> None:
    code = script.read_text(encoding="utf-8")
    for forbidden in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
    ):
        assert forbidden not in code
    assert re.findall(r"https?://[^\s\"')]+", code) == []
    assert "fetch(" not in code


def test_style_sheets_ask_for_nothing_from_the_web() -> None:
    sheets = [*STATIC.glob("*.css"), *(STATIC.parent / "lab" / "settings").glob("*.css")]
    assert len(sheets) > 5
    for sheet in sheets:
        assert not re.search(r"@import|url\(", sheet.read_text(encoding="utf-8")), sheet.name
