"""The whole school on one machine, as a newcomer meets it: `bargain start`, a learner's day, an
instructor's answer.

With BARGAIN_PICTURES set to a folder, the pictures of the README are written there.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
import pytest

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
SESSION, COURSE, PART = "open-house", "costing", "part01-know-your-unit"
LETTER = (
    "Please send us the payroll as of October 1 as a spreadsheet, one line for each position, "
    "with step, lane and FTE. No names are needed; a row number will do. "
    "We have the salary schedule already. What we lack is how many people stand on each step. "
    "Please send it by Friday, November 14."
)
HALF = 110


@dataclass
class School:
    """A running `bargain start`."""

    folder: Path
    process: subprocess.Popen[str] = field(repr=False)
    address: str
    desk: str

    def kernels(self) -> list[psutil.Process]:
        """The kernels of the learner's JupyterLab."""
        return [
            child
            for child in psutil.Process(self.process.pid).children(recursive=True)
            if "ipykernel_launcher" in " ".join(child.cmdline())
        ]

    def bargain(self, *words: str) -> str:
        """Run a command on the same office; its output."""
        environment = {**os.environ, "BARGAIN_HOME": str(self.folder / "office")}
        ran = subprocess.run(
            [sys.executable, "-m", "bargain_cli", *words],
            cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr
        return ran.stdout


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port of this machine that somebody else is listening on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


@pytest.fixture
def school(chromium: str, tmp_path: Path, taken_port: int) -> Iterator[School]:
    folder = tmp_path / "var"
    process = subprocess.Popen(
        [sys.executable, "-m", "bargain_cli", "start", "--no-browser", "--folder", str(folder),
         "--desk-port", str(taken_port), "--lab-port", str(taken_port)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"},
    )  # fmt: skip
    said = []
    assert process.stdout is not None
    for line in process.stdout:
        said.append(line)
        if "Ctrl-C ends" in line:
            break
    told = "".join(said)
    address = re.search(r"Your start page: (\S+)", told)
    desk = re.search(r"The desk: +(\S+)", told)
    assert address and desk, told
    assert str(taken_port) not in {address[1].split(":")[2].split("/")[0], desk[1].split(":")[2]}
    yield School(folder, process, address[1], desk[1])
    if process.poll() is None:  # the test failed before its own end
        process.terminate()
        process.communicate(timeout=60)


@pytest.fixture
def picture(tmp_path: Path) -> Any:
    """Take a picture of the page for the documents."""
    folder = Path(os.environ.get("BARGAIN_PICTURES", tmp_path))

    def take(page: Any, name: str, **options: Any) -> None:
        page.screenshot(path=folder / f"{name}.png", **options)

    return take


def test_a_newcomers_day(school: School, browser: Any, expect: Any, picture: Any) -> None:
    context = browser.new_context(viewport={"width": 1000, "height": 860})
    page, hosts, complaints = context.new_page(), set(), []
    page.set_default_timeout(30_000)
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    page.on("pageerror", lambda error: complaints.append(str(error)))

    # She joins and opens the part.
    page.goto(school.address)
    page.get_by_label("Your name").fill("Rosa Delgado")
    page.get_by_label("Your union or affiliate").fill("Lakeshore Federation")
    page.get_by_role("radio", name=re.compile("^Teachers")).check()
    page.get_by_role("button", name="Join the course").click()
    expect(page.get_by_role("heading", name="Costing Out Your Contract")).to_be_visible()
    picture(page, "start-page")
    page.get_by_role("button", name="Open Part 1").click()
    page.get_by_role("toolbar").get_by_text("Start this part").click()
    expect(page.locator(".cr-submit")).to_be_visible()

    # Her own numbers: what one percent means.
    own = page.locator(".cr-own").first
    own.get_by_label("Your rate of pay").fill("27.50")
    own.get_by_label("Hours you are paid for").fill("=6.5*184")
    own.get_by_label("Pays in a year").fill("21")
    expect(own).to_contain_text("$32,890 a year is $328.90 a year before tax, or $15.66 in each pay")

    # The map moves.
    box = page.locator(".cr-map")
    before = box.locator(".cr-sentence").inner_text()
    box.locator("table button").first.click()
    box.get_by_role("textbox").fill("97.5")  # a number that no employer has there
    box.get_by_role("textbox").press("Enter")
    expect(box.locator(".cr-sentence")).not_to_have_text(before)
    box.scroll_into_view_if_needed()
    picture(page, "lesson-map")

    # A wrong answer and its hint, then the right one.
    count = page.locator('[data-question="fte-total"]')
    count.get_by_role("textbox").fill("39")
    count.get_by_role("button", name="Check").click()
    expect(count).to_contain_text(re.compile("Not yet"))
    expect(count).to_contain_text("Add the numbers inside the cells")
    count.scroll_into_view_if_needed()
    picture(page, "practice-hint")
    right = re.match(r"([\d.]+) FTE", before)
    assert right
    count.get_by_role("textbox").fill(right[1])
    count.get_by_role("button", name="Check").click()
    expect(count).to_contain_text("Correct")
    expect(count).to_contain_text("Every price you will hear")

    page.locator('[data-question="lane-payroll"]').get_by_role("textbox").fill("$1,590,000")
    expect(page.locator('[data-question="lane-payroll"]').locator(".cr-state")).to_contain_text("Saved")
    page.locator('[data-question="top-step-share"]').get_by_role("textbox").fill("10%")
    expect(page.locator('[data-question="top-step-share"]').locator(".cr-state")).to_contain_text("Saved")

    # The kernel dies while she types her memo; nothing typed is lost.
    memo = page.locator('[data-question="data-request"]')
    memo.get_by_role("textbox").press_sequentially(LETTER[:HALF])
    expect(memo.locator(".cr-state")).to_contain_text("Saved")
    for kernel in school.kernels():
        kernel.kill()
    memo.get_by_role("textbox").press_sequentially(LETTER[HALF : HALF + 20])
    page.locator(".jp-Dialog button.jp-mod-accept").click()
    memo.get_by_role("textbox").press_sequentially(LETTER[HALF + 20 :])
    expect(memo.locator(".cr-state")).to_contain_text("Your words are kept in this browser")

    # She reloads, starts the part again, and finds all her answers.
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.get_by_role("toolbar").get_by_text("Start this part").click()
    expect(memo.get_by_role("textbox")).to_have_value(LETTER)
    expect(memo.locator(".cr-state")).to_contain_text("Saved")
    expect(page.locator('[data-question="lane-payroll"]').get_by_role("textbox")).to_have_value("$1,590,000")
    expect(page.locator('[data-question="fte-total"]').get_by_role("textbox")).to_have_value(right[1])

    # She sends it and reads the receipt.
    send = page.locator(".cr-submit")
    send.get_by_role("button", name="Send Part 1 to my instructor").click()
    expect(send.get_by_role("status")).to_contain_text("Received.")
    receipt = re.search(r"R-[0-9A-Z]{4}-[0-9A-Z]{4}", send.inner_text())
    assert receipt
    send.scroll_into_view_if_needed()
    picture(page, "receipt")

    # It is graded; an instructor answers; she reads it.
    school.bargain("grade", SESSION)
    person = re.search(r"p-[0-9a-f]{12}", school.bargain("queue", SESSION))
    assert person
    school.bargain(
        "mark", "--session", SESSION, "--person", person[0], "--part", PART, "--returned", "--row", "Facts",
        "--comment", "Clear and dated. Ask also which fund pays for each position, and send it again.",
        "--as", "Lucia Rivera",
    )  # fmt: skip
    page.goto(school.address)
    expect(page.get_by_text(receipt[0])).to_be_visible()
    page.get_by_role("link", name=re.compile("feedback", re.IGNORECASE)).first.click()
    expect(page.get_by_text("You counted cells. Count the FTE in them.")).to_be_visible()
    expect(page.get_by_text("Ask also which fund pays for each position")).to_be_visible()
    expect(page.get_by_text("0 of 4 points").first).to_be_visible()
    picture(page, "feedback", full_page=True)
    report = browser.new_page(viewport={"width": 1100, "height": 900})
    report.goto((school.folder / "reports" / "completion-costing-demo.html").as_uri())
    expect(report.get_by_text("Ana Duarte").first).to_be_visible()
    picture(report, "report")

    assert hosts <= {"127.0.0.1", None}, "something was asked for from another machine"  # None: blob, data
    assert complaints == []
    context.close()
    assert_it_ends_cleanly(school)


def assert_it_ends_cleanly(school: School) -> None:
    """Ctrl-C ends the command and every process it started, without a traceback."""
    children = psutil.Process(school.process.pid).children(recursive=True)
    assert len(children) >= 2
    school.process.send_signal(signal.SIGINT)
    rest, _ = school.process.communicate(timeout=60)
    assert "Stopped. Your work is saved" in rest
    assert "Traceback" not in rest
    _gone, alive = psutil.wait_procs(children, timeout=20)
    assert alive == []
