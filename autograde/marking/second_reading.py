"""A second reading: a learner asks once for each part, and another instructor answers with a reason.

In: the office, a session, a person, a part. Out: `second_reading_asked` and `second_reading_given`, and a new
mark where it changes. Called by the desk. A second reading never takes anything away: the mark stands, or it
becomes *met*, or *met* with more points.
"""

from dataclasses import dataclass
from datetime import datetime

from autograde.course import Course
from autograde.errors import GradingError, NotAllowed
from autograde.evidence import comment_text, keep_comment
from autograde.ledger.events import Event, EventKind, NewEvent
from autograde.ledger.store import Ledger
from autograde.marking.mark import Verdict, mark_memo
from autograde.marking.memos import mark_in_force
from autograde.office import Office
from autograde.program.rules import Rules
from classroom.language import _

__all__ = ["SecondReading", "answer_second_reading", "ask_second_reading", "second_reading"]


@dataclass(frozen=True)
class SecondReading:
    """What became of it. `why` is what she wrote, `answer` what the other instructor wrote; None: erased.

    `may_ask`: there is a mark, and she has not asked for this part before. `changed`: None until answered.
    """

    may_ask: bool
    asked_at: datetime | None = None
    why: str | None = None
    answered_at: datetime | None = None
    changed: bool | None = None
    answer: str | None = None


def second_reading(office: Office, session: str, person: str, part: str) -> SecondReading:
    """Whether she may ask, and what became of it."""
    events = _events(office, session, person, part)
    asked, given = _asked(events), _given(events)
    if asked is None:
        return SecondReading(may_ask=mark_in_force(events) is not None)
    why = asked.body["comment_id"]
    return SecondReading(
        may_ask=False,
        asked_at=asked.occurred_at,
        why=comment_text(office, str(why)) if why else None,
        answered_at=given.occurred_at if given else None,
        changed=given.body["outcome"] == "changed" if given else None,
        answer=comment_text(office, str(given.body["comment_id"])) if given else None,
    )


def ask_second_reading(
    office: Office, session: str, person: str, part: str, why: str, now: datetime
) -> Event:
    """Ask for a second reading of the mark that is in force; what she writes is kept apart from the ledger.

    Raises GradingError, with nothing changed, when there is no mark yet or she has asked before.
    """
    with office.writer():
        events = _events(office, session, person, part)
        if _asked(events) is not None:
            raise GradingError(_("You have asked for a second reading of this part. You can ask once."))
        mark = mark_in_force(events)
        if mark is None:
            raise GradingError(_("There is no answer to this memo yet, so there is nothing to read again."))
        asked = NewEvent(
            key=f"second_reading_asked:{session}:{person}:{part}",
            person=person,
            session=session,
            kind=EventKind.SECOND_READING_ASKED,
            occurred_at=now,
            actor=person,
            body={
                "part": part,
                "packet_sha256": mark.body["packet_sha256"],
                "mark": mark.id,
                "comment_id": keep_comment(office, why.strip()) if why.strip() else None,
            },
        )
        return Ledger(office.records()).append(asked)


def answer_second_reading(
    office: Office,
    course: Course,
    session: str,
    person: str,
    part: str,
    *,
    points: float | None,
    reason: str,
    actor: str,
    now: datetime,
    rules: Rules | None = None,
) -> Event:
    """Answer a second reading: None for `points` lets the mark stand, points make the memo *met* with them.

    reason: what she reads. Raises NotAllowed when the mark was the actor's own, GradingError when nobody
    asked, without a reason, or for points that are fewer than she has.
    """
    with office.writer():
        events = _events(office, session, person, part)
        asked, mark = _asked(events), mark_in_force(events)
        if asked is None or mark is None or _given(events) is not None:
            raise GradingError(_("No second reading of this memo is waiting."))
        if mark.actor == actor:
            raise NotAllowed(_("The first mark is yours. Another instructor gives the second reading."))
        if not reason.strip():
            raise GradingError(_("A second reading is answered with a reason. Write it."))
        if points is not None and points < float(mark.body["points"]):
            raise GradingError(
                _("A second reading takes nothing away: give at least {points:g} points.").format(
                    points=float(mark.body["points"])
                )
            )
        changes = points is not None and (
            mark.body["verdict"] != Verdict.MET or points != float(mark.body["points"])
        )
        if changes:
            mark_memo(
                office, course, session, person, part, verdict=Verdict.MET, points=points, comment=reason,
                rubric_row=None, actor=actor, now=now, rules=rules,
            )  # fmt: skip
        given = NewEvent(
            key=f"second_reading_given:{session}:{person}:{part}",
            person=person,
            session=session,
            kind=EventKind.SECOND_READING_GIVEN,
            occurred_at=now,
            actor=actor,
            body={
                "part": part,
                "packet_sha256": mark.body["packet_sha256"],
                "asked": asked.id,
                "outcome": "changed" if changes else "stands",
                "comment_id": keep_comment(office, reason.strip()),
            },
        )
        return Ledger(office.records()).append(given)


def _events(office: Office, session: str, person: str, part: str) -> list[Event]:
    return [e for e in Ledger(office.records()).events(person, session) if e.body.get("part") == part]


def _asked(events: list[Event]) -> Event | None:
    return next((e for e in events if e.kind is EventKind.SECOND_READING_ASKED), None)


def _given(events: list[Event]) -> Event | None:
    return next((e for e in events if e.kind is EventKind.SECOND_READING_GIVEN), None)
