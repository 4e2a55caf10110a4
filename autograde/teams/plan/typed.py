"""What was typed in a cell of a plan, as a number or a day. Pure.

In: text. Out: a value, or None where it is none. Called by checks.py and stated.py.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

__all__ = ["day_in", "number_in"]


def number_in(typed: str) -> Decimal | None:
    """A number of zero or more, as people type it: with a dollar sign, commas, a percent sign.

    >>> [number_in(text) for text in ("$1,590,000", "62 %", "12.5", "many", "-3")]
    [Decimal('1590000'), Decimal('62'), Decimal('12.5'), None, None]
    """
    plain = re.sub(r"[$,%\s]", "", typed)
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    return value if value.is_finite() and value >= 0 else None


def day_in(typed: str) -> date | None:
    """A day, written 2027-04-30 or 4/30/2027.

    >>> day_in("4/30/2027") == day_in(" 2027-04-30 ") == date(2027, 4, 30), day_in("soon")
    (True, None)
    """
    text = typed.strip()
    american = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
    if american:
        text = f"{american[3]}-{int(american[1]):02}-{int(american[2]):02}"
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
