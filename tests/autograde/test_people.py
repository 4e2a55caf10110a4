"""People: names apart from the events, invitations and codes that work once, tokens that can be revoked."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, select

from autograde.course import Course, CoursePart, one_kind
from autograde.errors import CodeError, InvitationError, PersonError, SessionError
from autograde.ledger.records import reading, writing
from autograde.ledger.store import Ledger
from autograde.ledger.tables import event, invitation, one_time_code, token
from autograde.ledger.tables import person as person_table
from autograde.people.register import People, Person
from autograde.sessions.calendar import Sessions

NOW = datetime(2026, 2, 1, 14, tzinfo=UTC)


@pytest.fixture
def people(records: Engine) -> People:
    course = Course(
        "small", "Small", "", Path("small"), (CoursePart("p1", "One", 1, None),), one_kind(range(1, 61)), 3
    )
    Sessions(records).open_session(
        "spring", course, "Spring 2026", NOW, NOW + timedelta(days=30), "America/New_York", late_days=2
    )
    return People(records)


def code_for(people: People, days: int = 7) -> str:
    return people.invite("spring", NOW, NOW + timedelta(days=days))


def test_a_person_is_kept_by_a_random_id(people: People) -> None:
    ana = people.add_person("Ana Ruiz", "ana@local12.example", "Harbor Bend Teachers", "Local 12")
    bo = people.add_person("Bo Adeyemi")
    assert people.person(ana) == Person(
        ana, "Ana Ruiz", "ana@local12.example", "Harbor Bend Teachers", "Local 12"
    )
    assert people.name(bo) == "Bo Adeyemi"
    assert list(people.people([bo, ana, "p-000000000000"])) == [bo, ana]
    assert ana != bo
    assert ana.startswith("p-")
    assert len(ana) == 14
    with pytest.raises(PersonError, match="Nobody here has the id"):
        people.person("p-000000000000")


@pytest.mark.parametrize(
    "name",
    [
        "Ana Ruiz",
        "Nguyễn Thị Minh Khai",
        "Øystein O’Neill-Åberg",
        "李小龍",
        "محمد علی",
        "می\u200cخواهم",
        "Ọláńrewájú",
        "X",
    ],
)
def test_a_name_may_be_in_any_script(people: People, name: str) -> None:
    assert people.name(people.add_person(f"  {name} ")) == name


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("", "type your name"),
        ("   ", "type your name"),
        ("123", "type your name"),
        ("Ana\nRuiz", "cannot be shown"),
        ("Ana\x00", "cannot be shown"),
        ("Ana \u202eziuR", "cannot be shown"),
        ("Ana \u2066Ruiz", "cannot be shown"),
        ("Ana\ud800", "cannot be shown"),
        ("A" * 121, "has 121 characters; at most 120"),
    ],
)  # fmt: skip
def test_a_name_that_plays_tricks_is_refused(people: People, name: str, says: str) -> None:
    with pytest.raises(PersonError, match=says):
        people.add_person(name)


@pytest.mark.parametrize(
    "email", ["ana", "ana@", "ana@local", "ana ruiz@local12.example", "<ana@local12.example>"]
)
def test_an_address_that_is_none_is_refused(people: People, email: str) -> None:
    with pytest.raises(PersonError, match="does not look like an e-mail address"):
        people.add_person("Ana Ruiz", email)


def test_joining_keeps_the_person_enrols_her_and_gives_her_a_variant(people: People) -> None:
    code = code_for(people)
    assert people.invited_to(code, NOW).title == "Spring 2026"
    ana = people.join(code, "Ana Ruiz", "Harbor Bend Teachers", "Local 12", NOW, email="ana@local12.example")
    sessions = Sessions(people.engine)
    assert people.person(ana).local == "Local 12"
    assert sessions.enrolled("spring") == [ana]
    assert sessions.variant_of("spring", ana) in range(1, 61)
    (enrolled,) = Ledger(people.engine).events()
    assert (enrolled.kind, enrolled.actor, enrolled.occurred_at) == ("enrolled", ana, NOW)


def test_an_invitation_is_read_however_it_is_typed(people: People) -> None:
    code = code_for(people)
    assert people.join(f" {code.lower().replace('-', ' ')}", "Ana Ruiz", "", "", NOW)


@pytest.mark.parametrize(
    ("spoil", "at", "says"),
    [
        (lambda code: "K7QF-2M9X-VB4T-HD3N", NOW, "We do not know this invitation"),
        (lambda code: "", NOW, "We do not know this invitation"),
        (lambda code: code, NOW + timedelta(days=8), r"expired on Sunday, February 8, 2026, 9:00 a\.m\. EST"),
    ],
)
def test_an_invitation_that_does_not_work_says_why(
    people: People, spoil: Callable[[str], str], at: datetime, says: str
) -> None:
    code = code_for(people)
    for attempt in (
        lambda: people.join(spoil(code), "Ana", "", "", at),
        lambda: people.invited_to(spoil(code), at),
    ):
        with pytest.raises(InvitationError, match=says):
            attempt()
    assert Ledger(people.engine).events() == []


def test_an_invitation_works_once(people: People) -> None:
    code = code_for(people)
    people.join(code, "Ana Ruiz", "", "", NOW)
    with pytest.raises(InvitationError, match="was used on Sunday, February 1, 2026"):
        people.join(code, "Bo Adeyemi", "", "", NOW)
    assert len(Sessions(people.engine).enrolled("spring")) == 1


def test_a_session_that_is_over_takes_nobody(people: People) -> None:
    code = code_for(people, days=90)
    assert people.invited_to(code, NOW + timedelta(days=32))
    with pytest.raises(InvitationError, match=r'"Spring 2026" ended on Thursday, March 5, 2026'):
        people.join(code, "Ana Ruiz", "", "", NOW + timedelta(days=32, seconds=1))


def test_a_name_that_is_refused_leaves_the_invitation_unused(people: People) -> None:
    code = code_for(people)
    with pytest.raises(PersonError):
        people.join(code, "", "", "", NOW)
    with reading(people.engine) as connection:
        assert connection.scalars(select(person_table.c.id)).all() == []
    assert people.join(code, "Ana Ruiz", "", "", NOW)


def test_two_who_use_one_invitation_at_the_same_time_are_one_person(people: People) -> None:
    code = code_for(people)
    said: list[str] = []

    def join() -> None:
        try:
            said.append(people.join(code, "Ana Ruiz", "", "", NOW))
        except InvitationError:
            said.append("refused")

    threads = [threading.Thread(target=join) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said)[1:] == ["refused"] * 5
    assert len(Sessions(people.engine).enrolled("spring")) == 1


def test_an_invitation_needs_a_session_and_an_end(people: People) -> None:
    with pytest.raises(SessionError, match='no session "autumn"'):
        people.invite("autumn", NOW, NOW + timedelta(days=1))
    with pytest.raises(InvitationError, match="must expire after it is made"):
        people.invite("spring", NOW, NOW)


def test_a_token_lets_in_until_it_is_revoked(people: People) -> None:
    ana = people.add_person("Ana Ruiz")
    laptop, tablet = people.token(ana), people.token(ana)
    assert people.who(laptop) == people.who(tablet) == ana
    assert people.who("nonsense") is None
    assert people.who("") is None
    people.revoke(laptop)
    assert people.who(laptop) is None
    assert people.who(tablet) == ana
    people.revoke_all(ana)
    assert people.who(tablet) is None
    with pytest.raises(PersonError):
        people.token("p-000000000000")


def test_a_one_time_code_works_once_for_its_purpose_and_its_minutes(people: People) -> None:
    ana = people.add_person("Ana Ruiz")
    code = people.one_time_code(ana, "sign-in", NOW)
    with pytest.raises(CodeError, match="do not know this link"):
        people.redeem(code, "link-jupyterlab", NOW)
    assert people.redeem(code.lower(), "sign-in", NOW + timedelta(minutes=10)) == ana
    with pytest.raises(CodeError, match="used already; it works once"):
        people.redeem(code, "sign-in", NOW)
    late = people.one_time_code(ana, "sign-in", NOW, minutes=3)
    with pytest.raises(CodeError, match="too old"):
        people.redeem(late, "sign-in", NOW + timedelta(minutes=3, seconds=1))
    with pytest.raises(PersonError):
        people.one_time_code("p-000000000000", "sign-in", NOW)


def test_nothing_that_lets_in_is_stored_as_it_is(people: People) -> None:
    code = code_for(people)
    ana = people.join(code, "Ana Ruiz", "Harbor Bend Teachers", "Local 12", NOW, email="ana@local12.example")
    secrets = [code, people.token(ana), people.one_time_code(ana, "sign-in", NOW)]
    with reading(people.engine) as connection:
        stored = [
            str(row)
            for table in (invitation, token, one_time_code)
            for row in connection.execute(select(table))
        ]
        events = " ".join(str(row) for row in connection.execute(select(event)))
    assert len(stored) == 3
    assert not [one for one in secrets if one in " ".join(stored) or one.replace("-", "") in " ".join(stored)]
    for private in ("Ana", "Ruiz", "ana@local12", "Harbor Bend", "Local 12"):
        assert private not in events


def test_a_person_can_be_erased_and_what_happened_stays(people: People) -> None:
    ana = people.join(code_for(people), "Ana Ruiz", "Harbor Bend Teachers", "Local 12", NOW)
    key = people.token(ana)
    with writing(people.engine, "people") as connection:
        connection.execute(delete(person_table).where(person_table.c.id == ana))
    assert people.people([ana]) == {}
    assert people.who(key) is None
    assert Ledger(people.engine).verify().events == 1
    assert [one.person for one in Ledger(people.engine).events()] == [ana]


def test_one_person_is_looked_up_without_reading_everybody(records: Engine) -> None:
    from sqlalchemy import event

    people = People(records)
    ids = [people.add_person(f"Person {name}") for name in "ABC"]
    asked: list[str] = []
    event.listen(records, "before_cursor_execute", lambda *said: asked.append(str(said[2])))
    assert people.person(ids[1]).name == "Person B"
    read = [statement for statement in asked if statement.startswith("SELECT")]
    assert len(read) == 2
    assert all("WHERE" in statement for statement in read)


def test_more_people_than_one_query_asks_for(records: Engine) -> None:
    people = People(records)
    first, last = people.add_person("First"), people.add_person("Last", affiliate="A Union")
    found = people.people([first, *(f"p-{number:012x}" for number in range(1_200)), last])
    assert list(found) == [first, last]
    assert found[last].affiliate == "A Union"
