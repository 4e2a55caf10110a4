"""The keys of an office: what signs its certificates and seals. They never leave its folder.

    <office>/keys/<id>.json    one key: its secret half, since when it signs, until when it did

In: the office, a moment. Out: `SigningKey`, with the secret, or `PublicKey`, without. Called by the command,
certificate/ and ledger/seals.py. A key file that another account could read is refused, and so is the folder.
Rotating makes a new key and keeps the old one: it signs no more certificates, but still says which of its
own were revoked.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograde.errors import IssuerKeyError, SignatureError
from autograde.ledger.moments import moment_from_text, moment_to_text
from autograde.office import Office
from autograde.signing.multikey import did_key, private_key, private_multikey, public_multikey
from classroom.files import write_whole
from classroom.language import _

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

__all__ = ["PublicKey", "SigningKey", "create_key", "current_key", "public_keys", "rotate_key", "signing_key"]

_FORMAT = 1


@dataclass(frozen=True)
class PublicKey:
    """What everybody may know of a key: its id (z6Mk...), and when it signed (UTC; None: it still does)."""

    id: str
    since: datetime
    until: datetime | None

    @property
    def did(self) -> str:
        """The identifier under which it issues."""
        return did_key(self.id)


@dataclass(frozen=True)
class SigningKey:
    """A key that can sign; its secret shows in no message."""

    public: PublicKey
    secret: Ed25519PrivateKey


def create_key(office: Office, now: datetime) -> PublicKey:
    """Make the office's first key; raises IssuerKeyError when it has one that signs."""
    with office.writer():
        if _signing(public_keys(office)):
            raise IssuerKeyError(_("This office has a key already. To replace it, rotate it."))
        return _new_key(office, now)


def rotate_key(office: Office, now: datetime) -> tuple[PublicKey, PublicKey]:
    """Make a new key and retire the one that signs; returns the old one and the new one."""
    with office.writer():
        old = current_key(office)
        new = _new_key(office, now)
        retired = PublicKey(old.public.id, old.public.since, now)
        _write(office, retired, old.secret)
        return retired, new


def current_key(office: Office) -> SigningKey:
    """The key that signs now; raises IssuerKeyError when there is none, or it is not safe to use."""
    found = _signing(public_keys(office))
    if not found:
        raise IssuerKeyError(_("This office has no key to sign with. Make one: bargain key create."))
    return signing_key(office, found[-1].id)


def public_keys(office: Office) -> list[PublicKey]:
    """Every key of the office, the oldest first, without the secrets; raises IssuerKeyError."""
    folder = office.home / "keys"
    if not folder.is_dir():
        return []
    _refuse_if_others_can(folder)
    found = [_public(path, _read(path)) for path in sorted(folder.glob("*.json"))]
    return sorted(found, key=lambda key: (key.since, key.id))


def signing_key(office: Office, key_id: str) -> SigningKey:
    """The key of that id with its secret; raises IssuerKeyError when it is unknown or not safe to use."""
    path = office.home / "keys" / f"{key_id}.json"
    if not key_id.isalnum() or not path.is_file():
        raise IssuerKeyError(_("This office has no key {id}.").format(id=key_id[:60]))
    _refuse_if_others_can(path.parent)
    content = _read(path)
    return SigningKey(_public(path, content), private_key(content["secret"]))


def _signing(keys: list[PublicKey]) -> list[PublicKey]:
    return [key for key in keys if key.until is None]


def _new_key(office: Office, now: datetime) -> PublicKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    secret = Ed25519PrivateKey.generate()
    made = PublicKey(public_multikey(secret.public_key()), now, None)
    (office.home / "keys").mkdir(mode=0o700, exist_ok=True)
    _write(office, made, secret)
    return made


def _write(office: Office, key: PublicKey, secret: Ed25519PrivateKey) -> None:
    content = {
        "format": _FORMAT,
        "id": key.id,
        "since": moment_to_text(key.since),
        "until": moment_to_text(key.until) if key.until else None,
        "secret": private_multikey(secret),
    }
    data = json.dumps(content, indent=1).encode()
    write_whole(office.home / "keys" / f"{key.id}.json", data, mode=0o600)


def _read(path: Path) -> dict[str, Any]:
    """A key file whose two halves belong together."""
    _refuse_if_others_can(path)
    try:
        content = json.loads(path.read_bytes())
        fits = public_multikey(private_key(content["secret"]).public_key()) == content["id"] == path.stem
    except OSError as problem:
        raise IssuerKeyError(
            _("The key file {path} cannot be read: {why}.").format(path=path, why=problem.strerror)
        ) from problem
    except (ValueError, KeyError, TypeError, AttributeError, SignatureError) as problem:
        raise IssuerKeyError(_damaged(path)) from problem
    if not fits or content.get("format") != _FORMAT:
        raise IssuerKeyError(_damaged(path))
    return dict(content)


def _public(path: Path, content: dict[str, Any]) -> PublicKey:
    try:
        until = content["until"]
        return PublicKey(
            content["id"], moment_from_text(content["since"]), moment_from_text(until) if until else None
        )
    except (ValueError, KeyError, TypeError) as problem:
        raise IssuerKeyError(_damaged(path)) from problem


def _damaged(path: Path) -> str:
    return _("{path} is not a whole key file. Put back the one from your backup.").format(path=path)


def _refuse_if_others_can(path: Path) -> None:
    """On systems that know such rights; elsewhere the folder's own rights hold."""
    if os.name != "posix":
        return
    about = path.stat()
    if about.st_mode & 0o077 or about.st_uid != os.geteuid():
        wanted = "700" if path.is_dir() else "600"
        raise IssuerKeyError(
            _(
                "Other accounts can read {path}, so nothing is signed with it. Find out who had access; "
                "then close it with: chmod {wanted} {path}. If a stranger may have copied the key, rotate it."
            ).format(path=path, wanted=wanted)
        )
