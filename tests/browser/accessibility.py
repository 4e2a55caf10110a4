"""What axe-core finds on a page, without what JupyterLab brings by itself.

The baseline is measured, not remembered: a notebook with one line of text, in the same
JupyterLab, shows what is JupyterLab's own. What our pages add to it is a fault of ours.
"""

from __future__ import annotations

from typing import Any

Violation = tuple[str, str]  # the rule, and where: the element's path in the page


def violations(page: Any, inside: str | None = None) -> set[Violation]:
    """Every rule of axe-core that an element of the page (or of what `inside` selects) breaks."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, context=inside).response["violations"]
    return {
        (violation["id"], " ".join(map(str, node["target"])))
        for violation in found
        for node in violation["nodes"]
    }


def rules(found: set[Violation]) -> set[str]:
    """The names of the broken rules alone."""
    return {rule for rule, _where in found}
