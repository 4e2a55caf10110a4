"""Grading what waits: what is recorded, in which order, and what a crash or a broken run leaves."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from autograde.evidence import archived_run
from autograde.grading import grade
from autograde.grading.results import results
from autograde.grading.run import ordinary_kernel
from autograde.grading.score import Memo
from autograde.ledger.events import EventKind

PART = "part01-counting"
SCORING = (EventKind.EXECUTED, EventKind.GRADED, EventKind.RUN_FAILED)
Rows = Callable[..., dict[str, tuple[float, float, bool]]]


def test_a_submission_is_run_archived_scored_and_recorded_once(school: Any, gradebook_rows: Rows) -> None:
    person = school.join()
    school.send(person, school.right(person, payroll="$50,000"))
    [graded] = school.grade()

    assert (graded.person, graded.part, graded.failed) == (person, PART, False)
    assert (graded.points, graded.max_points, graded.memo) == (2.5, 6.5, Memo.NEW)
    assert graded.results[0].sentence == "That is what one person earns. Multiply by the people."
    executed, recorded = school.events(*SCORING)
    assert (executed.kind, recorded.kind) == (EventKind.EXECUTED, EventKind.GRADED)
    assert recorded.body["cells"] == {"payroll": [0, 4], "who-gains": [2.5, 2.5]}
    assert recorded.body["mistakes"] == {"payroll": "one salary"}
    assert (recorded.body["points"], recorded.body["max_points"], recorded.body["attempt"]) == (2.5, 6.5, 1)
    archived = archived_run(school.office, executed.body["run_sha256"])
    assert archived is not None
    assert [r.points for r in results(archived)] == [0, 2.5]
    assert gradebook_rows(person)["who-gains"] == (2.5, 2.5, False)

    assert school.grade() == []
    assert len(school.events(*SCORING)) == 2


def test_what_a_learner_wrote_is_nothing_but_printed_text(school: Any) -> None:
    person = school.join()
    hostile = "<script>alert(1)</script>\n```python\nimport os; os._exit(1)\n```\n$x$ {{ 7*7 }} \x1b[31mred"
    school.send(person, school.right(person, note=hostile, payroll="__import__('os')._exit(1)"[:29]))
    [graded] = school.grade()
    assert graded.points == 2.5
    executed = school.events(EventKind.EXECUTED)[0]
    path = archived_run(school.office, executed.body["run_sha256"])
    assert path is not None
    cells = [c for c in json.loads(path.read_bytes())["cells"] if "<script>" in json.dumps(c)]
    assert [c["id"] for c in cells] == ["note-text"]
    assert {o["output_type"] for o in cells[0]["outputs"]} == {"stream"}


def test_each_attempt_is_recorded_and_the_gradebook_holds_the_latest(
    school: Any, gradebook_rows: Rows
) -> None:
    person = school.join()
    school.send(person, school.right(person))
    school.send(person, school.right(person, payroll="$1"))
    assert [(g.points, g.task.latest) for g in school.grade()] == [(6.5, False), (2.5, True)]
    assert [e.body["attempt"] for e in school.events(EventKind.GRADED)] == [1, 2]
    assert gradebook_rows(person)["payroll"][0] == 0

    school.send(person, school.right(person))
    [third] = school.grade()
    assert (third.task.attempt, third.points) == (3, 6.5)
    assert gradebook_rows(person)["payroll"][0] == 4


def test_a_run_that_breaks_scores_nothing_and_is_told(school: Any, gradebook_rows: Rows) -> None:
    from nbgrader.api import MissingEntry

    def half_way(notebook: Path, executed: Path, parameters: Mapping[str, int]) -> None:
        ordinary_kernel(notebook, executed, parameters)
        run = json.loads(executed.read_bytes())
        run["cells"] = [c for c in run["cells"] if c["id"] != "who-gains"]
        executed.write_text(json.dumps(run), encoding="utf-8")

    person = school.join()
    school.send(person, school.right(person))
    [graded] = school.grade(engine=half_way)
    assert graded.failed
    assert '"who-gains": it is missing' in graded.sentence
    [failed] = school.events(*SCORING)
    assert (failed.kind, failed.body["sentence"]) == (EventKind.RUN_FAILED, graded.sentence)
    with pytest.raises(MissingEntry):
        gradebook_rows(person)
    assert list(school.office.evidence.glob("*.ipynb")) == []

    assert school.grade() == []  # it is with staff
    [again] = school.grade(retry=True)
    assert again.points == 6.5


def crash(*_arguments: Any, **_named: Any) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("step", ["archive_run", "executed_event", "score_run", "graded_event"])
def test_after_a_crash_at_any_step_grading_goes_on_where_it_was(
    step: str, school: Any, gradebook_rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = school.join()
    school.send(person, school.right(person))
    with monkeypatch.context() as interrupted:
        interrupted.setattr(grade, step, crash)
        with pytest.raises(KeyboardInterrupt):
            school.grade()
    assert EventKind.GRADED not in {e.kind for e in school.events(*SCORING)}

    runs: list[Path] = []

    def counted(notebook: Path, executed: Path, parameters: Mapping[str, int]) -> None:
        runs.append(notebook)
        ordinary_kernel(notebook, executed, parameters)

    [graded] = school.grade(engine=counted)
    assert graded.points == 6.5
    assert [e.kind for e in school.events(*SCORING)] == [EventKind.EXECUTED, EventKind.GRADED]
    assert gradebook_rows(person)["payroll"] == (4, 4, False)
    # Once the run is recorded it is not made again.
    assert len(runs) == (0 if step in ("score_run", "graded_event") else 1)


def test_a_packet_that_comes_while_its_elder_runs_is_not_mixed_with_it(
    school: Any, gradebook_rows: Rows
) -> None:
    person = school.join()
    school.send(person, school.right(person, payroll="$1"))

    def meanwhile(notebook: Path, executed: Path, parameters: Mapping[str, int]) -> None:
        ordinary_kernel(notebook, executed, parameters)
        if len(school.events(EventKind.SUBMITTED)) == 1:
            school.send(person, school.right(person))

    [overtaken] = school.grade(engine=meanwhile)
    assert overtaken.failed
    assert school.events(*SCORING) == []
    assert [g.points for g in school.grade()] == [2.5, 6.5]
    assert gradebook_rows(person)["payroll"][0] == 4


def test_progress_is_told_and_completion_is_recorded(school: Any) -> None:
    from autograde.grading.grade import grade_waiting

    first, second = school.join("A"), school.join("B")
    school.send(first, school.right(first))
    school.send(second, {})
    told: list[tuple[int, int]] = []
    grade_waiting(
        school.office, "spring", school.course, now=school.now(), rules=school.rules,
        progress=lambda done, total: told.append((done, total)),
    )  # fmt: skip
    assert told == [(0, 2), (1, 2), (2, 2)]
    assert school.events(EventKind.PART_COMPLETED) == []  # the memo is not marked yet


def test_the_answers_of_two_people_are_scored_with_their_own_numbers(school: Any) -> None:
    first, second = school.join("A"), school.join("B")
    copied = school.right(first)
    school.send(first, copied)
    school.send(second, copied)
    assert [g.results[0].points for g in school.grade()] == [4, 0]


def test_grading_says_nothing_to_the_screen_and_much_to_the_log(
    school: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    person = school.join()
    school.send(person, {"payroll": "$50,000"})
    school.grade()
    assert capfd.readouterr() == ("", "")
    assert "has changed" in (school.root / "logs" / "nbgrader.log").read_text(encoding="utf-8")


def test_what_a_learner_typed_is_escaped_where_formgrader_shows_it(school: Any) -> None:
    from nbconvert import HTMLExporter

    person = school.join()
    typed = "<script>alert(1)</script>"
    school.send(
        person, {"payroll": typed, "who-gains": "low", "note": f"{typed}\n\n<img src=x onerror=alert(1)>"}
    )
    school.grade()
    notebook = school.root / "autograded" / person / PART / f"{PART}.ipynb"
    assert typed in notebook.read_text(encoding="utf-8")
    page, _resources = HTMLExporter(template_name="basic").from_filename(str(notebook))
    assert typed not in page
    assert "<img src=x" not in page


def test_a_learners_file_beside_the_source_stops_grading(school: Any) -> None:
    from autograde.errors import ReleaseError

    person = school.join()
    school.send(person, {})
    (school.root / "source" / PART / "answers.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ReleaseError, match="is a learner's file"):
        school.grade()
    assert school.events(*SCORING) == []
