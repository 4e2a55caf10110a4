"""What the text of a cell alone decides is worked out once, before the fork: the same cells run every time.

In: the prepared kernel's shell, and notebooks as they are about to run. Out: nothing; IPython finds a cell
that was learned already split into tokens, named and parsed. Called by server.py. Nothing of a cell runs
here, and what depends on the state of a run is left to the run: single-line shortcuts, `from __future__`, a
lesson's own transformers, and a cell that warns or is no Python.
"""

import ast
import json
import warnings
from functools import lru_cache
from typing import Any

from ipykernel import compiler
from IPython.core import interactiveshell

__all__ = ["KnownCells"]

MOST_NOTEBOOKS = 64


class KnownCells:
    """Knows cells, and stands before IPython's own functions, which it asks for all others."""

    def __init__(self, shell: Any) -> None:
        self._compiler, self._manager = shell.compile, shell.input_transformer_manager
        self._notebooks: set[bytes] = set()
        self._static: dict[str, str] = {}
        self._awaits: dict[str, bool] = {}
        self._trees: dict[tuple[str, int], ast.AST] = {}
        self._transformers = self._transformers_now()
        self._transform, self._manager.transform_cell = self._manager.transform_cell, self._transformed
        self._parse, self._compiler.ast_parse = self._compiler.ast_parse, self._parsed
        self._should_be_async = interactiveshell._should_be_async
        interactiveshell._should_be_async = self._waits
        # The name of a cell's file is a hash of its text, in Python: slow, and the same for every run.
        self._file_name: Any = lru_cache(1024)(compiler.get_file_name)
        compiler.get_file_name = self._file_name

    def learn(self, notebook: bytes) -> None:
        """Read the code cells of a notebook, unless it was read before. What is none is left to its run."""
        if notebook in self._notebooks:
            return
        if len(self._notebooks) >= MOST_NOTEBOOKS:
            for known in (self._notebooks, self._static, self._awaits, self._trees):
                known.clear()
        self._notebooks.add(notebook)
        try:
            cells = [cell for cell in json.loads(notebook)["cells"] if cell["cell_type"] == "code"]
            texts = ["".join(cell["source"]) for cell in cells]
        except (ValueError, KeyError, TypeError):
            return
        for text in texts:
            self._learn_cell(text)

    def _learn_cell(self, text: str) -> None:
        try:
            with warnings.catch_warnings(action="error"):
                static = self._transform(text)
                awaits = self._should_be_async(static)
                compile(static, "<cell>", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
                tree = self._parse(static)
        except (SyntaxError, Warning):
            return
        self._file_name(text)
        self._static[text], self._awaits[static] = static, awaits
        self._trees[static, self._compiler.flags] = tree

    def _transformed(self, text: str) -> str:
        known = self._static.get(text) if self._transformers == self._transformers_now() else None
        return str(self._transform(text)) if known is None else known

    def _waits(self, static: str) -> bool:
        known = self._awaits.get(static)
        return self._should_be_async(static) if known is None else known

    def _parsed(self, source: str, filename: str = "<unknown>", symbol: str = "exec") -> ast.AST:
        """The tree of a cell. It is handed out once in a process: IPython may change it."""
        tree = self._trees.pop((source, self._compiler.flags), None) if symbol == "exec" else None
        if tree is not None:
            return tree
        parsed: ast.AST = self._parse(source, filename, symbol)
        return parsed

    def _transformers_now(self) -> list[list[Any]]:
        manager = self._manager
        return [
            list(one)
            for one in (manager.cleanup_transforms, manager.line_transforms, manager.token_transformers)
        ]
