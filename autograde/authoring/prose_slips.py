r"""Slips in what people read: no title, a picture that is not there, dollar signs that turn into a formula.

In: a part's folder, its cells and its rubric. Out: nothing, or AuthoringError naming file, line and remedy.
Called by authoring.

Markdown readers take what stands between two dollar signs for a formula; with a backslash before it (\$) a
dollar sign stays one. In Python (say, questions, captions) classroom sees to that.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from autograde.authoring.lesson_file import LessonCell, refuse
from autograde.authoring.rubric import Rubric
from classroom.language import _

__all__ = ["refuse_prose_slips"]

_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_BARE_DOLLAR = re.compile(r"(?<!\\)\$")
_PICTURE = re.compile(r"""!\[[^\]]*\]\(\s*<?([^)\s>]+)|<img\b[^>]*?\bsrc=["']([^"']+)""", re.IGNORECASE)


def refuse_prose_slips(part_folder: Path, cells: tuple[LessonCell, ...], rubric: Rubric | None) -> None:
    """Raise AuthoringError for the first slip in the lesson's prose or the rubric."""
    lesson = part_folder / "lesson.md"
    _require_title(lesson, cells)
    pieces = [(lesson, cell.line, cell.text) for cell in cells if not cell.is_code]
    if rubric is not None:
        path = part_folder / "rubric.md"
        pieces.append((path, 1, path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")))
    for path, first, text in pieces:
        _refuse_formula(path, first, text)
        for line, picture in _pictures(text):
            if "://" not in picture and not (part_folder / picture).is_file():
                refuse(
                    path,
                    first + line,
                    _('there is no picture "{name}". Put it into the folder img/ of this part.').format(
                        name=picture
                    ),
                )


def _require_title(path: Path, cells: tuple[LessonCell, ...]) -> None:
    if not cells or cells[0].is_code or not re.match(r"# \S", cells[0].text.lstrip()):
        line = cells[0].line if cells else 1
        refuse(path, line, _("begin the lesson with its title, such as: # Part 2: Standing still."))


def _refuse_formula(path: Path, first: int, text: str) -> None:
    """Refuse a paragraph with two dollar signs that no backslash protects; rows of a table are apart."""
    plain = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code.group()), text)
    lines: list[int] = []
    for number, line in enumerate(plain.split("\n")):
        if not line.strip():
            lines = []
        lines += [number] * len(_BARE_DOLLAR.findall(line))
        if len(lines) > 1:
            refuse(
                path,
                first + lines[0],
                _(r"what stands between two dollar signs is shown as a formula. Write \$ for each of them."),
            )


def _pictures(text: str) -> Iterator[tuple[int, str]]:
    """Each picture with the line it stands on, from 0."""
    for match in _PICTURE.finditer(_CODE.sub(lambda code: re.sub(r"[^\n]", " ", code.group()), text)):
        yield text[: match.start()].count("\n"), match.group(1) or match.group(2)
