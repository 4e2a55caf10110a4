"""The rules of a program: when a part is complete, and what a complete course counts for.

In: a TOML file of programs/. Out: `Rules`, with the version and the hash that every completion records.
Called by program/standing.py, grading and the command.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from autograde.course import Course
from autograde.errors import RulesError
from autograde.toml_reader import Fields, read_toml
from classroom.language import _

__all__ = ["AttemptThatCounts", "Rules", "check_fits", "find_rules", "load_rules", "programs_folder"]


class AttemptThatCounts(StrEnum):
    """Which of several attempts at a part is scored."""

    LATEST_GRADED = "latest graded"


@dataclass(frozen=True)
class Rules:
    """One rules file.

    `part_count` and `units` are what the program's page says (`source`). The rest is the program's own
    setting, explained in `note`: `pass_mark_percent` is of the points of the graded questions, memo left out.
    """

    id: str
    version: str
    sha256: str
    title: str
    course: str
    part_count: int
    units: Decimal
    source: str
    note: str
    pass_mark_percent: Decimal
    memo_must_be_met: bool
    run_must_be_archived: bool
    attempt_that_counts: AttemptThatCounts


def load_rules(path: Path) -> Rules:
    """Read a rules file strictly; raises RulesError with file and line."""
    fields, data = read_toml(path, RulesError)
    published, ours = fields.table("published"), fields.table("ours")
    rules = Rules(
        id=fields.slug("id"),
        version=fields.text("version"),
        sha256=sha256(data).hexdigest(),
        title=fields.text("title"),
        course=fields.slug("course"),
        part_count=published.whole("parts", 1, 99),
        units=Decimal(published.whole("units", 0, 99)),
        source=published.text("source"),
        note=ours.text("note"),
        pass_mark_percent=Decimal(ours.whole("pass_mark_percent", 0, 100)),
        memo_must_be_met=ours.truth("memo_must_be_met"),
        run_must_be_archived=ours.truth("run_must_be_archived"),
        attempt_that_counts=_attempt(ours),
    )
    for table in (published, ours, fields):
        table.finish()
    return rules


def find_rules(course: str, folder: Path | None = None) -> Rules:
    """The rules of a course, from `folder` or the programs that came with the software.

    Raises RulesError when no file names the course, or more than one does.
    """
    folder = folder or programs_folder()
    found = [
        (path, rules)
        for path in sorted(folder.glob("*.toml"))
        if (rules := load_rules(path)).course == course
    ]
    if not found:
        raise RulesError(
            _('No rules file in {folder} is for the course "{course}".').format(folder=folder, course=course)
        )
    if len(found) > 1:
        raise RulesError(
            _('More than one rules file is for the course "{course}": {files}. Keep one.').format(
                course=course, files=", ".join(str(path) for path, _rules in found)
            )
        )
    return found[0][1]


def programs_folder() -> Path:
    """Where the rules files are: in the installed package, or in the repository."""
    packaged = Path(__file__).parents[1] / "_programs"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "programs"


def check_fits(rules: Rules, course: Course) -> None:
    """Refuse rules that count other parts than the course has; raises RulesError."""
    if rules.course != course.id or rules.part_count != len(course.parts):
        raise RulesError(
            _(
                'The rules "{rules}" are for {expected} parts of "{course}", but the course "{other}" '
                "lists {count}. Mend the one that is wrong; no units are counted until then."
            ).format(
                rules=rules.id,
                expected=rules.part_count,
                course=rules.course,
                other=course.id,
                count=len(course.parts),
            )
        )


def _attempt(fields: Fields) -> AttemptThatCounts:
    said = fields.text("attempt_that_counts")
    try:
        return AttemptThatCounts(said)
    except ValueError:
        known = ", ".join(f'"{one}"' for one in AttemptThatCounts)
        fields.refuse(
            "attempt_that_counts",
            _('"{said}" is not known; it can be {known}').format(said=said, known=known),
        )
