"""A batch in several workers, interrupted, doubled, or graded again stores what one grader alone would."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from autograde.engine.executor import LocalPool, Outcome
from autograde.engine.forked import ForkedEngine
from autograde.errors import GradingError
from autograde.grading.grade import Graded, grade_waiting
from autograde.grading.run import RunJob
from autograde.ledger.events import Event, EventKind
from autograde.ledger.store import Ledger

RIGHT = {"base": "$1,000", "reading": "more", "letter": "Please send the payroll register by Friday."}
STORED = {EventKind.EXECUTED, EventKind.GRADED, EventKind.RUN_FAILED}


@pytest.fixture
def grade(small_school: Any, forked: ForkedEngine) -> Callable[..., list[Graded]]:
    """Grade what waits, at one and the same moment, with the forked engine."""

    def graded(**options: Any) -> list[Graded]:
        school = small_school
        given = {"engine": forked, "rules": school.rules, "now": school.closes_at, **options}
        return grade_waiting(school.office, school.session, school.course, **given)

    return graded


def send(school: Any, person: str, **changes: str) -> None:
    """Send the right answers with some changed."""
    right = {**RIGHT, "base": str(1000 + 10 * school.variant(person))}
    school.send(person, school.packet(person, {**right, **changes}))


def stored(school: Any) -> list[Event]:
    return [e for e in Ledger(school.office.records()).events(session=school.session) if e.kind in STORED]


def told(events: list[Event]) -> list[Any]:
    """What happened to whom, whatever the order of different people."""
    return sorted(
        (e.person, e.seq, str(e.kind), e.body["packet_sha256"], e.body.get("points", 0)) for e in events
    )


class LastFirst:
    """An executor that takes many jobs and finishes the newest first."""

    capacity = 10

    def __init__(self, engine: ForkedEngine, before_each: Callable[[int], None] = lambda done: None) -> None:
        self.inner, self.before_each = LocalPool(engine), before_each
        self.jobs: deque[tuple[str, RunJob]] = deque()
        self.done = 0

    def submit(self, name: str, job: RunJob) -> None:
        self.jobs.append((name, job))

    def next(self) -> Outcome:
        self.before_each(self.done)
        self.done += 1
        self.inner.submit(*self.jobs.pop())
        return self.inner.next()

    def close(self) -> None:
        self.inner.close()


def test_workers_store_what_one_after_the_other_would(
    small_school: Any, grade: Callable[..., list[Graded]], tmp_path: Path
) -> None:
    import shutil

    from autograde.office import open_office

    people = [small_school.join(f"Person {number}") for number in range(4)]
    for number, person in enumerate(people):
        send(small_school, person, base="$1" if number % 2 else RIGHT["base"])
    send(small_school, people[0], letter="")
    shutil.copytree(small_school.office.home, tmp_path / "other")
    other = open_office(tmp_path / "other")

    progress: list[tuple[int, int]] = []
    in_workers = grade(workers=3, progress=lambda done, total: progress.append((done, total)))
    one_by_one = grade_waiting(
        other, "spring", small_school.course, rules=small_school.rules, now=small_school.closes_at
    )
    assert [(g.person, g.points, g.memo) for g in in_workers] == [
        (g.person, g.points, g.memo) for g in one_by_one
    ]
    assert progress == [(done, 5) for done in range(6)]
    ledger = [e for e in Ledger(other.records()).events(session="spring") if e.kind in STORED]
    assert told(stored(small_school)) == told(ledger)
    assert grade(workers=3) == []


def test_a_persons_attempts_are_stored_in_order_however_they_finish(
    small_school: Any, grade: Callable[..., list[Graded]], forked: ForkedEngine
) -> None:
    person = small_school.join()
    for text in ("$1", "$2", "$3"):
        send(small_school, person, base=text)
    graded = grade(executor=LastFirst(forked))
    assert [(g.task.attempt, g.task.latest) for g in graded] == [(1, False), (2, False), (3, True)]
    assert [e.body["attempt"] for e in stored(small_school) if e.kind is EventKind.GRADED] == [1, 2, 3]
    assert small_school.grade() == []


def test_ctrl_c_keeps_what_is_stored_and_the_next_time_goes_on(
    small_school: Any, grade: Callable[..., list[Graded]], forked: ForkedEngine
) -> None:
    for number in range(4):
        send(small_school, small_school.join(f"Person {number}"))

    def stop(done: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        grade(executor=LastFirst(forked, before_each=stop))
    assert len([e for e in stored(small_school) if e.kind is EventKind.GRADED]) == 2
    assert len(grade(workers=2)) == 2
    assert len([e for e in stored(small_school) if e.kind is EventKind.GRADED]) == 4


@pytest.mark.parametrize("breaks", [False, True], ids=["scored", "broken"])
def test_two_graders_at_once_record_each_submission_once(
    breaks: bool, small_school: Any, grade: Callable[..., list[Graded]], forked: ForkedEngine
) -> None:
    for number in range(3):
        send(small_school, small_school.join(f"Person {number}"))

    def broken(notebook: Path, executed: Path, parameters: Mapping[str, int]) -> None:
        raise GradingError("It broke.")

    engine: Any = broken if breaks else forked
    others: list[Graded] = []

    def other_grader(done: int) -> None:
        if done == 1:
            others.extend(grade(engine=engine, now=small_school.during))

    mine = grade(executor=LastFirst(engine, before_each=other_grader))
    assert [len(mine), len(others)] == [1, 2]
    kinds = [e.kind for e in stored(small_school)]
    assert kinds == ([EventKind.RUN_FAILED] * 3 if breaks else [EventKind.EXECUTED, EventKind.GRADED] * 3)


def test_a_run_that_breaks_leaves_the_others_alone(
    small_school: Any, grade: Callable[..., list[Graded]], forked: ForkedEngine
) -> None:
    people = [small_school.join(f"Person {number}") for number in range(3)]
    for person in people:
        send(small_school, person)
    unlucky = small_school.variant(people[1])

    def once(notebook: Path, executed: Path, parameters: Mapping[str, int]) -> None:
        if parameters["variant"] == unlucky:
            raise GradingError("It broke.")
        forked(notebook, executed, parameters)

    assert [g.failed for g in grade(engine=once, workers=2)] == [False, True, False]
    assert grade() == []
    assert [g.person for g in grade(retry=True)] == [people[1]]


@pytest.fixture
def marked(small_school: Any, grade: Callable[..., list[Graded]]) -> Iterator[str]:
    """Somebody who was graded and whose memo an instructor has marked."""
    from autograde.marking.mark import mark_memo

    person = small_school.join()
    send(small_school, person)
    grade()
    mark_memo(
        small_school.office, small_school.course, "spring", person, small_school.part, verdict="met",
        points=5, comment="Good.", rubric_row=None, actor="p-5ca1ab1e0001", now=small_school.closes_at,
        rules=small_school.rules,
    )  # fmt: skip
    yield person


def test_grading_again_adds_a_score_with_its_reason_and_keeps_the_mark(
    small_school: Any, grade: Callable[..., list[Graded]], marked: str
) -> None:
    from autograde.feedback import feedback

    [again] = grade(regrade="pandas was updated", unchanged=True)
    assert (again.failed, again.task.again, again.memo and again.memo.value) == (False, 1, "same")
    graded = [e for e in stored(small_school) if e.kind is EventKind.GRADED]
    assert [e.reason for e in graded] == ["", "pandas was updated"]
    assert len({e.key for e in graded}) == 2
    assert grade() == []
    memo = feedback(small_school.office, "spring", marked, small_school.part).memo
    assert memo is not None
    assert (memo.verdict, memo.points, memo.comment) == ("met", 5, "Good.")
    assert [g.task.again for g in grade(regrade="once more", unchanged=True)] == [2]


def test_grading_again_that_is_stopped_half_way_is_finished_the_next_time(
    small_school: Any, grade: Callable[..., list[Graded]], marked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from autograde.grading import grade as steps

    def crash(*_arguments: Any, **_named: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as interrupted:
        interrupted.setattr(steps, "score_run", crash)
        with pytest.raises(KeyboardInterrupt):
            grade(regrade="pandas was updated", unchanged=True)
    assert [g.task.again for g in grade()] == [1]
    assert grade() == []
