"""A Spanish-speaking learner in a real JupyterLab: her page, its forms and their replies are Spanish."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from autograde.authoring.build import build_source
from autograde.gradebook import prepare_course_root
from autograde.release.bundle import make_bundle
from autograde.release.generate import generate_part
from classroom.workspace import Workspace
from tests.browser.test_every_lesson import ROOT, _with_variant, take_picture

if TYPE_CHECKING:
    from tests.browser.conftest import Lab, OpenPart

pytestmark = pytest.mark.browser

PART = ROOT / "curriculum" / "costing" / "part01-know-your-unit"
AN_AIDE = 101  # school staff, paid by the hour


@pytest.fixture
def hers(lab: Lab, browser: Any, tmp_path: Path) -> Iterator[OpenPart]:
    from tests.browser.conftest import OpenPart

    source = build_source(PART).translations["es"]
    prepare_course_root(tmp_path / "course", "costing")
    bundle = make_bundle(generate_part(tmp_path / "course", source), source)
    given = {"format": 1, "session": "primavera", "variant": AN_AIDE, "language": "es"}
    folder = Workspace(lab.workspace).install_part(_with_variant(bundle, json.dumps(given).encode()))
    context = browser.new_context(viewport={"width": 1000, "height": 900})
    opened = OpenPart(lab, folder, context.new_page(), context)
    opened.watch(opened.page)
    opened.page.set_default_timeout(60_000)
    opened.open()
    opened.press_start()
    opened.page.wait_for_selector(".cr-submit")
    yield opened
    context.close()
    lab.end_kernels()


def test_her_page_and_what_it_answers_are_spanish(hers: OpenPart) -> None:
    page = hers.page
    take_picture(page, "part01-en-espanol")
    said = page.locator(".jp-Notebook").inner_text()
    assert "Parte 1: Conoce tu unidad" in said
    assert "Te damos la bienvenida" in said
    words = (
        "Check",
        "Saved at",
        "Practice",
        "Scored when",
        "Your own numbers",
        "Send Part",
        "Words in this part",
    )
    assert [word for word in words if word in said] == []
    assert hers.complaints == []
