"""Where a request stands in a community: which session, who is there and in which role.

In: a request that access.py let in. Out: `Place`. Called by the pages of this folder.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import request
from flask.typing import ResponseReturnValue

from autograde.community.post import Writer
from autograde.community.wording import without_addresses
from autograde.people.staff import Role
from autograde.sessions.dates import Session
from classroom.language import _
from desk.known_sessions import known_session
from desk.safety import problem_page
from desk.stores import stores
from desk.visit import the_person, visiting_member

__all__ = ["Paged", "Place", "paged", "place", "refused", "shown_names", "shown_size"]

Item = TypeVar("Item")


@dataclass(frozen=True)
class Place:
    """The session, and who visits it: a learner of it, or an instructor or program staff."""

    session: Session
    by: Writer


@dataclass(frozen=True)
class Paged(Generic[Item]):
    """Some of a long list: `number` of `count` pages, the first being 1."""

    shown: tuple[Item, ...]
    number: int
    count: int


def place(session: str) -> Place:
    """The place of this request; 404 for a session that is not there."""
    found = known_session(session)
    member = visiting_member()
    if member and Role.INSTRUCTOR in member.roles:
        return Place(found, Writer(member.id, str(Role.INSTRUCTOR)))
    if member and Role.STAFF in member.roles:
        return Place(found, Writer(member.id, str(Role.STAFF)))
    own = {one.id: one for one in stores().sessions.sessions_of(the_person())}
    return Place(own.get(session, found), Writer(the_person()))


def paged(items: Iterable[Item], size: int) -> Paged[Item]:
    """The page of a list that the address asks for ("?page=2"); the last one where it asks for more."""
    every = tuple(items)
    count = max(1, -(-len(every) // size))
    asked = request.args.get("page", "1")
    number = min(max(1, int(asked)), count) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    return Paged(every[(number - 1) * size : number * size], number, count)


def shown_names(people: Iterable[str | None]) -> dict[str, str]:
    """Names by id, as they may be shown: no e-mail address, whatever somebody typed as her name."""
    known = stores().people.people(one for one in people if one)
    return {person.id: without_addresses(person.name) for person in known.values()}


def shown_size(size: int) -> str:
    """Bytes in the unit people know."""
    if size < 1_000_000:
        return _("{n} kB").format(n=max(1, round(size / 1000)))
    return _("{n} MB").format(n=f"{size / 1_000_000:.1f}")


def refused(sentence: str) -> ResponseReturnValue:
    """The page that says why something was not done."""
    return problem_page(409, _("This was not done"), sentence)
