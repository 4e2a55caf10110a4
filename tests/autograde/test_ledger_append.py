"""The ledger records a happening once, in order, and never changes it."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, insert, select, text
from sqlalchemy.exc import DBAPIError

from autograde.errors import RecordsError
from autograde.ledger.chain import GENESIS
from autograde.ledger.events import OFFICE, EventKind, NewEvent, event_id
from autograde.ledger.store import Ledger
from autograde.ledger.tables import event

ANA, BO = "p-00000000000a", "p-00000000000b"
NOON = datetime(2026, 1, 24, 12, 0, tzinfo=UTC)


def enrolled(person: str = ANA, **changes: object) -> NewEvent:
    new = NewEvent(
        key=f"enrolled:spring:{person}", person=person, session="spring", kind=EventKind.ENROLLED,
        occurred_at=NOON, actor="p-5ca1ab1e0002", body={"course": "costing"},
    )  # fmt: skip
    return replace(new, **changes)  # type: ignore[arg-type]


def quarantined(key: str, **changes: object) -> NewEvent:
    fields = {"kind": EventKind.QUARANTINED, "body": {"packet_sha256": "0" * 64}, **changes}
    return enrolled(**{"key": key, **fields})


def test_an_event_comes_back_as_it_was_recorded(records: Engine) -> None:
    ledger = Ledger(records, clock=lambda: NOON + timedelta(seconds=1))
    recorded = ledger.append(enrolled(occurred_at=datetime.fromisoformat("2026-01-24T07:00:00-05:00")))
    assert ledger.events() == [recorded]
    assert ledger.event("enrolled:spring:" + ANA) == recorded
    assert ledger.event("enrolled:spring:" + BO) is None
    assert recorded.id == event_id("enrolled:spring:" + ANA)
    assert (recorded.occurred_at, recorded.recorded_at) == (NOON, NOON + timedelta(seconds=1))
    assert recorded.body == {"v": 1, "course": "costing"}
    assert (recorded.seq, recorded.prev) == (1, GENESIS)


def test_the_same_event_twice_is_recorded_once(records: Engine) -> None:
    later = iter([NOON, NOON + timedelta(days=1)])
    ledger = Ledger(records, clock=lambda: next(later))
    assert ledger.append(enrolled()) == ledger.append(enrolled())
    assert len(ledger.events()) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"person": BO},
        {"actor": "p-5ca1ab1e0003"},
        {"occurred_at": NOON + timedelta(seconds=1)},
        {"body": {"course": "x"}},
    ],
    ids=lambda other: next(iter(other)),
)
def test_one_key_cannot_mean_two_things(records: Engine, other: dict[str, object]) -> None:
    ledger = Ledger(records)
    first = ledger.append(enrolled())
    with pytest.raises(RecordsError, match=f"recorded already, with another {next(iter(other))}"):
        ledger.append(enrolled(**{"key": first.key, **other}))
    assert ledger.events() == [first]


def test_each_person_has_a_chain_of_her_own(records: Engine) -> None:
    ledger = Ledger(records)
    a1, b1 = ledger.append(enrolled(ANA)), ledger.append(enrolled(BO))
    a2 = ledger.append(quarantined("quarantined:1"))
    assert [(one.seq, one.prev) for one in (a1, b1, a2)] == [(1, GENESIS), (1, GENESIS), (2, a1.hash)]
    assert ledger.events() == [a1, b1, a2]
    assert ledger.events(person=ANA) == [a1, a2]
    assert ledger.events(person=ANA, session="autumn") == []
    assert ledger.events(kinds=[EventKind.QUARANTINED]) == [a2]
    assert ledger.heads() == {ANA: (2, a2.hash), BO: (1, b1.hash)}
    assert ledger.verify().events == len(ledger.events())


def test_a_clock_that_jumps_back_does_not_turn_the_order_round(records: Engine) -> None:
    clock = iter([NOON, NOON - timedelta(hours=3), NOON + timedelta(minutes=1)])
    ledger = Ledger(records, clock=lambda: next(clock))
    times = [ledger.append(quarantined(f"quarantined:{n}")).recorded_at for n in range(3)]
    assert times == [NOON, NOON, NOON + timedelta(minutes=1)]


def test_a_correction_names_an_event_of_the_same_person(records: Engine) -> None:
    ledger = Ledger(records)
    first = ledger.append(enrolled(ANA))
    fixed = ledger.append(
        quarantined("correction:1", supersedes=first.id, reason="Joined the wrong session.")
    )
    assert fixed.supersedes == first.id
    with pytest.raises(RecordsError, match="is not an earlier event of"):
        ledger.append(quarantined("correction:2", person=BO, supersedes=first.id))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"person": "Ana Ruiz"}, "not the id of a person"),
        ({"session": "../spring"}, "not the id of a session"),
        ({"actor": "Ana Ruiz"}, "not an actor"),
        ({"key": ""}, "must be one line"),
        ({"key": "a\nb"}, "must be one line"),
        ({"body": {}}, "must hold course"),
        ({"body": {"course": "costing", "note": "write to ana@local12.example"}}, "no e-mail addresses"),
        ({"body": {"course": "costing", "memo": "x" * 501}}, "one line of 500 characters"),
        ({"body": {"course": "costing", "deep": [{"memo": "Dear all,\nwe"}]}}, "Keep what people wrote"),
        ({"reason": "asked by bo@local12.example"}, "no e-mail addresses"),
        ({"body": {"course": "costing", "points": float("nan")}}, "cannot be recorded as JSON"),
        ({"body": {"course": "costing", "points": 2**60}}, "cannot be recorded as JSON"),
        ({"body": {"course": "costing", "at": NOON}}, "cannot be recorded as JSON"),
        ({"occurred_at": datetime(2026, 1, 24)}, "has no time zone"),  # noqa: DTZ001
    ],
)  # fmt: skip
def test_what_must_not_last_for_ever_is_refused(records: Engine, change: dict[str, object], why: str) -> None:
    ledger = Ledger(records)
    with pytest.raises(RecordsError, match=why):
        ledger.append(enrolled(**change))
    assert ledger.events() == []


def test_what_concerns_nobody_is_the_offices(records: Engine) -> None:
    assert Ledger(records).append(quarantined("quarantined:1", person=OFFICE)).person == OFFICE


def test_the_database_itself_refuses_to_change_or_remove_an_event(records: Engine) -> None:
    ledger = Ledger(records)
    kept = ledger.append(enrolled())
    row = {**dict(zip(event.c.keys(), first_row(records), strict=True)), "actor": "staff:mallory"}
    attempts = [
        text("UPDATE event SET actor = 'staff:mallory'"),
        text("DELETE FROM event"),
        insert(event).values(row),
    ]
    if records.dialect.name == "sqlite":
        attempts.append(insert(event).prefix_with("OR REPLACE").values(row))
    else:
        attempts.append(text("TRUNCATE event"))
    for attempt in attempts:
        with pytest.raises(DBAPIError), records.begin() as connection:
            connection.execute(attempt)
    assert ledger.events() == [kept]


def first_row(records: Engine) -> tuple[object, ...]:
    with records.connect() as connection:
        return tuple(connection.execute(select(event)).first() or ())


DELIVER = """
import sys
from datetime import UTC, datetime
from autograde.ledger.events import EventKind, NewEvent
from autograde.ledger.records import open_records
from autograde.ledger.store import Ledger

