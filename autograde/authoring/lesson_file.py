"""A lesson as its author wrote it: lesson.md, cell by cell, each with the line it starts on.

In: the path of a jupytext Markdown file. Out: `LessonCell`s in order. Called by authoring and leaks.
jupytext decides what is a cell, exactly as when JupyterLab opens the file; this module adds line numbers and
refuses what jupytext would quietly read in a way the author did not mean.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from autograde.authoring.cell_options import CellOptions, read_options
from autograde.errors import AuthoringError
from classroom.language import _

__all__ = ["BEGIN_HIDDEN", "END_HIDDEN", "LessonCell", "read_lesson", "refuse"]

BEGIN_HIDDEN, END_HIDDEN = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"

# nbgrader gives these words a meaning of its own wherever they stand in a cell.
_RESERVED = ("BEGIN SOLUTION", "END SOLUTION", "AUTOTEST", "BEGIN MARK SCHEME", "END MARK SCHEME")
_HIDDEN = ("BEGIN HIDDEN TESTS", "END HIDDEN TESTS")


@dataclass(frozen=True)
class LessonCell:
    """One cell: prose, or a python fence with its options. `line` is where its text starts, from 1."""

    is_code: bool
    text: str
    line: int
    options: CellOptions = field(default_factory=CellOptions)

    @property
    def visible(self) -> str:
        """The text without hidden tests, as nbgrader leaves it in the learner's notebook."""
        return "\n".join(line for line, hidden in self._lines() if not hidden)

    @property
    def visible_in_place(self) -> str:
        """The visible text with an empty line for each hidden one, so that every line keeps its number."""
        return "\n".join("" if hidden else line for line, hidden in self._lines())

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
    sources = [cell.source.strip("\n") for cell in cells if cell.cell_type == "code"]
    for fence, source in zip(fences, [*sources, *[None] * len(fences)], strict=False):
        if "\n".join(fence.lines).strip("\n") != source:
            refuse(
                path, fence.line, _("this fence is not read as a cell. Take it out of its <!-- #region -->.")
            )
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
    """Refuse a lesson that does not name the python3 kernel: JupyterLab would ask the learner for one."""
    header = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    named = (
        re.search(r"^ +kernelspec:\n(?: +.*\n)*? +name: python3$", header.group(1), re.M) if header else None
    )
    if not named:
        refuse(
            path,
            1,
            _("the header is missing. Begin the file like the other lessons: --- jupyter: kernelspec: ---."),
        )


def _python_fences(path: Path, text: str) -> list[_Fence]:
    """Find the python fences with their lines; refuse any other fence but ```text."""
    found: list[_Fence] = []
    opened: _Fence | None = None
    language = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if opened is not None:
            if not line.startswith("```"):
                opened.lines.append(line)
                continue
            if line.strip("` "):
                refuse(
                    path,
                    opened.line,
                    _(
                        "this fence is still open at line {here}. Close it with a line of three backticks."
                    ).format(here=number),
                )
            if language == "python":
                found.append(opened)
            opened = None
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
    if re.match(r"\s*```\s*(graded|memo|points|id|tags)\s*=", line):
        refuse(path, number, _("a fence with options must say python first: ```python graded=… points=…"))
    if re.match(r"\s*(```|~~~)\s*(py|python3?)\b", line, re.IGNORECASE):
        refuse(path, number, _("begin this fence with ```python, in small letters at the first column."))
    refuse(
        path,
        number,
        _("a fence starts at the first column, with ```python (a cell) or ```text (shown as it is)."),
    )


def _lesson_cells(path: Path, text: str, cells: list[Any], fences: list[_Fence]) -> tuple[LessonCell, ...]:
    lines = text.split("\n")
    remaining, at, found = iter(fences), 0, []
    for cell in cells:
        if cell.cell_type == "code":
            fence = next(remaining)
            at = fence.line
            found.append(_code_cell(path, fence.line, cell))
        elif cell.cell_type == "markdown":
            first = cell.source.strip("\n").split("\n")[0].strip()
            at = next((n for n in range(at, len(lines)) if lines[n].strip() == first), at)
            _refuse_reserved(path, at + 1, cell.source, (*_RESERVED, *_HIDDEN))
            found.append(LessonCell(False, cell.source, at + 1))
        else:
            refuse(path, at + 1, _("a raw region is not allowed here. Write prose or a ```python fence."))
    return tuple(found)


def _code_cell(path: Path, fence: int, cell: Any) -> LessonCell:
    """Check a fence's options and text; `fence` is the line of the opening fence."""
    # jupytext counts blank lines behind a fence among its options.
    given = {name: value for name, value in cell.metadata.items() if not name.startswith("lines_to_")}
    options, fault = read_options(given)
    if fault:
        refuse(path, fence, fault)
    if not re.match(r"#\s*\w", cell.source):
        refuse(
            path,
            fence + 1,
            _(
                "begin the cell with a comment that says what appears here. "
                "Learners see that line while the code is hidden."
            ),
        )
    words = _RESERVED if options.graded else (*_RESERVED, *_HIDDEN)
    _refuse_reserved(path, fence + 1, cell.source, words)
    return LessonCell(True, cell.source, fence + 1, options)


def _refuse_reserved(path: Path, line: int, source: str, words: tuple[str, ...]) -> None:
    for offset, text in enumerate(source.split("\n")):
        for word in words:
            if word in text:
                refuse(
                    path,
                    line + offset,
                    _("the words {word} mean something to the grader and may not stand here.").format(
                        word=word
                    ),
                )
