"""Credit for what was attended elsewhere: proposed with evidence, approved by a second person, voided with
reason.

In: the office, a certificate's rules, people's ids and actors. Out: events. Called by the command and the
desk. The evidence (an attendance list, a letter) is kept in <office>/outside/ by its hash, apart from the
ledger, so that it can be erased.
"""

import hashlib
import re
from datetime import datetime

from autograde.errors import RecordsError
from autograde.ledger.events import Event, EventKind, NewEvent
from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.program.certificate_rules import CertificateRules, Offering
from autograde.program.credits import credits_of, proposals_of
from classroom.files import write_whole
from classroom.language import _

__all__ = ["OUTSIDE", "approve", "kept_evidence", "offering_of", "propose", "void"]

OUTSIDE = "outside"
"""Stands in place of a session: what was attended elsewhere belongs to none of ours."""


def propose(
    office: Office,
    rules: CertificateRules,
    person: str,
    offering: str,
    attended_at: datetime,
    evidence: bytes,
    actor: str,
) -> Event:
    """Record that somebody attended an offering, with the evidence; it counts once approved.

    Saying it again changes nothing. Raises RecordsError for an unknown offering, or without evidence.
    """
    found = offering_of(rules, offering)
    if not evidence.strip():
        raise RecordsError(
            _("Outside credit needs evidence, such as the attendance list. Nothing was recorded.")
        )
    name = hashlib.sha256(evidence).hexdigest()
    folder = office.home / OUTSIDE
    folder.mkdir(mode=0o700, exist_ok=True)
    write_whole(folder / name, evidence, mode=0o600)
    return Ledger(office.records()).append(
        NewEvent(
            key=f"proposed:{person}:{rules.id}:{found.id}:{attended_at.date().isoformat()}",
            person=person,
            session=OUTSIDE,
            kind=EventKind.EXTERNAL_CREDIT_PROPOSED,
            occurred_at=attended_at,
            actor=actor,
            body={"certificate": rules.id, "offering": found.id, "evidence_sha256": name},
        )
    )


def approve(office: Office, rules: CertificateRules, person: str, proposal: str, actor: str) -> Event:
    """Approve a proposal, as somebody other than who made it; the credit keeps what the rules say today.

    Raises RecordsError when there is no such proposal, when the same person made it, or when the rules do not
    say what the offering is worth.
    """
    ledger = Ledger(office.records())
    chain = ledger.events(person)
    waiting = {one.event: one for one in proposals_of(chain)}
    if proposal not in waiting:
        raise RecordsError(
            _('There is no proposal "{id}" of {person} that waits for approval.').format(
                id=proposal, person=person
            )
        )
    found = waiting[proposal]
    if found.proposed_by == actor:
        raise RecordsError(
            _("Outside credit is approved by a second person; {actor} proposed it.").format(actor=actor)
        )
    offering = offering_of(rules, found.offering)
    if offering.counts_as is None and offering.units is None:
        raise RecordsError(
            _(
                'The rules of "{title}" do not say what "{offering}" counts for. '
                "Fill it in before you approve it."
            ).format(title=rules.title, offering=offering.title)
        )
    return ledger.append(
        NewEvent(
            key=f"approved:{proposal}",
            person=person,
            session=OUTSIDE,
            kind=EventKind.EXTERNAL_CREDIT_APPROVED,
            occurred_at=found.attended_at,
            actor=actor,
            body={
                "proposal": proposal,
                "offering": offering.id,
                "units": None if offering.units is None else str(offering.units),
                "hours": None if offering.hours is None else str(offering.hours),
                "counts_as": offering.counts_as.value if offering.counts_as else None,
                "rule": rules.id,
                "rule_version": rules.version,
                "rule_sha256": rules.sha256,
            },
        )
    )


def void(office: Office, person: str, credit: str, reason: str, actor: str, now: datetime) -> Event:
    """Take an outside credit, or a proposal, back. It stays on record, with the reason.

    Raises RecordsError without a reason, and for what is not an outside credit or proposal of that person.
    """
    ledger = Ledger(office.records())
    chain = ledger.events(person)
    known = {one.event for one in credits_of(chain) if one.offering} | {
        one.event for one in proposals_of(chain)
    }
    if credit not in known:
        raise RecordsError(
            _('"{id}" is no outside credit or proposal of {person} that is in force.').format(
                id=credit, person=person
            )
        )
    if not reason.strip():
        raise RecordsError(_("A credit is taken back with a reason. Say why. Nothing was changed."))
    return ledger.append(
        NewEvent(
            key=f"voided:{credit}",
            person=person,
            session=OUTSIDE,
            kind=EventKind.CREDIT_VOIDED,
            occurred_at=now,
            actor=actor,
            reason=reason.strip(),
            body={"credit": credit},
        )
    )


def kept_evidence(office: Office, sha256: str) -> bytes | None:
    """The evidence of that hash; None when it was erased, or for what is no hash."""
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        return None
    path = office.home / OUTSIDE / sha256
    return path.read_bytes() if path.is_file() else None


def offering_of(rules: CertificateRules, offering: str) -> Offering:
    """One offering of a certificate's rules; raises RecordsError, with those there are."""
    if offering not in rules.offerings:
        known = ", ".join(rules.offerings) or _("none")
        raise RecordsError(
            _('The rules of "{title}" know no offering "{offering}". They know: {known}.').format(
                title=rules.title, offering=offering, known=known
            )
        )
    return rules.offerings[offering]
