"""A workshop of its own for each test."""

from pathlib import Path

import pytest

from tests.autograde.teams.small_team import School


@pytest.fixture
def school(tmp_path: Path) -> School:
    return School.opened(tmp_path / "office")
