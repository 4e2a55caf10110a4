"""The demonstration, played once for all tests of this folder (also when tests run in several processes)."""

import os
from pathlib import Path

import pytest
from filelock import FileLock

from autograde.course import find_courses
from autograde.office import Office, open_office
from demonstration.run import Play

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the demonstration was played."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demonstration"
    with FileLock(f"{folder}.lock"):
        Play(folder, find_courses(ROOT / "curriculum"), lambda what, done, total: None).report()
    return folder


@pytest.fixture(scope="session")
def office(played: Path) -> Office:
    """Its office."""
    return open_office(played / "office")
