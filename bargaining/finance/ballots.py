"""Who votes on what under Proposition 2½: what it takes to place a question, to pass it, and what it changes.

The rules were read in secondary sources (Acts 1987, c.229; an archive of 2022): check the statute before a
campaign depends on one.
"""

from __future__ import annotations

from dataclasses import dataclass

from bargaining.errors import FinanceError


@dataclass(frozen=True)
class Ballot:
    """A kind of question under Proposition 2½.

    * `to_place`: what it takes of the select board or the council to put it on the ballot.
    * `to_pass`: what it takes of the voters.
    * `lasts`: for how long the change holds.
    * `in_the_base`: whether the change is part of every later limit.
    """

    kind: str
    what: str
    to_place: str
    to_pass: str
    lasts: str
    in_the_base: bool


BALLOTS = (
    Ballot(
        "override",
        "raises the levy limit",
        "a majority",
        "a majority of the votes",
        "for good, and it grows by 2.5 % a year with the limit",
        True,
    ),
    Ballot(
        "exclusion",
        "lets the town levy more than its limit to pay for a debt or a capital purchase",
        "two thirds",
        "a majority of the votes",
        "until the debt is paid, or for one year for a purchase",
        False,
    ),
    Ballot("underride", "lowers the levy limit", "a majority", "a majority of the votes", "for good", True),
)


def ballot(kind: str) -> Ballot:
    """Return the rules of a kind of question: "override", "exclusion" or "underride".

    Source: M.G.L. c.59, section 21C; Acts 1987, c.229. Raises `FinanceError` for another kind.

    >>> ballot("exclusion").to_place, ballot("exclusion").in_the_base
    ('two thirds', False)
    """
    for known in BALLOTS:
        if known.kind == kind:
            return known
    raise FinanceError(f'"{kind}" is not a kind of question; it is {", ".join(b.kind for b in BALLOTS)}.')
