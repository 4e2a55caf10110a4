"""Nine parts complete: three units. Before that: none. Told with events alone."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from autograde.course import Course, load_course
from autograde.errors import RulesError
from autograde.ledger.events import Event, EventKind, NewEvent, event_id
from autograde.ledger.store import Ledger
from autograde.program.completions import due_events, record_completions
from autograde.program.standing import MemoState, PartState, Standing, WaitingFor, load_rules, standing

ROOT = Path(__file__).parents[3]
COURSE = load_course(ROOT / "curriculum" / "costing")
RULES = load_rules(ROOT / "programs" / "costing-units.toml")
PARTS = [part.id for part in COURSE.parts]
ONE = PARTS[0]
ANA, BO = "p-00000000000a", "p-00000000000b"
START = datetime(2026, 2, 2, 14, tzinfo=UTC)
LATER = START + timedelta(days=365)


class Story:
    """What happens to one person, an hour apart."""

    def __init__(self, person: str = ANA) -> None:
        self.person, self.events = person, list[Event]()
        self.happens(EventKind.ENROLLED, course="costing")

    def happens(self, kind: EventKind, *, supersedes: str | None = None, **body: Any) -> Event:
        seq = len(self.events) + 1
        at = START + timedelta(hours=seq)
        event = Event(
            event_id(f"{self.person}:{seq}"), f"{self.person}:{seq}", self.person, "spring", kind, at, at,
            "system:story", "", supersedes, {"v": 1, **body}, seq, "", "",
        )  # fmt: skip
        self.events.append(event)
        return event

    def sends(self, part: str = ONE, packet: str = "a", late: bool = False) -> "Story":
        self.happens(
            EventKind.SUBMITTED,
            part=part,
            packet_sha256=packet,
            receipt="R-1",
            release="r1",
            late=late,
            variant=7,
        )
        return self

    def is_scored(
        self, points: float, part: str = ONE, packet: str = "a", memo: str | None = "m1"
    ) -> "Story":
        run = {"part": part, "packet_sha256": packet, "task": f"{part}{packet}"}
        self.happens(EventKind.EXECUTED, **run, run_sha256="0")
        self.happens(
            EventKind.GRADED,
            **run,
            points=points,
            max_points=8,
            cells={},
            mistakes={},
            attempt=1,
            memo_sha256=memo,
        )
        return self

    def breaks(self, part: str = ONE, packet: str = "a") -> "Story":
        run = {"part": part, "packet_sha256": packet, "task": f"{part}{packet}"}
        self.happens(EventKind.RUN_FAILED, **run, sentence="The run stopped.")
        return self

    def is_read(self, verdict: str, part: str = ONE, packet: str = "a", **more: Any) -> "Story":
        self.happens(
            EventKind.FEEDBACK_GIVEN, part=part, packet_sha256=packet, verdict=verdict,
            points=5, max_points=6, comment_id="c-1", rubric_row="2", **more,
        )  # fmt: skip
        return self

    def completes(self, *parts: str) -> "Story":
        for part in parts:
            self.sends(part, part).is_scored(8, part, part).is_read("met", part, part)
        return self


def of(story: Story, rules: Any = RULES, course: Course = COURSE, now: datetime = LATER) -> Standing:
    return standing(story.events, course, rules, now)[story.person]


def part_one(story: Story, **changes: Any) -> tuple[PartState, WaitingFor | None, MemoState | None]:
    one = of(story, replace(RULES, **changes)).parts[ONE]
    return one.state, one.waiting_for, one.memo


# --- one part, from not started to complete


def test_who_has_only_joined_has_started_nothing() -> None:
    ana = of(Story())
    assert list(ana.parts) == PARTS
    assert {part.state for part in ana.parts.values()} == {PartState.NOT_STARTED}
    assert (ana.units, ana.course_complete, ana.parts_complete) == (0, False, 0)
    assert ana.enrolled_at == ana.last_activity == START + timedelta(hours=1)


def test_the_usual_way_through_a_part() -> None:
    story = Story().sends()
    assert part_one(story) == (PartState.SUBMITTED, WaitingFor.GRADING, None)
    story.is_scored(8)
    assert part_one(story) == (PartState.GRADED, WaitingFor.INSTRUCTOR, MemoState.WAITING)
    story.is_read("met")
    assert part_one(story) == (PartState.COMPLETE, None, MemoState.MET)
    one = of(story).parts[ONE]
    assert (one.score_points, one.max_points, one.memo_points, one.memo_max_points) == (8, 8, 5, 6)
    assert one.completed_at == story.events[-1].occurred_at
    assert (one.attempts, one.packet, one.late) == (1, "a", False)


def test_a_returned_memo_waits_for_the_learner_and_its_revision_for_the_instructor() -> None:
    story = Story().sends().is_scored(8).is_read("returned")
    assert part_one(story) == (PartState.RETURNED, WaitingFor.LEARNER, MemoState.RETURNED)
    story.sends(packet="b").is_scored(8, packet="b", memo="m2")
    assert part_one(story) == (PartState.GRADED, WaitingFor.INSTRUCTOR, MemoState.WAITING)
    story.is_read("met", packet="b")
    assert part_one(story)[0] is PartState.COMPLETE
    assert of(story).parts[ONE].attempts == 2


def test_a_memo_sent_again_unchanged_keeps_its_mark() -> None:
    returned = Story().sends().is_scored(8).is_read("returned").sends(packet="b").is_scored(8, packet="b")
    assert part_one(returned) == (PartState.RETURNED, WaitingFor.LEARNER, MemoState.RETURNED)
    met = Story().sends().is_scored(1).is_read("met").sends(packet="b").is_scored(8, packet="b")
    assert part_one(met) == (PartState.COMPLETE, None, MemoState.MET)
    assert of(met).parts[ONE].memo_points == 5


def test_a_mark_that_comes_after_the_memo_was_sent_again_is_of_both() -> None:
    story = Story().sends().is_scored(8).sends(packet="b").is_scored(7, packet="b")
    assert part_one(story.is_read("met", packet="a"))[0] is PartState.COMPLETE
    changed = Story().sends().is_scored(8).sends(packet="b").is_scored(7, packet="b", memo="m2")
    assert part_one(changed.is_read("met", packet="a"))[1] is WaitingFor.INSTRUCTOR


def test_a_memo_that_comes_back_after_another_one_is_read_again() -> None:
    story = Story().sends().is_scored(8, memo="m1").is_read("met")
    story.sends(packet="b").is_scored(8, packet="b", memo="m2")
    story.sends(packet="c").is_scored(8, packet="c", memo="m1")
    assert of(story).parts[ONE].memo is MemoState.WAITING


def test_of_two_marks_the_one_given_last_counts_whatever_the_clock_said() -> None:
    story = Story().sends().is_scored(8).is_read("met").is_read("returned")
    story.events[-1] = replace(story.events[-1], occurred_at=story.events[0].occurred_at)
    assert part_one(story)[2] is MemoState.RETURNED
    sent_again = Story().sends().is_scored(8).sends(packet="b").is_scored(8, packet="b")
    sent_again.is_read("met", packet="a").is_read("returned", packet="b")
    sent_again.events[-1] = replace(sent_again.events[-1], occurred_at=story.events[0].occurred_at)
    assert part_one(sent_again)[2] is MemoState.RETURNED


def test_an_empty_memo_waits_for_the_learner() -> None:
    assert part_one(Story().sends().is_scored(8, memo=None)) == (
        PartState.GRADED, WaitingFor.LEARNER, MemoState.EMPTY,
    )  # fmt: skip


def test_a_broken_run_waits_for_staff_and_keeps_the_earlier_score() -> None:
    story = Story().sends().breaks()
    assert part_one(story) == (PartState.RUN_FAILED, WaitingFor.STAFF, None)
    assert of(story).parts[ONE].score_points is None
    assert part_one(story.is_scored(8)) == (PartState.GRADED, WaitingFor.INSTRUCTOR, MemoState.WAITING)
    story.sends(packet="b").breaks(packet="b")
    assert part_one(story)[:2] == (PartState.RUN_FAILED, WaitingFor.STAFF)
    assert of(story).parts[ONE].score_points == 8


@pytest.mark.parametrize(
    ("points", "complete"),
    [(8, True), (5.6, True), (5.599, False), (0, False)],
    ids=["full", "exactly 70 percent of 8", "a little below", "nothing"],
)
def test_the_pass_mark_is_reached_or_not(points: float, complete: bool) -> None:
    story = Story().sends().is_scored(points).is_read("met")
    assert (part_one(story)[0] is PartState.COMPLETE) is complete
    if not complete:
        assert part_one(story)[1] is WaitingFor.LEARNER


def test_a_part_needs_score_memo_and_evidence_as_far_as_the_rules_say() -> None:
    scored = Story().sends().is_scored(8)
    assert part_one(scored)[0] is PartState.GRADED
    assert part_one(scored, memo_must_be_met=False)[0] is PartState.COMPLETE
    unproved = Story().sends().is_scored(8).is_read("met")
    unproved.events = [event for event in unproved.events if event.kind is not EventKind.EXECUTED]
    assert part_one(unproved)[:2] == (PartState.GRADED, WaitingFor.STAFF)
    assert part_one(unproved, run_must_be_archived=False)[0] is PartState.COMPLETE


def test_the_latest_graded_attempt_counts_better_or_worse() -> None:
    worse = Story().sends().is_scored(8).sends(packet="b").is_scored(2, packet="b")
    assert of(worse).parts[ONE].score_points == 2
    assert part_one(worse.is_read("met", packet="b"))[:2] == (PartState.GRADED, WaitingFor.LEARNER)
    waiting = Story().sends().is_scored(8).sends(packet="b", late=True)
    assert of(waiting).parts[ONE].score_points == 8
    assert of(waiting).parts[ONE].late
    assert part_one(waiting)[0] is PartState.SUBMITTED


def test_latest_means_sent_last_not_scored_last() -> None:
    story = Story().sends().sends(packet="b").is_scored(6, packet="b").is_scored(1, packet="a")
    assert of(story).parts[ONE].score_points == 6


def test_scoring_the_same_packet_again_replaces_its_score_and_keeps_its_mark() -> None:
    story = Story().sends().is_scored(2).is_read("met").is_scored(8)
    one = of(story).parts[ONE]
    assert (one.state, one.score_points, one.attempts, one.memo) == (PartState.COMPLETE, 8, 1, MemoState.MET)


def test_a_complete_part_stays_complete_with_whatever_is_sent_later() -> None:
    story = Story().completes(ONE).sends(packet="b").is_scored(0, packet="b", memo=None)
    one = of(story).parts[ONE]
    assert (one.state, one.score_points, one.packet) == (PartState.COMPLETE, 0, ONE)


def test_a_correction_undoes_what_it_supersedes() -> None:
    story = Story().completes(ONE)
    wrong = story.events[-1]
    story.is_read("returned", packet=ONE, supersedes=wrong.id)
    assert part_one(story) == (PartState.RETURNED, WaitingFor.LEARNER, MemoState.RETURNED)


def test_what_happens_later_is_not_known_yet() -> None:
    story = Story().completes(ONE)
    sent = next(event for event in story.events if event.kind is EventKind.SUBMITTED)
    assert of(story, now=sent.occurred_at).parts[ONE].state is PartState.SUBMITTED
    assert standing(story.events, COURSE, RULES, START) == {}


# --- the course


def test_nine_parts_are_three_units_and_eight_are_none() -> None:
    story = Story()
    for number, part in enumerate(PARTS, start=1):
        story.completes(part)
        ana = of(story)
        assert ana.parts_complete == number
        assert ana.units == (3 if number == 9 else 0)
        assert ana.course_complete is (number == 9)
    assert ana.completed_at == story.events[-1].occurred_at


@settings(deadline=None)
@given(st.permutations(PARTS), st.data())
def test_the_order_of_the_parts_does_not_matter_and_no_part_can_be_left_out(
    order: list[str], data: st.DataObject
) -> None:
    left_out = data.draw(st.sampled_from([None, *PARTS]))
    ana = of(Story().completes(*(part for part in order if part != left_out)))
    assert ana.units == (0 if left_out else 3)


@settings(deadline=None)
@given(st.data())
def test_neither_order_of_arrival_nor_duplicates_nor_other_people_change_anything(
    data: st.DataObject,
) -> None:
    ana, bo = Story(ANA).completes(*PARTS[:4]), Story(BO).completes(*PARTS)
    ana.sends(PARTS[5], "x").breaks(PARTS[5], "x")
    events = ana.events + bo.events
    twice = data.draw(st.lists(st.sampled_from(events), max_size=10))
    mixed = data.draw(st.permutations(events + twice))
    assert standing(mixed, COURSE, RULES, LATER) == {ANA: of(ana), BO: of(bo)}


def test_events_of_two_sessions_are_not_added_up() -> None:
    other = replace(Story(BO).events[0], session="autumn")
    with pytest.raises(RulesError, match="one session at a time; these events are of autumn, spring"):
        standing([*Story().events, other], COURSE, RULES, LATER)


def test_a_part_the_course_no_longer_lists_and_a_strangers_packet_count_for_nothing() -> None:
    story = Story().completes("part99-gone")
    story.events.append(replace(story.events[1], id="e-0", person="office", kind=EventKind.QUARANTINED))
    assert of(story).parts_complete == 0
    assert list(standing(story.events, COURSE, RULES, LATER)) == [ANA]


# --- completions on record


def test_what_is_due_says_under_which_rules() -> None:
    story = Story().completes(*PARTS)
    due = due_events(standing(story.events, COURSE, RULES, LATER), story.events, COURSE, RULES)
    assert [event.kind for event in due] == [EventKind.PART_COMPLETED] * 9 + [EventKind.COURSE_COMPLETED]
    rule = {"rule": "costing-units", "rule_version": RULES.version, "rule_sha256": RULES.sha256}
    assert due[0].body == {"part": ONE, "packet_sha256": ONE, **rule}
    assert due[-1].body == {"course": "costing", "units": "3", **rule}
    assert due[-1].occurred_at == story.events[-1].occurred_at


def on_record(events: list[NewEvent], story: Story) -> list[Event]:
    return story.events + [
        Event(
            event_id(new.key), new.key, new.person, new.session, new.kind, new.occurred_at, new.occurred_at,
            new.actor, "", None, {"v": 1, **new.body}, len(story.events) + number, "", "",
        )
        for number, new in enumerate(events, start=1)
    ]  # fmt: skip


@settings(deadline=None)
@given(st.sets(st.sampled_from(PARTS)))
def test_recording_what_is_due_changes_no_standing_and_leaves_nothing_due(parts: set[str]) -> None:
    story = Story().completes(*sorted(parts))
    before = standing(story.events, COURSE, RULES, LATER)
    events = on_record(due_events(before, story.events, COURSE, RULES), story)
    assert standing(events, COURSE, RULES, LATER) == before
    assert due_events(before, events, COURSE, RULES) == []


def test_a_recorded_completion_outlives_a_stricter_rule() -> None:
    story = Story()
    for part in PARTS:
        story.sends(part, part).is_scored(6, part, part).is_read("met", part, part)
    due = due_events(standing(story.events, COURSE, RULES, LATER), story.events, COURSE, RULES)
    strict = replace(RULES, pass_mark_percent=Decimal(90), units=Decimal(2), version="2027-1")
    assert of(story, strict).units == 0
    story.events = on_record(due, story)
    assert (of(story, strict).units, of(story, strict).parts_complete) == (3, 9)
    assert due_events(standing(story.events, COURSE, strict, LATER), story.events, COURSE, strict) == []


def recorded(story: Story, rules: Any = RULES) -> list[NewEvent]:
    """Put on record what is due, and say what that was."""
    due = due_events(standing(story.events, COURSE, rules, LATER), story.events, COURSE, rules)
    for new in due:
        event = story.happens(new.kind, supersedes=new.supersedes, **new.body)
        story.events[-1] = replace(event, id=event_id(new.key), key=new.key)
    return due


def test_a_mark_that_is_taken_back_takes_the_recorded_completions_back() -> None:
    story = Story().completes(*PARTS)
    met = story.events[-1]
    assert len(recorded(story)) == 10
    story.is_read("returned", part=PARTS[8], packet=PARTS[8], supersedes=met.id)
    ana = of(story)
    assert ana.parts[PARTS[8]].state is PartState.RETURNED
    assert (ana.parts_complete, ana.course_complete, ana.units) == (8, False, 0)
    assert recorded(story) == []
    story.sends(PARTS[8], "again").is_scored(8, PARTS[8], "again", memo="m2").is_read(
        "met", PARTS[8], "again"
    )
    assert of(story).units == 3
    part, course = recorded(story)
    assert (part.kind, part.body["packet_sha256"], course.kind) == (
        EventKind.PART_COMPLETED, "again", EventKind.COURSE_COMPLETED,
    )  # fmt: skip
    assert part.key.endswith(":2")
    assert {part.supersedes, course.supersedes} <= {event.id for event in story.events}
    assert recorded(story) == []
    assert of(story).units == 3


def test_a_mark_that_is_only_reworded_takes_nothing_back_whatever_the_rules_say_by_now() -> None:
    story = Story().sends().is_scored(6).is_read("met")
    met = story.events[-1]
    recorded(story)
    story.is_read("met", supersedes=met.id)
    strict = replace(RULES, pass_mark_percent=Decimal(90))
    assert of(story, strict).parts[ONE].state is PartState.COMPLETE
    assert recorded(story, strict) == []


def test_completions_are_recorded_once(records: Engine) -> None:
    ledger = Ledger(records)
    for event in Story().completes(*PARTS).events:
        ledger.append(
            NewEvent(
                event.key,
                event.person,
                event.session,
                event.kind,
                event.occurred_at,
                event.actor,
                body=event.body,
            )
        )
    added = record_completions(ledger, "spring", COURSE, RULES, LATER)
    assert len(added) == 10
    assert record_completions(ledger, "spring", COURSE, RULES, LATER) == []
    assert standing(ledger.events(), COURSE, RULES, LATER)[ANA].units == 3
    assert ledger.verify().events == 1 + 9 * 4 + 10


def test_a_body_may_say_more_than_it_must() -> None:
    story = Story().sends()
    more: Mapping[str, Any] = {**story.events[-1].body, "client": "0.1.0"}
    story.events[-1] = replace(story.events[-1], body=more)
    assert part_one(story)[0] is PartState.SUBMITTED
