"""Who issues the certificates: issuer.toml in the office, and the signed list of keys that others are given.

    <office>/issuer.toml
        name = "Harbor Bend Bargaining School"
        url = "https://certificates.example.org/"   where `bargain certificate publish` is put on the web
        [registration]                              where a body registered a certificate, in its words
        harbor-certificate = "Registered with ... as ... under number ..."

In: the office. Out: `Issuer`, `KeyList`. Called by grounds.py, publish.py and verify.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from autograde.errors import CertificateError
from autograde.ledger.moments import moment_from_text, moment_to_text
from autograde.office import Office
from autograde.signing.keys import PublicKey, SigningKey, public_keys
from autograde.signing.proofs import Suite, sign, signer
from autograde.signing.signed_json import read_signed_file
from autograde.toml_reader import read_toml
from classroom.language import _

__all__ = [
    "ISSUER_FILE",
    "KEYS_FILE",
    "Issuer",
    "KeyList",
    "key_list",
    "load_issuer",
    "own_keys",
    "read_key_list",
]

ISSUER_FILE = "issuer.toml"
KEYS_FILE = "issuer.json"
_FORMAT = "bargain-issuer-1"


@dataclass(frozen=True)
class Issuer:
    """Who issues. `registration`: a certificate's id -> words of a registration that staff recorded."""

    name: str
    url: str
    registration: Mapping[str, str]


@dataclass(frozen=True)
class KeyList:
    """Whose keys are whose: what somebody must have, from a source they trust, to check a certificate."""

    name: str
    url: str
    keys: tuple[PublicKey, ...]

    def key(self, key_id: str) -> PublicKey | None:
        """The key of that id, or None when it is not the issuer's."""
        return next((key for key in self.keys if key.id == key_id), None)


def load_issuer(office: Office) -> Issuer:
    """Read issuer.toml strictly; raises CertificateError, with file and line, for a slip or no such file."""
    path = office.home / ISSUER_FILE
    if not path.is_file():
        raise CertificateError(
            _(
                "Who issues the certificates is not said yet. Write {path} with name and url; "
                "docs/staff/certificates.md shows how."
            ).format(path=path)
        )
    fields, _data = read_toml(path, CertificateError)
    name, url = fields.text("name"), fields.text("url")
    if not url.startswith("https://") or not url.endswith("/") or any(one.isspace() for one in url):
        fields.refuse("url", _('it must begin with "https://" and end with "/"'))
    registration: dict[str, str] = {}
    if "registration" in fields.values:
        table = fields.table("registration")
        registration = {certificate: table.text(certificate) for certificate in table.values}
    fields.finish()
    return Issuer(name, url, registration)


def own_keys(office: Office) -> KeyList:
    """The list as the office itself knows it; name and address are those of issuer.toml."""
    issuer = load_issuer(office)
    return KeyList(issuer.name, issuer.url, tuple(public_keys(office)))


def key_list(office: Office, key: SigningKey, now: datetime) -> dict[str, Any]:
    """The list as it is published, signed with the key that signs now."""
    listed = own_keys(office)
    content = {
        "format": _FORMAT,
        "name": listed.name,
        "url": listed.url,
        "made_at": moment_to_text(now),
        "keys": [
            {"id": one.id, "since": moment_to_text(one.since), "until": _until(one)} for one in listed.keys
        ],
    }
    return sign(content, key.secret, Suite.JCS, now)


def read_key_list(path: Path) -> KeyList:
    """Read a published list, or the one in a published folder; raises SignatureError or CertificateError."""
    file = path / KEYS_FILE if path.is_dir() else path
    content = read_signed_file(file)
    made_by = signer(content)
    try:
        keys = tuple(
            PublicKey(one["id"], moment_from_text(one["since"]), _moment(one["until"]))
            for one in content["keys"]
        )
        found = KeyList(content["name"], content["url"], keys)
    except (KeyError, TypeError, ValueError) as problem:
        raise CertificateError(
            _("{path} is not the list of an issuer's keys.").format(path=file)
        ) from problem
    if content.get("format") != _FORMAT or found.key(made_by) is None:
        raise CertificateError(_("{path} is not signed with one of the keys it lists.").format(path=file))
    return found


def _until(key: PublicKey) -> str:
    return moment_to_text(key.until) if key.until else ""


def _moment(text: str) -> datetime | None:
    return moment_from_text(text) if text else None
