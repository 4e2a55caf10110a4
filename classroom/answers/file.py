"""answers.json as data: the strict reader that both sides share, and the one way to write it.

    {"format": 1, "course": "costing", "part": "part01-know-your-unit",
     "answers": {"salary-base": {"text": "$1,590,000", "revision": 3, "saved_at": "2027-01-04T18:02:11+00:00",
                                 "tries": 0, "help": 0}}}

In: bytes.  Out: {id: Answer}, or AnswersError with a sentence that names the question or the place and says
what to do.  Called by the learner's answer book, by the making of a packet and by intake.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from classroom.bounded_json import CONTROL_CHARACTERS, JsonLimits, read_json, shown
from classroom.errors import AnswersError, NewerFileError, OtherPartError
from classroom.language import _
from classroom.questions.question import ID_CHARACTERS, Kind, is_question_id

FORMAT = 1
FILE_NAME = "answers.json"
FILE_LIMITS = JsonLimits(size=1_000_000, depth=4)
MOST_ANSWERS = 500
HIGHEST_COUNT = 1_000_000_000  # revisions, tries and help
TEXT_CHARACTERS = 20_000
NUMBER_CHARACTERS = 30  # the same as in classroom.typed.amounts; a test holds them together
SEVERAL_CHARACTERS = 4_000  # what is ticked, put in order, matched or filled into a table
_OF_SEVERAL_IDS = (Kind.SEVERAL, Kind.ORDER, Kind.MATCH, Kind.TABLE, Kind.DATE)
_TIME_CHARACTERS = 40
_NAME_CHARACTERS = 100
_FILE_KEYS = {"format", "course", "part", "answers"}
_ANSWER_KEYS = {"text", "revision", "saved_at", "tries", "help"}
_OTHER_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Answer:
    """One answer as it is kept.

    text: as typed (an option's id for a choice). revision: 1 for the first save, 0 when only tries or help
    were noted. saved_at: UTC, None at revision 0. tries and help: how often she checked and asked;
    statistics only.
    """

    text: str
    revision: int
    saved_at: datetime | None
    tries: int = 0
    help: int = 0


@dataclass(frozen=True)
class AnswersFile:
    """A whole file: the course and part it names, and the answers by question id."""

    course: str
    part: str
    answers: dict[str, Answer]


def clean_text(text: str) -> str:
    """Return typed text as it is kept: one kind of line end, no invisible control characters.

    What comes with a paste from a word processor must never stop a save. A lone half of a surrogate pair,
    which no file can hold, becomes the replacement character.
    """
    text = _OTHER_LINE_ENDS.sub("\n", text)
    return _SURROGATES.sub("\ufffd", CONTROL_CHARACTERS.sub("", text))


def longest_text(kind: Kind | None) -> int:
    """Return how many characters an answer of this kind may have; None: a kind we do not know."""
    if kind in (Kind.CHOICE, Kind.PICK):
        return ID_CHARACTERS
    if kind in _OF_SEVERAL_IDS:
        return SEVERAL_CHARACTERS
    return NUMBER_CHARACTERS if kind is not None and kind.is_amount else TEXT_CHARACTERS


def read_answers(
    data: bytes,
    questions: Mapping[str, Kind | str] | None = None,
    *,
    course: str | None = None,
    part: str | None = None,
) -> dict[str, Answer]:
    """Return the answers in a file. Raises AnswersError, and nothing else, for any bytes.

    questions: the kind (or its word) of every question that may be answered; None: any id. course, part:
    what the file must name; None: anything. No file at all is the caller's matter: it means that nothing
    was answered.
    """
    return read_answers_file(data, questions, course=course, part=part).answers


def read_answers_file(
    data: bytes,
    questions: Mapping[str, Kind | str] | None = None,
    *,
    course: str | None = None,
    part: str | None = None,
) -> AnswersFile:
    """Return a file of answers with its names, checked like `read_answers`."""
    content = read_json(data, FILE_NAME, FILE_LIMITS, AnswersError, _remedy())
    _require_frame(content, course, part)
    kinds = None if questions is None else {name: Kind(kind) for name, kind in questions.items()}
    answers = {name: _checked_answer(name, entry, kinds) for name, entry in content["answers"].items()}
    return AnswersFile(content["course"], content["part"], answers)


def write_answers(answers: Mapping[str, Answer], course: str, part: str) -> bytes:
    """Return the bytes of the file: the same answers always give the same bytes. Raises AnswersError if too
    large.
    """
    entries = {
        name: {
            "text": answer.text,
            "revision": answer.revision,
            "saved_at": answer.saved_at.astimezone(UTC).isoformat() if answer.saved_at else None,
            "tries": answer.tries,
            "help": answer.help,
        }
        for name, answer in sorted(answers.items())
    }
    content = {"format": FORMAT, "course": course, "part": part, "answers": entries}
    data = (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()
    if len(data) > FILE_LIMITS.size or len(entries) > MOST_ANSWERS:
        raise AnswersError(_("Your answers together are too long to be sent. Shorten the longest text."))
    return data


def _require_frame(content: Any, course: str | None, part: str | None) -> None:
    """Check everything but the answers themselves."""
    if not isinstance(content, dict) or not _is_count(content.get("format"), fewest=1):
        raise _bad_file(_("it is not a file of answers"))
    if content["format"] > FORMAT:
        raise NewerFileError(
            _("{name} was written by a newer version. Update the program, then open the part again.").format(
                name=FILE_NAME
            )
        )
    if set(content) != _FILE_KEYS:
        odd = sorted(set(content) ^ _FILE_KEYS)
        raise _bad_file(_("“{key}” is missing or does not belong there").format(key=shown(odd[0])))
    for key, expected in (("course", course), ("part", part)):
        name = content[key]
        if not isinstance(name, str) or len(name) > _NAME_CHARACTERS:
            raise _bad_file(_("“{key}” is not a name").format(key=key))
        if expected is not None and name != expected:
            raise OtherPartError(
                _(
                    "{file} holds answers for “{found}”, and this is “{expected}”. Move it to its own folder."
                ).format(file=FILE_NAME, found=shown(name), expected=expected)
            )
    answers = content["answers"]
    if not isinstance(answers, dict) or len(answers) > MOST_ANSWERS:
        raise _bad_file(_("“answers” is not a list of up to {most} answers by id").format(most=MOST_ANSWERS))


def _checked_answer(name: str, entry: Any, kinds: Mapping[str, Kind] | None) -> Answer:
    """Return one answer, checked."""
    if not is_question_id(name) or (kinds is not None and name not in kinds):
        raise _bad_file(_("this part has no question “{id}”").format(id=shown(name)))
    if not isinstance(entry, dict) or set(entry) != _ANSWER_KEYS:
        raise _bad_answer(name, _("it has not exactly the fields that a form writes"))
    text = entry["text"]
    if not isinstance(text, str):
        raise _bad_answer(name, _("its text is not text"))
    most = longest_text(kinds[name] if kinds is not None else None)
    if len(text) > most:
        raise _bad_answer(name, _("it is longer than {most} characters").format(most=f"{most:,}"))
    for key in ("revision", "tries", "help"):
        if not _is_count(entry[key]):
            raise _bad_answer(name, _("“{key}” is not a count").format(key=key))
    saved_at = _moment(name, entry["saved_at"])
    if (saved_at is None) != (entry["revision"] == 0) or (saved_at is None and text):
        raise _bad_answer(name, _("its text, revision and time do not agree"))
    return Answer(text, entry["revision"], saved_at, entry["tries"], entry["help"])


def _moment(name: str, value: Any) -> datetime | None:
    """Return a time with its zone, as UTC; None stays None."""
    if value is None:
        return None
    try:
        if not isinstance(value, str) or len(value) > _TIME_CHARACTERS:
            raise ValueError
        moment = datetime.fromisoformat(value)
        if moment.utcoffset() is None:
            raise ValueError
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise _bad_answer(name, _("“saved_at” is not a time with its zone")) from None


def _is_count(value: Any, fewest: int = 0) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and fewest <= value <= HIGHEST_COUNT


def _remedy() -> str:
    return _("Open the part in JupyterLab, see that your answers are there, and send it again.")


def _bad_file(reason: str) -> AnswersError:
    said = _("{file} is not in order: {reason}.").format(file=FILE_NAME, reason=reason)
    return AnswersError(f"{said} {_remedy()}")


def _bad_answer(name: str, reason: str) -> AnswersError:
    said = _("{file}, answer “{id}”: {reason}.").format(file=FILE_NAME, id=shown(name), reason=reason)
    return AnswersError(f"{said} {_remedy()}")
