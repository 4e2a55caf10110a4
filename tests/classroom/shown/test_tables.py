"""Tables as people see them."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classroom.errors import LessonError
from classroom.shown.prose import safe_markdown, say
from classroom.shown.tables import format_numbers, show_table, table_html, table_text, table_view

SCHEDULE = pd.DataFrame({"B": [48000, 50000], "M": [52000, 54000]}, index=pd.Index(["1", "2"], name="step"))


def test_a_named_index_is_the_first_column_and_units_stand_in_the_heading() -> None:
    view = table_view(SCHEDULE, "Salaries", {"B": "dollars", "M": "dollars"})
    assert [column.title for column in view.columns] == ["step", "B (dollars)", "M (dollars)"]
    assert [column.number for column in view.columns] == [False, True, True]
    assert view.rows == (("1", "48,000", "52,000"), ("2", "50,000", "54,000"))


def test_a_count_of_rows_is_left_out() -> None:
    view = table_view(pd.DataFrame({"lane": ["B", "M"], "FTE": [1.5, 20]}), "By lane")
    assert view.rows == (("B", "1.5"), ("M", "20.0"))


@pytest.mark.parametrize(
    ("values", "unit", "shown"),
    [
        ([1590000, 5], "dollars", ["1,590,000", "5"]),
        ([Decimal("48000.5"), 5], "dollars", ["48,000.50", "5.00"]),
        ([Decimal("66848.744"), -3], "dollars", ["66,848.74", "−3.00"]),
        ([0.5, 12, None], "FTE", ["0.5", "12.0", "–"]),
        ([2.174999, 40], "percent", ["2.17", "40.00"]),
        ([float("nan"), 3], "", ["–", "3"]),
    ],
)
def test_numbers_of_a_column_have_the_same_decimals(
    values: list[object], unit: str, shown: list[str]
) -> None:
    assert format_numbers(values, unit) == shown


@given(
    st.lists(
        st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9)
    )
)
def test_a_shown_number_reads_back_as_itself(values: list[Decimal]) -> None:
    shown = format_numbers(values, "dollars")
    assert [Decimal(text.replace(",", "").replace("−", "-")) for text in shown] == values


def test_html_is_escaped_and_tells_what_a_heading_heads() -> None:
    frame = pd.DataFrame({"who": ["<b>Ana</b> & Co"], "pay": [5]})
    html = table_html(table_view(frame, "Pay <i> of $5", {"pay": "dollars"}))
    assert "<b>" not in html
    assert "<i>" not in html
    assert "&lt;b&gt;Ana&lt;/b&gt; &amp; Co" in html
    assert "$" not in html  # a lone dollar sign would start a formula
    assert html.count('scope="col"') == 2
    assert html.count('scope="row"') == 1
    assert "<caption>Pay &lt;i&gt; of " in html
    assert html.count("text-align:right") == 2


def test_a_frame_is_not_changed_by_showing_it(capsys: pytest.CaptureFixture[str]) -> None:
    before = SCHEDULE.copy()
    show_table(SCHEDULE, "Salaries")
    pd.testing.assert_frame_equal(SCHEDULE, before)
    capsys.readouterr()


def test_money_in_prose_is_no_formula(capsys: pytest.CaptureFixture[str]) -> None:
    assert "$" not in safe_markdown("From $48,000 to \\$96,000")
    say("One percent is $53,814.")
    assert "One percent is $53,814." in capsys.readouterr().out


def test_a_unit_for_a_column_that_is_not_there_is_refused() -> None:
    frame = pd.DataFrame({"step": ["1"], "salary": [Decimal(50_000)]})
    with pytest.raises(LessonError, match=r"“salery”, but the columns of this table are: step, salary\."):
        table_view(frame, "Salaries", {"salery": "dollars"})


def test_what_is_no_table_is_told() -> None:
    with pytest.raises(LessonError, match="this is a list"):
        table_view([1, 2], "Numbers")  # type: ignore[arg-type]


def test_a_table_as_plain_text_has_its_numbers_to_the_right() -> None:
    frame = pd.DataFrame({"step": ["1", "10"], "salary": [Decimal(50_000), Decimal(900)]})
    assert table_text(table_view(frame, "Salaries", {"salary": "dollars"})).split("\n") == [
        "Salaries",
        "step  salary (dollars)",
        "1               50,000",
        "10                 900",
    ]
