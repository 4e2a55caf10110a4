"""What somebody brings: the genuine is told as genuine, and every change of it is refused and named."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from autograde.certificate.again import reissue
from autograde.certificate.issue import revoke
from autograde.certificate.issuer import KEYS_FILE, KeyList, own_keys, read_key_list
from autograde.certificate.publish import publish
from autograde.certificate.standing import Certificate
from autograde.certificate.verify import Verified, check_against_office, verify_file
from autograde.errors import AutogradeError, CertificateError, SignatureError
from autograde.signing.canonical import canonical_rdf
from autograde.signing.keys import create_key, current_key, rotate_key
from autograde.signing.proofs import Suite, sign, signer
from autograde.signing.signed_json import read_signed_json, signed_json_bytes
from tests.autograde.certificate.changes import another_value, at, changed, leaves, renamed, without
from tests.autograde.certificate.small_program import ISSUED, STAFF, Program

LATER = ISSUED + timedelta(days=100)


@pytest.fixture
def issued(program: Program) -> Certificate:
    ana = program.completes(program.join())
    program.attends(ana)
    return program.issues(ana)


@pytest.fixture
def brought(program: Program, issued: Certificate, tmp_path: Path) -> Callable[..., Verified]:
    """Check bytes as somebody without the office would, who has a copy of what was published."""
    folder = tmp_path / "published"
    publish(program.office, folder, ISSUED)
    file = tmp_path / "brought"

    def check(data: bytes, keys: KeyList | None = None, published: Path | None = folder) -> Verified:
        file.write_bytes(data)
        return verify_file(file, keys or read_key_list(folder), published, LATER)

    return check


# --- the genuine


def test_a_genuine_credential_and_its_page(
    program: Program, issued: Certificate, brought: Callable[..., Verified]
) -> None:
    bare, page = brought(program.credential(issued)), brought(program.page(issued))
    assert bare.facts == page.facts
    assert (bare.facts.name, bare.key.id) == ("Ana Reyes", issued.key)
    assert bare.revocation == "Not revoked as of 2027-04-02, when the issuer's list was made."
    assert (bare.page, page.page) == ("", "The page is, byte for byte, the one on the issuer's register.")
    assert check_against_office(program.office, page) == "On record in this office, and in force."


def test_without_the_issuers_list_it_says_what_it_could_not_check(
    program: Program, issued: Certificate, brought: Callable[..., Verified]
) -> None:
    found = brought(program.credential(issued), published=None)
    assert found.revocation.startswith("Whether it was revoked could not be checked")
    assert (
        brought(program.page(issued), published=None).page
        == "The page is exactly what this credential prints."
    )


def test_what_an_old_key_signed_stays_good(program: Program, issued: Certificate, tmp_path: Path) -> None:
    rotate_key(program.office, ISSUED + timedelta(days=1))
    publish(program.office, tmp_path / "new", LATER)
    (tmp_path / "c.json").write_bytes(program.credential(issued))
    keys = read_key_list(tmp_path / "new")
    assert verify_file(tmp_path / "c.json", keys, tmp_path / "new", LATER).key.until == ISSUED + timedelta(
        days=1
    )


# --- every change of the credential


@pytest.mark.parametrize("change", [another_value, without, renamed])
def test_no_field_can_be_changed_left_out_or_renamed(
    program: Program,
    issued: Certificate,
    brought: Callable[..., Verified],
    change: Callable[[Any, Any], None],
) -> None:
    document = read_signed_json(program.credential(issued), "c")
    paths = list(leaves(document))
    assert len(paths) > 90
    accepted = []
    for path in paths:
        try:
            brought(json.dumps(changed(document, path, change)).encode())
            accepted.append(path)
        except AutogradeError as refused:
            assert refused.sentence
    assert accepted == []


@pytest.mark.parametrize(
    "more",
    [
        {"unitsXyz": 6},
        {"@units": 6},
        {"narrative": None},
        {"endorsement": []},
        {"alignment": {}},
        {"evidence_": "x"},
        {"narrative": "also six more units"},
        {"@included": [{"id": "urn:x:1", "name": "six units"}]},
        {"url": "more"},
    ],
)
def test_nothing_can_be_added_to_any_object(
    program: Program, issued: Certificate, brought: Callable[..., Verified], more: dict[str, Any]
) -> None:
    document = read_signed_json(program.credential(issued), "c")
    objects = [(), *(path for path in leaves(document) if isinstance(at(document, path), dict))]
    for path in objects:
        copy = json.loads(json.dumps(document))
        if set(more) & set(at(copy, path)):
            continue
        at(copy, path).update(more)
        with pytest.raises(AutogradeError):
            brought(json.dumps(copy).encode())


def test_nor_to_any_list(program: Program, issued: Certificate, brought: Callable[..., Verified]) -> None:
    document = read_signed_json(program.credential(issued), "c")
    for path in [path for path in leaves(document) if isinstance(at(document, path), list)]:
        for more in ("more", "urn:x:1", {"id": "more", "type": ["Evidence"]}, [], at(document, path)[0]):
            copy = json.loads(json.dumps(document))
            at(copy, path).append(more)
            with pytest.raises(AutogradeError):
                brought(json.dumps(copy).encode())


def test_the_plain_library_would_have_let_an_unknown_member_pass(
    program: Program, issued: Certificate
) -> None:
    """Why canonical.py is there: JSON-LD alone drops what it does not know, and the signature still holds."""
    from pyld import jsonld

    from autograde.signing.contexts import context

    document = read_signed_json(program.credential(issued), "c")
    plain = {name: value for name, value in document.items() if name != "proof"}
    options = {
        "algorithm": "URDNA2015", "format": "application/n-quads",
        "documentLoader": lambda url, _options: {
            "contextUrl": None, "documentUrl": url, "document": context(url, {}),
        },
    }  # fmt: skip
    assert jsonld.normalize({**plain, "unitsXyz": 6}, options).encode() == canonical_rdf(plain)
    with pytest.raises(SignatureError, match='"unitsXyz" in it has no meaning in an Open Badge'):
        signer({**document, "unitsXyz": 6})


def test_one_byte_anywhere(program: Program, issued: Certificate, brought: Callable[..., Verified]) -> None:
    every_byte_in(program.credential(issued), brought, step=23)


@pytest.mark.slow
def test_every_single_byte(program: Program, issued: Certificate, brought: Callable[..., Verified]) -> None:
    every_byte_in(program.credential(issued), brought, step=1)


def every_byte_in(data: bytes, brought: Callable[..., Verified], step: int) -> None:
    """The file is written on one line without a blank, so that each of its bytes says something."""
    assert b" \n" not in data
    for place in range(0, len(data), step):
        for byte in {data[place] ^ 1, data[place] ^ 0x20, ord("@")} - {data[place]}:
            with pytest.raises(AutogradeError):
                brought(data[:place] + bytes([byte]) + data[place + 1 :])


# --- who signed, and when


def test_a_certificate_signed_with_a_key_of_ones_own_is_not_from_the_issuer(
    program: Program, issued: Certificate, brought: Callable[..., Verified], tmp_path: Path
) -> None:
    from autograde.office import open_office

    forger = open_office(tmp_path / "forger")
    create_key(forger, ISSUED)
    document = read_signed_json(program.credential(issued), "c")
    document.pop("proof")
    forged = sign(document, current_key(forger).secret, Suite.RDFC, ISSUED)
    with pytest.raises(CertificateError, match=r"is not one of Harbor Bend .* Anybody can make a key"):
        brought(signed_json_bytes(forged))
    document["issuer"]["id"] = current_key(forger).public.did
    ours = sign(document, current_key(program.office).secret, Suite.RDFC, ISSUED)
    with pytest.raises(CertificateError, match="names another issuer than the one who signed it"):
        brought(signed_json_bytes(ours))


def test_with_a_stolen_key_a_certificate_can_be_dated_back_but_is_not_on_the_register(
    program: Program, issued: Certificate, tmp_path: Path
) -> None:
    stolen = current_key(program.office).secret
    rotate_key(program.office, ISSUED + timedelta(days=2))
    publish(program.office, tmp_path / "web", ISSUED + timedelta(days=3))
    document = read_signed_json(program.credential(issued), "c")
    document.pop("proof")
    keys, file = read_key_list(tmp_path / "web"), tmp_path / "c.json"
    for number in (issued.number, "AAAA-BBBB-CCCC-DDDD"):
        document["credentialSubject"]["licenseNumber"] = number
        document["credentialSubject"]["identifier"][0]["identityHash"] = "Mallory"
        file.write_bytes(signed_json_bytes(sign(document, stolen, Suite.RDFC, ISSUED)))
        assert verify_file(file, keys, None, LATER).facts.name == "Mallory"
        with pytest.raises(CertificateError, match=r"not on the issuer's register .* may have been stolen"):
            verify_file(file, keys, tmp_path / "web", LATER)


def test_one_issued_after_the_register_was_made_is_not_held_against_it(
    program: Program, issued: Certificate, tmp_path: Path
) -> None:
    publish(program.office, tmp_path / "web", ISSUED - timedelta(days=1))
    register = read_signed_json((tmp_path / "web" / "register.json").read_bytes(), "r")
    register = {name: value for name, value in register.items() if name != "proof"} | {"certificates": []}
    key = current_key(program.office).secret
    (tmp_path / "web" / "register.json").write_bytes(
        signed_json_bytes(sign(register, key, Suite.JCS, ISSUED))
    )
    (tmp_path / "c.json").write_bytes(program.credential(issued))
    assert verify_file(tmp_path / "c.json", read_key_list(tmp_path / "web"), tmp_path / "web", LATER).facts


@pytest.mark.parametrize(
    ("since", "until"),
    [(ISSUED + timedelta(days=1), None), (ISSUED - timedelta(days=9), ISSUED - timedelta(days=1))],
)
def test_a_key_signs_only_in_its_own_time(
    program: Program, issued: Certificate, brought: Callable[..., Verified], since: Any, until: Any
) -> None:
    keys = own_keys(program.office)
    other = replace(keys, keys=(replace(keys.keys[0], since=since, until=until),))
    with pytest.raises(CertificateError, match=r"when the key .* did not sign for this issuer"):
        brought(program.credential(issued), keys=other)


def test_before_its_day_and_after_its_end(program: Program, issued: Certificate, tmp_path: Path) -> None:
    (tmp_path / "c.json").write_bytes(program.credential(issued))
    keys = own_keys(program.office)
    with pytest.raises(CertificateError, match="not valid yet: it is dated 2027-04-02"):
        verify_file(tmp_path / "c.json", keys, None, ISSUED - timedelta(days=1))
    with pytest.raises(CertificateError, match="has run out: it was good until 2032-04-02"):
        verify_file(tmp_path / "c.json", keys, None, ISSUED + timedelta(days=366 * 6))


# --- revoked and replaced


def test_revoked_and_replaced_ones_are_told_from_the_published_lists(
    program: Program, issued: Certificate, tmp_path: Path
) -> None:
    new = reissue(program.office, issued.number, "name corrected", STAFF, ISSUED)
    publish(program.office, tmp_path / "web", LATER)
    file, keys = tmp_path / "c.json", read_key_list(tmp_path / "web")
    file.write_bytes(program.credential(issued))
    with pytest.raises(CertificateError, match="not in force any more: it was revoked or replaced"):
        verify_file(file, keys, tmp_path / "web", LATER)
    with pytest.raises(CertificateError, match=r"was replaced on 2027-04-02; ask for the new one"):
        check_against_office(program.office, verify_file(file, keys, None, LATER))
    file.write_bytes(program.credential(new))
    assert verify_file(file, keys, tmp_path / "web", LATER).facts.number == new.number
    revoke(program.office, new.number, "wrong person", STAFF, LATER)
    publish(program.office, tmp_path / "web", LATER)
    with pytest.raises(CertificateError, match="revoked or replaced"):
        verify_file(file, keys, tmp_path / "web", LATER)


def test_a_list_that_was_changed_or_is_another_ones_is_refused(
    program: Program, issued: Certificate, tmp_path: Path
) -> None:
    web = tmp_path / "web"
    publish(program.office, web, LATER)
    keys, name = read_key_list(web), f"status-{issued.key}.json"
    (tmp_path / "c.json").write_bytes(program.credential(issued))
    listed = read_signed_json((web / name).read_bytes(), name)
    (web / name).write_bytes(signed_json_bytes({**listed, "validFrom": "2029-01-01T00:00:00Z"}))
    with pytest.raises(SignatureError, match="something in it was changed"):
        verify_file(tmp_path / "c.json", keys, web, LATER)
    (web / name).write_bytes(program.credential(issued))
    with pytest.raises(CertificateError, match="of revoked certificates is not signed by the issuer"):
        verify_file(tmp_path / "c.json", keys, web, LATER)
    listed = read_signed_json((web / KEYS_FILE).read_bytes(), KEYS_FILE)
    (web / KEYS_FILE).write_bytes(signed_json_bytes({**listed, "name": "Somebody else"}))
    with pytest.raises(SignatureError, match="something in it was changed"):
        read_key_list(web)


# --- the page


def rewritten(page: bytes, change: Callable[[PdfWriter], None]) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(page))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_page_saved_again_has_the_words_but_not_the_bytes(
    program: Program, issued: Certificate, brought: Callable[..., Verified]
) -> None:
    again = brought(rewritten(program.page(issued), lambda writer: None))
    assert "is not byte for byte what this program prints" in again.page
    with pytest.raises(CertificateError, match="the page is not the one that was issued"):
        check_against_office(program.office, again)


def test_a_page_that_says_something_else_is_refused(
    program: Program, issued: Certificate, brought: Callable[..., Verified]
) -> None:
    """The genuine credential of one person, attached to the page of another."""
    bo = program.issues(program.completes(program.join("Bo Adeyemi")))
    page = PdfReader(io.BytesIO(program.page(bo)))
    writer = PdfWriter()
    for one in page.pages:
        writer.add_page(one)
    writer.add_attachment("credential.json", program.credential(issued))
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(
        CertificateError, match="page does not say what the signed credential attached to it says"
    ):
        brought(out.getvalue())


def test_a_changed_missing_or_second_attachment_is_refused(
    program: Program, issued: Certificate, brought: Callable[..., Verified]
) -> None:
    page, credential = program.page(issued), program.credential(issued)
    swapped = PdfWriter()
    swapped.add_page(PdfReader(io.BytesIO(page)).pages[0])
    out = io.BytesIO()
    swapped.write(out)
    with pytest.raises(CertificateError, match="is a PDF with 0 attached files"):
        brought(out.getvalue())
    swapped.add_attachment("credential.json", credential.replace(b"Ana Reyes", b"Ana Reyez"))
    out = io.BytesIO()
    swapped.write(out)
    with pytest.raises(SignatureError, match="something in it was changed"):
        brought(out.getvalue())
    with pytest.raises(CertificateError, match="is a PDF with 2 attached files"):
        brought(rewritten(page, lambda writer: writer.add_attachment("credential.json", credential)))


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b"%PDF-1.7\nnothing", b"\x89PNG", b'{"proof": 1}', b'{"a": 1, "a": 2}', b"[" * 5000],
)
def test_what_is_no_certificate_gets_a_sentence(brought: Callable[..., Verified], data: bytes) -> None:
    with pytest.raises(AutogradeError) as refused:
        brought(data)
    assert refused.value.sentence.endswith(".")


def test_the_office_tells_a_signed_credential_that_is_not_the_one_on_record(
    program: Program, issued: Certificate, tmp_path: Path
) -> None:
    document = read_signed_json(program.credential(issued), "c")
    document.pop("proof")
    document["credentialSubject"]["creditsEarned"] = 12
    (tmp_path / "c.json").write_bytes(
        signed_json_bytes(sign(document, current_key(program.office).secret, Suite.RDFC, ISSUED))
    )
    verified = verify_file(tmp_path / "c.json", own_keys(program.office), None, LATER)
    with pytest.raises(CertificateError, match="is not the credential on record"):
        check_against_office(program.office, verified)
