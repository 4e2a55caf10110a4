"""What the start page shows beside the courses: messages to her, and how far she is toward certificates.

In: the stores, a person. Out: values. Called by pages.py. What a certificate asks for stands in the program's
rules; what the program has not said is said to be unset.
"""

from __future__ import annotations

from dataclasses import dataclass

from autograde.people.messages import messages_to
from autograde.program.certificate_rules import CertificateRules, find_certificates
from autograde.program.progress import Progress
from autograde.program.renewal import Stage, toward
from autograde.program.requirements import Kind
from autograde.sessions.local_time import local_time
from classroom.language import _
from desk.stores import Stores

__all__ = ["MessageLine", "TowardLine", "messages_for", "toward_certificates"]

SHOWN = 3
"""So many messages stand open; the older ones are folded away."""


@dataclass(frozen=True)
class MessageLine:
    """One message: from whom and when, to all or to her, and its words."""

    line: str
    text: str


@dataclass(frozen=True)
class TowardLine:
    """One certificate that her courses count toward, in sentences. unset: what the program has not said."""

    title: str
    sentences: tuple[str, ...]
    unset: bool
    fictional: bool


def messages_for(desk: Stores, person: str) -> tuple[list[MessageLine], list[MessageLine]]:
    """The newest messages to her, and the older ones."""
    zones = {one.id: one.zone for one in desk.sessions_of(person)}
    found = messages_to(desk.office, person, zones)
    names = {one.id: one.name for one in desk.people.people({one.by for one in found}).values()}
    lines = [
        MessageLine(
            (_("{name} to you, {when}") if one.person else _("{name} to everybody, {when}")).format(
                name=names.get(one.by, _("(name erased)")), when=local_time(one.at, zones[one.session])
            ),
            one.text or "",
        )
        for one in found
    ]
    return lines[:SHOWN], lines[SHOWN:]


def toward_certificates(desk: Stores, person: str) -> list[TowardLine]:
    """The certificates that a course of hers, or units, count toward, and those she holds."""
    courses = {one.course for one in desk.sessions_of(person)}
    folder = desk.settings.programs
    rules = find_certificates(folder / "certificates" if folder else None)
    events = desk.ledger.events(person)
    lines = []
    for one in rules.values():
        standing = toward(one, events, desk.now)
        if courses and (_concerns(one, courses) or any(answer.have for answer in standing.progress.answers)):
            said = [answer.sentence for answer in standing.progress.answers]
            if standing.stage in (Stage.HELD, Stage.RENEWABLE):
                said.insert(0, _("You hold it. Toward its renewal:") if said else _("You hold it."))
            lines.append(TowardLine(one.title, tuple(said), _is_open(one, standing.progress), one.fictional))
    return lines


def _concerns(rules: CertificateRules, courses: set[str]) -> bool:
    return any(one.kind is Kind.UNITS or one.of in courses for one in rules.requirements)


def _is_open(rules: CertificateRules, progress: Progress) -> bool:
    """Whether the program has left something unset, so that nobody can be given the certificate yet."""
    return bool(rules.unset) and not progress.may_be_issued
