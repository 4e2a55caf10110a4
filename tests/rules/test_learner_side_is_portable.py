"""The learner's side runs on Windows and on a Mac: it is imported and used here with every Unix-only
module taken away.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

SCRIPT = r"""
import sys
UNIX_ONLY = "fcntl pwd grp resource termios tty pty crypt nis spwd syslog posix_ipc".split()
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name in UNIX_ONLY:
            raise ImportError(f"{name} does not exist on Windows")
for name in UNIX_ONLY:
    sys.modules.pop(name, None)
# Other people's packages choose by platform; they are loaded before the Unix-only modules are taken away.
import filelock, anyio, httpx, asyncio, subprocess as _s, IPython, ipywidgets, anywidget, pandas
for name in UNIX_ONLY:
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Refuse())
import os
for name in ("fork", "getuid", "geteuid", "getpgid", "setsid", "killpg", "chown", "mkfifo", "wait4"):
    if hasattr(os, name):
        delattr(os, name)

import importlib, pkgutil, pathlib, tempfile, json
import bargaining, classroom
for package in (bargaining, classroom):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if ".lab.extension" not in module.name:  # it runs inside jupyter_server, which chooses by platform
            importlib.import_module(module.name)

from bargaining.costing.employers import teachers_unit
from bargaining.costing.staffing import base_payroll
unit = teachers_unit(0)
assert base_payroll(unit.schedule, unit.scattergram) == 10628950

folder = pathlib.Path(tempfile.mkdtemp()) / "costing" / "part01"
folder.mkdir(parents=True)
(folder / "part.json").write_text(json.dumps({
    "format": 1, "course": "costing", "part": "part01", "title": "A part", "release": "r1", "minutes": 5,
    "questions": {"base": {"kind": "dollars", "points": 4, "graded": True}},
    "memo": {"id": "letter", "points": 6}, "notebook": "part01.ipynb"}))
(folder / "variant.json").write_text(json.dumps({"format": 1, "session": "s", "variant": 3}))
from datetime import UTC, datetime
from classroom.part import open_part
from classroom.sending.packet import build_packet
from classroom.sending.outbox import Outbox
from classroom.workspace import Workspace
part = open_part(folder)
saved = part.book.save("base", "$1,590,000", None, datetime(2027, 1, 4, tzinfo=UTC))
assert saved.revision == 1 and part.book.answer("base").text == "$1,590,000"
data = build_packet(folder, include_notebook=False, made_at=datetime(2027, 1, 4, tzinfo=UTC))
outbox = Outbox(Workspace(folder.parent.parent))
outbox.keep(data)
assert len(list(outbox.pending())) == 1
print("portable")
"""


def test_the_learners_side_works_without_anything_that_only_unix_has() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    assert ran.stdout.strip().endswith("portable")
