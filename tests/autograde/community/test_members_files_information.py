"""Who is listed, which files are taken, and the dates of a session."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from autograde.community.file_types import LARGEST_FILE, check_file
from autograde.community.files import add_file, file_bytes, file_path, files_of, remove_file
from autograde.community.information import (
    Entry,
    EntryKind,
    add_entry,
    information_of,
    remove_entry,
    replace_information,
)
from autograde.community.information_file import read_information
from autograde.community.members import Listed, is_listed, list_me, listed_members
from autograde.errors import CommunityError, SessionError
from autograde.ledger.events import EventKind
from autograde.ledger.store import Ledger

if TYPE_CHECKING:
    from tests.autograde.community.conftest import Room

CSV = b"step,lane\r\n1,BA\r\n"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def office_file(part: str = "xl/workbook.xml", *more: str, types: str = "<Types/>") -> bytes:
    """A document of an office program, as far as anybody here looks at it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        for name in (part, *more):
            archive.writestr(name, "<x/>")
    return out.getvalue()


def test_nobody_is_listed_who_did_not_say_so(room: Room) -> None:
    assert listed_members(room.office, "spring") == []
    list_me(room.office, "spring", room.ben, True, room.noon)
    list_me(room.office, "spring", room.ana, True, room.noon)
    list_me(room.office, "spring", room.ana, True, room.noon)
    assert listed_members(room.office, "spring") == [
        Listed("Ana Reyes", "A Union"), Listed("Ben Okafor", "A Union"),
    ]  # fmt: skip
    list_me(room.office, "spring", room.ben, False, room.noon + timedelta(days=200))
    assert [one.name for one in listed_members(room.office, "spring")] == ["Ana Reyes"]
    assert is_listed(room.office, "spring", room.ana.person)
    told = Ledger(room.office.records()).events(kinds={EventKind.MEMBER_LISTED})
    assert [(one.person, one.body["listed"]) for one in told] == [
        (room.ben.person, True), (room.ana.person, True), (room.ben.person, False),
    ]  # fmt: skip


def test_the_list_is_of_learners_of_the_session(room: Room) -> None:
    for other in (room.lucia, room.outsider):
        with pytest.raises(CommunityError):
            list_me(room.office, "spring", other, True, room.noon)


@pytest.mark.parametrize(
    ("name", "data", "kept"),
    [
        ("Guide.pdf", PDF, "Guide.pdf"),
        ("../../etc/grid.csv", CSV, "grid.csv"),
        ("C:\\Users\\ana\\grid.CSV", CSV, "grid.CSV"),
        ("a<b>\"c':d|e?.txt", b"Hello", "a_b__c'_d_e_.txt"),
        ("plan\u202excod.txt", b"Hello", "plan_xcod.txt"),
        ("  .hidden.txt ", b"Hello", "hidden.txt"),
        ("x" * 110 + ".txt", b"Hello", "x" * 96 + ".txt"),
        ("costs.xlsx", office_file(), "costs.xlsx"),
        ("costs.xlsx", office_file("xl/workbook.xml", "xl/printerSettings1.bin"), "costs.xlsx"),
        ("letter.docx", office_file("word/document.xml"), "letter.docx"),
        ("photo.jpeg", b"\xff\xd8\xff\xe0", "photo.jpeg"),
    ],
)
def test_a_name_is_kept_without_what_it_could_do(name: str, data: bytes, kept: str) -> None:
    assert check_file(name, data)[0] == kept


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("grid.csv", b"", "empty"),
        ("grid.csv", b"a" * (LARGEST_FILE + 1), "larger than 5 MB"),
        ("grid", CSV, "needs an ending"),
        (".csv", CSV, "needs an ending"),
        ("page.html", b"<p>hello</p>", "not taken"),
        ("image.svg", b"<svg/>", "not taken"),
        ("tool.exe", b"MZ", "not taken"),
        ("costs.xlsm", office_file(), "not taken"),
        ("old.xls", b"\xd0\xcf\x11\xe0", "not taken"),
        ("page.txt", b"\n<!DOCTYPE html><script>1</script>", "not what its name says"),
        ("image.csv", b"<svg onload='x'/>", "not what its name says"),
        ("grid.csv", b"\xff\xfe\x00", "not what its name says"),
        ("grid.txt", b"a\x00b", "not what its name says"),
        ("guide.pdf", CSV, "not what its name says"),
        ("photo.png", PDF, "not what its name says"),
        ("costs.xlsx", PDF, "not what its name says"),
        ("costs.xlsx", office_file("word/document.xml"), "not what its name says"),
        ("costs.xlsx", office_file(types="macroEnabled.main+xml"), "not what its name says"),
        ("costs.xlsx", office_file()[:-30], "not what its name says"),
        ("costs.xlsx", office_file("xl/workbook.xml", "xl/vbaProject.bin"), "macros"),
        ("letter.docx", office_file("word/document.xml", "word/embeddings/oleObject1.bin"), "macros"),
        ("ana@example.org.txt", b"Hello", "leave the e-mail address"),
    ],
)
def test_a_file_is_taken_for_what_is_inside(name: str, data: bytes, says: str) -> None:
    with pytest.raises(CommunityError, match=says):
        check_file(name, data)


def test_a_zip_that_grows_is_not_taken() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", bytes(61_000_000))
    with pytest.raises(CommunityError, match="not what its name says"):
        check_file("costs.xlsx", out.getvalue())


