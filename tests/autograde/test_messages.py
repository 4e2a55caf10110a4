"""Messages to one learner or to all: who may write, who reads, what can be erased."""

from __future__ import annotations

import pytest

from autograde.errors import NotAllowed, PersonError
from autograde.ledger.store import Ledger
from autograde.people.messages import messages_in, messages_to, send_message, take_back
from autograde.people.staff import Role, Staff
from autograde.personal.copy import copy_of
from autograde.personal.erase import erase_person


def test_a_message_is_read_by_whom_it_is_for_and_can_be_taken_back(small_school) -> None:
    office, now = small_school.office, small_school.during
    staff = Staff(office.records())
    joan = staff.add("Joan Ellis", [Role.STAFF], now)
    rivera = staff.add("Lucia Rivera", [Role.INSTRUCTOR], now, actor=joan)
    keller = staff.add("Tomas Keller", [Role.INSTRUCTOR], now, actor=joan)
    ana, ben = small_school.join("Ana Reyes"), small_school.join("Ben Okafor")

    def send(text: str, by: str = rivera, to: str | None = None):
        return send_message(office, "spring", text, actor=by, now=now, person=to)

    to_all = send("We meet on Friday.")
    to_ana = send("Your letter is on its way.", to=ana)
    assert send("We meet on Friday.") == to_all  # pressed twice
    assert {one.text for one in messages_to(office, ana, ["spring"])} == {to_all.text, to_ana.text}
    assert [one.text for one in messages_to(office, ben, ["spring"])] == [to_all.text]
    for text, by, to, problem in (
        ("Hello.", ana, None, NotAllowed),
        ("Hello.", rivera, "p-0123456789ab", PersonError),
        (" ", rivera, None, PersonError),
        ("x" * 5001, rivera, None, PersonError),
    ):
        with pytest.raises(problem):
            send(text, by, to)
    with pytest.raises(NotAllowed):
        take_back(office, "spring", to_all.id, keller, now)
    take_back(office, "spring", to_all.id, joan, now)
    with pytest.raises(PersonError):
        take_back(office, "spring", to_all.id, joan, now)
    assert [one.id for one in messages_in(office, "spring")] == [to_ana.id]
    assert b"Your letter is on its way." not in (office.home / "records" / "records.sqlite").read_bytes()

    [kept] = (office.home / "comments").glob("*.json")
    assert kept.name.encode() in copy_of(office, ana)
    with office.writer():
        erase_person(office, ana, "She asked", joan, now)
    assert not kept.exists()
    assert messages_in(office, "spring")[0].text is None
    Ledger(office.records()).verify()
