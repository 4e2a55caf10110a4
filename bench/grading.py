"""What it costs to grade Part 1: here, with stock `nbgrader autograde`, and with `otter run`, in one run.

Run: uv run python bench/grading.py [--submissions 100] [--peers 20] [--growth 10,100,1000] [--folder DIR]
Takes about a quarter of an hour on a machine that has nothing else to do; not part of any test. It can be
stopped: what was measured is in DIR/measured.json, and the next run goes on from there (delete that file to
measure anew).

Every submission goes through the real forms, packet and intake, with answers that differ. Then:

- `bargain grade -j 2` grades all of them: run, verify, archive, score into nbgrader's gradebook, record;
- `nbgrader autograde` grades the first of them, from the same canonical submissions, in one command, in the
  environment that pip would make and in ours (beside/stock.py);
- `otter run` grades an equivalent assignment in an environment of its own (beside/otter.py);
- the grader beside the desk scores packets as they come, alone and while a batch runs (beside/on_submit.py).

CPU seconds are user and system time of the command and all its children; the command's own start is included.
"""

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from beside.cohort import SESSION, submit_all
from beside.measuring import ROOT, Measured, measured
from beside.on_submit import on_submit
from beside.otter import otter
from beside.stock import ordinary_python, stock

GOAL_STOCK, GOAL_OTTER, GOAL_SECONDS = 10, 15, 2.0
NOT_WANTED = ("rfc3987_syntax", "lark")


def ours(folder: Path, count: int, *options: str) -> Measured:
    """`bargain grade` on a copy of the office."""
    submit_all(folder, count)
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
    print(f"{name:44} {found['count']:6.0f} {cpu:10.3f} {wall:10.3f} {found['megabytes']:8.0f} {times}")


def show_growth(growth: list[Measured]) -> None:
    """Every size, and what one more submission costs between two sizes: the same, where growth is linear."""
    print("\nGrowth of bargain grade -j 2, its start included")
    for found in growth:
        row(f"{found['count']:.0f} submissions", found)
    for less, more in pairwise(growth):
        each = (more["cpu"] - less["cpu"]) / (more["count"] - less["count"])
        added = more["megabytes"] - less["megabytes"]
        print(
            f"from {less['count']:.0f} to {more['count']:.0f}: {each:.3f} CPU s for each more, "
            f"{added:+.0f} MB in all"
        )


def show_start_up() -> None:
    """The costs that every process would pay at its start: a grammar compiled, bytecode missing."""
    import nbformat

    code = "import sys, nbformat, nbgrader, papermill, ipykernel.ipkernel, plotly.graph_objects; "
    look = code + f"print([n for n in {NOT_WANTED!r} if n in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True).stdout
    compiled = Path(nbformat.__cached__).is_file()
    found = measured(sys.executable, "-c", "import nbformat")
    print(
        f"\nStart-up: grammar compiled at import: {loaded.strip()} (must be []); bytecode there: {compiled} "
    )
    print(f"(must be True); import nbformat: {found['cpu']:.2f} CPU s (1.5 or more with the grammar).")
    if loaded.strip() != "[]" or not compiled:
        sys.exit("FAILED: a cost at every start is back.")


def main() -> None:
    ask = argparse.ArgumentParser(description="What it costs to grade Part 1, beside nbgrader and otter.")
    ask.add_argument("--submissions", type=int, default=100)
    ask.add_argument("--peers", type=int, default=20, help="submissions for nbgrader, and for otter")
    ask.add_argument("--growth", default="10,100,1000", help="sizes, for example 10,100,1000; empty for none")
    ask.add_argument("--on-submit", type=int, default=10, help="packets scored one by one; 0 for none")
    ask.add_argument("--folder", type=Path, default=ROOT / "var" / "bench-grading")
    said = ask.parse_args()
    folder, count, few = said.folder.absolute(), said.submissions, said.peers
    folder.mkdir(parents=True, exist_ok=True)
    show_start_up()
    sizes = [int(size) for size in said.growth.split(",") if size]
    submit_all(folder, count, *sizes)
    we = once(folder, f"ours {count}", lambda: ours(folder, count, "-j", "2"))
    ordinary = ordinary_python(folder)
    here = Path(sys.executable)
    peers = {
        "nbgrader autograde, as pip installs it": ordinary
        and once(folder, f"stock {few} ordinary", lambda: stock(folder, count, few, ordinary)),
        "nbgrader autograde, in our environment": once(
            folder, f"stock {few} ours", lambda: stock(folder, count, few, here)
        ),
        "otter run": once(folder, f"otter {few}", lambda: otter(folder, few)),
    }
    waits = {
        name: once(folder, f"on submit, {name}", lambda b=busy: on_submit(folder, count, said.on_submit, b))
        for name, busy in (("nothing else to do", False), ("a batch running", True))
        if said.on_submit
    }
    growth = [once(folder, f"ours {n}", lambda n=n: ours(folder, n, "-j", "2")) for n in sizes]

    print(f"\n{'':44} {'sent':>6} {'CPU s each':>10} {'wall s each':>10} {'MB most':>8} {'x CPU':>8}")
    row("bargain grade -j 2", we)
    for name, found in peers.items():
        if found:
            row(name, found, we)
    print(f"Goals: {GOAL_STOCK} times less CPU than nbgrader, {GOAL_OTTER} times less than otter.")
    for name, found in waits.items():
        print(
            f"Score on submit, {name}: median {found['median']:.2f} s, longest {found['longest']:.2f} s "
            f"(goal {GOAL_SECONDS:.0f} s)"
        )
    show_growth(growth)


if __name__ == "__main__":
    main()
