"""Tampering shows: a changed, missing, moved or foreign event is named."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from autograde.errors import ChainBroken
from autograde.ledger.chain import GENESIS, HASHED, Verified, event_hash, follow
from autograde.ledger.events import EventKind, NewEvent
from autograde.ledger.store import Ledger
from autograde.ledger.tables import event

ANA, BO = "p-00000000000a", "p-00000000000b"


@pytest.fixture
def ledger(records: Engine) -> Ledger:
    ledger = Ledger(records)
    for person in (ANA, BO):
        for number in (1, 2, 3):
            ledger.append(
                NewEvent(
                    key=f"{person}:{number}", person=person, session="spring", kind=EventKind.QUARANTINED,
                    occurred_at=datetime(2026, 1, 24, tzinfo=UTC), actor="p-5ca1ab1e0002",
                    body={"packet_sha256": f"{number:064x}"},
                )
            )  # fmt: skip
    return ledger


def tamper(engine: Engine, statement: str) -> None:
    """What only the owner of the database can do: drop the guard, then change something."""
    guards = (
        ["DROP TRIGGER event_no_update", "DROP TRIGGER event_no_delete"]
        if engine.dialect.name == "sqlite"
        else ["DROP TRIGGER event_no_change ON event"]
    )
    with engine.begin() as connection:
        for one in [*guards, statement]:
            connection.execute(text(one))


@pytest.mark.parametrize(
    ("statement", "seq", "says"),
    [
        (f"UPDATE event SET reason = 'x' WHERE person = '{BO}' AND seq = 2", 2, "is not what was recorded"),
        (f"UPDATE event SET body = '{{}}' WHERE person = '{BO}' AND seq = 1", 1, "is not what was recorded"),
        (f"UPDATE event SET body = '{{' WHERE person = '{BO}' AND seq = 3", 3, "is not what was recorded"),
        (f"UPDATE event SET hash = prev WHERE person = '{BO}' AND seq = 2", 2, "is not what was recorded"),
        (f"DELETE FROM event WHERE person = '{BO}' AND seq = 2", 3, "number 2 is missing"),
        (f"UPDATE event SET prev = hash WHERE person = '{BO}' AND seq = 2", 2, "does not follow"),
    ],
)  # fmt: skip
def test_the_first_broken_link_is_named(ledger: Ledger, statement: str, seq: int, says: str) -> None:
    tamper(ledger.engine, statement)
    for whose in (None, BO):
        with pytest.raises(ChainBroken, match=says) as told:
            ledger.verify(whose)
        assert (told.value.person, told.value.seq) == (BO, seq)
        assert told.value.event_id in told.value.sentence
    assert ledger.verify(ANA) == Verified(events=3, people=1)


def test_a_cut_off_end_shows_against_the_heads_that_were_kept(ledger: Ledger) -> None:
    kept = ledger.heads()
    tamper(ledger.engine, f"DELETE FROM event WHERE person = '{BO}' AND seq = 3")
    assert ledger.verify() == Verified(events=5, people=2)
    assert ledger.heads()[ANA] == kept[ANA]
    assert ledger.heads()[BO] != kept[BO]


def chain_of(bodies: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for number, body in enumerate(bodies, start=1):
        row: dict[str, Any] = dict.fromkeys(HASHED, "x") | {
            "seq": number, "person": ANA, "supersedes": None,
            "body": json.dumps(body), "prev": rows[-1]["hash"] if rows else GENESIS,
        }  # fmt: skip
        rows.append(row | {"hash": event_hash(row)})
    return rows


bodies = st.lists(
    st.dictionaries(st.text(max_size=5), st.integers(-9, 9) | st.text(max_size=5)), min_size=1, max_size=6
)


@settings(deadline=None)
@given(bodies, st.data())
def test_no_field_of_any_event_can_change_unseen(bodies: list[dict[str, Any]], data: st.DataObject) -> None:
    rows = chain_of(bodies)
    assert follow(rows) == Verified(len(rows), 1)
    at = data.draw(st.integers(0, len(rows) - 1))
    field = data.draw(st.sampled_from([*HASHED, "hash", "body"]))
    changed = {"seq": 99, "body": '{"v":2,"new":true}'}.get(field, "changed")
    with pytest.raises(ChainBroken) as told:
        follow([row | {field: changed} if number == at else row for number, row in enumerate(rows)])
    assert told.value.seq in (at + 1, 99)


def test_the_hash_covers_every_column_but_the_position() -> None:
    assert {*HASHED, "body", "hash", "position"} == set(event.c.keys())
