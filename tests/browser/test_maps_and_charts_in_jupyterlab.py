"""The map, the charts and her own numbers in a real JupyterLab."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPart

pytestmark = pytest.mark.browser
Open = Callable[..., "OpenPart"]

MAP = """# The map appears here.
from classroom.shown.grid_map import Told
salaries = {("1", "B"): 48000, ("1", "M"): 52000, ("2", "B"): 50000, ("2", "M"): 54000}
def tell(values):
    total, pay = sum(values.values()), sum(fte * salaries[cell] for cell, fte in values.items())
    return Told(f"{total} FTE earn ${pay:,.0f}.")
grid_map(
    ["1", "2"], ["B", "M"], {("1", "B"): Decimal(2), ("2", "M"): Decimal(3)}, "step", "lane", "FTE",
    notes={cell: f"salary ${salary:,}" for cell, salary in salaries.items()}, tell=tell, part=part,
);"""

CHART = """# The chart appears here.
from classroom.shown.charts import Plot, Series
chart = show_chart(
    Plot("Two in three are on the top step", "20 of 30 FTE.", ["1", "2"], [Series("FTE", [10, 20])], "Step",
         "Members (FTE)", "FTE"), part,
)"""
CHANGED = """# The chart changes here.
chart.update(title="All are on the top step", sentence="30 of 30 FTE.", series=[Series("FTE", [0, 30])])
print("The chart has changed.")"""

OWN = """# Your own numbers go here.
own_numbers(
    part, "my-pay",
    [Field("rate", "Your hourly rate", Kind.DOLLARS), Field("hours", "Hours a year", unit="hours")],
    then=lambda n: f"That is ${n['rate'] * n['hours']:,.2f} a year." if n["rate"] and n["hours"] else "",
);"""


def test_the_map_is_worked_with_the_keyboard_alone(open_page: Open, expect: Any) -> None:
    part = open_page(MAP)
    box, keys = part.page.locator(".cr-map"), part.page.keyboard
    sentence = box.locator(".cr-sentence")
    expect(sentence).to_have_text("5 FTE earn $258,000.")

    box.get_by_role("button", name="lane B, step 1: 2 FTE, salary $48,000").focus()
    keys.press("ArrowRight")
    keys.press("ArrowDown")
    keys.press("Enter")
    number = box.get_by_label("FTE at lane M, step 2 (salary $54,000)")
    expect(number).to_be_focused()
    keys.press("Control+a")
    keys.type("4.5")
    keys.press("Enter")
    expect(sentence).to_have_text("6.5 FTE earn $339,000.")
    expect(box.get_by_role("button", name="lane M, step 2: 4.5 FTE, salary $54,000, was 3")).to_be_focused()

    keys.press("ArrowLeft")
    keys.type("1")  # typing on a cell begins its number
    expect(box.get_by_label("FTE at lane B, step 2 (salary $50,000)")).to_have_value("1")
    keys.press("Enter")
    expect(sentence).to_have_text("7.5 FTE earn $389,000.")

    keys.press("Enter")
    keys.type("about two")
    keys.press("Enter")
    expect(box.get_by_role("alert")).not_to_be_empty()
    expect(sentence).to_have_text("7.5 FTE earn $389,000.")

    box.get_by_role("button", name="Put it back").focus()
    keys.press("Enter")
    expect(sentence).to_have_text("5 FTE earn $258,000.")
    assert part.complaints == []


def test_one_cell_of_the_map_is_in_the_tab_order(open_page: Open) -> None:
    part = open_page(MAP)
    indexes = part.page.locator(".cr-map-table button").evaluate_all("all => all.map((one) => one.tabIndex)")
    assert sorted(indexes) == [-1, -1, -1, 0]


def test_a_changed_map_is_the_same_after_a_reload(open_page: Open, expect: Any) -> None:
    part = open_page(MAP)
    box = part.page.locator(".cr-map")
    box.get_by_role("button", name="lane B, step 1").click()
    box.get_by_role("textbox").fill("7")
    box.get_by_role("button", name="Set").click()
    expect(box.locator(".cr-sentence")).to_have_text("10 FTE earn $498,000.")
    part.save()
    part.open()
    expect(box.locator(".cr-sentence")).to_have_text("10 FTE earn $498,000.")
    expect(box.get_by_role("button", name="lane B, step 1: 7 FTE")).to_be_visible()
    expect(box.get_by_role("button", name="Put it back")).to_be_visible()


def test_a_chart_shows_its_latest_state_after_a_reload(open_page: Open, expect: Any) -> None:
    part = open_page(CHART, CHANGED)
    chart = part.page.locator(".cr-chart")

    def as_changed() -> None:
        expect(chart.locator("figcaption")).to_have_text("All are on the top step")
        expect(chart.get_by_text("30 of 30 FTE.", exact=True)).to_be_visible()
        name = re.compile("Chart: All are on the top step 30 of 30 FTE")
        expect(chart.get_by_role("img", name=name)).to_be_visible()
        expect(chart.locator(".barlayer .bartext")).to_have_text(["0", "30"])

    as_changed()
    part.save()
    part.open()
    as_changed()
    chart.get_by_text("Show the numbers as a table").click()
    expect(chart.get_by_role("row", name="2 30")).to_be_visible()
    assert part.complaints == []


def test_her_own_numbers_stay_in_her_own_folder(open_page: Open, expect: Any) -> None:
    part = open_page(OWN)
    box = part.page.locator(".cr-own")
    box.get_by_label("Your hourly rate").fill("$38.50")
    box.get_by_label("Hours a year").fill("=7*200")
    box.get_by_label("Hours a year").blur()
    expect(box).to_contain_text("That is $53,900.00 a year.")
    expect(box).to_contain_text("Read as 1,400 hours.")
    expect(box).to_contain_text("Kept only in your own folder, in own/my-pay.json. Never sent.")
    expect(box.locator(".cr-state")).to_contain_text("Saved")
    own = json.loads((part.lab.workspace / "own" / "my-pay.json").read_text())
    assert own["values"] == {"rate": "$38.50", "hours": "=7*200"}
    assert part.kept() == {}

    part.start()
    expect(box.get_by_label("Your hourly rate")).to_have_value("$38.50")
    expect(box).to_contain_text("That is $53,900.00 a year.")


def test_dollars_in_prose_are_dollars(open_page: Open, expect: Any) -> None:
    part = open_page('# A paragraph appears here.\nsay("One percent is **$53,814**, half of it $26,907.")')
    expect(part.page.get_by_text("A schedule runs from $48,000 to $96,000.")).to_be_visible()
    expect(part.page.get_by_text("One percent is $53,814, half of it $26,907.")).to_be_visible()


def test_code_is_out_of_sight(open_page: Open, expect: Any) -> None:
    part = open_page('# A paragraph appears here.\nsay("Here it is.")', start=False)
    page = part.page
    expect(page.get_by_text("# A paragraph appears here.")).to_be_visible()
    part.start()
    expect(page.get_by_text("Here it is.", exact=True)).to_be_visible()
    for hidden in (
        ".jp-Cell-inputWrapper .cm-content",
        ".jp-InputPrompt",
        ".jp-OutputPrompt",
        ".jp-cell-toolbar",
    ):
        assert page.locator(f".jp-CodeCell {hidden}").filter(visible=True).count() == 0
    labels = page.locator(".jp-NotebookPanel-toolbar .jp-ToolbarButtonComponent-label")
    assert labels.all_inner_texts() == [
        "Start this part",
        "Undo",
    ]  # and Save, whose word is in the style sheet
    assert page.get_by_role("menubar").filter(visible=True).count() == 0


def test_letters_typed_over_the_prose_change_nothing(open_page: Open, expect: Any) -> None:
    part = open_page('# A paragraph appears here.\nsay("Here it is.")')
    cells = part.page.locator(".jp-Notebook-cell").count()
    part.page.locator("p", has_text="A schedule runs from").click()
    part.page.keyboard.type("dd xx aa bb mm yy rr 11 z")
    part.page.keyboard.press("Enter")
    expect(part.page.get_by_text("Here it is.", exact=True)).to_be_visible()
    assert part.page.locator(".jp-Notebook-cell").count() == cells
    assert part.page.locator(".jp-MarkdownCell .cm-content").filter(visible=True).count() == 0


def test_a_page_of_an_earlier_day_says_what_to_press(open_page: Open, expect: Any) -> None:
    part = open_page(MAP)
    part.save()
    part.lab.end_kernels()  # as overnight
    part.open()
    left = part.page.locator(".jp-OutputArea-output.jupyter-widgets")
    expect(left).to_have_text("Error displaying widget: model not found")  # JupyterLab's words, not shown
    assert left.evaluate("(box) => getComputedStyle(box).fontSize") == "0px"
    said = left.evaluate("(box) => getComputedStyle(box, '::before').content")
    assert said == '"Press Start this part to see this again. Your answers are kept."'
    part.start()  # and so it is
    expect(part.page.get_by_role("grid")).to_be_visible()
