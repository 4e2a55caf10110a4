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


def hostile(canary: Path, root: Path) -> dict[str, str]:
    """Ways that have worked against graders which run what a learner sends, stock nbgrader first among them.
    Each begins by leaving a trace, so that none can run unseen.
    """
    trace = f"import pathlib; pathlib.Path({str(canary)!r}).write_text('it ran')\n"
    attacks = {
        "writes a file": "",
        "says its own points": "5.0",
        "forges a result": "from IPython.display import display\n"
        "display({'application/vnd.bargaining-school.result+json': {'points': 99}}, raw=True)\n99.0",
        # The nine that gave undeserved points in a trial of `nbgrader autograde` 0.9.6.
        "reads the instructor's source": f"import json\nfor path in pathlib.Path({str(root)!r}).glob("
        "'source/*/*.ipynb'):\n"
        "    tests = [cell['source'] for cell in json.loads(path.read_text())['cells']]\n"
        "    exec(''.join(map(str, tests)))\n6.0",
        "reads a classmate's answers": f"for path in pathlib.Path({str(root)!r}).glob("
        "'submitted/*/*/answers.json'):\n"
        "    pathlib.Path('answers.json').write_bytes(path.read_bytes())\n6.0",
        "patches round and abs": "import builtins; builtins.abs = builtins.round = lambda *a: 0",
        "patches pandas.testing": "import pandas.testing as t\n"
        "t.assert_frame_equal = t.assert_series_equal = lambda *a, **k: None",
        "empties every later cell": "get_ipython().input_transformers_cleanup.append(lambda lines: [])",
        "strips the asserts": "import ast\nclass Strip(ast.NodeTransformer):\n"
        "    def visit_Assert(self, node):\n        return ast.Pass()\n"
        "get_ipython().ast_transformers.append(Strip())",
        "answers for the test cell": "from IPython.core.displayhook import DisplayHook\n"
        "shell = get_ipython()\n"
        "shell.events.register('pre_run_cell', lambda info: (shell.displayhook(6.0), setattr(info, "
        "'raw_cell', '')))",
        "equals everything": "class Equal:\n    __eq__ = __ge__ = __le__ = lambda *a: True\n"
        "    __hash__ = None\n    __float__ = lambda s: 6.0\n    __sub__ = __rsub__ = lambda *a: 0\n"
        "base = reading = score = Equal()",
        "edits the gradebook": f"import sqlite3\nsqlite3.connect({str(root / 'gradebook.db')!r})."
        "executescript('UPDATE grade SET auto_score = 99, manual_score = 99')",
        "plants a file for the next start": "import os\nfor home in {os.environ.get('IPYTHONDIR', ''), "
        "os.path.expanduser('~/.ipython')}:\n"
        "    place = pathlib.Path(home, 'profile_default', 'startup')\n"
        "    place.mkdir(parents=True, exist_ok=True)\n"
        "    (place / '00.py').write_text('import builtins; builtins.abs = lambda *a: 0')",
        # What else it did to the machine and to others.
        "copies the hidden tests out": f"pathlib.Path({str(canary.parent / 'tests.txt')!r}).write_text("
        "'\\n'.join(map(str, get_ipython().user_ns['In'])))",
        "leaves twenty children": "import subprocess, sys\nfor _ in range(20):\n"
        "    subprocess.Popen([sys.executable, '-c', 'while True: pass'], start_new_session=True)",
        "takes two gigabytes": "held = bytearray(2 * 1024**3)",
        "prints fifty megabytes": "print('x' * 50_000_000)",
        "prints a script": "from IPython.display import HTML\nHTML('<script>document.title=1</script>')",
        "leaves at once": "import os; os._exit(0)",
        "never ends": "while True: pass",
    }
    return {name: trace + code for name, code in attacks.items()}


@pytest.mark.parametrize("attack", list(hostile(Path("canary"), Path("root"))))
def test_every_attack_is_python_that_leaves_a_trace_first(attack: str, tmp_path: Path) -> None:
    code = hostile(tmp_path / "canary", tmp_path)[attack]
    compile(code, attack, "exec")
    exec(code.splitlines()[0], {})
    assert (tmp_path / "canary").is_file()


@pytest.mark.parametrize("attack", list(hostile(Path("canary"), Path("root"))))
def test_the_code_never_runs_and_the_points_are_as_deserved(small_school, tmp_path, attack) -> None:
    canary = tmp_path / "canary"
    ana, ben = small_school.join("Ana Reyes"), small_school.join("Ben Ode")
    honest = small_school.packet(ben, ANSWERS)
    root = small_school.office.session_folder(small_school.session)
    notebook = notebook_with(hostile(canary, root)[attack], small_school)
    small_school.send(ana, small_school.packet(ana, ANSWERS, notebook=notebook))
    small_school.send(ben, honest)
    graded = {one.person: one for one in small_school.grade()}
    assert [path.name for path in tmp_path.glob("*") if path.name in ("canary", "tests.txt")] == []
    assert [graded[ana].points, graded[ana].sentence] == [graded[ben].points, ""]
    assert 0 < graded[ana].points < graded[ana].max_points
    (evidence,) = (small_school.office.evidence / "sent").iterdir()
    assert b"canary" in evidence.read_bytes()
