"""Hostile packets: what it is called, how it is made, what is to become of it.

`refused` is part of the one sentence that the sender reads; `points` is what the answers deserve (of 6, the
letter not counted) when the packet is taken. test_hostile_packets.py sends each to a desk. To add one, add a
line.
"""

from __future__ import annotations

import json
import stat
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from tests.autograde.packet_making import (
    LETTER,
    Attacker,
    content,
    entry,
    notebook,
    of_kind,
    patched,
    streamed,
    with_member,
    zipped,
)


@dataclass(frozen=True)
class Hostile:
    """One packet: refused with a sentence that says so, or taken and worth `points`."""

    name: str
    make: Callable[[Attacker], bytes]
    refused: str = ""
    points: float | None = None


ALL, NONE, CHOICE_ONLY, AMOUNT_ONLY = 6.0, 0.0, 2.0, 4.0
MILLION = 1_000_000
SCRIPT, HANDLER = "<script>document.title='ran'</script>", "<img src=x onerror=document.title='ran'>"
BACKWARDS = "\u202e"


def _files(a: Attacker) -> dict[str, bytes]:
    files = {"answers.json": a.answers()}
    return {**files, "manifest.json": a.manifest(files)}


def _touch(a: Attacker) -> str:
    return f"__import__('pathlib').Path({a.canary!r}).write_text('ran')"


# What the container is.
CONTAINER = [
    Hostile("nothing at all", lambda a: b"", "not a zip file"),
    Hostile("a program", lambda a: b"#!/bin/sh\ntouch " + a.canary.encode(), "not a zip file"),
    Hostile("a program before a good packet", lambda a: b"#!/bin/sh\n" + a.saying(), "not a zip file"),
    Hostile("a pickle", lambda a: b"\x80\x04\x95cos\nsystem\n", "not a zip file"),
    Hostile("cut in half", lambda a: a.saying()[:200], "its end is missing"),
    Hostile("something behind the end", lambda a: a.saying() + b"<?php", "its end is missing"),
    Hostile("a comment behind the end", lambda a: a.saying()[:-2] + b"\x04\x00evil", "its end is missing"),
    Hostile(
        "a good packet behind another one", lambda a: a.saying(base="1") + a.saying(), "more than one zip"
    ),
    Hostile(
        "bytes before the first file", lambda a: b"PK\x03\x04" + b"x" * 99 + a.saying(), "more than one zip"
    ),
    Hostile(
        "a list of files that begins elsewhere",
        lambda a: a.saying()[:-6] + struct.pack("<I", 0) + b"\0\0",
        "more than one zip",
    ),
    Hostile(
        "an end of the large kind (zip64)",
        lambda a: a.saying()[:-22] + b"PK\x06\x07" + b"\0" * 16 + a.saying()[-22:],
        "its end is missing",
    ),
    Hostile(
        "says it has 65,535 files",
        lambda a: a.saying()[:-14] + b"\xff\xff\xff\xff" + a.saying()[-10:],
        "at most 3",
    ),
    Hostile("has 5,000 files", lambda a: zipped({f"f{n}": b"" for n in range(5_000)}), "at most 3"),
    Hostile(
        "says it has one file and has two",
        lambda a: a.saying()[:-14] + b"\x01\x00\x01\x00" + a.saying()[-10:],
        "cannot be unpacked",
    ),
    Hostile("encrypted", lambda a: patched(a.saying(), (6, b"\x01"), (8, b"\x01")), "locked with a password"),
    Hostile(
        "packed in a way nobody knows",
        lambda a: patched(a.saying(), (8, b"\x63\x00"), (10, b"\x63\x00")),
        "not an ordinary file",
    ),
    Hostile("packed with bzip2", lambda a: a.packet(method=zipfile.ZIP_BZIP2), "not an ordinary file"),
    Hostile("packed with lzma", lambda a: a.packet(method=zipfile.ZIP_LZMA), "not an ordinary file"),
    Hostile(
        "two names for one file", lambda a: patched(a.saying(), (30, b"Answers"), None), "cannot be unpacked"
    ),
    Hostile(
        "a file that begins behind the end",
        lambda a: patched(a.saying(), None, (42, b"\xff\xff\xff\x7f")),
        "cannot be unpacked",
    ),
    Hostile(
        "a wrong checksum of the zip",
        lambda a: patched(a.saying(), (14, b"\0\0\0\0"), (16, b"\0\0\0\0")),
        "cannot be unpacked",
    ),
    Hostile("a bomb in the answers", lambda a: a.packet(b" " * 50 * MILLION), "longer than 1000 KB"),
    Hostile("a bomb in the notebook", lambda a: a.packet(notebook=b"0" * 200 * MILLION), "larger than 5 MB"),
    Hostile(
        "a bomb in the manifest",
        lambda a: zipped({"answers.json": a.answers(), "manifest.json": b" " * 90 * MILLION}),
        "manifest.json",
    ),
    Hostile(
        "a bomb that says it is small",
        lambda a: patched(
            a.packet(b" " * 5 * MILLION), (22, struct.pack("<I", 10)), (24, struct.pack("<I", 10))
        ),
        "cannot be unpacked",
    ),
    Hostile("larger than a packet may be", lambda a: a.saying() + b"0" * 6 * MILLION, "larger than"),
    Hostile("a packet in a packet", lambda a: a.holding("packet.zip", a.saying()), "no packet has"),
    Hostile("a packet in place of the answers", lambda a: a.packet(a.saying()), "is not UTF-8"),
    Hostile("written by a program that streams", lambda a: streamed(_files(a)), points=ALL),
    Hostile("not compressed at all", lambda a: a.packet(method=zipfile.ZIP_STORED), points=ALL),
]

