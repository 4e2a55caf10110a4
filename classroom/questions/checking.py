"""Is it right?  One answer against one key, and what to say to it.

In: a question, its key and the text that was typed.  Out: a Verdict (status, one sentence, the mistake's
name, the share of the points), and for practice a Reply with hint, worked solution or why.  The same
functions answer the learner's practice at once and score her graded questions later.  Nothing here scolds,
and no sentence but the worked solution holds the right number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext

from classroom.language import _, ngettext
from classroom.questions.authors_slips import require_fitting_key
from classroom.questions.filled import check_table
from classroom.questions.insights import read_insight
from classroom.questions.picked import check_date, check_match, check_order, check_several
from classroom.questions.question import Key, Kind, Mistake, Practice, Question, exact
from classroom.questions.verdict import HALF, NOTHING, WHOLE, Status, Verdict
from classroom.typed.amounts import read_amount

__all__ = ["Reply", "Status", "Verdict", "check", "count_words", "reply", "status_word"]

# What people type is rounded, mostly to two decimals, while a mistake's value often has no end.
_MISTAKE_ROUNDING = Decimal("0.005")
_EXACT = Context(prec=80)


@dataclass(frozen=True)
class Reply:
    """What a practice question answers; hint, worked and why are None when it is not their turn."""

    status: Status
    sentence: str
    hint: str | None = None
    worked: str | None = None
    why: str | None = None


def check(question: Question, key: Key | None, text: str) -> Verdict:
    """Check what was typed. `key` may be None for a long text only. Raises QuestionError for a misfit."""
    if question.kind is Kind.TEXT:
        return _check_text(question, text)
    if question.kind is Kind.INSIGHT:
        return _check_text(question, read_insight(text).text)
    if key is None:
        key = Key("")  # refused by the next line with a sentence that names the question
    require_fitting_key(question, key)
    if not text.strip():
        return Verdict(Status.TO_DO, _to_do(question))
    return _CHECKS.get(question.kind, _check_amount)(question, key, text)


def reply(practice: Practice, text: str, tries: int) -> Reply:
    """Answer a practice try.

    tries: how many tries this is, this one counted. Only a NOT_YET counts as a try: nothing typed and a
    number we must ask about do not. After try 1 the first hint, after try 2 the second, from try 3 on the
    worked solution. A right answer gives the why.
    """
    verdict = check(practice.question, practice.key, text)
    if verdict.status is Status.CORRECT:
        return Reply(verdict.status, verdict.sentence, why=practice.key.why or None)
    if verdict.status is not Status.NOT_YET:
        return Reply(verdict.status, verdict.sentence)
    step = max(tries, 1) - 1
    if step < len(practice.hints):
        return Reply(verdict.status, verdict.sentence, hint=practice.hints[step])
    return Reply(verdict.status, verdict.sentence, worked=practice.worked)


def status_word(status: Status) -> str:
    """Return the word that stands before the sentence: "Not yet", "Correct". Sentences do not repeat it."""
    return {
        Status.TO_DO: _("To do"),
        Status.FORMAT: _("Check the format"),
        Status.NOT_YET: _("Not yet"),
        Status.CORRECT: _("Correct"),
        Status.RECEIVED: _("Received"),
    }[status]


def count_words(text: str) -> int:
    """Return how many words a text has, as a person would count them."""
    return sum(any(character.isalnum() for character in word) for word in text.split())


def _to_do(question: Question) -> str:
    asked = {
        Kind.CHOICE: _("Choose an answer."),
        Kind.SEVERAL: _("Mark what belongs there."),
        Kind.PICK: _("Pick one."),
        Kind.ORDER: _("Put the lines in order."),
        Kind.MATCH: _("Choose an answer on each line."),
        Kind.TABLE: _("Fill in the table."),
        Kind.DATE: _("Type a date."),
    }
    return asked.get(question.kind, _("Type your answer."))


def _check_text(question: Question, text: str) -> Verdict:
    if not text.strip():
        return Verdict(Status.TO_DO, _("Write your text."))
    n = count_words(text)
    sentence = ngettext("We have your text: {n} word.", "We have your text: {n} words.", n).format(n=n)
    if question.words and not question.words[0] <= n <= question.words[1]:
        fewest, most = question.words
        sentence += " " + _("The task asks for {fewest} to {most}.").format(fewest=fewest, most=most)
    return Verdict(Status.RECEIVED, sentence)


def _check_choice(question: Question, key: Key, text: str) -> Verdict:
    chosen = text.strip()
    shown = question.option_text(chosen)
    if shown is None:
        return Verdict(Status.FORMAT, _("Choose one of the answers that are offered."))
    if chosen == key.right:
        return Verdict(
            Status.CORRECT, _("“{answer}” is right.").format(answer=shown), share=WHOLE, echo=shown
        )
    for mistake in key.mistakes:
        if chosen == mistake.value:
            return Verdict(Status.NOT_YET, mistake.say, mistake=mistake.name, echo=shown)
    return Verdict(Status.NOT_YET, _("Another answer fits better. Read them once more."), echo=shown)


def _check_amount(question: Question, key: Key, text: str) -> Verdict:
    amount = read_amount(text, question.kind, question.unit)
    if amount.value is None:
        return Verdict(Status.FORMAT, amount.problem or "")
    with localcontext(_EXACT):
        found, share = _judge(amount.value, key)
    if found is not None:
        return Verdict(Status.NOT_YET, found.say, mistake=found.name, echo=amount.echo)
    if share == WHOLE:
        sentence = _("{answer} is right.").format(answer=amount.echo)
        return Verdict(Status.CORRECT, sentence, share=share, echo=amount.echo)
    if share == HALF:
        sentence = _("The method looks right. Check your rounding and how you typed the number.")
        return Verdict(Status.NOT_YET, sentence, share=share, echo=amount.echo)
    sentence = _("We read your answer as {answer}, and that is not it yet.").format(answer=amount.echo)
    return Verdict(Status.NOT_YET, sentence, echo=amount.echo)


def _judge(value: Decimal, key: Key) -> tuple[Mistake | None, Decimal]:
    """Return the named mistake, if it is one, and the share of the points.

    A named mistake beats the band around the right answer: a value that lies in both, nearer to the mistake,
    is the mistake. The right answer itself is always right.
    """
    off = abs(value - exact(key.right))
    within = exact(key.within)
    if off == 0:
        return None, WHOLE
    if mistake := _nearest_mistake(value, key, off, within):
        return mistake, NOTHING
    if off <= within:
        return None, WHOLE
    near_rate = exact(key.near_rate) if key.near_rate is not None else NOTHING
    if mistake := _nearest_mistake(value, key, off, within, near_rate):
        return mistake, NOTHING
    return None, HALF if near_rate and off <= near_rate * abs(exact(key.right)) else NOTHING


def _nearest_mistake(
    value: Decimal, key: Key, off: Decimal, within: Decimal, near_rate: Decimal = NOTHING
) -> Mistake | None:
    """Return the mistake nearest to `value`, if it lies within its band and nearer than the right answer."""
    nearest: Mistake | None = None
    for mistake in key.mistakes:
        distance = abs(value - exact(mistake.value))
        band = max(within, _MISTAKE_ROUNDING, near_rate * abs(exact(mistake.value)))
        if distance <= band and distance < off:
            nearest, off = mistake, distance
    return nearest


_CHECKS: dict[Kind, Callable[[Question, Key, str], Verdict]] = {
    Kind.CHOICE: _check_choice,
    Kind.PICK: _check_choice,
    Kind.SEVERAL: check_several,
    Kind.ORDER: check_order,
    Kind.MATCH: check_match,
    Kind.TABLE: check_table,
    Kind.DATE: check_date,
}
