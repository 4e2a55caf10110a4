"""Every sentence goes through the catalogue, and is translated when it is shown."""

import ast
import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from classroom import catalogue, language
from classroom.answers.book import AnswerBook
from classroom.errors import AnswersError, QuestionError
from classroom.language import LOCALE, _, ngettext, use_language
from classroom.questions.asking import dollars, long_text
from classroom.questions.checking import Status, check, status_word
from classroom.questions.question import Key, Kind
from classroom.typed.amounts import read_amount


def messages(data: bytes) -> Catalog:
    return read_po(io.BytesIO(data))


@pytest.fixture
def bracketed(tmp_path: Path) -> Iterator[None]:
    """A language, made from the project's own sentences, that puts every one of them between brackets."""
    translated = Catalog(locale="pt_BR")
    for message in messages(catalogue.fresh_catalogue()):
        if not message.id:
            continue
        wrapped = tuple(f"[{part}]" for part in message.id) if message.pluralizable else f"[{message.id}]"
        translated.add(message.id, wrapped)
    place = tmp_path / "pt_BR" / "LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / f"{language.DOMAIN}.mo").open("wb") as file:
        write_mo(file, translated)
    assert use_language("pt_BR", tmp_path)
    yield
    use_language("en")


def test_english_needs_no_catalogue() -> None:
    assert use_language("en")
    assert use_language("en_US")
    assert _("Not yet") == "Not yet"
    assert [ngettext("{n} word", "{n} words", n).format(n=n) for n in (1, 2)] == ["1 word", "2 words"]


def test_a_language_nobody_has_translated_speaks_english_and_says_so() -> None:
    assert not use_language("tlh")
    assert _("Not yet") == "Not yet"


@pytest.mark.usefixtures("bracketed")
def test_sentences_are_translated_when_they_are_shown() -> None:
    said = [
        *(status_word(status) for status in Status),
        read_amount("66848,74", Kind.DOLLARS).problem,
        read_amount("twelve", Kind.DOLLARS).problem,
        read_amount("=1/0", Kind.DOLLARS).problem,
        read_amount("1.5 mil", Kind.DOLLARS).problem,
        check(dollars("q", "?"), Key(5), "").sentence,
        check(dollars("q", "?"), Key(5), "5").sentence,
        check(dollars("q", "?"), Key(5), "6").sentence,
        check(dollars("q", "?"), Key(500, near_rate=Decimal("0.1")), "501").sentence,
        check(long_text("t", "?"), None, "two words").sentence.split("] [")[0] + "]",
    ]
    assert [sentence for sentence in said if not (sentence or "").startswith("[")] == []


@pytest.mark.usefixtures("bracketed")
def test_errors_are_translated_too(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match=r"^\["):
        dollars("No id", "?")
    (tmp_path / "answers.json").write_bytes(b"{")
    with pytest.raises(AnswersError, match=r"^\["):
        AnswerBook(tmp_path / "answers.json", read_only=True).read()


def test_the_catalogue_holds_every_sentence_of_the_sources() -> None:
    kept = {message.id for message in messages((LOCALE / f"{language.DOMAIN}.pot").read_bytes())}
    fresh = {message.id for message in messages(catalogue.fresh_catalogue())}
    assert kept == fresh, "run make messages"


def test_the_same_sources_give_the_same_catalogue() -> None:
    assert catalogue.fresh_catalogue() == catalogue.fresh_catalogue()


def test_no_sentence_is_put_together_before_it_is_translated() -> None:
    """`_(f"…")` and `_(name)` would never be found in a catalogue."""
    sources = [
        path
        for package in catalogue.PACKAGES
        for path in (Path(catalogue.__file__).parents[1] / package).rglob("*.py")
    ]
    wrong = [
        f"{path}:{node.lineno}"
        for path in sources
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in ("_", "ngettext")
        and not isinstance(node.args[0], ast.Constant)
    ]
    assert len(sources) > 20
    assert wrong == []
