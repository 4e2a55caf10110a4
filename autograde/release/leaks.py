"""Search what people get for what only the grader may see.

In: the folder of a part (its hidden tests, mark scheme, model memos, reference answers are the secrets) and
any text, notebook, page, zip or wheel. Out: `Leak`s. Called by release on every bundle, and by tests on
feedback pages and the built wheel.
"""

import bisect
import html
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograde.authoring.lesson_file import LessonCell, read_lesson
from autograde.authoring.rubric import read_rubric
from autograde.authoring.translated import differences, translated_into
from autograde.errors import ReleaseError
from autograde.toml_reader import read_toml

__all__ = ["REFERENCE_FILE", "Leak", "authors_places", "leaks_in", "secrets"]

REFERENCE_FILE = "reference.toml"

# Shorter lines, such as "score(" or "within=1,", stand in any program, shorter phrases in any prose.
LEAST_CHARACTERS, LEAST_WORDS = 12, 2
LEAST_CELL_CHARACTERS = 20
# A number of fewer digits would be found in any page by chance.
LEAST_DIGITS = 4

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_TAG = re.compile(r"<[^<>]*>")
_ESCAPE = re.compile(r'\\(u[0-9a-fA-F]{4}|["\\/nrt])')
_EMPHASIS = re.compile(r"[*`]|^- ")


@dataclass(frozen=True)
class Leak:
    """A secret that was found: where (a file, or a member of a zip), on which line (from 1), and what."""

    where: str
    line: int
    secret: str


def secrets(part_folder: Path, *, answers: bool = True) -> frozenset[str]:
    """Every line of a part that must not reach a learner, blanks made single.

    Lines of code that stand in the learner's own cells, too, are none. `answers`: with the reference answers
    of the worked example; leave them out for what may well name its numbers, such as the documentation of
    the calculators. Raises AuthoringError when the lesson or its rubric cannot be read, ReleaseError when
    the reference answers cannot.
    """
    cells = read_lesson(part_folder / "lesson.md")
    found = _hidden_lines(cells)
    for language in translated_into(part_folder):
        if not differences(part_folder, language):
            found |= _hidden_lines(read_lesson(part_folder / f"lesson.{language}.md"))
    if any(cell.options.memo for cell in cells):
        scheme = read_rubric(part_folder / "rubric.md").mark_scheme
        pieces = {_single(piece) for line in scheme.split("\n") for piece in _pieces(line)}
        found |= {piece for piece in pieces if _says_something(piece)}
    if answers:
        graded = {cell.options.graded or cell.options.memo for cell in cells}
        found |= set(_reference_answers(part_folder / REFERENCE_FILE, graded))
    return frozenset(found)


def _hidden_lines(cells: tuple[LessonCell, ...]) -> set[str]:
    shown = _Text("\n".join(cell.visible for cell in cells if cell.is_code))
    code = {_single(line) for cell in cells for line in cell.hidden.split("\n")}
    return {line for line in code if _says_something(line) and not shown.lines_of(line)}


def leaks_in(what: Path | bytes | str, secrets: Iterable[str], where: str = "") -> list[Leak]:
    """Find secrets in a text, in bytes, or in a file; zips and wheels are opened, to any depth.

    Looks at the text as it stands and as a browser, a JSON reader or a terminal would show it.
    """
    wanted = sorted(secrets)
    return sorted(
        {
            Leak(place, line, secret)
            for place, text in _texts(what, where)
            for view in _views(text)
            for secret in wanted
            for line in view.lines_of(secret)
        },
        key=lambda leak: (leak.where, leak.line, leak.secret),
    )


def authors_places(part_folder: Path, secret: str) -> list[Leak]:
    """Where in lesson.md or the learner's half of rubric.md a secret stands, for the author to take out."""
    lesson, rubric = part_folder / "lesson.md", part_folder / "rubric.md"
    found = [
        Leak(str(lesson), cell.line + line - 1, secret)
        for cell in read_lesson(lesson)
        for view in _views(cell.visible_in_place if cell.is_code else cell.text)
        for line in view.lines_of(secret)
    ]
    if rubric.is_file():
        shown = _Text(read_rubric(rubric).for_learner)
        found += [Leak(str(rubric), line, secret) for line in shown.lines_of(secret)]
    return found


