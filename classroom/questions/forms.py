"""Question boxes on the page.

In: a part and a question.  Out: the box, displayed, and listed so that others find it.  Called by lessons
through `classroom.lesson`, by the Send button (which questions are there, what is answered) and by tests.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from classroom.questions.form import QuestionForm
from classroom.questions.question import Practice, Question

if TYPE_CHECKING:
    from classroom.part import Part

__all__ = ["QuestionForm", "refresh", "show_form", "shown", "watch"]

_SHOWN: dict[Path, dict[str, QuestionForm]] = {}
_WATCHING: dict[Path, dict[str, Callable[[], None]]] = {}


def show_form(
    part: Part, question: Question, practice: Practice | None = None, points: float | None = None
) -> QuestionForm | None:
    """Display the box of a question and return it.

    practice: the key, hints and worked solution of a practice question; None for a graded one. points:
    shown in the heading; taken from the part when left out. While grading nothing is shown and None is
    returned.
    """
    if part.grading:
        return None
    from IPython.display import display

    if points is None and practice is None:
        points = part.questions[question.id]["points"] if question.id in part.questions else None
    place = part.folder.resolve()
    form = QuestionForm(part, question, practice, points, on_saved=lambda: _tell(place))
    _SHOWN.setdefault(place, {})[question.id] = form
    display(form)
    return form


def shown(part: Part) -> dict[str, QuestionForm]:
    """Return the boxes of this part that this process has shown, by question id, in the order first shown."""
    return dict(_SHOWN.get(part.folder.resolve(), {}))


def refresh(part: Part) -> None:
    """Show what is in the file of answers now, in every box of this part that this process has shown."""
    for form in shown(part).values():
        form.refresh()


def watch(part: Part, tell: Callable[[], None], *, who: str = "Send button") -> None:
    """Call `tell` after each save in this part. One watcher of each kind: the latest Send button."""
    _WATCHING.setdefault(part.folder.resolve(), {})[who] = tell


def _tell(place: Path) -> None:
    for tell in list(_WATCHING.get(place, {}).values()):
        tell()
