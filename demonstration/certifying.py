"""What program staff of the play do about certificates: outside credit by two people, then whatever is due.

In: the office, the certificate's rules, people. Out: events, certificates, and the folder that an issuer
publishes. Called by demonstration.run. It is what `bargain credit` and `bargain certificate` do.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time
from pathlib import Path

from autograde.certificate.issue import due_people, issue
from autograde.certificate.issuer import ISSUER_FILE
from autograde.certificate.publish import publish
from autograde.certificate.standing import Certificate
from autograde.course import Course
from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.program.certificate_rules import CertificateRules
from autograde.program.credits import proposals_of
from autograde.program.outside import approve, propose
from autograde.signing.keys import create_key, public_keys
from classroom.files import write_whole

__all__ = ["certify", "credit_attendance"]

ISSUER = """# Made up, like everybody in this demonstration.
name = "Harbor Bend Bargaining School (fictional)"
url = "https://certificates.harborbend.example/"
"""


def credit_attendance(
    office: Office,
    rules: CertificateRules,
    person: str,
    offering: str,
    at: datetime,
    proposer: str,
    approver: str,
) -> None:
    """Propose what she attended on a day, with a made-up list, and approve it as a second person."""
    day = datetime.combine(at.date(), time(), UTC)
    evidence = f"Attendance list of {offering} on {day:%Y-%m-%d} (made up): {person} was there.\n"
    made = propose(office, rules, person, offering, day, evidence.encode(), proposer)
    waiting = {one.event for one in proposals_of(Ledger(office.records()).events(person))}
    if made.id in waiting:
        approve(office, rules, person, made.id, approver)


def certify(
    office: Office,
    rules: CertificateRules,
    courses: Mapping[str, Course],
    published: Path,
    actor: str,
    now: datetime,
) -> list[Certificate]:
    """Issue every certificate that is due, and write what the issuer publishes; again adds nothing."""
    if not (office.home / ISSUER_FILE).is_file():
        write_whole(office.home / ISSUER_FILE, ISSUER.encode())
    if not public_keys(office):
        create_key(office, now)
    made = [issue(office, rules, courses, one, actor, now) for one in due_people(office, rules, now)]
    publish(office, published, now)
    return made
