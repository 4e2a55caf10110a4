"""One number in digits, as people write it: 1590000  1,590,000.00  1 590 000  1'590'000  .5

In: text.  Out: an exact Decimal, or AmountError with a sentence that asks what was meant.  A number that
can be read in two ways (66848,74) is asked about, never guessed.  Called by amounts and arithmetic.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from classroom.errors import AmountError
from classroom.language import _

# Groups of three with one kind of separator; "0,500" is not one, because nobody groups that way.
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:(?P<sep>[, '])[0-9]{3})(?:(?P=sep)[0-9]{3})*(?:\.[0-9]*)?")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+")
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_LOOK_ALIKES = str.maketrans({**dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63", "-"),
                              **dict.fromkeys("\u2018\u2019\u02bc", "'")})  # fmt: skip


def plain_characters(text: str) -> str:
    """Return `text` with one kind of space, minus, apostrophe and digit, trimmed; everything else as it was.

    Full-width letters and the digits of any script become ASCII. Fractions (½) and raised digits (²) stay:
    reading them as digits would change the number.

    >>> plain_characters(" $1\u00a0590\u2009000 \u2212 １２ ")
    '$1 590 000 - 12'
    """
    text = _SPACES.sub(" ", _INVISIBLE.sub("", text)).translate(_LOOK_ALIKES)
    return "".join(_plain_character(character) for character in text).strip()


def _plain_character(character: str) -> str:
    if "\uff01" <= character <= "\uff5e":  # the full-width forms stand in the order of ASCII
        character = chr(ord(character) - 0xFEE0)
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)


def read_numeral(text: str, *, of_percent: bool = False) -> Decimal:
    """Return the number in `text` (digits, points, commas, spaces and apostrophes, no sign).

    of_percent: a percent is rarely a thousand, so that 2,125 is asked about there. Raises AmountError.

    >>> read_numeral("1,590,000.50")
    Decimal('1590000.50')
    >>> read_numeral("66848,74")
    Traceback (most recent call last):
    classroom.errors.AmountError: Did you mean 66848.74 or 6684874? Type a point for decimals, and no commas.
    """
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    if _GROUPED.fullmatch(text):
        if of_percent and re.fullmatch(r"[0-9]+,[0-9]{3}", text):
            raise _comma_or_point(text)
        return Decimal(re.sub(r"[, ']", "", text))
    raise _unclear(text)


def _unclear(text: str) -> AmountError:
    """Return the question that a number in another form deserves."""
    without_marks = re.sub(r"[^0-9]", "", text)
    if text.count(",") == 1 and re.fullmatch(r"[0-9. ']*,[0-9]*", text):
        return _comma_or_point(text)
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3}){2,}", text):
        return AmountError(
            _("Did you mean {number}? Type it without points, or with commas between the thousands.").format(
                number=f"{int(without_marks):,}"
            )
        )
    if re.fullmatch(r"[0-9]+( [0-9]+)+", text):
        return AmountError(_("That looks like more than one number. Type one number, without spaces."))
    return AmountError(
        _("The commas or points in “{text}” are not where we expect them. Did you mean {number}? "
          "Type it without commas, with one point for decimals.").format(text=text, number=_likely(text))
    )  # fmt: skip


def _comma_or_point(text: str) -> AmountError:
    """Ask about a comma that may be a decimal comma; both readings are ones we would accept."""
    before, _comma, after = text.partition(",")
    whole = re.sub(r"[^0-9]", "", before) or "0"
    as_point = f"{whole}.{after}" if after else whole
    other = f"{before}{after}" if "." in before and before.count(".") == 1 else f"{whole}{after}".lstrip("0")
    if as_point == other or not other:
        return AmountError(_("Did you mean {number}? Type it without the comma.").format(number=as_point))
    return AmountError(
        _("Did you mean {first} or {second}? Type a point for decimals, and no commas.").format(
            first=as_point, second=re.sub(r"[ ']", "", other)
        )
    )


def _likely(text: str) -> str:
    """Return the number without its commas and spaces, keeping a last point as the decimal point."""
    whole, point, decimals = re.sub(r"[, ']", "", text).rpartition(".")
    return whole.replace(".", "") + point + decimals if point else decimals
