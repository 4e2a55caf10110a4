"""JSON of which every value counts: one way to read it, one way to write it.

In: bytes, or a value. Out: a value, or bytes. Called by proofs.py and by whoever reads or writes signed
files. Written form is canonical (RFC 8785), on one line. A number is read as JavaScript reads it: 3.0 is 3,
because otherwise the same credential has one canonical form here and another one there.
"""

from pathlib import Path
from typing import Any

from autograde.errors import SignatureError
from classroom.bounded_json import JsonLimits, read_json
from classroom.language import _

__all__ = ["read_signed_file", "read_signed_json", "signed_json_bytes"]

_LIMITS = JsonLimits(size=20_000_000, depth=12, digits=20)


def read_signed_json(data: bytes, name: str) -> dict[str, Any]:
    """The object in `data`; raises SignatureError, naming the file, for anything else.

    >>> read_signed_json(b'{"credits": 3.0}', "c.json")
    {'credits': 3}
    """
    value = read_json(data, name, _LIMITS, SignatureError, "")
    if not isinstance(value, dict):
        raise SignatureError(_("{name} is not a signed document.").format(name=name))
    return {key: _as_javascript_reads(inner) for key, inner in value.items()}


def read_signed_file(path: Path) -> dict[str, Any]:
    """The object in a file; raises SignatureError as read_signed_json does, or when it cannot be read."""
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise SignatureError(
            _("{path} cannot be read: {why}.").format(path=path, why=problem.strerror or problem)
        ) from problem
    return read_signed_json(data, path.name)


def signed_json_bytes(value: dict[str, Any]) -> bytes:
    """The canonical form (RFC 8785).

    >>> signed_json_bytes({"b": 1.50, "a": "é"}).decode()
    '{"a":"é","b":1.5}'
    """
    import rfc8785

    try:
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, RecursionError) as problem:
        raise SignatureError(_("It has no canonical form: {why}.").format(why=problem)) from problem


def _as_javascript_reads(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_javascript_reads(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_javascript_reads(inner) for inner in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
