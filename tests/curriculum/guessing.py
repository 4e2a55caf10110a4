"""What somebody answers who has not read the question, in the form in which a page keeps an answer.

A question and its key come in, as a lesson puts them; answers go out: nothing, everything, always the first
option, always the last, and random ones. Used by test_guessing.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random

from classroom.questions.filled import as_text, numbers_of
from classroom.questions.picked import ids_in, pairs_in
from classroom.questions.question import Key, Kind, Question, exact

# A random day is one of the three weeks before and after the right one: nearer than a guess would be.
DAYS_AROUND = 21
# A random number lies between half and one and a half of a right one, and for small counts this far around it.
UNITS_AROUND = 3


def fixed_guesses(question: Question) -> Mapping[str, str]:
    """Nothing, everything, always the first and always the last: what a bot tries first."""
    ids = [option.id for option in question.options]
    match question.kind:
        case Kind.SEVERAL:
            all_of, first, last = ", ".join(ids), ids[0], ids[-1]
        case Kind.MATCH:
            first, last = (_all_to(question, option) for option in (ids[0], ids[-1]))
            all_of = first
        case Kind.ORDER:
            all_of = first = ", ".join(ids)
            last = ", ".join(reversed(ids))
        case Kind.TABLE:
            all_of = first = as_text({box.id: "1" for box in question.boxes})
            last = as_text({box.id: "0" for box in question.boxes})
        case Kind.CHOICE | Kind.PICK:
            all_of, first, last = ids[0], ids[0], ids[-1]
        case _:
            all_of, first, last = "", "1", "0"
    return {"empty": "", "all": all_of, "first": first, "last": last}


def random_guess(question: Question, key: Key, generator: Random) -> str:
    """Return an answer drawn from what could be given, each as likely as the others."""
    ids = [option.id for option in question.options]
    match question.kind:
        case Kind.SEVERAL:
            return ", ".join(one for one in ids if generator.random() < 1 / 2)
        case Kind.MATCH:
            return ", ".join(f"{item.id}={generator.choice(ids)}" for item in question.items)
        case Kind.ORDER:
            return ", ".join(generator.sample(ids, len(ids)))
        case Kind.CHOICE | Kind.PICK:
            return generator.choice(ids)
        case Kind.DATE:
            off = generator.randint(-DAYS_AROUND, DAYS_AROUND)
            return (date.fromisoformat(str(key.right)) + timedelta(days=off)).isoformat()
        case Kind.TABLE:
            numbers = sorted({int(number) for _box, number in numbers_of(key)})
            return as_text({box.id: _near(numbers, generator) for box in question.boxes})
        case _:
            return _near([int(exact(key.right))], generator)


def other_formats(question: Question, key: Key) -> Iterator[str]:
    """Other ways to give the right answer: another order of ticks or pairs, a date in words, a plain number."""
    match question.kind:
        case Kind.SEVERAL:
            yield ",".join(reversed(ids_in(str(key.right))))
        case Kind.MATCH:
            yield ",".join(f"{item} = {one}" for item, one in reversed(pairs_in(str(key.right)).items()))
        case Kind.DATE:
            day = date.fromisoformat(str(key.right))
            yield f"{day:%B} {day.day}, {day.year}"
            yield f"{day.month}/{day.day}/{day.year}"
        case Kind.TABLE:
            yield as_text({box: f" {exact(number):,f}" for box, number in numbers_of(key)})
        case Kind.DOLLARS:
            yield f"${exact(key.right):,.2f}"
        case Kind.NUMBER:
            yield f" {exact(key.right):,f}"
        case Kind.ORDER | Kind.CHOICE | Kind.PICK:
            yield f" {key.right} "


def _all_to(question: Question, option: str) -> str:
    return ", ".join(f"{item.id}={option}" for item in question.items)


def _near(numbers: list[int], generator: Random) -> str:
    number = generator.choice(numbers)
    around = max(UNITS_AROUND, abs(number) // 2)
    return str(number + generator.randint(-around, around))
