"""The large demonstration: sixty learners of eight affiliates in two sessions, and every report of them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from autograde.course import find_courses
from autograde.ledger.store import Ledger
from autograde.office import open_office
from autograde.reports.every import write_every_report
from autograde.sessions.calendar import Sessions
from demonstration.large import LEARNERS, large_cohorts
from demonstration.run import Play, last_day

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"
COMPARED = (
    "affiliates",
    "units",
    "certificates",
    "reconciliation",
    "completion-costing-spring",
    "completion-costing-autumn",
    "missing-work",
)
"""Reports without random ids, and without what follows from their order: the same on every machine."""
CODE = "Check code"


def test_sixty_different_people_of_eight_affiliates() -> None:
    actors = [actor for cohort in large_cohorts() for actor in cohort.actors]
    assert len({actor.name for actor in actors}) == len(actors) == 2 * LEARNERS
    assert len({actor.affiliate for actor in actors}) == 8
    assert not {actor.name for actor in actors} & {
        actor.name for actor in Play(Path(), {}, print).cohort.actors
    }


def comparable(report: str) -> str:
    """The rows of a report without the check codes of certificates, which are drawn and also order them."""
    head, *rows = csv.reader(io.StringIO(report))
    if CODE not in head:
        return report
    written = io.StringIO()
    place = head.index(CODE)
    csv.writer(written, lineterminator="\n").writerows(
        [head[:place] + head[place + 1 :], *sorted(row[:place] + row[place + 1 :] for row in rows)]
    )
    return written.getvalue()


@pytest.mark.slow
def test_it_takes_the_same_path_and_yields_every_report(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    courses = find_courses(ROOT / "curriculum")
    for cohort in large_cohorts():
        Play(
            tmp_path, courses, lambda what, done, total: None, cohort, notes=f"{cohort.session}.json"
        ).report()
    office = open_office(tmp_path / "office")
    written = write_every_report(office, courses, tmp_path / "reports", last_day(large_cohorts()[-1]))
    assert {path.suffix for path in written} == {".csv", ".xlsx", ".html", ".js"}
    for session in ("costing-spring", "costing-autumn"):
        assert len(Sessions(office.records()).enrolled(session)) == LEARNERS
    Ledger(office.records()).verify()
    for name in COMPARED:
        made = comparable((tmp_path / "reports" / f"{name}.csv").read_text(encoding="utf-8-sig"))
        golden = GOLDEN / f"{name}.csv"
        if request.config.getoption("--update-golden"):
            golden.parent.mkdir(exist_ok=True)
            golden.write_text(made, encoding="utf-8")
        assert made == golden.read_text(encoding="utf-8"), f"{name} is not as it was; see --update-golden"
