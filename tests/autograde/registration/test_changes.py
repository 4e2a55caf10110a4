"""Applications, extensions, transfers, leaving, notes, and how a session ended for each person."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from autograde.errors import IntakeError, SessionError
from autograde.evidence import comment_text
from autograde.ledger.events import EventKind
from autograde.ledger.store import Ledger
from autograde.people.register import People
from autograde.program.standing import standing
from autograde.registration.applications import Decision, apply, decide, open_registration, registration
from autograde.registration.changes import About, extend, note, transfer, withdraw
from autograde.registration.outcomes import Outcome, outcome
from autograde.sessions.calendar import Sessions

if TYPE_CHECKING:
    from datetime import datetime

    from tests.conftest import SmallSchool

LEE = "p-0000000000ee"


def right(school: SmallSchool, person: str) -> dict[str, str]:
    return {
        "base": f"${1000 + 10 * school.variant(person):,}",
        "reading": "more",
        "letter": "Please send the payroll register by Friday, November 14.",
    }


def test_a_session_with_two_places_a_waiting_list_and_a_deadline(small_school: SmallSchool) -> None:
    office, session, now = small_school.office, small_school.session, small_school.during
    ledger, people = Ledger(office.records()), People(office.records())
    ana, bo, cy, dee = (people.add_person(name) for name in ("Ana", "Bo", "Cy", "Dee"))
    with pytest.raises(SessionError, match="is not open"):
        apply(office, session, ana, ana, now)
    open_registration(office, session, now + timedelta(days=7), 2, LEE, now)
    for person in (ana, bo, cy):
        apply(office, session, person, person, now)
    assert apply(office, session, ana, ana, now + timedelta(days=9)).occurred_at == now, "she applied in time"
    with pytest.raises(SessionError, match="were taken until"):
        apply(office, session, dee, dee, now + timedelta(days=8))
    decide(office, session, ana, Decision.ACCEPTED, "", LEE, now)
    decide(office, session, bo, Decision.ACCEPTED, "", LEE, now)
    with pytest.raises(SessionError, match="All 2 places are given"):
        decide(office, session, cy, Decision.ACCEPTED, "", LEE, now)
    decide(office, session, cy, Decision.WAITING, "", LEE, now)
    with pytest.raises(SessionError, match="is told why"):
        decide(office, session, bo, Decision.DECLINED, " ", LEE, now)
    with pytest.raises(SessionError, match="has not applied"):
        decide(office, session, dee, Decision.ACCEPTED, "", LEE, now)
    stands = registration(ledger.events(session=session))
    assert stands is not None
    assert ([one.decision.value for one in stands.applications], stands.free) == (
        ["accepted", "accepted", "waiting"],
        0,
    )
    assert Sessions(office.records()).enrolled(session) == [ana, bo]


@pytest.mark.parametrize(
    ("days", "places", "says"), [(7, 0, "at least one place"), (400, 5, "after the session closes")]
)
def test_a_registration_that_makes_no_sense_is_refused(
    small_school: SmallSchool, days: int, places: int, says: str
) -> None:
    now = small_school.during
    with pytest.raises(SessionError, match=says):
        open_registration(
            small_school.office, small_school.session, now + timedelta(days=days), places, LEE, now
        )


def test_more_time_is_for_her_alone(small_school: SmallSchool) -> None:
    ana, bo = small_school.join("Ana"), small_school.join("Bo")
    over = small_school.closes_at + timedelta(days=20)
    with pytest.raises(IntakeError, match="closed on"):
        small_school.send(ana, small_school.packet(ana, right(small_school, ana)), over)
    extend(
        small_school.office,
        small_school.session,
        ana,
        over + timedelta(days=1),
        "Illness",
        LEE,
        small_school.during,
    )
    small_school.send(ana, small_school.packet(ana, right(small_school, ana)), over)
    with pytest.raises(IntakeError, match="closed on"):
        small_school.send(bo, small_school.packet(bo, right(small_school, bo)), over)
    (hers,) = Sessions(small_school.office.records()).sessions_of(ana)
    assert hers.closes_at == over + timedelta(days=1)
    with pytest.raises(SessionError, match="ends after the session closes"):
        extend(
            small_school.office,
            small_school.session,
            ana,
            small_school.opens_at,
            "x",
            LEE,
            small_school.during,
        )


def test_who_has_left_sends_nothing_more_and_may_come_back(small_school: SmallSchool) -> None:
    office, session, now = small_school.office, small_school.session, small_school.during
    ana = small_school.join("Ana")
    packet = small_school.packet(ana, right(small_school, ana))
    with pytest.raises(SessionError, match="with its reason"):
        withdraw(office, session, ana, "", LEE, now)
    withdraw(office, session, ana, "Moved away", LEE, now)
    with pytest.raises(IntakeError, match="not enrolled"):
        small_school.send(ana, packet)
    with pytest.raises(SessionError, match="is not enrolled"):
        withdraw(office, session, ana, "Again", LEE, now)
    Sessions(office.records()).enrol(session, ana, now, LEE)
    small_school.send(ana, packet)


def test_a_transfer_keeps_the_course_and_leads_to_another_session(small_school: SmallSchool) -> None:
    office, now = small_school.office, small_school.during
    ana, sessions = small_school.join("Ana"), Sessions(office.records())
    sessions.open_session(
        "summer", small_school.course, "Summer", small_school.opens_at + timedelta(days=90),
        small_school.closes_at + timedelta(days=90), "America/New_York",
    )  # fmt: skip
    with pytest.raises(SessionError, match="another session of the same course"):
        transfer(office, "spring", ana, "spring", "Shift work", LEE, now)
    transfer(office, "spring", ana, "summer", "Shift work", LEE, now)
    assert [one.id for one in sessions.sessions_of(ana)] == ["summer"]
    assert (sessions.enrolled("spring"), sessions.enrolled("summer")) == ([], [ana])


def test_what_was_written_is_kept_apart_from_the_record(small_school: SmallSchool) -> None:
    office, ana = small_school.office, small_school.join("Ana")
    text = "She asked for a screen reader version; granted."
    made = note(
        office, small_school.session, ana, About.ACCOMMODATION, "granted", text, LEE, small_school.during
    )
    assert comment_text(office, made.body["note_id"]) == text
    assert text not in str(made.body)
    with pytest.raises(SessionError, match="Write what the note says"):
        note(office, small_school.session, ana, About.COMPLAINT, "opened", " ", LEE, small_school.during)


def test_complete_incomplete_no_show_and_withdrawn_are_told_apart(small_school: SmallSchool) -> None:
    office, session = small_school.office, small_school.session
    sent, quiet, left = (small_school.join(name) for name in ("Sent", "Quiet", "Left"))
    small_school.send(sent, small_school.packet(sent, right(small_school, sent)))
    withdraw(office, session, left, "Moved away", LEE, small_school.during + timedelta(days=1))

    def outcomes(now: datetime) -> dict[str, Outcome]:
        events = Ledger(office.records()).events(session=session)
        dates = Sessions(office.records()).get(session)
        return {
            person: outcome([one for one in events if one.person == person], stands, dates, now)
            for person, stands in standing(events, small_school.course, small_school.rules, now).items()
        }

    early = outcomes(small_school.during + timedelta(days=2))
    assert early == {sent: Outcome.UNDER_WAY, quiet: Outcome.UNDER_WAY, left: Outcome.WITHDRAWN}
    late = outcomes(small_school.closes_at + timedelta(days=60))
    assert late == {sent: Outcome.INCOMPLETE, quiet: Outcome.NO_SHOW, left: Outcome.WITHDRAWN}
    assert Ledger(office.records()).events(left, kinds={EventKind.WITHDRAWN})[0].reason == "Moved away"
