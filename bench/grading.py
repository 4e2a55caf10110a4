"""What it costs to grade Part 1: here, with stock `nbgrader autograde`, and with `otter run`, in one run.

Run: uv run python bench/grading.py [--submissions 100] [--peers 20] [--growth 10,100,300] [--folder DIR]
Takes about ten minutes; not part of any test. It can be stopped: what was measured is in DIR/measured.json,
and the next run goes on from there (delete the folder to measure anew).

Every submission goes through the real forms, packet and intake, with answers that differ. Then:

- `bargain grade -j 2` grades all of them: run, verify, archive, score into nbgrader's gradebook, record;
- `nbgrader autograde` grades the first of them, from the same canonical submissions, in one command;
- `otter run` grades an equivalent assignment (the same employer, tables and numeric questions; answers are
  variables in code), one command each, as otter does without containers; otter-grader goes into an
  environment of its own, and where it cannot be installed this is said and left out.

CPU seconds are user and system time of the command and all its children; the command's own start is included.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
PART, SESSION = "part01-know-your-unit", "bench"
OPENS = datetime(2026, 9, 1, 13, tzinfo=UTC)
WORDS = ("right", "$1", "", "about forty", "right", "1,590,000", "right")
GOAL_STOCK, GOAL_OTTER = 10, 15
MEASURE = """
import json, resource, subprocess, sys, time
began = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
wall, used = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
if done.returncode:
    sys.exit(done.stderr[-3000:])
