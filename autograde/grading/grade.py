"""Grade what waits: restore, run, verify, archive, score, record, in an order that a crash cannot spoil.

In: the office, a session, its course. Out: `Graded`s, and with them evidence, gradebook and ledger.
Called by the `bargain grade` command, the desk and the demo.

Running touches no store and takes seconds, so it happens outside the writer's lock. The rest is short, under
the lock: archive the run, record `executed`, score the gradebook, record `graded`. After a crash anywhere,
grading again finds what is recorded and goes on with the run that was archived: nothing is scored twice, or
differently.
"""

import logging
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from autograde.course import Course
from autograde.errors import GradingError
from autograde.evidence import archive_run, archived_run, keep_comment
from autograde.grading.record import (
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
from autograde.grading.run import Engine, run_notebook
from autograde.grading.score import Memo, MemoMark, memo_mark, score_run
from autograde.grading.submission import (
    OpenPart,
    memo_sha256,
    open_part,
    open_parts,
    run_job,
    submitted_answers,
)
from autograde.grading.verify import scores
from autograde.grading.waiting import Waiting, waiting
from autograde.intake.receive import repair
from autograde.ledger.events import EventKind
from autograde.ledger.moments import utc_now
from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.program.completions import record_completions
from autograde.program.rules import Rules, find_rules
from classroom.answers_file import Answer
from classroom.language import _

__all__ = ["Graded", "Progress", "grade_one", "grade_waiting"]

log = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
"""Told how many submissions are done, of how many."""


class _ChangedError(GradingError):
    """What was run is no longer what is there; it simply waits for the next time."""


@dataclass(frozen=True)
class Graded:
    """What became of one submission.

    results: what was said of each question. memo: what the submission does to the memo, None when the part
    has none. sentence: "" when it was scored; else why not, for staff, and then nothing was scored.
    """

    task: Waiting
    results: tuple[QuestionResult, ...] = ()
    memo: Memo | None = None
    sentence: str = ""

    @property
    def person(self) -> str:
        """Whose submission it is."""
        return self.task.person

    @property
    def part(self) -> str:
        """Of which part."""
        return self.task.part

    @property
    def failed(self) -> bool:
        """Whether nothing was scored."""
        return bool(self.sentence)

    @property
    def points(self) -> float:
        """The automatic points; an instructor gives the memo's."""
        return sum(result.points for result in self.results)

    @property
    def max_points(self) -> float:
        """The automatic points there are."""
        return sum(result.max for result in self.results)


def grade_waiting(
    office: Office,
    session: str,
    course: Course,
    *,
    progress: Progress | None = None,
    now: datetime | None = None,
    rules: Rules | None = None,
    engine: Engine | None = None,
    retry: bool = False,
) -> list[Graded]:
    """Grade everything that waits in a session, in the order it arrived; a second call finds nothing to do.

    now: when, the clock's time if left out. rules: the program's, the course's own if left out. engine: what
    runs notebooks. retry: also what broke before. A run that breaks is in the list with its sentence.
    """
    rules, now = rules or find_rules(course.id), now or utc_now()
    repair(office, {course.id: course}, session)
    root, ledger = office.session_folder(session), Ledger(office.records())
    tasks = waiting(ledger.events(session=session), open_parts(root), rules.sha256, retry=retry)
    parts: dict[str, OpenPart] = {}
    done: list[Graded] = []
    for task in tasks:
        if progress is not None:
            progress(len(done), len(tasks))
        if task.part not in parts:
            parts[task.part] = open_part(root, task.part)
        done.append(grade_one(office, session, task, parts[task.part], now=now, engine=engine))
    if progress is not None:
        progress(len(done), len(tasks))
    with office.writer():
        record_completions(ledger, session, course, rules, now)
    return done


def grade_one(
    office: Office,
    session: str,
    task: Waiting,
    part: OpenPart,
    *,
    now: datetime,
    engine: Engine | None = None,
) -> Graded:
    """Grade one submission. A run that breaks is recorded, told in `sentence`, and scores nothing."""
    with tempfile.TemporaryDirectory(prefix="grading-") as scratch:
        try:
            answers = submitted_answers(office, session, task, part)
            executed = _executed(office, session, task, part, answers, Path(scratch), engine)
            scores(executed, part.described)
            found = results(executed)
            with office.writer():
                memo = _record(office, session, task, part, answers, executed, found, now)
        except _ChangedError as problem:
            return Graded(task, sentence=problem.sentence)
        except GradingError as problem:
            log.warning("task %s was not graded: %s", task.task, problem)
            with office.writer():
                Ledger(office.records()).append(failed_event(session, task, now, problem.sentence))
            return Graded(task, sentence=problem.sentence)
    return Graded(task, tuple(found), memo)


def _executed(
    office: Office,
    session: str,
    task: Waiting,
    part: OpenPart,
    answers: Mapping[str, Answer],
    scratch: Path,
    engine: Engine | None,
) -> Path:
    """The executed notebook: the one that was archived before a crash, or a new run."""
    before = Ledger(office.records()).event(event_key(session, task, EventKind.EXECUTED))
    archived = archived_run(office, str(before.body["run_sha256"])) if before else None
    if archived is not None:
        return archived
    return run_notebook(run_job(session, task, part, answers), scratch / "run", engine).path


def _record(
    office: Office,
    session: str,
    task: Waiting,
    part: OpenPart,
    answers: Mapping[str, Answer],
    executed: Path,
    found: list[QuestionResult],
    now: datetime,
) -> Memo | None:
    """Archive, record and score a verified run; the caller holds the writer's lock."""
    root, ledger = office.session_folder(session), Ledger(office.records())
    _check_still_so(ledger, session, root, task, part)
    before, written = scored_before(ledger.events(task.person, session), task), memo_sha256(part, answers)
    memo = memo_rule(written, before) if part.memo else None
    mark = memo_mark(root, task.person, part.described) if part.memo else None
    run_sha256 = archive_run(office, executed)
    if ledger.event(event_key(session, task, EventKind.EXECUTED)) is None:
        replaced = _kept(office, mark) if task.latest and mark_is_replaced(memo, before, mark) else None
        ledger.append(executed_event(session, task, now, run_sha256, replaced))
    if task.latest:
        score_run(root, task.person, part.described, executed, memo)
    ledger.append(graded_event(session, task, now, found, written, memo_word(memo, mark)))
    return memo


def _check_still_so(ledger: Ledger, session: str, root: Path, task: Waiting, part: OpenPart) -> None:
    """Refuse to score what changed while it ran: released anew, sent again, graded by somebody else."""
    sent = [
        e for e in ledger.events(task.person, session, {EventKind.SUBMITTED}) if e.body["part"] == task.part
    ]
    newest = sent[-1].body["packet_sha256"] == task.packet_sha256
    graded = ledger.event(event_key(session, task, EventKind.GRADED)) is not None
    if graded or open_parts(root).get(task.part) != part.release or newest != task.latest:
        raise _ChangedError(
            _("The submission of {person} in {part} changed while it was graded. Grade again.").format(
                person=task.person, part=task.part
            )
        )


def _kept(office: Office, mark: MemoMark | None) -> dict[str, Any] | None:
    """A mark that a new memo replaces: its points, and the id under which the comment is kept from now on."""
    if mark is None:
        return None
    return {"points": mark.points, "comment_id": keep_comment(office, mark.comment) if mark.comment else None}