# What its files are called and what kind of thing they are.
NAMES = [
    Hostile("climbs out", lambda a: a.holding("../../answers.json"), "no packet has"),
    Hostile("climbs out with backslashes", lambda a: a.holding("..\\..\\answers.json"), "no packet has"),
    Hostile("an absolute path", lambda a: a.holding(a.canary), "no packet has"),
    Hostile("a drive", lambda a: a.holding("C:answers.json"), "no packet has"),
    Hostile(
        "a name that ends in a NUL",
        lambda a: a.holding("answers.jsonXx").replace(b"jsonXx", b"json\0x"),
        "no packet has",
    ),
    Hostile("capital letters", lambda a: a.holding("ANSWERS.JSON"), "no packet has"),
    Hostile("a name written backwards", lambda a: a.holding(f"{BACKWARDS}nosj.srewsna"), "no packet has"),
    Hostile("a script for a name", lambda a: a.holding(SCRIPT), "no packet has"),
    Hostile("a name of 60,000 letters", lambda a: a.holding("x" * 60_000), "list of its files"),
    Hostile("a folder", lambda a: a.holding("answers.json/", b""), "no packet has"),
    Hostile("the server's own variant file", lambda a: a.holding("variant.json"), "no packet has"),
    Hostile("the server's own time", lambda a: a.holding("timestamp.txt"), "no packet has"),
    Hostile("the gradebook", lambda a: a.holding("gradebook.db"), "no packet has"),
    Hostile("a module that Python would import", lambda a: a.holding("sitecustomize.py"), "no packet has"),
    Hostile(
        "the answers twice",
        lambda a: with_member(a.saying(), zipfile.ZipInfo("answers.json"), b"{}"),
        "answers.json twice",
    ),
    Hostile(
        "a symbolic link",
        lambda a: of_kind(a.packet(b"/etc/passwd"), stat.S_IFLNK | 0o777),
        "not an ordinary file",
    ),
    Hostile("a device", lambda a: of_kind(a.saying(), stat.S_IFCHR | 0o666), "not an ordinary file"),
    Hostile("a pipe", lambda a: of_kind(a.saying(), stat.S_IFIFO | 0o666), "not an ordinary file"),
    Hostile("a program by its rights", lambda a: of_kind(a.saying(), stat.S_IFREG | 0o6777), points=ALL),
]

