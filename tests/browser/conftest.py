"""A real JupyterLab with the classroom's settings, and a real Chromium that opens parts in it.

One JupyterLab serves all these tests; each test gets a part of its own (its own folder, notebook and kernel).
Where no Chromium is found the tests are skipped and say so.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError

import pytest

from tests.real_browser import PATIENCE_MS

TOKEN = "for-tests-only"

QUESTIONS = {
    "fte-total": {"kind": "number", "points": 0, "graded": False},
    "average": {"kind": "choice", "points": 0, "graded": False},
    "salary-base": {"kind": "dollars", "points": 4, "graded": True},
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Lab:
    """A running JupyterLab and its workspace."""

    url: str
    workspace: Path
    process: subprocess.Popen[bytes] = field(repr=False)

    def api(self, path: str, method: str = "GET") -> Any:
        """Ask Jupyter itself; returns the JSON it answers, None for an empty answer."""
        headers = {"Authorization": f"token {TOKEN}"}
        request = urllib.request.Request(f"{self.url}/api/{path}", method=method, headers=headers)
        with urllib.request.urlopen(request, timeout=10) as answer:
            data = answer.read()
        return json.loads(data) if data else None

    def end_kernels(self) -> None:
        for session in self.api("sessions"):
            with suppress(URLError):
                self.api(f"sessions/{session['id']}", "DELETE")


def start_lab(workspace: Path, desk_url: str, invitation: str | None = None) -> Lab:
    """Start JupyterLab as learners get it, on a free port, and wait until it answers."""
    from classroom.lab import lab_command

    port = free_port()
    command, environment = lab_command(workspace, port, desk_url, invitation, TOKEN)
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    log = (workspace / ".classroom" / "jupyterlab.log").open("wb")
    with log:
        process = subprocess.Popen(
            command,
            env={**kept, **environment},
            stdout=log,
            stderr=log,
            cwd=workspace,
            start_new_session=True,
        )
    lab = Lab(f"http://127.0.0.1:{port}", workspace, process)
    for _attempt in range(200):
        with suppress(URLError, OSError):
            lab.api("status")
            return lab
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.2)
            break
    stop_lab(lab)
    pytest.fail(f"JupyterLab did not start:\n{(workspace / '.classroom' / 'jupyterlab.log').read_text()}")


def stop_lab(lab: Lab) -> None:
    """End JupyterLab and every kernel it started; nothing is left behind."""
    with suppress(URLError, OSError):
        lab.end_kernels()
    lab.process.send_signal(signal.SIGTERM)
    try:
        lab.process.wait(10)
    except subprocess.TimeoutExpired:
        # Its own session: the server and its kernels, and nobody else's processes.
        os.killpg(lab.process.pid, signal.SIGKILL)
        lab.process.wait(10)


@pytest.fixture(scope="session")
def lab(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    # Nobody is linked here, and no desk listens at this address: the tests of a desk start their own.
    running = start_lab(tmp_path_factory.mktemp("workspace"), "http://127.0.0.1:9")
    yield running
    stop_lab(running)


@pytest.fixture
def start_a_lab(chromium: str) -> Iterator[Callable[..., Lab]]:
    """Start a JupyterLab in a workspace of the test's own, for a desk of its own; it ends with the test."""
    started: list[Lab] = []

    def start(workspace: Path, desk_url: str, invitation: str | None = None) -> Lab:
        started.append(start_lab(workspace, desk_url, invitation))
        return started[-1]

    yield start
    for running in started:
        stop_lab(running)


PREAMBLE = """# This page is ready when the forms stand below.
import os
from decimal import Decimal
from pathlib import Path
from classroom import *
from classroom.questions.asking import choice
part = open_part(variant=variant)
Path("kernel.pid").write_text(str(os.getpid()))"""


