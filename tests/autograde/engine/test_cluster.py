"""A cluster stores what one grader alone would, also when a worker is lost, and says what is missing."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from autograde.engine.cluster import Cluster, is_address
from autograde.engine.executor import Outcome
from autograde.engine.forked import ForkedEngine
from autograde.errors import GradingError
from autograde.gradebook import open_gradebook
from autograde.grading.grade import Graded, grade_waiting
from autograde.grading.run import RunJob
from autograde.ledger.events import EventKind
from autograde.ledger.store import Ledger
from autograde.office import Office, open_office
from tests.autograde.engine.loopback_cluster import LoopbackCluster, loopback_cluster

pytest.importorskip("distributed", reason="the package extra `cluster` is not installed")

WAIT_SECONDS = 60
STORED = {EventKind.EXECUTED, EventKind.GRADED, EventKind.RUN_FAILED}
ANSWERS = ("right", "$1", "1,590,000", "about forty", "")
MEMO = "Please send the payroll register by Friday."


@pytest.fixture(scope="module")
def two_workers() -> Iterator[LoopbackCluster]:
    """A scheduler and two workers for all tests here; one that kills a worker starts another."""
    with loopback_cluster(2) as cluster:
        yield cluster


@pytest.fixture
def joined(two_workers: LoopbackCluster) -> Iterator[Cluster]:
    """The office's side of that cluster."""
    with closing(Cluster(two_workers.address, answer_seconds=WAIT_SECONDS)) as cluster:
        yield cluster


class Watched:
    """A cluster that can be told to do something after an outcome."""

    def __init__(self, inner: Cluster, after: Callable[[int], None]) -> None:
        self.inner, self.after, self.done = inner, after, 0

    @property
    def capacity(self) -> int:
        return self.inner.capacity

    def submit(self, name: str, job: RunJob) -> None:
        self.inner.submit(name, job)

    def next(self) -> Outcome:
        outcome = self.inner.next()
        self.done += 1
        self.after(self.done)
        return outcome

    def close(self) -> None:
        self.inner.close()


def send_all(school: Any, count: int) -> None:
    """So many people with different answers; one of them sends twice."""
    for number in range(count):
        person, given = school.join(f"Person {number}"), ANSWERS[number % len(ANSWERS)]
        base = str(1000 + 10 * school.variant(person)) if given == "right" else given
        memo = MEMO if number % 2 else ""
        school.send(person, school.packet(person, {"base": base, "reading": "more", "letter": memo}))
    school.send(person, school.packet(person, {"base": "$2", "reading": "less", "letter": MEMO}))


def records(office: Office, session: str) -> list[Any]:
    """What happened to whom, whatever the order of different people."""
    events = [e for e in Ledger(office.records()).events(session=session) if e.kind in STORED]
    varies = ("run_sha256",)  # the executed notebook says when each cell ran
    return sorted(
        (e.person, e.seq, str(e.kind), sorted((k, str(v)) for k, v in e.body.items() if k not in varies))
        for e in events
    )


def gradebook(office: Office, session: str, part: str) -> list[Any]:
    with open_gradebook(office.session_folder(session)) as book:
        return sorted(
            (submission.student.id, grade.name, grade.score, grade.needs_manual_grade)
            for submission in book.assignment_submissions(part)
            for notebook in submission.notebooks
            for grade in notebook.grades
        )


def points(graded: Sequence[Graded]) -> list[Any]:
    return [(g.person, g.points, g.memo, g.sentence) for g in graded]


def same_as_alone(
    school: Any, count: int, forked: ForkedEngine, cluster: LoopbackCluster, folder: Path
) -> None:
    """Grade here, and on the cluster while one of its workers is killed, and compare what is stored."""
    send_all(school, count)
    shutil.copytree(school.office.home, folder)
    other, at = open_office(folder), {"rules": school.rules, "now": school.closes_at}
    doomed = next(name for name, process in cluster.workers.items() if process.poll() is None)

    def lose_one(done: int) -> None:
        if done == (count + 1) // 2:
            cluster.kill(doomed)
            cluster.add_worker()

    joined = Watched(Cluster(cluster.address, answer_seconds=WAIT_SECONDS), lose_one)
    there = grade_waiting(school.office, school.session, school.course, executor=joined, **at)
    here = grade_waiting(other, school.session, school.course, engine=forked, **at)
    assert cluster.workers[doomed].poll() is not None
    assert len(there) == count + 1
    assert points(there) == points(here)
    assert records(school.office, school.session) == records(other, school.session)
    both = [gradebook(office, school.session, school.part) for office in (school.office, other)]
    assert both[0] == both[1]
    assert grade_waiting(school.office, school.session, school.course, engine=forked, **at) == []


def test_with_a_worker_killed_in_the_middle_the_records_are_those_of_a_local_run(
    small_school: Any, forked: ForkedEngine, two_workers: LoopbackCluster, tmp_path: Path
) -> None:
    same_as_alone(small_school, 6, forked, two_workers, tmp_path / "other")


@pytest.mark.slow
def test_a_hundred_submissions_with_a_worker_killed_in_the_middle(
    small_school: Any, forked: ForkedEngine, two_workers: LoopbackCluster, tmp_path: Path
) -> None:
    same_as_alone(small_school, 100, forked, two_workers, tmp_path / "other")


def broken_job() -> RunJob:
    return RunJob(b"no notebook", b"{}", b"{}", variant=0)


def test_a_job_sent_twice_has_one_result_and_a_run_that_breaks_says_why(joined: Cluster) -> None:
    joined.submit("task-1", broken_job())
    joined.submit("task-1", broken_job())
    outcome = joined.next()
    assert (outcome.name, outcome.notebook) == ("task-1", b"")
    assert outcome.sentence.startswith("The lesson could not be run")


def test_one_worker_with_other_software_stops_grading_before_anything_is_scored(
    small_school: Any, joined: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    send_all(small_school, 1)
    monkeypatch.setattr("autograde.engine.cluster.software_here", lambda: "another release")
    with pytest.raises(GradingError, match="other software than this machine"):
        grade_waiting(
            small_school.office, small_school.session, small_school.course, rules=small_school.rules,
            now=small_school.closes_at, executor=joined,
        )  # fmt: skip
    assert records(small_school.office, small_school.session) == []


def test_a_scheduler_that_is_not_there_is_said_in_a_sentence() -> None:
    with pytest.raises(GradingError, match=r"No scheduler answers at tcp://127\.0\.0\.1:1\."):
        Cluster("tcp://127.0.0.1:1", answer_seconds=0.1)


def test_a_scheduler_without_workers_is_said_and_one_that_goes_away_too() -> None:
    with loopback_cluster(1) as alone:
        cluster = Cluster(alone.address, answer_seconds=WAIT_SECONDS)
        [name] = alone.workers
        alone.kill(name)
        with pytest.raises(GradingError, match=r"has no worker\. Start one with: dask worker tcp://"):
            Cluster(alone.address, answer_seconds=0.1)
        cluster.submit("task-1", broken_job())
        alone.close()
        with closing(cluster), pytest.raises(GradingError, match="does not answer any more"):
            cluster.next()


def test_what_is_an_address() -> None:
    assert [is_address(text) for text in ("tcp://h:1", "tls://h:1", "kernel", "http://h")] == [
        True, True, False, False,
    ]  # fmt: skip