# What the manifest says.
MANIFEST = [
    Hostile("no manifest", lambda a: zipped({"answers.json": a.answers()}), "no manifest.json"),
    Hostile(
        "no answers",
        lambda a: zipped({"manifest.json": a.manifest({"answers.json": a.answers()})}),
        "no answers.json",
    ),
    Hostile(
        "a wrong hash",
        lambda a: a.packet(files={"answers.json": {"sha256": "0" * 64, "size": 1}}),
        "changed or damaged",
    ),
    Hostile(
        "a hash that is a list",
        lambda a: a.packet(files={"answers.json": {"sha256": [], "size": 1}}),
        "“answers.json” is not in order",
    ),
    Hostile("a size of 10⁴ digits", lambda a: a.listing("9" * 10_000), "more than 18 characters"),
    Hostile("a size below 0", lambda a: a.listing("-1"), "“answers.json” is not in order"),
    Hostile(
        "a notebook that the manifest does not list",
        lambda a: with_member(a.saying(), zipfile.ZipInfo("notebook.ipynb"), b"{}"),
        "does not list",
    ),
    Hostile("a classmate's id", lambda a: a.packet(person=a.classmate), "exactly the fields"),
    Hostile("points for herself", lambda a: a.packet(points=6), "exactly the fields"),
    Hostile(
        "a classmate's variant",
        lambda a: a.packet(variant=a.classmates_variant),
        "numbers of another employer",
    ),
    Hostile("the author's own variant", lambda a: a.packet(variant=0), "numbers of another employer"),
    Hostile("a variant below 0", lambda a: a.packet(variant=-1), "“variant” is not in order"),
    Hostile("a variant as text", lambda a: a.packet(variant=str(a.variant)), "“variant” is not in order"),
    Hostile("a variant that is true", lambda a: a.packet(variant=True), "“variant” is not in order"),
    Hostile(
        "a variant with a point", lambda a: a.packet(variant=float(a.variant)), "“variant” is not in order"
    ),
    Hostile(
        "a variant that is a statement", lambda a: a.packet(variant=_touch(a)), "“variant” is not in order"
    ),
    Hostile(
        "a variant that is no number",
        lambda a: zipped(
            {
                "answers.json": a.answers(),
                "manifest.json": a.manifest({"answers.json": a.answers()}, variant=float("nan")),
            }
        ),
        "NaN is not a number",
    ),
    Hostile("another session", lambda a: a.packet(session="autumn"), "another course or session"),
    Hostile("another course", lambda a: a.packet(course="large"), "another course or session"),
    Hostile("a part that is not there", lambda a: a.packet(part="part99-secret"), "has no part"),
    Hostile("a part that is not open", lambda a: a.packet(part="part02-later"), "not open in this session"),
    Hostile("a part that climbs", lambda a: a.packet(part="../../../etc"), "“part” is not in order"),
    Hostile("a release that climbs", lambda a: a.packet(release=".."), "“release” is not in order"),
    Hostile("a release nobody gave out", lambda a: a.packet(release="f" * 64), "never gave out"),
    Hostile("a script for a session", lambda a: a.packet(session=SCRIPT), "“session” is not in order"),
    Hostile(
        "a time of the year 10,000",
        lambda a: a.packet(made_at="9999-12-31T23:59:59-23:59"),
        "“made_at” is not in order",
    ),
    Hostile(
        "a key twice in the manifest",
        lambda a: zipped(
            {
                "answers.json": a.answers(),
                "manifest.json": a.manifest({"answers.json": a.answers()}).replace(
                    b'"variant"', b'"variant": 1, "variant"'
                ),
            }
        ),
        "is in it twice",
    ),
]

