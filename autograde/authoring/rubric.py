"""The rubric of a memo: what the learner may read, and what only the instructor may.

In: a part's rubric.md. Out: `Rubric`. Called by authoring (the task cell), marking (the names of the rows)
and leaks (the mark scheme). Everything from the heading "## For the instructor" on is the mark scheme.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from autograde.authoring.lesson_file import refuse
from autograde.errors import AuthoringError
from classroom.language import _

__all__ = ["FOR_INSTRUCTOR", "Rubric", "read_rubric"]

FOR_INSTRUCTOR = "## For the instructor"


@dataclass(frozen=True)
class Rubric:
    """`for_learner` and `mark_scheme` are Markdown; `rows` are the first column of the learner's table."""

    for_learner: str
    mark_scheme: str
    rows: tuple[str, ...]


def read_rubric(path: Path) -> Rubric:
    """Read rubric.md. Raises AuthoringError when it is missing, or one of its two halves is empty."""
    try:
        text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as problem:
        raise AuthoringError(
            _("{path} cannot be read. A part with a memo needs a rubric.md beside its lesson.md.").format(
                path=path
            )
        ) from problem
    lines = text.split("\n")
    marks = [n for n, line in enumerate(lines) if line.strip() == FOR_INSTRUCTOR]
    if len(marks) != 1:
        refuse(
            path,
            marks[1] + 1 if marks else 1,
            _('write the heading "{heading}" once; what follows is never shown to learners.').format(
                heading=FOR_INSTRUCTOR
            ),
        )
    for number, line in enumerate(lines, start=1):
        if "MARK SCHEME" in line or "attachment:" in line:
            refuse(
                path,
                number,
                _("MARK SCHEME and attachment: have a meaning for the grader and may not stand here."),
            )
    learner, scheme = ("\n".join(half).strip() for half in (lines[: marks[0]], lines[marks[0] :]))
    if not learner:
        refuse(path, 1, _("tell the learner above that heading what the instructor looks for."))
    if scheme == FOR_INSTRUCTOR:
        refuse(path, marks[0] + 1, _("write the mark scheme under this heading."))
    rows = _rows(learner)
    if not rows:
        refuse(
            path,
            1,
            _(
                "tell the learner in a table what is looked for: a line | row | what is looked for |, "
                "a line |---|---|, and a line for each row."
            ),
        )
    return Rubric(learner, scheme, rows)


def _rows(learner: str) -> tuple[str, ...]:
    """The names of the rubric's rows: the first column of the first table, without its head."""
    names: list[str] = []
    for line in learner.split("\n"):
        if not line.lstrip().startswith("|"):
            if names:
                break
            continue
        names.append(re.sub(r"[*_`]", "", line.strip().strip("|").split("|")[0]).strip())
    if len(names) < 2 or not re.fullmatch(r":?-+:?", names[1]):
        return ()  # without a line of hyphens under its head, Markdown makes no table of it
    return tuple(name for name in names[2:] if name)
