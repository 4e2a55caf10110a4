"""Every way to change one member of a document."""

import json
from collections.abc import Callable, Iterator
from typing import Any


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to every member of a document, inner ones too."""
    if path:
        yield path
    for key, inner in (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield from leaves(inner, (*path, key))


def changed(document: Any, path: tuple[Any, ...], change: Callable[[Any, Any], None]) -> Any:
    copy = json.loads(json.dumps(document))
    place = copy
    for step in path[:-1]:
        place = place[step]
    change(place, path[-1])
    return copy


def another_value(place: Any, key: Any) -> None:
    value = place[key]
    place[key] = {bool: lambda: not value, int: lambda: value + 1, float: lambda: value + 1.5}.get(
        type(value), lambda: f"{value}x" if isinstance(value, str) else "something else"
    )()


def without(place: Any, key: Any) -> None:
    del place[key]


def renamed(place: Any, key: Any) -> None:
    if isinstance(place, dict):
        place[f"{key}x"] = place.pop(key)
    else:
        place[key] = None


def at(document: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        document = document[step]
    return document
