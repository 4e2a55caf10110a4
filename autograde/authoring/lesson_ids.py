"""Every id of a lesson, each used once: of cells, questions and memo. And that each cell is what it says.

In: the cells of a lesson. Out: the id of each cell, the questions that are asked, the memo's cell; or
AuthoringError naming file, line and remedy. Called by authoring.
"""

import ast
import re
from pathlib import Path
from typing import NoReturn

from autograde.authoring.asked import Asked, calls, questions_asked, syntax
from autograde.authoring.cell_options import PARAMETERS
from autograde.authoring.lesson_file import BEGIN_HIDDEN, END_HIDDEN, LessonCell, refuse
from classroom.language import _

__all__ = ["LessonIds"]

LONGEST_SLUG = 48
_LEARNERS_CALLS = (
    "ask",
    "practice",
    "memo",
    "insight",
    "explore",
    "own_numbers",
    "own_list",
    "say",
    "submit_button",
)


class LessonIds:
    """The ids of one lesson. `asked`: the questions, in order. `memo`: the memo's cell, if there is one."""

    def __init__(self, path: Path, cells: tuple[LessonCell, ...]) -> None:
        """Check the whole lesson. Raises AuthoringError."""
        self.path = path
        self.asked: dict[str, Asked] = {}
        self._lines: dict[str, int] = {}  # where each id of a cell was taken
        for cell in cells:
            if cell.is_code:
                self._check(cell)
        self.memo = self._one_memo([cell for cell in cells if cell.options.memo])
        self._check_parameters([cell for cell in cells if PARAMETERS in cell.options.tags])

    def take(self, cell: LessonCell) -> str:
        """The id of a cell, which no other cell may have: a graded cell's is its question's."""
        options = cell.options
        if not cell.is_code:
            return self._free(f"p-{_slug(cell.text) or 'text'}")
        cell_id = options.graded or (
            f"{options.memo}-text" if options.memo else options.id or _slug(cell.text)
        )
        for taken in filter(None, (cell_id, options.memo)):
            if taken in self._lines:
                self._refuse_twice(cell.line, taken, self._lines[taken])
            self._lines[taken] = cell.line
        return cell_id

    def _check(self, cell: LessonCell) -> None:
        tree = syntax(self.path, cell.text, cell.line)
        # As learners get it: the hidden tests ask nothing, and what is left must still be Python.
        shown = syntax(self.path, cell.visible, cell.line)
        for asked in questions_asked(self.path, shown, cell.line):
            if asked.id in self.asked:
                self._refuse_twice(asked.line, asked.id, self.asked[asked.id].line, question=True)
            self.asked[asked.id] = asked
        if cell.options.graded:
            self._check_graded(cell, tree, shown)
        if cell.options.memo:
            self._check_memo(cell, tree)
        self._check_calls(cell, tree, shown)

    def _check_calls(self, cell: LessonCell, tree: ast.Module, shown: ast.Module) -> None:
        """Refuse a call where it does nothing good: a key in sight, a question out of sight, a bare print."""
        for call in calls(shown, "score"):
            self._refuse_at(
                cell,
                call,
                _(
                    "score(…) gives the answer away here. Put it among the hidden tests of a fence with "
                    'graded="…" points=….'
                ),
            )
        for name in _LEARNERS_CALLS:
            hidden = calls(tree, name)[len(calls(shown, name)) :]
            if hidden:
                self._refuse_at(
                    cell,
                    hidden[0],
                    _(
                        "{name}(…) stands among the hidden tests, where no learner sees it. Move it up."
                    ).format(name=name),
                )
        for call in calls(tree, "print"):
            self._refuse_at(cell, call, _("print(…) shows bare text. Take it out, or write say(…)."))

    def _check_graded(self, cell: LessonCell, tree: ast.Module, shown: ast.Module) -> None:
        begins, ends = (cell.text.count(mark) for mark in (BEGIN_HIDDEN, END_HIDDEN))
        if (begins, ends) != (1, 1) or cell.text.index(BEGIN_HIDDEN) > cell.text.index(END_HIDDEN):
            refuse(
                self.path,
                cell.line,
                _("a graded cell holds its key between one line {begin} and one line {end}.").format(
                    begin=BEGIN_HIDDEN, end=END_HIDDEN
                ),
            )
        name = cell.options.graded
        if name not in self.asked or self.asked[name].line < cell.line:
            refuse(
                self.path,
                cell.line - 1,
                _('graded="{id}", but the cell asks no question of that id above its hidden tests.').format(
                    id=name
                ),
            )
        last = tree.body[-1]
        ends_with_score = isinstance(last, ast.Expr) and last.value in calls(tree, "score")
        if not ends_with_score:
            refuse(
                self.path,
                cell.line + last.lineno - 1,
                _("a graded cell ends with score(…) among its hidden tests: what it gives is the points."),
            )

    def _check_memo(self, cell: LessonCell, tree: ast.Module) -> None:
        named = [getattr(call.args[1], "value", None) for call in calls(tree, "memo") if len(call.args) > 1]
        if named != [cell.options.memo]:
            refuse(
                self.path,
                cell.line - 1,
                _('memo="{id}", so the cell must call memo(part, "{id}", …) once.').format(
                    id=cell.options.memo
                ),
            )

    def _one_memo(self, memos: list[LessonCell]) -> LessonCell | None:
        if len(memos) > 1:
            refuse(self.path, memos[1].line - 1, _("a part has one memo, and this is the second."))
        if memos and memos[0].options.memo in self.asked:
            self._refuse_twice(
                memos[0].line - 1, memos[0].options.memo, self.asked[memos[0].options.memo].line
            )
        return memos[0] if memos else None

    def _check_parameters(self, cells: list[LessonCell]) -> None:
        """papermill writes the variant behind this cell; without it, in front of everything."""
        if len(cells) != 1 or not re.search(r"^variant = None$", cells[0].text, re.MULTILINE):
            line = cells[-1].line - 1 if cells else 1
            refuse(
                self.path,
                line,
                _('a lesson has exactly one cell ```python tags=["parameters"], saying variant = None.'),
            )

    def _free(self, wanted: str) -> str:
        """An id for prose: its first words, with a number behind them when they stand there twice."""
        free, number = wanted, 2
        while free in self._lines:
            free, number = f"{wanted}-{number}", number + 1
        self._lines[free] = 0
        return free

    def _refuse_at(self, cell: LessonCell, call: ast.Call, why: str) -> NoReturn:
        refuse(self.path, cell.line + call.lineno - 1, why)

    def _refuse_twice(self, line: int, name: str, first: int, question: bool = False) -> NoReturn:
        refuse(
            self.path,
            line,
            _('"{id}" is already the id of the cell or question in line {first}. ').format(
                id=name, first=first
            )
            + (
                _("Give this question another id.")
                if question
                else _('Give this one an id="…", or first words, of its own.')
            ),
        )


def _slug(text: str) -> str:
    """A stable id from the first line of a cell: its words, small, with hyphens."""
    words = re.findall(r"[a-z0-9]+", text.strip().split("\n")[0].lower())
    return "-".join(words)[:LONGEST_SLUG].strip("-")
