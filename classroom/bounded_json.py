"""JSON from someone else, read within limits before anything is built from it.

In: bytes, a name for messages, and limits.  Out: the parsed value, or the caller's own error with a
sentence that says what is wrong and where.  Python's reader takes more than JSON (NaN, double keys, lone
surrogates) and can be made to work very hard (digits by the million, lists in lists); here none of it gets
that far. Called by the readers of answers.json and of a packet's manifest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from classroom.language import _

# Strings are skipped whole, so that a bracket inside one does not count. Possessive: it never goes back,
# whatever the text.
_STRUCTURE = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?+|[\[{]|[\]}]', re.DOTALL)
# Every one but line feed and tab.
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SHOWN_CHARACTERS = 40


@dataclass(frozen=True)
class JsonLimits:
    """How much is read.

    size: bytes. depth: objects and lists inside one another. digits: characters of one number.
    """

    size: int
    depth: int
    digits: int = 18


class _Refused(Exception):  # noqa: N818 - carries a reason out of the parser, never leaves this module
    pass


def read_json(data: bytes, name: str, limits: JsonLimits, error: type[Exception], remedy: str) -> Any:
    """Return the value in `data`. Raises `error`, naming the file `name`, for anything out of the limits.

    remedy: a sentence that says what to do about it. No control character but line feed and tab is let
    through, and no half of a surrogate pair.
    """
    try:
        return _read(data, limits)
    except _Refused as refused:
        said = _("{name} cannot be read: {reason}.").format(name=name, reason=refused)
        raise error(f"{said} {remedy}".rstrip()) from None


def shown(text: str) -> str:
    """Return foreign text as it may stand in a message: short, on one line, nothing invisible."""
    plain = "".join(character if character.isprintable() else "?" for character in text[:_SHOWN_CHARACTERS])
    return plain + "…" if len(text) > _SHOWN_CHARACTERS else plain


def _read(data: bytes, limits: JsonLimits) -> Any:
    if len(data) > limits.size:
        raise _Refused(_("it is larger than {most} bytes").format(most=f"{limits.size:,}"))
    if data.startswith(b"\xef\xbb\xbf"):
        raise _Refused(_("it begins with a byte-order mark, which the program that changed it put there"))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise _Refused(_("byte {place} is not UTF-8").format(place=f"{problem.start:,}")) from None
    _require_shallow(text, limits.depth)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=lambda digits: _integer(digits, limits.digits),
            parse_float=lambda digits: _decimal_number(digits, limits.digits),
            parse_constant=_constant,
        )
    except json.JSONDecodeError as problem:
        raise _Refused(
            _("line {line}, column {column} is not JSON").format(line=problem.lineno, column=problem.colno)
        ) from None
    for string in _strings(value):
        _require_plain(string)
    return value


def _require_shallow(text: str, deepest: int) -> None:
    """Count brackets before parsing, since Python's reader calls itself for each."""
    depth = 0
    for match in _STRUCTURE.finditer(text):
        if match[0][0] == '"':
            continue
        depth += 1 if match[0] in "[{" else -1
        if depth > deepest:
            raise _Refused(_("it has lists inside lists more than {most} deep").format(most=deepest))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Refused(_("“{key}” is in it twice").format(key=shown(key)))
        found[key] = value
    return found


def _integer(digits: str, longest: int) -> int:
    if len(digits) > longest:
        raise _too_long(digits, longest)
    return int(digits)


def _decimal_number(digits: str, longest: int) -> float:
    if len(digits) > longest:
        raise _too_long(digits, longest)
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise _Refused(_("the number {digits} is too large").format(digits=shown(digits)))
    return number


def _too_long(digits: str, longest: int) -> _Refused:
    return _Refused(
        _("the number {digits} has more than {most} characters").format(digits=shown(digits), most=longest)
    )


def _constant(word: str) -> NoReturn:
    raise _Refused(_("{word} is not a number").format(word=word))


def _strings(value: Any) -> Iterator[str]:
    """Yield every key and string; the depth is known to be small."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _require_plain(text: str) -> None:
    if control := CONTROL_CHARACTERS.search(text):
        raise _Refused(
            _("there is an invisible control character (code {code}) in “{text}”").format(
                code=ord(control[0]), text=shown(text)
            )
        )
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise _Refused(_("there is half a character in “{text}”").format(text=shown(text))) from None
