"""The list of what attackers try names, for each row, a test that is there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "developers" / "what-attackers-try.md"
ROWS = [
    line
    for line in PAGE.read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| tried")
]
ASKING = {"requests", "httpx", "urllib.request", "http.client", "aiohttp", "urllib3"}


@cache
def names_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("row", ROWS)
def test_every_row_names_a_test_that_is_there(row: str) -> None:
    named = re.fullmatch(r"\| .+ \| .+ \| `(tests/[\w/]+\.py)::(test_\w+)` \|", row)
    assert named, "end the row with `tests/file.py::test_name`"
    assert named[2] in names_in(named[1])


def imported(module: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
    return names


def test_the_desk_and_the_machine_ask_no_other_machine() -> None:
    modules = [module for package in ("desk", "autograde") for module in (ROOT / package).rglob("*.py")]
    assert len(modules) > 100
    assert {str(module.relative_to(ROOT)) for module in modules if imported(module) & ASKING} == set()
