"""Everything that can go wrong on the page, as one tree.

    ClassroomError
    ├── AnswersError    answers.json cannot be read or written, or is not what a form writes
    │   ├── NewerFileError  it is of a later format: nothing is wrong with it
    │   └── OtherPartError  it belongs to another part: nothing is wrong with it
    ├── AmountError     what was typed cannot be read as one amount; the message asks what was meant
    ├── QuestionError   a question as written in a lesson cannot work; its author must change it
    ├── LessonError     a lesson shows what cannot be shown; its author must change it
    ├── PartError       the folder of a part is incomplete, or its files do not agree
    ├── PacketError     a packet cannot be made, or its manifest is not in order
    └── DeskError       the desk refused something (retry is False) or could not be reached (retry is True)

Each message is one or two sentences for the person who reads it: what is wrong, where, what to do.
"""

from __future__ import annotations

__all__ = [
    "AmountError",
    "AnswersError",
    "ClassroomError",
    "DeskError",
    "LessonError",
    "NewerFileError",
    "OtherPartError",
    "PacketError",
    "PartError",
    "QuestionError",
]


class ClassroomError(Exception):
    """The root of the tree: catch it to show any of these to a person."""

    @property
    def sentence(self) -> str:
        """The message, as it may be shown."""
        return str(self)


class AnswersError(ClassroomError):
    """answers.json cannot be read or written, or is not what a form writes."""


class NewerFileError(AnswersError):
    """answers.json is of a later format; nothing is wrong with it, and it must not be moved aside."""


class OtherPartError(AnswersError):
    """answers.json belongs to another part; nothing is wrong with it, and it must not be moved aside."""


class AmountError(ClassroomError):
    """What was typed cannot be read as one amount; the message asks what was meant."""


class QuestionError(ClassroomError):
    """A question as written in a lesson cannot work; its author must change it."""


class LessonError(ClassroomError):
    """A lesson shows something that cannot be shown; its author must change it."""


class PartError(ClassroomError):
    """The folder of a part is incomplete, or its files do not agree."""


class PacketError(ClassroomError):
    """A packet cannot be made, or its manifest is not in order."""


class DeskError(ClassroomError):
    """The desk refused something, or could not be reached.

    `retry` is True when sending the same again later may succeed (no connection, the desk is busy).
    """

    def __init__(self, sentence: str, *, retry: bool = False) -> None:
        super().__init__(sentence)
        self.retry = retry
