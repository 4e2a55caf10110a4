"""The language of the interface: every sentence a person reads goes through `_` or `ngettext`.

In: an English sentence as a literal, with {names} for what is filled in.  Out: the sentence in the language
in use.  Called by every package that speaks to people (classroom, autograde, desk, bargain_cli);
`bargaining` returns numbers and tables and has nothing to translate.

A process speaks one language (`use_language`: a kernel, a command). The desk answers each visitor in hers
(`speaking`), whatever the process speaks. Translations are `locale/<code>/LC_MESSAGES/bargain.po`, and the
compiled .mo beside it travels with the package, so that nobody who installs it compiles anything.

House rules, so that the catalogue `locale/bargain.pot` holds every sentence (see `classroom/catalogue.py`):

- `_("Saved at {time}.").format(time=...)`: a literal inside the call, filled in after it. Never an f-string.
- A sentence kept in a constant is written as a function that returns it, so that it is translated when it is
  shown and not when the module is loaded.
- JavaScript holds no sentences. A widget gets them from Python, as a dictionary of translated strings.
- A number that changes the wording: `ngettext("{n} word", "{n} words", n).format(n=n)`.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar, Token
from functools import cache
from pathlib import Path

__all__ = [
    "DOMAIN",
    "LOCALE",
    "SOURCE_LANGUAGE",
    "_",
    "best_language",
    "language_in_use",
    "languages",
    "ngettext",
    "speak",
    "speaking",
    "use_language",
]

DOMAIN = "bargain"
SOURCE_LANGUAGE = "en"
LOCALE = Path(__file__).parent / "locale"

_in_use: gettext.NullTranslations = gettext.NullTranslations()
_code = SOURCE_LANGUAGE
_spoken: ContextVar[tuple[str, gettext.NullTranslations] | None] = ContextVar("spoken", default=None)


def use_language(code: str, folder: Path = LOCALE) -> bool:
    """Speak the language `code` ("es", "pt_BR") from now on, in this process.

    Returns False, and speaks English, when `folder` has no catalogue for it. English needs none.
    """
    global _in_use, _code
    _in_use = _catalogue(code, folder)
    found = isinstance(_in_use, gettext.GNUTranslations)
    _code = code if found else SOURCE_LANGUAGE
    return found or _stem(code) == SOURCE_LANGUAGE


def speak(code: str | None) -> Token[tuple[str, gettext.NullTranslations] | None]:
    """Speak `code` in what follows of this thread or task, and nowhere else; None: as the process does."""
    if code is None:
        return _spoken.set(None)
    known = code if code in languages() else SOURCE_LANGUAGE
    return _spoken.set((known, _shipped(known)))


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak `code` inside the block."""
    before = speak(code)
    try:
        yield
    finally:
        _spoken.reset(before)


def language_in_use() -> str:
    """The code of the language that `_` speaks here and now."""
    spoken = _spoken.get()
    return spoken[0] if spoken else _code


@cache
def languages() -> dict[str, str]:
    """Each language there is a catalogue for, English first: {code: its name in itself}."""
    found = {path.parents[1].name for path in LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")}
    return {SOURCE_LANGUAGE: "English", **{code: _NAMES.get(code, code) for code in sorted(found)}}


def best_language(accepted: str, otherwise: str = SOURCE_LANGUAGE) -> str:
    """The language that fits best what a browser says in its Accept-Language header.

    >>> best_language("en-US,en;q=0.9,es;q=0.2")
    'en'
    >>> best_language("tlh, en;q=x", otherwise="en")
    'en'
    """
    wanted = []
    for place, one in enumerate(accepted.split(",")):
        code, _semicolon, weight = one.partition(";")
        wanted.append((-_weight(weight), place, _stem(code.strip())))
    fitting = (code for weight, _place, code in sorted(wanted) if weight < 0 and code in languages())
    return next(fitting, otherwise)


_NAMES = {"es": "Español"}


def _weight(text: str) -> float:
    try:
        return float(text.strip().removeprefix("q=") or 1)
    except ValueError:
        return 0.0


def _stem(code: str) -> str:
    return code.replace("-", "_").split("_")[0].lower()


def _catalogue(code: str, folder: Path) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, str(folder), languages=[code], fallback=True)


@cache
def _shipped(code: str) -> gettext.NullTranslations:
    return _catalogue(code, LOCALE)


def _here() -> gettext.NullTranslations:
    spoken = _spoken.get()
    return spoken[1] if spoken else _in_use


def _(message: str) -> str:
    """Return `message`, an English sentence, in the language in use."""
    return _here().gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """Return the wording for the number `n`, in the language in use."""
    return _here().ngettext(singular, plural, n)


if __name__ == "__main__":
    from classroom.catalogue import refresh

    for written in refresh():
        print(written)  # noqa: T201 - says which files it wrote