# What answers.json is, as JSON.
JSON = [
    Hostile("not JSON", lambda a: a.packet(b"salary = 1"), "is not JSON"),
    Hostile("a list", lambda a: a.packet(b"[]"), "not a file of answers"),
    Hostile("lists 100,000 deep", lambda a: a.packet(b"[" * 100_000), "lists inside lists"),
    Hostile(
        "objects 250 deep",
        lambda a: a.raw(b'"more"', b'{"a":' * 250 + b"1" + b"}" * 250),
        "lists inside lists",
    ),
    Hostile("a key twice", lambda a: a.raw(b'"answers":', b'"answers": {}, "answers":'), "is in it twice"),
    Hostile("an answer twice", lambda a: a.raw(b'"reading":', b'"base": {}, "reading":'), "is in it twice"),
    Hostile("a field twice", lambda a: a.raw(b'"tries":', b'"tries": 0, "tries":'), "is in it twice"),
    Hostile("NaN", lambda a: a.raw(b'"tries": 0', b'"tries": NaN'), "NaN is not a number"),
    Hostile("infinity", lambda a: a.raw(b'"tries": 0', b'"tries": -Infinity'), "-Infinity is not a number"),
    Hostile("1e999", lambda a: a.raw(b'"tries": 0', b'"tries": 1e999'), "is too large"),
    Hostile(
        "a number of 10⁵ digits",
        lambda a: a.raw(b'"tries": 0', b'"tries": ' + b"9" * 100_000),
        "more than 18 characters",
    ),
    Hostile(
        "a fraction of 10⁵ digits",
        lambda a: a.raw(b'"tries": 0', b'"tries": 0.' + b"9" * 100_000),
        "more than 18 characters",
    ),
    Hostile("half a character", lambda a: a.raw(b'"more"', b'"\\ud800"'), "half a character"),
    Hostile(
        "two halves the wrong way round", lambda a: a.raw(b'"more"', b'"\\udc00\\ud800"'), "half a character"
    ),
    Hostile("half a character in a name", lambda a: a.raw(b'"reading"', b'"\\udfff"'), "half a character"),
    Hostile("not UTF-8", lambda a: a.raw(b'"more"', b'"\xff\xfe"'), "is not UTF-8"),
    Hostile("overlong UTF-8", lambda a: a.raw(b'"more"', b'"\xc0\xaf"'), "is not UTF-8"),
    Hostile("UTF-16", lambda a: a.packet(a.answers().decode().encode("utf-16")), "is not UTF-8"),
    Hostile("a byte-order mark", lambda a: a.packet(b"\xef\xbb\xbf" + a.answers()), "byte-order mark"),
    Hostile("a NUL in a text", lambda a: a.saying(letter="Please\0send it"), "control character"),
    Hostile(
        "colours for a terminal", lambda a: a.saying(letter="\x1b[2J\x1b]0;ran\x07"), "control character"
    ),
    Hostile(
        "100,000 answers",
        lambda a: a.packet(json.dumps(content({f"q{n}": 0 for n in range(70_000)})).encode()),
        "up to 500 answers",
    ),
    Hostile(
        "a format of tomorrow",
        lambda a: a.packet(json.dumps({**a.texts(), "format": 2}).encode()),
        "newer version",
    ),
    Hostile(
        "a format that is true",
        lambda a: a.packet(json.dumps({**a.texts(), "format": True}).encode()),
        "not a file of answers",
    ),
    Hostile(
        "a field more",
        lambda a: a.packet(json.dumps({**a.texts(), "scores": {"base": 4}}).encode()),
        "does not belong there",
    ),
    Hostile(
        "another part's answers",
        lambda a: a.packet(json.dumps({**a.texts(), "part": "part02-later"}).encode()),
        "part02-later",
    ),
    Hostile("answers as a list", lambda a: a.packet(json.dumps(content([entry("1")])).encode()), "by id"),
]

