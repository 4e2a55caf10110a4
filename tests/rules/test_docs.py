"""The documents: every link leads somewhere, every command in them exists with the options it is given."""

import re
import shlex
from pathlib import Path

import pytest
import typer.main

from bargain_cli.app import app

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "datasets" / "README.md"])
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
CONSOLE = re.compile(r"^[ ]*```console\n(.*?)^[ ]*```", re.MULTILINE | re.DOTALL)
MAKE_TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def names(page: Path) -> str:
    return str(page.relative_to(ROOT))


def commands(page: Path) -> list[list[str]]:
    text = page.read_text(encoding="utf-8")
    return [
        shlex.split(line, comments=True)
        for block in CONSOLE.findall(text)
        for line in block.splitlines()
        if line.strip() and not line.strip().startswith("#")
    ]


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_every_command_exists_with_its_options(page: Path) -> None:
    for words in commands(page):
        if words[0] == "make":
            assert {word for word in words[1:] if "=" not in word} <= MAKE_TARGETS, words
        elif "bargain" in words[:3]:
            check_bargain(words[words.index("bargain") + 1 :])


def check_bargain(words: list[str]) -> None:
    command: object = typer.main.get_command(app)
    while words and words[0] in getattr(command, "commands", {}):
        command = command.commands[words.pop(0)]  # type: ignore[attr-defined]
    assert not getattr(command, "commands", {}), f"no such command: {words}"
    known = {
        option
        for parameter in command.params  # type: ignore[attr-defined]
        for option in (*parameter.opts, *parameter.secondary_opts)
    }
    assert {word for word in words if word.startswith("--")} <= known | {"--help"}, words


def test_every_option_of_every_command_says_what_it_does() -> None:
    pending = [("bargain", typer.main.get_command(app))]
    while pending:
        name, command = pending.pop()
        pending += [(f"{name} {word}", child) for word, child in getattr(command, "commands", {}).items()]
        assert command.help, f"{name} says nothing of itself"
        for parameter in command.params:
            assert getattr(parameter, "help", None) or parameter.name == "help", f"{name}: {parameter.name}"


def test_the_check_of_commands_can_fail() -> None:
    with pytest.raises(AssertionError):
        check_bargain(["grade", "spring", "--faster"])
    with pytest.raises(AssertionError):
        check_bargain(["session", "bake"])
