"""The language of the interface: every sentence a person reads goes through `_` or `ngettext`.

In: an English sentence as a literal, with {names} for what is filled in.  Out: the sentence in the language
in use.  Called by every package that speaks to people (classroom, autograde, desk, bargain_cli);
`bargaining` returns numbers and tables and has nothing to translate.

House rules, so that the catalogue `locale/bargain.pot` holds every sentence (see `classroom/catalogue.py`):

- `_("Saved at {time}.").format(time=...)`: a literal inside the call, filled in after it. Never an f-string.
- A sentence kept in a constant is written as a function that returns it, so that it is translated when it is
  shown and not when the module is loaded.
- JavaScript holds no sentences. A widget gets them from Python, as a dictionary of translated strings.
- A number that changes the wording: `ngettext("{n} word", "{n} words", n).format(n=n)`.
"""

from __future__ import annotations

import gettext
from pathlib import Path

__all__ = ["DOMAIN", "LOCALE", "SOURCE_LANGUAGE", "_", "ngettext", "use_language"]

DOMAIN = "bargain"
SOURCE_LANGUAGE = "en"
LOCALE = Path(__file__).parent / "locale"

_in_use: gettext.NullTranslations = gettext.NullTranslations()


def use_language(code: str, folder: Path = LOCALE) -> bool:
    """Speak the language `code` ("es", "pt_BR") from now on, in this process.

    Returns False, and speaks English, when `folder` has no catalogue for it. English needs none.
    """
    global _in_use
    _in_use = gettext.translation(DOMAIN, str(folder), languages=[code], fallback=True)
    found = isinstance(_in_use, gettext.GNUTranslations)
    return found or code.replace("-", "_").split("_")[0] == SOURCE_LANGUAGE


def _(message: str) -> str:
    """Return `message`, an English sentence, in the language in use."""
    return _in_use.gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """Return the wording for the number `n`, in the language in use."""
    return _in_use.ngettext(singular, plural, n)


if __name__ == "__main__":
    from classroom.catalogue import refresh

    print(refresh())  # noqa: T201 - says which file it wrote
