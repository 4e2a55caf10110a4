"""What a check found: values only.

In: nothing.  Out: Status, Verdict and the shares of the points.  Used by every check.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

HALF = Decimal("0.5")
WHOLE = Decimal(1)
NOTHING = Decimal(0)


class Status(Enum):
    """How far an answer is. The value is the word used in results and in the forms."""

    TO_DO = "to_do"  # nothing typed yet
    FORMAT = "format"  # typed, and we must ask what was meant
    NOT_YET = "not_yet"
    CORRECT = "correct"
    RECEIVED = "received"  # a text, which a person reads: neither right nor wrong


@dataclass(frozen=True)
class Verdict:
    """What a check found.

    sentence: for the learner. mistake: the name of a known mistake, for staff. share: part of the points, 0
    to 1. echo: how an answer was understood, empty otherwise.
    """

    status: Status
    sentence: str
    mistake: str | None = None
    share: Decimal = NOTHING
    echo: str = ""
