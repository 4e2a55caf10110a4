"""Two versions side by side: every change found, sorted as a reader sorted it, and the silent one caught."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bargaining.language.agreement import Agreement
from bargaining.language.agreement_text import read_article
from bargaining.language.harrow_falls import current_agreement, previous_agreement, settlement
from bargaining.language.redline import Kind, Piece, change_between, compare, silent_changes

ROOT = Path(__file__).parents[3]
SORTED = tomllib.loads(
    (ROOT / "curriculum" / "contract-language" / "changes.toml").read_text(encoding="utf-8")
)
CHANGES = compare(previous_agreement(), current_agreement())


def test_every_change_is_on_the_list_sorted_by_hand():
    assert {c.clause_id for c in CHANGES} == set(SORTED["substantive"]) | set(SORTED["housekeeping"])


def test_no_substantive_change_passes_as_housekeeping():
    called = {kind: {c.clause_id for c in CHANGES if c.kind is kind} for kind in Kind}
    assert called[Kind.HOUSEKEEPING] < set(SORTED["housekeeping"])
    # Two are called substantive out of caution: a new name of a party, and "or" in "his or her".
    assert called[Kind.SUBSTANTIVE] - set(SORTED["substantive"]) == {"P.1", "6.4(b)"}


def test_the_clean_copy_has_one_change_that_nobody_agreed_to():
    (silent,) = silent_changes(CHANGES, settlement())
    assert silent.clause_id == "15.6(a)"
    assert [(piece, words) for piece, words in silent.pieces if piece is not Piece.SAME] == [
        (Piece.DELETED, "shall"),
        (Piece.INSERTED, "may"),
    ]


def test_an_agreement_is_the_same_as_itself():
    assert compare(current_agreement(), current_agreement()) == ()


def test_the_other_way_round_what_was_put_in_is_taken_out():
    back = compare(current_agreement(), previous_agreement())
    assert {c.clause_id: (c.before, c.after) for c in back} == {
        c.clause_id: (c.after, c.before) for c in CHANGES
    }


@pytest.mark.parametrize(
    ("before", "after", "weighty"),
    [
        ("The District may pay.", "The District shall pay.", ("may", "shall")),
        ("within ten school days", "within ten calendar days", ("school", "calendar")),
        ("teachers and nurses", "teachers or nurses", ("and", "or")),
        ("pay $40", "pay $45", ("40", "45")),
        ("by the Principal", "by the Superintendent", ("Principal", "Superintendent")),
        ("his or her file", "the file", ("or",)),
        ("in the next year's plan", "in the following plan", ()),
        ("a written request", "a request in writing", ()),
        ("", "The parties meet.", ("The",)),
    ],
)
def test_which_changed_words_carry_weight(before, after, weighty):
    assert change_between("1.1", "Pay", before, after).weighty == weighty


WORDS = st.lists(st.sampled_from(["shall", "may", "pay", "the", "ten", "days", ",", ".", "(a)"]), max_size=12)


@given(before=WORDS, after=WORDS)
def test_the_pieces_hold_both_texts_whole(before, after):
    old, new = " ".join(before), " ".join(after)
    change = change_between("1.1", "Pay", old, new)
    assert (change.before, change.after) == (old, new)


@pytest.mark.parametrize(
    ("clause", "agreed"),
    [
        ("1.1(a)", True),  # its section is named
        ("1.2(b)", True),  # it is named itself
        ("1.2(c)", False),
        ("2.4(a)", True),  # its article is named
        ("3.1", False),
        ("A.1", True),  # its appendix is named
        ("B.1", False),
        ("SL1.2", True),  # its side letter is named
        ("SL2.1", False),
    ],
)
def test_a_settlement_names_a_clause_a_section_an_article_an_appendix_or_a_side_letter(clause, agreed):
    text = (
        "# Settlement\n\n## S.1 Changes\n\nSections 1.1 and 1.2(b), Article 2, Appendix A and Side Letter 1."
    )
    paper = Agreement("Settlement", (read_article(text, "settlement.md"),))
    change = change_between(clause, "Pay", "may", "shall")
    assert silent_changes([change], paper) == (() if agreed else (change,))
