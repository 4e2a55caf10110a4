"""Sessions: dates that make sense, work in time or late, and an employer of one's own."""

import json
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from autograde.course import Course, CoursePart, one_kind
from autograde.errors import RecordsError, SessionError
from autograde.ledger.events import EventKind, NewEvent
from autograde.ledger.records import reading
from autograde.ledger.store import Ledger
from autograde.ledger.tables import course_session
from autograde.people.register import People
from autograde.sessions.calendar import Acceptance, Session, Sessions

OPENS, CLOSES = datetime(2026, 2, 1, 14, tzinfo=UTC), datetime(2026, 3, 7, 4, 59, tzinfo=UTC)


def course(variants: range = range(1, 4)) -> Course:
    part = CoursePart("part01-one", "One", 1, None)
    return Course("small", "A small course", "", Path("small"), (part,), one_kind(variants), 3)


def opened(records: Engine, variants: range = range(1, 4), session: str = "spring") -> Sessions:
    sessions = Sessions(records)
    sessions.open_session(
        session, course(variants), "Spring 2026", OPENS, CLOSES, "America/New_York", late_days=2
    )
    return sessions


def test_a_session_comes_back_as_it_was_opened(records: Engine) -> None:
    sessions = opened(records)
    spring = sessions.get("spring")
    assert (spring.course, spring.title, spring.zone, spring.late_days) == (
        "small", "Spring 2026", "America/New_York", 2,
    )  # fmt: skip
    assert (spring.opens_at, spring.closes_at) == (OPENS, CLOSES)
    assert sorted(spring.variants) == [1, 2, 3]
    assert sessions.all() == [spring]


def test_opening_it_again_changes_nothing_and_other_dates_are_refused(records: Engine) -> None:
    sessions = opened(records)
    before = sessions.get("spring")
    again = sessions.open_session("spring", course(), "Spring 2026", OPENS, CLOSES, "America/New_York", 2)
    assert again == before
    with pytest.raises(SessionError, match='There is a session "spring" already'):
        sessions.open_session("spring", course(), "Spring 2026", OPENS, CLOSES, "America/New_York", 3)
    assert sessions.get("spring") == before


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"closes_at": OPENS}, "must close after it opens"),
        ({"zone": "Boston"}, '"Boston" is not the name of a time zone'),
        ({"zone": "../etc/passwd"}, "is not the name of a time zone"),
        ({"zone": ""}, "is not the name of a time zone"),
        ({"late_days": -1}, "from 0 to 365"),
        ({"title": "  "}, "1 to 200 characters"),
        ({"id": "Spring 2026"}, "small letters, digits and hyphens"),
        ({"opens_at": datetime(2026, 2, 1)}, "has no time zone"),  # noqa: DTZ001
    ],
)
def test_dates_that_make_no_sense_are_refused(records: Engine, change: dict[str, object], says: str) -> None:
    wanted = {
        "id": "spring", "course": course(), "title": "Spring", "opens_at": OPENS, "closes_at": CLOSES,
        "zone": "America/New_York", "late_days": 0,
    }  # fmt: skip
    with pytest.raises(RecordsError, match=says):
        Sessions(records).open_session(**{**wanted, **change})  # type: ignore[arg-type]
    assert Sessions(records).all() == []


def test_an_unknown_session_is_told_with_those_there_are(records: Engine) -> None:
    with pytest.raises(SessionError, match=r'no session "autumn"\. The sessions are: spring'):
        opened(records).get("autumn")


@pytest.mark.parametrize(
    ("at", "answer"),
    [
        (OPENS - timedelta(microseconds=1), Acceptance.NOT_YET),
        (OPENS, Acceptance.OPEN),
        (CLOSES, Acceptance.OPEN),
        (CLOSES + timedelta(microseconds=1), Acceptance.LATE),
        # Two days by the clock in New York hold the night in which an hour is skipped: 47 hours.
        (CLOSES + timedelta(hours=47), Acceptance.LATE),
        (CLOSES + timedelta(hours=47, microseconds=1), Acceptance.CLOSED),
    ],
)
def test_work_is_in_time_late_or_too_late(records: Engine, at: datetime, answer: Acceptance) -> None:
    assert opened(records).accepts("spring", at) is answer


