"""A dozen fictional learners go the way of a real one; here is where each of them must end."""

import csv
import hashlib
import json
import operator
from pathlib import Path

import pytest

from autograde.community.files import files_of
from autograde.community.information import information_of
from autograde.community.members import listed_members
from autograde.community.post import Topic
from autograde.community.threads import read_thread, threads_of
from autograde.course import find_courses, load_course
from autograde.feedback import feedback
from autograde.intake.kept import quarantined
from autograde.ledger.events import Event, EventKind, NewEvent
from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.people.register import People
from autograde.people.staff import Staff
from autograde.program.completions import due_events
from autograde.program.standing import find_rules, standing
from autograde.sessions.calendar import Sessions
from bargaining.costing.employers import employer
from bargaining.workbook.figures import figures
from bargaining.workbook.lessons.team_files import practice_offers, sheets_through
from bargaining.workbook.write import plan_of
from demonstration.cohort import load_cohort, timeline
from demonstration.run import Play
from tests.bargaining.workbook.recalculated import named_values, recalculated

ROOT = Path(__file__).parents[2]
COHORT = load_cohort()
COURSE = load_course(ROOT / "curriculum" / COHORT.course)
OPEN = [part for part in COURSE.parts if part.available]
FINISHER = "Ana Duarte"
EXPECTED = {
    # name: where Part 1 stands, points of the graded questions, attempts graded
    "Ben Okafor": ("complete", "14", 2),
    "Chidi Abara": ("below mark", "4", 1),
    "Dolores Whitehorse": ("complete", "14", 3),
    "Emil Novak": ("memo to read", "10", 2),
    "Fatima Haddad": ("memo to read", "10", 1),
    "Grace Liu": ("below mark", "4", 2),
    "Hana Sato": ("no memo", "0", 1),
    "Ivan Petrov": ("no memo", "0", 1),
    "Josephine Baptiste": ("complete", "14", 1),
    "Kamala Iyer": ("not started", "", 0),
    "Luis Ferreira": ("not started", "", 0),
}


def by_name(office: Office) -> dict[str, str]:
    people = People(office.records()).people(Sessions(office.records()).enrolled(COHORT.session))
    return {person.name: person_id for person_id, person in people.items()}


def events_of(office: Office, name: str, *kinds: EventKind) -> list[Event]:
    return list(Ledger(office.records()).events(by_name(office)[name], kinds=set(kinds)))


def test_the_report_says_where_each_of_them_is(played: Path) -> None:
    with (played / "reports" / f"completion-{COHORT.session}.csv").open(
        encoding="utf-8-sig", newline=""
    ) as file:
        rows = {row["Name"]: row for row in csv.DictReader(file)}
    finisher = rows.pop(FINISHER)
    found = {name: (row["Part 1: Know your unit"], row["Score (points)"]) for name, row in rows.items()}
    assert found == {name: (state, points) for name, (state, points, _) in EXPECTED.items()}
    assert {row["Units"] for row in rows.values()} == {"0"}
    assert {finisher[f"Part {part.number}: {part.title}"] for part in OPEN} == {"complete"}
    assert finisher["Score (points)"] == finisher["Out of (points)"]
    # Three units when every part of the course is complete, and none before.
    assert finisher["Units"] == ("3" if len(OPEN) == len(COURSE.parts) else "0")


def test_whoever_finishes_has_sent_each_part_once_and_been_answered(office: Office) -> None:
    graded = events_of(office, FINISHER, EventKind.GRADED)
    assert [event.body["part"] for event in graded] == [part.id for part in OPEN]
    assert {event.body["points"] - event.body["max_points"] for event in graded} == {0}
    given = events_of(office, FINISHER, EventKind.FEEDBACK_GIVEN)
    assert [event.body["verdict"] for event in given] == ["met"] * len(OPEN)


