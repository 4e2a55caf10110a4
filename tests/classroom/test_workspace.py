"""The learner's workspace: parts come in, her work is never touched."""

import io
import json
import os
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from classroom.errors import PartError
from classroom.workspace import DeskLink, Workspace

NOTEBOOK = "part01-know-your-unit.ipynb"


def part_json(release: str = "r1", notebook: str = NOTEBOOK, part: str = "part01-know-your-unit") -> bytes:
    return json.dumps(
        {"format": 1, "course": "costing", "part": part, "title": "Know your unit", "release": release,
         "minutes": 60, "questions": {}, "memo": {"id": "letter", "points": 6}, "notebook": notebook}
    ).encode()  # fmt: skip


def zipped(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def bundle(release: str = "r1", notebook: bytes = b'{"cells": []}', **more: bytes) -> bytes:
    files = {
        NOTEBOOK: notebook,
        "part.json": part_json(release),
        "variant.json": b'{"format": 1, "session": "s", "variant": 7}',
    }
    return zipped(files | more)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "Ana's course")


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_a_part_lands_in_its_own_folder_with_pictures_and_her_variant(workspace: Workspace) -> None:
    folder = workspace.install_part(bundle(**{"img/grid.png": b"png"}))
    assert folder == workspace.folder / "costing" / "part01-know-your-unit"
    assert sorted(tree(folder)) == ["img/grid.png", "part.json", NOTEBOOK, "variant.json"]
    assert json.loads((folder / "variant.json").read_text())["variant"] == 7


def test_her_answers_her_own_files_and_her_notebook_stay_when_the_same_release_comes_again(
    workspace: Workspace,
) -> None:
    folder = workspace.install_part(bundle())
    (folder / NOTEBOOK).write_bytes(b"with my notes")
    (folder / "answers.json").write_bytes(b"my answers")
    (folder / "my-sums.xlsx").write_bytes(b"my sums")
    workspace.own.mkdir()
    (workspace.own / "pay.json").write_bytes(b"my pay")
    before = tree(workspace.folder)
    workspace.install_part(bundle())
    assert tree(workspace.folder) == before


def test_a_newer_release_replaces_the_notebook_and_keeps_the_one_she_worked_in(workspace: Workspace) -> None:
    folder = workspace.install_part(bundle("r1"))
    (folder / NOTEBOOK).write_bytes(b"with my notes")
    (folder / "answers.json").write_bytes(b"my answers")
    workspace.install_part(bundle("r2", b"second"))
    assert (folder / NOTEBOOK).read_bytes() == b"second"
    assert (folder / "answers.json").read_bytes() == b"my answers"
    assert [path.read_bytes() for path in (folder / "backups").iterdir()] == [b"with my notes"]
    (folder / NOTEBOOK).write_bytes(b"more notes")
    workspace.install_part(bundle("r3", b"third"))
    kept = sorted(path.read_bytes() for path in (folder / "backups").iterdir())
    assert kept == [b"more notes", b"with my notes"]


def test_a_backup_never_overwrites_another(workspace: Workspace) -> None:
    folder = workspace.install_part(bundle("r1"))
    for number, release in enumerate(["r2", "r1", "r2", "r1"]):
        (folder / NOTEBOOK).write_bytes(f"notes {number}".encode())
        workspace.install_part(bundle(release, release.encode()))
    assert {path.read_bytes() for path in (folder / "backups").iterdir()} == {
        b"notes 0", b"notes 1", b"notes 2", b"notes 3"
    }  # fmt: skip


def test_a_release_that_renames_the_notebook_leaves_one_notebook_in_view(workspace: Workspace) -> None:
    folder = workspace.install_part(bundle("r1"))
    renamed = {"unit.ipynb": b"new", "part.json": part_json("r2", "unit.ipynb"), "variant.json": b"{}"}
    workspace.install_part(zipped(renamed))
    assert [path.name for path in folder.glob("*.ipynb")] == ["unit.ipynb"]
    assert [path.read_bytes() for path in (folder / "backups").iterdir()] == [b'{"cells": []}']


def test_a_deleted_notebook_comes_back(workspace: Workspace) -> None:
    folder = workspace.install_part(bundle())
    (folder / NOTEBOOK).unlink()
    workspace.install_part(bundle())
    assert (folder / NOTEBOOK).is_file()


def test_an_installation_that_stopped_half_way_is_done_again(workspace: Workspace) -> None:
    folder = workspace.install_part(bundle("r1", b"first"))
    (folder / NOTEBOOK).write_bytes(b"second")  # the new notebook was written, part.json was not
    workspace.install_part(bundle("r2", b"second"))
    assert json.loads((folder / "part.json").read_text())["release"] == "r2"
    assert not (folder / "backups").exists()