# What an answer is called, and which types it has.
ENTRIES = [
    Hostile("an unknown question", lambda a: a.named("bonus"), "no question “bonus”"),
    Hostile("a question named like Python's own", lambda a: a.named("__class__"), "no question"),
    Hostile("a question that is a path", lambda a: a.named("../../base"), "no question"),
    Hostile("a question that is a script", lambda a: a.named(SCRIPT), "no question"),
    Hostile("a question that is a statement", lambda a: a.named(f"x={_touch(a)}"), "no question"),
    Hostile("a question written backwards", lambda a: a.named(f"base{BACKWARDS}"), "no question"),
    Hostile("a question with a blank", lambda a: a.named("base "), "no question"),
    Hostile("a question in capitals", lambda a: a.named("BASE"), "no question"),
    Hostile("a question without a name", lambda a: a.named(""), "no question"),
    Hostile("a question with a name of 10⁵ letters", lambda a: a.named("b" * 100_000), "no question"),
    Hostile("a number for a text", lambda a: a.saying(base=1050), "its text is not text"),
    Hostile("true for a text", lambda a: a.saying(base=True), "its text is not text"),
    Hostile("a list for a text", lambda a: a.saying(letter=["a", "b"]), "its text is not text"),
    Hostile("an object for a text", lambda a: a.with_entry(text=None), "its text is not text"),
    Hostile(
        "text for an answer",
        lambda a: a.raw(b'"answers": {', b'"answers": {"warm-up": "3", '),
        "a form writes",
    ),
    Hostile("points in an answer", lambda a: a.with_entry(points=4), "a form writes"),
    Hostile("tries below 0", lambda a: a.with_entry(tries=-1), "“tries” is not a count"),
    Hostile("tries that are true", lambda a: a.with_entry(tries=True), "“tries” is not a count"),
    Hostile("help by halves", lambda a: a.with_entry(help=0.5), "“help” is not a count"),
    Hostile("a revision of 10¹⁷", lambda a: a.with_entry(revision=10**17), "“revision” is not a count"),
    Hostile("a time without a zone", lambda a: a.with_entry(saved_at="2027-01-07T12:00:00"), "not a time"),
    Hostile("a time that is a number", lambda a: a.with_entry(saved_at=0), "not a time"),
    Hostile("a text that was never saved", lambda a: a.with_entry(revision=0, saved_at=None), "do not agree"),
    Hostile("an amount of 31 characters", lambda a: a.saying(base="1" * 31), "longer than 30 characters"),
    Hostile(
        "a choice of 1,000 characters", lambda a: a.saying(reading="more" * 250), "longer than 64 characters"
    ),
    Hostile("a letter of 20,001 characters", lambda a: a.saying(letter="x" * 20_001), "longer than 20,000"),
]

