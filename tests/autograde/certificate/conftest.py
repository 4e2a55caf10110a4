"""A program of one's own for each test."""

from pathlib import Path

import pytest

from autograde.office import open_office
from autograde.sessions.calendar import Sessions
from autograde.signing.keys import create_key
from tests.autograde.certificate.small_program import CLOSES, COURSE, ISSUER, OPENS, Program


@pytest.fixture
def program(tmp_path: Path) -> Program:
    office = open_office(tmp_path / "office")
    (office.home / "issuer.toml").write_text(ISSUER, encoding="utf-8")
    create_key(office, OPENS)
    Sessions(office.records()).open_session(
        "spring-2027", COURSE, "Spring 2027", OPENS, CLOSES, "America/New_York", 7
    )
    return Program(office)
