"""A memorandum of agreement from a learner's draft: her redline as a Word file, and the whole as text.

The texts of her boxes come in; the bytes of a .docx with tracked changes go out, with what changed, what a
careful reader would stop at, and which parts are still empty. Nothing is judged and nothing is kept here.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bargaining.errors import DocumentError
from bargaining.language.contract_text import contract_from_text
from bargaining.language.lints import lint
from bargaining.language.own_reading import Sections
from bargaining.language.redline import Change, change_between
from bargaining.language.word_file import Proposal, write_proposal

# The boxes of a draft: what each asks for. The first three make the redline.
BOXES = {
    "clause": "Number and name of the clause",
    "old": "The words today (leave this empty for a new clause)",
    "new": "The words you propose",
    "effective": "From which day do they hold?",
    "retro": "What is paid for the time before, and to whom?",
    "reopener": "What lets a side reopen the clause?",
    "ratify": "Who must still vote for it, and who asks for the money by when?",
    "sign": "Who signs?",
    "summary": "Your summary for members, in plain words",
}
_HEADINGS = {
    "effective": "Effective date",
    "retro": "Pay for the time before",
    "reopener": "Reopener",
    "ratify": "Ratification and funding",
    "sign": "Signatures",
    "summary": "Summary for members",
}
_TITLE = "Memorandum of Agreement"
# A new clause alone says nothing of the terms and references of its contract.
_OF_A_CLAUSE = ("unclear-days", "and-or", "vague-duty")


@dataclass(frozen=True)
class Memorandum:
    """A draft as a Word file, or None where there is nothing to propose yet; lines to show, and its text."""

    content: bytes | None
    sections: Sections
    text: str


def memorandum(texts: Mapping[str, str], made_at: datetime, ours: str = "Our side") -> Memorandum:
    """Return the memorandum that a draft makes; `texts` has some of the boxes of `BOXES`.

    >>> moment = datetime(2028, 6, 5)
    >>> memorandum({"old": "The District may pay.", "new": "The District may pay."}, moment).sections[0][0]
    'Not made yet'
    >>> made = memorandum({"clause": "1.1 Pay", "old": "It may pay.", "new": "It shall pay."}, moment)
    >>> made.content[:2], dict(made.sections)["Words that carry weight"]
    (b'PK', ('Struck or added: may, shall.',))
    """
    given = {name: texts.get(name, "").strip() for name in BOXES}
    if not given["new"] or given["new"] == given["old"]:
        wanted = (
            "Write the words you propose first." if not given["new"] else "Both boxes hold the same words."
        )
        return Memorandum(None, (("Not made yet", (wanted,)),), "")
    number, _, heading = given["clause"].partition(" ")
    change = change_between(number or "New clause", heading, given["old"], given["new"])
    closing = tuple(f"{_HEADINGS[name]}: {given[name]}" for name in _HEADINGS if given[name])
    proposal = Proposal(_TITLE, ours, "the employer", made_at, closing=closing)
    text = "\n\n".join([_TITLE, f"{given['clause']}\n{given['new']}".strip(), *closing])
    return Memorandum(_as_bytes(proposal, change), _said_of(change, given), text)


def _said_of(change: Change, given: Mapping[str, str]) -> Sections:
    weighty = ", ".join(dict.fromkeys(word.lower() for word in change.weighty))
    found = [one for one in lint(contract_from_text(given["new"])) if one.lint in _OF_A_CLAUSE]
    empty = [BOXES[name] for name in _HEADINGS if not given[name]]
    return (
        ("Words that carry weight", (f"Struck or added: {weighty}." if weighty else "None was changed.",)),
        ("Worth a second look", tuple(one.say for one in found)),
        ("Still empty", tuple(empty)),
    )


def _as_bytes(proposal: Proposal, change: Change) -> bytes:
    """The Word file, written to a place of its own that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "memorandum.docx"
        try:
            return write_proposal(path, proposal, [change]).read_bytes()
        except OSError as problem:
            raise DocumentError(
                "The Word file cannot be written; free some space and try again."
            ) from problem
