"""What an issuer puts on the web, so that anyone can check a certificate without asking: plain files.

    issuer.json           the issuer's keys, signed
    status-<key>.json     which certificates were revoked or replaced, one list for each key
    register.json         every certificate by the hash of its check code, signed; no name is in it
    index.html            a page on which to check a code, a name or a file; it asks nothing of any server

In: the office, a folder, a moment. Out: the paths. Called by `bargain certificate publish`.
Who has a certificate in hand has its code, and with the code can test the name on it; who has only the
register can find neither: it holds the hash of each code (80 bits of chance) and a keyed hash of each name.
"""

from __future__ import annotations

import hmac
import json
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from autograde.certificate.credential import facts_of
from autograde.certificate.issue import CREDENTIAL, PAGE, folder_of
from autograde.certificate.issuer import KEYS_FILE, Issuer, key_list, load_issuer
from autograde.certificate.published import REGISTER_FILE
from autograde.certificate.standing import CERTIFICATE_EVENTS, Certificate, CertificateState, certificates
from autograde.certificate.status import status_list
from autograde.errors import CertificateError
from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.people.codes import code_hash
from autograde.signing.keys import PublicKey, current_key, public_keys, signing_key
from autograde.signing.proofs import Suite, instant, sign
from autograde.signing.signed_json import read_signed_json, signed_json_bytes
from classroom.files import write_whole
from classroom.language import _, ngettext

__all__ = ["name_check", "publish", "register_entry"]

_TEMPLATES = Path(__file__).parent / "templates"
_FORMAT = "bargain-register-1"
_PUBLIC_FILE = 0o644


def publish(office: Office, folder: Path, now: datetime) -> list[Path]:
    """Write everything the issuer publishes; doing it again replaces it. Returns the paths.

    Raises IssuerKeyError or CertificateError without key or issuer.toml, or when a file cannot be written.
    """
    issuer, key = load_issuer(office), current_key(office)
    issued = certificates(Ledger(office.records()).events(kinds=CERTIFICATE_EVENTS))
    register = {
        "format": _FORMAT,
        "name": issuer.name,
        "made_at": instant(now),
        "certificates": sorted(
            (register_entry(office, one) for one in issued), key=lambda entry: entry["code_sha256"]
        ),
    }
    keys = public_keys(office)
    files = {KEYS_FILE: signed_json_bytes(key_list(office, key, now))}
    for one in keys:
        ended = {it.status_index for it in issued if it.key == one.id and it.state != CertificateState.VALID}
        listed = status_list(ended, issuer.url, signing_key(office, one.id), now)
        files[f"status-{one.id}.json"] = signed_json_bytes(listed)
    files[REGISTER_FILE] = signed_json_bytes(sign(register, key.secret, Suite.JCS, now))
    files["index.html"] = _page(issuer, keys, register).encode()
    try:
        for name, data in files.items():
            write_whole(folder / name, data, mode=_PUBLIC_FILE)
    except OSError as problem:
        raise CertificateError(
            _("{folder} cannot be written: {why}.").format(folder=folder, why=problem.strerror)
        ) from problem
    return [folder / name for name in files]


def register_entry(office: Office, certificate: Certificate) -> dict[str, Any]:
    """What the register says of a certificate; of one whose page was erased, what the ledger alone knows."""
    kept = folder_of(office, certificate.number)
    entry = {
        "code_sha256": code_hash(certificate.number),
        "state": str(certificate.state),
        "units": str(certificate.units),
        "issued_on": f"{certificate.issued_at:%Y-%m-%d}",
        "ended_on": f"{certificate.ended_at:%Y-%m-%d}" if certificate.ended_at else "",
        "credential_sha256": certificate.credential_sha256,
        "title": certificate.rule,
        "valid_until": f"{certificate.valid_until:%Y-%m-%d}" if certificate.valid_until else "",
        "earned_on": "",
        "name_check": "",
        "page_sha256": "",
    }
    if not (kept / CREDENTIAL).is_file():
        return entry
    facts = facts_of(read_signed_json((kept / CREDENTIAL).read_bytes(), CREDENTIAL))
    page = (kept / PAGE).read_bytes() if (kept / PAGE).is_file() else b""
    return entry | {
        "title": facts.title,
        "earned_on": f"{facts.earned_at:%Y-%m-%d}",
        "issued_on": f"{facts.issued_at:%Y-%m-%d}",
        "name_check": name_check(facts.number, facts.name),
        "page_sha256": sha256(page).hexdigest() if page else "",
    }


def name_check(number: str, name: str) -> str:
    """What tells whether a name belongs to a check code, to somebody who has both.

    >>> name_check("K7QF-2M9X-VB4T-HD3N", "Ana Reyes") == name_check("k7qf2m9xvb4thd3n", " ana  reyes ")
    True
    """
    code = "".join(letter for letter in number.upper() if letter.isalnum())
    plain = " ".join(unicodedata.normalize("NFC", name).lower().split())
    return hmac.new(code.encode(), plain.encode(), "sha256").hexdigest()


def _page(issuer: Issuer, keys: list[PublicKey], register: Mapping[str, Any]) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(_=_, ngettext=ngettext)
    # Inside a script element only "<" could end it.
    data = json.dumps(register["certificates"], ensure_ascii=False).replace("<", "\\u003c")
    return environment.get_template("check.html").render(
        issuer=issuer, keys=keys, made_at=register["made_at"], count=len(register["certificates"]), data=data
    )
