"""How much processor time the command spends before it does anything: `bargain --help` and the help of
every subcommand.

Run: uv run python bench/startup.py
Each row is the median of five runs of a whole process, beside an empty Python process measured in the same
loop.
The goal is under half a second of processor time for each. The last lines look for imports that must not
be there.
"""

import statistics
import subprocess
import sys

from bargain_cli.app import app

RUNS = 5
GOAL_SECONDS = 0.5
MEASURE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime)
"""
NOT_WANTED = (
    "rfc3987_syntax",
    "pandas",
    "plotly",
    "nbformat",
    "nbgrader",
    "papermill",
    "sqlalchemy",
    "flask",
    "jupytext",
)


def processor_seconds(*command: str) -> float:
    ran = subprocess.run(
        [sys.executable, "-c", MEASURE, *command], capture_output=True, text=True, check=True
    )
    return float(ran.stdout)


def every_help() -> list[tuple[str, ...]]:
    """The words of every command and group that has a help page."""
    import typer.main

    found: list[tuple[str, ...]] = [()]
    pending = [((), typer.main.get_command(app))]
    while pending:
        words, command = pending.pop()
        for name, child in getattr(command, "commands", {}).items():
            found.append((*words, name))
            pending.append(((*words, name), child))
    return sorted(found)


def main() -> None:
    python = [sys.executable, "-c", "pass"]
    print(f"{'command':36} {'median CPU s':>12} {'empty Python':>13} {'ratio':>6}")
    slowest = 0.0
    for words in every_help():
        help_page = [sys.executable, "-m", "bargain_cli", *words, "--help"]
        pairs = [(processor_seconds(*help_page), processor_seconds(*python)) for _ in range(RUNS)]
        ours, bare = (statistics.median(side) for side in zip(*pairs, strict=True))
        slowest = max(slowest, ours)
        print(f"{'bargain ' + ' '.join(words) + ' --help':36} {ours:12.3f} {bare:13.3f} {ours / bare:6.1f}")
    print(f"slowest {slowest:.3f} s; goal {GOAL_SECONDS} s")
    look = f"import bargain_cli.app, sys; print([name for name in {NOT_WANTED!r} if name in sys.modules])"
    loaded = subprocess.run(
        [sys.executable, "-c", look], capture_output=True, text=True, check=True
    ).stdout.strip()
    print(f"heavy packages loaded by the command before it does anything: {loaded}")


if __name__ == "__main__":
    main()
