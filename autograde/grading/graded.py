"""What became of a submission that was to be graded. Made by grade.py, read by whoever started it."""

from collections.abc import Callable
from dataclasses import dataclass

from autograde.grading.results import QuestionResult
from autograde.grading.score import Memo
from autograde.grading.waiting import Waiting

__all__ = ["Graded", "Progress"]

Progress = Callable[[int, int], None]
"""Told how many submissions are done, of how many."""


@dataclass(frozen=True)
class Graded:
    """What became of one submission.

    results: what was said of each question. memo: what the submission does to the memo, None when the part
    has none. sentence: "" when it was scored; else why not, for staff, and then nothing was scored.
    """

    task: Waiting
    results: tuple[QuestionResult, ...] = ()
    memo: Memo | None = None
    sentence: str = ""

    @property
    def person(self) -> str:
        """Whose submission it is."""
        return self.task.person

    @property
    def part(self) -> str:
        """Of which part."""
        return self.task.part

    @property
    def failed(self) -> bool:
        """Whether nothing was scored."""
        return bool(self.sentence)

    @property
    def points(self) -> float:
        """The automatic points; an instructor gives the memo's."""
        return sum(result.points for result in self.results)

    @property
    def max_points(self) -> float:
        """The automatic points there are."""
        return sum(result.max for result in self.results)
