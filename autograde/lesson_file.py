"""A lesson as its author wrote it: lesson.md, cell by cell, each with the line it starts on.

In: the path of a jupytext Markdown file. Out: `LessonCell`s in order. Called by authoring and leaks.
jupytext decides what is a cell, exactly as when JupyterLab opens the file; this module adds line numbers and
refuses what jupytext would quietly read in a way the author did not mean.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from autograde.errors import AuthoringError
from classroom.language import _
from classroom.questions import is_question_id

__all__ = ["BEGIN_HIDDEN", "END_HIDDEN", "LessonCell", "read_lesson", "refuse"]

BEGIN_HIDDEN, END_HIDDEN = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"

OPTIONS = ("graded", "memo", "points", "id", "tags")
PARAMETERS = "parameters"
LONGEST_ID = 56

# nbgrader gives these words a meaning of its own wherever they stand in a cell.
_RESERVED = ("BEGIN SOLUTION", "END SOLUTION", "AUTOTEST", "BEGIN MARK SCHEME", "END MARK SCHEME")


@dataclass(frozen=True)
class LessonCell:
    """One cell: prose, or a python fence with its options. `line` is where its text starts, from 1."""

    is_code: bool
    text: str
    line: int
    graded: str = ""
    memo: str = ""
    points: float = 0
    id: str = ""
    tags: tuple[str, ...] = ()

    @property
    def visible(self) -> str:
        """The text without hidden tests, as nbgrader leaves it in the learner's notebook."""
        return "\n".join(line for line, hidden in self._lines() if not hidden)

    @property
    def hidden(self) -> str:
        """The hidden tests alone, without their marks."""
        lines = (line for line, hidden in self._lines() if hidden)
        return "\n".join(line for line in lines if BEGIN_HIDDEN not in line and END_HIDDEN not in line)

    def _lines(self) -> list[tuple[str, bool]]:
        inside, found = False, []
        for line in self.text.split("\n"):
            inside = inside or BEGIN_HIDDEN in line
            found.append((line, inside))
            inside = inside and END_HIDDEN not in line
        return found


@dataclass(frozen=True)
class _Fence:
    """A fenced block as it stands in the file: the line of its opening fence, and the lines inside."""

    line: int
    lines: list[str] = field(default_factory=list)


def refuse(path: Path, line: int, why: str) -> NoReturn:
    """Raise AuthoringError naming file and line."""
    raise AuthoringError(_("{path}, line {line}: {why}").format(path=path, line=line, why=why))


def read_lesson(path: Path) -> tuple[LessonCell, ...]:
    """Read lesson.md into its cells, in order.

    Raises AuthoringError with file, line and remedy: no header, a fence jupytext would not take as a cell, an
    unknown or ill-fitting option, a code cell without its comment line.
    """
    text = _text(path)
    _check_header(path, text)
    fences = _python_fences(path, text)

    import jupytext  # heavy: brings nbformat

    cells = jupytext.reads(text, fmt="md").cells
    code = [cell for cell in cells if cell.cell_type == "code"]
    for fence, cell in zip(fences, code, strict=False):
        if "\n".join(fence.lines).strip("\n") != cell.source.strip("\n"):
            refuse(
                path, fence.line, _("this fence is not read as a cell. Take it out of its <!-- #region -->.")
            )
    if len(fences) != len(code):
        line = fences[len(code)].line if len(fences) > len(code) else 1
        refuse(path, line, _("this fence is not read as a cell. Take it out of its <!-- #region -->."))
    return _lesson_cells(path, text, cells, fences)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as problem:
        raise AuthoringError(
            _("{path} cannot be read: {why}.").format(path=path, why=problem.strerror or problem)
        ) from problem
    except UnicodeDecodeError as problem:
        line = problem.object[: problem.start].count(b"\n") + 1
        refuse(path, line, _("this is not UTF-8 text. Save the file as UTF-8."))


def _check_header(path: Path, text: str) -> None:
    """Refuse a lesson whose header does not name the python3 kernel: JupyterLab would ask the learner for one."""
    header = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    if not header or "kernelspec:" not in header.group(1) or not re.search(
        r"^\s+name: python3$", header.group(1), re.MULTILINE
    ):  # fmt: skip
        refuse(
            path,
            1,
            _(
                "the header is missing. Begin the file with --- and jupyter: kernelspec: name: python3, as other lessons do."
            ),
        )


