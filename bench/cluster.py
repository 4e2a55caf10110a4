"""What a second worker of a Dask cluster brings, beside the pool of this machine, in one run.

Run: uv run python bench/cluster.py [--submissions 60] [--folder DIR]
Needs the package extra `cluster`. Every row grades a copy of the same office, with answers that differ, by
`grade_waiting`: with the local pool of one and of two runs at a time, and with a scheduler on the loopback
that has one worker, and two, of one thread each. Each is warm: it has run the lesson before the clock starts.
The rows take turns, so that other work on the machine falls on all of them alike. A second worker on the same
machine takes processors that the office's own writing needs too; that is the limit to be seen here.
"""

import argparse
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from beside.cohort import OPENS, SESSION, submit_all
from beside.measuring import ROOT

sys.path.append(str(ROOT))

from distributed import Client

from autograde.course import find_courses
from autograde.engine.cluster import Cluster
from autograde.engine.executor import Executor, LocalPool
from autograde.engine.forked import best_engine
from autograde.grading.grade import grade_waiting
from autograde.office import open_office
from tests.autograde.engine.loopback_cluster import loopback_cluster

ROUNDS, JOIN_SECONDS = 3, 60


@contextmanager
def executors() -> Iterator[dict[str, Callable[[], Executor]]]:
    """Everything that is compared, each with its processes started."""
    with ExitStack() as started:
        engine = started.enter_context(best_engine())
        clusters = {n: started.enter_context(loopback_cluster(n)) for n in (1, 2)}
        for n, cluster in clusters.items():
            with Client(cluster.address, timeout=JOIN_SECONDS, set_as_default=False) as client:
                client.wait_for_workers(n, timeout=JOIN_SECONDS)
        yield {
            "local pool, 1 run at a time": lambda: LocalPool(engine, 1),
            "local pool, 2 runs at a time": lambda: LocalPool(engine, 2),
            "cluster, 1 worker": lambda: Cluster(clusters[1].address),
            "cluster, 2 workers": lambda: Cluster(clusters[2].address),
        }


def seconds(folder: Path, count: int, make: Callable[[], Executor]) -> float:
    """Wall seconds to grade a fresh copy of the office."""
    home = folder / "graded"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(folder / f"made-{count}" / "office", home)
    office, course = open_office(home), find_courses(ROOT / "curriculum")["costing"]
    with closing(make()) as executor:
        began = time.perf_counter()
        graded = grade_waiting(office, SESSION, course, executor=executor, now=OPENS)
        took = time.perf_counter() - began
    if len(graded) != count or any(one.failed for one in graded):
        raise RuntimeError(
            f"{len(graded)} of {count} graded: {[one.sentence for one in graded if one.failed]}"
        )
    return took


def main() -> None:
    ask = argparse.ArgumentParser(description="One and two workers of a cluster, beside the local pool.")
    ask.add_argument("--submissions", type=int, default=60)
    ask.add_argument("--folder", type=Path, default=ROOT / "var" / "bench-cluster")
    said = ask.parse_args()
    folder, count = said.folder.absolute(), said.submissions
    warming = 4
    submit_all(folder, warming, count)
    with executors() as compared:
        for make in compared.values():
            seconds(folder, warming, make)
        taken = {name: [] for name in compared}
        for _round in range(ROUNDS):
            for name, make in compared.items():
                taken[name].append(seconds(folder, count, make))
    base = statistics.median(taken["local pool, 1 run at a time"])
    print(f"{count} submissions of Part 1, median of {ROUNDS} rounds that take turns")
    print(f"{'':32} {'seconds':>8} {'each':>7} {'from':>6} {'to':>6} {'x one local run':>16}")
    for name, found in taken.items():
        middle = statistics.median(found)
        print(
            f"{name:32} {middle:8.1f} {middle / count:7.3f} {min(found):6.1f} {max(found):6.1f} "
            f"{base / middle:16.2f}"
        )
    one, two = (statistics.median(taken[f"cluster, {n}"]) for n in ("1 worker", "2 workers"))
    print(f"From one worker to two: {one / two:.2f} times as fast.")
    shutil.rmtree(folder / "graded", ignore_errors=True)


if __name__ == "__main__":
    main()
