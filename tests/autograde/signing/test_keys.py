"""Keys of an office: made once, rotated, kept to this account, and never shown."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from autograde.errors import IssuerKeyError
from autograde.office import Office, open_office
from autograde.signing.keys import create_key, current_key, public_keys, rotate_key, signing_key

NOW = datetime(2026, 1, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return open_office(tmp_path / "office")


def test_a_key_is_made_once_and_kept_to_this_account(office: Office) -> None:
    made = create_key(office, NOW)
    folder, file = office.home / "keys", office.home / "keys" / f"{made.id}.json"
    assert made.id.startswith("z6Mk")
    assert made.did == f"did:key:{made.id}"
    assert (folder.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)
    assert current_key(office).public == made
    with pytest.raises(IssuerKeyError, match=r"has a key already. To replace it, rotate it"):
        create_key(office, NOW)


def test_rotating_keeps_the_old_key_and_signs_with_the_new_one(office: Office) -> None:
    first = create_key(office, NOW)
    later = NOW + timedelta(days=400)
    old, new = rotate_key(office, later)
    assert (old.id, old.until, new.since, new.until) == (first.id, later, later, None)
    assert public_keys(office) == [old, new]
    assert current_key(office).public == new
    assert signing_key(office, old.id).public == old


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_that_others_can_read_signs_nothing(office: Office, mode: int) -> None:
    made = create_key(office, NOW)
    (office.home / "keys" / f"{made.id}.json").chmod(mode)
    with pytest.raises(IssuerKeyError, match=r"Other accounts can read .*chmod 600"):
        current_key(office)


def test_nor_does_one_in_a_folder_that_others_can_enter(office: Office) -> None:
    create_key(office, NOW)
    (office.home / "keys").chmod(0o755)
    with pytest.raises(IssuerKeyError, match=r"Other accounts can read .*chmod 700"):
        current_key(office)


@pytest.mark.parametrize("change", ["{}", "not json", "secret", "id"])
def test_a_damaged_key_is_told(office: Office, change: str) -> None:
    made = create_key(office, NOW)
    path = office.home / "keys" / f"{made.id}.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(
        json.dumps(content | {change: "z6MkZ"}) if change in content else change, encoding="utf-8"
    )
    with pytest.raises(IssuerKeyError, match=r"is not a whole key file. Put back the one from your backup"):
        current_key(office)


def test_no_key_and_an_unknown_key(office: Office) -> None:
    with pytest.raises(IssuerKeyError, match="Make one: bargain key create"):
        current_key(office)
    for name in ("z6MkNobody", "../office"):
        with pytest.raises(IssuerKeyError, match="has no key"):
            signing_key(office, name)


def test_the_secret_shows_in_no_text(office: Office) -> None:
    made = create_key(office, NOW)
    secret = json.loads((office.home / "keys" / f"{made.id}.json").read_text(encoding="utf-8"))["secret"]
    assert secret not in repr(current_key(office))
    assert secret not in str(public_keys(office))
