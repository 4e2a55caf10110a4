"""Looking into a packet: whatever bytes come, the answer is what is in it or one clear sentence."""

import hashlib
import io
import json
import stat
import struct
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograde.errors import IntakeError
from autograde.intake.inspect import inspect_packet
from classroom.answers.file import Answer, write_answers
from classroom.questions.question import Kind
from classroom.sending.packet import PACKET_LIMITS

KINDS = {"base": Kind.DOLLARS, "letter": Kind.TEXT}
NOON = datetime(2027, 1, 7, 12, 0, tzinfo=UTC)
ANSWERS = write_answers({"base": Answer("$1,590,000", 2, NOON)}, "small", "part01-count")


def manifest(files: Mapping[str, bytes], **changed: object) -> bytes:
    content = {
        "format": 1,
        "course": "small",
        "part": "part01-count",
        "session": "spring",
        "release": "abc",
        "variant": 3,
        "made_at": NOON.isoformat(),
        "files": {
            name: {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
            for name, data in files.items()
        },
    }
    return json.dumps(content | changed).encode()


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def packet(answers: bytes = ANSWERS, **more: bytes) -> bytes:
    files = {"answers.json": answers, **{name.replace("_", "."): data for name, data in more.items()}}
    return zipped({**files, "manifest.json": manifest(files)})


def sentence(data: bytes) -> str:
    with pytest.raises(IntakeError) as refused:
        inspect_packet(data, lambda _manifest: KINDS)
    said = refused.value.sentence
    assert "\n" not in said
    assert said.endswith(".")
    assert "Traceback" not in said
    return said


def test_a_packet_gives_manifest_answers_and_the_notebook_as_bytes() -> None:
    inspected = inspect_packet(packet(notebook_ipynb=b"not even JSON"), lambda _manifest: KINDS)
    assert inspected.manifest.part == "part01-count"
    assert inspected.answers["base"].text == "$1,590,000"
    assert inspected.notebook == b"not even JSON"


def test_the_notebook_may_stay_at_home() -> None:
    assert inspect_packet(packet(), lambda _manifest: KINDS).notebook is None


def duplicated() -> bytes:
    buffer = io.BytesIO(packet())
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("answers.json", b"{}")
    return buffer.getvalue()


def duplicated_in_two_members() -> bytes:
    buffer = io.BytesIO(zipped({"answers.json": ANSWERS}))
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("answers.json", b"{}")
    return buffer.getvalue()


def with_attributes(mode: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        member = zipfile.ZipInfo("answers.json")
        member.external_attr = mode << 16
        archive.writestr(member, "/etc/passwd")
        archive.writestr("manifest.json", manifest({"answers.json": b"/etc/passwd"}))
    return buffer.getvalue()


def encrypted() -> bytes:
    """Set the flag that says "locked" in both places where a zip says so."""
    data = bytearray(packet())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        data[at + offset] |= 1
    return bytes(data)


def lying_about_its_size() -> bytes:
    """An answers.json that says it has ten bytes and unpacks to five million."""
    files = {"answers.json": b" " * 5_000_000}
    data = bytearray(zipped({**files, "manifest.json": manifest(files)}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.find(signature)
        data[at + offset : at + offset + 4] = struct.pack("<I", 10)
    return bytes(data)


def many_members() -> bytes:
    return zipped({f"file{number}": b"" for number in range(5000)})


def damaged_in_the_middle() -> bytes:
    data = bytearray(packet(notebook_ipynb=bytes(range(256)) * 50))
    data[60:90] = b"\xff" * 30
    return bytes(data)


BAD = {
    "nothing": (b"", "not a zip file"),
    "text": (b"hello", "not a zip file"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"0" * 100, "not a zip file"),
    "cut short": (packet()[:-10], "its end is missing"),
    "something behind the end": (packet() + b"more", "its end is missing"),
    "something before the beginning": (b"#!/bin/sh\n" + packet(), "not a zip file"),
    "damaged in the middle": (damaged_in_the_middle(), "cannot be unpacked"),
    "too many files": (many_members(), "at most 3"),
    "larger than a packet may be": (b"PK\x03\x04" + b"0" * PACKET_LIMITS.packet, "larger than 6 MB"),
    "climbs out": (zipped({"../answers.json": b"{}"}), "../answers.json"),
    "absolute": (zipped({"/etc/passwd": b"{}"}), "/etc/passwd"),
    "a drive": (zipped({"C:\\answers.json": b"{}"}), "no packet has"),
    "in a folder": (zipped({"packet/answers.json": b"{}"}), "no packet has"),
    "a folder": (zipped({"answers.json/": b""}), "no packet has"),
    "another file": (zipped({"grade.py": b"import os"}), "grade.py"),
    "another case": (zipped({"Answers.json": b"{}"}), "no packet has"),
    "a packet in a packet": (zipped({"packet.zip": packet()}), "no packet has"),
    "twice, four members": (duplicated(), "answers.json twice"),
    "twice": (duplicated_in_two_members(), "answers.json twice"),
    "a link": (with_attributes(stat.S_IFLNK | 0o777), "not an ordinary file"),
    "a device": (with_attributes(stat.S_IFCHR | 0o666), "not an ordinary file"),
    "packed oddly": (zipped({"answers.json": ANSWERS}, zipfile.ZIP_BZIP2), "not an ordinary file"),
    "locked": (encrypted(), "locked with a password"),
    "a bomb": (packet(answers=b" " * 50_000_000), "longer than 1000 KB"),
    "lies about its size": (lying_about_its_size(), "cannot be unpacked"),
    "answer of 10 MB": (packet(answers=b'{"a": "' + b"x" * 10_000_000 + b'"}'), "longer than 1000 KB"),
    "notebook of 20 MB": (packet(notebook_ipynb=b" " * 20_000_000), "larger than 5 MB"),
    "no manifest": (zipped({"answers.json": ANSWERS}), "no manifest.json"),
    "no answers": (
        zipped({"manifest.json": manifest({"answers.json": ANSWERS})}),
        "no answers.json",
    ),
    "manifest cut short": (
        zipped({"answers.json": ANSWERS, "manifest.json": b'{"format": 1,'}),
        "manifest.json",
    ),
    "manifest is a list": (zipped({"answers.json": ANSWERS, "manifest.json": b"[]"}), "manifest.json"),
    "another format": (
        zipped({"answers.json": ANSWERS, "manifest.json": manifest({"answers.json": ANSWERS}, format=2)}),
        "another version",
    ),
    "wrong hash": (
        zipped({"answers.json": ANSWERS + b" ", "manifest.json": manifest({"answers.json": ANSWERS})}),
        "changed or damaged",
    ),
    "a notebook nobody listed": (
        zipped(
            {
                "answers.json": ANSWERS,
                "notebook.ipynb": b"{}",
                "manifest.json": manifest({"answers.json": ANSWERS}),
            }
        ),
        "does not list",
    ),
    "answers cut short": (packet(answers=ANSWERS[:-20]), "not JSON"),
    "answers of another part": (
        packet(answers=write_answers({}, "small", "part02-later")),
        "part02-later",
    ),
    "an unknown question": (
        packet(answers=write_answers({"salary": Answer("1", 1, NOON)}, "small", "part01-count")),
        "no question “salary”",
    ),
    "a question twice": (
        packet(answers=ANSWERS.replace(b'"answers": {', b'"answers": {}, "answers": {')),
        "twice",
    ),
    "no number": (packet(answers=ANSWERS.replace(b'"tries": 0', b'"tries": NaN')), "NaN"),
    "half a character": (packet(answers=ANSWERS.replace(b"$1,590,000", b"\\ud800")), "half a character"),
    "lists in lists": (
        packet(answers=ANSWERS.replace(b'"$1,590,000"', b"[" * 300 + b"]" * 300)),
        "lists inside lists",
    ),
    "a number of 5,000 digits": (
        packet(answers=ANSWERS.replace(b'"tries": 0', b'"tries": ' + b"9" * 5000)),
        "999",
    ),
    "an amount of 40 characters": (
        packet(answers=write_answers({"base": Answer("1" * 40, 1, NOON)}, "small", "part01-count")),
        "longer than 30 characters",
    ),
    "a text of 20,001 characters": (
        packet(answers=write_answers({"letter": Answer("x" * 20_001, 1, NOON)}, "small", "part01-count")),
        "longer than 20,000 characters",
    ),
}


@pytest.mark.parametrize(("data", "says"), BAD.values(), ids=BAD)
def test_what_is_wrong_is_said_in_one_sentence(data: bytes, says: str) -> None:
    assert says in sentence(data)


def test_a_name_with_an_invisible_end_is_not_a_known_name() -> None:
    data = zipped({"answers.jsonXevil": b"{}"}).replace(b"answers.jsonXevil", b"answers.json\0evil")
    assert "no packet has" in sentence(data)


def test_a_long_strange_name_is_shortened_in_the_sentence() -> None:
    said = sentence(zipped({"\u202e\x07" + "x" * 5_000: b""}))
    assert len(said) < 300
    assert all(letter.isprintable() for letter in said)


@given(st.binary(max_size=3_000))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with pytest.raises(IntakeError):
        inspect_packet(data, lambda _manifest: KINDS)


@given(st.data())
def test_a_packet_with_changed_bytes_is_read_or_refused(data: st.DataObject) -> None:
    changed = bytearray(packet())
    for _change in range(data.draw(st.integers(1, 6))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    try:
        inspected = inspect_packet(bytes(changed), lambda _manifest: KINDS)
    except IntakeError:
        return
    assert set(inspected.answers) <= set(KINDS)
