"""Find a municipality or a district by the name somebody typed, or offer the nearest ones.

Capitals, hyphens and accents of spacing do not matter: "east-longmeadow" finds East Longmeadow.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from bargaining.errors import FinanceError


def plain(name: str) -> str:
    """Return a name as it is compared: small letters, single spaces, no hyphens or apostrophes.

    >>> plain("Martha's-Vineyard ")
    'marthas vineyard'
    """
    return " ".join(name.lower().replace("'", "").replace("’", "").replace("-", " ").split())


def found(name: str, names: Iterable[str], kind: str) -> str:
    """Return the one of `names` that `name` means; `kind` is "municipality" or "school district".

    Raises `FinanceError` with the nearest names when there is none.

    >>> found("east-longmeadow", ["East Longmeadow", "Longmeadow"], "municipality")
    'East Longmeadow'
    >>> found("Marblehed", ["Marblehead", "Marion"], "municipality")
    Traceback (most recent call last):
        ...
    bargaining.errors.FinanceError: There is no municipality "Marblehed" here; do you mean Marblehead?
    """
    known_names = list(names)
    if name in known_names:
        return name
    by_plain = {plain(known): known for known in known_names}
    if plain(name) in by_plain:
        return by_plain[plain(name)]
    near = [by_plain[match] for match in get_close_matches(plain(name), by_plain, n=3, cutoff=0.6)]
    if not near:
        near = [known for key, known in by_plain.items() if plain(name) and key.startswith(plain(name)[:3])][
            :3
        ]
    if not near:
        raise FinanceError(f'There is no {kind} "{name}" here; check how it is spelled.')
    raise FinanceError(f'There is no {kind} "{name}" here; do you mean {" or ".join(near)}?')
