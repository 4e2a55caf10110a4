"""Words as they may be kept and shown: plain text of a bounded size, without e-mail addresses.

In: what somebody typed. Out: the text to keep, or a CommunityError that says what to change. Pure. Called by
the other modules of the community. A post is never read as HTML or Markdown; pages escape it.
"""

from __future__ import annotations

import re
import unicodedata

from autograde.errors import CommunityError
from classroom.language import _

__all__ = [
    "LONGEST_LINE",
    "LONGEST_POST",
    "LONGEST_WHY",
    "clean_line",
    "clean_reason",
    "clean_text",
    "without_addresses",
]

LONGEST_POST = 3_000
"""Characters of one post: about a page."""
LONGEST_LINE = 120
LONGEST_WHY = 300

# Marks that turn the writing direction of whatever follows.
_TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# As the ledger refuses them (ledger/events.py), so that no reason is taken here that it will not keep.
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


def clean_text(typed: str, longest: int = LONGEST_POST) -> str:
    """Text of several lines. Raises CommunityError when it is empty, too long or holds an e-mail address.

    >>> clean_text("  Hello.\\r\\n\\r\\n\\r\\n\\r\\nHalf posts surprised us.\\x00 ")
    'Hello.\\n\\nHalf posts surprised us.'
    """
    text = re.sub(r"\n{3,}", "\n\n", _visible(typed.replace("\r\n", "\n").replace("\r", "\n"))).strip()
    if not text:
        raise CommunityError(_("There is no text. Please write something."))
    _check(text, longest)
    return text


def clean_line(typed: str, what: str, longest: int = LONGEST_LINE, needed: bool = True) -> str:
    """Text of one line; `what` names it in the message. Raises CommunityError likewise.

    >>> clean_line(" Who has \\n counted half posts? ", "title")
    'Who has counted half posts?'
    """
    text = " ".join(_visible(typed).split())
    if needed and not text:
        raise CommunityError(_("The {what} is missing. Please fill it in.").format(what=what))
    _check(text, longest)
    return text


def clean_reason(typed: str, needed: bool = True) -> str:
    """Why something was done: one line that everybody may read, and that the ledger keeps.

    >>> clean_reason("It names\\na position.")
    'It names a position.'
    """
    seen = "".join(filter(str.isprintable, " ".join(typed.split())))
    return clean_line(seen, _("reason"), LONGEST_WHY, needed)


def without_addresses(text: str) -> str:
    """The text with a word in place of every e-mail address.

    >>> without_addresses("Write to ana@example.org please")
    'Write to (e-mail address left out) please'
    """
    return _ADDRESS.sub(lambda _found: _("(e-mail address left out)"), text)


def _visible(typed: str) -> str:
    """Without what cannot be seen: control characters, halves of characters, marks that turn the line."""
    text = unicodedata.normalize("NFC", typed)
    return "".join(
        letter
        for letter in text
        if letter in "\n\t" or (unicodedata.category(letter) not in ("Cc", "Cs") and letter not in _TURNS)
    )


def _check(text: str, longest: int) -> None:
    if len(text) > longest:
        raise CommunityError(
            _("This has {count} characters; at most {longest} can be kept. Please shorten it.").format(
                count=f"{len(text):,}", longest=f"{longest:,}"
            )
        )
    if found := _ADDRESS.search(text):
        raise CommunityError(
            _('Please leave the e-mail address "{address}" out. No addresses are shown here.').format(
                address=found.group()
            )
        )
