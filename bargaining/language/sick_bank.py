"""Section 15.5 of Harrow Falls, who may join the sick-leave bank, as a rule with its seven likely
misreadings.

"A Teacher with Professional Status, or with three consecutive years of service and a rating of Proficient or
higher, may elect the sick-leave bank after contributing two days."

A case has `status` (Professional Status), `years` of service, `consecutive`, `rating` (1 to 4, 3 is
Proficient) and `days` contributed. In the intended reading the two days are asked of everybody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from bargaining.language.readings import Case, Reading

DOMAIN: Mapping[str, Sequence[object]] = {
    "status": (True, False),
    "years": (2, 3, 4),
    "consecutive": (True, False),
    "rating": (1, 2, 3, 4),
    "days": (1, 2, 3),
}
_YEARS, _PROFICIENT, _DAYS = 3, 3, 2


def may_join(case: Case) -> bool:
    """Tell whether somebody may join, as the clause was intended.

    >>> may_join({"status": True, "years": 2, "consecutive": False, "rating": 1, "days": 2})
    True
    >>> may_join({"status": False, "years": 3, "consecutive": False, "rating": 4, "days": 3})
    False
    """
    return bool((case["status"] or _served(case)) and _whole(case, "days") >= _DAYS)


def _whole(case: Case, field: str) -> int:
    return cast("int", case[field])


def _served(case: Case, years: int = _YEARS, rating: int = _PROFICIENT, consecutive: bool = True) -> bool:
    """The second way in: years of service in a row, and a rating."""
    in_a_row = bool(case["consecutive"]) or not consecutive
    return _whole(case, "years") >= years and in_a_row and _whole(case, "rating") >= rating


def _paid(case: Case) -> bool:
    return _whole(case, "days") >= _DAYS


MISREADINGS = (
    Reading(
        "days-of-second-group",
        lambda case: bool(case["status"] or (_served(case) and _paid(case))),
        "The two days are asked only of those without Professional Status.",
    ),
    Reading(
        "more-than-three-years",
        lambda case: bool((case["status"] or _served(case, years=_YEARS + 1)) and _paid(case)),
        "Three years are not enough; it takes more.",
    ),
    Reading(
        "any-three-years",
        lambda case: bool((case["status"] or _served(case, consecutive=False)) and _paid(case)),
        "The three years need not follow each other.",
    ),
    Reading(
        "above-proficient",
        lambda case: bool((case["status"] or _served(case, rating=_PROFICIENT + 1)) and _paid(case)),
        "A rating of Proficient is not enough; it takes a higher one.",
    ),
    Reading(
        "rating-of-everybody",
        lambda case: bool(
            (case["status"] or _served(case)) and _whole(case, "rating") >= _PROFICIENT and _paid(case)
        ),
        "The rating is asked of those with Professional Status as well.",
    ),
    Reading(
        "exactly-two-days",
        lambda case: bool((case["status"] or _served(case)) and _whole(case, "days") == _DAYS),
        "Two days and no more.",
    ),
    Reading(
        "both-ways-in",
        lambda case: bool(case["status"] and _served(case) and _paid(case)),
        "Professional Status and the years are both asked for.",
    ),
)
