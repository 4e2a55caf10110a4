"""An answer as it is kept, made from a key: the right one, or one that makes a named mistake.

In: a question, its key, a mistake.  Out: the text a form would save.  Called by the rules for lessons, the
demonstration and tests.
"""

from __future__ import annotations

from classroom.questions.filled import table_with
from classroom.questions.picked import with_mistake
from classroom.questions.question import Key, Kind, Mistake, Question, exact

__all__ = ["answer_with"]


def answer_with(question: Question, key: Key, mistake: Mistake | None = None) -> str:
    """Return the right answer, or one that makes `mistake`, with every decimal that matters.

    >>> from classroom.questions.asking import several
    >>> marked = several("duty", "Which?", {"a": "shall", "b": "may", "c": "must"})
    >>> answer_with(marked, Key("a, c"), Mistake("may is no duty", "b", "May leaves a choice."))
    'a, b, c'
    """
    if question.kind is Kind.TABLE:
        return table_with(question, key, mistake)
    value = mistake.value if mistake else key.right
    if isinstance(value, str):
        return with_mistake(question, key, mistake) if mistake else value
    number = exact(value)
    text = f"{number:f}" if number == round(number, 6) else f"{number:.6f}"
    return f"{text} %" if question.kind is Kind.PERCENT else text
