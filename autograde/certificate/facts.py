"""What a certificate says, as a value. Pure. Filled in by grounds.py, read back by credential.py."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

__all__ = ["CertificateFacts", "CreditLine", "PartEvidence"]


@dataclass(frozen=True)
class CreditLine:
    """One thing that was earned toward it, in words: its title, and when, where and for how much.

    `evidence_sha256` is that of the attendance list or letter behind it; "" for a course of ours, whose parts
    are the evidence.
    """

    title: str
    said: str
    evidence_sha256: str


@dataclass(frozen=True)
class PartEvidence:
    """What one part rests on: SHA-256 (hex) of the answers as they came, and of the run that scored them."""

    title: str
    packet_sha256: str
    run_sha256: str


@dataclass(frozen=True)
class CertificateFacts:
    """Everything on the page.

    `number` is the certificate's check code. Times carry the zone of the newest course's session. `units` and
    `contact_hours` are the sums over `credits`. `rule_*` is the rule the certificate was granted under.
    `standing` says whether it counts for a licence or a degree.
    """

    number: str
    title: str
    name: str
    affiliate: str
    local: str
    credits: tuple[CreditLine, ...]
    earned_at: datetime
    issued_at: datetime
    valid_until: datetime | None
    units: Decimal
    contact_hours: Decimal
    hours_counted: str
    assessed: str
    standing: str
    rule: str
    rule_version: str
    rule_sha256: str
    issuer_name: str
    issuer_url: str
    signatory: str
    evidence: tuple[PartEvidence, ...]
