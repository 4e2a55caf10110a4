"""Numbers of her own contract: kept in her own folder and nowhere else."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from classroom.errors import AnswersError
from classroom.own.form import OwnForm
from classroom.own.numbers import Field, own_numbers
from classroom.part import Part
from classroom.questions.question import Kind
from classroom.sending.packet import build_packet

Numbers = dict[str, Decimal | None]
FIELDS = (Field("rate", "Your hourly rate", Kind.DOLLARS), Field("hours", "Hours a year", unit="hours"))


def yearly(numbers: Numbers) -> str:
    rate, hours = numbers["rate"], numbers["hours"]
    return "" if rate is None or hours is None else f"${rate * hours:,.2f} a year."


@pytest.fixture
def form(opened_part: Part, clock: Callable[[], datetime]) -> OwnForm:
    return OwnForm(opened_part, "my-pay", FIELDS, yearly, clock=clock)


def save(form: OwnForm, **texts: str) -> Any:
    return form.handle({"type": "save", "text": json.dumps(texts), "based_on": 0, "mark": "tab:1"})


def test_what_follows_is_said_and_saving_is_acknowledged(form: OwnForm, workspace: Path) -> None:
    said = save(form, rate="$38.50", hours="1,400")
    assert (said["type"], said["mark"], said["revision"]) == ("saved", "tab:1", 1)
    assert form.sentence == "$53,900.00 a year."
    kept = json.loads((workspace / "own" / "my-pay.json").read_text())
    assert kept["values"] == {"rate": "$38.50", "hours": "1,400"}


def test_they_never_reach_the_answers_the_packet_or_the_log(
    form: OwnForm, opened_part: Part, workspace: Path, clock: Callable[[], datetime]
) -> None:
    save(form, rate="$38.51", hours="1,400")
    assert opened_part.book.read() == {}
    assert b"38.51" not in build_packet(opened_part, include_notebook=True, made_at=clock())
    others = [path for path in workspace.rglob("*") if path.is_file() and path.name != "my-pay.json"]
    assert not any(b"38.51" in path.read_bytes() for path in others)
    assert "38.51" not in repr(form)


def test_a_field_that_is_empty_or_unclear_is_none(form: OwnForm) -> None:
    save(form, rate="38,50", hours="1,400")
    assert form.sentence == ""
    assert form.read["rate"]["problem"]
    assert form.read["hours"]["echo"] == "1,400 hours"
    assert "rate" in json.loads(form.text)  # what she typed stays


def test_a_new_kernel_shows_them_again(form: OwnForm, opened_part: Part) -> None:
    save(form, rate="$38.50", hours="1,400")
    again = OwnForm(opened_part, "my-pay", FIELDS, yearly)
    assert json.loads(again.text) == {"rate": "$38.50", "hours": "1,400"}
    assert again.sentence == form.sentence


def test_two_forms_may_share_a_file(form: OwnForm, opened_part: Part) -> None:
    save(form, rate="$38.50", hours="1,400")
    other = OwnForm(opened_part, "my-pay", (Field("people", "People", unit="people"),), lambda _numbers: "")
    save(other, people="80")
    assert form.file.read().values == {"rate": "$38.50", "hours": "1,400", "people": "80"}


def test_a_sentence_that_cannot_be_made_does_not_stop_the_saving(opened_part: Part, workspace: Path) -> None:
    form = OwnForm(opened_part, "my-pay", FIELDS, lambda numbers: f"{1 / (numbers['rate'] or 0)}")
    assert save(form, rate="0", hours="")["type"] == "saved"
    assert form.sentence == "These numbers could not be worked with. Look them over."
    assert "own numbers my-pay" in (workspace / ".classroom" / "log.txt").read_text()


def test_a_damaged_file_is_as_good_as_none(form: OwnForm, opened_part: Part, workspace: Path) -> None:
    (workspace / "own").mkdir(exist_ok=True)
    (workspace / "own" / "my-pay.json").write_text('{"format": 1, "values": [')
    again = OwnForm(opened_part, "my-pay", FIELDS, yearly)
    assert save(again, rate="$1", hours="1")["type"] == "saved"


def test_a_folder_that_cannot_be_written_is_a_sentence(form: OwnForm, workspace: Path) -> None:
    (workspace / "own").write_text("in the way")
    said = save(form, rate="$1", hours="1")
    assert said["type"] == "not_saved"
    assert said["sentence"]


@pytest.mark.parametrize("name", ["../answers", "a/b", "", "con"])
def test_a_name_stays_inside_the_folder(opened_part: Part, name: str) -> None:
    with pytest.raises(AnswersError):
        own_numbers(opened_part, name, FIELDS, yearly)


def test_while_grading_nothing_is_shown(opened_part: Part) -> None:
    assert own_numbers(dataclasses.replace(opened_part, grading=True), "my-pay", FIELDS, yearly) is None
