"""Scores that chance does not earn: key, nothing, everything, always the same, random."""

import sys
from datetime import date
from random import Random
from statistics import fmean, quantiles

import pytest

from bargaining.errors import ReadingError
from bargaining.language.blind_answers import blind_scores, random_answer
from bargaining.language.items import (
    Choice,
    Joint,
    Matching,
    OnDate,
    Ordering,
    Selection,
    Table,
    above_chance,
    beyond_half,
    f1,
)
from bargaining.language.spans import LABELS, Fragment, TaggedClause, span_score

CANONS = tuple(f"canon-{number}" for number in range(12))
SECTIONS = ("2.1", "2.2", "5.3", "5.4", "6.6")
ROWS = {f"row-{number}": ("yes", "no")[number % 2] for number in range(8)}
STEPS = ("file", "answer", "appeal", "meet", "demand", "hear")

ITEMS = {
    "choice": Choice(("a", "b", "c", "d", "e"), "c"),
    "joint": Joint(
        {
            "canon": Choice(CANONS, "canon-4"),
            "section": Choice(SECTIONS, "5.4"),
            "outcome": Choice(("granted", "denied", "remanded"), "granted"),
        }
    ),
    "table": Table(ROWS, ("yes", "no")),
    "table of three": Table({f"row-{n}": "abc"[n % 3] for n in range(9)}, ("a", "b", "c")),
    "selection": Selection(tuple("abcdefghij"), frozenset("adgj")),
    "ordering": Ordering(STEPS),
    "matching": Matching({f"left-{n}": f"right-{n}" for n in range(8)}),
    "date": OnDate(date(2026, 3, 11)),
}

# The good anchor answer of the mold clause, cut into 18 fragments.
MOLD = TaggedClause(
    tuple(
        Fragment(number, words, frozenset(labels.split()))
        for number, (words, labels) in enumerate(
            [
                ("The Superintendent", "actor"),
                ("shall inspect the affected space", "duty"),
                ("within two (2) School Days", "deadline"),
                ("after receiving a written report", "trigger"),
                ("of visible mold, water intrusion or persistent odor.", ""),
                ("Within ten (10) School Days", "deadline"),
                ("of that inspection", "trigger"),
                ("the District", "actor"),
                ("shall give the Association the written findings", "duty"),
                ("and a dated remediation plan,", "duty"),
                ("unless the inspection finds no moisture.", "exception"),
                ("If the inspection confirms mold,", "trigger"),
                ("the District", "actor"),
                ("shall relocate employees from the space", "duty"),
                ("until a clearance report is issued.", ""),
                ("If the District fails to meet either deadline,", "trigger"),
                ("the employee shall be paid for any sick leave used", "remedy"),
                ("and the Association may file a grievance at Level Two.", "remedy"),
            ],
            start=1,
        )
    )
)
KEY = {label: MOLD.key(label) for label in MOLD.labels}


@pytest.mark.parametrize("name", ITEMS)
def test_the_key_scores_full_and_blind_answers_next_to_nothing(name):
    scores = blind_scores(ITEMS[name], seed=2026)
    sys.stdout.write(scores.line(name) + "\n")
    assert scores.gold == 1
    assert scores.empty == 0
    assert scores.everything <= 0.25
    assert scores.always_first <= 0.25
    assert scores.always_last <= 0.25
    assert scores.chance <= 0.06 or name == "choice"


def test_a_part_of_mixed_items_is_not_won_by_luck():
    generator = Random(7)
    parts = [
        above_chance(
            (item.score(random_answer(item, generator)), getattr(item, "chance", 0.0), 1.0)
            for item in ITEMS.values()
        )
        for _ in range(1000)
    ]
    sys.stdout.write(f"mean {fmean(parts):.3f}, 95th percentile {quantiles(parts, n=20)[-1]:.3f}\n")
    assert fmean(parts) <= 0.05
    assert quantiles(parts, n=20)[-1] <= 0.2


