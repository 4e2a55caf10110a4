"""The queue of a session: every memo that was written and waits, and every second reading that was asked for.

In: the office, the course, a session, a moment. Out: `QueuedMemo`s, the one sent first on top. Called by the
desk and by `bargain queue`. Reading the queue also puts on record who is to answer what is new in it, and to
whom an overdue memo passes: that follows from the clock, not from who looks.
"""

from datetime import datetime

from autograde.course import Course
from autograde.ledger.events import Event, EventKind
from autograde.ledger.store import Ledger
from autograde.marking.assignment import QueuedMemo, assigned_event, assigned_to, with_assignments
from autograde.marking.memos import WaitingMemo, mark_in_force, waiting_memos
from autograde.office import Office
from autograde.people.staff import Role, Staff
from autograde.sessions.calendar import Sessions
from autograde.sessions.dates import Session
from autograde.working_days import after_working_days

__all__ = ["QueuedMemo", "memo_queue"]


def memo_queue(office: Office, course: Course, session: str, now: datetime) -> list[QueuedMemo]:
    """The queue as it is now; raises SessionError when there is no such session."""
    dates, ledger = Sessions(office.records()).get(session), Ledger(office.records())
    queue = [
        *(_memo(ledger, course, dates, memo) for memo in waiting_memos(office, session)),
        *_second_readings(ledger, course, dates),
    ]
    queue.sort(key=lambda memo: (memo.submitted_at, memo.person, memo.part))
    members = Staff(office.records()).all()
    instructors = [member.id for member in members if Role.INSTRUCTOR in member.roles]
    assigned = with_assignments(queue, instructors, now)
    new = [after for before, after in zip(queue, assigned, strict=True) if after != before]
    if new:
        with office.writer():
            for memo in new:
                ledger.append(assigned_event(session, memo, now))
    return assigned


def _memo(ledger: Ledger, course: Course, session: Session, memo: WaitingMemo) -> QueuedMemo:
    events = _about(ledger, memo.person, session.id, memo.part)
    graded = [e for e in events if e.kind is EventKind.GRADED and e.body.get("in_gradebook", True)]
    packet = str(graded[-1].body["packet_sha256"]) if graded else ""
    instructor, turn, earlier = assigned_to(events, packet)
    return QueuedMemo(
        person=memo.person,
        part=memo.part,
        packet_sha256=packet,
        submitted_at=memo.submitted_at,
        due_at=after_working_days(memo.submitted_at, course.turnaround_days, session.zone),
        instructor=instructor,
        turn=turn,
        earlier=earlier,
    )


def _second_readings(ledger: Ledger, course: Course, session: Session) -> list[QueuedMemo]:
    """The requests that nobody has answered, and whose mark still stands."""
    told = ledger.events(
        session=session.id, kinds={EventKind.SECOND_READING_ASKED, EventKind.SECOND_READING_GIVEN}
    )
    answered = {e.body["asked"] for e in told if e.kind is EventKind.SECOND_READING_GIVEN}
    found = []
    for asked in told:
        if asked.kind is EventKind.SECOND_READING_GIVEN or asked.id in answered:
            continue
        part = str(asked.body["part"])
        events = _about(ledger, asked.person, session.id, part)
        mark = mark_in_force(events)
        if mark is None:
            continue  # she has sent another memo since, which waits in the queue by itself
        packet = str(asked.body["packet_sha256"])
        instructor, turn, earlier = assigned_to(events, packet, asked.id)
        found.append(
            QueuedMemo(
                person=asked.person,
                part=part,
                packet_sha256=packet,
                submitted_at=asked.occurred_at,
                due_at=after_working_days(asked.occurred_at, course.turnaround_days, session.zone),
                instructor=instructor,
                turn=turn,
                asked=asked.id,
                earlier=earlier or (mark.actor,),
            )
        )
    return found


def _about(ledger: Ledger, person: str, session: str, part: str) -> list[Event]:
    return [event for event in ledger.events(person, session) if event.body.get("part") == part]
