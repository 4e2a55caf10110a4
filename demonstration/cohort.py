"""Reads cohort.toml: who the fictional learners are and what each does on which day. Called by
demonstration.run.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

DAYS_FOR_A_PART = 5
FINISHER_COMMENT = "Met. Say once more, at the table, which numbers are counted and which are estimates."
COHORT_FILE = Path(__file__).with_name("cohort.toml")
DEEDS = {
    "applies": "applies",
    "joins": "joins",
    "sends": "sends a part",
    "marked": "gets an answer",
    "asks": "asks for a second reading",
    "reread": "is read a second time",
    "attended": "attends a workshop elsewhere",
    "posts": "writes in the community",
}
"""What may happen, in words, in the order in which it happens on one day."""


@dataclass(frozen=True)
class Sending:
    """What a learner types and sends on one day; a broken one is cut off in the middle. `part` empty: the
    first. `insight`: what she lets others read.
    """

    day: int
    answers: dict[str, str]
    memo: str
    broken: bool
    part: str = ""
    insight: str = ""


@dataclass(frozen=True)
class Marking:
    """What an instructor answers on one day. `points` None with "met": all that the memo is worth."""

    day: int
    verdict: str
    points: float | None
    row: str | None
    comment: str
    part: str = ""


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
class Attending:
    """What a learner attended elsewhere, as the certificate's rules name it; staff put it on record."""

    day: int
    offering: str


@dataclass(frozen=True)
class Posting:
    """What a learner writes in the community on one day: a thread with a title, an introduction without one,
    or an answer in the thread that is called `answers`. `reply`: what the instructor answers to it.
    """

    day: int
    text: str
    title: str = ""
    answers: str = ""
    reply: str = ""


@dataclass(frozen=True)
class Actor:
    """One fictional learner; `finishes`: she goes on to every part there is (see `with_every_part`).

    `applies` is the day on which she applies, before the session opens; whoever does not is invited.
    `listed`: she puts herself on the list of members when she first posts.
    """

    name: str
    kind: str
    affiliate: str
    local: str
    joins: int
    sends: tuple[Sending, ...]
    marked: tuple[Marking, ...]
    asks: tuple[Asking, ...]
    reread: tuple[Rereading, ...]
    finishes: bool = False
    attended: tuple[Attending, ...] = ()
    applies: int | None = None
    posts: tuple[Posting, ...] = ()
    listed: bool = False

    @property
    def email(self) -> str:
        """Her address, which leads nowhere."""
        return f"{self.folder_name.replace('-', '.')}@example.org"

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
    """The whole cast, and the session it plays in.

    `parts` of the course, all that have a lesson if empty; `teams`: the teams of teams.toml play too.
    """

    title: str
    session: str
    course: str
    part: str
    certificate: str
    opens: datetime
    zone: str
    open_days: int
    late_days: int
    staff: tuple[Employed, ...]
    actors: tuple[Actor, ...]
    finisher_memo: str = ""
    parts: tuple[str, ...] = ()
    teams: bool = False


@dataclass(frozen=True, order=True)
class Deed:
    """One thing that happens: `what` is one of DEEDS, and `number` counts a learner's own."""

    day: int
    what: str
    actor: int
    number: int


def load_cohort(path: Path = COHORT_FILE) -> Cohort:
    """Read the cohort. A memo in `sends` names one of the letters and is replaced by its text."""
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    opens = read.pop("opens").replace(tzinfo=ZoneInfo(read["zone"]))
    staff = tuple(Employed(one["name"], tuple(one["roles"])) for one in read.pop("staff"))
    letters = {"": "", **read.pop("letters")}
    finisher_memo = letters["every part"].strip()
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
                    insight=sent.get("insight", ""),
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
            finishes=one.get("finishes", False),
            attended=tuple(Attending(it["day"], it["offering"]) for it in one.get("attended", [])),
            applies=one.get("applies"),
            posts=tuple(Posting(**posted) for posted in one.get("posts", [])),
            listed=one.get("listed", False),
        )
        for one in read.pop("learner")
    )
    return Cohort(opens=opens, staff=staff, actors=actors, finisher_memo=finisher_memo, **read)


def with_every_part(cohort: Cohort, parts: Sequence[str]) -> Cohort:
    """The cohort in which whoever finishes sends every other part too, right and with a memo, and is
    answered."""
    others = [part for part in parts if part != cohort.part]
    actors = tuple(
        _finishing(actor, others, cohort.finisher_memo) if actor.finishes else actor
        for actor in cohort.actors
    )
    return replace(cohort, actors=actors)


def _finishing(actor: Actor, parts: Sequence[str], memo: str) -> Actor:
    first = max((mark.day for mark in actor.marked), default=actor.joins) + 1
    days = [first + DAYS_FOR_A_PART * number for number in range(len(parts))]
    sends = tuple(
        Sending(day, {"*": "right"}, memo, broken=False, part=part)
        for day, part in zip(days, parts, strict=True)
    )
    marked = tuple(
        Marking(day + 1, "met", None, None, FINISHER_COMMENT, part)
        for day, part in zip(days, parts, strict=True)
    )
    return replace(actor, sends=(*actor.sends, *sends), marked=(*actor.marked, *marked))


def timeline(cohort: Cohort) -> list[Deed]:
    """Everything that happens, in order of days; on one day people join, send, are marked, ask, post."""
    order = {word: place for place, word in enumerate(DEEDS)}
    deeds = []
    for index, actor in enumerate(cohort.actors):
        if actor.applies is not None:
            deeds.append(Deed(actor.applies, "applies", index, 0))
        deeds.append(Deed(actor.joins, "joins", index, 0))
        deeds += [Deed(sent.day, "sends", index, number) for number, sent in enumerate(actor.sends)]
        deeds += [Deed(mark.day, "marked", index, number) for number, mark in enumerate(actor.marked)]
        deeds += [Deed(asked.day, "asks", index, number) for number, asked in enumerate(actor.asks)]
        deeds += [Deed(again.day, "reread", index, number) for number, again in enumerate(actor.reread)]
        deeds += [Deed(it.day, "attended", index, number) for number, it in enumerate(actor.attended)]
        deeds += [Deed(posted.day, "posts", index, number) for number, posted in enumerate(actor.posts)]
    return sorted(deeds, key=lambda deed: (deed.day, order[deed.what], deed.actor, deed.number))
