"""A large cohort: sixty fictional learners of eight affiliates, in two sessions, on the same path as the
dozen.

In: the dozen of cohort.toml. Out: two cohorts. Called by `bargain demo --large`. Each learner takes the
part of one of the dozen, under a name, an affiliate and days of her own; nothing is drawn at random, so
that reports can be compared with golden copies.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from demonstration.cohort import Actor, Cohort, load_cohort

__all__ = ["LEARNERS", "large_cohorts"]

LEARNERS = 30
"""In each session."""


@cache
def _cast() -> dict[str, Any]:
    """Names and affiliates, from large.toml."""
    return tomllib.loads(Path(__file__).with_name("large.toml").read_text(encoding="utf-8"))


def large_cohorts(base: Cohort | None = None) -> tuple[Cohort, Cohort]:
    """The two sessions, thirty learners in each."""
    base = base or load_cohort()
    return _cohort(base, 0), _cohort(base, 1)


def _cohort(base: Cohort, nth: int) -> Cohort:
    session = _cast()["session"][nth]
    affiliates = [one["name"] for one in _cast()["affiliate"] for _nth in range(one["learners"])]
    actors = tuple(
        _actor(base.actors[number % len(base.actors)], nth * LEARNERS + number, affiliates[number])
        for number in range(LEARNERS)
    )
    return replace(
        base,
        title=session["title"],
        session=session["id"],
        opens=session["opens"].replace(tzinfo=base.opens.tzinfo),
        parts=tuple(_cast()["parts"]),
        actors=actors,
    )


def _actor(script: Actor, number: int, affiliate: str) -> Actor:
    later, first, last = number % 5, _cast()["first_names"].split(), _cast()["last_names"].split()
    return replace(
        script,
        name=f"{first[number % len(first)]} {last[number % len(last)]}",
        affiliate=affiliate,
        local=f"Local {100 + number % 7}",
        joins=script.joins + later,
        sends=tuple(replace(one, day=one.day + later, insight="") for one in script.sends),
        marked=tuple(replace(one, day=one.day + later) for one in script.marked),
        asks=tuple(replace(one, day=one.day + later) for one in script.asks),
        reread=tuple(replace(one, day=one.day + later) for one in script.reread),
        posts=(),
        attended=tuple(replace(one, day=one.day + later) for one in script.attended),
    )