class _Text:
    """A text with blanks made single, that still knows its lines."""

    def __init__(self, text: str) -> None:
        self.starts: list[int] = []  # for each line, where it starts in `single`
        pieces, length = [], 0
        for line in text.split("\n"):
            words = _single(line)
            self.starts.append(length)
            if words:
                pieces.append(words)
                length += len(words) + 1
        self.single = " ".join(pieces)

    def lines_of(self, secret: str) -> set[int]:
        """The lines on which a secret starts, standing by itself: "159" is not found in "2159"."""
        found, at = set(), self.single.find(secret)
        while at >= 0:
            before, after = self.single[at - 1 : at], self.single[at + len(secret) : at + len(secret) + 1]
            if not (before.isalnum() and secret[0].isalnum()) and not (
                after.isalnum() and secret[-1].isalnum()
            ):
                found.add(bisect.bisect_right(self.starts, at))
            at = self.single.find(secret, at + 1)
        return found


def _single(text: str) -> str:
    return " ".join(text.split())


def _says_something(line: str) -> bool:
    return len(line) >= LEAST_CHARACTERS and len(re.findall(r"\w+", line)) >= LEAST_WORDS


def _pieces(line: str) -> Iterator[str]:
    """A line of Markdown as it stands, without its marks, and cell by cell if it is a row of a table."""
    if line.startswith("#"):  # a heading names what follows; it is no secret
        return
    yield line
    plain = _EMPHASIS.sub("", line.strip())
    yield plain
    if plain.startswith("|"):
        yield from (
            cell for cell in plain.strip("|").split("|") if len(cell.strip()) >= LEAST_CELL_CHARACTERS
        )


def _reference_answers(path: Path, graded: set[str]) -> Iterator[str]:
    """The typed answers to graded questions and the memo; a number also without its marks."""
    if not path.is_file():
        return
    fields, _data = read_toml(path, ReleaseError)
    for name, text in fields.values.get("answers", {}).items():
        if name not in graded:
            continue
        yield from (line for line in map(_single, str(text).split("\n")) if _says_something(line))
        digits = re.sub(r"[^\d.]", "", str(text)) if len(str(text)) < LEAST_CHARACTERS * 2 else ""
        if len(digits) >= LEAST_DIGITS:
            yield from {_single(str(text)), digits, str(text).strip().strip("$%").strip()}


def _texts(what: Path | bytes | str, where: str) -> Iterator[tuple[str, str]]:
    """Every text in `what`, with its place."""
    if isinstance(what, str):
        yield where or "text", what
    elif isinstance(what, Path):
        for path in sorted(what.rglob("*")) if what.is_dir() else [what]:
            if path.is_file():
                yield from _texts(path.read_bytes(), f"{where}{path}")
    elif what.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(what)) as archive:
            for name in sorted(archive.namelist()):
                yield from _texts(archive.read(name), f"{where}!{name}")
    else:
        yield where or "bytes", what.decode("utf-8", errors="replace")


def _views(text: str) -> Iterator[_Text]:
    """The ways to read a text: as it is, out of JSON (and JSON in JSON), from a terminal, out of HTML."""
    readings = {text: None}
    plain = _ANSI.sub("", text)
    for _depth in range(2):
        plain = _ESCAPE.sub(_unescape, plain)
        readings[_ANSI.sub("", plain)] = None
    for reading in list(readings):
        if "<" in reading or "&" in reading:
            # Coloured code has tags between its words, a table has tags in place of blanks.
            for gap in ("", " "):
                readings[html.unescape(_TAG.sub(gap, reading))] = None
            readings[html.unescape(reading)] = None
    yield from map(_Text, readings)


def _unescape(match: re.Match[str]) -> str:
    code = match.group(1)
    if code.startswith("u"):
        return chr(int(code[1:], 16))
    return {"n": "\n", "r": "\n", "t": "\t"}.get(code, code)
