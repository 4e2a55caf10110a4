"""Issue and revoke: the credential and the page kept in the office, the fact in the ledger.

    <office>/certificates/<number>/credential.json, certificate.pdf

In: the office, the certificate's rules, the courses, a person, a moment. Out: `Certificate`. Called by the
command, and by again.py, which reissues and renews.
The event holds no name: it holds the hash of the credential, which is kept apart and can be erased. A page is
written before its event, so that nothing on record is missing; a page without an event was never issued.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from autograde.certificate.credential import credential_of
from autograde.certificate.grounds import Grounds, grounds
from autograde.certificate.issuer import load_issuer
from autograde.certificate.printed import print_certificate
from autograde.certificate.standing import (
    CERTIFICATE_EVENTS,
    Certificate,
    CertificateState,
    certificates,
)
from autograde.certificate.status import PLACES
from autograde.course import Course
from autograde.errors import CertificateError
from autograde.ledger.events import EventKind, NewEvent
from autograde.ledger.moments import moment_to_text
from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.people.codes import new_code
from autograde.program.certificate_rules import CertificateRules
from autograde.program.renewal import Stage, toward
from autograde.signing.keys import current_key
from autograde.signing.proofs import Suite, sign
from autograde.signing.signed_json import signed_json_bytes
from classroom.files import write_whole
from classroom.language import _

__all__ = [
    "CREDENTIAL",
    "PAGE",
    "due_people",
    "find_certificate",
    "folder_of",
    "grant",
    "holding",
    "issue",
    "revoke",
]

CREDENTIAL, PAGE = "credential.json", "certificate.pdf"


def issue(
    office: Office,
    rules: CertificateRules,
    courses: Mapping[str, Course],
    person: str,
    actor: str,
    now: datetime,
) -> Certificate:
    """Issue the certificate that is due to a person.

    Raises RulesError or CertificateError when none is due, she has one that can still be renewed, or the
    rules leave open what it must state; IssuerKeyError without a key; then nothing is recorded.
    """
    with office.writer():
        current_key(office)  # without a key nothing else matters
        held = toward(rules, Ledger(office.records()).events(person), now)
        if held.grant and held.stage is not Stage.LAPSED:
            raise CertificateError(
                _(
                    "{person} has certificate {number} already. To correct it, reissue it; when it runs out, "
                    "renew it."
                ).format(person=person, number=held.grant.number)
            )
        number = new_code()
        due = grounds(office, rules, courses, person, load_issuer(office), number, now)
        return grant(office, person, due, actor, now)


def revoke(office: Office, number: str, reason: str, actor: str, now: datetime) -> Certificate:
    """Revoke a certificate; raises CertificateError when unknown or not valid any more, or without reason."""
    with office.writer():
        old = holding(office, number, reason)
        Ledger(office.records()).append(
            NewEvent(
                key=f"certificate_revoked:{old.number}",
                person=old.person,
                session=old.session,
                kind=EventKind.CERTIFICATE_REVOKED,
                occurred_at=now,
                actor=actor,
                reason=reason.strip(),
                supersedes=old.event,
                body={"serial": old.number},
            )
        )
        return find_certificate(office, number)


def due_people(office: Office, rules: CertificateRules, now: datetime) -> list[str]:
    """Who has earned a certificate and holds none, the earliest first; [] while rules are unset."""
    due = []
    for person, events in Ledger(office.records()).chains():
        standing = toward(rules, events, now)
        if standing.progress.met_at and standing.may_be_issued:
            due.append((standing.progress.met_at, person))
    return [person for _met_at, person in sorted(due)]


def find_certificate(office: Office, number: str) -> Certificate:
    """The certificate of that check code, however it was typed; raises CertificateError."""
    plain = _plain(number)
    for one in _all(office):
        if _plain(one.number) == plain:
            return one
    raise CertificateError(
        _('There is no certificate "{number}" in this office. Check the code.').format(number=number[:40])
    )


def folder_of(office: Office, number: str) -> Path:
    """Where a certificate's credential and page are kept."""
    return office.home / "certificates" / number


def grant(
    office: Office,
    person: str,
    due: Grounds,
    actor: str,
    now: datetime,
    old: Certificate | None = None,
    reason: str = "",
    renews: bool = False,
) -> Certificate:
    """Sign, print, keep and record a certificate; the office must be held for writing.

    old: the one that this one replaces, because of a correction or, with `renews`, because its time is over.
    """
    key, facts, number = current_key(office), due.facts, due.facts.number
    place = _free_place(office, key.public.id)
    data = signed_json_bytes(sign(credential_of(facts, key.public, place), key.secret, Suite.RDFC, now))
    _keep(folder_of(office, number), data, print_certificate(data))
    body = {
        "certificate": facts.rule,
        "rule": facts.rule,
        "rule_version": facts.rule_version,
        "rule_sha256": facts.rule_sha256,
        "serial": number,
        "valid_until": moment_to_text(facts.valid_until) if facts.valid_until else None,
        "units": str(facts.units),
        "hours": str(facts.contact_hours),
        "credits": list(due.credits),
        "credential_sha256": sha256(data).hexdigest(),
        "key": key.public.id,
        "status_index": place,
    }
    Ledger(office.records()).append(
        NewEvent(
            key=f"certificate_issued:{number}",
            person=person,
            session=due.session,
            kind=EventKind.CERTIFICATE_ISSUED,
            occurred_at=now,
            actor=actor,
            reason=reason,
            supersedes=old.event if old else None,
            body=body | ({"renews": old.number} if old and renews else {}),
        )
    )
    return next(one for one in _all(office, person) if one.number == number)


def holding(office: Office, number: str, reason: str) -> Certificate:
    """A certificate that was neither revoked nor replaced; raises CertificateError, also without reason."""
    found = find_certificate(office, number)
    if not reason.strip():
        raise CertificateError(_("Say why, in a few words without names: the reason stays on record."))
    if found.state is not CertificateState.VALID:
        raise CertificateError(
            _("Certificate {number} does not hold any more: it is {state}.").format(
                number=found.number, state=found.state
            )
        )
    return found


def _keep(folder: Path, credential: bytes, page: bytes) -> None:
    folder.parent.mkdir(mode=0o700, exist_ok=True)
    folder.mkdir(mode=0o700)
    write_whole(folder / CREDENTIAL, credential)
    write_whole(folder / PAGE, page)


def _all(office: Office, person: str | None = None) -> list[Certificate]:
    return certificates(Ledger(office.records()).events(person, kinds=CERTIFICATE_EVENTS))


def _free_place(office: Office, key: str) -> int:
    """A place in the key's status list that no certificate has, by chance, so that it tells nothing."""
    issued = Ledger(office.records()).events(kinds=[EventKind.CERTIFICATE_ISSUED])
    taken = {event.body["status_index"] for event in issued if event.body["key"] == key}
    if len(taken) >= PLACES // 2:
        raise CertificateError(_("This key has signed as many certificates as it should. Rotate it."))
    return next(place for place in iter(lambda: secrets.randbelow(PLACES), None) if place not in taken)


def _plain(number: str) -> str:
    return "".join(letter for letter in number.upper() if letter.isalnum())