def _python_fences(path: Path, text: str) -> list[_Fence]:
    """Find the python fences with their lines; refuse any other fence but ```text."""
    found: list[_Fence] = []
    lines = text.split("\n")
    opened: _Fence | None = None
    language = ""
    for number, line in enumerate(lines, start=1):
        if opened is not None:
            if line.startswith("```"):
                if language == "python":
                    found.append(opened)
                opened = None
            else:
                opened.lines.append(line)
        elif re.match(r"\s*(```|~~~)", line):
            language = _language(path, number, line)
            opened = _Fence(number)
    if opened is not None:
        refuse(path, opened.line, _("this fence is never closed. End it with a line of three backticks."))
    return found


def _language(path: Path, number: int, line: str) -> str:
    match = re.match(r"```(python|text)(\s|$)", line)
    if match:
        return match.group(1)
    if re.match(r"```\s*(graded|memo|points|id|tags)\s*=", line):
        refuse(path, number, _("a fence with options must say python first: ```python graded=… points=…"))
    refuse(
        path,
        number,
        _("a fence must start at the first column with ```python (a cell) or ```text (shown as it is)."),
    )


def _lesson_cells(path: Path, text: str, cells: list[Any], fences: list[_Fence]) -> tuple[LessonCell, ...]:
    lines = text.split("\n")
    remaining, at, found = iter(fences), 0, []
    for cell in cells:
        if cell.cell_type == "code":
            fence = next(remaining)
            at = fence.line
            found.append(_code_cell(path, fence.line, cell.source, cell.metadata))
            continue
        if cell.cell_type != "markdown":
            refuse(
                path, at + 1, _("a raw region is not allowed in a lesson. Write prose or a ```python fence.")
            )
        first = next(line for line in cell.source.split("\n") if line.strip()) if cell.source.strip() else ""
        at = next((n for n in range(at, len(lines)) if lines[n].strip() == first.strip()), at)
        _refuse_reserved(path, at + 1, cell.source, hidden_too=True)
        found.append(LessonCell(False, cell.source, at + 1))
    return tuple(found)


def _code_cell(path: Path, fence: int, source: str, options: Mapping[str, Any]) -> LessonCell:
    """Check a fence's options and first line; `fence` is the line of the opening fence."""
    unknown = sorted(set(options) - set(OPTIONS))
    if unknown:
        name = options[unknown[0]] if unknown[0] == "incorrectly_encoded_metadata" else unknown[0]
        refuse(
            path, fence, _('"{name}" is not understood here. The options are {options}, each as name="value".').format(
                name=name, options=", ".join(OPTIONS)
            )
        )  # fmt: skip
    if not re.match(r"#\s*\w", source):
        refuse(
            path, fence + 1,
            _("begin the cell with a comment that says what appears here. Learners see that line while the code is hidden."),
        )  # fmt: skip
    graded, memo, own = (_id(path, fence, name, options.get(name)) for name in ("graded", "memo", "id"))
    if graded and memo:
        refuse(path, fence, _("a cell is either graded or a memo. Use two cells."))
    points = _points(path, fence, options.get("points"), needed=bool(graded or memo))
    _refuse_reserved(path, fence + 1, source, hidden_too=not graded)
    tags = options.get("tags", [])
    if not isinstance(tags, list) or any(tag != PARAMETERS for tag in tags):
        refuse(path, fence, _('the only tag a cell may carry is tags=["parameters"].'))
    return LessonCell(True, source, fence + 1, graded, memo, points, own, tuple(tags))


def _id(path: Path, fence: int, name: str, value: Any) -> str:
    if value is None:
        return ""
    # The id also names a cell of the notebook and a row of the gradebook, with "-text" behind it for a memo.
    if not isinstance(value, str) or not is_question_id(value) or len(value) > LONGEST_ID:
        refuse(
            path, fence, _('{name}="{value}" must be small letters, digits and hyphens, at most {most} of them.').format(
                name=name, value=value, most=LONGEST_ID
            )
        )  # fmt: skip
    return value


def _points(path: Path, fence: int, value: Any, needed: bool) -> float:
    if value is None:
        if needed:
            refuse(path, fence, _("this cell carries no points. Add points=4, or whatever it is worth."))
        return 0
    if not needed:
        refuse(
            path,
            fence,
            _('points belong to a cell with graded="…" or memo="…". Add one, or take the points away.'),
        )
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1000:
        refuse(path, fence, _("points={value} must be a number above 0, without quotes.").format(value=value))
    return value


def _refuse_reserved(path: Path, line: int, source: str, hidden_too: bool) -> None:
    words = (*_RESERVED, "BEGIN HIDDEN TESTS", "END HIDDEN TESTS") if hidden_too else _RESERVED
    for offset, text in enumerate(source.split("\n")):
        for word in words:
            if word in text:
                refuse(
                    path, line + offset,
                    _("the words {word} have a meaning for the grader and may not stand here.").format(word=word),
                )  # fmt: skip
