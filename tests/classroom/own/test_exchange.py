"""Files of her own: brought by her and kept when she says so, and made without losing what is hers."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from classroom.errors import AnswersError
from classroom.own.bring_form import LARGEST, BringForm
from classroom.own.exchange import make_files, own_file
from classroom.own.files import own_folder
from classroom.own.form import OwnForm
from classroom.own.kept_files import keep, keep_made
from classroom.own.make_form import MakeForm
from classroom.own.numbers import Field
from classroom.own.progress import Progress, progress
from classroom.part import Part
from classroom.questions.asking import dollars, percent
from classroom.questions.forms import show_form
from classroom.questions.question import Kind
from classroom.sending.packet import build_packet

SECRET = b"48213"


@dataclass(frozen=True)
class Sight:
    refused: str = ""
    sections: tuple[tuple[str, tuple[str, ...]], ...] = ()
    problems: tuple[tuple[str, str, str, str], ...] = ()
    keeps: bytes | None = None


@dataclass(frozen=True)
class PayFile:
    """A file that holds one number: the pay of a year."""

    title: str = "Your own pay"
    about: str = "Bring it once."
    name: str = "pay.txt"
    endings: tuple[str, ...] = (".txt",)
    empty_name: str = "empty.txt"

    def empty(self) -> bytes:
        return b"0"

    def look(self, files: Mapping[str, bytes]) -> Sight:
        ((name, content),) = files.items()
        if not content:
            return Sight(refused=f"There is nothing in {name}.")
        if content == b"pay":
            return Sight("", (("Understood", ()),), (("Sheet", "2", "B2", "write it in digits"),))
        return Sight("", (("Understood", (f"{name}: {int(content)}",)), ("Not read", ())), (), content)

    def standing(self, own: Path) -> str:
        path = own / self.name
        return f"Kept: {int(path.read_bytes())}." if path.exists() else ""


@dataclass(frozen=True)
class Button:
    label: str
    names: tuple[str, ...]
    missing: str = ""


@dataclass(frozen=True)
class Sheets:
    """A file that is made of what is kept."""

    title: str = "Your sheets"

    def table(self, at: Progress) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
        return ("Sheet", "Pay"), (("1 Pay", PayFile().standing(at.own)),)

    def says(self, at: Progress) -> tuple[str, ...]:
        return ("One sheet so far.",)

    def choices(self, at: Progress) -> Mapping[str, Button]:
        kept = PayFile().standing(at.own)
        return {"mine": Button("Write it", ("sheets.txt",), "" if kept else "Bring your pay first.")}

    def make(self, at: Progress, choice: str) -> tuple[Mapping[str, bytes], str]:
        return {"sheets.txt": PayFile().standing(at.own).encode()}, ""


@dataclass(frozen=True)
class Known:
    number: Any
    is_estimated: bool = False


def sent_by(form: Any, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, Any]]:
    """What the form sends to the page."""
    sent: list[tuple[Any, Any]] = []
    monkeypatch.setattr(form, "send", lambda content, buffers=None: sent.append((content, buffers)))
    return sent


@pytest.fixture
def form(opened_part: Part, clock: Callable[[], datetime]) -> BringForm:
    return BringForm(opened_part, PayFile(), clock=clock)


def choose(form: BringForm, content: bytes, name: str = "ours.txt") -> None:
    """What the browser does when she has chosen a file."""
    form.handle({"type": "look", "names": [name]}, [memoryview(content)])


def test_a_file_is_kept_only_when_she_says_that_it_was_understood(form: BringForm, workspace: Path) -> None:
    choose(form, SECRET)
    assert form.seen["sections"] == [{"heading": "Understood", "lines": ["ours.txt: 48213"]}]
    assert not (workspace / "own").exists()
    form.handle({"type": "keep"})
    assert (workspace / "own" / "pay.txt").read_bytes() == SECRET
    assert (form.standing, form.seen) == ("Kept: 48213.", {})


def test_what_she_leaves_is_not_kept_and_what_is_kept_can_be_deleted(
    form: BringForm, workspace: Path
) -> None:
    choose(form, SECRET)
    form.handle({"type": "leave"})
    form.handle({"type": "keep"})
    assert not (workspace / "own").exists()
    choose(form, SECRET)
    form.handle({"type": "keep"})
    form.handle({"type": "drop"})
    assert list((workspace / "own").iterdir()) == []
    assert (form.standing, form.said) == ("", "Deleted. Nothing of it is kept.")


def test_what_she_brings_stays_in_no_answer_no_packet_and_no_log(
    form: BringForm, opened_part: Part, workspace: Path, clock: Callable[[], datetime]
) -> None:
    choose(form, SECRET)
    form.handle({"type": "keep"})
    choose(form, b"name: Ada 48213")  # a reader that fails, and whose error quotes what it read
    assert form.said == "That did not work. Save the file again as .xlsx and bring it once more."
    assert SECRET.decode() not in repr(form)
    assert opened_part.book.read() == {}
    assert SECRET not in build_packet(opened_part, include_notebook=True, made_at=clock())
    log = (workspace / ".classroom" / "log.txt").read_text()
    assert "own file: look" in log
    assert "ValueError" in log
    assert "48213" not in log


@pytest.mark.parametrize(
    ("content", "refused", "problems"),
    [
        (b"", "There is nothing in ours.txt.", []),
        (b"pay", "", [["Sheet", "2", "B2", "write it in digits"]]),
    ],
)
def test_what_is_refused_or_cannot_be_read_says_so_and_is_not_kept(
    form: BringForm, workspace: Path, content: bytes, refused: str, problems: list[list[str]]
) -> None:
    choose(form, content)
    assert (form.seen["refused"], form.seen["problems"], form.seen["may_keep"]) == (refused, problems, False)
    form.handle({"type": "keep"})
    assert not (workspace / "own").exists()


def test_a_file_that_is_too_large_is_a_sentence(form: BringForm) -> None:
    choose(form, b"1" * (LARGEST + 1))
    assert form.said == "This is larger than 5 MB. Bring the tables alone."
    assert form.seen == {}


def test_an_empty_file_to_fill_in_is_handed_out(form: BringForm, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = sent_by(form, monkeypatch)
    form.handle({"type": "empty"})
    assert sent == [({"type": "file", "name": "empty.txt"}, [b"0"])]


def test_a_kept_file_that_cannot_be_read_any_more_says_so(form: BringForm, opened_part: Part) -> None:
    keep(own_folder(opened_part), "pay.txt", b"forty")
    assert form.standing == "A file is kept, but it cannot be read any more. Bring it again."


def test_boxes_begin_with_what_is_kept_and_she_may_change_them(
    form: BringForm, opened_part: Part, workspace: Path
) -> None:
    def known(own: Path) -> dict[str, Known]:
        from decimal import Decimal

        path = own / "pay.txt"
        return {"pay": Known(Decimal(path.read_text()), True)} if path.exists() else {}

    fields = (Field("base", "Your pay", Kind.DOLLARS, known="pay"), Field("hours", "Hours", unit="hours"))
    boxes = OwnForm(opened_part, "my-pay", fields, lambda own: f"{own['base']}", known)
    assert json.loads(boxes.text) == {"base": "", "hours": ""}
    choose(form, SECRET)
    form.handle({"type": "keep"})
    assert json.loads(boxes.text) == {"base": "48,213.00", "hours": ""}
    assert (boxes.known, boxes.estimated, boxes.sentence) == ({"base": "48,213.00"}, ["base"], "48213.00")

    def type_into(**texts: str) -> None:
        boxes.handle({"type": "save", "text": json.dumps(texts), "based_on": 0, "mark": "tab:1"})

    type_into(base="48,213.00", hours="1,400")
    assert boxes.file.read().values == {"base": "", "hours": "1,400"}  # it follows the file
    type_into(base="", hours="1,400")
    assert json.loads(boxes.text)["base"] == ""  # what she empties stays empty before her
    type_into(base="$50,000", hours="1,400")
    again = OwnForm(opened_part, "my-pay", fields, lambda own: f"{own['base']}", known)
    assert (json.loads(again.text)["base"], again.sentence) == ("$50,000", "50000")
    keep(own_folder(opened_part), "pay.txt", b"49000")
    assert (again.known["base"], json.loads(again.text)["base"]) == ("49,000.00", "$50,000")


def test_a_figure_that_cannot_be_found_out_leaves_the_box_empty(opened_part: Part) -> None:
    def known(own: Path) -> dict[str, Known]:
        raise ValueError(f"a file of {SECRET.decode()} cannot be read")

    boxes = OwnForm(opened_part, "my-pay", (Field("base", "Pay", known="pay"),), lambda own: "", known)
    assert json.loads(boxes.text) == {"base": ""}
    assert SECRET.decode() not in (opened_part.folder.parents[1] / ".classroom" / "log.txt").read_text()


def test_a_made_file_lies_in_own_and_can_be_fetched(
    opened_part: Part, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = MakeForm(opened_part, Sheets())
    sent = sent_by(made, monkeypatch)
    (choice,) = made.choices
    assert (choice["missing"], choice["files"]) == ("Bring your pay first.", [])
    keep(workspace / "own", "pay.txt", SECRET)
    assert made.choices[0]["missing"] == ""
    assert made.table["rows"] == [["1 Pay", "Kept: 48213."]]
    made.handle({"type": "make", "choice": "mine"})
    assert (workspace / "own" / "sheets.txt").read_bytes() == b"Kept: 48213."
    assert made.said == "Written to your folder own: sheets.txt."
    assert made.choices[0]["files"] == ["sheets.txt"]
    made.handle({"type": "fetch", "name": "sheets.txt"})
    assert ({"type": "file", "name": "sheets.txt"}, [b"Kept: 48213."]) in sent
    made.handle({"type": "fetch", "name": "pay.txt"})  # not one of these
    assert len([content for content, _buffers in sent if content["type"] == "file"]) == 1
    assert "48213" not in repr(made)


def test_a_made_file_that_she_has_changed_is_put_aside_and_never_lost(
    opened_part: Part, workspace: Path
) -> None:
    own = workspace / "own"
    keep(own, "pay.txt", SECRET)
    made = MakeForm(opened_part, Sheets())
    made.handle({"type": "make", "choice": "mine"})
    made.handle({"type": "make", "choice": "mine"})  # as we wrote it: replaced
    (own / "sheets.txt").write_bytes(b"with her notes")
    made.handle({"type": "make", "choice": "mine"})
    assert (own / "sheets-yours-1.txt").read_bytes() == b"with her notes"
    assert made.said.endswith("You had changed that file: your copy is own/sheets-yours-1.txt.")
    assert sorted(path.name for path in own.glob("sheets*")) == ["sheets-yours-1.txt", "sheets.txt"]


@pytest.mark.parametrize("name", ["../x.xlsx", "x", "a/b.xlsx", ".xlsx", "x.xl sx"])
def test_a_name_that_leads_elsewhere_is_refused(opened_part: Part, name: str) -> None:
    for write in (lambda: keep(own_folder(opened_part), name, b""),
                  lambda: keep_made(own_folder(opened_part), {name: b""})):  # fmt: skip
        with pytest.raises(AnswersError, match="cannot name a file"):
            write()


def test_grading_writes_and_shows_nothing(opened_part: Part) -> None:
    graded = dataclasses.replace(opened_part, grading=True)
    assert own_file(graded, PayFile()) is None
    assert make_files(graded, Sheets()) is None
    assert not own_folder(graded).exists()


def test_a_part_is_unfinished_until_each_scored_question_has_an_answer(
    opened_part: Part, workspace: Path, clock: Callable[[], datetime]
) -> None:
    other = workspace / "costing" / "part02-standing-still"
    other.mkdir()
    (other / "part.json").write_bytes((opened_part.folder / "part.json").read_bytes())
    (workspace / "costing" / "part03-damaged").mkdir()
    (workspace / "costing" / "part03-damaged" / "part.json").write_text("{")
    both = {"part01-know-your-unit", "part02-standing-still"}
    assert progress(opened_part) == Progress(workspace / "own", frozenset(both))
    opened_part.book.save("salary-base", "$1", None, clock())
    opened_part.book.save("top-share", " ", None, clock())
    assert progress(opened_part).unfinished == both
    opened_part.book.save("top-share", "3", 1, clock())
    assert progress(opened_part).unfinished == {"part02-standing-still"}


def test_a_part_outside_a_workspace_waits_for_itself_alone(opened_part: Part, tmp_path: Path) -> None:
    alone = tmp_path / "alone" / "part04"
    alone.mkdir(parents=True)
    for name in ("part.json", "variant.json"):
        (alone / name).write_bytes((opened_part.folder / name).read_bytes())
    assert progress(dataclasses.replace(opened_part, folder=alone)).unfinished == {"part01-know-your-unit"}


def test_what_can_be_made_is_shown_anew_when_an_answer_completes_a_part(
    opened_part: Part, workspace: Path, clock: Callable[[], datetime]
) -> None:
    class Waiting(Sheets):
        def choices(self, at: Progress) -> Mapping[str, Button]:
            return {"mine": Button("Write it", ("sheets.txt",), "Answer first." if at.unfinished else "")}

    made = MakeForm(opened_part, Waiting())
    forms = [
        show_form(opened_part, question)
        for question in (dollars("salary-base", "What?"), percent("top-share", "Which?"))
    ]
    assert made.choices[0]["missing"] == "Answer first."
    for form in forms:
        assert form is not None
        form.handle({"type": "save", "text": "3", "based_on": 0, "mark": "tab:1"})
    assert made.choices[0]["missing"] == ""
