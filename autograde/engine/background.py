"""The grader beside the desk: grades each packet a moment after it came.

    python -m autograde.engine.background HOME CURRICULUM [PROGRAMS]

In: one line of JSON for each packet on standard input: {"session", "person", "part"}. Out: what grading
writes into the office; troubles on standard error, which is the desk's log. Started by on_submit.py. It ends
when its input ends, wherever it is: grading can be stopped at any moment.
"""

import json
import logging
import signal
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from autograde.course import Course, find_courses
from autograde.engine.forked import best_engine
from autograde.errors import AutogradeError
from autograde.grading.grade import grade_waiting
from autograde.grading.run import Engine, RunJob, run_notebook
from autograde.grading.submission import open_part, open_parts
from autograde.ledger.moments import utc_now
from autograde.office import Office, open_office
from autograde.program.rules import find_rules
from autograde.sessions.calendar import Sessions

__all__ = ["grade_each", "main", "warm_up"]

log = logging.getLogger(__name__)


def main(home: Path, curriculum: Path, programs: Path | None = None) -> None:
    """Get ready, then grade whatever is told on standard input."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))  # so that what was started is ended too
    office, courses = open_office(home), find_courses(curriculum)
    with best_engine() as engine:
        warm_up(office, courses, engine)
        grade_each(sys.stdin, office, courses, engine, programs)


def grade_each(
    notices: Iterable[str],
    office: Office,
    courses: Mapping[str, Course],
    engine: Engine,
    programs: Path | None = None,
) -> None:
    """Grade what waits of each person who is named; trouble with one is logged and does not stop the next."""
    for line in notices:
        try:
            told = json.loads(line)
            session, person = str(told["session"]), str(told["person"])
            course = courses[Sessions(office.records()).get(session).course]
            rules = find_rules(course.id, programs)
            grade_waiting(office, session, course, rules=rules, engine=engine, person=person)
        except AutogradeError as problem:
            log.warning("not graded on submit: %s", problem)
        except Exception:
            log.exception("not graded on submit: %s", line.strip())


def warm_up(office: Office, courses: Mapping[str, Course], engine: Engine) -> None:
    """Do once, for nobody, what the first packet of each course would have to wait for.

    That is importing nbgrader, putting the hidden tests back, and running a lesson without answers.
    """
    import autograde.grading.scoring  # noqa: F401 - takes a second

    seen: set[str] = set()
    for session in Sessions(office.records()).all():
        if session.course not in courses or session.closes_at < utc_now():
            continue
        root = office.session_folder(session.id)
        for part in open_parts(root):
            try:
                opened = open_part(root, part)
                if session.course not in seen:
                    seen.add(session.course)
                    with tempfile.TemporaryDirectory(prefix="warm-") as scratch:
                        job = RunJob(opened.restored, opened.part_bytes, b'{"format": 1}', variant=0)
                        run_notebook(job, Path(scratch) / "run", engine)
            except AutogradeError as problem:
                log.warning("%s of %s is not ready to be graded: %s", part, session.id, problem)


if __name__ == "__main__":
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s")
    main(*map(Path, sys.argv[1:]))
