"""Two people of the program's staff, each in a browser of her own, and what tests do at their pages."""

from __future__ import annotations

import html
import io
import re
from dataclasses import dataclass, field
from typing import Any

from flask.testing import FlaskClient

from autograde.ledger.events import Event, EventKind, NewEvent
from autograde.ledger.store import Ledger
from autograde.people.register import STAFF_SIGN_IN, People
from autograde.sessions.calendar import Sessions


@dataclass
class StaffRoom:
    """Joan and Kim of the program's staff, each in a browser of her own."""

    desk: Any
    joan: str
    kim: str
    browsers: dict[str, FlaskClient] = field(default_factory=dict)

    @property
    def office(self) -> Any:
        return self.desk.school.office

    @property
    def people(self) -> People:
        return People(self.office.records())

    @property
    def sessions(self) -> Sessions:
        return Sessions(self.office.records())

    def events(self, person: str | None = None, *kinds: EventKind) -> list[Event]:
        return Ledger(self.office.records()).events(person, kinds=kinds or None)

    def browser(self, who: str = "") -> FlaskClient:
        """The browser in which somebody is signed in; Joan's, unless another is named."""
        person = who or self.joan
        if person not in self.browsers:
            browser = self.desk.browser()
            link = f"/staff/sign-in/{self.desk.code(person, STAFF_SIGN_IN)}"
            browser.post(link, data={"csrf_token": token(browser.get(link).text)})
            self.browsers[person] = browser
        return self.browsers[person]

    def get(self, address: str, who: str = "") -> str:
        answer = self.browser(who).get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return words(answer.text)

    def send(self, address: str, who: str = "", page: str = "", **typed: Any) -> Any:
        """Fill in a form that stands on `page` (the address itself, unless said) and send it."""
        browser = self.browser(who)
        data = {"csrf_token": token(browser.get(page or "/staff/").text), **typed}
        return browser.post(address, data=data, content_type="multipart/form-data")

    def refused(self, address: str, says: str, **typed: Any) -> str:
        """Send what cannot be done: a page that says why, and nothing on record."""
        before = len(self.events())
        answer = self.send(address, **typed)
        assert answer.status_code == 422, (answer.status_code, answer.location)
        assert says in words(answer.text)
        assert len(self.events()) == before
        return str(answer.text)

    def completes(self, person: str) -> None:
        """Somebody completes the small course."""
        rule = {"rule": "small", "rule_version": "1", "rule_sha256": "0" * 64}
        body = {"course": "small", "units": "1", **rule}
        now = self.desk.clock()
        done = NewEvent(
            f"done:{person}", person, "spring", EventKind.COURSE_COMPLETED, now, "system:program", body=body
        )
        Ledger(self.office.records()).append(done)


def token(page: str) -> str:
    return str(re.findall(r'name="csrf_token" value="([^"]+)"', page)[-1])


def words(page: str) -> str:
    """What is read on a page: text without marks, spaces as one."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", page)))


def file(text: str | bytes, name: str = "list.csv") -> tuple[io.BytesIO, str]:
    """A file as a form sends it."""
    return io.BytesIO(text.encode() if isinstance(text, str) else text), name


def carried(page: str) -> dict[str, str]:
    """The hidden fields of a page, as its next form sends them."""
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in fields if name not in ("csrf_token", "form")}


CERTIFICATE = """
id = "small-certificate"
version = "2027-1"
title = "Small certificate"
fictional = true
source = "made for these tests"
note = "made for these tests"
valid_months = 60
window_months = "never"
hours_counted = "two hours"
signatory = "Rosa Delgado"

[[requirement]]
id = "small"
title = "A Small Course"
kind = "course"
course = "small"

[[course_hours]]
course = "small"
hours = 2

[[offering]]
id = "winter-day"
title = "Winter day"
counts_as = "elective"
units = "0.5"
hours = 6
source = "made for these tests"
"""
