"""Right, nearly, a known mistake, to do, ask: one sentence for each, and the ladder of help."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classroom.errors import QuestionError
from classroom.questions.asking import choice, dollars, long_text, number, percent
from classroom.questions.checking import Status, check, reply, status_word
from classroom.questions.question import Key, Mistake, Practice

BASE = dollars("salary-base", "What is the salary base?")
BASE_KEY = Key(
    Decimal(10_628_950),
    within=1,
    near_rate=Decimal("0.001"),
    mistakes=(
        Mistake("average of the cells times FTE", Decimal(10_187_925), "People are not spread evenly."),
        Mistake("part-timers paid as full-timers", Decimal(10_695_600), "Pay only the fraction."),
    ),
    why="Every percent at the table is a percent of this.",
)
LANES = choice("which-lane", "Which?", {"b": "Bachelor", "m": "Master", "d": "Doctorate"})
LANES_KEY = Key("m", mistakes=(Mistake("first lane", "b", "Count people, not steps."),))


@pytest.mark.parametrize(
    ("typed", "status", "mistake", "share"),
    [
        ("", Status.TO_DO, None, "0"),
        ("  ", Status.TO_DO, None, "0"),
        ("10,628,950", Status.CORRECT, None, "1"),
        ("$10,628,950.60", Status.CORRECT, None, "1"),  # within a dollar
        ("10.63m", Status.NOT_YET, None, "0.5"),  # within a tenth of a percent
        ("10,628,930", Status.NOT_YET, None, "0.5"),
        ("10,187,925", Status.NOT_YET, "average of the cells times FTE", "0"),
        ("10.19 million", Status.NOT_YET, "average of the cells times FTE", "0"),
        ("10,695,600", Status.NOT_YET, "part-timers paid as full-timers", "0"),
        ("5", Status.NOT_YET, None, "0"),
        ("66848,74", Status.FORMAT, None, "0"),
        ("no idea", Status.FORMAT, None, "0"),
    ],
)  # fmt: skip
def test_an_amount(typed: str, status: Status, mistake: str | None, share: str) -> None:
    verdict = check(BASE, BASE_KEY, typed)
    assert (verdict.status, verdict.mistake, verdict.share) == (status, mistake, Decimal(share))
    assert verdict.sentence


def test_a_known_mistake_beats_the_band_around_the_right_answer() -> None:
    people = number("fte", "How many?", unit="FTE")
    key = Key(159, within=2, mistakes=(Mistake("rounded up", 160, "Keep halves as halves."),))
    assert check(people, key, "160").mistake == "rounded up"
    assert check(people, key, "159").status is Status.CORRECT
    assert check(people, key, "158").status is Status.CORRECT  # in the band, nearer to the right answer


def test_the_nearest_of_two_mistakes_is_named() -> None:
    key = Key(100, mistakes=(Mistake("first", 50, "Look."), Mistake("second", Decimal("50.004"), "Look.")))
    assert check(BASE, key, "50.004").mistake == "second"


def test_a_mistake_without_an_end_is_recognised_as_people_round_it() -> None:
    share = percent("share", "Which share?")
    key = Key(Decimal("2.5"), mistakes=(Mistake("of the wrong base", Decimal(100) / 46, "Percent of what?"),))
    assert check(share, key, "2.17").mistake == "of the wrong base"


def test_half_the_points_say_that_the_method_looks_right() -> None:
    assert "method looks right" in check(BASE, BASE_KEY, "10.63m").sentence


def test_a_choice_compares_ids() -> None:
    assert check(LANES, LANES_KEY, "m").status is Status.CORRECT
    assert check(LANES, LANES_KEY, "b").mistake == "first lane"
    assert check(LANES, LANES_KEY, "d").status is Status.NOT_YET
    assert check(LANES, LANES_KEY, "Master").status is Status.FORMAT
    assert check(LANES, LANES_KEY, "").status is Status.TO_DO


def test_a_text_is_received_and_not_judged() -> None:
    letter = long_text("letter", "Write.", words=(3, 5))
    assert check(letter, None, " ").status is Status.TO_DO
    received = check(letter, None, "Please send us the scattergram.")
    assert (received.status, received.share) == (Status.RECEIVED, Decimal(0))
    assert received.sentence == "We have your text: 5 words."
    assert "3 to 5" in check(letter, None, "Please.").sentence


def test_a_question_needs_a_key_that_fits() -> None:
    with pytest.raises(QuestionError, match="salary-base"):
        check(BASE, None, "5")
    with pytest.raises(QuestionError, match="which-lane"):
        check(LANES, Key(5), "m")


PRACTICE = Practice(BASE, BASE_KEY, ("Multiply in each cell.", "Then add all cells."), "It is 10,628,950.")


def test_help_comes_step_by_step() -> None:
    first, second, third, fourth = (reply(PRACTICE, "5", tries) for tries in (1, 2, 3, 4))
    assert (first.hint, first.worked) == ("Multiply in each cell.", None)
    assert (second.hint, second.worked) == ("Then add all cells.", None)
    assert (third.hint, third.worked) == (None, "It is 10,628,950.")
    assert fourth.worked == third.worked


def test_a_right_answer_says_why_it_matters() -> None:
    said = reply(PRACTICE, "10,628,950", 1)
    assert said.status is Status.CORRECT
    assert said.why == "Every percent at the table is a percent of this."
    assert said.hint is None


@pytest.mark.parametrize("typed", ["", "66848,74"])
def test_nothing_typed_and_a_format_to_ask_about_bring_no_help(typed: str) -> None:
    said = reply(PRACTICE, typed, 3)
    assert (said.hint, said.worked, said.why) == (None, None, None)


@given(st.decimals(min_value=0, max_value=10**8, places=2))
@settings(deadline=None)
def test_no_sentence_holds_the_right_number_unless_it_was_typed(typed: Decimal) -> None:
    verdict = check(BASE, BASE_KEY, str(typed))
    if typed != 10_628_950:
        assert "10,628,950 " not in verdict.sentence + " "
    assert 0 <= verdict.share <= 1


@given(st.text(max_size=40))
@settings(deadline=None)
def test_any_text_gets_a_verdict(text: str) -> None:
    assert check(BASE, BASE_KEY, text).sentence
    assert check(LANES, LANES_KEY, text).sentence


def test_every_status_has_its_word() -> None:
    assert [status_word(status) for status in Status] == [
        "To do", "Check the format", "Not yet", "Correct", "Received",
    ]  # fmt: skip
