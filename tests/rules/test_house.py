"""How this house is kept: sizes, names, one list of packages, nothing built in git."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("bargaining", "classroom", "autograde", "desk", "bargain_cli", "demonstration")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
LONGEST_MODULE_LINES = 300
LONGEST_FUNCTION_LINES = 60


def tracked() -> list[str]:
    if not (ROOT / ".git").exists():
        pytest.skip("this copy is not a git checkout, so there is no list of tracked files")
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def test_the_packages_are_there() -> None:
    assert len(MODULES) > 40


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_can_be_read_in_one_sitting(module: Path) -> None:
    source = module.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= LONGEST_MODULE_LINES
    tree = ast.parse(source)
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= LONGEST_FUNCTION_LINES
    ]
    assert not long


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_name_says_what_is_inside(module: Path) -> None:
    assert module.stem not in {"utils", "util", "helpers", "helper", "misc", "common", "stuff"}


def test_notebooks_are_built_and_never_committed() -> None:
    assert [name for name in tracked() if name.endswith(".ipynb")] == []


def test_no_key_no_database_and_no_machine_path_is_committed() -> None:
    assert [name for name in tracked() if name.endswith((".db", ".sqlite", ".pem", ".key", ".env"))] == []
    home = re.compile(r"/(?:root|home/\w+|work)/")
    text = (".py", ".md", ".toml", ".yml", ".js", ".css", ".html", ".json", "Makefile", "run")
    for name in tracked():
        if name.endswith(text) and not name.startswith("tests/rules/"):
            found = home.search((ROOT / name).read_text(encoding="utf-8"))
            assert found is None, f"{name} names a folder of one machine: {found.group()}"


def test_conda_users_get_the_same_python_and_the_same_packages() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [
        line.strip().removeprefix("- ")
        for line in (ROOT / "environment.yml").read_text(encoding="utf-8").splitlines()
        if line.strip().startswith("- ")
    ]
    assert lines == ["conda-forge", f"python {project['requires-python']}", "pip", "pip:", "-e ."]


def test_every_dependency_says_why_it_is_here() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    reasons = (ROOT / "docs" / "decisions" / "0001-dependencies.md").read_text(encoding="utf-8")
    for dependency in project["dependencies"]:
        name = re.split(r"[<>=;\s]", dependency)[0]
        assert f"`{name}`" in reasons, f"{name} has no line in docs/decisions/0001-dependencies.md"
