"""Secrets are found wherever they hide, and what everybody may see is not called a secret."""

import html
import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from autograde.release.leaks import Leak, leaks_in, secrets

PART = Path(__file__).parent / "lessons" / "tally" / "part01-counting"

KEY = "right=people * salary_dollars,"
MISTAKE = (
    'mistakes=[Mistake("one salary", salary_dollars, '
    '"That is what one person earns. Multiply by the people.")],'
)
SCHEME = "Three points for a note that a colleague could check by counting again."
CELL = "says which rows were counted and which were not"
MODEL = "We counted four rows of three desks and then the people who share a desk by the window."
ANSWER = "$600,000"
MEMO = "We went along the rows twice, and both counts gave the same twelve people."


@pytest.fixture(scope="module")
def wanted() -> frozenset[str]:
    return secrets(PART)


def test_keys_schemes_models_and_answers_are_secrets(wanted: frozenset[str]) -> None:
    assert {KEY, MISTAKE, SCHEME, CELL, MODEL, ANSWER, "600000", "600,000", MEMO} <= wanted


def test_code_that_learners_have_anyway_and_what_stands_in_any_program_is_none(
    wanted: frozenset[str],
) -> None:
    # `within=Decimal("0.01"),` also stands in a practice question; `score(` and `within=1,` say nothing.
    shown = {"score(", "part,", "within=1,", ")", 'within=Decimal("0.01"),', "## For the instructor", "12"}
    assert wanted.isdisjoint(shown)
    assert leaks_in("score(\n part,\n within=1,\n)", wanted) == []


def test_answers_can_be_left_out(wanted: frozenset[str]) -> None:
    without = secrets(PART, answers=False)
    assert without < wanted
    assert {KEY, SCHEME, MODEL} <= without
    assert without.isdisjoint({ANSWER, "600000", MEMO})


def zipped(name: str, data: str | bytes) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return whole.getvalue()


HIDING_PLACES = {
    "plain": lambda line: line,
    "other blanks": lambda line: line.replace(" ", "   "),
    "over two lines": lambda line: line.replace(" ", "\n    ", 1),
    "a notebook's JSON": lambda line: json.dumps({"cells": [{"source": ["    " + line + "\n", ")"]}]}),
    "JSON in JSON": lambda line: json.dumps({"output": json.dumps([line])}),
    "HTML": lambda line: f"<p>{html.escape(line)}</p>",
    "coloured HTML": lambda line: "".join(f"<span>{html.escape(c)}</span>" for c in line),
    "a table": lambda line: f"<td>x</td><td>{html.escape(line)}</td><td>y</td>",
    "a terminal's traceback": lambda line: "---> 7 \x1b[38;5;28m" + line.replace("=", "\x1b[39m=\x1b[0m"),
    "a traceback in a notebook": lambda line: json.dumps("\x1b[0;32m" + line + "\x1b[0m"),
}


@pytest.mark.parametrize("secret", [KEY, MISTAKE, SCHEME, CELL, MODEL, ANSWER, MEMO])
@pytest.mark.parametrize("place", HIDING_PLACES)
def test_a_secret_is_found_in_every_disguise(place: str, secret: str, wanted: frozenset[str]) -> None:
    hidden = "first line\n" + HIDING_PLACES[place](secret)
    assert secret in {leak.secret for leak in leaks_in(hidden, wanted)}


def test_a_leak_names_file_line_and_secret(tmp_path: Path, wanted: frozenset[str]) -> None:
    page = tmp_path / "site" / "page.html"
    page.parent.mkdir()
    page.write_text(f"<h1>Feedback</h1>\n<p>Well done.</p>\n<p>{SCHEME}</p>\n", encoding="utf-8")
    assert leaks_in(tmp_path, wanted) == [Leak(str(page), 3, SCHEME)]


def test_zips_and_wheels_are_opened_to_any_depth(wanted: frozenset[str]) -> None:
    wheel = zipped("school/lesson.py", f"x = 1\nscore({KEY})\n")
    assert leaks_in(zipped("dist/school.whl", wheel), wanted, where="all.zip") == [
        Leak("all.zip!dist/school.whl!school/lesson.py", 2, KEY)
    ]


def test_a_number_is_found_only_by_itself(wanted: frozenset[str]) -> None:
    assert leaks_in("id 1600000 and a600000b and 6000001", wanted) == []
    assert [leak.secret for leak in leaks_in("it is 600000.", wanted)] == ["600000"]


def test_a_part_without_memo_or_reference_still_has_its_keys(tmp_path: Path) -> None:
    shutil.copytree(PART.parent, tmp_path / "tally")
    part = tmp_path / "tally" / PART.name
    (part / "reference.toml").unlink()
    assert KEY in secrets(part)
