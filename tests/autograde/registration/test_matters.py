"""Complaints and accommodations, folded from the notes: which note belongs to which, and what is open."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from autograde.ledger.events import Event, EventKind
from autograde.registration.changes import About
from autograde.registration.matters import matters

DAY = datetime(2027, 2, 1, tzinfo=UTC)


def noted(
    number: int,
    state: str,
    about: str = "complaint",
    person: str = "p-a",
    answers: str = "",
    session: str = "spring",
) -> Event:
    at = DAY + timedelta(days=number)
    body = {"about": about, "state": state, "note_id": f"c-{number}"} | (
        {"answers": answers} if answers else {}
    )
    return Event(
        f"e-{number}",
        f"k-{number}",
        person,
        session,
        EventKind.NOTED,
        at,
        at,
        "p-j",
        "",
        None,
        body,
        number,
        "",
        "",
    )


@pytest.mark.parametrize(
    ("notes", "open_ones", "count"),
    [
        ([noted(1, "opened")], ["c-1"], 1),
        ([noted(1, "opened"), noted(2, "opened")], ["c-1", "c-2"], 2),
        ([noted(1, "opened"), noted(2, "settled")], [], 1),  # the command, which names no note
        ([noted(1, "opened"), noted(2, "opened"), noted(3, "settled")], [], 2),
        ([noted(1, "opened"), noted(2, "opened"), noted(3, "settled", answers="c-1")], ["c-2"], 2),
        ([noted(1, "opened"), noted(2, "under way", answers="c-1")], ["c-1"], 1),
        ([noted(1, "opened"), noted(2, "settled"), noted(3, "opened")], ["c-3"], 2),
        ([noted(1, "opened"), noted(2, "granted", about="accommodation")], ["c-1"], 2),
        ([noted(1, "opened"), noted(2, "settled", person="p-b")], ["c-1"], 2),
        ([noted(1, "opened"), noted(2, "settled", session="fall")], ["c-1"], 2),
        ([noted(1, "granted", about="accommodation")], [], 1),
        ([noted(1, "waiting for the union")], ["c-1"], 1),
        ([], [], 0),
    ],
)
def test_what_is_open(notes: list[Event], open_ones: list[str], count: int) -> None:
    found = matters(notes)
    assert ([one.id for one in found if one.is_open], len(found)) == (open_ones, count)


def test_every_note_stands_in_the_matter_it_answers() -> None:
    (one,) = matters([noted(1, "opened"), noted(2, "under way", answers="c-1"), noted(3, "settled")])
    assert [note.state for note in one.notes] == ["opened", "under way", "settled"]
    assert one.about is About.COMPLAINT
