"""How long memos wait for an instructor. Pure.

In: `Found`. Out: a `Report`. The wait runs from when the part was sent to when the memo was answered; what
still waits is counted by itself. The promise is in working days (see working_days.py), the waits in days of
24 hours.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from autograde.ledger.events import Event, EventKind
from autograde.reports.report import Report
from autograde.reports.scope import Found, Seat
from autograde.working_days import after_working_days
from classroom.language import _, ngettext

__all__ = ["percentile", "turnaround"]


@dataclass(frozen=True)
class _Wait:
    """One memo: who answered it (empty while it waits), how long it waited, whether past the promise."""

    actor: str
    days: Decimal
    overdue: bool


def turnaround(found: Found, names: Mapping[str, str] | None = None) -> Report:
    """One row for each instructor, one for what still waits; `names` are those of the instructors, by id."""
    waits = [wait for seat in found.seats for wait in _waits(found, seat)]
    answered = [wait for wait in waits if wait.actor]
    open_ones = [wait for wait in waits if not wait.actor]
    rows = sorted(
        (
            _row((names or {}).get(actor, actor), [wait for wait in answered if wait.actor == actor])
            for actor in {wait.actor for wait in answered}
        ),
        key=lambda row: str(row[0]).casefold(),
    )
    if open_ones:
        rows.append(_row(_("still waiting"), open_ones))
    overdue = sum(wait.overdue for wait in open_ones)
    return Report(
        name="turnaround",
        title=_("Instructors' turnaround"),
        scope=found.words,
        finding=ngettext(
            "{n} memo waits longer than promised.", "{n} memos wait longer than promised.", overdue
        ).format(n=overdue),
        headings=[
            _("Instructor"),
            _("Memos"),
            _("Median days"),
            _("90th percentile, days"),
            _("Later than promised"),
        ],
        rows=rows,
        zone=found.zone,
        notes=[
            (
                _("Days"),
                _("From when a part was sent to when its memo was answered, in days of 24 hours."),
            ),
            (
                _("90th percentile"),
                _("The wait that nine of ten memos stay within (nearest rank)."),
            ),
            (_("Later than promised"), _("The promise is the course's turnaround, in working days.")),
        ],
        bars=(2, 3),
    )


def _waits(found: Found, seat: Seat) -> Iterator[_Wait]:
    """The memos of one learner in one session, each by the packet that carried it."""
    here = [event for event in found.events[seat.person.id] if event.session == seat.session.id]
    sent = {event.body["packet_sha256"]: event for event in here if event.kind is EventKind.SUBMITTED}
    answers: dict[str, Event] = {}
    for event in here:
        if event.kind is EventKind.FEEDBACK_GIVEN:
            answers.setdefault(event.body["packet_sha256"], event)
    waiting: dict[str, tuple[str, Event]] = {}
    for event in here:
        if event.kind is EventKind.GRADED and event.body["memo_sha256"]:
            waiting[event.body["part"]] = (event.body["packet_sha256"], event)
    for packet, answer in answers.items():
        if packet in sent and found.scope.holds(answer.occurred_at, seat.session.zone):
            yield _wait(seat, sent[packet].occurred_at, answer.occurred_at, answer.actor)
    for packet, _graded in waiting.values():
        answered_text = any(_same_memo(here, packet, other) for other in answers)
        if packet in sent and not answered_text:
            yield _wait(seat, sent[packet].occurred_at, found.now, "")


def _same_memo(events: Sequence[Event], packet: str, other: str) -> bool:
    """Whether two packets carry the same memo: an answer to one answers the other."""
    memos = {
        event.body["packet_sha256"]: event.body["memo_sha256"]
        for event in events
        if event.kind is EventKind.GRADED
    }
    return packet in memos and memos.get(packet) == memos.get(other)


def _wait(seat: Seat, since: datetime, until: datetime, actor: str) -> _Wait:
    promised = after_working_days(since, seat.course.turnaround_days, seat.session.zone)
    return _Wait(actor, _days(until - since), until > promised)


def _days(span: timedelta) -> Decimal:
    return (Decimal(int(span.total_seconds())) / 86_400).quantize(Decimal("0.1"))


def _row(name: str, waits: Sequence[_Wait]) -> list[object]:
    days = [wait.days for wait in waits]
    late = sum(wait.overdue for wait in waits)
    return [name, len(waits), percentile(days, 50), percentile(days, 90), late]


def percentile(values: Sequence[Decimal], percent: int) -> Decimal:
    """The nearest-rank percentile: the smallest value that at least so many percent stay within.

    Source: the nearest-rank definition of the NIST/SEMATECH e-Handbook of Statistical Methods, section
    7.2.6.2, without interpolation.

    >>> percentile([Decimal(n) for n in (1, 2, 3, 4, 10)], 90)
    Decimal('10')
    >>> percentile([Decimal(n) for n in (1, 2, 3, 4)], 50)
    Decimal('2')
    """
    ordered = sorted(values)
    rank = -(-len(ordered) * percent // 100)
    return ordered[max(rank, 1) - 1]
