"""Grade what waits: restore, run, verify, archive, score, record, in an order that a crash cannot spoil.

In: the office, a session, its course. Out: `Graded`s, and with them evidence, gradebook and ledger.
Called by the `bargain grade` command, the grader that works beside the desk, and the demo.

Running touches no store and takes the time, so it happens outside the writer's lock, in as many workers as
there are. The rest is short and happens here, by one writer, under the lock: archive the run, record
`executed`, score the gradebook, record `graded`. After a crash anywhere, grading again finds what is recorded
and goes on with the run that was archived: nothing is scored twice, or differently.
"""

import logging
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograde.course import Course
from autograde.errors import GradingError
from autograde.evidence import archive_run, archived_run, keep_comment
from autograde.grading.graded import Graded, Progress
from autograde.grading.record import (
    ACTOR,
    Asked,
    event_key,
    executed_event,
    failed_event,
    graded_event,
    mark_is_replaced,
    memo_rule,
    memo_word,
    scored_before,
)
from autograde.grading.results import QuestionResult, results
from autograde.grading.run import Engine
from autograde.grading.runs import Ran, Ready, runs
from autograde.grading.score import Memo, MemoMark, memo_mark, score_run
from autograde.grading.submission import (
    OpenPart,
    memo_sha256,
    open_part,
    open_parts,
    submitted_answers,
)
from autograde.grading.verify import scores
from autograde.grading.waiting import Again, Waiting, changed, waiting
from autograde.intake.receive import repair
from autograde.ledger.events import Event, EventKind
from autograde.ledger.moments import utc_now
from autograde.ledger.records import kept_open
from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.program.completions import record_completions
from autograde.program.rules import Rules, find_rules
from classroom.language import _

if TYPE_CHECKING:
    from autograde.engine.executor import Executor

__all__ = ["Graded", "Progress", "grade_waiting", "left_as_graded"]

log = logging.getLogger(__name__)


class _ChangedError(GradingError):
    """What was run is no longer what is there; it simply waits for the next time."""


class _DoneElsewhereError(GradingError):
    """Somebody else graded it while it ran here."""


def grade_waiting(
    office: Office,
    session: str,
    course: Course,
    *,
    progress: Progress | None = None,
    now: datetime | None = None,
    rules: Rules | None = None,
    engine: Engine | None = None,
    workers: int = 1,
    executor: "Executor | None" = None,
    retry: bool = False,
    regrade: str = "",
    unchanged: bool = False,
    actor: str = "",
    person: str | None = None,
) -> list[Graded]:
    """Grade everything that waits in a session; a second call finds nothing to do.

    now: when, the clock's time if left out. rules: the program's, the course's own if left out. engine: what
    runs notebooks, `workers` of them at a time; or executor: a pool of another kind, which is closed at the
    end. retry: also what broke before. regrade: a reason to run again what was graded before the part or the
    rules changed, and, if unchanged, everything; the earlier scores stay on record. actor: who wants that.
    person: only hers. Returned in the order of arrival; a run that breaks is among them with its sentence,
    and what another grader did meanwhile is not.
    """
    from autograde.engine.executor import LocalPool

    rules, now = rules or find_rules(course.id), now or utc_now()
    if person is None:
        repair(office, {course.id: course}, session)
    root, ledger = office.session_folder(session), Ledger(office.records())
    by = Asked(regrade, actor or ACTOR)
    again = Again(retry or bool(regrade), bool(regrade), unchanged=unchanged and bool(regrade))
    tasks = waiting(ledger.events(person, session), open_parts(root), rules.sha256, again)
    part_named = cache(lambda part: open_part(root, part))
    done: dict[Waiting, Graded | None] = {}
    if progress is not None:
        progress(0, len(tasks))
    with kept_open(ledger.engine), closing(executor or LocalPool(engine, workers)) as pool:
        for ran in runs(
            session, tasks, lambda task: _ready(office, session, task, part_named(task.part)), pool
        ):
            done[ran.task] = _store(office, session, ran, now, by)
            if progress is not None:
                progress(len(done), len(tasks))
    with office.writer():
        record_completions(ledger, session, course, rules, now, person)
    return [graded for task in tasks if (graded := done[task]) is not None]


def left_as_graded(office: Office, session: str, rules: Rules) -> int:
    """How many submissions keep a score from before their part or the rules changed."""
    releases = open_parts(office.session_folder(session))
    return len(changed(Ledger(office.records()).events(None, session), releases, rules.sha256))


