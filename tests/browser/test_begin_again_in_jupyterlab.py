"""In her own JupyterLab: her files on a page, and a part begun again by a button."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from classroom.part import open_part
from tests.browser.accessibility import violations
from tests.browser.conftest import TOKEN, write_part

if TYPE_CHECKING:
    from tests.browser.conftest import Lab

pytestmark = pytest.mark.browser


def test_a_part_is_begun_again_and_brought_back(lab: Lab, browser: Any, expect: Any) -> None:
    folder = write_part(lab.workspace, "begun-again", [])
    part = open_part(folder)
    part.book.save("letter", "Dear Ms. Ortega", None, datetime(2027, 1, 9, 12, 0, tzinfo=UTC))
    (lab.workspace / "own").mkdir(exist_ok=True)
    (lab.workspace / "own" / "ours.xlsx").write_bytes(b"ours")
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{lab.url}/classroom/workspace?token={TOKEN}")
    assert violations(page) == set()
    with page.expect_download() as brought:
        page.get_by_role("link", name="ours.xlsx").click()
    assert brought.value.path().read_bytes() == b"ours"
    page.locator("a[href$='again/costing/begun-again']").click()
    page.get_by_role("button", name="Begin again").click()
    expect(page.get_by_role("status")).to_contain_text("The part is empty again.")
    assert part.book.read()["letter"].text == ""
    assert violations(page) == set()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Bring back the work").click()
    expect(page.get_by_role("status")).to_contain_text("Your earlier work is back.")
    assert part.book.read()["letter"].text == "Dear Ms. Ortega"
    # A page elsewhere that posts to this address has no token of this server's form.
    refused = context.request.post(f"{lab.url}/classroom/again/costing/begun-again", form={"what": "begin"})
    assert refused.status == 403
    assert part.book.read()["letter"].text == "Dear Ms. Ortega"
    context.close()