ledger = Ledger(open_records(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
for number in range(400):
    person = f"p-{number % 4:012x}"
    ledger.append(NewEvent(
        key=f"quarantined:{number}", person=person, session="spring", kind=EventKind.QUARANTINED,
        occurred_at=datetime(2026, 1, 24, tzinfo=UTC), actor="system:intake",
        body={"packet_sha256": f"{number:064x}"},
    ))
"""


def test_four_deliverers_of_the_same_events_record_each_once(fresh_url: str) -> None:
    deliverers = [
        subprocess.Popen(
            [sys.executable, "-c", DELIVER, fresh_url],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for _ in range(4)
    ]  # fmt: skip
    # They open an empty database at the same time, wait for each other, and deliver at the same time.
    for one in deliverers:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n", one.communicate()[1]
    for one in deliverers:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    for one in deliverers:
        errors = one.communicate(timeout=300)[1]
        assert one.returncode == 0, errors
    from autograde.ledger.records import open_records

    ledger = Ledger(open_records(fresh_url))
    assert len(ledger.events()) == 400
    assert {one.seq for one in ledger.events(person="p-000000000003")} == set(range(1, 101))
    assert ledger.verify().events == len(ledger.events())


def test_a_body_is_stored_in_its_one_canonical_form(records: Engine) -> None:
    body = {"packet_sha256": "0" * 64, "points": 4.0, "a": {"z": 1, "b": [True, None, "é"]}}
    recorded = Ledger(records).append(quarantined("quarantined:1", body=body))
    assert json.loads(json.dumps(recorded.body)) == {"v": 1, **body}
    with records.connect() as connection:
        stored = connection.scalar(select(event.c.body))
    assert stored == '{"a":{"b":[true,null,"é"],"z":1},"packet_sha256":"' + "0" * 64 + '","points":4,"v":1}'


def test_a_whole_ledger_is_gone_through_person_by_person(records: Engine) -> None:
    ledger = Ledger(records, clock=lambda: NOON)
    for person, key in ((BO, "b1"), (ANA, "a1"), (BO, "b2"), (OFFICE, "o1"), (ANA, "a2")):
        ledger.append(quarantined(key, person=person))
    chains = dict(ledger.chains())
    assert {person: [one.key for one in events] for person, events in chains.items()} == {
        ANA: ["a1", "a2"],
        BO: ["b1", "b2"],
    }
    assert [event for events in chains.values() for event in events] == [
        *ledger.events(ANA),
        *ledger.events(BO),
    ]
