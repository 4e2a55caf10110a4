"""The instructors' queue as values. In: the stores, who looks. Out: `QueueLine`s, the oldest first. Called by
instructor_pages.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from autograde.marking.queue import QueuedMemo, memo_queue
from autograde.sessions.local_time import local_time
from classroom.language import _
from desk.chips import Chip
from desk.stores import Stores

__all__ = ["QueueLine", "deadline_chip", "queue_lines", "with_whom"]


@dataclass(frozen=True)
class QueueLine:
    """One memo that waits: what the list shows, and the three words of its address."""

    session: str
    person: str
    part: str
    name: str
    title: str
    where: str
    sent: str
    deadline: Chip
    instructor: str
    is_mine: bool
    overdue: bool
    second_reading: bool


def queue_lines(desk: Stores, viewer: str) -> list[QueueLine]:
    """Everything that waits in the sessions of this desk's courses."""
    found: list[tuple[QueuedMemo, str]] = []
    for session in desk.sessions.all():
        if session.course in desk.courses:
            queue = memo_queue(desk.office, desk.courses[session.course], session.id, desk.now)
            found += [(memo, session.id) for memo in queue]
    found.sort(key=lambda pair: pair[0].submitted_at)
    names = {
        one.id: one.name
        for one in desk.people.people(
            [*(memo.person for memo, _s in found), *(memo.instructor for memo, _s in found)]
        ).values()
    }
    return [_line(desk, memo, session, names, viewer) for memo, session in found]


def _line(desk: Stores, memo: QueuedMemo, session_id: str, names: dict[str, str], viewer: str) -> QueueLine:
    session = desk.sessions.get(session_id)
    part = desk.courses[session.course].part(memo.part)
    return QueueLine(
        session=session_id,
        person=memo.person,
        part=memo.part,
        name=names.get(memo.person) or _("(name erased)"),
        title=_("Part {number}: {title}").format(number=part.number, title=part.title),
        where=session.title,
        sent=local_time(memo.submitted_at, session.zone),
        deadline=deadline_chip(desk, memo, session.zone),
        instructor=with_whom(memo, names, viewer),
        is_mine=memo.instructor == viewer,
        overdue=memo.overdue(desk.now),
        second_reading=bool(memo.asked),
    )


def deadline_chip(desk: Stores, memo: QueuedMemo, zone: str) -> Chip:
    """The promise: until when, or since when it has passed."""
    when = local_time(memo.due_at, zone)
    if memo.overdue(desk.now):
        return Chip("!", _("Overdue since {when}").format(when=when), "attention")
    return Chip("→", _("Promised by {when}").format(when=when))


def with_whom(memo: QueuedMemo, names: dict[str, str], viewer: str) -> str:
    """Who is to answer, in words."""
    if not memo.instructor:
        return _("With nobody yet")
    name = _("you") if memo.instructor == viewer else names.get(memo.instructor, _("(name erased)"))
    if memo.turn > 1:
        return _("Passed on to {name}").format(name=name)
    return _("With {name}").format(name=name)
