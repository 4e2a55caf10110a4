"""What a lesson says, in another language: each of its sentences beside the one of the translation.

In: a lesson and its translation, cell by cell the same. Out: `Words`, which turn a sentence that the English
lesson said while it was graded into the translator's sentence, with the same numbers in it. Called by
release, which keeps them beside the bundle, and by the feedback page. So everybody's work is graded by one
notebook, records are in one language, and each learner reads what was said in her own.

A sentence in a lesson has holes: "Each cell counts once for every {one} in it." What fills them is looked up
too, where it is a word of the lesson ("paid hour"), and stays as it is where it is a number or a name.
"""

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from autograde.authoring.lesson_file import read_lesson
from classroom.language import SOURCE_LANGUAGE, _, language_in_use, speaking

__all__ = ["Words", "lesson_words", "read_words", "words_name"]

Template = tuple[tuple[str, bool], ...]
"""A sentence as its pieces: (text, False) stands as it is, (source of what is filled in, True) is a hole."""
_FEWEST_LETTERS = 2
_STRING = re.compile(r"'[^']*'|\"[^\"]*\"")


def words_name(language: str) -> str:
    """The file of a language's words in a release; it never leaves the office.

    >>> words_name("es")
    'words.es.json'
    """
    return f"words.{language}.json"


@dataclass(frozen=True)
class Words:
    """Pairs of templates, English first."""

    pairs: tuple[tuple[Template, Template], ...]

    def translated(self, sentence: str) -> str:
        """The sentence in the translation's words; as it is where the lesson does not say it.

        >>> Words((((("For every ", False), ("one", True), (".", False)),
        ...         (("Por cada ", False), ("one", True), (".", False))),)).translated("For every FTE.")
        'Por cada FTE.'
        """
        return self._whole(sentence) or self._in_two(sentence) or sentence

    def _whole(self, sentence: str) -> str | None:
        for pattern, holes, theirs in self._patterns:
            if found := pattern.fullmatch(sentence):
                filled = dict(zip(holes, found.groups(), strict=True))
                return "".join(
                    (self._whole(filled[text]) or filled[text]) if hole else text for text, hole in theirs
                )
        return None

    def _in_two(self, sentence: str) -> str | None:
        """What is said of a right answer, and why it matters, stand one after the other."""
        for end in re.finditer(r"[.!?”] ", sentence):
            first, rest = self._whole(sentence[: end.end() - 1]), sentence[end.end() :]
            if first is not None:
                return f"{first} {self.translated(rest)}"
        return None

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], list[str], Template]]:
        made = []
        for ours, theirs in self.pairs:
            if any(not hole and len(text.strip()) >= _FEWEST_LETTERS for text, hole in ours):
                text = "".join("(.+?)" if hole else re.escape(piece) for piece, hole in ours)
                holes = [piece for piece, hole in ours if hole]
                if all(piece in holes for piece, hole in theirs if hole):
                    made.append((re.compile(text, re.DOTALL), holes, theirs))
        # The one that says most goes first: "(.+?) is right." would also fit a longer sentence.
        return sorted(made, key=lambda one: -len(one[0].pattern))


def lesson_words(part_folder: Path, language: str) -> bytes:
    """The words of a lesson in a language, as they are kept beside its bundle."""
    ours, theirs = (read_lesson(part_folder / name) for name in ("lesson.md", f"lesson.{language}.md"))
    pairs = [
        pair
        for our, their in zip(ours, theirs, strict=True)
        if our.is_code
        for pair in _pairs(ast.parse(our.text), ast.parse(their.text))
    ]
    return (json.dumps(pairs, ensure_ascii=False) + "\n").encode()


def read_words(release: Path) -> Words:
    """The words of a release in the language in use, with the sentences that every question may say."""
    language = language_in_use()
    return _read(release / words_name(language), language)


@cache
def _read(path: Path, language: str) -> Words:
    if language == SOURCE_LANGUAGE:
        return Words(())
    kept = json.loads(path.read_bytes()) if path.is_file() else []
    own = [tuple(tuple((str(text), bool(hole)) for text, hole in side) for side in pair) for pair in kept]
    with speaking(SOURCE_LANGUAGE):
        ours = _said_of_any_question()
    with speaking(language):
        theirs = _said_of_any_question()
    general = zip(map(_template, ours), map(_template, theirs), strict=True)
    return Words((*((pair[0], pair[1]) for pair in own), *general))


def _pairs(ours: ast.AST, theirs: ast.AST) -> Iterator[tuple[Template, Template]]:
    """The strings of two trees of one shape, side by side."""
    if isinstance(ours, ast.JoinedStr | ast.Constant):
        pair = (_pieces(ours), _pieces(theirs))
        if pair[0] != pair[1]:
            yield pair
    for our, their in zip(ast.iter_child_nodes(ours), ast.iter_child_nodes(theirs), strict=False):
        yield from _pairs(our, their)


def _pieces(node: ast.AST) -> Template:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return ((node.value, False),)
    if not isinstance(node, ast.JoinedStr):
        return ()
    return tuple(
        (str(piece.value), False)
        if isinstance(piece, ast.Constant)
        else (_STRING.sub("''", ast.unparse(piece)), True)
        for piece in node.values
    )


def _template(sentence: str) -> Template:
    """A sentence of the catalogue; its holes are names between braces."""
    pieces = re.split(r"\{(\w+)\}", sentence)
    return tuple((piece, at % 2 == 1) for at, piece in enumerate(pieces) if piece)


def _said_of_any_question() -> tuple[str, ...]:
    """The sentences of `classroom.questions` about an answer that was read."""
    return (
        _("{answer} is right."),
        _("“{answer}” is right."),
        _("The method looks right. Check your rounding and how you typed the number."),
        _("We read your answer as {answer}, and that is not it yet."),
        _("Another answer fits better. Read them once more."),
        _("Choose one of the answers that are offered."),
        _("Choose among the answers that are offered."),
        _("Every number is right."),
        _("Every pair is right."),
        _("These are the right ones."),
        _("This is the right order."),
        _("{n} of {all} pairs are right."),
        _("Look again at “{box}”."),
        _("Type your answer."),
        _("Choose an answer."),
        _("Fill in the table."),
        _("Pick one."),
    )
