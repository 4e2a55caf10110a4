"""Questions that are ticked, picked, ordered, matched, dated or filled in: right answers and mistakes."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from classroom.errors import QuestionError
from classroom.questions.answer_with import answer_with
from classroom.questions.asking import choice, day, matching, number_table, ordering, pick, several, spans
from classroom.questions.checking import Status, check
from classroom.questions.filled import as_text
from classroom.questions.question import Blank, Key, Kind, Mistake, Question, kept_value
from classroom.questions.view import how_it_was_read, shown_question

DUTY = several("duty", "Which words make a duty?", {"shall": "shall", "may": "may", "must": "must"})
DUTY_KEY = Key(
    kept_value(["shall", "must"]),
    mistakes=(
        Mistake("may is no duty", "may", "May leaves a choice."),
        Mistake("must left out", "must", "One more word binds as strongly."),
    ),
)
STEPS = ordering("steps", "Put the steps in order.", {"raise": "Raise", "step": "Step", "lane": "Lane"})
STEPS_KEY = Key(
    kept_value(["step", "lane", "raise"]),
    mistakes=(Mistake("raise too early", kept_value(["raise", "step"]), "People move before the raise."),),
)
WHO = matching("who", "Who acts?", {"a": "inspects", "b": "grieves"}, {"boss": "Employer", "us": "Union"})
WHO_KEY = Key(
    kept_value({"a": "boss", "b": "us"}),
    mistakes=(Mistake("union inspects", kept_value({"a": "us"}), "Read who “shall inspect”."),),
)
LINE = pick(
    "line",
    "Which line is wrong?",
    {"one": ("Aide", "20.00", "40.00"), "two": ("Clerk", "25.00", "75.00")},
    headings=("Job", "An hour", "Two hours"),
)
CELL = pick(
    "cell",
    "Which number is wrong?",
    {"one": ("Aide", "20.00", "40.00"), "two": ("Clerk", "25.00", "75.00")},
    headings={"": "Job", "hour": "An hour", "both": "Two hours"},
)
DUE = day("due", "When is it due?")
DUE_KEY = Key(
    kept_value(date(2026, 3, 4)),
    mistakes=(Mistake("every day counted", kept_value(date(2026, 2, 26)), "Only weekdays count."),),
)
LANES = number_table(
    "lanes",
    "Fill in the lanes.",
    rows={"b": "Lane B", "m": "Lane M"},
    blanks=[Blank("fte", "FTE", unit="FTE", within=0), Blank("pay", "Pay", Kind.DOLLARS, within=1)],
)
LANES_KEY = Key(
    kept_value({("b", "fte"): 2.5, ("b", "pay"): 100_000, ("m", "fte"): 1, ("m", "pay"): 60_000}),
    mistakes=(
        Mistake(
            "whole people",
            kept_value({("b", "fte"): 3, ("m", "fte"): 1}),
            "Keep the fraction of a part-time post.",
        ),
        Mistake("one salary", kept_value({("b", "pay"): 40_000}), "Pay each of them."),
    ),
)
CASES: list[tuple[Question, Key]] = [
    (DUTY, DUTY_KEY),
    (STEPS, STEPS_KEY),
    (WHO, WHO_KEY),
    (DUE, DUE_KEY),
    (LANES, LANES_KEY),
    (LINE, Key("two", mistakes=(Mistake("the first", "one", "Twice twenty is forty."),))),
    (CELL, Key("two-both", mistakes=(Mistake("the rate", "two-hour", "The rate is what was agreed."),))),
]
NAMES = [question.kind.value for question, _key in CASES]


@pytest.mark.parametrize(("question", "key"), CASES, ids=NAMES)
def test_untouched_unreadable_right_and_each_named_mistake(question: Question, key: Key) -> None:
    untouched = check(question, key, " ")
    assert (untouched.status, untouched.share) == (Status.TO_DO, 0)
    assert check(question, key, "I am not sure yet").status in (Status.FORMAT, Status.TO_DO)
    right = check(question, key, answer_with(question, key))
    assert (right.status, right.share) == (Status.CORRECT, 1)
    for mistake in key.mistakes:
        wrong = check(question, key, answer_with(question, key, mistake))
        assert (wrong.status, wrong.mistake, wrong.sentence) == (Status.NOT_YET, mistake.name, mistake.say)
        assert wrong.share < 1


@pytest.mark.parametrize(
    ("question", "key", "text", "share"),
    [
        (DUTY, DUTY_KEY, "shall", "0.5"),
        (DUTY, DUTY_KEY, "shall, may, must", "0.5"),  # to tick everything is worth no more
        (DUTY, DUTY_KEY, "may", "0"),
        (WHO, WHO_KEY, "a=us, b=us", "0.5"),
        (WHO, WHO_KEY, "b=us", "0.5"),
        (STEPS, STEPS_KEY, "lane, step, raise", "0"),
        (LANES, LANES_KEY, as_text({"b-fte": "2.5", "m-fte": "1", "b-pay": "$1"}), "0.5"),
    ],
)
def test_part_of_what_is_asked_is_part_of_the_points(
    question: Question, key: Key, text: str, share: str
) -> None:
    verdict = check(question, key, text)
    assert (verdict.status, verdict.share) == (Status.NOT_YET, Decimal(share))


@pytest.mark.parametrize(
    ("question", "key", "text", "echo"),
    [
        (DUTY, DUTY_KEY, "must, shall", "shall; must"),
        (STEPS, STEPS_KEY, "step, raise, lane", "1. Step; 2. Raise; 3. Lane"),
        (WHO, WHO_KEY, "b=us", "grieves: Union"),
        (DUE, DUE_KEY, "3/4/2026", "Wednesday, March 4, 2026"),
        (DUE, DUE_KEY, "March 4, 2026", "Wednesday, March 4, 2026"),
        (LANES, LANES_KEY, as_text({"b-pay": "100k"}), "Lane B, Pay: $100,000"),
    ],
)
def test_an_answer_is_said_back_in_words(question: Question, key: Key, text: str, echo: str) -> None:
    assert check(question, key, text).echo == echo


def test_a_box_that_cannot_be_read_is_named() -> None:
    verdict = check(LANES, LANES_KEY, as_text({"b-fte": "2,5", "m-fte": "1"}))
    assert verdict.status is Status.FORMAT
    assert verdict.sentence.startswith("Lane B, FTE: ")
    read = how_it_was_read(LANES, as_text({"m-pay": "60k"}))
    assert read["echo"] == "Read as Lane M, Pay: $60,000."


def test_a_table_that_is_no_table_is_empty() -> None:
    for text in ("[1]", '{"b-fte": 3}', "{" * 3000):
        assert check(LANES, LANES_KEY, text).status is Status.TO_DO


def test_a_number_nearer_to_a_mistake_than_to_the_right_one_is_that_mistake() -> None:
    table = number_table("t", "?", {"a": "A"}, [Blank("n", "N", within=2)])
    key = Key(kept_value({("a", "n"): 10}), mistakes=(Mistake("near", kept_value({("a", "n"): 13}), "No."),))
    assert check(table, key, as_text({"a-n": "11"})).status is Status.CORRECT
    assert check(table, key, as_text({"a-n": "12"})).mistake == "near"


def test_boxes_in_which_a_mistake_leads_to_the_right_number_are_left_out() -> None:
    whole_people, _one = LANES_KEY.mistakes
    assert whole_people.value == (("b-fte", Decimal(3)),)


def test_the_page_gets_the_table_with_names_for_what_can_be_picked_or_filled() -> None:
    drawn = shown_question(CELL, practice=True, points=None)["grid"]
    assert drawn["ids"] == [["", "one-hour", "one-both"], ["", "two-hour", "two-both"]]
    assert drawn["names"]["two-both"] == "Clerk, Two hours: 75.00"
    drawn = shown_question(LANES, practice=True, points=None)["grid"]
    assert drawn["headings"] == ["Line", "FTE", "Pay (dollars)"]
    assert drawn["names"]["m-fte"] == "Lane M, FTE"


def test_pieces_of_a_text_are_marked_like_options() -> None:
    text = spans("who-acts", "Mark who acts.", {"who": "The Superintendent", "what": "shall inspect"})
    assert text.as_text
    key = Key(kept_value(["who"]), mistakes=(Mistake("the duty", "what", "That is what is done."),))
    assert check(text, key, "what").mistake == "the duty"


def fits(question: Question, right: object, *mistakes: object) -> object:
    key = Key(kept_value(right), mistakes=tuple(Mistake(str(m), kept_value(m), "No.") for m in mistakes))  # type: ignore[arg-type]
    return check(question, key, "")


SLIPS: list[tuple[str, Callable[[], object]]] = [
    ("at least one", lambda: fits(DUTY, [])),
    ("at least one", lambda: fits(DUTY, ["will"])),
    ("a mistake's value is not the id", lambda: fits(DUTY, ["shall"], "will")),
    ("a list of all its lines", lambda: fits(STEPS, ["step", "lane"])),
    ("shown in the right order", lambda: fits(STEPS, ["raise", "step", "lane"])),
    ("is not wrong", lambda: fits(STEPS, ["step", "lane", "raise"], ["step", "raise"])),
    ("two or more of its lines", lambda: fits(STEPS, ["step", "lane", "raise"], ["raise"])),
    ("each of its items", lambda: fits(WHO, {"a": "boss"})),
    ("is not wrong", lambda: fits(WHO, {"a": "boss", "b": "us"}, {"a": "boss"})),
    ("some of its items", lambda: fits(WHO, {"a": "boss", "b": "us"}, {"c": "us"})),
    ("a number for each of its boxes", lambda: fits(LANES, {("b", "fte"): 1})),
    ("not of its kind", lambda: fits(LANES, "b")),
    ("not of its kind", lambda: fits(DUTY, {("b", "fte"): 1})),
    ("write its days", lambda: fits(DUE, "3/4/2026")),
    ("not the id of one of its options", lambda: fits(LINE, "three")),
    ("has 2 cells", lambda: pick("p", "?", {"a": ("x", "y")}, headings=("A",))),
    ("columns of numbers", lambda: number_table("t", "?", {"a": "A"}, [Blank("n", "N", Kind.TEXT)])),
    ("two or more options", lambda: choice("c", "?", {"a": "A"})),
    ("leave out within", lambda: Key("a, b", within=1)),
    ("is the right answer", lambda: Key(kept_value({("a", "n"): 1}), mistakes=(same_table(),))),
]


def same_table() -> Mistake:
    return Mistake("the same", kept_value({("a", "n"): 1}), "No.")


@pytest.mark.parametrize(("says", "write"), SLIPS, ids=[f"{n}-{says}" for n, (says, _) in enumerate(SLIPS)])
def test_a_slip_is_told_where_the_question_is_written(says: str, write: Callable[[], object]) -> None:
    with pytest.raises(QuestionError, match=says):
        write()


def test_a_mistake_in_a_table_too_near_the_right_number_is_refused() -> None:
    near = Key(
        kept_value({("b", "fte"): 2.5, ("b", "pay"): 100, ("m", "fte"): 1, ("m", "pay"): 60}),
        mistakes=(Mistake("a dollar off", kept_value({("b", "pay"): 101}), "No."),),
    )
    with pytest.raises(QuestionError, match="too near the right number in “Lane B, Pay”"):
        check(LANES, near, "")


def test_a_table_is_kept_as_one_small_text() -> None:
    assert json.loads(answer_with(LANES, LANES_KEY)) == {
        "b-fte": "2.5",
        "b-pay": "100000",
        "m-fte": "1",
        "m-pay": "60000",
    }
