"""What voters did with Proposition 2½ overrides: how many were asked, how many won, by purpose and years.

Rows of `datasets/ma-overrides` come in; counts and shares go out. A share of past votes is not the chance of
the next one: towns ask when they think they can win.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from bargaining.added_data import Row, rows_with_added
from bargaining.errors import FinanceError
from bargaining.finance.explained import share_percent


@dataclass(frozen=True)
class VoteRecord:
    """How many override questions won and lost."""

    won: int
    lost: int

    @property
    def asked(self) -> int:
        """All questions."""
        return self.won + self.lost

    @property
    def won_percent(self) -> Decimal:
        """The share that won, in percent; raises `FinanceError` when nothing was asked."""
        return share_percent(Decimal(self.won), Decimal(self.asked), "the questions asked")


def override_votes(
    municipality: str | None = None,
    purpose: str | None = None,
    from_fy: int | None = None,
    added: Path | None = None,
) -> Sequence[Row]:
    """Return the override questions of a municipality, a purpose and the years from one on; all when left
    out.

    Columns: those of `ma-overrides/votes`. Underrides are not among them. Raises `FinanceError` for a
    purpose that the state does not use.
    """
    rows = _shipped() if added is None else _overrides(added)
    if purpose is not None and purpose not in (purposes := sorted({row["purpose"] for row in rows})):
        raise FinanceError(f'No override was "for {purpose}"; the purposes are {", ".join(purposes)}.')
    return [
        row
        for row in rows
        if municipality in (None, row["municipality"])
        and purpose in (None, row["purpose"])
        and (from_fy is None or int(row["fiscal_year"]) >= from_fy)
    ]


@cache
def _shipped() -> Sequence[Row]:
    return _overrides(None)


def _overrides(added: Path | None) -> Sequence[Row]:
    return [row for row in rows_with_added("ma-overrides", "votes", added) if row["vote_type"] == "override"]


def vote_record(votes: Sequence[Row]) -> VoteRecord:
    """Count how many questions won and lost.

    >>> record = vote_record(override_votes(from_fy=2020))
    >>> record.won, record.lost
    (184, 113)
    """
    won = sum(vote["outcome"] == "won" for vote in votes)
    return VoteRecord(won, len(votes) - won)
