"""What intake keeps on the disk: packets as they came, the notebooks in them, and what was refused.

    <office>/packets/<sha256>.zip                 every accepted packet, unchanged
    <office>/evidence/sent/<sha256>.notebook      the learner's own notebook from that packet
    <office>/quarantine/<person>/<sha256>.zip     a refused packet, unchanged
    <office>/quarantine/<person>/<sha256>.json    why, when, and from whom

In: the office and bytes.  Out: paths and texts.  Called by receive.py, the feedback page and the command.
None of these folders is under a server's root, and no name in them ends in .ipynb: nothing here is ever
opened as a notebook, and nothing is ever run.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from autograde.ledger.moments import moment_from_text, moment_to_text
from autograde.office import Office
from classroom.files import write_whole

__all__ = [
    "MOST_REFUSED",
    "QuarantineEntry",
    "is_quarantined",
    "keep_evidence",
    "keep_packet",
    "kept_packet",
    "quarantine",
    "quarantine_is_full",
    "quarantined",
]

MOST_REFUSED = 50
"""How many refused packets of one person are kept aside; of more, only the sender is told."""

_PERSON = re.compile(r"p-[0-9a-f]{12}")
NOBODY = "unknown"


@dataclass(frozen=True)
class QuarantineEntry:
    """A refused packet: where it is, the sentence that says why, from whom, in which session, and when."""

    packet: Path
    sentence: str
    person: str
    session: str
    received_at: datetime
    actor: str


def keep_packet(office: Office, data: bytes) -> str:
    """Keep a packet under its sha256, unless it is there already; returns the sha256."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = _packet(office, sha256)
    if not path.is_file():
        write_whole(path, data)
    return sha256


def kept_packet(office: Office, sha256: str) -> bytes | None:
    """The packet of that sha256; None when it was erased, or is not what it was."""
    try:
        data = _packet(office, sha256).read_bytes()
    except FileNotFoundError:
        return None
    return data if hashlib.sha256(data).hexdigest() == sha256 else None


def keep_evidence(office: Office, packet_sha256: str, notebook: bytes) -> Path:
    """Keep the notebook that came in a packet, as bytes that nobody opens by accident; returns where."""
    path = office.evidence / "sent" / f"{packet_sha256}.notebook"
    if not path.is_file():
        write_whole(path, notebook)
    return path


def quarantine(
    office: Office,
    data: bytes,
    *,
    sentence: str,
    person: str,
    session: str,
    received_at: datetime,
    actor: str,
) -> QuarantineEntry:
    """Put a refused packet aside with its reason; the same packet of the same person has one entry."""
    sha256 = hashlib.sha256(data).hexdigest()
    folder = _folder(office, person)
    packet, reason = folder / f"{sha256}.zip", folder / f"{sha256}.json"
    if not reason.is_file():
        written = {
            "format": 1,
            "sentence": sentence,
            "person": person,
            "session": session,
            "received_at": moment_to_text(received_at),
            "actor": actor,
            "sha256": sha256,
            "size": len(data),
        }
        write_whole(packet, data)
        write_whole(reason, (json.dumps(written, indent=1, ensure_ascii=False) + "\n").encode())
    return _entry(reason)


def quarantine_is_full(office: Office, person: str) -> bool:
    """Whether as many refused packets of a person are kept aside as ever will be."""
    return sum(1 for _reason in _folder(office, person).glob("*.json")) >= MOST_REFUSED


def is_quarantined(office: Office, person: str, sha256: str) -> bool:
    """Whether this packet of a person is kept aside already."""
    return (_folder(office, person) / f"{sha256}.json").is_file()


def quarantined(office: Office) -> list[QuarantineEntry]:
    """Every refused packet, the newest first, for staff to look at."""
    found = [_entry(reason) for reason in office.quarantine.glob("*/*.json")]
    return sorted(found, key=lambda entry: (entry.received_at, entry.packet.name), reverse=True)


def _folder(office: Office, person: str) -> Path:
    return office.quarantine / (person if _PERSON.fullmatch(person) else NOBODY)


def _packet(office: Office, sha256: str) -> Path:
    return office.packets / f"{sha256}.zip"


def _entry(reason: Path) -> QuarantineEntry:
    written = json.loads(reason.read_bytes())
    return QuarantineEntry(
        packet=reason.with_suffix(".zip"),
        sentence=written["sentence"],
        person=written["person"],
        session=written["session"],
        received_at=moment_from_text(written["received_at"]),
        actor=written["actor"],
    )