def test_a_file_is_kept_once_read_and_removed(room: Room) -> None:
    added = add_file(room.office, "spring", room.ana, "grid.csv", CSV, "A fictional grid", room.noon)
    assert add_file(room.office, "spring", room.ana, "grid.csv", CSV, "", room.noon) == added
    assert file_bytes(room.office, "spring", added.id) == (added, CSV)
    path = file_path(room.office, "spring", added.id)
    assert path.stat().st_mode & 0o777 == 0o600
    for elsewhere in (("autumn", added.id), ("spring", "../spring/x"), ("spring", "f-0")):
        with pytest.raises(CommunityError, match="no such file"):
            file_bytes(room.office, *elsewhere)
    with pytest.raises(CommunityError, match="Only who brought"):
        remove_file(room.office, "spring", room.ben, added.id, "Mine is better", room.noon)
    with pytest.raises(CommunityError, match="reason is missing"):
        remove_file(room.office, "spring", room.lucia, added.id, "", room.noon)
    remove_file(room.office, "spring", room.lucia, added.id, "It is a real grid", room.noon)
    assert files_of(room.office, "spring") == []
    assert not path.exists()
    told = Ledger(room.office.records()).events(room.ana.person)[1:]
    assert [(str(one.kind), one.actor, one.reason) for one in told] == [
        ("file_added", room.ana.person, ""), ("file_removed", room.lucia.person, "It is a real grid"),
    ]  # fmt: skip
    assert "grid.csv" not in json.dumps([dict(one.body) for one in told])


def test_a_file_that_was_changed_on_the_disk_is_not_handed_out(room: Room) -> None:
    added = add_file(room.office, "spring", room.ana, "grid.csv", CSV, "", room.noon)
    file_path(room.office, "spring", added.id).write_bytes(b"else")
    with pytest.raises(CommunityError, match="no such file"):
        file_bytes(room.office, "spring", added.id)


def test_files_come_slowly_and_only_from_the_session(room: Room) -> None:
    for number in range(5):
        add_file(room.office, "spring", room.ana, f"{number}.csv", CSV, "", room.noon)
    with pytest.raises(CommunityError, match="go on in 60 minutes"):
        add_file(room.office, "spring", room.ana, "5.csv", CSV, "", room.noon)
    with pytest.raises(CommunityError, match="not in this session"):
        add_file(room.office, "spring", room.outsider, "grid.csv", CSV, "", room.noon)
    with pytest.raises(SessionError):
        add_file(room.office, "winter", room.lucia, "grid.csv", CSV, "", room.noon)


MEETING = Entry(
    EntryKind.INTENSIVE, "Winter intensive", datetime(2027, 2, 13, 14, tzinfo=UTC),
    datetime(2027, 2, 13, 21, tzinfo=UTC), "Harbor Union Hall", "Bring a pencil.",
)  # fmt: skip
WEBINAR = Entry(EntryKind.WEBINAR, "Questions", datetime(2027, 1, 20, 23, tzinfo=UTC))
GUIDE = Entry(EntryKind.RESOURCE, "A guide", place="https://example.org/guide")


def test_information_comes_in_the_order_of_days_and_only_from_who_leads(room: Room) -> None:
    for entry in (GUIDE, MEETING, WEBINAR):
        add_entry(room.office, "spring", room.lucia, entry, room.noon)
    found = information_of(room.office, "spring")
    assert [one.title for one in found] == ["Questions", "Winter intensive", "A guide"]
    assert found[1].starts_at == MEETING.starts_at
    assert information_of(room.office, "autumn") == []
    remove_entry(room.office, "spring", room.lucia, found[0].id, room.noon)
    with pytest.raises(CommunityError, match="Only an instructor"):
        remove_entry(room.office, "spring", room.ana, found[1].id, room.noon)
    assert [one.title for one in information_of(room.office, "spring")] == ["Winter intensive", "A guide"]
    told = Ledger(room.office.records()).events(kinds={EventKind.INFORMATION_CHANGED})
    assert [(one.actor, one.body["entries"]) for one in told] == [
        (room.lucia.person, count) for count in (1, 2, 3, 2)
    ]


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (Entry(EntryKind.WEBINAR, "Questions"), "Say when it begins"),
        (Entry(EntryKind.WEBINAR, "", WEBINAR.starts_at), "title is missing"),
        (Entry(EntryKind.WEBINAR, "Q", WEBINAR.starts_at, WEBINAR.starts_at), "must end after"),
    ],
)
def test_an_entry_that_makes_no_sense_leaves_all_as_it_was(room: Room, entry: Entry, says: str) -> None:
    replace_information(room.office, "spring", room.lucia, [MEETING], room.noon)
    with pytest.raises(CommunityError, match=says):
        replace_information(room.office, "spring", room.lucia, [GUIDE, entry], room.noon)
    assert [one.title for one in information_of(room.office, "spring")] == ["Winter intensive"]


def test_staff_write_information_in_a_file_by_the_clock_of_the_session(tmp_path: Path) -> None:
    path = tmp_path / "information.toml"
    path.write_text(
        '[[entry]]\nkind = "intensive"\ntitle = "Winter intensive"\nstarts = 2027-02-13T09:00:00\n'
        'ends = 2027-02-13T16:00:00\nplace = "Harbor Union Hall"\nabout = "Bring a pencil."\n',
        encoding="utf-8",
    )
    (entry,) = read_information(path, "America/New_York")
    assert (entry.starts_at, entry.ends_at) == (MEETING.starts_at, MEETING.ends_at)
    for before, after, says in (
        ("intensive", "party", 'line 2: "entry.kind": it must be one of'),
        ("2027-02-13T09:00:00", '"9 o’clock"', 'line 4: "entry.starts": it must be a day and an hour'),
        ("about", "abut", 'line 7: "entry.abut": there is no such field'),
    ):
        broken = tmp_path / "broken.toml"
        broken.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
        with pytest.raises(CommunityError, match=says):
            read_information(broken, "America/New_York")
