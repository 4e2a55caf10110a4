"""An honest learner is never punished for what happens to a notebook: the same answers, the same score.

Each of these has cost learners points, or left them without a grade, where graders run or read the notebook
that was sent. Here it is evidence only, and answers are data.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from autograde.course import load_course
from autograde.office import open_office

if TYPE_CHECKING:
    from autograde.grading.grade import Graded
    from tests.conftest import SmallSchool

Notebook = dict[str, Any]


def graded_cells(notebook: Notebook) -> list[dict[str, Any]]:
    return [cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("grade")]


def a_warning_on_stderr(notebook: Notebook) -> None:
    for cell in graded_cells(notebook):
        cell["outputs"] = [{"output_type": "stream", "name": "stderr", "text": "FutureWarning: soon\n"}]


def a_red_traceback(notebook: Notebook) -> None:
    for cell in graded_cells(notebook):
        cell["outputs"] = [{"output_type": "error", "ename": "NameError", "evalue": "part", "traceback": []}]


def a_deleted_cell(notebook: Notebook) -> None:
    notebook["cells"].remove(graded_cells(notebook)[0])


def every_cell_deleted(notebook: Notebook) -> None:
    notebook["cells"] = []


def a_duplicated_cell(notebook: Notebook) -> None:
    notebook["cells"] += [graded_cells(notebook)[0], graded_cells(notebook)[0]]


def a_split_cell(notebook: Notebook) -> None:
    cell = graded_cells(notebook)[0]
    source = "".join(cell["source"])
    half = {**cell, "id": "second-half", "source": source[len(source) // 2 :]}
    cell["source"] = source[: len(source) // 2]
    notebook["cells"].insert(notebook["cells"].index(cell) + 1, half)


def cells_in_another_order(notebook: Notebook) -> None:
    notebook["cells"].reverse()


def saved_half_run(notebook: Notebook) -> None:
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    for number, cell in enumerate(code):
        cell["execution_count"] = number + 1 if number < len(code) // 2 else None


def a_cell_typed_into(notebook: Notebook) -> None:
    graded_cells(notebook)[0]["source"] = "$1,050"


def code_turned_into_text(notebook: Notebook) -> None:
    cell = graded_cells(notebook)[0]
    cell["cell_type"] = "markdown"
    for name in ("outputs", "execution_count"):
        cell.pop(name, None)


def no_metadata_left(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        cell["metadata"] = {}


def saved_by_an_older_program(notebook: Notebook) -> None:
    notebook["nbformat_minor"] = 4
    for cell in notebook["cells"]:
        cell.pop("id", None)


def another_kernel_chosen(notebook: Notebook) -> None:
    notebook["metadata"]["kernelspec"] = {"name": "ir", "display_name": "R", "language": "R"}


def widget_state_of_a_megabyte(notebook: Notebook) -> None:
    notebook["metadata"]["widgets"] = {"state": "x" * 1_000_000}


NOTEBOOKS: list[Callable[[Notebook], None]] = [
    a_warning_on_stderr, a_red_traceback, a_deleted_cell, every_cell_deleted, a_duplicated_cell, a_split_cell,
    cells_in_another_order, saved_half_run, a_cell_typed_into, code_turned_into_text, no_metadata_left,
    saved_by_an_older_program, another_kernel_chosen, widget_state_of_a_megabyte,
]  # fmt: skip


def right_answers(school: SmallSchool, person: str) -> dict[str, str]:
    right = f"${1000 + 10 * school.variant(person):,}"
    return {"base": right, "reading": "more", "letter": "Please send the register by Friday."}


def with_notebook(change: Callable[[Notebook], None]) -> Callable[[SmallSchool, str], bytes]:
    """What her Send button sends after that happened to her notebook."""

    def packet(school: SmallSchool, person: str) -> bytes:
        folder = school.part_folder(person)
        notebook = json.loads((folder / f"{school.part}.ipynb").read_bytes())
        change(notebook)
        return school.packet(person, right_answers(school, person), notebook=json.dumps(notebook).encode())

    return packet


def without_a_notebook(school: SmallSchool, person: str) -> bytes:
    return school.packet(person, right_answers(school, person))


def with_a_renamed_notebook(school: SmallSchool, person: str) -> bytes:
    folder = school.part_folder(person)
    (folder / f"{school.part}.ipynb").rename(folder / "My copy (final) 2.ipynb")
    return school.packet(person, right_answers(school, person))


def with_an_answer_corrected_twice(school: SmallSchool, person: str) -> bytes:
    school.packet(person, {"base": "$1", "reading": "same", "letter": "Draft."})
    return school.packet(person, right_answers(school, person))


def with_blanks_around_the_amount(school: SmallSchool, person: str) -> bytes:
    right = right_answers(school, person)
    return school.packet(person, {**right, "base": f"\u00a0 {right['base']}.00 \n"})


PACKETS: dict[str, Callable[[SmallSchool, str], bytes]] = {
    **{change.__name__.replace("_", " "): with_notebook(change) for change in NOTEBOOKS},
    "no notebook": without_a_notebook,
    "a renamed notebook": with_a_renamed_notebook,
    "an answer corrected twice": with_an_answer_corrected_twice,
    "blanks around an amount": with_blanks_around_the_amount,
}


@pytest.fixture(scope="module")
def graded(released_small_school: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Graded]:
    """Everybody's score, by what happened to her; one of them has the release before the present one."""
    from autograde.engine.forked import best_engine
    from autograde.release.release import release_into_session, released_part
    from tests.conftest import SmallSchool

    place = tmp_path_factory.mktemp("honest") / "school"
    shutil.copytree(released_small_school, place)
    school = SmallSchool(
        office=open_office(place / "office"),
        course=load_course(place / "small"),
        opens_at=datetime(2027, 1, 4, 14, 0, tzinfo=UTC),
        closes_at=datetime(2027, 3, 29, 3, 59, tzinfo=UTC),
        workspaces=place / "workspaces",
        programs=place / "programs",
    )
    older = school.join("Olga Older")
    packet = without_a_notebook(school, older)
    lesson = school.course.folder / school.part / "lesson.md"
    changed = lesson.read_text(encoding="utf-8").replace(
        "# Part 1: Count\n", "# Part 1: Count\n\nCount twice.\n"
    )
    lesson.write_text(changed, encoding="utf-8")
    before = released_part(school.office, school.session, school.part)
    release_into_session(school.course, school.part, school.office, school.session)
    assert released_part(school.office, school.session, school.part) != before
    who = {"an older release of the part": older}
    school.send(older, packet)
    for name, make in PACKETS.items():
        who[name] = school.join(f"Learner with {name}")
        school.send(who[name], make(school, who[name]))
    with best_engine() as engine:
        scored = {one.person: one for one in school.grade(engine=engine)}
    return {name: scored[person] for name, person in who.items()}


@pytest.mark.parametrize("what", ["an older release of the part", *PACKETS])
def test_the_same_answers_have_the_same_score(graded: dict[str, Graded], what: str) -> None:
    assert (graded[what].points, graded[what].max_points, graded[what].sentence) == (6.0, 6.0, "")
