"""Read what people type into spreadsheets: dollars, counts, percents, and the labels of steps and lanes.

A cell comes in; an exact number or a label goes out, or a `Problem` that names the cell. Nothing is guessed:
a number that can be read in two ways is a problem.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from bargaining.workbook.own.contract import Problem
from bargaining.workbook.own.tables import Sheet, Typed

_EMPTY = {"", "-", "\u2013", "\u2014", "n/a", "na", "none", "x", "--"}
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
_PLAIN = re.compile(r"\d+(\.\d+)?|\.\d+")


class UnreadableError(Exception):
    """A cell that cannot be read; the message goes into a `Problem`."""


def number_of(typed: Typed) -> Decimal | None:
    """Return the number in a cell, or None for an empty one.

    `$`, commas, spaces and brackets for minus are read. Raises `UnreadableError` for anything else.

    >>> number_of(Typed("$48,250.50", "B2")), number_of(Typed(" - ", "B3")), number_of(Typed("(300)", "B4"))
    (Decimal('48250.50'), None, Decimal('-300'))
    """
    value = typed.value
    if isinstance(value, bool):
        raise UnreadableError(f"{value} is not a number; write it in digits")
    if isinstance(value, datetime | date | time):
        raise UnreadableError(
            "this is a date; a spreadsheet makes dates of 1-2 and the like, so type it as words"
        )
    if isinstance(value, int | float):
        return _from_float(value)
    text = typed.text
    if text.lower() in _EMPTY:
        return None
    bare = text.replace("$", "").replace("\u2212", "-").replace(" ", "").replace("\u00a0", "")
    bare = re.sub(r"(?i)(usd|dollars|fte|hours|people|/hr|/hour)$", "", bare)
    is_minus = bare.startswith("-") or (bare.startswith("(") and bare.endswith(")"))
    bare = bare.strip("()-")
    if not (_GROUPED.fullmatch(bare) or _PLAIN.fullmatch(bare)):
        raise UnreadableError(f'"{text}" is not a number; write it in digits, such as 48,250 or 48250.50')
    number = Decimal(bare.replace(",", ""))
    return -number if is_minus else number


def rate_of(typed: Typed) -> Decimal | None:
    """Return a percent as a fraction, or None for an empty cell.

    A cell that is shown as a percent, or text with %, is clear; a plain number of 1 or more is percent. A
    plain number below 1 could be either and is refused.

    >>> rate_of(Typed("3%", "B2")), rate_of(Typed(0.03, "B3", is_percent=True)), rate_of(Typed(80, "B4"))
    (Decimal('0.03'), Decimal('0.03'), Decimal('0.8'))
    """
    if isinstance(typed.value, str) and typed.text.endswith("%"):
        number = number_of(Typed(typed.text[:-1], typed.cell))
        return None if number is None else number / 100
    number = number_of(typed)
    if number is None or typed.is_percent or number == 0:
        return number
    if abs(number) < 1:
        raise UnreadableError(
            f"{typed.text} could be {typed.text}% or {100 * number:f}%; write it with a % sign"
        )
    return number / 100


def label_of(typed: Typed, word: str = "step") -> str:
    """Return the label of a step or a lane, without the word before it.

    >>> label_of(Typed("Step 07", "A2")), label_of(Typed("Lane M + 30", "B1"), "lane")
    ('7', 'M+30')
    """
    text = re.sub(rf"(?i)^\s*({word}|lane|col(umn)?|no)\b\.?\s*[:#]?\s*", "", typed.text).strip()
    text = re.sub(r"\s*\+\s*", "+", text)
    if re.fullmatch(r"0*\d+(\.0+)?", text):
        return str(int(Decimal(text)))
    return text


def same(label: str) -> str:
    """Return a label as it is compared: without spaces, capitals or points.

    >>> same("MA + 30") == same("ma+30")
    True
    """
    return re.sub(r"[\s._]", "", label).casefold()


def problem(sheet: Sheet, typed: Typed, says: object) -> Problem:
    """Return a problem at a cell."""
    return Problem(sheet.name, typed.cell, str(says))


def _from_float(value: int | float) -> Decimal:
    """Return a spreadsheet's number as it was typed: without the dust of floating point."""
    try:
        number = Decimal(str(round(value, 9)))
    except InvalidOperation as trouble:
        raise UnreadableError(f"{value} is not a number; write it in digits") from trouble
    if not number.is_finite():
        raise UnreadableError(f"{value} is not a number; write it in digits")
    return number.to_integral_value() if number == number.to_integral_value() else number
