"""The register of certificates: what was issued to whom, under which rule, what became of it, and whether it
can be renewed. Pure.

In: `Found`, the certificates' rules by id. Out: a `Report`.
"""

from collections.abc import Mapping, Sequence

from autograde.certificate.standing import Certificate, CertificateState, certificates
from autograde.ledger.events import Event
from autograde.program.certificate_rules import CertificateRules
from autograde.program.renewal import Stage, Toward, toward
from autograde.reports.report import Report
from autograde.reports.scope import Found
from autograde.sessions.local_time import local_day
from classroom.language import _, ngettext

__all__ = ["register"]


def register(found: Found, programs: Mapping[str, CertificateRules]) -> Report:
    """One row for each certificate issued in the range of dates, in the order of issue.

    A certificate whose rules are not among `programs` says nothing of its renewal.
    """
    people = found.people
    listed = [
        (one, f"{event.body['rule']} {event.body['rule_version']}")
        for events in found.events.values()
        for one, event in _issued(events)
        if found.scope.holds(event.occurred_at, found.zone)
    ]
    listed.sort(key=lambda pair: (pair[0].issued_at, pair[0].number))
    rows = [
        [
            one.number,
            people[one.person].name,
            programs[one.rule].title if one.rule in programs else one.rule,
            one.issued_at,
            local_day(one.valid_until, found.zone) if one.valid_until else _("no end"),
            rule,
            _state(one, found),
            _renewal(one, found, programs),
            one.reason,
        ]
        for one, rule in listed
    ]
    return Report(
        name="certificates",
        title=_("Register of certificates"),
        scope=found.words,
        finding=_finding([one for one, _rule in listed], found),
        headings=[
            _("Check code"),
            _("Name"),
            _("Certificate"),
            _("Issued"),
            _("Valid until"),
            _("Rule and version"),
            _("State"),
            _("Renewal"),
            _("Reason"),
        ],
        rows=rows,
        zone=found.zone,
        notes=[
            (_("State"), _("A certificate that was taken back stays in the register, with the reason.")),
            (
                _("Renewal"),
                _(
                    "By the rules of today: when it can be renewed, and what is still to do for that. Only "
                    "what was earned since it was granted or renewed last counts."
                ),
            ),
        ],
    )


def _issued(events: Sequence[Event]) -> list[tuple[Certificate, Event]]:
    by_event = {event.id: event for event in events}
    return [(one, by_event[one.event]) for one in certificates(events)]


def _finding(listed: list[Certificate], found: Found) -> str:
    said = ngettext("{n} certificate is on record.", "{n} certificates are on record.", len(listed))
    gone = sum(one.has_run_out(found.now) for one in listed)
    ran_out = ngettext("{n} of them has run out.", "{n} of them have run out.", gone)
    return " ".join([said.format(n=len(listed)), *([ran_out.format(n=gone)] if gone else [])])


def _state(one: Certificate, found: Found) -> str:
    if one.has_run_out(found.now) and one.valid_until:
        return _("ran out {day}").format(day=local_day(one.valid_until, found.zone))
    if one.ended_at is None:
        return _("in force")
    day = local_day(one.ended_at, found.zone)
    if one.state is CertificateState.REPLACED:
        return _("replaced {day}").format(day=day)
    return _("revoked {day}").format(day=day)


def _renewal(one: Certificate, found: Found, programs: Mapping[str, CertificateRules]) -> str:
    """Nothing for what does not hold any more, never ends, or has no rules here."""
    if one.state is not CertificateState.VALID or one.rule not in programs:
        return ""
    standing = toward(programs[one.rule], found.events[one.person], found.now)
    if standing.opens_at is None or standing.ends_at is None:
        return ""
    return _words(standing, local_day(standing.opens_at, found.zone), local_day(standing.ends_at, found.zone))


def _words(standing: Toward, opens: str, ends: str) -> str:
    if standing.stage is Stage.LAPSED:
        return _("too late since {day}: to be earned anew").format(day=ends)
    if not standing.progress.rules.renewal:
        return _("cannot be renewed")
    if standing.stage is Stage.HELD:
        return _("from {day} on").format(day=opens)
    if standing.may_be_renewed:
        return _("can be renewed now, until {day}").format(day=ends)
    left = " ".join(answer.sentence for answer in standing.progress.answers)
    return _("until {day}. {what}").format(day=ends, what=left)
