"""A disk that is really full, and one that is really read-only, where this account may mount such disks."""

from __future__ import annotations

import errno
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from autograde.errors import AutogradeError, RecordsError
from autograde.people.register import People
from tests.autograde.reliability.conftest import Prepared
from tests.autograde.reliability.processes import Place
from tests.autograde.reliability.test_stores_in_trouble import ANSWERS, post, submitted

KILOBYTES = 1024


def mount(*words: str) -> None:
    try:
        done = subprocess.run(["mount", *words], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("this system has no mount command")
    if done.returncode:
        pytest.skip(f"this account may not mount a disk: {done.stderr.strip()}")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, in memory."""
    place = tmp_path / "disk"
    place.mkdir()
    mount("-t", "tmpfs", "-o", "size=64m", "tmpfs", str(place))
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


@contextmanager
def full_but_for(disk: Path, kilobytes: int) -> Iterator[None]:
    """Nothing more than that can be written there."""
    filler = disk / "filler"
    free = shutil.disk_usage(disk).free - kilobytes * KILOBYTES
    with filler.open("wb") as file:
        for _block in range(free // KILOBYTES):
            file.write(b"\0" * KILOBYTES)
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def read_only(disk: Path) -> Iterator[None]:
    mount("-o", "remount,ro", str(disk))
    try:
        yield
    finally:
        mount("-o", "remount,rw", str(disk))


def test_grading_on_a_full_disk_stops_with_a_reason_and_goes_on_when_there_is_room(
    disk: Path,
    prepared: Prepared,
    copy_of: Callable[[Path], Place],
    school_at: Callable[[Place], Any],
    state: Callable[[Any], Any],
) -> None:
    undisturbed, place = copy_of(prepared.sent), Place(disk / "school")
    school_at(undisturbed).grade(engine=undisturbed.play)
    shutil.copytree(prepared.sent, place.folder)
    told = []
    for kilobytes in (0, 8, 40, 100, 200, 300, 400, 600):
        with full_but_for(disk, kilobytes):
            try:
                school_at(place).grade(engine=place.play)
            except OSError as problem:
                assert problem.errno == errno.ENOSPC
                told.append("the disk is full")
            except AutogradeError as problem:
                assert "full" in problem.sentence or "disk I/O error" in problem.sentence
                told.append(problem.sentence)
    assert len(told) >= 4
    school_at(place).grade(engine=place.play)
    assert state(place.office) == state(undisturbed.office)


def test_a_desk_on_a_full_or_read_only_disk_takes_nothing_and_says_so(
    disk: Path, prepared: Prepared, school_at: Callable[[Place], Any]
) -> None:
    from desk.secret import cookie_key

    place = Place(disk / "school")
    shutil.copytree(prepared.unsent, place.folder)
    school = school_at(place)
    ana = school.join("Ana")
    packet, token = school.packet(ana, ANSWERS), People(school.office.records()).token(ana)
    cookie_key(school.office)
    before = len(submitted(school))
    for trouble in (full_but_for(disk, 0), read_only(disk)):
        with trouble:
            answer = post(school, token, packet)
            assert answer.status_code == 503
            assert "stays in your JupyterLab" in answer.json["sentence"]
        assert len(submitted(school)) == before
    assert post(school, token, packet).status_code == 201
    assert len(submitted(school)) == before + 1


def test_grading_in_a_read_only_folder_stops_with_a_reason_and_changes_nothing(
    disk: Path,
    prepared: Prepared,
    copy_of: Callable[[Path], Place],
    school_at: Callable[[Place], Any],
    state: Callable[[Any], Any],
) -> None:
    undisturbed, place = copy_of(prepared.sent), Place(disk / "school")
    school_at(undisturbed).grade(engine=undisturbed.play)
    shutil.copytree(prepared.sent, place.folder)
    school = school_at(place)
    with read_only(disk), pytest.raises(RecordsError) as stopped:
        school.grade(engine=place.play)
    assert "Look at the space on the disk and the rights of the folder." in str(stopped.value)
    school_at(place).grade(engine=place.play)
    assert state(place.office) == state(undisturbed.office)