def test_almost_right_is_worth_something():
    table, rows = ITEMS["table"], dict(ROWS)
    rows["row-0"] = "no"
    assert table.score(rows) == pytest.approx(0.5)  # 7 of 8: (7/8 - 1/2) / (1/2) = 3/4, beyond half of it
    assert ITEMS["ordering"].score(("file", "answer", "appeal", "meet", "hear", "demand")) > 0.7
    assert ITEMS["selection"].score("adg") > 0.3
    assert ITEMS["matching"].score({f"left-{n}": f"right-{n}" for n in range(7)}) > 0.6


def test_a_second_key_is_as_good():
    either = Selection(tuple("abcd"), frozenset("ab"), (frozenset("abc"),))
    assert either.score("ab") == either.score("abc") == 1
    assert OnDate(date(2026, 3, 11), (date(2026, 3, 12),)).score(date(2026, 3, 12)) == 1


def test_f1_and_the_half_that_luck_may_keep():
    assert (f1([], []), f1(["a"], []), f1(["a", "b"], ["b", "c"])) == (1, 0, 0.5)
    assert [beyond_half(x) for x in (-1, 0, 0.5, 0.6, 1)] == [0, 0, 0, pytest.approx(0.2), 1]


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: Choice(("a",), "a"), "at least two options"),
        (lambda: Choice(("a", "a"), "a"), "each of them once"),
        (lambda: Choice(("a", "b"), "c"), 'The key "c" is not among the options'),
        (lambda: Selection(("a", "b"), frozenset("ab")), "A selection of none or of all is no question"),
        (lambda: Selection(("a", "b"), frozenset()), "A selection of none or of all is no question"),
        (lambda: Table({"a": "yes"}, ("yes", "no")), "A table of 1 rows is won by luck"),
        (lambda: Ordering(("a", "b")), "2 things are ordered by luck"),
        (lambda: Matching({"a": "b"}), "1 pairs are matched by luck"),
        (lambda: above_chance([]), "Chance alone scores everything here"),
    ],
)
def test_an_item_that_measures_nothing_is_refused(make, sentence):
    with pytest.raises(ReadingError, match=sentence):
        make()


def test_tags_on_eighteen_fragments():
    assert len(MOLD.fragments) == 18
    assert span_score(MOLD, KEY) == 1
    assert span_score(MOLD, {}) == 0
    assert span_score(MOLD, {label: range(1, 19) for label in LABELS}) == 0
    one_short = KEY | {"duty": KEY["duty"] - {10}}
    assert 0.9 < span_score(MOLD, one_short) < 1
    swapped = KEY | {"actor": KEY["duty"], "duty": KEY["actor"]}
    assert span_score(MOLD, swapped) < 0.7


def test_random_tags_of_the_right_number_score_little():
    generator = Random(18)
    scores = [
        span_score(MOLD, {label: generator.sample(range(1, 19), len(KEY[label])) for label in KEY})
        for _ in range(1000)
    ]
    sys.stdout.write(f"random tags: mean {fmean(scores):.3f}\n")
    assert fmean(scores) <= 0.05


def test_a_tag_that_is_accepted_either_way_costs_nothing():
    clause = TaggedClause(
        (
            Fragment(1, "The Principal", frozenset({"actor"})),
            Fragment(2, "shall answer", frozenset({"duty"}), also=frozenset({"trigger"})),
            Fragment(3, "when asked.", frozenset({"trigger"})),
        )
    )
    for trigger in ([3], [2, 3]):
        assert span_score(clause, {"actor": [1], "duty": [2], "trigger": trigger}) == 1


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: TaggedClause((Fragment(2, "x", frozenset({"duty"})),)), "Number the fragments 1, 2, 3"),
        (lambda: TaggedClause((Fragment(1, "x", frozenset({"verb"})),)), '"verb" is none of actor, duty'),
        (lambda: TaggedClause((Fragment(1, "x"),)), "No fragment has a label"),
        (lambda: span_score(MOLD, {"duty": [19]}), "does not fit this clause"),
        (lambda: span_score(MOLD, {"verb": [1]}), "does not fit this clause"),
    ],
)
def test_a_key_or_an_answer_that_does_not_fit_is_refused(make, sentence):
    with pytest.raises(ReadingError, match=sentence):
        make()