@settings(deadline=None)
@given(st.datetimes(datetime(2026, 1, 1), datetime(2026, 6, 1)), st.integers(0, 20))  # noqa: DTZ001
def test_every_moment_has_one_answer_and_they_come_in_order(at: datetime, late_days: int) -> None:
    spring = Session("spring", "small", "Spring", OPENS, CLOSES, "America/New_York", late_days, (1,))
    order = [Acceptance.NOT_YET, Acceptance.OPEN, Acceptance.LATE, Acceptance.CLOSED]
    earlier, later = (spring.accepts(moment.replace(tzinfo=UTC)) for moment in (at, at + timedelta(hours=5)))
    assert order.index(earlier) <= order.index(later)


def person(records: Engine) -> str:
    return People(records).add_person("Ana Ruiz")


def test_no_variant_repeats_while_one_is_free_and_then_the_least_used(records: Engine) -> None:
    sessions = opened(records, range(1, 4))
    people = [person(records) for _ in range(9)]
    given_out = [sessions.variant_of("spring", one) for one in people]
    assert [sorted(given_out[start : start + 3]) for start in (0, 3, 6)] == [[1, 2, 3]] * 3
    assert [sessions.variant_of("spring", one) for one in people] == given_out, "asking again changes nothing"


def sent(records: Engine, who: str) -> None:
    body = {"part": "part01-one", "late": False, "packet_sha256": "a" * 64, "receipt": "R", "release": "r"}
    event = NewEvent(
        f"submitted:spring:{who}", who, "spring", EventKind.SUBMITTED, OPENS, who, body={**body, "variant": 1}
    )
    Ledger(records).append(event)


def test_a_kind_has_variants_of_its_own_and_may_be_changed_until_something_is_sent(records: Engine) -> None:
    sessions = opened(records, range(1, 7))
    clerks, drivers = range(1, 4), range(4, 7)
    people = [person(records) for _ in range(4)]
    assert sorted(sessions.pick_kind("spring", one, clerks) for one in people[:3]) == [1, 2, 3]
    ana, ben, _chidi, dee = people
    mine = sessions.variant_of("spring", ana)
    assert sessions.pick_kind("spring", ana, clerks) == mine  # the same kind again changes nothing
    assert sessions.pick_kind("spring", ana, drivers) in drivers
    assert sessions.pick_kind("spring", dee, clerks) == mine  # it is free again
    assert sessions.may_change_kind("spring", ben)
    sent(records, ben)
    assert not sessions.may_change_kind("spring", ben)
    with pytest.raises(SessionError, match="your kind of unit stays"):
        sessions.pick_kind("spring", ben, drivers)
    assert sessions.variant_of("spring", ben) in clerks


def test_a_session_opened_before_the_course_had_a_kind_gives_its_variants_out_all_the_same(
    records: Engine,
) -> None:
    sessions = opened(records, range(1, 4))
    assert sessions.variant_if_known("spring", person(records)) is None
    assert sessions.pick_kind("spring", person(records), range(11, 13)) == 11


def test_each_session_gives_variants_out_in_an_order_of_its_own(records: Engine) -> None:
    opened(records, range(1, 61))
    opened(records, range(1, 61), session="autumn")
    with reading(records) as connection:
        orders = [json.loads(text) for text in connection.scalars(select(course_session.c.variant_order))]
    assert [sorted(order) for order in orders] == [list(range(1, 61))] * 2
    assert orders[0] != orders[1]
    assert list(range(1, 61)) not in orders


def test_people_who_join_at_the_same_time_get_different_variants(records: Engine) -> None:
    sessions = opened(records, range(1, 9))
    people = [person(records) for _ in range(8)]
    threads = [threading.Thread(target=sessions.variant_of, args=("spring", one)) for one in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(sessions.variant_of("spring", one) for one in people) == list(range(1, 9))


def test_enrolling_is_recorded_once_and_says_who_is_in(records: Engine) -> None:
    sessions = opened(records)
    opened(records, session="autumn")
    ana, bo = person(records), person(records)
    for _ in range(2):
        sessions.enrol("spring", ana, OPENS, "p-5ca1ab1e0002")
    sessions.enrol("autumn", ana, OPENS, "p-5ca1ab1e0002")
    assert sessions.enrolled("spring") == [ana]
    assert [one.id for one in sessions.sessions_of(ana)] == ["autumn", "spring"]
    assert sessions.sessions_of(bo) == []
    (first, second) = Ledger(records).events(person=ana)
    assert (first.kind, first.session, first.actor) == (EventKind.ENROLLED, "spring", "p-5ca1ab1e0002")
    assert first.body == {"v": 1, "course": "small"}
    assert second.session == "autumn"
    with pytest.raises(SessionError, match='no session "winter"'):
        sessions.enrol("winter", ana, OPENS, "p-5ca1ab1e0002")