# What is taken, and scored as what it is: text.
TEXTS = [
    Hostile("a script in the letter", lambda a: a.saying(letter=f"{SCRIPT} {LETTER}"), points=ALL),
    Hostile("an event handler in the letter", lambda a: a.saying(letter=f"{HANDLER} {LETTER}"), points=ALL),
    Hostile(
        "a script for an amount", lambda a: a.saying(base="<script>alert(1)</script>"), points=CHOICE_ONLY
    ),
    Hostile(
        "an event handler for an amount",
        lambda a: a.saying(base="<b onclick=alert(1)>1050</b>"),
        points=CHOICE_ONLY,
    ),
    Hostile("a script for a choice", lambda a: a.saying(reading=SCRIPT), points=AMOUNT_ONLY),
    Hostile("an event handler for a choice", lambda a: a.saying(reading=HANDLER), points=AMOUNT_ONLY),
    Hostile(
        "a script in a practice answer",
        lambda a: a.saying(**{"warm-up": "<svg onload=alert(1)>"}),
        points=ALL,
    ),
    Hostile(
        "all of it at once",
        lambda a: a.saying(
            base="<svg onload=alert(1)>", reading=HANDLER, letter=f"{SCRIPT}{HANDLER}{BACKWARDS}"
        ),
        points=NONE,
    ),
    Hostile(
        "a formula in the letter",
        lambda a: a.saying(letter=f'=HYPERLINK("http://x","y") {LETTER}'),
        points=ALL,
    ),
    Hostile("a formula for an amount", lambda a: a.saying(base="=cmd|'/C calc'!A0"), points=CHOICE_ONLY),
    Hostile("a calculation that is right", lambda a: a.saying(base=f"={a.right - 1}+1"), points=ALL),
    Hostile("a calculation without end", lambda a: a.saying(base="=9**9**9**9**9"), points=CHOICE_ONLY),
    Hostile("a calculation by zero", lambda a: a.saying(base="=1/0"), points=CHOICE_ONLY),
    Hostile("brackets by the dozen", lambda a: a.saying(base="=" + "(" * 29), points=CHOICE_ONLY),
    Hostile(
        "a statement for an amount", lambda a: a.saying(base="__import__('os').abort()"), points=CHOICE_ONLY
    ),
    Hostile("infinity for an amount", lambda a: a.saying(base="Infinity"), points=CHOICE_ONLY),
    Hostile("no number for an amount", lambda a: a.saying(base="NaN"), points=CHOICE_ONLY),
    Hostile("everything for an amount", lambda a: a.saying(base="1e999999999"), points=CHOICE_ONLY),
    Hostile(
        "an amount with marks that turn it", lambda a: a.saying(base=f"{BACKWARDS}{a.right}"), points=ALL
    ),
    Hostile(
        "an amount in Arabic digits",
        lambda a: a.saying(base=str(a.right).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))),
        points=ALL,
    ),
    Hostile("a choice in capitals", lambda a: a.saying(reading="MORE"), points=AMOUNT_ONLY),
    Hostile("two choices", lambda a: a.saying(reading="more,same"), points=AMOUNT_ONLY),
    Hostile("the key for a choice", lambda a: a.saying(reading="right"), points=AMOUNT_ONLY),
    Hostile(
        "a statement in the letter",
        lambda a: a.saying(letter=f"{_touch(a)}\n%run x\n!touch x\n{LETTER}"),
        points=ALL,
    ),
    Hostile(
        "a template in the letter",
        lambda a: a.saying(letter="{{ 7*7 }} {% raw %} ${x} $$\\input{/etc/passwd}$$"),
        points=ALL,
    ),
    Hostile(
        "marks of the grader in the letter",
        lambda a: a.saying(letter="### BEGIN SOLUTION\n### END HIDDEN TESTS\n6.0\n```python\n6.0\n```"),
        points=ALL,
    ),
    Hostile("letters upon letters", lambda a: a.saying(letter="Z" + "\u0335\u0489" * 9_000), points=ALL),
    Hostile(
        "text that runs backwards", lambda a: a.saying(letter=f"\u2067{BACKWARDS}{LETTER}\u2066"), points=ALL
    ),
    Hostile("no answer at all", lambda a: a.packet(json.dumps(content({})).encode()), points=NONE),
]

# What comes as the learner's own notebook: kept as bytes, never opened.
NOTEBOOKS = [
    Hostile("a notebook that writes a file", lambda a: a.packet(notebook=notebook(_touch(a))), points=ALL),
    Hostile("a notebook that is not JSON", lambda a: a.packet(notebook=b"\x00\xff{"), points=ALL),
    Hostile(
        "a notebook with a million cells",
        lambda a: a.packet(notebook=b'{"cells": [' + b"{}," * MILLION + b"{}]}"),
        points=ALL,
    ),
    Hostile(
        "a notebook 100,000 deep", lambda a: a.packet(notebook=b'{"cells": ' + b"[" * 100_000), points=ALL
    ),
    Hostile(
        "a notebook with NaN for points",
        lambda a: a.packet(notebook=notebook("6", nbgrader={"points": float("nan")})),
        points=ALL,
    ),
    Hostile(
        "a notebook that says it is graded",
        lambda a: a.packet(
            a.answers(base="1", reading="same"), notebook=notebook("6.0", nbgrader={"score": 6})
        ),
        points=NONE,
    ),
    Hostile(
        "a notebook with another kernel",
        lambda a: a.packet(notebook=notebook("6", kernelspec={"name": "bash", "argv": ["touch", a.canary]})),
        points=ALL,
    ),
    Hostile("a packet for a notebook", lambda a: a.packet(notebook=a.saying()), points=ALL),
]

HOSTILE = [*CONTAINER, *NAMES, *MANIFEST, *JSON, *ENTRIES, *TEXTS, *NOTEBOOKS]
