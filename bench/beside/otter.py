"""`otter run` of an equivalent assignment, one command for each submission, as otter does without containers.

The same employer, tables and numeric questions; answers are variables in code. otter-grader goes into an
environment of its own.
"""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from beside.measuring import ROOT, Measured, measured

__all__ = ["otter"]


def otter(folder: Path, count: int) -> Measured | None:
    """`otter run` on each of `count` submissions of an equivalent assignment; None without otter."""
    place = folder / "otter"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    python = place / "environment" / "bin" / "python"
    wanted = ["otter-grader", "ipykernel", "pandas"]
    try:
        make = ["uv", "venv", "-q", "--python", sys.executable, str(python.parents[1])]
        subprocess.run(make, check=True, capture_output=True)
        install = ["uv", "pip", "install", "-q", "--compile-bytecode", "--python", str(python), *wanted]
        subprocess.run(install, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as problem:
        print(f"otter-grader cannot be installed here and is left out: {problem}")
        return None
    zipped = otter_assignment(place)
    total: Measured = {"wall": 0.0, "cpu": 0.0, "megabytes": 0.0, "count": count}
    for number in range(count):
        work = place / f"submission-{number}"
        work.mkdir()
        (work / "part01.ipynb").write_text(otter_submission(number), encoding="utf-8")
        command = [str(python.parent / "otter"), "run", "--no-logo", "-a", str(zipped), "part01.ipynb"]
        path = f"{python.parent}{os.pathsep}{os.environ['PATH']}"
        one = measured(*command, cwd=work, env={"PYTHONPATH": str(ROOT), "PATH": path})
        scored = json.loads((work / "results.json").read_text(encoding="utf-8"))
        if sum(test.get("score", 0) for test in scored["tests"]) <= 0:
            raise RuntimeError(f"otter scored nothing: {scored}")
        total = {**total, "wall": total["wall"] + one["wall"], "cpu": total["cpu"] + one["cpu"]}
        total["megabytes"] = max(total["megabytes"], one["megabytes"])
    return total


OTTER_LESSON = (
    "from decimal import Decimal\n"
    "from bargaining.costing.employers import teachers_unit\n"
    "from bargaining.costing.staffing import average_salary, base_payroll, by_lane\n"
    "unit = teachers_unit(0)\nschedule, staff = unit.schedule, unit.scattergram",
    "schedule.table()",
    "staff.table(schedule)",
    "by_lane(schedule, staff)",
)
OTTER_QUESTIONS = {
    "fte": "staff.total_fte",
    "base": "base_payroll(schedule, staff)",
    "average": "average_salary(schedule, staff)",
    "cell": "schedule.salary(schedule.steps[3], schedule.lanes[1])",
}


def otter_assignment(place: Path) -> Path:
    """otter's zip: one test file for each question, and a configuration."""
    path = place / "autograder.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("otter_config.json", json.dumps({"lang": "python"}))
        for name, right in OTTER_QUESTIONS.items():
            case = {"code": f">>> abs(Decimal(str({name})) - {right}) < 1\nTrue", "hidden": True}
            suite = [{"cases": [case], "scored": True, "setup": "", "teardown": "", "type": "doctest"}]
            test = {"name": name, "points": 2, "suites": suite}
            zipped.writestr(f"tests/{name}.py", f"OK_FORMAT = True\ntest = {test!r}\n")
    return path


def otter_submission(number: int) -> str:
    """A learner's notebook for otter, answers in code: some right, some wrong."""
    answers = [
        f"{name} = {right if (number + place) % 3 or not place else 1}"
        for place, (name, right) in enumerate(OTTER_QUESTIONS.items())
    ]
    answers[0] = f"fte = {OTTER_QUESTIONS['fte']}"
    cells = [
        {"cell_type": "code", "execution_count": None, "id": f"c{place}", "metadata": {}, "outputs": [],
         "source": source}
        for place, source in enumerate([*OTTER_LESSON, *answers])
    ]  # fmt: skip
    kernelspec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    whole = {"cells": cells, "metadata": {"kernelspec": kernelspec}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole)
