"""Sliders, ticks and choices: what follows from them, and what is said to a number that cannot be."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from classroom.errors import LessonError
from classroom.part import Part
from classroom.rehearsal import rehearse
from classroom.shown.charts import Plot, Series
from classroom.shown.explore import Pick, Slider, Tell, Tick, explore
from classroom.shown.explore_widget import Explorer
from classroom.shown.grid_map import Told

RAISE = Slider("raise", "Raise", low=0, high=6, step=Decimal("0.25"), start=3, unit="%")
TWICE = Tick("twice", "Two years of it")
FIRST = Pick("first", "What comes first", {"step": "The step", "raise": "The raise"})


def tell(values: dict[str, Any]) -> Told:
    cost = values["raise"] * 100 * (2 if values["twice"] else 1)
    said = f"{FIRST.options[values['first']]} first: ${cost:,.0f}."
    plot = Plot(said, said, ("Cost",), [Series("Cost", (cost,))], "What", "Dollars")
    return Told(
        said, pd.DataFrame({"What": ["Cost"], "Dollars": [cost]}), "Cost", {"Dollars": "dollars"}, plot
    )


@pytest.fixture
def explorer(opened_part: Part) -> Explorer:
    shown = explore(opened_part, [RAISE, TWICE, FIRST], tell, "A raise and its price")
    assert shown is not None
    return shown


def move(explorer: Explorer, **values: object) -> Any:
    return explorer.handle({"type": "set", "values": values, "mark": "tab:1"})


def test_it_opens_with_what_follows_from_the_start(explorer: Explorer) -> None:
    assert explorer.sentence == "The step first: $300."
    assert explorer.table["rows"] == [["Cost", "300"]]
    assert explorer.values == {"raise": "3", "twice": False, "first": "step"}
    assert [one["shape"] for one in explorer.inputs] == ["slider", "tick", "pick"]


def test_every_input_is_followed_by_sentence_table_and_chart(explorer: Explorer) -> None:
    assert move(explorer, **{"raise": "4.5%", "twice": True, "first": "raise"})["problems"] == {}
    assert explorer.sentence == "The raise first: $900."
    assert explorer.table["rows"] == [["Cost", "900"]]
    assert explorer.chart is not None
    assert explorer.chart.title == "The raise first: $900."


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"raise": "7%"}, "Type a number from 0 to 6."),
        ({"raise": "three"}, "Type a number in digits"),
        ({"first": "lane"}, "Choose one of these."),
    ],
)
def test_what_cannot_be_is_said_and_the_rest_goes_on(
    explorer: Explorer, values: dict[str, object], says: str
) -> None:
    (problem,) = move(explorer, twice=True, **values)["problems"].values()
    assert says in problem
    assert explorer.sentence == "The step first: $600."


def test_a_sum_that_fails_changes_nothing(opened_part: Part, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(opened_part.folder)

    def divide(values: dict[str, Any]) -> Told:
        return Told(f"{Decimal(6) / values['n']}")

    shown = explore(opened_part, [Slider("n", "N", 0, 3, 1, 2)], divide, "Divide")
    assert shown is not None
    said = shown.handle({"type": "set", "values": {"n": "0"}, "mark": "tab:1"})
    assert said["problems"] == {"n": "This could not be worked out. Try another number."}
    assert (shown.sentence, shown.values) == ("3", {"n": "2"})


def test_nothing_is_shown_while_grading(opened_part: Part) -> None:
    grading = dataclasses.replace(opened_part, grading=True)
    assert explore(grading, [RAISE, TWICE, FIRST], tell, "A raise") is None


def test_a_rehearsal_tries_both_ends_of_every_input(opened_part: Part) -> None:
    lesson = """
from classroom import Pick, Slider, Tick, Told, explore, open_part
part, tried = open_part(), []
explore(part, [Slider("n", "N", 0, 3, 1, 2), Tick("t", "T"), Pick("p", "P", {"a": "A", "b": "B"})],
        lambda values: tried.append(tuple(map(str, values.values()))) or Told("."), "Try")
"""
    assert rehearse([lesson], opened_part.folder, grading=True).names["tried"] == []
    done = rehearse([lesson], opened_part.folder)
    assert done.names["tried"][:7] == [
        ("2", "False", "a"),
        ("0", "False", "a"),
        ("3", "False", "a"),
        ("2", "True", "a"),
        ("2", "False", "a"),
        ("2", "False", "a"),
        ("2", "False", "b"),
    ]


SLIPS: list[tuple[str, Callable[[], object]]] = [
    ("low < high", lambda: Slider("n", "N", 5, 1, 1, 2)),
    ("low < high", lambda: Slider("n", "N", 0, 5, 1, 9)),
    ("more than 1000 stops", lambda: Slider("n", "N", 0, 50_000, 1, 9)),
    ("two or more options", lambda: Pick("p", "P", {"a": "A"})),
    ("starts with one of them", lambda: Pick("p", "P", {"a": "A", "b": "B"}, start="c")),
]


@pytest.mark.parametrize(("says", "write"), SLIPS)
def test_a_slip_is_told_where_the_input_is_written(says: str, write: Callable[[], object]) -> None:
    with pytest.raises(LessonError, match=says):
        write()


def test_inputs_have_ids_of_their_own(opened_part: Part) -> None:
    nothing: Tell = lambda _values: Told("")  # noqa: E731
    with pytest.raises(LessonError, match="different ids"):
        explore(opened_part, [TWICE, TWICE], nothing, "Twice")