GOOD = {NOTEBOOK: b"{}", "part.json": part_json(), "variant.json": b"{}"}


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"this is not a zip", id="not a zip"),
        pytest.param(b"", id="nothing"),
        pytest.param(bundle()[:-30], id="cut short"),
        pytest.param(zipped(GOOD | {"../outside.txt": b"x"}), id="climbs out"),
        pytest.param(zipped(GOOD | {"/etc/outside": b"x"}), id="absolute"),
        pytest.param(zipped(GOOD | {"C:\\outside": b"x"}), id="drive"),
        pytest.param(zipped(GOOD | {"img\\..\\..\\outside": b"x"}), id="backslashes"),
        pytest.param(zipped(GOOD | {"img/../answers.json": b"x"}), id="back from img"),
        pytest.param(zipped(GOOD | {"img/deep/er.png": b"x"}), id="deeper"),
        pytest.param(zipped(GOOD | {"img/con.png": b"x"}), id="a device of Windows"),
        pytest.param(zipped(GOOD | {"answers.json": b"{}"}), id="would overwrite her answers"),
        pytest.param(zipped(GOOD | {"own/pay.json": b"{}"}), id="would write among her own numbers"),
        pytest.param(zipped({k: v for k, v in GOOD.items() if k != "part.json"}), id="no part.json"),
        pytest.param(zipped({k: v for k, v in GOOD.items() if k != NOTEBOOK}), id="no notebook"),
        pytest.param(zipped(GOOD | {"part.json": b"{"}), id="part.json cut short"),
        pytest.param(zipped(GOOD | {"part.json": b"[1]"}), id="part.json is a list"),
        pytest.param(zipped(GOOD | {"part.json": part_json(part="..")}), id="a part called .."),
        pytest.param(
            zipped(GOOD | {"part.json": part_json(part=".classroom")}), id="a part called .classroom"
        ),
        pytest.param(zipped(GOOD | {"part.json": part_json(notebook="../x.ipynb")}), id="notebook elsewhere"),
        pytest.param(zipped(GOOD | {"img/bomb.png": b"\0" * 21_000_000}), id="a bomb"),
    ],
)
def test_a_bundle_that_no_desk_sends_writes_nothing(workspace: Workspace, data: bytes) -> None:
    workspace.install_part(bundle("r0"))
    before = tree(workspace.folder.parent)
    with pytest.raises(PartError) as refused:
        workspace.install_part(data)
    assert "Your work is unchanged" in refused.value.sentence
    assert tree(workspace.folder.parent) == before


def test_a_name_given_twice_is_refused(workspace: Workspace) -> None:
    buffer = io.BytesIO(bundle())
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("part.json", part_json("r9"))
    with pytest.raises(PartError, match="twice"):
        workspace.install_part(buffer.getvalue())


def test_find_climbs_from_a_part_to_the_workspace(workspace: Workspace) -> None:
    folder = workspace.install_part(bundle())
    assert Workspace.find(folder).folder == workspace.folder.resolve()
    assert Workspace.find(workspace.folder).folder == workspace.folder.resolve()


def test_a_part_outside_any_workspace_is_its_own(tmp_path: Path) -> None:
    assert Workspace.find(tmp_path).folder == tmp_path.resolve()


def test_the_link_to_the_desk_is_kept_for_this_account_only(workspace: Workspace) -> None:
    assert workspace.desk is None
    link = DeskLink("https://desk.example.org", "s3cret-token", "p-0123456789ab")
    workspace.link_desk(link)
    assert workspace.desk == link
    assert "s3cret-token" not in repr(link)
    if os.name == "posix":
        assert stat.S_IMODE((workspace.private / "desk.json").stat().st_mode) == 0o600
    workspace.unlink_desk()
    assert workspace.desk is None


@pytest.mark.parametrize("content", ["", "{", "[]", '{"url": "x"}', "\xff"])
def test_a_damaged_link_counts_as_none(workspace: Workspace, content: str) -> None:
    workspace.prepare()
    (workspace.private / "desk.json").write_bytes(content.encode("latin-1"))
    assert workspace.desk is None


@pytest.mark.parametrize("name", ["..", ".", "", "a/b", "a\\b", "nul", "COM1.txt", "x" * 101, "a..b", "é"])
def test_a_part_folder_is_named_plainly(workspace: Workspace, name: str) -> None:
    with pytest.raises(PartError):
        workspace.part_folder("costing", name)
