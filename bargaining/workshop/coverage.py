"""Who takes part, worksite by worksite.

Counts of people come in; percents, people for each ten members, and who is missing go out. Called by the
lessons of the workshop and by plan_sums.

Source: the subject is that of Power and Participation in Negotiations (UC Berkeley Labor Center,
https://laborcenter.berkeley.edu/workshop/power-and-participation-in-negotiations/). One representative for
each ten members is the measure that teams of that workshop plan with; any other can be given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from bargaining.errors import WorkshopError

__all__ = [
    "Worksite",
    "in_all",
    "per_ten",
    "representatives_missing",
    "share_of_sites_percent",
    "share_percent",
    "still_needed",
    "weeks_to_speak_with_all",
]


@dataclass(frozen=True)
class Worksite:
    """One building: members, representatives among them, and who took part in the last structure test.

    >>> Worksite("Oak Street", 20, 2, 25)
    Traceback (most recent call last):
    bargaining.errors.WorkshopError: Oak Street: 25 of 20 members cannot be. Count members once.
    """

    name: str
    members: int
    representatives: int
    took_part: int

    def __post_init__(self) -> None:
        if self.members < 1:
            raise WorkshopError(f"{self.name}: a worksite has at least one member.")
        for some in (self.representatives, self.took_part):
            if not 0 <= some <= self.members:
                raise WorkshopError(
                    f"{self.name}: {some} of {self.members} members cannot be. Count members once."
                )

    @property
    def took_part_percent(self) -> Decimal:
        """The percent of its members who took part.

        >>> Worksite("Oak Street", 20, 2, 15).took_part_percent
        Decimal('75')
        """
        return share_percent(self.took_part, self.members)


def share_percent(some: Decimal | int, of: Decimal | int) -> Decimal:
    """What percent some are of all. Raises WorkshopError where there is nobody.

    >>> share_percent(30, 40)
    Decimal('75')
    """
    return _part(Decimal(100), some, of)


def per_ten(some: Decimal | int, of: Decimal | int) -> Decimal:
    """How many there are for each ten. Raises WorkshopError where there is nobody.

    >>> per_ten(6, 50)
    Decimal('1.2')
    """
    return _part(Decimal(10), some, of)


def share_of_sites_percent(counts: Sequence[Decimal | int]) -> Decimal:
    """The percent of worksites that have at least one. Raises WorkshopError where there is no worksite.

    counts: how many each worksite has.

    >>> share_of_sites_percent([3, 0, 1, 2])
    Decimal('75')
    """
    return share_percent(sum(count >= 1 for count in counts), len(counts))


def representatives_missing(site: Worksite, members_each: int = 10) -> int:
    """How many more representatives a worksite needs for one to every so many members, rounded up.

    A part of a group is a group: 21 members need three. Raises WorkshopError for groups of nobody.

    >>> representatives_missing(Worksite("Oak Street", 21, 1, 0))
    2
    """
    if members_each < 1:
        raise WorkshopError("A representative speaks for at least one member. Give a number above zero.")
    return max(0, -(-site.members // members_each) - site.representatives)


def still_needed(members: int, took_part: int, target_percent: Decimal | int) -> int:
    """How many more members must take part so that a percent of all is reached; a part of one is one.

    >>> still_needed(101, 40, 65)
    26
    """
    needed = (Decimal(target_percent) * members / 100).to_integral_value(ROUND_CEILING)
    return max(0, int(needed) - took_part)


def weeks_to_speak_with_all(members: int, representatives: int, talks_a_week: int) -> int:
    """Whole weeks until every member was spoken with, each representative holding so many talks a week.

    Raises WorkshopError where nobody speaks.

    >>> weeks_to_speak_with_all(100, 6, 5)
    4
    """
    a_week = representatives * talks_a_week
    if a_week < 1:
        raise WorkshopError("Nobody speaks with anybody. Give at least one representative and one talk.")
    return -(-members // a_week)


def in_all(sites: Sequence[Worksite]) -> Worksite:
    """All worksites as one. Raises WorkshopError where there is none.

    >>> in_all([Worksite("A", 10, 1, 5), Worksite("B", 30, 2, 20)])
    Worksite(name='All worksites', members=40, representatives=3, took_part=25)
    """
    return Worksite(
        "All worksites",
        sum(site.members for site in sites),
        sum(site.representatives for site in sites),
        sum(site.took_part for site in sites),
    )


def _part(times: Decimal, some: Decimal | int, of: Decimal | int) -> Decimal:
    if of <= 0:
        raise WorkshopError("There is nobody to take a share of. Give at least one.")
    return times * Decimal(some) / Decimal(of)
