"""Bundles of evidence that an auditor can follow, from a completion or certificate down to the answers.

In: the office, how many, a seed that the auditor names. Out: folders, each with a page to read and the
files it names. Called by `bargain audit sample`. Which people are drawn follows from the seed alone, so
that nobody can choose and anybody can draw the same again. Every file is checked against the hash in the
ledger; what does not fit is said.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograde.certificate.inside_pdf import attached_credential, check_page
from autograde.certificate.issue import CREDENTIAL, PAGE
from autograde.errors import CertificateError, ChainBroken, OfficeError, PersonError
from autograde.evidence import archived_run
from autograde.intake.kept import kept_packet
from autograde.ledger.events import Event, EventKind
from autograde.ledger.moments import moment_to_text
from autograde.ledger.store import Ledger
from autograde.office import Office
from classroom.files import write_whole
from classroom.language import _

__all__ = ["Drawn", "draw", "evidence_of", "sample"]

_EARNED = (EventKind.PART_COMPLETED, EventKind.COURSE_COMPLETED, EventKind.CERTIFICATE_ISSUED)


@dataclass(frozen=True)
class Drawn:
    """One person of the sample: her folder, and what does not hold (nothing, where all is well)."""

    person: str
    folder: Path
    faults: tuple[str, ...]


def draw(chains: Mapping[str, Sequence[Event]], count: int, seed: str) -> list[str]:
    """The people drawn, among those who earned something: those whose hash with the seed comes first.
    Pure."""
    earned = [person for person, events in chains.items() if any(event.kind in _EARNED for event in events)]
    return sorted(earned, key=lambda person: hashlib.sha256(f"{seed}:{person}".encode()).hexdigest())[:count]


def sample(office: Office, count: int, seed: str, folder: Path) -> list[Drawn]:
    """Write a bundle for each person drawn; returns them in the order drawn.

    Raises OfficeError when the folder is not empty, or a seed is missing; then nothing is written.
    """
    if not seed.strip():
        raise OfficeError(_("Give a seed, which the auditor names: who is drawn follows from it."))
    _refuse_unless_empty(folder)
    ledger = Ledger(office.records())
    chains = dict(ledger.chains())
    return [_bundle(office, ledger, chains[person], folder / person) for person in draw(chains, count, seed)]


def evidence_of(office: Office, person: str, folder: Path) -> Drawn:
    """Write the bundle of one person. Raises OfficeError when the folder is not empty, PersonError for
    somebody the ledger does not know.
    """
    _refuse_unless_empty(folder)
    ledger = Ledger(office.records())
    events = ledger.events(person)
    if not events:
        raise PersonError(_('The ledger holds nothing about "{id}".').format(id=person))
    return _bundle(office, ledger, events, folder)


def _refuse_unless_empty(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise OfficeError(_("{folder} is not empty. Name a new folder.").format(folder=folder))


def _bundle(office: Office, ledger: Ledger, events: Sequence[Event], folder: Path) -> Drawn:
    person = events[0].person
    faults = list(_chain_faults(ledger, person))
    lines = [_("Person {id}: {n} events").format(id=person, n=len(events)), ""]
    for event in events:
        lines.append(f"{event.seq:>4}  {moment_to_text(event.occurred_at)}  {event.kind}  {_said(event)}")
        for name, data, fault in _files(office, event):
            if data is not None:
                write_whole(folder / name, data, mode=0o600)
            faults += [f"{name}: {fault}"] if fault else []
            lines.append(f"      {name}{': ' + fault if fault else ''}")
    lines += ["", _("What does not hold: {faults}").format(faults="; ".join(faults) or _("nothing"))]
    write_whole(folder / "read-me-first.txt", ("\n".join(lines) + "\n").encode(), mode=0o600)
    chain = [
        {
            name: str(value) if name in ("occurred_at", "recorded_at") else value
            for name, value in vars(event).items()
        }
        for event in events
    ]
    write_whole(folder / "events.json", json.dumps(chain, indent=1, ensure_ascii=False).encode(), mode=0o600)
    return Drawn(person, folder, tuple(faults))


def _chain_faults(ledger: Ledger, person: str) -> Iterator[str]:
    try:
        ledger.verify(person)
    except ChainBroken as broken:
        yield str(broken)


def _said(event: Event) -> str:
    """What an event says, for a reader: the fields that are short."""
    shown = {
        name: value
        for name, value in event.body.items()
        if name not in ("v", "cells", "mistakes", "credits") and not re.fullmatch(r"[0-9a-f]{64}", str(value))
    }
    return ", ".join(f"{name} {value}" for name, value in shown.items())


def _files(office: Office, event: Event) -> Iterator[tuple[str, bytes | None, str]]:
    """The files an event rests on: a name in the bundle, the bytes, and what does not hold."""
    if event.kind is EventKind.SUBMITTED:
        packet = str(event.body["packet_sha256"])
        data = kept_packet(office, packet)
        yield f"packets/{packet}.zip", data, "" if data else _("erased, or not what was sent")
    elif event.kind is EventKind.EXECUTED:
        run = str(event.body["run_sha256"])
        path = archived_run(office, run)
        yield (
            f"runs/{run}.ipynb.txt",
            path.read_bytes() if path else None,
            "" if path else _("erased, or not what was run"),
        )
    elif event.kind is EventKind.EXTERNAL_CREDIT_PROPOSED:
        evidence = str(event.body["evidence_sha256"])
        data = _kept(office.home / "outside" / evidence, evidence)
        yield f"outside/{evidence}", data, "" if data else _("erased, or not what was brought")
    elif event.kind is EventKind.CERTIFICATE_ISSUED:
        yield from _certificate(office, event)


def _certificate(office: Office, event: Event) -> Iterator[tuple[str, bytes | None, str]]:
    """The credential against its hash, the page against the credential."""
    folder, shown = office.home / "certificates" / str(event.body["serial"]), event.body["serial"]
    credential = _kept(folder / CREDENTIAL, str(event.body["credential_sha256"]))
    yield (
        f"certificates/{shown}/{CREDENTIAL}",
        credential,
        "" if credential else _("erased, or not what was signed"),
    )
    page, fault = (folder / PAGE).read_bytes() if (folder / PAGE).is_file() else None, ""
    try:
        if page is None or credential is None or attached_credential(page, folder / PAGE) != credential:
            fault = _("erased, or not the page of this credential")
        else:
            check_page(page, credential)
    except CertificateError as problem:
        fault = problem.sentence
    yield f"certificates/{shown}/{PAGE}", page, fault


def _kept(path: Path, wanted: str) -> bytes | None:
    """What is kept under a hash, or None when it is gone or something else."""
    data = path.read_bytes() if path.is_file() else b""
    return data if hashlib.sha256(data).hexdigest() == wanted else None
