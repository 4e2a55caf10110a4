"""The JSON-LD contexts that come with the software: what each term of a credential means.

In: an address. Out: the context, from a file of this package (see contexts/SOURCES.md). Called by
canonical.py. Nothing is fetched: whoever could change a context on the web could change what a signature
covers, and a certificate must be checkable on a machine without a network.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from autograde.errors import SignatureError
from classroom.language import _

__all__ = ["CREDENTIALS", "OPEN_BADGES", "SHIPPED", "context"]

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
SHIPPED = {CREDENTIALS: "credentials-v2.json", OPEN_BADGES: "open-badges-3.0.3.json"}
"""Address -> file in contexts/."""

_FOLDER = Path(__file__).parent / "contexts"


def context(address: str, more: Mapping[str, Any]) -> Any:
    """The context at that address, or that of `more`; raises SignatureError when it is not at hand."""
    if address in more:
        return more[address]
    if address not in SHIPPED:
        raise SignatureError(
            _('Its meaning depends on "{address}", which is not at hand here.').format(address=address[:80])
        )
    return _read(SHIPPED[address])


@cache
def _read(file: str) -> Any:
    return json.loads((_FOLDER / file).read_bytes())