def _ready(office: Office, session: str, task: Waiting, part: OpenPart) -> Ready:
    """What a run needs, or the run that was archived before a crash."""
    answers = submitted_answers(office, session, task, part)
    before = Ledger(office.records()).event(event_key(session, task, EventKind.EXECUTED))
    return Ready(part, answers, archived_run(office, str(before.body["run_sha256"])) if before else None)


def _store(office: Office, session: str, ran: Ran, now: datetime, by: Asked) -> Graded | None:
    """Verify a run, then score and record it. One that breaks is recorded as broken, and scores nothing."""
    task = ran.task
    try:
        if ran.ready is None or ran.sentence:
            raise GradingError(ran.sentence)
        with ran.executed() as executed:
            scores(executed, ran.ready.part.described)
            found = results(executed)
            with office.writer():
                memo = _record(office, session, task, ran.ready, executed, found, now, by)
    except _ChangedError as problem:
        return Graded(task, sentence=problem.sentence)
    except _DoneElsewhereError:
        return None
    except GradingError as problem:
        log.warning("task %s was not graded: %s", task.task, problem)
        return _store_failure(office, session, task, now, problem.sentence)
    return Graded(task, tuple(found), memo)


def _store_failure(
    office: Office, session: str, task: Waiting, now: datetime, sentence: str
) -> Graded | None:
    """Record a broken run, unless another grader recorded it, or graded the submission, meanwhile."""
    ledger, failed = Ledger(office.records()), failed_event(session, task, now, sentence)
    with office.writer():
        if any(ledger.event(key) for key in (event_key(session, task, EventKind.GRADED), failed.key)):
            return None
        ledger.append(failed)
    return Graded(task, sentence=sentence)


def _record(
    office: Office,
    session: str,
    task: Waiting,
    ready: Ready,
    executed: Path,
    found: list[QuestionResult],
    now: datetime,
    by: Asked,
) -> Memo | None:
    """Archive, record and score a verified run; the caller holds the writer's lock."""
    part, answers = ready.part, ready.answers
    root, ledger = office.session_folder(session), Ledger(office.records())
    hers = {event.key: event for event in ledger.events(task.person, session)}
    _check_still_so(hers, session, root, task, part)
    recorded = hers.get(event_key(session, task, EventKind.EXECUTED))
    if recorded is not None and ready.archived is None:
        _check_archived(office, task, str(recorded.body["run_sha256"]))
    before, written = scored_before(hers.values(), task), memo_sha256(part, answers)
    memo = memo_rule(written, before) if part.memo else None
    mark = memo_mark(root, task.person, part.described) if part.memo else None
    run_sha256 = archive_run(office, executed)
    if recorded is None:
        replaced = _kept(office, mark) if task.latest and mark_is_replaced(memo, before, mark) else None
        ledger.append(executed_event(session, task, now, run_sha256, replaced))
    if task.latest:
        score_run(root, task.person, part.described, executed, memo)
    ledger.append(graded_event(session, task, now, found, written, memo_word(memo, mark), by))
    return memo


def _check_still_so(
    hers: Mapping[str, Event], session: str, root: Path, task: Waiting, part: OpenPart
) -> None:
    """Refuse to score what changed while it ran: graded by somebody else, released anew, sent again."""
    if event_key(session, task, EventKind.GRADED) in hers:
        raise _DoneElsewhereError(task.task)
    sent = [e for e in hers.values() if e.kind is EventKind.SUBMITTED and e.body["part"] == task.part]
    newest = sent[-1].body["packet_sha256"] == task.packet_sha256
    if open_parts(root).get(task.part) != part.release or newest != task.latest:
        raise _changed(task)


def _check_archived(office: Office, task: Waiting, run_sha256: str) -> None:
    """Refuse to score one run where another is on record, by a grader that was stopped half-way just now."""
    if archived_run(office, run_sha256) is not None:
        raise _changed(task)


def _changed(task: Waiting) -> _ChangedError:
    return _ChangedError(
        _("The submission of {person} in {part} changed while it was graded. Grade again.").format(
            person=task.person, part=task.part
        )
    )


def _kept(office: Office, mark: MemoMark | None) -> dict[str, Any] | None:
    """A mark that a new memo replaces: its points, and the id under which the comment is kept from now on."""
    if mark is None:
        return None
    return {"points": mark.points, "comment_id": keep_comment(office, mark.comment) if mark.comment else None}
