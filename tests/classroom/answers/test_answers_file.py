"""answers.json from someone else: read within limits, refused in a sentence."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classroom.answers import file as answers_file
from classroom.answers.file import Answer, clean_text, read_answers, write_answers
from classroom.bounded_json import JsonLimits, read_json, shown
from classroom.errors import AnswersError, ClassroomError, NewerFileError, OtherPartError
from classroom.questions.question import Kind
from classroom.typed import amounts

WHEN = datetime(2027, 1, 4, 18, 2, 11, tzinfo=UTC)
KINDS = {"salary-base": Kind.DOLLARS, "which-lane": Kind.CHOICE, "letter": Kind.TEXT}


def file(**answers: Any) -> dict[str, Any]:
    entries = {name.replace("_", "-"): entry for name, entry in answers.items()}
    return {"format": 1, "course": "costing", "part": "part01", "answers": entries}


def entry(text: Any = "$1,590,000", **changed: Any) -> dict[str, Any]:
    return {
        "text": text,
        "revision": 3,
        "saved_at": "2027-01-04T18:02:11+00:00",
        "tries": 1,
        "help": 0,
        **changed,
    }


def as_bytes(content: object) -> bytes:
    return json.dumps(content).encode()


def refused(data: bytes) -> str:
    with pytest.raises(AnswersError) as error:
        read_answers(data, KINDS, course="costing", part="part01")
    return error.value.sentence


def test_a_file_as_a_form_writes_it() -> None:
    data = as_bytes(file(salary_base=entry()))
    assert read_answers(data, KINDS) == {"salary-base": Answer("$1,590,000", 3, WHEN, tries=1, help=0)}


def test_the_words_of_part_json_do_for_kinds_as_well() -> None:
    assert read_answers(as_bytes(file(salary_base=entry())), {"salary-base": "dollars"})


def test_without_questions_any_id_will_do() -> None:
    assert set(read_answers(as_bytes(file(anything=entry())))) == {"anything"}


def test_the_same_answers_give_the_same_bytes() -> None:
    answers = {"letter": Answer("Grüße", 1, WHEN), "a": Answer("5", 2, WHEN)}
    data = write_answers(answers, "costing", "part01")
    assert data == write_answers(dict(reversed(answers.items())), "costing", "part01")
    assert "Grüße".encode() in data


def test_the_limit_of_a_number_is_one_limit() -> None:
    assert answers_file.NUMBER_CHARACTERS == amounts.NUMBER_CHARACTERS == 30


DEEP = b'{"format": 1, "course": "c", "part": "p", "answers": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
BROKEN: list[tuple[str, bytes, str]] = [
    ("empty", b"", "line 1, column 1 is not JSON"),
    ("cut short", as_bytes(file(salary_base=entry()))[:-9], "is not JSON"),
    ("a list", b"[]", "not a file of answers"),
    ("no format", as_bytes({"answers": {}}), "not a file of answers"),
    ("a format that is no number", as_bytes({**file(), "format": "1"}), "not a file of answers"),
    ("a field too many", as_bytes({**file(), "grade": 4}), "“grade”"),
    ("a field missing", as_bytes({"format": 1, "course": "c", "part": "p"}), "“answers”"),
    ("answers in a list", as_bytes({**file(), "answers": []}), "“answers”"),
    ("an unknown question", as_bytes(file(bonus=entry())), "no question “bonus”"),
    ("a strange id", as_bytes({**file(), "answers": {"../x": entry()}}), "no question “../x”"),
    ("a number as text", as_bytes(file(salary_base=entry(1590000))), "salary-base”: its text is not text"),
    ("a list as text", as_bytes(file(salary_base=entry(["5"]))), "its text is not text"),
    ("a number too long", as_bytes(file(salary_base=entry("1" * 31))), "longer than 30 characters"),
    ("a choice too long", as_bytes(file(which_lane=entry("m" * 65))), "longer than 64 characters"),
    ("a text too long", as_bytes(file(letter=entry("a" * 20_001))), "longer than 20,000 characters"),
    ("a field of an answer missing", as_bytes(file(letter={"text": "a"})), "answer “letter”"),
    ("an answer that is text", as_bytes(file(letter="a")), "answer “letter”"),
    ("tries below zero", as_bytes(file(letter=entry(tries=-1))), "“tries” is not a count"),
    ("true as a revision", as_bytes(file(letter=entry(revision=True))), "“revision” is not a count"),
    ("half a try", as_bytes(file(letter=entry(tries=0.5))), "“tries” is not a count"),
    ("a time without zone", as_bytes(file(letter=entry(saved_at="2027-01-04T18:02:11"))), "“saved_at”"),
    ("a time before all", as_bytes(file(letter=entry(saved_at="0001-01-01T00:00:00+14:00"))), "“saved_at”"),
    ("a time that is a number", as_bytes(file(letter=entry(saved_at=5))), "“saved_at”"),
    ("saved, without a time", as_bytes(file(letter=entry(saved_at=None))), "do not agree"),
    ("twice the same question",
     b'{"format": 1, "course": "costing", "part": "part01", "answers": {"letter": 1, "letter": 2}}',
     "“letter” is in it twice"),
    ("NaN", b'{"format": NaN}', "NaN is not a number"),
    ("minus infinity", b'{"format": -Infinity}', "-Infinity is not a number"),
    ("a number with an infinite value", b'{"format": 1e999}', "too large"),
    ("five thousand digits", b'{"format": ' + b"9" * 5_000 + b"}", "more than 18 characters"),
    ("half a character", b'{"format": "\\ud800"}', "half a character"),
    ("half a character in a name", b'{"\\ud800": 1}', "half a character"),
    ("a bell", b'{"format": "\\u0007"}', "code 7"),
    ("a carriage return", as_bytes(file(letter=entry("a\r\nb"))), "code 13"),
    ("a raw control character", b'{"format": "\x07"}', "is not JSON"),
    ("a byte-order mark", b"\xef\xbb\xbf{}", "byte-order mark"),
    ("not UTF-8", b'{"format": "\xff"}', "byte 12 is not UTF-8"),
    ("two hundred thousand brackets", DEEP, "more than 4 deep"),
    ("brackets behind a string with quotes", b'{"a\\"[": ' + b"[" * 9, "more than 4 deep"),
    ("more than a megabyte", b" " * 1_000_001, "larger than 1,000,000 bytes"),
    ("too many answers", as_bytes({**file(), "answers": {f"q{n}": 1 for n in range(501)}}), "“answers”"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "says"), [(data, says) for _, data, says in BROKEN], ids=[case[0] for case in BROKEN]
)
def test_what_no_form_writes_is_refused_in_a_sentence(data: bytes, says: str) -> None:
    sentence = refused(data)
    assert says in sentence
    assert sentence.startswith("answers.json")
    assert sentence.endswith("send it again.")
    assert len(sentence) < 300


def test_brackets_inside_a_text_do_not_count() -> None:
    text = '[[[[[{{{{{ "quoted" \\'
    assert read_answers(as_bytes(file(letter=entry(text))))["letter"].text == text


def test_a_file_of_a_later_format_says_so() -> None:
    with pytest.raises(NewerFileError, match="newer version"):
        read_answers(as_bytes({"format": 2, "anything": []}))


def test_a_file_of_another_part_says_so() -> None:
    with pytest.raises(OtherPartError, match="“part02”"):
        read_answers(as_bytes(file()), part="part02")


def test_text_is_kept_as_typed_but_for_what_nobody_sees() -> None:
    assert clean_text("one\r\ntwo\rthree\x0bfour\u2028five") == "one\ntwo\nthree\nfour\nfive"
    assert clean_text("a\x00b\x1b[31mc\x7f\x85") == "ab[31mc\n"
    assert clean_text("tab\there") == "tab\there"
    assert clean_text("\ud83d half") == "\ufffd half"


ids = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)
kept_answers = st.builds(
    Answer,
    text=st.text(max_size=200).map(clean_text),
    revision=st.integers(1, 10**6),
    saved_at=st.datetimes(timezones=st.just(UTC)),
    tries=st.integers(0, 1000),
    help=st.integers(0, 1000),
)


@given(st.dictionaries(ids, kept_answers, max_size=5))
@settings(deadline=None)
def test_what_is_written_reads_back_the_same(answers: dict[str, Answer]) -> None:
    assert (
        read_answers(write_answers(answers, "costing", "part01"), course="costing", part="part01") == answers
    )


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_give_answers_or_a_sentence(data: bytes) -> None:
    only_answers_error(data)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
)


PLACES = [
    ("format",),
    ("course",),
    ("answers",),
    ("answers", "letter"),
    ("answers", "letter", "text"),
    ("answers", "letter", "saved_at"),
]


@given(values, st.sampled_from(PLACES))
@settings(deadline=None)
def test_any_value_in_any_place_gives_answers_or_a_sentence(value: Any, place: tuple[str, ...]) -> None:
    content: Any = file(letter=entry())
    target = content
    for step in place[:-1]:
        target = target[step]
    target[place[-1]] = value
    only_answers_error(as_bytes(content))


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_a_damaged_file_gives_answers_or_a_sentence(data: st.DataObject) -> None:
    sound = bytearray(as_bytes(file(salary_base=entry(), letter=entry("A letter."))))
    for _ in range(data.draw(st.integers(1, 4))):
        sound[data.draw(st.integers(0, len(sound) - 1))] = data.draw(st.integers(0, 255))
    only_answers_error(bytes(sound[: data.draw(st.integers(0, len(sound)))]))


def only_answers_error(data: bytes) -> None:
    try:
        answers = read_answers(data, KINDS)
    except AnswersError as error:
        error.sentence.encode()
        assert error.sentence.isprintable()
    else:
        assert set(answers) <= set(KINDS)


def test_the_caller_names_its_own_error_and_file() -> None:
    class ListError(ClassroomError):
        pass

    limits = JsonLimits(size=100, depth=2)
    assert read_json(b'{"a": [1, 2.5, null]}', "list.json", limits, ListError, "Ask.") == {
        "a": [1, 2.5, None]
    }
    with pytest.raises(ListError, match=r"list\.json cannot be read: .* Ask\."):
        read_json(b"[[[]]]", "list.json", limits, ListError, "Ask.")


def test_foreign_text_in_a_message_is_short_and_visible() -> None:
    assert shown("a\nb\u202ec") == "a?b?c"
    assert shown("x" * 100) == "x" * 40 + "…"
