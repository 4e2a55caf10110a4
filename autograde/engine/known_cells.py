"""What the text of a cell alone decides is worked out once, before the fork: the same cells run every time.

In: the prepared kernel's shell, and notebooks as they are about to run. Out: nothing; IPython finds a cell
that was learned already split into tokens, named, parsed and compiled. Called by server.py. Nothing of a cell
runs here, and what depends on the state of a run is left to the run: single-line shortcuts, `from
__future__`, a lesson's own transformers, and a cell that warns or is no Python.
"""

import ast
import json
import warnings
from collections.abc import Iterator
from functools import lru_cache
from types import CodeType
from typing import Any

from ipykernel import compiler
from IPython.core import interactiveshell

__all__ = ["KnownCells"]

MOST_NOTEBOOKS = 64
Compiled = tuple[int, str, str, int]
"""What was compiled: the id of a statement, the file's name, the symbol and the flags."""


class KnownCells:
    """Knows cells, and stands before IPython's own functions, which it asks for all others."""

    def __init__(self, shell: Any) -> None:
        self._compiler, self._manager = shell.compile, shell.input_transformer_manager
        self._notebooks: set[bytes] = set()
        self._static: dict[str, str] = {}
        self._awaits: dict[str, bool] = {}
        self._trees: dict[tuple[str, int], ast.Module] = {}
        # The id of a statement is no other's as long as its tree is kept.
        self._codes: dict[Compiled, CodeType] = {}
        self._kept: list[ast.Module] = []
        self._silent: dict[str, bool | None] = {}
        self._transformers = self._transformers_now()
        self._transform, self._manager.transform_cell = self._manager.transform_cell, self._transformed
        self._parse, self._compiler.ast_parse = self._compiler.ast_parse, self._parsed
        self._should_be_async = interactiveshell._should_be_async
        interactiveshell._should_be_async = self._waits
        # The name of a cell's file is a hash of its text, in Python: slow, and the same for every run.
        self._file_name: Any = lru_cache(1024)(compiler.get_file_name)
        compiler.get_file_name = self._file_name
        self._shell, kind = shell, type(self._compiler)
        self._compile, kind.__call__ = kind.__call__, self._compiled()
        self._ends_silently = shell.displayhook.semicolon_at_end_of_expression
        shell.displayhook.semicolon_at_end_of_expression = self._is_silent

    def learn(self, notebook: bytes) -> None:
        """Read the code cells of a notebook, unless it was read before. What is none is left to its run."""
        if notebook in self._notebooks:
            return
        if len(self._notebooks) >= MOST_NOTEBOOKS:
            self._forget()
        self._notebooks.add(notebook)
        try:
            cells = [cell for cell in json.loads(notebook)["cells"] if cell["cell_type"] == "code"]
            texts = ["".join(cell["source"]) for cell in cells]
        except (ValueError, KeyError, TypeError):
            return
        for text in texts:
            self._learn_cell(text)

    def _forget(self) -> None:
        for known in (self._static, self._awaits, self._trees, self._codes, self._silent):
            known.clear()
        self._notebooks.clear()
        self._kept.clear()

    def _learn_cell(self, text: str) -> None:
        try:
            with warnings.catch_warnings(action="error"):
                static = self._transform(text)
                awaits = self._should_be_async(static)
                tree = self._parse(static)
                codes = dict(self._codes_of(tree, self._file_name(text)))
        except (SyntaxError, Warning):
            return
        self._static[text], self._awaits[static] = static, awaits
        self._trees[static, self._compiler.flags] = tree
        self._silent[static.rstrip("\n")] = self._ends_silently(static.rstrip("\n"))
        if "__future__" not in static:
            self._codes.update(codes)
            self._kept.append(tree)

    def _codes_of(self, tree: ast.Module, file_name: str) -> Iterator[tuple[Compiled, CodeType]]:
        """Each statement as IPython compiles it: one by one, the last one, if it is a value, to be shown."""
        flags = self._compiler.flags | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        for node in tree.body:
            shows = node is tree.body[-1] and isinstance(node, ast.Expr)
            whole = ast.Interactive([node]) if shows else ast.Module([node], [])
            symbol = "single" if shows else "exec"
            code: CodeType = compile(whole, file_name, symbol, flags, True)
            yield (id(node), file_name, symbol, flags), code

    def _compiled(self) -> Any:
        """IPython's way to compile, which knows statements that were not changed since they were parsed."""

        def compiled(this: Any, source: Any, filename: str, symbol: str, **more: Any) -> CodeType:
            if isinstance(source, ast.Module | ast.Interactive) and len(source.body) == 1 and not more:
                known = self._codes.get((id(source.body[0]), filename, symbol, this.flags))
                if known is not None and not self._shell.ast_transformers:
                    return known
            code: CodeType = self._compile(this, source, filename, symbol, **more)
            return code

        return compiled

    def _is_silent(self, shown: str) -> bool | None:
        return self._silent[shown] if shown in self._silent else self._ends_silently(shown)

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
