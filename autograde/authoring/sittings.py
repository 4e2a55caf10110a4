"""The sittings of a part: where a learner may stop, and how long each takes.

In: the cells of a lesson, what it asks. Out: `Sitting`s, and the cells with the minutes written under each
heading. Called by authoring. The author writes "## Sitting 1: Learn"; minutes are counted, never typed.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograde.authoring.asked import calls, syntax
from autograde.authoring.lesson_file import LessonCell, refuse
from autograde.authoring.lesson_ids import LessonIds
from classroom.language import _, ngettext

__all__ = ["Sitting", "minutes_of", "sittings_of", "things_to_do", "with_minutes", "word_count"]

WORDS_A_MINUTE, MINUTES_A_QUESTION, MINUTES_A_MEMO = 200, 2, 12

_TO_TRY = ("explore", "grid_map", "own_numbers", "own_list")
"""What a learner moves or fills in takes her as long as a question."""

_HEADING = re.compile(r"^## (?:Sitting|Etapa) (\d+): *(\S.*)$", re.MULTILINE)
_TITLE = re.compile(r"^# .+$", re.MULTILINE)


@dataclass(frozen=True)
class Sitting:
    """One sitting: its title, the line its heading stands on, and how many minutes it takes."""

    title: str
    line: int
    minutes: int


def minutes_of(words: int, questions: int, memo: bool) -> int:
    """How long something takes: reading, two minutes for a question or a thing to try, twelve for the memo;
    rounded up.

    >>> minutes_of(words=1000, questions=5, memo=True)
    27
    """
    return math.ceil(words / WORDS_A_MINUTE + MINUTES_A_QUESTION * questions + MINUTES_A_MEMO * memo)


def word_count(cells: Iterable[LessonCell]) -> int:
    """How many words of prose there are."""
    return sum(len(cell.text.split()) for cell in cells if not cell.is_code)


def things_to_do(path: Path, cells: Iterable[LessonCell], ids: LessonIds) -> list[int]:
    """The lines on which something is asked, or stands to be tried."""
    tried = [
        cell.line + call.lineno - 1
        for cell in cells
        if cell.is_code
        for tree in [syntax(path, cell.visible, cell.line)]
        for name in _TO_TRY
        for call in calls(tree, name)
    ]
    return [*(asked.line for asked in ids.asked.values()), *tried]


def sittings_of(path: Path, cells: Sequence[LessonCell], ids: LessonIds) -> tuple[Sitting, ...]:
    """The sittings of a lesson, in order; () when it is not divided.

    What stands above the first heading belongs to the first. Raises AuthoringError for headings that do not
    count 1, 2, 3.
    """
    starts: list[tuple[int, str]] = []
    words = [0]
    for cell in cells:
        if cell.is_code:
            continue
        for number, line in enumerate(cell.text.split("\n")):
            match = _HEADING.match(line)
            if match:
                starts.append((cell.line + number, match.group(2).strip()))
                if int(match.group(1)) != len(starts):
                    refuse(path, cell.line + number, _("number the sittings 1, 2, 3, in order."))
                words += [0] if len(starts) > 1 else []
            words[-1] += len(line.split())
    lines = [line for line, _title in starts]
    doing = things_to_do(path, cells, ids)
    memo = ids.memo.line if ids.memo else 0

    def belongs(line: int, at: int) -> bool:
        return max((n for n, start in enumerate(lines) if start <= line), default=0) == at

    return tuple(
        Sitting(
            title,
            line,
            minutes_of(counted, sum(belongs(one, at) for one in doing), bool(memo) and belongs(memo, at)),
        )
        for at, ((line, title), counted) in enumerate(zip(starts, words, strict=False))
    )


def with_minutes(cells: Sequence[LessonCell], sittings: Sequence[Sitting]) -> tuple[LessonCell, ...]:
    """The cells with the minutes under the title and under each heading, and where she can stop."""
    if not sittings:
        return tuple(cells)
    minutes = iter(sittings)

    def headed(match: re.Match[str]) -> str:
        sitting = next(minutes)
        stop = "" if match.group(1) == "1" else _("*You can stop here. What you typed is saved.*") + "\n\n"
        return f"{stop}{match.group()}\n\n{_about(sitting.minutes)}"

    first, *others = cells
    titled = _TITLE.sub(lambda title: f"{title.group()}\n\n{_in_all(sittings)}", first.text, count=1)
    return tuple(
        cell if cell.is_code else replace(cell, text=_HEADING.sub(headed, cell.text))
        for cell in (replace(first, text=titled), *others)
    )


def _about(minutes: int) -> str:
    return ngettext("About {n} minute.", "About {n} minutes.", minutes).format(n=minutes)


def _in_all(sittings: Sequence[Sitting]) -> str:
    *some, last = [str(sitting.minutes) for sitting in sittings]
    if not some:
        return _about(sittings[0].minutes)
    return _("{n} sittings: about {some} and {last} minutes. You can stop after each.").format(
        n=len(sittings), some=", ".join(some), last=last
    )
