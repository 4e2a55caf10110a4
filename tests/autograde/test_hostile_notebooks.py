"""A learner's notebook full of hostile code: taken as evidence, never run, and graded as her answers
deserve.
"""

import json
from pathlib import Path

import pytest

ANSWERS = {"base": "$1", "reading": "more", "letter": "Please send the register by Friday."}


def notebook_with(code: str, school) -> bytes:
    """The released notebook, every code cell replaced."""
    from autograde.release.release import released_part

    released = school.office.session_folder(school.session) / "release" / school.part
    (path,) = released.glob("*.ipynb")
    assert released_part(school.office, school.session, school.part)
    notebook = json.loads(path.read_bytes())
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["source"] = code
    return json.dumps(notebook).encode()


def hostile(canary: Path) -> dict[str, str]:
    """Ways that have worked against graders which run what a learner sends; each also leaves a trace if it
    runs.
    """
    trace = f"import pathlib; pathlib.Path({str(canary)!r}).write_text('it ran')\n"
    return {
        "writes a file": trace,
        "patches round and abs": trace + "import builtins; builtins.abs = builtins.round = lambda *a: 0",
        "says its own points": trace + "5.0",
        "forges a result": trace + "from IPython.display import display\n"
        "display({'application/vnd.bargaining-school.result+json': {'points': 99}}, raw=True)\n99.0",
        "empties every later cell": trace
        + "get_ipython().input_transformers_cleanup.append(lambda lines: [])",
        "edits the gradebook": trace + "import sqlite3, glob\n"
        "for g in glob.glob('/**/gradebook.db', recursive=True):\n"
        "    sqlite3.connect(g).execute('UPDATE grade SET auto_score = 99')",
        "leaves at once": trace + "import os; os._exit(0)",
        "never ends": trace + "while True: pass",
    }


@pytest.mark.parametrize("attack", list(hostile(Path())))
def test_the_code_never_runs_and_the_points_are_as_deserved(small_school, tmp_path, attack) -> None:
    canary = tmp_path / "canary"
    ana, ben = small_school.join("Ana Reyes"), small_school.join("Ben Ode")
    honest = small_school.packet(ben, ANSWERS)
    notebook = notebook_with(hostile(canary)[attack], small_school)
    small_school.send(ana, small_school.packet(ana, ANSWERS, notebook=notebook))
    small_school.send(ben, honest)
    graded = {one.person: one for one in small_school.grade()}
    assert not canary.exists()
    assert [graded[ana].points, graded[ana].sentence] == [graded[ben].points, ""]
    assert 0 < graded[ana].points < graded[ana].max_points
    (evidence,) = (small_school.office.evidence / "sent").iterdir()
    assert b"canary" in evidence.read_bytes()
