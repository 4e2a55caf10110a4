"""Whether a certificate is due, and the facts it would state: all of them from the ledger and the rules.

In: the office, the certificate's rules, the courses, a person, a moment. Out: `Grounds`; or one sentence that
says why no certificate can be issued. It changes nothing. Called by issue.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from autograde.certificate.credit_lines import credit_line, part_evidence
from autograde.certificate.facts import CertificateFacts
from autograde.certificate.issuer import Issuer
from autograde.course import Course
from autograde.errors import CertificateError
from autograde.ledger.events import Event
from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.people.register import People
from autograde.program.certificate_rules import CertificateRules
from autograde.program.credits import Credit, credits_of
from autograde.program.outside import OUTSIDE
from autograde.program.progress import months_later, refuse_unless_due, with_hours
from autograde.program.renewal import Toward, toward
from autograde.sessions.calendar import Sessions
from classroom.language import _

__all__ = ["Grounds", "grounds", "standing_of", "there", "zone_of"]


@dataclass(frozen=True)
class Grounds:
    """What a certificate would state, the ids of the events of the credits it rests on, and its session."""

    facts: CertificateFacts
    credits: tuple[str, ...]
    session: str


def standing_of(office: Office, rules: CertificateRules, person: str, now: datetime) -> Toward:
    """Where a person stands with a certificate; her chain is followed first (raises ChainBroken)."""
    ledger = Ledger(office.records())
    ledger.verify(person)
    return toward(rules, ledger.events(person), now)


def grounds(
    office: Office,
    rules: CertificateRules,
    courses: Mapping[str, Course],
    person: str,
    issuer: Issuer,
    number: str,
    now: datetime,
    renewed: Toward | None = None,
) -> Grounds:
    """The facts of a certificate that is due, or, with `renewed`, of one that can be renewed.

    A renewed one rests on what the first rested on and on what was earned since; its time begins where the
    old time ends. Raises RulesError when it is not earned or its rules leave something unset,
    CertificateError when nobody has said its contact hours, ChainBroken, and PersonError for somebody who is
    not known or was erased.
    """
    standing = renewed or standing_of(office, rules, person, now)
    refuse_unless_due(standing.progress)
    events = Ledger(office.records()).events(person)
    who, counted = People(office.records()).person(person), _counted(rules, standing, events, renewed)
    newest = next((one for one in reversed(counted) if one.course), None)
    session = newest.session if newest else OUTSIDE
    zone = zone_of(office, session)
    from_day = standing.grant.valid_until if renewed and standing.grant else now
    facts = CertificateFacts(
        number=number,
        title=rules.title,
        name=who.name,
        affiliate=who.affiliate,
        local=who.local,
        credits=tuple(credit_line(office, rules, courses, events, one) for one in counted),
        earned_at=max(_earned(one, zone) for one in standing.progress.counted),
        issued_at=there(now, zone),
        valid_until=_later(from_day or now, rules.valid_months, zone),
        units=sum((one.units for one in counted if one.units), Decimal(0)),
        contact_hours=_hours(rules, counted),
        hours_counted=rules.hours_counted,
        assessed=_assessed(counted, renewed is not None),
        standing=_standing(rules, issuer),
        rule=rules.id,
        rule_version=rules.version,
        rule_sha256=rules.sha256,
        issuer_name=issuer.name,
        issuer_url=issuer.url,
        signatory=rules.signatory,
        evidence=tuple(part for one in counted if one.course for part in part_evidence(courses, events, one)),
    )
    return Grounds(facts, tuple(one.event for one in counted), session)


def _counted(
    rules: CertificateRules, standing: Toward, events: Sequence[Event], renewed: Toward | None
) -> Sequence[Credit]:
    """What it rests on, oldest first."""
    counted = standing.progress.counted
    if not renewed or not standing.grant:
        return counted
    before = [one for one in credits_of(events) if one.event in standing.grant.credits]
    return [*(with_hours(rules, one) for one in before), *counted]


def _hours(rules: CertificateRules, counted: Sequence[Credit]) -> Decimal:
    hours = sum((one.hours for one in counted if one.hours), Decimal(0))
    if not hours:
        raise CertificateError(
            _(
                '"{title}" cannot be issued yet: its rules set no contact hours for what was earned. '
                "Set them in the rules file, with a new version."
            ).format(title=rules.title)
        )
    return hours


def _assessed(counted: Sequence[Credit], renewed: bool) -> str:
    said = [_("Renewed.")] if renewed else []
    if any(one.course for one in counted):
        said.append(_("Automatically scored and instructor-reviewed."))
    if any(one.offering for one in counted):
        said.append(_("What was attended elsewhere: shown by evidence and approved by a second person."))
    return " ".join(said)


def _standing(rules: CertificateRules, issuer: Issuer) -> str:
    said = issuer.registration.get(rules.id, _("Not academic credit or licence points."))
    return f"{said} {_('A made-up example: it certifies nothing.')}" if rules.fictional else said


def _earned(credit: Credit, zone: str) -> datetime:
    """When a credit was earned; a day that something was attended has no hour, and begins at midnight."""
    midnight = datetime.combine(credit.day(zone), time(), ZoneInfo(zone))
    return there(credit.at if credit.course else midnight, zone)


def _later(moment: datetime, months: int | None, zone: str) -> datetime | None:
    return there(months_later(moment, months), zone) if months else None


def zone_of(office: Office, session: str) -> str:
    """The zone whose clock a certificate goes by: that of its session, UTC for what was earned elsewhere."""
    return "UTC" if session == OUTSIDE else Sessions(office.records()).get(session).zone


def there(moment: datetime, zone: str) -> datetime:
    """To the second, by the session's own clock, with its distance from UTC: as the credential writes it."""
    there = moment.astimezone(ZoneInfo(zone)).replace(microsecond=0)
    return datetime.fromisoformat(there.isoformat())
