"""A learner brings her own contract in Part 1, works with it in Part 3, and takes her workbook away."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bargaining.costing.employers import employer
from bargaining.costing.units.cost import unit_fte, unit_payroll
from bargaining.costing.units.unit import UnitKind
from bargaining.workbook.figures import figures
from bargaining.workbook.lessons.contract import kept_contract
from bargaining.workbook.own.team import offers_of
from bargaining.workbook.write import plan_of
from tests.bargaining.workbook.own_contracts import filled
from tests.bargaining.workbook.recalculated import named_values, recalculated
from tests.browser.accessibility import violations
from tests.browser.test_every_lesson import ROOT, install

if TYPE_CHECKING:
    from tests.browser.conftest import Lab, OpenPart

pytestmark = pytest.mark.browser

COSTING = ROOT / "curriculum" / "costing"
NURSES = 207
PRIVATE = b"Last name,Step,Lane\nDoe,1,RN\n"
WRONG = b"Step,RN\n1,fifty\n"


@pytest.fixture
def visit(lab: Lab, browser: Any, tmp_path: Path) -> Iterator[Callable[[str], OpenPart]]:
    """Open a part as the same learner, and wait until it has run."""
    from tests.browser.conftest import OpenPart

    opened: list[OpenPart] = []

    def open_part(name: str) -> OpenPart:
        folder = install(lab, tmp_path / name, COSTING / name, NURSES)
        context = browser.new_context(viewport={"width": 1000, "height": 900}, accept_downloads=True)
        opened.append(OpenPart(lab, folder, context.new_page(), context))
        opened[-1].watch(opened[-1].page)
        opened[-1].page.set_default_timeout(60_000)
        opened[-1].open()
        opened[-1].press_start()
        opened[-1].page.wait_for_selector(".cr-submit")
        return opened[-1]

    yield open_part
    for part in opened:
        part.context.close()
    lab.end_kernels()


def choose(box: Any, content: bytes, name: str) -> None:
    """Choose a file, as she does in her browser's own window."""
    box.locator("input[type=file]").set_input_files({"name": name, "mimeType": "", "buffer": content})


def download(page: Any, button: Any, into: Path) -> Path:
    """Press a button and keep what the browser saves."""
    with page.expect_download() as found:
        button.click()
    file = into / found.value.suggested_filename
    found.value.save_as(file)
    return file


def picture(element: Any, name: str) -> None:
    """A picture of one form, where pictures are asked for."""
    if folder := os.environ.get("BARGAIN_PICTURES"):
        element.screenshot(path=Path(folder) / f"own-{name}.png")


def bring(part: OpenPart, expect: Any, tmp_path: Path) -> None:
    """Get the empty spreadsheet, bring two wrong files and the filled one, and keep it."""
    box = part.page.locator(".cr-bring")
    expect(box.locator(".cr-standing")).to_have_text("No file is kept yet.")
    picture(box, "1-empty")
    empty = download(part.page, box.get_by_role("button", name="Download the empty spreadsheet"), tmp_path)
    assert empty.name == "our-contract.xlsx"

    choose(box, PRIVATE, "members.csv")
    expect(box.locator(".cr-refused")).to_contain_text(
        'cell A1: a column headed "Last name" tells who people are'
    )
    picture(box, "2-refused")
    choose(box, WRONG, "schedule.csv")
    expect(box.get_by_role("row", name="schedule 2 B2")).to_contain_text('"fifty" is not a number')
    expect(box.get_by_role("button", name="Yes, keep it")).to_have_count(0)
    picture(box, "3-problems")
    assert not (part.lab.workspace / "own" / "contract.xlsx").exists()

    choose(box, filled(UnitKind.NURSES, empty.read_bytes()), "filled.xlsx")
    expect(box.locator(".cr-seen")).to_contain_text("Understood. Is it right?")
    picture(box, "4-understood")
    assert {found for found in violations(part.page, ".cr-bring") if found} == set()
    box.get_by_role("button", name="Yes, keep it").click()
    expect(box.locator(".cr-standing")).to_contain_text("Kept: Our local:")
    picture(box, "5-kept")


def test_her_contract_fills_the_boxes_of_later_parts_and_her_workbook(
    visit: Callable[[str], OpenPart], expect: Any, tmp_path: Path
) -> None:
    first = visit("part01-know-your-unit")
    bring(first, expect, tmp_path)
    people = first.page.get_by_label("People in your unit")
    expect(people).not_to_have_value("")  # on the same page, at once
    own = first.lab.workspace / "own"
    contract = kept_contract(own)
    assert contract is not None
    unit = contract.priced()
    made = first.page.locator(".cr-make")
    expect(made).to_contain_text(f"base payroll ${unit_payroll(unit):,.0f}")
    assert first.complaints == []

    part = visit("part03-one-percent")
    page = part.page
    expect(page.locator(".cr-bring summary")).to_contain_text("Kept: Our local:")
    boxes = page.locator(".cr-own:not(.cr-bring):not(.cr-make):not(.cr-own-list)")
    base = boxes.get_by_role("textbox", name="What your unit is paid in a year")
    expect(base).to_have_value(f"{unit_payroll(unit):,.2f}")
    expect(boxes.get_by_label("Full-time posts in your unit")).to_have_value(
        f"{unit_fte(unit):,.4f}".rstrip("0").rstrip(".")
    )
    expect(boxes).to_contain_text("From your contract.")
    expect(boxes).to_contain_text(f"One percent costs ${unit_payroll(unit) / 100:,.0f} a year in pay.")
    picture(boxes, "6-boxes")
    base.fill("9,000,000")
    base.blur()
    expect(boxes).to_contain_text("One percent costs $90,000 a year in pay.")
    expect(boxes).to_contain_text(f"Your contract says ${unit_payroll(unit):,.2f}.")
    picture(boxes, "7-changed")
    boxes.get_by_role("button", name="Use it").click()
    expect(base).to_have_value(f"{unit_payroll(unit):,.2f}")

    tracker = page.locator(".cr-own-list")
    tracker.locator("summary").click()
    tracker.get_by_label("Status: Health plan and tier, as counts").select_option("received")
    expect(tracker.locator("summary")).to_contain_text("1 of 7 received.")
    picture(tracker, "8-tracker")

    made = page.locator(".cr-make")
    expect(made).to_contain_text("It reads the sheets of Parts 1 to 2, which you do not have yet.")
    made.get_by_role("button", name="Write the workbook of Our local").click()
    expect(made).to_contain_text("Written to your folder own: our-workbook.xlsx.")
    waits = (
        f"The sheet of {employer(NURSES).name} comes when you have answered the scored questions of Part 1."
    )
    expect(made).to_contain_text(waits)
    picture(made, "9-workbook")
    file = download(page, made.get_by_role("button", name="Download our-workbook.xlsx"), tmp_path)
    assert file.read_bytes() == (own / "our-workbook.xlsx").read_bytes()
    assert {found for found in violations(page, ".jp-OutputArea-output") if found} == set()
    assert part.complaints == []
    assert part.kept() == {}

    (again,) = recalculated([file], tmp_path)
    wanted = figures(plan_of(unit, *offers_of(contract), 3))
    got = named_values(again)
    assert wanted
    for name, figure in wanted.items():
        assert got[name] == pytest.approx(float(figure), abs=0.005), name
