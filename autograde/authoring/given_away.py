"""Sentences that give a scored question or the memo away, repeated where learners read them.

In: a part's folder, its cells, its rubric. Out: nothing, or AuthoringError naming file and line. Called by
authoring. Whole lines of code and of the mark scheme are the business of autograde.release.leaks, which
searches the bundle; this looks for single sentences in prose, and can name the line the author wrote.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from autograde.authoring.asked import calls
from autograde.authoring.lesson_file import LessonCell, refuse
from autograde.authoring.rubric import Rubric
from classroom.language import _

__all__ = ["refuse_given_away"]

LEAST_WORDS = 4
"""Shorter sentences ("Count again.") say nothing of their own."""


def refuse_given_away(part_folder: Path, cells: tuple[LessonCell, ...], rubric: Rubric | None) -> None:
    """Raise AuthoringError when prose or the learner's rubric repeats what only the grader may say."""
    kept = {
        sentence: _("the hidden tests say") for cell in cells for sentence in _sentences_of_mistakes(cell)
    }
    if rubric is not None:
        kept |= dict.fromkeys(_sentences(rubric.mark_scheme), _("the mark scheme says"))
    pieces = [(part_folder / "lesson.md", cell.line, cell.text) for cell in cells if not cell.is_code]
    if rubric is not None:
        pieces.append((part_folder / "rubric.md", 1, rubric.for_learner))
    for path, first, text in pieces:
        words = _plain(text)
        for sentence, who in kept.items():
            if sentence in words:
                refuse(
                    path,
                    first + _line_of(sentence, text),
                    _("this repeats what {who}, word for word: “{sentence}” Say it in another way.").format(
                        who=who, sentence=sentence
                    ),
                )


def _sentences_of_mistakes(cell: LessonCell) -> Iterator[str]:
    """The sentences said to a named mistake of a hidden test; of a worked-out one, what is written out."""
    if not (cell.is_code and cell.hidden):
        return
    for call in calls(ast.parse(cell.text), "Mistake"):
        if call.lineno <= cell.text[: cell.text.index("### BEGIN HIDDEN")].count("\n"):
            continue
        said = [k.value for k in call.keywords if k.arg == "say"] + call.args[2:3]
        for node in (inner for one in said for inner in ast.walk(one)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield from _sentences(node.value)


def _sentences(text: str) -> list[str]:
    """Whole sentences of some length, as `_plain` writes them."""
    found: list[str] = []
    for line in text.split("\n"):
        for cell in line.split("|"):
            found += re.split(r"(?<=[.!?])\s+", _plain(cell))
    return [one for one in found if one.endswith((".", "!", "?")) and len(one.split()) >= LEAST_WORDS]


def _plain(text: str) -> str:
    """Words with single blanks, without the marks of Markdown."""
    return " ".join(re.sub(r"[*_`]", "", text).split())


def _line_of(sentence: str, text: str) -> int:
    """The line of `text`, from 0, on which the sentence begins."""
    lines = text.split("\n")
    return next(at for at in reversed(range(len(lines))) if sentence in _plain("\n".join(lines[at:])))
