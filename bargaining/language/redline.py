"""Compare two versions of an agreement: what changed, whether it matters, and what nobody agreed to.

Two agreements come in; a `Change` goes out for each clause that differs, with its words in pieces. A change
is called substantive when a word changed that carries weight: a verb of duty, a number, a kind of day, a
condition, an actor. The others are called housekeeping. That is a first sorting, for a reader to check, and
a cautious one: "his or her file" loses an "or" and is called substantive.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from itertools import groupby

from bargaining.language.agreement import Agreement
from bargaining.language.references import all_references

_TOKEN = re.compile(r"\s+|\d+(?:[.,]\d+)+|[\w’'-]+|[^\w\s]")
_NUMBER_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty"
    " ninety twenty-two twenty-four twenty-five twenty-six twenty-eight hundred half"
)
_WEIGHTY_WORDS = (
    "shall may must will should can cannot not no never nor and or if unless until except only provided"
    " notwithstanding all any each every both either neither including"
    " calendar business school working work day days week weeks month months year years hour hours percent"
    " before after within by during promptly timely reasonable possible feasible effort needed"
    " final binding advisory order recommend grant deny denied waived granted"
    " committee superintendent principal association employee employees educator educators teacher nurse esp"
    " district evaluator arbitrator administration staff"
    " january february march april june july august september october november december"
)
WEIGHTY = frozenset(_NUMBER_WORDS.split() + _WEIGHTY_WORDS.split())


class Piece(Enum):
    """What became of some words."""

    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"


class Kind(Enum):
    """What sort of change it seems to be."""

    SUBSTANTIVE = "substantive"
    HOUSEKEEPING = "housekeeping"


@dataclass(frozen=True)
class Change:
    """A clause that differs: its id, its heading, and its words in pieces, old and new together.

    `weighty` are the changed words that carry weight, in order.
    """

    clause_id: str
    heading: str
    pieces: tuple[tuple[Piece, str], ...]
    weighty: tuple[str, ...]

    @property
    def kind(self) -> Kind:
        """Substantive when a changed word carries weight."""
        return Kind.SUBSTANTIVE if self.weighty else Kind.HOUSEKEEPING

    @property
    def before(self) -> str:
        """The old words; "" for a new clause."""
        return "".join(words for piece, words in self.pieces if piece is not Piece.INSERTED)

    @property
    def after(self) -> str:
        """The new words; "" for a clause that was taken out."""
        return "".join(words for piece, words in self.pieces if piece is not Piece.DELETED)


def compare(before: Agreement, after: Agreement) -> tuple[Change, ...]:
    """Return the clauses that differ between two versions, in the order of the new one, those taken out last.

    Clauses are paired by id, so a clause that moved to another number is one taken out and one put in.

    >>> from bargaining.language.harrow_falls import current_agreement, previous_agreement
    >>> change = {c.clause_id: c for c in compare(previous_agreement(), current_agreement())}["5.6(c)"]
    >>> change.kind.value, change.weighty[:3]
    ('substantive', ('advisory', 'Committee', 'final'))
    """
    old = {clause.id: clause for clause in before.clauses}
    new = {clause.id: clause for clause in after.clauses}
    changes = []
    for clause_id in [*new, *(clause_id for clause_id in old if clause_id not in new)]:
        earlier = old[clause_id].text if clause_id in old else ""
        later = new[clause_id].text if clause_id in new else ""
        if earlier != later:
            heading = (new.get(clause_id) or old[clause_id]).heading
            changes.append(change_between(clause_id, heading, earlier, later))
    return tuple(changes)


def change_between(clause_id: str, heading: str, before: str, after: str) -> Change:
    """Return what changed between two texts of one clause, word by word.

    >>> change = change_between("1.1", "Pay", "The District may pay.", "The District shall pay.")
    >>> [(piece.value, words) for piece, words in change.pieces]
    [('same', 'The District '), ('deleted', 'may'), ('inserted', 'shall'), ('same', ' pay.')]
    """
    pieces = _pieces(_TOKEN.findall(before), _TOKEN.findall(after))
    return Change(clause_id, heading, pieces, _weighty(pieces, whole_clause=not before or not after))


def _pieces(old: list[str], new: list[str]) -> tuple[tuple[Piece, str], ...]:
    """Compare word by word, and take changes that only blanks and marks part as one, as a reader would."""
    pieces: list[tuple[Piece, str]] = []
    deleted = inserted = ""
    opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for place, (what, old_from, old_to, new_from, new_to) in enumerate(opcodes):
        gone, come = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
        between_changes = 0 < place < len(opcodes) - 1 and not re.search(r"\w", gone)
        if what != "equal" or between_changes:
            deleted, inserted = deleted + gone, inserted + come
            continue
        pieces += [(Piece.DELETED, deleted), (Piece.INSERTED, inserted), (Piece.SAME, gone)]
        deleted = inserted = ""
    pieces += [(Piece.DELETED, deleted), (Piece.INSERTED, inserted)]
    return tuple((piece, words) for piece, words in pieces if words)


def silent_changes(changes: Iterable[Change], settlement: Agreement) -> tuple[Change, ...]:
    """Return the changes that the settlement does not name: by section, or by its whole article.

    >>> from bargaining.language.harrow_falls import current_agreement, previous_agreement, settlement
    >>> changes = compare(previous_agreement(), current_agreement())
    >>> [change.clause_id for change in silent_changes(changes, settlement())]
    ['15.6(a)']
    """
    named = {(found.kind, found.target) for found in all_references(settlement)}

    def agreed(clause_id: str) -> bool:
        section = clause_id.partition("(")[0]
        article = section.partition(".")[0]
        side_letter = article.removeprefix("SL")
        return bool(
            named
            & {
                ("Section", clause_id),
                ("Section", section),
                ("Article", article),
                ("Appendix", article),
                ("Side Letter", side_letter if article != side_letter else "none"),
            }
        )

    return tuple(change for change in changes if not agreed(change.clause_id))


def _weighty(pieces: tuple[tuple[Piece, str], ...], whole_clause: bool) -> tuple[str, ...]:
    """The changed words that carry weight. A whole clause that comes or goes always does."""
    words = [
        word
        for piece, text in pieces
        if piece is not Piece.SAME
        for word in re.findall(r"[\w’'-]+|[$%]", text)
    ]
    found = [word for word in words if word.lower() in WEIGHTY or re.search(r"\d|[$%]", word)]
    if whole_clause and not found:
        found = words[:1]
    return tuple(word for word, _ in groupby(found))
