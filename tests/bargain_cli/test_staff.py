"""Who is at the command: named, signed in with a key, or refused with one sentence that says what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Bargain = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def bargain(small_school, tmp_path) -> Bargain:
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("BARGAIN_")}
        environment |= {
            "BARGAIN_HOME": str(small_school.office.home),
            "BARGAIN_CURRICULUM": str(small_school.course.folder.parent),
            "BARGAIN_KEY_FILE": str(tmp_path / "key"),
            "COLUMNS": "400",
            "TERM": "dumb",
        }
        return subprocess.run(
            [sys.executable, "-m", "bargain_cli", *words],
            env=environment, cwd=ROOT, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    return run


def said(ran: subprocess.CompletedProcess[str]) -> str:
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def refused(ran: subprocess.CompletedProcess[str]) -> str:
    assert ran.returncode == 2, ran.stdout + ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1
    assert ran.stderr.startswith("bargain: ")
    return ran.stderr


INVITE = ("session", "invite", "spring")


def test_a_change_needs_somebody_known_with_the_role(bargain: Bargain) -> None:
    assert "bargain staff add" in refused(bargain(*INVITE))
    assert "must be program staff" in refused(bargain("staff", "add", "Lucia Rivera", "--role", "instructor"))
    said(bargain("staff", "add", "Joan Ellis", "--role", "staff"))
    assert "--as" in refused(bargain(*INVITE))
    assert "--as" in refused(bargain("staff", "add", "Lucia Rivera", "--role", "instructor"))
    said(bargain("staff", "add", "Lucia Rivera", "--role", "instructor", "--as", "Joan Ellis"))
    assert "takes the role: program staff" in refused(bargain(*INVITE, "--as", "Lucia Rivera"))
    assert "nobody on the staff" in refused(bargain(*INVITE, "--as", "Mallory"))
    assert "/join/" in said(bargain(*INVITE, "--as", "Joan Ellis"))
    listed = said(bargain("staff", "list"))
    assert "Joan Ellis: staff" in listed
    assert "Lucia Rivera: instructor" in listed


CHANGES = {
    "session open": ("session", "open", "autumn", "--course", "small"),
    "session release": ("session", "release", "spring"),
    "session invite": INVITE,
    "intake": ("intake", "README.md", "--session", "spring", "--person", "p-000000000000"),
    "mark": (
        "mark", "--session", "spring", "--person", "p-000000000000", "--part", "part01-count", "--met",
        "--points", "3", "--comment", "Good.",
    ),
    "regrade": ("grade", "spring", "--regrade"),
    "regrade all": ("grade", "spring", "--regrade-all"),
    "staff add": ("staff", "add", "Somebody", "--role", "instructor"),
    "staff role": ("staff", "role", "Joan Ellis", "instructor"),
    "staff remove": ("staff", "remove", "Joan Ellis"),
    "staff link": ("staff", "link", "Joan Ellis"),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_no_command_changes_records_for_nobody(bargain: Bargain, change: str) -> None:
    said(bargain("staff", "add", "Joan Ellis", "--role", "staff"))
    assert "Say who does this" in refused(bargain(*CHANGES[change]))


def test_signing_in_leaves_a_key_that_only_its_owner_can_read(bargain: Bargain, tmp_path: Path) -> None:
    said(bargain("staff", "add", "Joan Ellis", "--role", "staff"))
    link = said(bargain("staff", "link", "Joan Ellis", "--as", "Joan Ellis")).strip()
    assert "Signed in as Joan Ellis" in said(bargain("sign-in", link))
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    assert "used already" in refused(bargain("sign-in", link))
    assert "/join/" in said(bargain(*INVITE))
    (tmp_path / "key").chmod(0o644)
    assert "chmod 600" in refused(bargain(*INVITE))
    (tmp_path / "key").chmod(0o600)
    key = (tmp_path / "key").read_text()
    assert "Signed out" in said(bargain("sign-out"))
    assert not (tmp_path / "key").exists()
    (tmp_path / "key").write_text(key)
    (tmp_path / "key").chmod(0o600)
    assert "Sign in again" in refused(bargain(*INVITE))


def test_a_role_that_does_not_exist_is_named(bargain: Bargain) -> None:
    ran = bargain("staff", "add", "Joan Ellis", "--role", "boss")
    assert ran.returncode == 2
    assert "boss is no role" in ran.stderr
