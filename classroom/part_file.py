"""part.json and variant.json as data: what a part is, and which numbers this learner has.

    part.json     {"format": 1, "course", "part", "title", "release", "minutes",
                   "questions": {id: {"kind", "points", "graded"}}, "memo": {"id", "points", …} or null,
                   "notebook": "part01-know-your-unit.ipynb"}
    variant.json  {"format": 1, "session", "variant", "language": "es"}

In: bytes.  Out: a PartFile or a VariantFile, or PartError with a sentence.  Called when a lesson opens its
part.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypedDict, TypeGuard

from classroom.bounded_json import JsonLimits, read_json, shown
from classroom.errors import PartError
from classroom.language import _
from classroom.questions.question import Kind, is_question_id

PART_FILE = "part.json"
VARIANT_FILE = "variant.json"
FORMAT = 1
HIGHEST_VARIANT = 1_000_000
_LIMITS = JsonLimits(size=1_000_000, depth=5)
_NAME_CHARACTERS = 100


class QuestionEntry(TypedDict):
    """What part.json says of a question: kind (the word of a Kind), points (0 for practice), graded."""

    kind: str
    points: int | float
    graded: bool


class MemoEntry(TypedDict):
    """What part.json says of the memo: its id and points."""

    id: str
    points: int | float


@dataclass(frozen=True)
class PartFile:
    """The content of part.json. memo is None for a part without one."""

    course: str
    part: str
    title: str
    release: str
    notebook: str
    questions: Mapping[str, QuestionEntry]
    memo: MemoEntry | None

    @property
    def kinds(self) -> dict[str, Kind]:
        """The kind of everything that may be answered, the memo included."""
        return kinds_of(self.questions, self.memo)


@dataclass(frozen=True)
class VariantFile:
    """The content of variant.json: the server's word on session, variant, and the language she has chosen."""

    session: str
    variant: int
    language: str | None = None


def read_part_file(data: bytes) -> PartFile:
    """Return the content of part.json. Raises PartError."""
    content = _object(data, PART_FILE)
    names = {key: _name(content, key) for key in ("course", "part", "title", "release", "notebook")}
    questions = content.get("questions")
    if not isinstance(questions, dict):
        raise _bad(PART_FILE, _("“{key}” is missing").format(key="questions"))
    memo = content.get("memo")
    return PartFile(
        questions={name: _question(name, entry) for name, entry in questions.items()},
        memo=None if memo is None else _memo(memo, questions),
        **names,
    )


def read_variant_file(data: bytes) -> VariantFile:
    """Return the content of variant.json. Raises PartError."""
    content = _object(data, VARIANT_FILE)
    variant = content.get("variant")
    if not is_variant(variant):
        raise _bad(VARIANT_FILE, _("“{key}” is not a whole number from 0").format(key="variant"))
    language = content.get("language")
    return VariantFile(_name(content, "session"), variant, language if isinstance(language, str) else None)


def kinds_of(questions: Mapping[str, QuestionEntry], memo: MemoEntry | None) -> dict[str, Kind]:
    """Return the kind of everything that may be answered in a part, the memo included."""
    kinds = {name: Kind(entry["kind"]) for name, entry in questions.items()}
    return kinds | ({memo["id"]: Kind.TEXT} if memo else {})


def is_variant(value: object) -> TypeGuard[int]:
    """Say whether `value` can be a variant number."""
    return type(value) is int and 0 <= value <= HIGHEST_VARIANT


def _object(data: bytes, name: str) -> dict[str, Any]:
    content = read_json(data, name, _LIMITS, PartError, _remedy())
    if not isinstance(content, dict) or type(content.get("format")) is not int:
        raise _bad(name, _("it is not the file that came with the part"))
    if content["format"] > FORMAT:
        raise PartError(
            _("{file} is of a newer version. Update the program, then open the part again.").format(file=name)
        )
    return content


def _name(content: Mapping[str, Any], key: str) -> str:
    value = content.get(key)
    if not isinstance(value, str) or not 0 < len(value) <= _NAME_CHARACTERS:
        raise _bad(PART_FILE if key != "session" else VARIANT_FILE, _("“{key}” is missing").format(key=key))
    return value


def _question(name: str, entry: Any) -> QuestionEntry:
    if not is_question_id(name) or not isinstance(entry, dict) or entry.get("kind") not in _kinds():
        raise _bad(PART_FILE, _("the question “{id}” has no kind that we know").format(id=shown(name)))
    points = _points(entry, name)
    return QuestionEntry(kind=entry["kind"], points=points, graded=bool(entry.get("graded", points > 0)))


def _memo(memo: Any, questions: Mapping[str, Any]) -> MemoEntry:
    if not isinstance(memo, dict) or not isinstance(memo.get("id"), str) or not is_question_id(memo["id"]):
        raise _bad(PART_FILE, _("“{key}” has no id").format(key="memo"))
    if memo["id"] in questions:
        raise _bad(PART_FILE, _("the memo has the id of a question"))
    return MemoEntry(id=memo["id"], points=_points(memo, memo["id"]))


def _points(entry: Mapping[str, Any], name: str) -> int | float:
    points = entry.get("points", 0)
    if isinstance(points, bool) or not isinstance(points, int | float) or not points >= 0:
        raise _bad(PART_FILE, _("the points of “{id}” are not a number from 0").format(id=shown(name)))
    return points


def _kinds() -> set[str]:
    return {kind.value for kind in Kind}


def _bad(file: str, reason: str) -> PartError:
    said = _("{file} is not in order: {reason}.").format(file=file, reason=reason)
    return PartError(f"{said} {_remedy()}")


def _remedy() -> str:
    return _("Open the part again from your start page; your answers stay as they are.")
