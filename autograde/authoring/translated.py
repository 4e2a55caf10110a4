"""A lesson in another language: lesson.es.md beside lesson.md, cell by cell the same.

In: the folder of a part. Out: the languages it is written in, and where a translation differs in more than
its words. Called by build.py and by the test of the curriculum.

The two have the same cells in the same order, with the same options. Code differs only in strings and in
comments: the names of mistakes, ids and every sum stay. So an answer means the same in both, and the English
lesson grades it. A translation that lags behind its lesson is not handed out; learners read the English one
until somebody has brought it up to date.
"""

import io
import re
import tokenize
from pathlib import Path

from autograde.authoring.lesson_file import LessonCell, read_lesson
from autograde.errors import AuthoringError

__all__ = ["differences", "translated_into"]

_NAME = re.compile(r"lesson\.([a-z]{2,3}(?:_[A-Z]{2})?)\.md")
_HOLE = re.compile(r"\{[^{}]*\}")
_WORD_IN_HOLE = re.compile(r"'[^']*'|\"[^\"]*\"")
# Strings that tables and charts look at: they decide how a number is shown.
_MEAN_SOMETHING = ("dollars", "percent", "FTE")
_SILENT = (tokenize.COMMENT, tokenize.NL)


def translated_into(part_folder: Path) -> list[str]:
    """The codes of the languages a part is written in, beside English."""
    found = (_NAME.fullmatch(path.name) for path in part_folder.glob("lesson.*.md"))
    return sorted(match.group(1) for match in found if match)


def differences(part_folder: Path, language: str) -> list[str]:
    """Where a translation differs from its lesson in more than words; each line names file and line."""
    name = f"lesson.{language}.md"
    try:
        ours, theirs = read_lesson(part_folder / "lesson.md"), read_lesson(part_folder / name)
    except AuthoringError as problem:
        return [problem.sentence]
    if len(ours) != len(theirs):
        return [f"{name}: lesson.md has {len(ours)} cells, and this has {len(theirs)}."]
    pairs = zip(ours, theirs, strict=True)
    return [f"{name}, line {their.line}: {why}." for our, their in pairs if (why := _difference(our, their))]


def _difference(ours: LessonCell, theirs: LessonCell) -> str:
    if ours.is_code != theirs.is_code:
        return "one is code and the other prose"
    if not ours.is_code:
        return "" if _shape(ours.text) == _shape(theirs.text) else "the headings or lines of the list differ"
    if ours.options != theirs.options:
        return "the options of the cell differ"
    return "" if _code(ours.text) == _code(theirs.text) else "the code differs in more than words"


def _shape(prose: str) -> list[str]:
    """The headings and list items of a piece of prose, without their words."""
    return [mark.group() for line in prose.split("\n") if (mark := re.match(r"#+ |- |\d+\. |!\[|\|", line))]


def _code(source: str) -> list[object]:
    """The code without comments, and each string as what is filled into it."""
    found: list[object] = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in _SILENT:
            continue
        text = token.string
        if token.type == tokenize.STRING:
            found.append(_string(text))
        elif token.type not in (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT):
            found.append(text)
    return found


def _string(text: str) -> object:
    if text.strip("\"'") in _MEAN_SOMETHING:
        return text
    return _holes(text) if "f" in text.split(text[-1])[0].lower() else "text"


def _holes(text: str) -> list[str]:
    """What is filled into a string, sorted: another language may say it in another order."""
    return sorted(_WORD_IN_HOLE.sub("''", hole) for hole in _HOLE.findall(text))
