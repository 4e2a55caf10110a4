"""Read a parameter file, check it, and look a value up by date.

A file is TOML: `title`, `description`, `unit`, `checked_to` (the last day for which somebody has looked that
nothing changed), and one `[[value]]` for each time the number changed, oldest first: `from`, `value`,
`source`. Values are read as `Decimal`. Every message names the file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

from bargaining.errors import ParameterError

_FOLDER = Path(__file__).resolve().parent
_WORDS = ("title", "description", "unit")


@dataclass(frozen=True)
class Value:
    """One value of a parameter: the first day on which it holds, the number, and where it is published."""

    first_day: date
    number: Decimal
    source: str


@dataclass(frozen=True)
class Parameter:
    """A published rate or amount through time.

    * `name`, `file`: what it is asked for by, and the file it stands in.
    * `title`, `description`, `unit`: in words. A rate is a fraction: 0.062 for 6.2 %.
    * `values`: oldest first; each holds until the next begins.
    * `checked_to`: the last day for which the newest value is known to hold.
    """

    name: str
    file: str
    title: str
    description: str
    unit: str
    values: tuple[Value, ...]
    checked_to: date

    def value_on(self, day: date) -> Value:
        """Return the value in force on a day, with its source.

        Raises `ParameterError` for a day before the first value or after `checked_to`: a rate that nobody
        has looked up is not guessed from the year before.

        >>> parameter("social-security-wage-base").value_on(date(2031, 1, 1))
        Traceback (most recent call last):
            ...
        bargaining.errors.ParameterError: Social Security wage base: 2031-01-01 is not covered by \
social-security-wage-base.toml, which runs from 2015-01-01 to 2026-12-31. Look it up at its source and add \
it to the file, or give the number yourself.
        """
        if not self.values[0].first_day <= day <= self.checked_to:
            raise ParameterError(
                f"{self.title}: {day} is not covered by {self.file}, which runs from "
                f"{self.values[0].first_day} to {self.checked_to}. Look it up at its source and add it to "
                "the file, or give the number yourself."
            )
        return next(value for value in reversed(self.values) if value.first_day <= day)

    def on(self, day: date) -> Decimal:
        """Return the number in force on a day; raises `ParameterError` as `value_on`.

        >>> parameter("medicare-rate").on(date(2026, 7, 1))
        Decimal('0.0145')
        """
        return self.value_on(day).number


def parameter(name: str, folder: Path | None = None) -> Parameter:
    """Return a parameter by its name, read from `folder` or from this package.

    Raises `ParameterError` when there is none of that name, or when its file is not as it should be.

    >>> parameter("social-security-rate").values[0].source
    '26 U.S.C. 3111(a), https://www.law.cornell.edu/uscode/text/26/3111'
    """
    folder = folder or _FOLDER
    names = parameter_names(folder)
    if name not in names:
        raise ParameterError(f'There is no parameter "{name}"; there are: {", ".join(names) or "none"}.')
    path = folder / f"{name}.toml"
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (OSError, ValueError) as problem:
        raise ParameterError(f"{path.name} cannot be read as TOML ({problem}); mend it.") from problem
    return _checked(name, path.name, read)


def parameter_names(folder: Path | None = None) -> tuple[str, ...]:
    """Return the names of all parameters, in alphabetical order.

    >>> "medicare-rate" in parameter_names()
    True
    """
    return tuple(sorted(path.stem for path in (folder or _FOLDER).glob("*.toml")))


def _checked(name: str, file: str, read: Mapping[str, Any]) -> Parameter:
    """Build the parameter, or say what in the file is not as it should be."""
    for word in _WORDS:
        if not isinstance(read.get(word), str) or not read[word].strip():
            raise ParameterError(f'{file} has no "{word}"; say it in words.')
    values = read.get("value")
    if not isinstance(values, list) or not values:
        raise ParameterError(f"{file} has no [[value]]; give at least one, with from, value and source.")
    checked = tuple(_value(file, number, value) for number, value in enumerate(values, start=1))
    for earlier, later in pairwise(checked):
        if later.first_day <= earlier.first_day:
            raise ParameterError(
                f"{file}: the value from {later.first_day} stands after that from {earlier.first_day}; "
                "put the oldest first, and each day once."
            )
    checked_to = _day(file, "checked_to", read.get("checked_to"))
    if checked_to < checked[-1].first_day:
        raise ParameterError(f'{file}: "checked_to" is {checked_to}, before its newest value begins.')
    return Parameter(name, file, read["title"], read["description"], read["unit"], checked, checked_to)


def _value(file: str, number: int, given: Any) -> Value:
    """Read one [[value]]."""
    if not isinstance(given, dict) or set(given) != {"from", "value", "source"}:
        raise ParameterError(
            f"{file}, value {number}: it must have from, value and source, and nothing else."
        )
    amount, source = given["value"], given["source"]
    if isinstance(amount, bool) or not isinstance(amount, int | Decimal) or not Decimal(amount).is_finite():
        raise ParameterError(f"{file}, value {number}: {amount!r} is not a number; write it in digits.")
    if not isinstance(source, str) or not re.search(r"https?://\S+", source):
        raise ParameterError(
            f"{file}, value {number}: the source must say where it is published, with address."
        )
    return Value(_day(file, f"value {number}, from", given["from"]), Decimal(amount), source)


def _day(file: str, what: str, given: Any) -> date:
    """Read a day."""
    if not isinstance(given, date) or isinstance(given, datetime):
        raise ParameterError(f'{file}, "{what}": {given!r} is not a day; write it as 2026-07-01.')
    return given
