"""Seals: the heads of all chains at one moment, signed, so that a ledger written anew can be told.

    <office>/seals/seal-000001.json    one seal; each names the hash of the one before it

In: the office, a moment, and perhaps a folder with copies of seals that were kept elsewhere. Out: `Seal`,
`Checked`. Called by `bargain ledger seal` and `bargain ledger verify`.
The hash chain shows a careless change; whoever can drop the triggers can also write a chain anew from the
changed event on, or cut off its end. A seal cannot be made without the key, and a copy of it outside the
office cannot be taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from autograde.errors import ChainBroken, RecordsError, SignatureError
from autograde.ledger.chain import Verified
from autograde.ledger.moments import moment_from_text, moment_to_text
from autograde.ledger.records import reading
from autograde.ledger.store import Ledger
from autograde.ledger.tables import event
from autograde.office import Office
from autograde.signing.keys import current_key, public_keys
from autograde.signing.proofs import Suite, sign, signer
from autograde.signing.signed_json import read_signed_json, signed_json_bytes
from classroom.files import write_whole
from classroom.language import _

__all__ = ["Checked", "Seal", "check_seals", "read_seals", "seal_ledger"]

FORMAT = "bargain-ledger-seal-1"


@dataclass(frozen=True)
class Seal:
    """One seal: `heads` holds each person's newest number and hash at that moment (UTC)."""

    number: int
    sealed_at: datetime
    events: int
    heads: dict[str, tuple[int, str]]
    previous: str
    key: str
    sha256: str
    path: Path


@dataclass(frozen=True)
class Checked:
    """What held: the chains, and the seals they were held against."""

    chains: Verified
    seals: int
    newest: Seal | None


def seal_ledger(office: Office, now: datetime) -> Seal:
    """Sign the heads of all chains, after checking chains and earlier seals.

    Raises ChainBroken or RecordsError when something does not hold (nothing is sealed then), IssuerKeyError
    when there is no key to sign with.
    """
    with office.writer():
        checked = check_seals(office)
        key = current_key(office)
        heads = Ledger(office.records()).heads()
        content = {
            "format": FORMAT,
            "number": checked.seals + 1,
            "sealed_at": moment_to_text(now),
            "events": checked.chains.events,
            "previous": checked.newest.sha256 if checked.newest else "",
            "heads": {person: [seq, hash_] for person, (seq, hash_) in heads.items()},
        }
        data = signed_json_bytes(sign(content, key.secret, Suite.JCS, now))
        path = office.home / "seals" / f"seal-{content['number']:06d}.json"
        path.parent.mkdir(mode=0o700, exist_ok=True)
        write_whole(path, data)
        return _seal(path, data)


def check_seals(office: Office, kept: Path | None = None) -> Checked:
    """Follow every chain, and hold it against every seal of the office and of the folder `kept`.

    Raises ChainBroken, naming the first broken link and which seal speaks against it; RecordsError for a seal
    that is missing, changed, or signed with a key that is not this office's.
    """
    seals = read_seals(office.home / "seals")
    _check_order(seals)
    _compare(seals, read_seals(kept) if kept else [])
    known = {key.id for key in public_keys(office)}
    for seal in seals:
        if seal.key not in known:
            raise RecordsError(
                _("{seal} is signed with {key}, which is not a key of this office.").format(
                    seal=seal.path, key=seal.key
                )
            )
    try:
        chains = Ledger(office.records()).verify()
    except ChainBroken as broken:
        raise _with_seal(broken, seals) from broken
    _hold_against(office.records(), seals)
    return Checked(chains, len(seals), seals[-1] if seals else None)


def read_seals(folder: Path) -> list[Seal]:
    """The seals in a folder, by number; raises RecordsError for one whose signature does not hold."""
    paths = sorted(folder.glob("seal-*.json")) if folder.is_dir() else []
    return sorted((_seal(path, path.read_bytes()) for path in paths), key=lambda seal: seal.number)


def _seal(path: Path, data: bytes) -> Seal:
    try:
        content: Any = read_signed_json(data, path.name)
        key = signer(content)
        return Seal(
            number=content["number"],
            sealed_at=moment_from_text(content["sealed_at"]),
            events=content["events"],
            heads={person: (head[0], head[1]) for person, head in content["heads"].items()},
            previous=content["previous"],
            key=key,
            sha256=sha256(data).hexdigest(),
            path=path,
        )
    except (SignatureError, KeyError, ValueError, TypeError, IndexError) as problem:
        why = problem.sentence if isinstance(problem, SignatureError) else _("It is not a seal.")
        raise RecordsError(_("The seal {path} does not hold. {why}").format(path=path, why=why)) from problem


def _check_order(seals: Sequence[Seal]) -> None:
    previous = ""
    for number, seal in enumerate(seals, start=1):
        if seal.number != number or seal.previous != previous:
            raise RecordsError(
                _(
                    "Seal {number} of this office is missing or was replaced: {path} does not follow it."
                ).format(number=number if seal.number != number else number - 1, path=seal.path)
            )
        previous = seal.sha256


def _compare(seals: Sequence[Seal], copies: Sequence[Seal]) -> None:
    """A copy kept elsewhere must be the office's own seal, byte for byte."""
    ours = {seal.number: seal.sha256 for seal in seals}
    for copy in copies:
        if ours.get(copy.number) != copy.sha256:
            raise RecordsError(
                _(
                    "The copy {path} is not what this office has as seal {number}: the office's seals were "
                    "replaced or removed. Hold to the copy."
                ).format(path=copy.path, number=copy.number)
            )


def _with_seal(broken: ChainBroken, seals: Iterable[Seal]) -> ChainBroken:
    covering = [seal for seal in seals if seal.heads.get(broken.person, (0, ""))[0] >= broken.seq]
    said = (
        _("Seal {number} of {when} covers it: it was whole then, and was changed since.").format(
            number=covering[0].number, when=_when(covering[0])
        )
        if covering
        else _("No seal covers it.")
    )
    return ChainBroken(f"{broken.sentence} {said}", broken.person, broken.seq, broken.event_id)


def _hold_against(engine: Engine, seals: Sequence[Seal]) -> None:
    """One pass over the ledger; what is kept in memory is the heads."""
    sealed: dict[tuple[str, int], list[Seal]] = {}
    for seal in seals:
        for person, (seq, _hash) in seal.heads.items():
            sealed.setdefault((person, seq), []).append(seal)
    query = select(event.c.person, event.c.seq, event.c.hash, event.c.id).order_by(
        event.c.person, event.c.seq
    )
    with reading(engine) as connection:
        for row in connection.execute(query):
            for seal in sealed.pop((row.person, row.seq), ()):
                if seal.heads[row.person][1] != row.hash:
                    raise ChainBroken(_rewritten(seal, row.person, row.seq), row.person, row.seq, row.id)
    for (person, seq), covering in sorted(sealed.items()):
        raise ChainBroken(
            _("Event number {seq} of {person} is gone: seal {number} of {when} has it.").format(
                seq=seq, person=person, number=covering[0].number, when=_when(covering[0])
            ),
            person,
            seq,
            "",
        )


def _rewritten(seal: Seal, person: str, seq: int) -> str:
    return _(
        "The chain of {person} holds in itself, but its number {seq} is not the one that seal {number} of "
        "{when} signed: this or an earlier event was changed, and the chain written anew."
    ).format(person=person, seq=seq, number=seal.number, when=_when(seal))


def _when(seal: Seal) -> str:
    return f"{seal.sealed_at:%Y-%m-%d %H:%M} UTC"