def write_part(workspace: Path, name: str, cells: list[str]) -> Path:
    """Write a small part by hand: part.json, variant.json and a notebook with these code cells."""
    import nbformat

    folder = workspace / "costing" / name
    folder.mkdir(parents=True)
    part = {
        "format": 1, "course": "costing", "part": name, "title": "Part 1: Know your unit", "release": "r1",
        "minutes": 20, "questions": QUESTIONS, "memo": {"id": "letter", "points": 6},
        "notebook": f"{name}.ipynb",
    }  # fmt: skip
    (folder / "part.json").write_text(json.dumps(part), encoding="utf-8")
    variant = {"format": 1, "session": "2026-fall", "variant": 0}
    (folder / "variant.json").write_text(json.dumps(variant), encoding="utf-8")
    notebook = nbformat.v4.new_notebook()
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    welcome = "# Part 1: Know your unit\n\nA schedule runs from \\$48,000 to \\$96,000."
    sources = ["# The grading office fills in this line.\nvariant = None", PREAMBLE, *cells]
    notebook.cells = [nbformat.v4.new_markdown_cell(welcome), *map(nbformat.v4.new_code_cell, sources)]
    nbformat.write(notebook, folder / f"{name}.ipynb")
    return folder


@dataclass
class OpenPart:
    """A part open in a browser tab, started, with what the tab asked for and complained about."""

    lab: Lab
    folder: Path
    page: Any
    context: Any
    complaints: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    @property
    def address(self) -> str:
        place = self.folder.relative_to(self.lab.workspace).as_posix()
        return f"{self.lab.url}/doc/tree/{place}/{self.folder.name}.ipynb?token={TOKEN}"

    def watch(self, page: Any) -> Any:
        """Note every request and every error of a tab."""
        page.set_default_timeout(PATIENCE_MS)
        page.on("request", lambda request: self.hosts.add(_host(request.url)))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._note)
        return page

    def _note(self, message: Any) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def open(self, page: Any | None = None) -> Any:
        """Open the part in a tab (this one, or another) and wait for its text."""
        page = page or self.page
        page.goto(self.address)
        page.wait_for_selector(".jp-Notebook .jp-MarkdownCell")
        return page

    def press_start(self) -> None:
        self.page.get_by_role("toolbar").get_by_text("Start this part").click()

    def save(self) -> None:
        """Press "Save" and wait until the notebook is written."""
        written = "PUT"
        with self.page.expect_response(lambda answer: answer.request.method == written):
            self.page.locator('[data-jp-item-name="save"] jp-button').click()

    def start(self) -> None:
        """Press "Start this part" and wait until the last form stands there."""
        self.page.evaluate("document.querySelectorAll('.cr').forEach((box) => box.dataset.before = true)")
        self.press_start()
        self.page.wait_for_selector(".cr-end")
        self.page.wait_for_function("!document.querySelector('.cr[data-before]')")

    def question(self, name: str, page: Any | None = None) -> Any:
        return (page or self.page).locator(f'[data-question="{name}"]')

    def kept(self) -> dict[str, str]:
        """The texts in answers.json, by question."""
        path = self.folder / "answers.json"
        if not path.is_file():
            return {}
        return {name: answer["text"] for name, answer in json.loads(path.read_text())["answers"].items()}

    def kill_kernel(self) -> None:
        """End the kernel at once, as a crash or an empty battery would."""
        os.kill(int((self.folder / "kernel.pid").read_text()), signal.SIGKILL)

    def answer_dialog(self) -> None:
        """Press the button of JupyterLab's own message that the kernel is restarting."""
        self.page.locator(".jp-Dialog button.jp-mod-accept").click()


def _host(address: str) -> str:
    from urllib.parse import urlsplit

    parts = urlsplit(address)
    return "" if parts.scheme in ("blob", "data") else parts.hostname or ""


# The last cell of every page: a mark that all cells before it have run.
END = "from IPython.display import HTML\nHTML('<p class=\"cr-end\">End of the page.</p>')"


@pytest.fixture
def open_page(lab: Lab, browser: Any, request: pytest.FixtureRequest) -> Iterator[Callable[..., OpenPart]]:
    """Open a part made of the given code cells, and press "Start this part"."""
    opened: list[OpenPart] = []

    def open_part(*cells: str, start: bool = True, **context_options: Any) -> OpenPart:
        name = request.node.name.replace("_", "-").replace("[", "-").replace("]", "")[:90]
        folder = write_part(lab.workspace, name, [*cells, END])
        context = browser.new_context(**{"viewport": {"width": 1000, "height": 900}, **context_options})
        part = OpenPart(lab, folder, context.new_page(), context)
        opened.append(part)
        part.watch(part.page)
        part.open()
        if start:
            part.start()
        return part

    yield open_part
    for part in opened:
        part.context.close()
    lab.end_kernels()
    for part in opened:
        assert part.hosts <= {"127.0.0.1", ""}, "something was asked for from another machine"
