"""The register of certificates: what was issued to whom, under which rule, and what became of it. Pure.

In: `Found`. Out: a `Report`.
"""

from datetime import datetime

from autograde.ledger.events import EventKind
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
        revoked = {
            event.body["serial"]: event for event in events if event.kind is EventKind.CERTIFICATE_REVOKED
        }
        for event in events:
            if event.kind is EventKind.CERTIFICATE_ISSUED and found.scope.holds(event.occurred_at):
                back = revoked.get(event.body["serial"])
                until = event.body["valid_until"]
                rows.append(
                    [
                        event.body["serial"],
                        people[person].name,
                        event.body["certificate"],
                        event.occurred_at,
                        str(until) if until else _("no end"),
                        f"{event.body['rule']} {event.body['rule_version']}",
                        _state(back.occurred_at if back else None, found),
                        back.reason if back else "",
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


def _state(revoked_at: datetime | None, found: Found) -> str:
    if revoked_at is None:
        return _("in force")
    return _("revoked {day}").format(day=local_day(revoked_at, found.zone))
