"""Read back what each graded cell said: points, and the sentence for the learner.

In: an executed notebook. Out: `QuestionResult`s in the order of the notebook. Called by grade.py, release
and the feedback page. A graded cell says it in an output of its own MIME type, beside the number that
nbgrader reads.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from autograde.errors import GradingError
from classroom.language import _
from classroom.lesson import RESULT_MIME

__all__ = ["QuestionResult", "results"]


@dataclass(frozen=True)
class QuestionResult:
    """What grading says of one question: a status of `classroom.questions.checking`, a sentence, the mistake.

    ask: the question in words, as it was put to this learner. understood: how her answer was read
    ("$1,590,000").
    """

    id: str
    ask: str
    understood: str
    status: str
    sentence: str
    mistake: str | None
    share: float
    points: float
    max: float


def results(executed: Path) -> list[QuestionResult]:
    """Return the result of every graded cell of an executed notebook.

    Raises GradingError when a graded cell gave none or several, or one that contradicts its points.
    """
    found = []
    for cell in json.loads(executed.read_bytes())["cells"]:
        described = cell["metadata"].get("nbgrader", {})
        if cell["cell_type"] == "code" and described.get("grade"):
            name = str(described["grade_id"])
            said = [o["data"][RESULT_MIME] for o in cell["outputs"] if RESULT_MIME in o.get("data", {})]
            number = [
                float("".join(o["data"]["text/plain"]))
                for o in cell["outputs"]
                if o["output_type"] == "execute_result"
            ]
            result = _result(said[0]) if len(said) == 1 else None
            if result is None or result.id != name or [result.points] != number:
                raise GradingError(
                    _('Cell "{name}" gave a number and no sentence that fits it. Nothing was scored.').format(
                        name=name
                    )
                )
            found.append(result)
    return found


def _result(said: dict[str, object]) -> QuestionResult | None:
    try:
        mistake = said["mistake"]
        return QuestionResult(
            id=str(said["id"]),
            ask=str(said["ask"]),
            understood=str(said["understood"]),
            status=str(said["status"]),
            sentence=str(said["sentence"]),
            mistake=None if mistake is None else str(mistake),
            share=float(str(said["share"])),
            points=float(str(said["points"])),
            max=float(str(said["max"])),
        )
    except (KeyError, ValueError, TypeError):
        return None
