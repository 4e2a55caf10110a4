"""Each translation says everything, leaves every hole where it was, and is compiled as it stands."""

import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from classroom.catalogue import compiled, updated
from classroom.language import DOMAIN, LOCALE, _, best_language, languages, ngettext, speaking

TEMPLATE = (LOCALE / f"{DOMAIN}.pot").read_bytes()
TRANSLATIONS = sorted(LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
every_translation = pytest.mark.parametrize("po", TRANSLATIONS, ids=lambda po: po.parents[1].name)


def catalogue(data: bytes) -> Catalog:
    return read_po(io.BytesIO(data))


def said(message: Message) -> list[tuple[str, str]]:
    """Pairs of an English wording and its translation, one for each form."""
    if isinstance(message.id, str):
        return [(message.id, str(message.string))]
    return [(message.id[1], form) for form in message.string]


def holes(text: str) -> list[str]:
    return sorted(re.findall(r"\{[^{}]*\}", text))


def test_spanish_is_there() -> None:
    assert languages() == {"en": "English", "es": "Español"}


@every_translation
def test_nothing_is_untranslated_or_only_a_guess(po: Path) -> None:
    missing = [
        m.id for m in catalogue(po.read_bytes()) if m.id and (m.fuzzy or not all(t for _e, t in said(m)))
    ]
    assert missing == [], f"translate these in {po}, then python -m classroom.language"
    kept = {m.id for m in catalogue(po.read_bytes()) if m.id}
    assert kept == {m.id for m in catalogue(TEMPLATE) if m.id}, "python -m classroom.language"


@every_translation
def test_what_is_filled_in_stands_in_the_translation_too(po: Path) -> None:
    pairs = [pair for m in catalogue(po.read_bytes()) if m.id for pair in said(m)]
    assert [pair for pair in pairs if holes(pair[0]) != holes(pair[1])] == []
    # A sentence that is joined to another begins or ends with a blank in both.
    assert [p for p in pairs if p[0][:1].isspace() != p[1][:1].isspace()] == []
    assert [p for p in pairs if p[0][-1:].isspace() != p[1][-1:].isspace()] == []


@every_translation
def test_the_compiled_file_is_that_of_the_translation(po: Path) -> None:
    assert po.with_suffix(".mo").read_bytes() == compiled(po.read_bytes()), "python -m classroom.language"
    assert updated(po.read_bytes(), TEMPLATE) == po.read_bytes(), "python -m classroom.language"


def test_each_visitor_is_spoken_to_in_her_language() -> None:
    with speaking("es"):
        assert (_("Not yet"), [ngettext("{n} word", "{n} words", n) for n in (0, 1, 2)]) == (
            "Todavía no",
            ["{n} palabras", "{n} palabra", "{n} palabras"],
        )
        with speaking("tlh"):
            assert _("Not yet") == "Not yet"
    assert _("Not yet") == "Not yet"


def test_the_browser_says_what_she_reads() -> None:
    assert best_language("es-MX,es;q=0.9,en;q=0.8") == "es"
    assert best_language("en-US,en;q=0.9,es;q=0.8") == "en"
    assert best_language("tlh,de;q=0.5", otherwise="es") == "es"
    assert best_language("es;q=0, en") == "en"
    assert best_language("") == "en"
