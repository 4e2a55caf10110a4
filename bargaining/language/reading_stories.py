"""People of Harrow Falls on whom clauses are tried: who is in the unit, who mourns whom, who is senior.

A variant number comes in; a few people go out, with what the words of the agreement make of them. Called by
the part on reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bargaining.costing.employers.drawing import Draw

# Posts that Section 1.1 names, and posts that it does not.
_NAMED = (
    "a full-time teacher", "a regular part-time teacher", "a guidance counselor", "a librarian",
    "a school psychologist", "a speech therapist",
)  # fmt: skip
_NOT_NAMED = (
    "a school nurse", "a custodian", "the Superintendent", "a Principal", "a bus driver",
    "a school secretary",
)  # fmt: skip
_IMMEDIATE = ("spouse", "parent", "child", "brother", "sister")
_OTHERS = ("grandmother", "uncle", "cousin", "aunt", "nephew", "grandfather")
_NAMES = ("Abdi", "Baptiste", "Corrigan", "Dang", "Escobar", "Fitch", "Garba", "Hart", "Imani", "Jarvis")
IMMEDIATE_DAYS, OTHER_DAYS = 5, 1


@dataclass(frozen=True)
class Post:
    """A post, and whether the closed list of Section 1.1 names it."""

    id: str
    words: str
    in_unit: bool


def drawn_posts(variant: int) -> tuple[Post, ...]:
    """Return eight posts, four of which Section 1.1 names.

    >>> [post.in_unit for post in drawn_posts(0)].count(True)
    4
    """
    draw = Draw("posts", variant)
    chosen = [*_some(draw, "named", _NAMED, 4), *_some(draw, "not named", _NOT_NAMED, 4)]
    ordered = sorted(chosen, key=lambda words: draw.pick(f"order {words}", range(10**9)))
    return tuple(
        Post("post-" + "-".join(words.lower().split()[1:]), words, words in _NAMED) for words in ordered
    )


@dataclass(frozen=True)
class Mourner:
    """Somebody who lost a relative."""

    name: str
    relative: str

    @property
    def is_immediate(self) -> bool:
        """Whether the relative is on the list of Section 16.1."""
        return self.relative in _IMMEDIATE


def drawn_mourners(variant: int) -> tuple[Mourner, ...]:
    """Return six people who lost a relative, some of them not on the list.

    >>> 2 <= sum(mourner.is_immediate for mourner in drawn_mourners(0)) <= 4
    True
    """
    draw = Draw("mourners", variant)
    immediate = draw.pick("how many", (2, 4))
    relatives = [*_some(draw, "close", _IMMEDIATE, immediate), *_some(draw, "others", _OTHERS, 6 - immediate)]
    ordered = sorted(relatives, key=lambda words: draw.pick(f"order {words}", range(10**9)))
    return tuple(Mourner(*row) for row in zip(_some(draw, "names", _NAMES, 6), ordered, strict=True))


def leave_days(variant: int) -> Mapping[str, int]:
    """Return the days of paid leave that all mourners have together, and what the usual slips give.

    Section 16.2: five School Days for the Immediate Family, one for another relative.

    >>> days = leave_days(0)
    >>> len(set(days.values())) == len(days)
    True
    """
    mourners = drawn_mourners(variant)
    close = sum(mourner.is_immediate for mourner in mourners)
    others = len(mourners) - close
    grand = sum(mourner.relative.startswith("grand") for mourner in mourners)
    days = {
        "right": close * IMMEDIATE_DAYS + others * OTHER_DAYS,
        "all immediate": len(mourners) * IMMEDIATE_DAYS,
        "others left out": close * IMMEDIATE_DAYS,
        "people counted": len(mourners),
    }
    if 0 < grand < others:
        days["grandparents let in"] = days["right"] + grand * (IMMEDIATE_DAYS - OTHER_DAYS)
    return days


@dataclass(frozen=True)
class Server:
    """An Educator: years in the school, and years in the District."""

    name: str
    in_school: int
    in_district: int


def drawn_servers(variant: int) -> tuple[Server, Server]:
    """Return two Educators: the first has more years in the District, the second in the school.

    >>> first, second = drawn_servers(0)
    >>> first.in_district > second.in_district, first.in_school < second.in_school
    (True, True)
    """
    draw = Draw("servers", variant)
    names = _some(draw, "names", _NAMES, 2)
    school = draw.pick("school", (2, 3, 4))
    second = school + draw.pick("more in school", (2, 3, 5))
    district = second + draw.pick("same", (1, 2))
    return (
        Server(names[0], school, district + draw.pick("more in district", (2, 4, 6))),
        Server(names[1], second, district),
    )


def _some(draw: Draw, fact: str, items: tuple[str, ...], most: int) -> list[str]:
    return sorted(items, key=lambda item: draw.pick(f"{fact} {item}", range(10**9)))[:most]
