"""The grader beside the desk: scores what it is told of, survives what goes wrong, and delays nobody."""

import json
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograde.engine.background import grade_each, warm_up
from autograde.engine.executor import LocalPool, Outcome
from autograde.engine.forked import ForkedEngine, best_engine, can_fork
from autograde.engine.on_submit import OnSubmit
from autograde.feedback import FeedbackState, feedback
from autograde.grading.grade import grade_waiting
from autograde.grading.run import run_notebook
from autograde.ledger.events import EventKind
from autograde.ledger.store import Ledger
from tests.autograde.engine.test_forked import job, last

ANSWERS = {"base": "$1", "reading": "more", "letter": "Please send the payroll register by Friday."}


def state(school: Any, person: str) -> FeedbackState:
    return feedback(school.office, school.session, person, school.part).state


def notice(school: Any, person: str) -> str:
    return json.dumps({"session": school.session, "person": person, "part": school.part})


def submitted(school: Any, name: str) -> str:
    person = school.join(name)
    school.send(person, school.packet(person, ANSWERS))
    return str(person)


def test_what_is_told_is_graded_and_nothing_else(small_school: Any, forked: ForkedEngine) -> None:
    first, second = submitted(small_school, "A"), submitted(small_school, "B")
    school = small_school
    warm_up(school.office, school.courses, forked)
    grade_each([notice(school, first)], school.office, school.courses, forked, school.programs)
    assert (state(school, first), state(school, second)) == (FeedbackState.GRADED, FeedbackState.WAITING)
    shown = feedback(school.office, school.session, first, school.part)
    assert [question.sentence != "" for question in shown.questions] == [True, True]


@pytest.mark.parametrize(
    "line",
    ["nothing of the kind", "[]", '{"session": "no-such", "person": "p-000000000000", "part": "x"}'],
)
def test_trouble_with_one_does_not_stop_the_next(
    line: str, small_school: Any, forked: ForkedEngine, caplog: pytest.LogCaptureFixture
) -> None:
    person, school = submitted(small_school, "A"), small_school
    grade_each([line, notice(school, person)], school.office, school.courses, forked, school.programs)
    assert state(school, person) is FeedbackState.GRADED
    assert "not graded on submit" in caplog.text


@pytest.mark.skipif(not can_fork(), reason="the ordinary kernel grades here, and is tested elsewhere")
def test_the_process_beside_the_desk_grades_and_comes_back_when_it_was_killed(small_school: Any) -> None:
    school, curriculum = small_school, small_school.course.folder.parent
    with OnSubmit(school.office.home, curriculum, school.programs) as told:
        killed = told.process_id
        assert killed is not None
        os.kill(killed, signal.SIGKILL)
        person = submitted(school, "A")
        told(school.office, school.session, person, school.part)
        told.finish()
    assert state(school, person) is FeedbackState.GRADED


def test_without_a_grader_the_desk_is_not_delayed_and_the_batch_finds_the_packet(
    small_school: Any, forked: ForkedEngine, tmp_path: Path
) -> None:
    school = small_school
    person = submitted(school, "A")
    nobody = OnSubmit(tmp_path, tmp_path)  # never started
    nobody(school.office, school.session, person, school.part)
    assert state(school, person) is FeedbackState.WAITING
    assert [graded.person for graded in school.grade(engine=forked)] == [person]


class Interrupted(LocalPool):
    """A pool of one worker that does something else before each run, and waits for its end."""

    def __init__(self, engine: ForkedEngine, before_each: Callable[[], None]) -> None:
        super().__init__(engine)
        self._before_each = before_each

    def next(self) -> Outcome:
        self._before_each()
        return super().next()


@pytest.mark.skipif(not can_fork(), reason="the ordinary kernel grades here, and is tested elsewhere")
def test_who_sends_while_a_batch_runs_is_scored_before_the_batch_goes_on(
    small_school: Any, forked: ForkedEngine
) -> None:
    """The order, with a real grader beside the desk: a batch that held a lock would stop here."""
    school = small_school
    early = [submitted(school, f"Early {number}") for number in range(3)]
    late: list[str] = []
    seen: list[list[FeedbackState]] = []

    def somebody_sends() -> None:
        person = submitted(school, f"Late {len(late)}")
        with OnSubmit(school.office.home, school.course.folder.parent, school.programs) as told:
            told(school.office, school.session, person, school.part)
            told.finish()
        late.append(person)
        seen.append([state(school, one) for one in (person, *early)])

    pool = Interrupted(forked, somebody_sends)
    graded = grade_waiting(school.office, school.session, school.course, rules=school.rules, executor=pool)
    assert [one.person for one in graded] == early
    yes, not_yet = FeedbackState.GRADED, FeedbackState.WAITING
    assert seen == [
        [yes, not_yet, not_yet, not_yet],
        [yes, yes, not_yet, not_yet],
        [yes, yes, yes, not_yet],
    ]
    order = [e.person for e in Ledger(school.office.records()).events(kinds={EventKind.GRADED})]
    assert order == [late[0], early[0], late[1], early[1], late[2], early[2]]


@pytest.mark.skipif(not can_fork(), reason="the ordinary kernel grades here")
def test_the_runs_of_a_batch_stand_back(tmp_path: Path) -> None:
    from bargain_cli.work import BATCH_STANDS_BACK

    with best_engine(nice=BATCH_STANDS_BACK) as batch:
        ask = job("import os\nos.getpriority(os.PRIO_PROCESS, 0)")
        stands_back = int(last(run_notebook(ask, tmp_path / "run", batch).path))
    assert stands_back == min(19, os.getpriority(os.PRIO_PROCESS, 0) + BATCH_STANDS_BACK)
