"""Checks of what is ticked, put in order, matched or dated: answers made of ids, kept as short texts.

    several  "a, c"      order  "b, a, c"      match  "item=option, item=option"      date  "2026-02-26"

In: a question, its key and the text that is kept.  Out: a Verdict.  Called by `checking.check`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from classroom.language import _, ngettext
from classroom.questions.question import Key, Kind, Mistake, Question
from classroom.questions.verdict import NOTHING, WHOLE, Status, Verdict

_AMERICAN = ("%m/%d/%Y", "%B %d, %Y", "%b %d, %Y")


def ids_in(text: str) -> list[str]:
    """Return the ids of "a, c", in order."""
    return [one.strip() for one in text.split(",") if one.strip()]


def pairs_in(text: str) -> dict[str, str]:
    """Return the pairs of "item=option, item=option"; what is no pair is left out."""
    pairs = (one.partition("=") for one in ids_in(text))
    return {item.strip(): option.strip() for item, sign, option in pairs if sign and option.strip()}


def read_date(text: str) -> date | None:
    """Return the day that was typed: 2026-02-26, 2/26/2026 or February 26, 2026; None for anything else."""
    typed = " ".join(text.split())
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", typed):
        formats: tuple[str, ...] = ("%Y-%m-%d",)
    else:
        formats = _AMERICAN
    for one in formats:
        try:
            return datetime.strptime(typed, one).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def date_in_words(day: date) -> str:
    """Return a day as people read it: Thursday, February 26, 2026."""
    return f"{day:%A}, {day:%B} {day.day}, {day.year}"


def check_several(question: Question, key: Key, text: str) -> Verdict:
    """Check what is ticked: all of the right options and none besides."""
    ticked = ids_in(text)
    if any(question.option_text(one) is None for one in ticked):
        return _not_offered()
    chosen, right = set(ticked), set(ids_in(str(key.right)))
    echo = "; ".join(option.text for option in question.options if option.id in chosen)
    if chosen == right:
        return Verdict(Status.CORRECT, _("These are the right ones."), share=WHOLE, echo=echo)
    share = max(NOTHING, Decimal(len(chosen & right) - len(chosen - right)) / len(right))
    wrong = chosen ^ right
    found = _first(key, lambda mistake: set(ids_in(str(mistake.value))) <= wrong)
    if found:
        return Verdict(Status.NOT_YET, found.say, found.name, share, echo)
    n = len(chosen & right)
    sentence = ngettext(
        "{n} of those you marked belongs there. Look at each one again.",
        "{n} of those you marked belong there. Look at each one again.",
        n,
    ).format(n=n)
    return Verdict(Status.NOT_YET, sentence, share=share, echo=echo)


def check_order(question: Question, key: Key, text: str) -> Verdict:
    """Check an order: every line, each in its place."""
    order, right = ids_in(text), ids_in(str(key.right))
    if sorted(order) != sorted(option.id for option in question.options):
        return _not_offered()
    echo = "; ".join(f"{n}. {question.option_text(one)}" for n, one in enumerate(order, start=1))
    if order == right:
        return Verdict(Status.CORRECT, _("This is the right order."), share=WHOLE, echo=echo)
    found = _first(key, lambda mistake: _stand_so(ids_in(str(mistake.value)), order))
    if found:
        return Verdict(Status.NOT_YET, found.say, found.name, echo=echo)
    n = sum(one == other for one, other in zip(order, right, strict=True))
    sentence = ngettext(
        "{n} line stands in its place.", "{n} lines stand in their places.", n
    ).format(n=n)  # fmt: skip
    return Verdict(Status.NOT_YET, sentence, echo=echo)


def check_match(question: Question, key: Key, text: str) -> Verdict:
    """Check pairs: every item with its right option; part of the items right is part of the points."""
    pairs, right = pairs_in(text), pairs_in(str(key.right))
    if not pairs or any(
        question.item_text(i) is None or question.option_text(o) is None for i, o in pairs.items()
    ):
        return _not_offered()
    echo = "; ".join(
        f"{item.text}: {question.option_text(pairs[item.id])}" for item in question.items if item.id in pairs
    )
    hits = [item for item, option in right.items() if pairs.get(item) == option]
    if len(hits) == len(right):
        return Verdict(Status.CORRECT, _("Every pair is right."), share=WHOLE, echo=echo)
    share = Decimal(len(hits)) / len(right)
    found = _first(key, lambda mistake: pairs_in(str(mistake.value)).items() <= pairs.items())
    if found:
        return Verdict(Status.NOT_YET, found.say, found.name, share, echo)
    sentence = _("{n} of {all} pairs are right.").format(n=len(hits), all=len(right))
    left = len(right) - len(pairs)
    if left:
        sentence += " " + ngettext("{n} is still open.", "{n} are still open.", left).format(n=left)
    return Verdict(Status.NOT_YET, sentence, share=share, echo=echo)


def check_date(_question: Question, key: Key, text: str) -> Verdict:
    """Check a day."""
    found_day = read_date(text)
    if found_day is None:
        return Verdict(Status.FORMAT, _("Type a date, such as 2/26/2026."))
    echo = date_in_words(found_day)
    if found_day.isoformat() == key.right:
        sentence = _("{answer} is right.").format(answer=echo)
        return Verdict(Status.CORRECT, sentence, share=WHOLE, echo=echo)
    found = _first(key, lambda mistake: mistake.value == found_day.isoformat())
    if found:
        return Verdict(Status.NOT_YET, found.say, found.name, echo=echo)
    sentence = _("We read your answer as {answer}, and that is not it yet.").format(answer=echo)
    return Verdict(Status.NOT_YET, sentence, echo=echo)


def with_mistake(question: Question, key: Key, mistake: Mistake) -> str:
    """Return an answer, as it is kept, that makes this mistake and is right otherwise."""
    right, value = str(key.right), str(mistake.value)
    if question.kind is Kind.SEVERAL:
        chosen = set(ids_in(right)) ^ set(ids_in(value))
        return ", ".join(option.id for option in question.options if option.id in chosen)
    if question.kind is Kind.ORDER:
        moved = ids_in(value)
        places = iter(moved)
        return ", ".join(next(places) if one in moved else one for one in ids_in(right))
    if question.kind is Kind.MATCH:
        pairs = pairs_in(right) | pairs_in(value)
        return ", ".join(f"{item}={option}" for item, option in pairs.items())
    return value


def _stand_so(lines: list[str], order: list[str]) -> bool:
    """Whether these lines stand in this order among the others."""
    places = [order.index(one) for one in lines]
    return places == sorted(places)


def _first(key: Key, applies: Callable[[Mistake], bool]) -> Mistake | None:
    return next((mistake for mistake in key.mistakes if applies(mistake)), None)


def _not_offered() -> Verdict:
    return Verdict(Status.FORMAT, _("Choose among the answers that are offered."))
