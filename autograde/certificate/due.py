"""Which certificates wait to be issued or renewed, of all rules at once.

In: the office, the rules by id, a moment. Out: `Due`s, the earliest first. Called by the desk. Each person's
events are read once, and only of those who have earned something.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from autograde.ledger.events import EventKind
from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.program.certificate_rules import CertificateRules
from autograde.program.renewal import toward

__all__ = ["Due", "due_certificates"]

_EARNED = (
    EventKind.COURSE_COMPLETED,
    EventKind.EXTERNAL_CREDIT_APPROVED,
    EventKind.CERTIFICATE_ISSUED,
)
"""What everybody has on record to whom a certificate can be due."""


@dataclass(frozen=True)
class Due:
    """A certificate that a person has earned and does not hold, or (`renewal`) can renew now.

    `since` is the moment at which everything that it asks for was met.
    """

    rule: str
    person: str
    renewal: bool
    since: datetime


def due_certificates(office: Office, rules: Mapping[str, CertificateRules], now: datetime) -> list[Due]:
    """Everything that could be issued or renewed at the moment `now`; rules left unset give none."""
    ledger = Ledger(office.records())
    people = {event.person for event in ledger.events(kinds=_EARNED)}
    found: list[Due] = []
    for person, events in ledger.chains(people):
        for one in rules.values():
            standing = toward(one, events, now)
            met_at = standing.progress.met_at
            if met_at and (standing.may_be_issued or standing.may_be_renewed):
                found.append(Due(one.id, person, standing.may_be_renewed, met_at))
    return sorted(found, key=lambda due: (due.since, due.person, due.rule))
