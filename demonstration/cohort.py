"""Reads cohort.toml: who the fictional learners are and what each does on which day. Called by
demonstration.run.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

COHORT_FILE = Path(__file__).with_name("cohort.toml")


@dataclass(frozen=True)
class Sending:
    """What a learner types and sends on one day; a broken one is cut off in the middle."""

    day: int
    answers: dict[str, str]
    memo: str
    broken: bool


@dataclass(frozen=True)
class Marking:
    """What an instructor answers on one day."""

    day: int
    verdict: str
    points: float | None
    row: str | None
    comment: str


@dataclass(frozen=True)
class Asking:
    """What a learner writes when she asks for a second reading of her memo."""

    day: int
    why: str


@dataclass(frozen=True)
class Rereading:
    """What another instructor answers; no points let the first answer stand."""

    day: int
    points: float | None
    reason: str


@dataclass(frozen=True)
class Actor:
    """One fictional learner."""

    name: str
    kind: str
    affiliate: str
    local: str
    joins: int
    sends: tuple[Sending, ...]
    marked: tuple[Marking, ...]
    asks: tuple[Asking, ...]
    reread: tuple[Rereading, ...]

    @property
    def folder_name(self) -> str:
        """Her name as the name of a folder: `ana-duarte`."""
        return self.name.lower().replace(" ", "-")


@dataclass(frozen=True)
class Employed:
    """One fictional person on the staff; the first is program staff and takes on the others."""

    name: str
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Cohort:
    """The whole cast, and the session it plays in."""

    title: str
    session: str
    course: str
    part: str
    open_days: int
    late_days: int
    staff: tuple[Employed, ...]
    actors: tuple[Actor, ...]


@dataclass(frozen=True, order=True)
class Deed:
    """One thing that happens: `what` is joins, sends or marked, and `number` counts a learner's own."""

    day: int
    what: str
    actor: int
    number: int


def load_cohort(path: Path = COHORT_FILE) -> Cohort:
    """Read the cohort. A memo in `sends` names one of the letters and is replaced by its text."""
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    staff = tuple(Employed(one["name"], tuple(one["roles"])) for one in read.pop("staff"))
    letters = {"": "", **read.pop("letters")}
    actors = tuple(
        Actor(
            name=one["name"],
            kind=one["kind"],
            affiliate=one["affiliate"],
            local=one["local"],
            joins=one["joins"],
            sends=tuple(
                Sending(
                    sent["day"],
                    sent["answers"],
                    letters[sent.get("memo", "")].strip(),
                    sent.get("broken", False),
                )
                for sent in one.get("sends", [])
            ),
            marked=tuple(
                Marking(
                    mark["day"],
                    mark["verdict"],
                    mark.get("points"),
                    mark.get("row"),
                    mark["comment"],
                )
                for mark in one.get("marked", [])
            ),
            asks=tuple(Asking(asked["day"], asked["why"]) for asked in one.get("asks", [])),
            reread=tuple(
                Rereading(read_again["day"], read_again.get("points"), read_again["reason"])
                for read_again in one.get("reread", [])
            ),
        )
        for one in read.pop("learner")
    )
    return Cohort(staff=staff, actors=actors, **read)


def timeline(cohort: Cohort) -> list[Deed]:
    """Everything that happens, in order of days; on one day people join, send, are marked, ask."""
    order = {"joins": 0, "sends": 1, "marked": 2, "asks": 3, "reread": 4}
    deeds = []
    for index, actor in enumerate(cohort.actors):
        deeds.append(Deed(actor.joins, "joins", index, 0))
        deeds += [Deed(sent.day, "sends", index, number) for number, sent in enumerate(actor.sends)]
        deeds += [Deed(mark.day, "marked", index, number) for number, mark in enumerate(actor.marked)]
        deeds += [Deed(asked.day, "asks", index, number) for number, asked in enumerate(actor.asks)]
        deeds += [Deed(again.day, "reread", index, number) for number, again in enumerate(actor.reread)]
    return sorted(deeds, key=lambda deed: (deed.day, order[deed.what], deed.actor, deed.number))
