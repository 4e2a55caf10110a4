"""Notebooks loaded once, before the fork, and what is valid at a look.

In: the path of a notebook as it is about to run. Out: the notebook as papermill loads it, for the forked
process alone, which may change it. Called by server.py and forked_run.py.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nbformat import NotebookNode

__all__ = ["KnownNotebooks", "is_plain"]

MOST_NOTEBOOKS = 64


class KnownNotebooks:
    """Notebooks by their bytes."""

    def __init__(self) -> None:
        self._loaded: dict[bytes, NotebookNode] = {}

    def load(self, notebook: Path) -> "NotebookNode | None":
        """The notebook as papermill loads it; None for one it cannot load, which is left to its run."""
        from papermill.iorw import load_notebook_node

        try:
            content = notebook.read_bytes()
            if content not in self._loaded:
                if len(self._loaded) >= MOST_NOTEBOOKS:
                    self._loaded.clear()
                self._loaded[content] = load_notebook_node(str(notebook))
        except Exception:
            return None
        return self._loaded[content]


def is_plain(node: Mapping[str, Any]) -> bool:
    """Whether this is an output, or the cell that papermill adds, as nbformat's schema has it. False may
    still be one: then ask nbformat.

    >>> is_plain({"output_type": "stream", "name": "stdout", "text": "40.5 FTE"})
    True
    >>> is_plain({"output_type": "display_data", "metadata": {}, "data": {"text/plain": 40.5}})
    False
    """
    match node:
        case {"output_type": "stream", "name": "stdout" | "stderr", "text": str(), **more}:
            return not more
        case {"output_type": "display_data", "metadata": dict(), "data": dict(data), **more}:
            return not more and _is_bundle(data)
        case {
            "output_type": "execute_result",
            "metadata": dict(),
            "data": dict(data),
            "execution_count": int(),
            **more,
        }:
            return not more and _is_bundle(data)
        case {
            "cell_type": "code",
            "id": str(),
            "metadata": dict(),
            "source": str(),
            "execution_count": None,
            **more,
        }:
            return more == {"outputs": []}
    return False


def _is_bundle(data: Mapping[str, Any]) -> bool:
    return all(isinstance(value, str) or kind.endswith("+json") for kind, value in data.items())