def test_three_units_come_with_the_last_part_and_none_before(office: Office) -> None:
    assert len(OPEN) == len(COURSE.parts) == 9
    rules = find_rules(COURSE.id)
    events = list(Ledger(office.records()).events(session=COHORT.session))
    ana = by_name(office)[FINISHER]
    end = max(event.occurred_at for event in events)
    completed = [part.completed_at for part in standing(events, COURSE, rules, end)[ana].parts.values()]
    units = [standing(events, COURSE, rules, at)[ana].units for at in sorted(filter(None, completed))]
    assert units == [0] * 8 + [3]


def test_whoever_finishes_has_a_feedback_page_for_each_part(office: Office) -> None:
    for part in COURSE.parts:
        told = feedback(office, COHORT.session, by_name(office)[FINISHER], part.id)
        assert told.part == part.id
        assert told.memo is not None and told.memo.verdict == "met"
        assert all(question.points == question.max_points > 0 for question in told.questions)


def test_whoever_finishes_has_a_folder_and_a_workbook_that_another_program_calculates_alike(
    played: Path, office: Office, tmp_path: Path
) -> None:
    file = played / "demo-learners" / "ana-duarte" / "own" / "practice-workbook.xlsx"
    last = OPEN[-1].number
    assert sheets_through(file) == last
    unit = employer(Sessions(office.records()).variant_of(COHORT.session, by_name(office)[FINISHER]))
    (made,) = recalculated([file], tmp_path)
    found = named_values(made)
    for name, figure in figures(plan_of(unit, *practice_offers(unit), last)).items():
        assert found[name] == pytest.approx(float(figure), abs=0.005), name
    assert file.with_name("practice-folder.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("name", EXPECTED)
def test_every_attempt_is_kept_and_graded_once(office: Office, name: str) -> None:
    graded = events_of(office, name, EventKind.GRADED)
    assert [event.body["attempt"] for event in graded] == list(range(1, EXPECTED[name][2] + 1))


def test_each_named_mistake_was_met_and_answered_with_its_own_name(office: Office) -> None:
    found = {
        mistake
        for name in EXPECTED
        for event in events_of(office, name, EventKind.GRADED)
        for mistake in event.body["mistakes"].values()
    }
    written = {
        words.removeprefix("mistake ")
        for actor in COHORT.actors
        for sending in actor.sends
        for question, words in sending.answers.items()
        if words.startswith("mistake ") and question in ("lane-payroll", "top-step-share")
    }
    assert found == written
    assert len(written) == 11


def test_a_revised_memo_keeps_both_answers_of_the_instructor(office: Office) -> None:
    given = [event.body["verdict"] for event in events_of(office, "Ben Okafor", EventKind.FEEDBACK_GIVEN)]
    assert given == ["returned", "met"]


def test_half_a_packet_is_kept_in_quarantine_with_its_reason(office: Office) -> None:
    (event,) = events_of(office, "Kamala Iyer", EventKind.QUARANTINED)
    (kept,) = quarantined(office)
    assert kept.sentence
    assert (
        kept.packet.stem
        == event.body["packet_sha256"]
        == hashlib.sha256(kept.packet.read_bytes()).hexdigest()
    )


def test_late_work_is_taken_and_marked_as_late(office: Office) -> None:
    (sent,) = events_of(office, "Josephine Baptiste", EventKind.SUBMITTED)
    assert sent.body["late"] is True


def test_nobody_has_the_employer_of_another(office: Office) -> None:
    sessions = Sessions(office.records())
    variants = [sessions.variant_of(COHORT.session, person) for person in by_name(office).values()]
    assert len(set(variants)) == len(variants) == 12


def test_the_ledger_holds_and_names_nobody(office: Office) -> None:
    ledger = Ledger(office.records())
    ledger.verify()
    told = json.dumps([event.body for event in ledger.events(session=COHORT.session)])
    for name in (FINISHER, *EXPECTED):
        assert name not in told
        assert name.split()[1] not in told


def test_some_of_them_meet_in_the_community(office: Office) -> None:
    introductions, insights, questions = (threads_of(office, COHORT.session, topic) for topic in Topic)
    assert [len(one) for one in (introductions, insights, questions)] == [3, 2, 1]
    assert insights[-1].opening.text == COHORT.actors[0].sends[0].insight
    posts = read_thread(office, COHORT.session, questions[0].opening.id)
    assert [post.role for post in posts] == ["", "instructor", ""]
    assert [one.name for one in listed_members(office, COHORT.session)] == [
        actor.name for actor in COHORT.actors if actor.listed
    ]
    assert len(information_of(office, COHORT.session)) == 3
    assert [file.name for file in files_of(office, COHORT.session)] == ["data-requests.csv"]


def test_completions_rebuilt_from_nothing_are_those_on_record(office: Office) -> None:
    """Without one recorded completion, the fold of what happened finds all of them again, and no other."""
    events, rules = Ledger(office.records()).events(session=COHORT.session), find_rules(COURSE.id)
    kinds = (EventKind.PART_COMPLETED, EventKind.COURSE_COMPLETED)
    raw = [event for event in events if event.kind not in kinds]
    again: dict[str, NewEvent] = {}
    for now in sorted({event.occurred_at for event in raw}):
        by_then = [event for event in raw if event.occurred_at <= now]
        for one in due_events(standing(by_then, COURSE, rules, now), by_then, COURSE, rules):
            again.setdefault(one.key, one)  # a better mark on a second reading moves no completion
    recorded = [event for event in events if event.kind in kinds]
    told = {(event.key, event.occurred_at): dict(event.body) for event in recorded}
    assert {(one.key, one.occurred_at): {"v": 1, **one.body} for one in again.values()} == told
    assert len(recorded) > len(OPEN)
    whole, rebuilt = standing(events, COURSE, rules, now), standing(raw, COURSE, rules, now)
    points = operator.attrgetter("state", "score_points", "memo_points")
    assert {
        (person, part): points(at) for person, one in whole.items() for part, at in one.parts.items()
    } == {(person, part): points(at) for person, one in rebuilt.items() for part, at in one.parts.items()}


def test_feedback_holds_no_code_and_no_traceback(office: Office) -> None:
    for person in by_name(office).values():
        told = repr(feedback(office, COHORT.session, person, COHORT.part))
        assert "Traceback" not in told
        assert "score(" not in told


def test_playing_again_changes_nothing(played: Path, office: Office) -> None:
    before = [event.hash for event in Ledger(office.records()).events(session=COHORT.session)]
    Play(played, find_courses(ROOT / "curriculum"), lambda what, done, total: None).report()
    assert [event.hash for event in Ledger(office.records()).events(session=COHORT.session)] == before


def test_the_timeline_has_everything_the_cohort_says() -> None:
    deeds = timeline(COHORT)
    assert len(deeds) == sum(
        (1 if actor.applies is None else 2)
        + len(actor.sends)
        + len(actor.marked)
        + len(actor.asks)
        + len(actor.reread)
        + len(actor.attended)
        + len(actor.posts)
        for actor in COHORT.actors
    )
    assert [deed.day for deed in deeds] == sorted(deed.day for deed in deeds)


def test_every_mark_has_a_known_instructor_and_one_memo_was_read_again(office: Office) -> None:
    names = {member.id: member.name for member in Staff(office.records()).all()}
    events = Ledger(office.records()).events(session=COHORT.session)
    marks = [event for event in events if event.kind is EventKind.FEEDBACK_GIVEN]
    assert {names[event.actor] for event in marks} == {"Lucia Rivera", "Tomas Keller"}
    (read_again,) = [event for event in events if event.kind is EventKind.SECOND_READING_GIVEN]
    dolores = events_of(office, "Dolores Whitehorse", EventKind.FEEDBACK_GIVEN)
    assert [event.body["points"] for event in dolores] == [4, 5]
    assert dolores[0].actor != dolores[1].actor == read_again.actor
    turns = [event.body["turn"] for event in events_of(office, "Fatima Haddad", EventKind.MEMO_ASSIGNED)]
    assert turns == [1, 2]  # it waited past the promise
