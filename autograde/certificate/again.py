"""A certificate issued again: reissued after a correction, or renewed when its time is over.

In: the office, a certificate's number or a person, a reason, a moment. Out: the new `Certificate`; the old
one stays on record, replaced. Called by the command.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from autograde.certificate.credential import facts_of
from autograde.certificate.facts import CertificateFacts
from autograde.certificate.grounds import Grounds, grounds, standing_of, there, zone_of
from autograde.certificate.issue import CREDENTIAL, find_certificate, folder_of, grant, holding
from autograde.certificate.issuer import load_issuer
from autograde.certificate.standing import Certificate
from autograde.course import Course
from autograde.errors import CertificateError
from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.people.codes import new_code
from autograde.people.register import People
from autograde.program.certificate_rules import CertificateRules
from autograde.program.renewal import refuse_unless_renewable, toward
from autograde.signing.signed_json import read_signed_json
from classroom.language import _

__all__ = ["reissue", "renew", "renewable_people"]


def reissue(office: Office, number: str, reason: str, actor: str, now: datetime) -> Certificate:
    """Issue a certificate again with the name and place that the register of people has today.

    All else stays as it was granted, whatever the rules say by now: what it rests on, the version of its
    rules, and until when it is good. Raises CertificateError when the old one is unknown, not valid any more,
    rests on something that was taken back, or no reason is given; PersonError for somebody erased.
    """
    with office.writer():
        old = holding(office, number, reason)
        who, issuer = People(office.records()).person(old.person), load_issuer(office)
        Ledger(office.records()).verify(old.person)
        if not old.well_founded:
            raise CertificateError(
                _("A credit that certificate {number} rests on was taken back. Revoke it.").format(
                    number=old.number
                )
            )
        facts = replace(
            _facts_kept(office, old),
            number=new_code(),
            name=who.name,
            affiliate=who.affiliate,
            local=who.local,
            issued_at=there(now, zone_of(office, old.session)),
            issuer_name=issuer.name,
            issuer_url=issuer.url,
        )
        due = Grounds(facts, old.credits, old.session)
        return grant(office, old.person, due, actor, now, old, reason.strip())


def renew(
    office: Office,
    rules: CertificateRules,
    courses: Mapping[str, Course],
    person: str,
    actor: str,
    now: datetime,
) -> Certificate:
    """Renew the certificate that a person holds; its new time begins where the old one ends.

    Raises RulesError when there is none, it is too early or too late, or what renewal asks for is not met.
    """
    with office.writer():
        standing = standing_of(office, rules, person, now)
        old = find_certificate(office, standing.grant.number) if standing.grant else None
        refuse_unless_renewable(standing, zone_of(office, old.session) if old else "UTC")
        due = grounds(office, rules, courses, person, load_issuer(office), new_code(), now, standing)
        return grant(office, person, due, actor, now, old, _("renewed"), renews=True)


def renewable_people(office: Office, rules: CertificateRules, now: datetime) -> list[str]:
    """Who can renew a certificate now, having done what renewal asks for."""
    people = Ledger(office.records()).chains()
    return [person for person, events in people if toward(rules, events, now).may_be_renewed]


def _facts_kept(office: Office, old: Certificate) -> CertificateFacts:
    """What the old one states; its credential is held against the ledger, and is kept beside the page."""
    from hashlib import sha256

    path = folder_of(office, old.number) / CREDENTIAL
    data = path.read_bytes() if path.is_file() else b""
    if sha256(data).hexdigest() != old.credential_sha256:
        raise CertificateError(
            _("{path} is not what was issued. Get it back from a backup first.").format(path=path)
        )
    return facts_of(read_signed_json(data, path.name))
