"""Where uv is: on the path, or where `make start` fetched it."""

import shutil

from beside.measuring import ROOT

__all__ = ["uv"]


def uv() -> str:
    """The command; "uv" when it is nowhere, so that whoever runs it says what is missing."""
    return shutil.which("uv") or next((str(path) for path in ROOT.glob(".tools/bin/uv")), "uv")
