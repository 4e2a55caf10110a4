"""A desk over the small school, and browsers that visit it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

if TYPE_CHECKING:
    from tests.conftest import SmallSchool  # for reading only; pytest loads it


@dataclass
class Clock:
    """The desk's clock, which a test can set."""

    moment: datetime

    def __call__(self) -> datetime:
        return self.moment


@dataclass
class Desk:
    """A desk, and what tests do at it."""

    school: SmallSchool
    app: Flask
    clock: Clock
    told: list[tuple[str, str, str]] = field(default_factory=list)

    def browser(self) -> FlaskClient:
        """A browser with no cookie."""
        return self.app.test_client()

    def invitation(self) -> str:
        """An invitation code."""
        from autograde.people.register import People

        people = People(self.school.office.records())
        return people.invite("spring", self.clock(), self.clock() + timedelta(days=30))

    def code(self, person: str, purpose: str) -> str:
        """A one-time code."""
        from autograde.people.register import People

        return People(self.school.office.records()).one_time_code(person, purpose, self.clock())

    def token(self, person: str) -> str:
        """A token for her JupyterLab."""
        from autograde.people.register import People

        return People(self.school.office.records()).token(person)

    def signed_in(self, person: str, lab: str = "") -> FlaskClient:
        """A browser in which she is signed in, as JupyterLab does it."""
        browser = self.browser()
        answer = browser.get(f"/sign-in/{self.code(person, 'sign-in')}{lab and f'?lab={lab}'}")
        assert answer.status_code == 303
        return browser


def form_token(page: TestResponse) -> str:
    """The hidden token of the first form on a page."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert found is not None
    return found.group(1)


@pytest.fixture
def token_of() -> Callable[[TestResponse], str]:
    return form_token


@pytest.fixture
def desk(small_school: SmallSchool) -> Desk:
    """A desk with JupyterLab at 127.0.0.1:8888."""
    from desk.app import create_app
    from desk.settings import DeskSettings

    clock = Clock(small_school.during + timedelta(hours=6))
    told: list[tuple[str, str, str]] = []
    settings = DeskSettings(
        lab_url="http://127.0.0.1:8888",
        demonstration=True,
        programs=small_school.programs,
        grade=lambda office, session, person, part: told.append((session, person, part)),
        clock=clock,
    )
    return Desk(small_school, create_app(small_school.office, small_school.courses, settings), clock, told)
