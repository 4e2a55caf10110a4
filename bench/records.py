"""A ledger of a million events, folded into what reports show; and the same question asked in plain SQL.

    python bench/records.py [--events 1000000] [--folder DIR]

100,000 fictional learners with ten events each, in an SQLite file that is written with real hash chains.
The fold goes person by person through the same function as every report (standing), so that its memory does
not grow with the ledger. Printed: time for each 100,000 events, the growth from the first to the last, the
memory of the process, and what the database needs to count the same completions by itself. The file is kept:
a second run goes on with it.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text

from autograde.course import load_course
from autograde.ledger.chain import GENESIS, canonical, event_hash
from autograde.ledger.events import EventKind, event_id
from autograde.ledger.moments import moment_to_text
from autograde.ledger.records import open_records, reading, writing
from autograde.ledger.store import Ledger
from autograde.ledger.tables import event
from autograde.program.rules import find_rules
from autograde.program.standing import standing

ROOT = Path(__file__).parents[1]
COURSE = load_course(ROOT / "curriculum" / "costing")
RULES = find_rules("costing")
START = datetime(2027, 1, 4, 14, tzinfo=UTC)
EVENTS_EACH = 10
STEP = 100_000


def happenings(number: int) -> list[tuple[EventKind, dict[str, Any]]]:
    """What happens to one learner: she joins, sends one, two or all parts, and some are marked and
    complete."""
    part = COURSE.parts[number % len(COURSE.parts)].id
    run = {"part": part, "packet_sha256": f"{number:064x}", "task": f"{number:x}"}
    rule = {"rule": RULES.id, "rule_version": RULES.version, "rule_sha256": RULES.sha256}
    graded = run | {
        "points": float(number % 9), "max_points": 8.0, "cells": {}, "mistakes": {}, "attempt": 1,
        "memo_sha256": "m",
    }  # fmt: skip
    mark = {
        "part": part, "packet_sha256": run["packet_sha256"], "verdict": "met" if number % 3 else "returned",
        "points": 6.0, "max_points": 6.0, "comment_id": "", "rubric_row": None,
    }  # fmt: skip
    sent = {
        "part": part, "packet_sha256": run["packet_sha256"], "receipt": "R-1", "release": "r", "late": False,
        "variant": 1,
    }  # fmt: skip
    once = [
        (EventKind.SUBMITTED, sent),
        (EventKind.EXECUTED, run | {"run_sha256": "0" * 64}),
        (EventKind.GRADED, graded),
        (EventKind.FEEDBACK_GIVEN, mark),
        (EventKind.PART_COMPLETED, {"part": part, "packet_sha256": run["packet_sha256"], **rule}),
    ]
    return [(EventKind.ENROLLED, {"course": "costing"}), *once, *once[:4]][:EVENTS_EACH]


def rows(number: int) -> list[dict[str, Any]]:
    """The stored rows of one learner's chain."""
    person, prev, made = f"p-{number:012x}", GENESIS, []
    for seq, (kind, body) in enumerate(happenings(number), start=1):
        at = moment_to_text(START + timedelta(minutes=number % 10_000 + seq))
        key = f"{person}:{seq}"
        row = {
            "id": event_id(key), "key": key, "person": person, "session": "spring", "kind": str(kind),
            "occurred_at": at, "recorded_at": at, "actor": "system:bench", "reason": "", "supersedes": None,
            "body": canonical({"v": 1, **body}), "seq": seq, "prev": prev,
        }  # fmt: skip
        prev = row["hash"] = event_hash(row)
        made.append(row)
    return made


def fill(engine: Any, wanted: int) -> None:
    """Write what is missing, 2,000 learners in a transaction."""
    with reading(engine) as connection:
        there = int(connection.execute(text("SELECT count(DISTINCT person) FROM event")).scalar_one())
    learners = wanted // EVENTS_EACH
    began = time.perf_counter()
    for first in range(there, learners, 2_000):
        batch = [row for number in range(first, min(first + 2_000, learners)) for row in rows(number)]
        with writing(engine, "bench") as connection:
            connection.execute(insert(event), batch)
    if learners > there:
        print(f"written: {(learners - there) * EVENTS_EACH:,} events in {time.perf_counter() - began:.0f} s")


def fold(engine: Any) -> tuple[Counter[str], list[float]]:
    """Go through every chain; completions by part, and the seconds of each step."""
    complete: Counter[str] = Counter()
    steps: list[float] = []
    seen, began = 0, time.process_time()
    later = START + timedelta(days=365)
    for person, events in Ledger(engine).chains():
        hers = standing(events, COURSE, RULES, later)[person]
        complete.update(part.part for part in hers.parts.values() if part.completed_at)
        seen += len(events)
        if seen >= STEP * (len(steps) + 1):
            steps.append(time.process_time() - began)
            began = time.process_time()
            print(f"  {seen:>9,} events   {steps[-1]:6.2f} s CPU   {memory():7.1f} MiB", flush=True)
    return complete, steps


def in_sql(engine: Any) -> tuple[dict[str, int], float]:
    """The same count by the database: completions on record, by part."""
    query = text(
        "SELECT json_extract(body, '$.part') AS part, count(DISTINCT person) AS n FROM event "
        "WHERE kind = 'part_completed' GROUP BY part"
    )
    began = time.process_time()
    with reading(engine) as connection:
        found = {row.part: row.n for row in connection.execute(query)}
    return found, time.process_time() - began


def memory() -> float:
    """The largest size of this process so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Fill, fold, ask SQL, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "bench-records")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    engine = open_records(f"sqlite:///{(asked.folder / f'{asked.events}.sqlite').as_posix()}")
    fill(engine, asked.events)
    before = memory()
    print(f"folding {asked.events:,} events of {asked.events // EVENTS_EACH:,} learners:")
    complete, steps = fold(engine)
    recorded, seconds = in_sql(engine)
    first, last = steps[0], steps[-1]
    print(f"each 100,000 events: {sum(steps) / len(steps):.2f} s CPU; last / first: {last / first:.2f}")
    print(f"memory: {before:.1f} MiB before, {memory():.1f} MiB at most while folding")
    ratio = sum(steps) / max(seconds, 1e-9)
    print(f"plain SQL, completions by part: {seconds:.2f} s CPU; fold / SQL: {ratio:.0f}")
    same = all(complete[part] >= n for part, n in recorded.items())
    print(
        json.dumps(
            {"fold": dict(sorted(complete.items())), "recorded": dict(sorted(recorded.items()))}, indent=1
        )
    )
    print("The fold finds every completion that is on record." if same else "THE FOLD LACKS COMPLETIONS.")


if __name__ == "__main__":
    main()
