"""Seals: a ledger that was written anew, cut off or changed is told, with the seal that speaks against it."""

import json
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import select, text

from autograde.errors import ChainBroken, IssuerKeyError, RecordsError
from autograde.ledger.chain import event_hash
from autograde.ledger.events import EventKind, NewEvent
from autograde.ledger.records import reading
from autograde.ledger.seals import Checked, check_seals, seal_ledger
from autograde.ledger.store import Ledger
from autograde.ledger.tables import event
from autograde.office import Office, open_office
from autograde.signing.keys import create_key, rotate_key

ANA, BO = "p-00000000000a", "p-00000000000b"
NOW = datetime(2026, 1, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def office(tmp_path: Path, office_settings_text: str) -> Office:
    """An office with a key and three events of each of two people."""
    home = tmp_path / "office"
    home.mkdir(mode=0o700)
    (home / "office.toml").write_text(office_settings_text, encoding="utf-8")
    office = open_office(home)
    create_key(office, NOW)
    for person in (ANA, BO):
        for number in (1, 2, 3):
            happens(office, person, number)
    return office


def happens(office: Office, person: str, number: int) -> None:
    Ledger(office.records()).append(
        NewEvent(
            key=f"{person}:{number}", person=person, session="spring", kind=EventKind.QUARANTINED,
            occurred_at=NOW, actor="p-5ca1ab1e0002", body={"packet_sha256": f"{number:064x}"},
        )
    )  # fmt: skip


def drop_guards(office: Office) -> None:
    """What only the owner of the database can do."""
    sqlite = office.records().dialect.name == "sqlite"
    names = ["event_no_update", "event_no_delete"] if sqlite else ["event_no_change ON event"]
    with office.records().begin() as connection:
        for name in names:
            connection.execute(text(f"DROP TRIGGER {name}"))


def change(office: Office, statement: str) -> None:
    drop_guards(office)
    with office.records().begin() as connection:
        connection.execute(text(statement))


def write_anew(office: Office, person: str) -> None:
    """Change a person's second event, and mend her chain behind it, as somebody with all rights could."""
    drop_guards(office)
    with reading(office.records()) as connection:
        rows = [
            dict(row._mapping)
            for row in connection.execute(select(event).where(event.c.person == person).order_by(event.c.seq))
        ]
    rows[1]["reason"] = "nothing to see"
    with office.records().begin() as connection:
        for before, row in pairwise(rows):
            row["prev"] = before["hash"]
            row["hash"] = event_hash(row)
            connection.execute(event.update().where(event.c.id == row["id"]).values(row))


def test_a_sealed_ledger_that_goes_on_holds(office: Office) -> None:
    first = seal_ledger(office, NOW)
    happens(office, ANA, 4)
    rotate_key(office, NOW + timedelta(days=1))
    second = seal_ledger(office, NOW + timedelta(days=2))
    happens(office, BO, 4)
    checked = check_seals(office)
    assert (first.number, first.events, first.heads[ANA][0], first.previous) == (1, 6, 3, "")
    assert (second.number, second.events, second.heads[ANA][0]) == (2, 7, 4)
    assert second.previous == first.sha256
    assert second.key != first.key
    assert isinstance(checked, Checked)
    assert (checked.chains.events, checked.seals, checked.newest) == (8, 2, second)


def test_a_chain_written_anew_holds_in_itself_but_not_against_the_seal(office: Office) -> None:
    seal_ledger(office, NOW)
    happens(office, BO, 4)
    write_anew(office, BO)
    assert Ledger(office.records()).verify().events == 7
    with pytest.raises(
        ChainBroken, match="holds in itself, but its number 3 is not the one that seal 1"
    ) as told:
        check_seals(office)
    assert (told.value.person, told.value.seq) == (BO, 3)


def test_a_cut_off_end_is_named(office: Office) -> None:
    seal_ledger(office, NOW)
    change(office, f"DELETE FROM event WHERE person = '{ANA}' AND seq = 3")
    with pytest.raises(
        ChainBroken, match=f"number 3 of {ANA} is gone: seal 1 of 2026-01-24 12:00 UTC has it"
    ):
        check_seals(office)


@pytest.mark.parametrize(
    ("seq", "says"),
    [(2, "Seal 1 of 2026-01-24 12:00 UTC covers it: it was whole then"), (4, "No seal covers it")],
)
def test_a_broken_link_says_whether_a_seal_covers_it(office: Office, seq: int, says: str) -> None:
    seal_ledger(office, NOW)
    happens(office, BO, 4)
    change(office, f"UPDATE event SET reason = 'x' WHERE person = '{BO}' AND seq = {seq}")
    with pytest.raises(ChainBroken, match=says) as told:
        check_seals(office)
    assert (told.value.person, told.value.seq) == (BO, seq)


def test_events_that_changed_places_are_named(office: Office) -> None:
    drop_guards(office)
    with office.records().begin() as connection:
        for was, becomes in ((2, 99), (3, 2), (99, 3)):
            connection.execute(
                event.update().where(event.c.person == ANA, event.c.seq == was).values(seq=becomes)
            )
    with pytest.raises(ChainBroken, match=f"of {ANA}, number 2, does not follow"):
        check_seals(office)


def test_a_broken_ledger_is_not_sealed(office: Office) -> None:
    change(office, f"UPDATE event SET reason = 'x' WHERE person = '{BO}' AND seq = 2")
    with pytest.raises(ChainBroken):
        seal_ledger(office, NOW)
    assert not (office.home / "seals").exists()


def test_a_seal_that_was_changed_removed_or_made_with_a_strange_key_is_named(
    office: Office, tmp_path: Path
) -> None:
    for day in (0, 1, 2):
        seal_ledger(office, NOW + timedelta(days=day))
    second = office.home / "seals" / "seal-000002.json"
    whole = second.read_bytes()
    second.write_bytes(whole.replace(b'"events":6', b'"events":5'))
    with pytest.raises(
        RecordsError, match=r"seal .*seal-000002\.json does not hold\. The signature does not fit"
    ):
        check_seals(office)
    second.unlink()
    with pytest.raises(RecordsError, match="Seal 2 of this office is missing or was replaced"):
        check_seals(office)
    second.write_bytes(json.dumps({"format": "something else"}).encode())
    with pytest.raises(RecordsError, match=r"does not hold\. It carries no signature"):
        check_seals(office)

    second.write_bytes(whole)
    stranger = open_office(tmp_path / "stranger")
    create_key(stranger, NOW)
    (second.parent / "seal-000003.json").write_bytes(seal_ledger(stranger, NOW).path.read_bytes())
    with pytest.raises(RecordsError, match="missing or was replaced"):
        check_seals(office)


def test_a_copy_kept_elsewhere_shows_seals_that_were_made_anew(office: Office, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    seal = seal_ledger(office, NOW)
    (kept / seal.path.name).write_bytes(seal.path.read_bytes())
    assert check_seals(office, kept).seals == 1
    seal.path.unlink()
    write_anew(office, BO)
    seal_ledger(office, NOW)
    assert check_seals(office).seals == 1
    with pytest.raises(RecordsError, match=r"seals were replaced or removed. Hold to the copy"):
        check_seals(office, kept)


def test_without_a_key_nothing_is_sealed(tmp_path: Path) -> None:
    with pytest.raises(IssuerKeyError, match="bargain key create"):
        seal_ledger(open_office(tmp_path / "office"), NOW)
