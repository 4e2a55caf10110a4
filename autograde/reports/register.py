"""The register of certificates: what was issued to whom, under which rule, and what became of it. Pure.

In: `Found`. Out: a `Report`.
"""

from autograde.certificate.standing import Certificate, CertificateState, certificates
from autograde.reports.report import Report
from autograde.reports.scope import Found
from autograde.sessions.local_time import local_day
from classroom.language import _, ngettext

__all__ = ["register"]


def register(found: Found) -> Report:
    """One row for each certificate issued in the range of dates, in the order of issue."""
    people = found.people
    rows = []
    for person, events in found.events.items():
        by_event = {one.event: one for one in certificates(events)}
        for event in events:
            if event.id in by_event and found.scope.holds(event.occurred_at):
                one = by_event[event.id]
                rows.append(
                    [
                        one.number,
                        people[person].name,
                        one.rule,
                        one.issued_at,
                        local_day(one.valid_until, found.zone) if one.valid_until else _("no end"),
                        f"{event.body['rule']} {event.body['rule_version']}",
                        _state(one, found),
                        one.reason,
                    ]
                )
    rows.sort(key=lambda row: (row[3], row[0]))
    return Report(
        name="certificates",
        title=_("Register of certificates"),
        scope=found.words,
        finding=ngettext(
            "{n} certificate is on record.", "{n} certificates are on record.", len(rows)
        ).format(n=len(rows)),
        headings=[
            _("Serial"),
            _("Name"),
            _("Certificate"),
            _("Issued"),
            _("Valid until"),
            _("Rule and version"),
            _("State"),
            _("Reason"),
        ],
        rows=rows,
        zone=found.zone,
        notes=[(_("State"), _("A certificate that was taken back stays in the register, with the reason."))],
    )


def _state(one: Certificate, found: Found) -> str:
    if one.ended_at is None:
        return _("in force")
    day = local_day(one.ended_at, found.zone)
    if one.state is CertificateState.REPLACED:
        return _("replaced {day}").format(day=day)
    return _("revoked {day}").format(day=day)
