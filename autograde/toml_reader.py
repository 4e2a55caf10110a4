"""Reading a TOML file that staff wrote, strictly, so that a slip is told with file and line.

In: a path, and the error class of whoever asks. Out: `Fields`, one table of the file, which hands out
each field by name and type; `finish()` refuses what nobody asked for, because an unknown key is most
often a misspelt one. Called by course.py, rules.py and office.py.
"""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

from autograde.errors import AutogradeError
from classroom.language import _

__all__ = ["SLUG", "Fields", "read_toml"]

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
"""Ids of courses, parts and sessions: they become folder names and parts of addresses."""

_MISSING: Any = object()


@dataclass
class Fields:
    """One table of a TOML file: take every field you know, then call `finish()`."""

    path: Path
    lines: list[str]
    values: dict[str, Any]
    error: type[AutogradeError]
    section: str = ""
    nth: int = 0
    taken: set[str] = field(default_factory=set)

    def text(self, key: str, default: str = _MISSING) -> str:
        """Text that says something (leading and trailing blanks removed)."""
        value = self._take(key, str, default)
        if not value.strip() and default is _MISSING:
            self.refuse(key, _("it is empty"))
        return str(value.strip())

    def slug(self, key: str) -> str:
        """An id: small letters, digits and hyphens, at most 64 of them."""
        value = self.text(key)
        if not SLUG.fullmatch(value):
            self.refuse(key, _('"{value}" must be small letters, digits and hyphens').format(value=value))
        return value

    def whole(self, key: str, least: int, most: int, default: int = _MISSING) -> int:
        """A whole number from `least` to `most`."""
        value = self._take(key, int, default)
        if isinstance(value, bool) or not least <= value <= most:
            self.refuse(
                key, _("it must be a whole number from {least} to {most}").format(least=least, most=most)
            )
        return int(value)

    def truth(self, key: str) -> bool:
        """True or false, without quotes."""
        return bool(self._take(key, bool, _MISSING))

    def day(self, key: str) -> date:
        """A day, written 2026-01-24 without quotes."""
        value = self._take(key, date, _MISSING)
        if isinstance(value, datetime):
            self.refuse(key, _("it must be a day without a time"))
        return date(value.year, value.month, value.day)

    def table(self, key: str) -> "Fields":
        """A table of its own, written [key] in the file."""
        value = self._take(key, dict, _MISSING)
        return Fields(self.path, self.lines, value, self.error, section=key)

    def tables(self, key: str) -> list["Fields"]:
        """Tables in order, each written [[key]] in the file; at least one."""
        value = self._take(key, list, _MISSING)
        if not value or not all(isinstance(one, dict) for one in value):
            self.refuse(key, _("it must be one or more [[{key}]] tables").format(key=key))
        return [
            Fields(self.path, self.lines, one, self.error, section=key, nth=nth)
            for nth, one in enumerate(value)
        ]

    def finish(self) -> None:
        """Refuse a field that nobody took."""
        unknown = sorted(set(self.values) - self.taken)
        if unknown:
            known = ", ".join(sorted(self.taken))
            self.refuse(
                unknown[0], _("there is no such field here; the fields are: {known}").format(known=known)
            )

    def refuse(self, key: str, why: str) -> NoReturn:
        """Raise the caller's error, naming file, line, table and field."""
        raise self.error(
            _('{path}, line {line}: "{key}": {why}.').format(
                path=self.path, line=self._line_of(key), key=self._name(key), why=why
            )
        )

    def _take(self, key: str, kind: type, default: Any) -> Any:
        self.taken.add(key)
        if key not in self.values:
            if default is _MISSING:
                self.refuse(key, _("it is missing; please add it"))
            return default
        value = self.values[key]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.refuse(key, _must_be(kind))
        return value

    def _name(self, key: str) -> str:
        return f"{self.section}.{key}" if self.section else key

    def _line_of(self, key: str) -> int:
        """The line of the field; of its table when the field is not there; else the first."""
        header = re.compile(rf"\s*\[\[?\s*{re.escape(self.section)}\s*\]\]?") if self.section else None
        seen, inside, found = -1, header is None, 1
        for number, line in enumerate(self.lines, start=1):
            if line.lstrip().startswith("["):
                here = bool(header and header.match(line))
                seen += here
                inside = here and seen == self.nth
                found = number if inside else found
                if re.match(rf"\s*\[\[?\s*{re.escape(key)}[\].]", line) and not self.section:
                    return number
            elif inside and re.match(rf"""\s*["']?{re.escape(key)}["']?\s*[=.]""", line):
                return number
        return found


def read_toml(path: Path, error: type[AutogradeError]) -> tuple[Fields, bytes]:
    """Read a TOML file: its top table, and its bytes as they were read.

    Raises `error`, with file and line, when the file is missing, is not UTF-8 or is not TOML.
    """
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
        values = tomllib.loads(text)
    except OSError as problem:
        raise error(
            _("{path} cannot be read: {why}.").format(path=path, why=problem.strerror or problem)
        ) from problem
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        raise error(
            _("{path}, line {line}: this is not UTF-8 text. Save the file as UTF-8.").format(
                path=path, line=line
            )
        ) from problem
    except tomllib.TOMLDecodeError as problem:
        raise error(_syntax(path, str(problem), text)) from problem
    return Fields(path, text.splitlines(), values, error), data


def _must_be(kind: type) -> str:
    sentences = {
        str: _('it must be text, in "quotes"'),
        int: _("it must be a whole number, without quotes"),
        bool: _("it must be true or false, without quotes"),
        date: _("it must be a day such as 2026-01-24, without quotes"),
        list: _("it must be a list"),
        dict: _("it must be a table"),
    }
    return sentences[kind]


def _syntax(path: Path, message: str, text: str) -> str:
    """Turn tomllib's "Invalid value (at line 3, column 5)" into our sentence with file and line."""
    place = re.search(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$", message)
    line = place.group(1) if place and place.group(1) else str(len(text.splitlines()))
    why = message[: place.start()] if place else message
    if why == "Invalid value":
        why = _('put the value in "quotes", unless it is a plain number, a day, true or false')
    return _("{path}, line {line}: this is not TOML: {why}.").format(path=path, line=line, why=why)
