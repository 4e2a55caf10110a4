"""Which questions a lesson asks, read from its code without running it.

In: the visible code of a cell. Out: `Asked`, one for each call of a question constructor. Called by
authoring, so that part.json can name every question and intake can refuse an answer to a question nobody
asked.
"""

import ast
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from autograde.authoring.lesson_file import refuse
from classroom.language import _
from classroom.questions.question import Kind

__all__ = ["Asked", "calls", "questions_asked", "syntax"]

# The constructors of classroom.questions.asking, and the kind each makes. `insight` shows its question
# itself, so that the part comes first in its brackets.
_CONSTRUCTORS = {
    "dollars": Kind.DOLLARS,
    "number": Kind.NUMBER,
    "percent": Kind.PERCENT,
    "choice": Kind.CHOICE,
    "several": Kind.SEVERAL,
    "spans": Kind.SEVERAL,
    "pick": Kind.PICK,
    "ordering": Kind.ORDER,
    "matching": Kind.MATCH,
    "number_table": Kind.TABLE,
    "day": Kind.DATE,
    "long_text": Kind.TEXT,
    "insight": Kind.INSIGHT,
}
_AFTER_THE_PART = ("insight",)


@dataclass(frozen=True)
class Asked:
    """A question: its id, its kind, and the line of the file it stands on."""

    id: str
    kind: Kind
    line: int


def syntax(path: Path, code: str, first_line: int) -> ast.Module:
    """Parse a cell. Raises AuthoringError with the line when it is not Python."""
    try:
        return ast.parse(code)
    except SyntaxError as problem:
        refuse(
            path,
            first_line + (problem.lineno or 1) - 1,
            _("this is not Python: {why}.").format(why=problem.msg),
        )


def calls(tree: ast.AST, name: str) -> list[ast.Call]:
    """Every call of the function of that plain name, in the order they stand.

    `index.number(...)` is somebody else's function: lessons import what they ask with by name.
    """
    return _calls_by_name(tree).get(name, [])


@lru_cache(maxsize=4)
def _calls_by_name(tree: ast.AST) -> dict[str, list[ast.Call]]:
    """All calls by plain names; a cell is asked for many names, and walked through once."""
    named: dict[str, list[ast.Call]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            named.setdefault(node.func.id, []).append(node)
    return {
        name: sorted(found, key=lambda call: (call.lineno, call.col_offset)) for name, found in named.items()
    }


def questions_asked(path: Path, tree: ast.Module, first_line: int) -> list[Asked]:
    """Every question a cell constructs. Raises AuthoringError for an id that is not written out as text."""
    found = []
    for constructor, kind in _CONSTRUCTORS.items():
        for call in calls(tree, constructor):
            line = first_line + call.lineno - 1
            at = 1 if constructor in _AFTER_THE_PART else 0
            named = next((k.value for k in call.keywords if k.arg == "id"), None)
            given = call.args[at] if len(call.args) > at else named
            if not isinstance(given, ast.Constant) or not isinstance(given.value, str):
                refuse(
                    path,
                    line,
                    _("write the id of this question out as text, as the first thing in the brackets."),
                )
            found.append(Asked(given.value, kind, line))
    return sorted(found, key=lambda asked: asked.line)
