"""The Send button: check-list, receipt, outbox, and one packet for two clicks."""

from __future__ import annotations

import dataclasses
import io
import threading
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from classroom.part import Part, open_part
from classroom.questions.asking import dollars, long_text
from classroom.questions.forms import show_form, watch
from classroom.sending.outbox import Outbox
from classroom.sending.submit import submit_button
from classroom.sending.submit_form import SubmitForm
from classroom.workspace import DeskLink, Workspace

if TYPE_CHECKING:
    from tests.conftest import SmallSchool

DeskOf = Callable[["SmallSchool"], AbstractContextManager[str]]

NOBODY = "http://127.0.0.1:9"


@dataclasses.dataclass
class Hers:
    """A learner of the small school with the part on her computer."""

    part: Part
    workspace: Workspace
    person: str
    token: str

    def link(self, desk_url: str) -> None:
        self.workspace.link_desk(DeskLink(desk_url, self.token, self.person))

    def answer(self, name: str, text: str, at: datetime) -> None:
        before = self.part.book.answer(name)
        self.part.book.save(name, text, before.revision if before else None, at)


@pytest.fixture
def hers(small_school: SmallSchool) -> Hers:
    from autograde.people.register import People

    person = small_school.join()
    folder = small_school.part_folder(person)
    with small_school.office.writer():
        token = People(small_school.office.records()).token(person)
    return Hers(open_part(folder), Workspace.find(folder), person, token)


def button(hers: Hers, school: SmallSchool) -> SubmitForm:
    return SubmitForm(hers.part, clock=lambda: school.during)


def test_the_checklist_follows_what_is_answered(opened_part: Part) -> None:
    show_form(opened_part, dollars("salary-base", "What is the salary base?"))
    memo = show_form(opened_part, long_text("letter", "Write the letter."), points=6)
    form = SubmitForm(opened_part)
    watch(opened_part, form.look)
    assert [(line["label"], line["done"]) for line in form.checklist] == [
        ("What is the salary base?", False),
        ("top-share", False),  # not shown yet, so it has no words
        ("Write the letter.", False),
    ]
    assert memo is not None
    memo.handle({"type": "save", "text": "Please send it.", "based_on": 0, "mark": "tab:1"})
    assert form.checklist[-1] == {"label": "Write the letter.", "done": True, "note": "3 words"}


def test_the_button_says_what_it_does(opened_part: Part) -> None:
    assert SubmitForm(opened_part).labels["button"] == "Send Part 1 to my instructor"
    workshop = dataclasses.replace(opened_part, part="workshop", title="Team day")
    assert SubmitForm(workshop).labels["button"] == "Send “Team day” to my instructor"


def test_a_packet_is_sent_and_the_receipt_shown(
    desk_of: DeskOf, hers: Hers, small_school: SmallSchool
) -> None:
    hers.answer("base", "$1,000", small_school.during)
    with desk_of(small_school) as desk_url:
        hers.link(desk_url)
        form = button(hers, small_school)
        outcome = form.send()
    assert outcome.receipt is not None
    assert (form.state, form.receipt["number"]) == ("sent", outcome.receipt.number)
    assert datetime.fromisoformat(form.receipt["received_at"]).tzinfo is not None
    assert Outbox(hers.workspace).pending() == ()
    again = button(hers, small_school)  # a new kernel on another day
    assert (again.state, again.receipt) == ("sent", form.receipt)


def test_answers_changed_after_sending_are_pointed_out(
    desk_of: DeskOf, hers: Hers, small_school: SmallSchool
) -> None:
    hers.answer("base", "$1,000", small_school.during)
    with desk_of(small_school) as desk_url:
        hers.link(desk_url)
        form = button(hers, small_school)
        form.send()
        assert not form.changed
        hers.answer("base", "$1,010", small_school.during + timedelta(minutes=5))
        form.look()
    assert form.changed


def test_without_a_desk_the_packet_waits_and_goes_later(
    desk_of: DeskOf, hers: Hers, small_school: SmallSchool
) -> None:
    hers.link(NOBODY)
    form = button(hers, small_school)
    form.send()
    assert form.state == "kept"
    assert "will be sent when the desk can be reached" in form.sentence
    assert len(Outbox(hers.workspace).pending()) == 1
    with desk_of(small_school) as desk_url:
        hers.link(desk_url)
        form.again()
    assert form.state == "sent"
    assert Outbox(hers.workspace).pending() == ()


def test_who_has_not_joined_is_told_what_to_do(opened_part: Part, clock: Callable[[], datetime]) -> None:
    form = SubmitForm(opened_part, clock=clock)
    form.send()
    assert form.state == "kept"
    assert "You have not joined a course here yet" in form.sentence


def test_a_packet_the_desk_refuses_says_why(desk_of: DeskOf, hers: Hers, small_school: SmallSchool) -> None:
    with desk_of(small_school) as desk_url:
        hers.link(desk_url)
        stranger = dataclasses.replace(hers.part, session="another")
        form = SubmitForm(stranger, clock=lambda: small_school.during)
        form.send()
    assert form.state == "refused"
    assert form.sentence


@pytest.mark.parametrize(("wanted", "names"), [(True, 3), (False, 2)])
def test_the_notebook_goes_along_only_if_she_likes(
    opened_part: Part, workspace: Path, clock: Callable[[], datetime], wanted: bool, names: int
) -> None:
    SubmitForm(opened_part, clock=clock).send(include_notebook=wanted)
    (waiting,) = Outbox(Workspace(workspace)).pending()
    assert len(zipfile.ZipFile(io.BytesIO(waiting.read_bytes())).namelist()) == names


def test_two_clicks_send_once(opened_part: Part, workspace: Path) -> None:
    under_way, go_on = threading.Event(), threading.Event()
    moment = datetime.fromisoformat("2026-09-15T19:42:00-04:00")

    def slow_clock() -> datetime:
        """Read when a packet is made; the second click comes in just then."""
        under_way.set()
        go_on.wait(10)
        return moment

    form = SubmitForm(opened_part, clock=slow_clock)
    form.handle({"type": "send", "notebook": False})
    assert under_way.wait(10)
    assert form.state == "sending"
    form.handle({"type": "send", "notebook": False})
    go_on.set()
    assert form.wait(30)
    assert form.state == "kept"
    assert len(Outbox(Workspace(workspace)).pending()) == 1


def test_a_notebook_that_cannot_be_read_is_a_sentence(
    opened_part: Part, clock: Callable[[], datetime]
) -> None:
    (opened_part.folder / opened_part.notebook).write_text("not a notebook")
    form = SubmitForm(opened_part, clock=clock)
    form.send()
    assert form.state == "refused"
    assert "cannot be read" in form.sentence


def test_while_grading_nothing_is_shown(opened_part: Part) -> None:
    assert submit_button(dataclasses.replace(opened_part, grading=True)) is None
