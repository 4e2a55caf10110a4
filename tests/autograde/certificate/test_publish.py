"""What an issuer puts on the web: enough to check, and nothing about anybody."""

import json
from pathlib import Path

import pytest

from autograde.certificate.issue import folder_of, revoke
from autograde.certificate.publish import name_check, publish
from autograde.certificate.status import PLACES, decode, encode, is_revoked
from autograde.errors import CertificateError
from autograde.people.codes import code_hash
from autograde.signing.keys import rotate_key
from autograde.signing.proofs import signer
from autograde.signing.signed_json import read_signed_file
from tests.autograde.certificate.small_program import ISSUED, STAFF, Program


def test_the_folder_holds_keys_lists_register_and_page_and_no_name(program: Program, tmp_path: Path) -> None:
    made = program.issues(program.completes(program.join("Ana Reyes")))
    rotate_key(program.office, ISSUED)
    paths = publish(program.office, tmp_path / "web", ISSUED)
    assert sorted(path.name[:8] for path in paths) == [
        "index.ht",
        "issuer.j",
        "register",
        "status-z",
        "status-z",
    ]
    for path in paths:
        text = path.read_text(encoding="utf-8")
        assert "Ana" not in text
        assert "Reyes" not in text
        assert made.person not in text
        assert made.number not in text
        assert "secret" not in text
    entry = read_signed_file(tmp_path / "web" / "register.json")["certificates"][0]
    assert entry["code_sha256"] == code_hash(made.number)
    assert entry["name_check"] == name_check(made.number, "ana  reyes")
    assert entry["name_check"] != name_check(made.number, "Ana Reyez")
    assert (entry["state"], entry["title"], entry["units"]) == (
        "valid",
        "Certificate in Contract Costing",
        "3",
    )
    assert signer(read_signed_file(tmp_path / "web" / "register.json"))
    assert "http-equiv" in (tmp_path / "web" / "index.html").read_text(encoding="utf-8")


def test_an_erased_page_leaves_what_the_ledger_knows(program: Program, tmp_path: Path) -> None:
    made = program.issues(program.completes(program.join()))
    for path in folder_of(program.office, made.number).iterdir():
        path.unlink()
    revoke(program.office, made.number, "asked for", STAFF, ISSUED)
    publish(program.office, tmp_path / "web", ISSUED)
    (entry,) = read_signed_file(tmp_path / "web" / "register.json")["certificates"]
    assert (entry["name_check"], entry["page_sha256"]) == ("", "")
    assert (entry["state"], entry["credential_sha256"]) == ("revoked", made.credential_sha256)


def test_a_place_that_cannot_be_written_is_told(program: Program, tmp_path: Path) -> None:
    (tmp_path / "web").write_text("a file")
    with pytest.raises(CertificateError, match="cannot be written"):
        publish(program.office, tmp_path / "web", ISSUED)


def test_a_status_list_reads_back_place_by_place() -> None:
    places = {0, 7, 8, 4095, PLACES - 1}
    listed = encode(places)
    assert {place for place in [*places, 1, 6, 9, 4096, PLACES - 2] if decode(listed, place)} == places
    for wrong in (lambda: decode(listed, PLACES), lambda: decode(listed[1:], 0), lambda: decode("uAAAA", 0)):
        with pytest.raises(ValueError):
            wrong()


def test_an_entry_of_another_list_is_not_looked_up() -> None:
    listed = {
        "id": "https://a.example/1",
        "credentialSubject": {"statusPurpose": "revocation", "encodedList": encode([])},
    }
    entry = {"statusListCredential": "https://a.example/2", "statusListIndex": "5"}
    with pytest.raises(CertificateError, match="for other certificates"):
        is_revoked(listed, entry)
    with pytest.raises(CertificateError, match="cannot be read"):
        is_revoked(json.loads("{}"), entry)
