"""What people may be called here: any name in any script, and nothing that plays tricks on whoever reads it.

In: what somebody typed. Out: the text to keep, trimmed, or a PersonError that says what to change.
Called by people/register.py.
"""

import re
import unicodedata

from autograde.errors import PersonError
from classroom.language import _

__all__ = ["clean_email", "clean_name", "clean_place", "same_place", "sort_key"]

LONGEST = 120
# Marks that turn the writing direction of whatever follows: a name can make the line after it read backwards.
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Control characters, halves of characters, line and paragraph breaks.
_REFUSED = frozenset({"Cc", "Cs", "Zl", "Zp"})
_EMAIL = re.compile(r"[^\s@<>\"']{1,64}@[^\s@<>\"']+\.[^\s@<>\"'.]+")


def clean_name(typed: str) -> str:
    """A person's name.

    >>> clean_name("  Nguyễn Thị  Minh ")
    'Nguyễn Thị Minh'
    """
    name = _clean(typed, _("name"))
    if not any(unicodedata.category(letter).startswith("L") for letter in name):
        raise PersonError(_("Please type your name, as you want your instructor to see it."))
    return name


def clean_place(typed: str, what: str) -> str:
    """An affiliate or a local; it may be empty. `what` names it in the message."""
    return _clean(typed, what)


def same_place(one: str, other: str) -> bool:
    """Whether two people mean the same affiliate or local, though they type it differently.

    >>> same_place("Local 12", " local  12"), same_place("Local 1", "Local 12")
    (True, False)
    """
    return _plain(one) == _plain(other)


def sort_key(name: str) -> str:
    """A name as it is looked up: without accents, in small letters.

    >>> sorted(["Luca", "Léa", "Zoe"], key=sort_key)
    ['Léa', 'Luca', 'Zoe']
    """
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def clean_email(typed: str) -> str:
    """An e-mail address, or nothing."""
    email = _clean(typed, _("e-mail address"), longest=254)
    if email and not _EMAIL.fullmatch(email):
        raise PersonError(
            _('"{email}" does not look like an e-mail address. Please check it.').format(email=email)
        )
    return email


def _clean(typed: str, what: str, longest: int = LONGEST) -> str:
    text = re.sub(r" {2,}", " ", unicodedata.normalize("NFC", typed.strip()))
    if any(letter in _TURNS or unicodedata.category(letter) in _REFUSED for letter in text):
        raise PersonError(
            _(
                "The {what} holds a character that cannot be shown. Please type it rather than pasting it."
            ).format(what=what)
        )
    if len(text) > longest:
        raise PersonError(
            _("The {what} has {count} characters; at most {longest} can be kept.").format(
                what=what, count=len(text), longest=longest
            )
        )
    return text


def _plain(place: str) -> str:
    return " ".join(unicodedata.normalize("NFC", place).casefold().split())