print(json.dumps({"wall": wall, "cpu": used.ru_utime + used.ru_stime, "megabytes": used.ru_maxrss / 1024}))
"""
Measured = dict[str, float]


def measured(*command: str, cwd: Path = ROOT, env: dict[str, str] | None = None) -> Measured:
    """Wall and CPU seconds of a command with its children, and the memory of the largest of them."""
    environment = {**os.environ, **(env or {})}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    ran = subprocess.run(
        [sys.executable, "-c", MEASURE, *command], cwd=cwd, env=environment, capture_output=True, text=True
    )
    if ran.returncode:
        raise RuntimeError(f"{' '.join(command)} failed: {ran.stderr}")
    return json.loads(ran.stdout)


def submit_all(folder: Path, count: int) -> None:
    """Make an office with Part 1 open and `count` submissions that wait."""
    if (folder / "complete").is_file():
        return
    from autograde.course import find_courses
    from autograde.office import open_office
    from autograde.sessions.opening import open_session

    shutil.rmtree(folder, ignore_errors=True)
    courses, office = find_courses(ROOT / "curriculum"), open_office(folder / "office")
    dates = {"opens_at": OPENS, "closes_at": OPENS + timedelta(days=80), "zone": "America/New_York"}
    open_session(
        office,
        courses,
        "costing",
        SESSION,
        title="Benchmark",
        late_days=7,
        actor="system:bench",
        now=OPENS,
        **dates,
    )
    for number in range(count):
        submit(folder, office, courses, number)
    shutil.rmtree(folder / "workspaces")
    (folder / "complete").touch()


def submit(folder: Path, office, courses, number: int) -> None:
    """One person joins, opens the part, types into its forms, and sends it."""
    from autograde.intake.receive import receive_packet
    from autograde.people.register import People
    from autograde.sessions.calendar import Sessions
    from classroom.questions.forms import shown
    from classroom.rehearsal import code_cells, rehearse
    from classroom.sending.packet import build_packet
    from classroom.workspace import Workspace
    from demonstration.typed import typed_answers
    from desk.handing_out import part_for

    people, moment = People(office.records()), OPENS + timedelta(days=1, minutes=number)
    with office.writer():
        code = people.invite(SESSION, OPENS, OPENS + timedelta(days=60))
        person = people.join(code, f"Learner {number}", "A Union", "Local 7", OPENS + timedelta(hours=1))
    bundle = part_for(office, SESSION, person, PART)
    place = Workspace(folder / "workspaces" / person).install_part(bundle)
    described = json.loads((place / "part.json").read_bytes())
    opened = rehearse(code_cells((place / described["notebook"]).read_bytes()), place).part
    words = {
        name: "right" if number % 3 == 0 else WORDS[(number + place_) % len(WORDS)]
        for place_, name in enumerate(described["questions"])
    }
    variant = Sessions(office.records()).variant_of(SESSION, person)
    typed = typed_answers(courses["costing"].part(PART).folder, variant, words)
    if number % 5:
        typed[described["memo"]["id"]] = f"Please send the payroll register of building {number} by Friday."
    for name, form in shown(opened).items():
        if typed.get(name):
            kind = "check" if form.practice else "save"
            form.handle({"type": kind, "text": typed[name], "based_on": form.revision, "mark": name})
    packet = build_packet(opened, include_notebook=False, made_at=moment)
    receive_packet(office, courses, SESSION, person, packet, received_at=moment, actor=person)


def ours(folder: Path, count: int, *options: str) -> Measured:
    """`bargain grade` on a copy of the office."""
    submit_all(folder / f"made-{count}", count)
    home = folder / "ours"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(folder / f"made-{count}" / "office", home)
    command = [sys.executable, "-m", "bargain_cli", "grade", SESSION, *options, "--home", str(home)]
    found = {**measured(*command), "count": count}
    graded = subprocess.run(
        [*command, "--engine", "kernel"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    if "0 graded, 0 not scored" not in graded.stdout:
        raise RuntimeError("not everything was graded the first time")
    shutil.rmtree(home)
    return found


def stock(folder: Path, made: int, count: int) -> Measured:
    """`nbgrader autograde` on a copy of the course root with `count` of the submissions."""
    submit_all(folder / f"made-{made}", made)
    root = folder / "stock"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(folder / f"made-{made}" / "office" / "sessions" / SESSION, root)
    for surplus in sorted((root / "submitted").iterdir())[count:]:
        shutil.rmtree(surplus)
    found = measured(sys.executable, "-m", "nbgrader", "autograde", PART, cwd=root)
    if len(list((root / "autograded").glob(f"*/{PART}/*.ipynb"))) != count:
        raise RuntimeError("nbgrader did not grade every submission")
    return {**found, "count": count}


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


def once(folder: Path, name: str, measure: Callable[[], Measured | None]) -> Measured | None:
    """Measure, or take what an earlier run measured."""
    path = folder / "measured.json"
    known = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    if name not in known:
        print(f"measuring: {name} ...", flush=True)
        found = measure()
        if found is None:
            return None
        known[name] = found
        path.write_text(json.dumps(known, indent=1), encoding="utf-8")
    return known[name]


def row(name: str, found: Measured, base: Measured | None = None) -> None:
    cpu, wall = found["cpu"] / found["count"], found["wall"] / found["count"]
    times = f"{cpu / (base['cpu'] / base['count']):8.1f}" if base else f"{'':8}"
    print(f"{name:34} {found['count']:6.0f} {cpu:10.3f} {wall:10.3f} {found['megabytes']:8.0f} {times}")


def main() -> None:
    ask = argparse.ArgumentParser(description="What it costs to grade Part 1, beside nbgrader and otter.")
    ask.add_argument("--submissions", type=int, default=100)
    ask.add_argument("--peers", type=int, default=20, help="submissions for nbgrader, and for otter")
    ask.add_argument("--growth", default="10,100,300", help="sizes, for example 10,100,1000; empty for none")
    ask.add_argument("--folder", type=Path, default=ROOT / "var" / "bench-grading")
    said = ask.parse_args()
    folder, count = said.folder.absolute(), said.submissions
    folder.mkdir(parents=True, exist_ok=True)
    we = once(folder, f"ours {count}", lambda: ours(folder, count, "-j", "2"))
    peers = {
        "nbgrader autograde": once(folder, f"stock {said.peers}", lambda: stock(folder, count, said.peers)),
        "otter run": once(folder, f"otter {said.peers}", lambda: otter(folder, said.peers)),
    }
    sizes = [int(size) for size in said.growth.split(",") if size]
    growth = [once(folder, f"growth {n}", lambda n=n: ours(folder, n, "-j", "2")) for n in sizes]

    print(f"\n{'':34} {'sent':>6} {'CPU s each':>10} {'wall s each':>10} {'MB most':>8} {'x CPU':>8}")
    row("bargain grade -j 2", we)
    for name, found in peers.items():
        if found:
            row(name, found, we)
    print(f"Goals: {GOAL_STOCK} times less CPU than nbgrader, {GOAL_OTTER} times less than otter.")
    print("\nGrowth of bargain grade -j 2, start included")
    for found in growth:
        row(f"{found['count']:.0f} submissions", found)


if __name__ == "__main__":
    main()
