"""The calm JupyterLab: how it is started, whose it is, and what it says when something goes wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from classroom.errors import DeskError, PartError
from classroom.lab import lab_command
from classroom.lab.extension import page
from classroom.lab.kernel import sentence_for, speak_plainly
from classroom.lab.linking import Linking, same_origin
from classroom.workspace import DeskLink, Workspace

if TYPE_CHECKING:
    from tests.conftest import SmallSchool

DeskOf = Callable[["SmallSchool"], AbstractContextManager[str]]

DESK = "http://127.0.0.1:8765"


def started(folder: Path) -> tuple[list[str], dict[str, str]]:
    return lab_command(folder, 8888, DESK, f"{DESK}/join/CODE", "a-secret-token")


def test_everything_jupyter_reads_or_writes_lies_in_the_workspace(tmp_path: Path) -> None:
    _command, environment = started(tmp_path)
    own = tmp_path.resolve() / ".classroom" / "jupyter"
    for name in ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR"):
        assert Path(environment[f"JUPYTER_{name}"]).is_relative_to(own)
    for name in ("JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR", "IPYTHONDIR"):
        assert Path(environment[name]).is_relative_to(own)
    assert environment["JUPYTER_PATH"] == environment["JUPYTER_CONFIG_PATH"] == ""


def test_the_token_is_on_no_command_line(tmp_path: Path) -> None:
    command, environment = started(tmp_path)
    assert not any("a-secret-token" in argument for argument in command)
    assert environment["JUPYTER_TOKEN"] == "a-secret-token"


def test_it_listens_on_this_machine_only_and_has_no_terminals(tmp_path: Path) -> None:
    command, environment = started(tmp_path)
    assert "--ServerApp.ip=127.0.0.1" in command
    assert "--ServerApp.terminals_enabled=False" in command
    assert "--LabApp.extension_manager=readonly" in command
    assert (environment["BARGAIN_DESK"], environment["BARGAIN_INVITATION"]) == (DESK, f"{DESK}/join/CODE")


def test_the_bar_has_three_buttons(tmp_path: Path) -> None:
    started(tmp_path)
    written = tmp_path / ".classroom" / "jupyter" / "app" / "overrides.json"
    bar = json.loads(written.read_text())["@jupyterlab/notebook-extension:panel"]["toolbar"]
    assert [item["label"] for item in bar if not item.get("disabled")] == ["Start this part", "Undo"]
    assert "save" not in {item["name"] for item in bar}  # JupyterLab's own stays as it is


def test_the_words_of_the_page_follow_the_language(tmp_path: Path) -> None:
    started(tmp_path)
    sheet = (tmp_path / ".classroom" / "jupyter" / "config" / "custom" / "custom.css").read_text()
    assert '--cr-save-word: "Save";' in sheet
    assert ".jp-Notebook" in sheet
    assert ".cr-table" in sheet


def test_a_second_start_keeps_what_is_hers(tmp_path: Path) -> None:
    started(tmp_path)
    settings = tmp_path / ".classroom" / "jupyter" / "settings"
    settings.mkdir(parents=True)
    (settings / "theme.jupyterlab-settings").write_text("{}")
    started(tmp_path)
    assert (settings / "theme.jupyterlab-settings").exists()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://127.0.0.1:8765/a", "http://localhost:8765", True),
        ("https://desk.example.org/x", "https://desk.example.org:443", True),
        ("http://127.0.0.1:8765", "http://127.0.0.1:8766", False),
        ("http://desk.example.org", "https://desk.example.org", False),
        ("http://desk.example.org.evil.example", "http://desk.example.org", False),
        ("http://desk.example.org@evil.example", "http://desk.example.org", False),
    ],
)
def test_same_origin(one: str, other: str, same: bool) -> None:
    assert same_origin(one, other) is same


def code_for(school: SmallSchool, person: str) -> str:
    from autograde.people.register import People
    from desk.api import LINK

    with school.office.writer():
        return People(school.office.records()).one_time_code(person, LINK, school.during)


def test_a_code_links_the_workspace_once_and_the_part_is_there(
    desk_of: DeskOf, small_school: SmallSchool, tmp_path: Path
) -> None:
    person = small_school.join()
    with desk_of(small_school) as url:
        linking = Linking(Workspace(tmp_path), url)
        notebook = linking.open_part("small", small_school.part, code_for(small_school, person))
        assert notebook == tmp_path / "small" / small_school.part / notebook.name
        link = linking.workspace.desk
        assert link is not None
        assert link.person == person
        assert linking.open_part("small", small_school.part, "a code long spent") == notebook
        start = urlsplit(linking.start_page(lab="http://127.0.0.1:8888"))
    assert start.path.startswith("/sign-in/")
    assert parse_qs(start.query)["lab"] == ["http://127.0.0.1:8888"]
    # The desk is gone by now; what is here can still be worked on.
    assert linking.open_part("small", small_school.part, "") == notebook


def test_another_persons_code_changes_nothing(
    desk_of: DeskOf, small_school: SmallSchool, tmp_path: Path
) -> None:
    first, second = small_school.join("Ana Reyes"), small_school.join("Ben Okafor")
    with desk_of(small_school) as url:
        linking = Linking(Workspace(tmp_path), url)
        linking.open_part("small", small_school.part, code_for(small_school, first))
        kept = linking.workspace.desk
        with pytest.raises(DeskError, match="linked to another person's course"):
            linking.open_part("small", small_school.part, code_for(small_school, second))
        assert linking.workspace.desk == kept


def test_a_desk_on_this_machine_may_come_back_on_another_port(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.link_desk(DeskLink("http://127.0.0.1:8765", "token", "p-1"))
    with pytest.raises(DeskError, match="cannot be reached"):  # the port is closed, but it is asked
        Linking(workspace, "http://127.0.0.1:9").start_page()
    assert workspace.desk == DeskLink("http://127.0.0.1:9", "token", "p-1")


def test_a_desk_elsewhere_gets_no_token_of_this_one(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.link_desk(DeskLink("https://desk.example.org", "token", "p-1"))
    with pytest.raises(DeskError, match=r"linked to the desk at https://desk\.example\.org"):
        Linking(workspace, "http://127.0.0.1:9").start_page()


def test_who_has_not_joined_goes_to_the_invitation(tmp_path: Path) -> None:
    linking = Linking(Workspace(tmp_path), DESK, f"{DESK}/join/CODE")
    assert linking.start_page(lab="http://127.0.0.1:8888").startswith(f"{DESK}/join/CODE?lab=http")
    with pytest.raises(DeskError, match="Open the invitation link"):
        Linking(Workspace(tmp_path), DESK).start_page()
    with pytest.raises(DeskError, match="not linked to anyone"):
        linking.open_part("small", "part01-count", "")


@pytest.mark.parametrize(("course", "part"), [("..", "part01"), ("small", "a/b"), ("nul", "x"), ("", "x")])
def test_a_part_stays_inside_the_workspace(tmp_path: Path, course: str, part: str) -> None:
    with pytest.raises(PartError):
        Linking(Workspace(tmp_path), DESK).open_part(course, part, "")


def test_a_page_escapes_what_it_says() -> None:
    html = page("<script>alert(1)</script>", 'http://x/"onmouseover="y', "/classroom/open/<b>")
    assert "<script>" not in html
    assert '"onmouseover' not in html
    assert "<b>" not in html
    assert "Go to the desk" not in page("Sorry.", "javascript:alert(1)", "/")


def test_a_kernel_says_a_sentence_and_the_log_has_the_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from IPython.core.interactiveshell import InteractiveShell

    (tmp_path / ".classroom").mkdir()
    monkeypatch.chdir(tmp_path)
    shell = InteractiveShell()
    speak_plainly(shell)
    result = shell.run_cell("1 / 0")
    assert not result.success  # nothing after a failed cell may run
    said = capsys.readouterr().out
    assert "Your answers are safe" in said
    assert "Traceback" not in said
    assert "ZeroDivisionError" in (tmp_path / ".classroom" / "log.txt").read_text()


def test_our_own_errors_speak_for_themselves() -> None:
    assert sentence_for(PartError("The file part.json is missing.")) == "The file part.json is missing."
    assert sentence_for(ValueError("inner words")).startswith("Something went wrong here, on our side.")
