"""The map: numbers in rows and columns, changed one cell at a time."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classroom.part import Part
from classroom.shown.grid_map import Told, grid_map
from classroom.shown.map_cells import Cell, MapCells, MapWords, level
from classroom.shown.map_widget import GridMap

ROWS, COLUMNS = ("1", "2"), ("B", "M")
GIVEN = {("1", "B"): Decimal("2"), ("2", "M"): Decimal("3.5")}
WORDS = MapWords("step", "lane", "FTE", "FTE by step and lane", {("1", "B"): "salary $48,000"})


def total(values: dict[Cell, Decimal]) -> Told:
    frame = pd.DataFrame({"lane": ["B", "M"], "FTE": [1, 2]})
    return Told(f"{sum(values.values())} FTE.", frame, "By lane", {"FTE": "FTE"})


@pytest.fixture
def shown() -> GridMap:
    return GridMap(MapCells(ROWS, COLUMNS, GIVEN, {}), WORDS, total)


def set_cell(shown: GridMap, row: int, column: int, text: str) -> dict[str, Any]:
    return shown.handle({"type": "set", "row": row, "column": column, "text": text, "mark": "tab:1"})


def test_it_opens_with_the_sentence_and_table_of_the_numbers_given(shown: GridMap) -> None:
    assert shown.sentence == "5.5 FTE."
    assert shown.table["rows"] == [["B", "1"], ["M", "2"]]
    assert shown.cells[0][1] == {"text": "–", "level": 0, "was": None}


def test_a_number_is_set_and_said(shown: GridMap) -> None:
    assert set_cell(shown, 0, 0, "4 FTE") == {"type": "told", "mark": "tab:1", "problem": ""}
    assert shown.sentence == "7.5 FTE."
    assert shown.cells[0][0]["text"] == "4"
    assert shown.cells[0][0]["was"] == "2"


@pytest.mark.parametrize("text", ["about 4", "4,5", "-1", "four"])
def test_what_cannot_be_read_changes_nothing_and_is_explained(shown: GridMap, text: str) -> None:
    before = shown.cells
    assert set_cell(shown, 0, 0, text)["problem"]
    assert shown.cells == before


def test_emptying_a_cell_takes_away_what_stood_there(shown: GridMap) -> None:
    set_cell(shown, 0, 0, "")
    assert shown.map.numbers() == {("1", "B"): Decimal(0), ("2", "M"): Decimal("3.5")}
    set_cell(shown, 0, 1, " ")
    assert shown.cells[0][1]["text"] == "–"


def test_put_it_back(shown: GridMap) -> None:
    set_cell(shown, 0, 0, "4")
    set_cell(shown, 1, 0, "1")
    shown.handle({"type": "reset"})
    assert shown.map.numbers() == GIVEN
    assert shown.sentence == "5.5 FTE."


def test_a_tell_that_fails_leaves_the_map_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses_many(values: dict[Cell, Decimal]) -> Told:
        return Told(f"{1 / (100 - sum(values.values()))}")

    monkeypatch.chdir(tmp_path)
    (tmp_path / ".classroom").mkdir()
    shown = GridMap(MapCells(ROWS, COLUMNS, GIVEN, {}), WORDS, refuses_many)
    before = shown.sentence
    assert "could not be worked out" in set_cell(shown, 0, 0, "96.5")["problem"]
    assert (shown.sentence, shown.map.numbers()) == (before, GIVEN)
    assert "DivisionByZero" in (tmp_path / ".classroom" / "log.txt").read_text()


def test_a_cell_is_named_in_words(shown: GridMap) -> None:
    assert shown.labels["box"] == "FTE at lane {column}, step {row}"
    assert shown.labels["cell"] == "lane {column}, step {row}: {number} FTE"
    assert shown.frame["notes"] == [["salary $48,000", ""], ["", ""]]


def test_while_grading_nothing_is_shown(opened_part: Part) -> None:
    grading = dataclasses.replace(opened_part, grading=True)
    assert grid_map(ROWS, COLUMNS, GIVEN, "step", "lane", "FTE", tell=total, part=grading) is None


numbers = st.decimals(min_value=0, max_value=1000, places=2)
cells = st.tuples(st.sampled_from(ROWS), st.sampled_from(COLUMNS))


@given(st.lists(st.tuples(cells, numbers)))
def test_whatever_is_changed_can_be_put_back(changes: list[tuple[Cell, Decimal]]) -> None:
    start = MapCells(ROWS, COLUMNS, GIVEN, {})
    now = start
    for cell, number in changes:
        now = now.with_change(cell, number)
        assert now.numbers()[cell] == number
    for cell in {cell for cell, _number in changes}:
        now = now.with_change(cell, GIVEN.get(cell))
    assert now == start


@given(numbers, numbers)
def test_a_larger_number_is_never_lighter(one: Decimal, other: Decimal) -> None:
    small, large = sorted([one, other])
    assert level(small, Decimal(900)) <= level(large, Decimal(900)) <= 6
