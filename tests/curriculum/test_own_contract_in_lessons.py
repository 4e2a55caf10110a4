"""Her own contract in every part of the costing course: each part offers it, begins its boxes with it, adds its
own sheet to the workbook, and its sentences work with her figures."""

import re
from pathlib import Path

import pytest

from autograde.authoring.build import build_source
from autograde.course import CoursePart, find_courses
from autograde.release.lesson_trial import lay_out
from bargaining.costing.units.unit import UnitKind
from bargaining.workbook.lessons import contract_figures
from bargaining.workbook.lessons.team_files import WORKBOOKS, sheets_through
from classroom.own.exchange import made_in
from classroom.rehearsal import code_cells, rehearse
from classroom.workspace import Workspace
from tests.bargaining.workbook.own_contracts import filled

ROOT = Path(__file__).parents[2]
COURSE = find_courses(ROOT / "curriculum")["costing"]
PARTS = [part for part in COURSE.parts if part.available]
EMPLOYERS = {UnitKind.TEACHERS: 7, UnitKind.SCHOOL_STAFF: 104, UnitKind.NURSES: 216}
NUMBERED = re.compile(r'known=f?"(\w+?)(?:\{year\})?"')


def lesson(part: CoursePart) -> str:
    assert part.folder is not None
    return (part.folder / "lesson.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Every figure that a contract of some kind can have."""
    names: set[str] = set()
    for kind in UnitKind:
        own = tmp_path_factory.mktemp("own")
        (own / "contract.xlsx").write_bytes(filled(kind))
        names |= set(contract_figures(own))
    return names | {"days", "hours", "ours_flat_1"}  # boxes of the template that `filled` leaves empty


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.id)
def test_each_part_offers_her_contract_her_tracker_and_its_own_sheet(part: CoursePart, known: set[str]) -> None:
    text = lesson(part)
    for line in ("own_file(part, own_contract(unit.kind)", "own_tracker(part, DATA_REQUEST"):
        assert text.count(line) == 1, line
    assert re.findall(r"through_part=(\d+)", text) == [str(part.number)]
    for name in NUMBERED.findall(text):
        assert name in known or f"{name}1" in known, name


@pytest.mark.parametrize("kind", list(UnitKind), ids=str)
@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.id)
def test_a_part_works_with_her_contract_and_writes_her_workbook(
    part: CoursePart, kind: UnitKind, tmp_path: Path
) -> None:
    assert part.folder is not None
    workspace = Workspace(tmp_path).prepare()
    workspace.own.mkdir()
    (workspace.own / "contract.xlsx").write_bytes(filled(kind))
    source = build_source(part.folder)
    folder = tmp_path / "costing" / part.id
    folder.mkdir(parents=True)
    scored = [name for name, entry in source.part_json["questions"].items() if entry["graded"]]
    lay_out(folder, source, EMPLOYERS[kind], dict.fromkeys(scored, "1"))
    before = (folder / "answers.json").read_bytes()
    opened = rehearse(code_cells(source.content), folder).part
    for form in made_in(opened):
        for choice in form.choices:
            assert choice["missing"] == ""
            form.handle({"type": "make", "choice": choice["id"]})
            assert form.said.startswith("Written to your folder own:")
    assert {sheets_through(workspace.own / name) for name in WORKBOOKS.values()} == {part.number}
    # No sentence, table or figure of hers failed, and nothing she keeps went to her answers.
    assert not (workspace.private / "log.txt").exists()
    assert (folder / "answers.json").read_bytes() == before
