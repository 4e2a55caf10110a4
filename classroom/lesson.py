"""What a lesson calls: practice, ask, score, memo and insight.

In: a part, a question and what is right.  Out: for the learner a form; for the grading office a number of
points and one message per question.  The same lesson text serves both; `part.grading` decides.  A graded
question carries no key on the learner's side: `score` stands among the hidden tests, which a release takes
out.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from classroom.errors import AnswersError, PartError, QuestionError
from classroom.language import _
from classroom.questions.asking import long_text
from classroom.questions.checking import Status, Verdict, check, status_word
from classroom.questions.question import Given, Key, Kind, Mistake, Practice, Question, Value, kept_value
from classroom.reading.blocks import Asked
from classroom.reading.sheet import sheet
from classroom.rehearsal import note_result, put

if TYPE_CHECKING:
    from classroom.part import Part
    from classroom.part_file import QuestionEntry

RESULT_MIME = "application/vnd.bargaining-school.result+json"


def practice(
    part: Part,
    question: Question,
    *,
    right: Given,
    within: Value = Decimal(0),
    near_rate: Value | None = None,
    mistakes: Sequence[Mistake] = (),
    hints: Sequence[str],
    worked: str,
    why: str = "",
) -> None:
    """Show a question that answers on the spot; in grading show nothing.

    right, within, near_rate, mistakes, why: see Key. hints: two, shown after the first and second try.
    worked: the worked solution, offered from the third try on. Raises QuestionError when these cannot work,
    PartError when part.json does not know the question; in grading too, so that a release finds it.
    """
    key = Key(kept_value(right), within, near_rate, tuple(mistakes), why)
    exercise = Practice(question, key, tuple(hints), worked)
    _require_listed(part, question)
    put(question, key, exercise)
    _show(part, question, practice=exercise)


def ask(part: Part, question: Question) -> None:
    """Show a graded question, scored when the part is submitted; in grading show nothing.

    Raises PartError when part.json does not know the question.
    """
    entry = _require_listed(part, question)
    put(question, None)
    _show(part, question, points=entry["points"])


def score(
    part: Part,
    question: Question,
    *,
    right: Given,
    within: Value = Decimal(0),
    near_rate: Value | None = None,
    mistakes: Sequence[Mistake] = (),
    why: str = "",
) -> float:
    """Return the points for the learner's answer, from 0 to what part.json gives the question.

    The last line of a graded cell: nbgrader takes the number as the cell's score. One message per question
    goes out beside it (RESULT_MIME), from which the feedback page is made. No answer, or a file of answers
    that cannot be read, gives 0.0. Raises QuestionError or PartError for an author's slip, so that the run
    fails instead of scoring.
    """
    key = Key(kept_value(right), within, near_rate, tuple(mistakes), why)
    entry = _require_listed(part, question)
    if question.kind.is_text:
        raise QuestionError(
            _("“{id}” is a text: a person reads it, it is not scored.").format(id=question.id)
        )
    put(question, key)
    try:
        answer = part.book.answer(question.id)
    except AnswersError as error:
        verdict = Verdict(Status.FORMAT, error.sentence)
    else:
        verdict = check(question, key, answer.text if answer else "")
    points = float(round(Decimal(str(entry["points"])) * verdict.share, 2))
    sentence = verdict.sentence
    if verdict.status is Status.CORRECT and why:
        sentence = f"{sentence} {why}"
    _emit(
        {
            "id": question.id,
            "ask": question.ask,
            "understood": verdict.echo,
            "status": verdict.status.value,
            "sentence": sentence,
            "mistake": verdict.mistake,
            "share": float(verdict.share),
            "points": points,
            "max": float(entry["points"]),
        },
        f"{status_word(verdict.status)}: {sentence}",
    )
    return points


def memo(part: Part, id: str, ask: str, words: tuple[int, int] = (120, 400)) -> None:  # noqa: A002
    """Show the memo, a text of so many words that the instructor reads; in grading print what was written.

    Raises PartError when part.json names another memo, or none.
    """
    question = long_text(id, ask, words)
    if part.memo is None or part.memo["id"] != id:
        raise _unlisted(id, Kind.TEXT)
    put(question, None)
    if not part.grading:
        _show(part, question, points=part.memo["points"])
        return
    try:
        answer = part.book.answer(id)
    except AnswersError as error:
        text = f"({error.sentence})"
    else:
        text = answer.text if answer and answer.text.strip() else _("(no memo was written)")
    # Plain print only: formgrader escapes printed text and nothing else.
    print(_("Memo"), text, sep="\n\n")  # noqa: T201


def insight(part: Part, id: str, ask: str, words: tuple[int, int] = (20, 150)) -> None:  # noqa: A002
    """Show a box for an insight that she may share with her program; in grading show nothing.

    It carries no points and no key. Unless she ticks that others may read it, it never leaves her folder.
    Raises PartError when part.json does not know it.
    """
    question = Question(id, Kind.INSIGHT, ask, words=words)
    _require_listed(part, question)
    put(question, None)
    _show(part, question)


def _show(
    part: Part, question: Question, practice: Practice | None = None, points: float | None = None
) -> None:
    """Show a question to the learner: as a form, or on the sheet that is being written."""
    if part.grading:
        return
    if (paper := sheet()) is not None:
        paper.put(Asked(question, practice, points))
        return
    from classroom.questions.forms import show_form

    show_form(part, question, practice=practice, points=points)


def _require_listed(part: Part, question: Question) -> QuestionEntry:
    """Return what part.json says of a question.

    Raises PartError when it does not know id and kind, QuestionError for something else than a question.
    """
    if not isinstance(question, Question):
        raise QuestionError(
            _("“{given}” is not a question. Put what dollars(…), number(…), percent(…) or choice(…) "
              "returned after the part.").format(given=question)
        )  # fmt: skip
    entry = part.questions.get(question.id)
    if entry is None or entry["kind"] != question.kind.value:
        raise _unlisted(question.id, question.kind)
    return entry


def _unlisted(id: str, kind: Kind) -> PartError:  # noqa: A002
    return PartError(
        _("part.json has no question “{id}” of the kind “{kind}”. Release the part again, "
          "or change the id in the lesson.").format(id=id, kind=kind.value)
    )  # fmt: skip


def _emit(result: dict[str, object], words: str) -> None:
    """Send one result with the cell's output; outside a notebook, print its words."""
    note_result(result)
    from IPython.core.getipython import get_ipython
    from IPython.display import publish_display_data

    if get_ipython() is None:
        print(words)  # noqa: T201 - a lesson run as a plain script
        return
    publish_display_data({RESULT_MIME: result, "text/plain": words})
