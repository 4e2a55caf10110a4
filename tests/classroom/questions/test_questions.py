"""Questions, keys and practice: what an author may write, and which slips are caught at once."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from classroom.errors import QuestionError
from classroom.questions.asking import choice, dollars, long_text, number, percent
from classroom.questions.question import Key, Kind, Mistake, Option, Practice, Question, exact

BASE = dollars("salary-base", "What is the salary base?")
LANES = choice("which-lane", "Which lane has most people?", {"b": "Bachelor", "m": "Master"})


def test_the_constructors_say_what_is_asked() -> None:
    assert BASE.kind is Kind.DOLLARS
    assert number("fte", "How many?", unit="FTE").unit == "FTE"
    assert percent("share", "How much?").kind is Kind.PERCENT
    assert LANES.options == (Option("b", "Bachelor"), Option("m", "Master"))
    assert LANES.option_text("m") == "Master"
    assert LANES.option_text("x") is None
    assert long_text("letter", "Write.").words == (120, 400)


def test_lists_become_tuples_so_that_values_stay_as_they_are() -> None:
    key = Key(5, mistakes=[Mistake("one off", 4, "Count again.")])  # type: ignore[arg-type]
    assert isinstance(key.mistakes, tuple)
    assert hash(Practice(BASE, key, ["Look.", "Look again."], "2 + 3"))  # type: ignore[arg-type]


def test_a_float_means_what_it_prints() -> None:
    assert exact(0.1) == Decimal("0.1")


SLIPS: list[tuple[str, Callable[[], object]]] = [
    ("cannot name a question", lambda: dollars("Salary Base", "?")),
    ("cannot name a question", lambda: dollars("a" * 65, "?")),
    ("it asks nothing", lambda: dollars("base", "  ")),
    ("two or more options", lambda: choice("c", "Which?", {"a": "A"})),
    ("two or more options", lambda: choice("c", "Which?", [Option("a", "A"), Option("a", "B")])),
    ("only a choice", lambda: Question("q", Kind.NUMBER, "?", options=(Option("a", "A"),))),
    ("words is for a long text", lambda: long_text("t", "Write.", words=(400, 120))),
    ("not a number", lambda: Key(float("nan"))),
    ("cannot be below zero", lambda: Key(5, within=-1)),
    ("near_rate is a rate", lambda: Key(5, near_rate=5)),
    ("leave out within", lambda: Key("m", within=1)),
    ("a name and a sentence", lambda: Key(5, mistakes=(Mistake("x", 4, ""),))),
    ("not of one kind", lambda: Key(5, mistakes=(Mistake("x", "m", "Look again."),))),
    ("its value is the right answer", lambda: Key(5, mistakes=(Mistake("x", Decimal("5.0"), "Look."),))),
    ("its value is the right answer", lambda: Key("m", mistakes=(Mistake("x", "m", "Look."),))),
    ("two hints", lambda: Practice(BASE, Key(5), ("Only one.",), "2 + 3")),
    ("a worked solution", lambda: Practice(BASE, Key(5), ("One.", "Two."), " ")),
    ("must be a number", lambda: Practice(BASE, Key("m"), ("One.", "Two."), "w")),
    ("not the id of one of its options", lambda: Practice(LANES, Key("x"), ("One.", "Two."), "w")),
    ("mistake's value is not the id",
     lambda: Practice(LANES, Key("m", mistakes=(Mistake("x", "z", "Look."),)), ("One.", "Two."), "w")),
    ("read by a person", lambda: Practice(long_text("t", "Write."), Key("x"), ("One.", "Two."), "w")),
    ("nobody can type", lambda: Practice(BASE, Key(Decimal(1) / 3), ("One.", "Two."), "w")),
]  # fmt: skip


@pytest.mark.parametrize(("says", "write"), SLIPS)
def test_an_authors_slip_is_named(says: str, write: Callable[[], object]) -> None:
    with pytest.raises(QuestionError, match=says):
        write()


RIGHT = Decimal(10628950)


@pytest.mark.parametrize(
    "say",
    [
        "It is $10,628,950.",
        "It is 10628950.",
        "The base is 10,628,951.",  # within a dollar: would be accepted
        "Look for 10.6 million.",
        "About 10,600,000.",
        "You are near 10.63m",
    ],
)
def test_a_sentence_about_a_mistake_never_holds_the_right_number(say: str) -> None:
    with pytest.raises(QuestionError, match="holds the right number"):
        Key(RIGHT, within=1, mistakes=(Mistake("x", 5, say),))


@pytest.mark.parametrize(
    "say",
    [
        "The plain average of the schedule is not what your people earn.",
        "You added 2,563,000, the schedule itself.",
        "Count every cell of the 4 lanes and 10 steps.",
        "Keep half a post as 0.5.",
    ],
)
def test_other_numbers_may_stand_in_it(say: str) -> None:
    assert Key(RIGHT, within=1, mistakes=(Mistake("x", 5, say),)).mistakes[0].say == say


def test_a_percent_is_not_given_away_as_a_decimal_either() -> None:
    key = Key(Decimal("2.17"), mistakes=(Mistake("x", 5, "Divide first: 0.0217 comes out."),))
    with pytest.raises(QuestionError, match="as a decimal"):
        Practice(percent("p", "?"), key, ("One.", "Two."), "w")


def test_hints_and_sentences_give_no_option_away() -> None:
    told = Key("m", mistakes=(Mistake("x", "b", "No, it is the Master lane."),))
    with pytest.raises(QuestionError, match="text of the right option"):
        Practice(LANES, told, ("One.", "Two."), "w")
    with pytest.raises(QuestionError, match="hint holds the right answer"):
        Practice(LANES, Key("m"), ("One.", "Is it the master lane?"), "w")
    with pytest.raises(QuestionError, match="hint holds the right answer"):
        Practice(BASE, Key(RIGHT), ("One.", "It begins with 10.6 million."), "w")
