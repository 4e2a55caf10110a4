"""Every part of every course in a real JupyterLab: it opens, runs to its end, shows its charts, complains of
nothing, asks no other machine for anything, and breaks no rule of accessibility that JupyterLab does not.

With BARGAIN_PICTURES set to a folder, a picture of the whole part is left there.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from autograde.authoring.build import build_source
from autograde.course import find_courses
from autograde.gradebook import prepare_course_root
from autograde.release.bundle import make_bundle, zip_files
from autograde.release.generate import generate_part
from classroom.workspace import Workspace
from tests.browser.accessibility import rules, violations

if TYPE_CHECKING:
    from tests.browser.conftest import Lab, OpenPart

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
TALLEST = 16_000  # pixels
PARTS = [
    (course, part)
    for course in find_courses(ROOT / "curriculum").values()
    for part in course.parts
    if part.folder is not None
]
# One learner of each part, each with another employer, so that all kinds of unit come to be looked at.
CASES = [
    (part.folder, list(course.variants)[number * 37 % len(course.variants)])
    for number, (course, part) in enumerate(PARTS)
]


def install(lab: Lab, root: Path, part: Path, variant: int) -> Path:
    """Put a learner's version of a part, as the desk would hand it out, into the workspace."""
    source = build_source(part)
    prepare_course_root(root, str(source.part_json["course"]))
    bundle = make_bundle(generate_part(root, source), source)
    given = json.dumps({"format": 1, "session": "pictures", "variant": variant}).encode()
    return Workspace(lab.workspace).install_part(_with_variant(bundle, given))


def _with_variant(bundle: bytes, variant: bytes) -> bytes:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return zip_files({**files, "variant.json": variant})


@pytest.fixture(scope="module")
def jupyters_own(lab: Lab, browser: Any) -> set[str]:
    """The rules that JupyterLab breaks with a notebook that holds one line of text."""
    import nbformat

    folder = lab.workspace / "costing" / "nothing-of-ours"
    folder.mkdir(parents=True)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# A line\n\nNothing else.")])
    nbformat.write(notebook, folder / "nothing-of-ours.ipynb")
    page = browser.new_page()
    page.goto(f"{lab.url}/doc/tree/costing/nothing-of-ours/nothing-of-ours.ipynb?token=for-tests-only")
    page.wait_for_selector(".jp-Notebook .jp-MarkdownCell")
    found = rules(violations(page))
    page.close()
    return found


@pytest.fixture
def visit(lab: Lab, browser: Any, tmp_path: Path) -> Iterator[Callable[[Path, int], OpenPart]]:
    """Open a released part as a learner of one employer does, and press Start."""
    from tests.browser.conftest import OpenPart

    opened: list[OpenPart] = []

    def open_part(part: Path, variant: int) -> OpenPart:
        folder = install(lab, tmp_path / "course", part, variant)
        context = browser.new_context(viewport={"width": 1000, "height": 900})
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


@pytest.mark.parametrize(("part", "variant"), CASES, ids=[f"{p.parent.name}-{p.name}-{v}" for p, v in CASES])
def test_a_part_opens_runs_and_can_be_used_by_everyone(
    part: Path, variant: int, visit: Callable[[Path, int], OpenPart], jupyters_own: set[str]
) -> None:
    visited = visit(part, variant)
    page = visited.page
    assert page.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    # What a cell only evaluates says nothing to her: <Upload at 0x7f…>, PosixPath('…').
    assert page.locator(".jp-OutputArea-executeResult [data-mime-type='text/plain']").all_inner_texts() == []
    page.wait_for_selector(".js-plotly-plot svg.main-svg")
    take_picture(page, f"{part.parent.name}-{part.name}-{variant}")
    found = violations(page)
    assert {violation for violation in found if violation[0] not in jupyters_own} == set()
    assert {violation for violation in violations(page, ".jp-OutputArea-output") if violation} == set()
    assert visited.complaints == []
    assert visited.hosts <= {"127.0.0.1", ""}


def take_picture(page: Any, name: str) -> None:
    """A picture of the whole part; JupyterLab scrolls inside a box, so the window is made that tall.

    What does not fit into the tallest picture that Chromium takes stands in a second one.
    """
    folder = os.environ.get("BARGAIN_PICTURES")
    if not folder:
        return
    tall = page.evaluate("document.querySelector('.jp-WindowedPanel-outer').scrollHeight")
    page.set_viewport_size({"width": 1000, "height": min(int(tall) + 80, TALLEST)})
    page.wait_for_timeout(500)
    page.screenshot(path=Path(folder) / f"{name}.png")
    if tall > TALLEST:
        page.locator(".jp-WindowedPanel-outer").evaluate("box => { box.scrollTop = box.scrollHeight }")
        page.wait_for_timeout(500)
        page.screenshot(path=Path(folder) / f"{name}-end.png")
    page.set_viewport_size({"width": 1000, "height": 900})
