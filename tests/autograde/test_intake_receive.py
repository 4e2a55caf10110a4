"""Receiving a packet: a receipt, or a quarantine entry and nothing else changed."""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from autograde.errors import CourseError, Quarantined, SessionError
from autograde.intake import receive
from autograde.intake.kept import kept_packet, quarantined
from autograde.intake.receive import receive_packet, repair
from autograde.ledger.events import EventKind
from autograde.ledger.store import Ledger
from autograde.ledger.tables import metadata
from autograde.office import Office

ANSWERS = {"base": "$1,050", "reading": "more", "letter": "Please send the register by Friday."}


def stored(office: Office) -> dict[str, object]:
    """Everything the office holds but the quarantine: each file by its hash, each row of the records."""
    files: dict[str, object] = {
        path.relative_to(office.home).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in office.home.rglob("*")
        if path.is_file() and path.relative_to(office.home).parts[0] not in ("quarantine", "records")
    }
    with office.records().connect() as connection:
        for table in metadata.sorted_tables:
            rows = connection.execute(select(table)).mappings().all()
            files[f"table {table.name}"] = [
                dict(row) for row in rows if row.get("kind") != EventKind.QUARANTINED
            ]
    return files


def submitted_folder(school, person: str) -> Path:
    return school.office.session_folder(school.session) / "submitted" / person / school.part


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def events(school, kind: EventKind) -> list:
    return Ledger(school.office.records()).events(kinds={kind})


def repacked(packet: bytes, **changed: object) -> bytes:
    """The packet with other words in its manifest."""
    with zipfile.ZipFile(io.BytesIO(packet)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["manifest.json"] = json.dumps(json.loads(files["manifest.json"]) | changed).encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def test_a_packet_is_kept_recorded_and_made_canonical(small_school) -> None:
    ana = small_school.join()
    data = small_school.packet(ana, ANSWERS)
    receipt = small_school.send(ana, data)
    assert re.fullmatch(r"R-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}", receipt.number)
    when = "Thursday, January 7, 2027, 2:00 p.m. EST"
    assert receipt.sentence == f"Part 1, “Count”, arrived on {when}. Your receipt is {receipt.number}."
    assert (receipt.received_at, receipt.duplicate) == (small_school.during, False)
    assert kept_packet(small_school.office, receipt.sha256) == data
    (event,) = events(small_school, EventKind.SUBMITTED)
    assert (event.person, event.session, event.actor) == (ana, "spring", ana)
    assert event.body["part"] == small_school.part
    assert event.body["variant"] == small_school.variant(ana)
    assert event.body["late"] is False
    files = contents(submitted_folder(small_school, ana))
    assert sorted(files) == ["answers.json", "part01-count.ipynb", "timestamp.txt", "variant.json"]
    released = small_school.office.session_folder("spring") / "release" / small_school.part
    assert files["part01-count.ipynb"] == (released / "part01-count.ipynb").read_bytes()
    assert json.loads(files["variant.json"])["variant"] == small_school.variant(ana)
    assert files["timestamp.txt"] == b"2027-01-07 19:00:00.000000 UTC\n"
    assert json.loads(files["answers.json"])["answers"]["base"]["text"] == "$1,050"


def test_nbgrader_reads_the_time(small_school) -> None:
    from nbgrader.utils import parse_utc

    ana = small_school.join()
    small_school.send(ana, small_school.packet(ana, ANSWERS))
    text = (submitted_folder(small_school, ana) / "timestamp.txt").read_text()
    assert parse_utc(text.strip()) == small_school.during.replace(tzinfo=None)


def test_the_same_packet_again_gives_the_same_receipt_and_changes_nothing(small_school) -> None:
    ana = small_school.join()
    data = small_school.packet(ana, ANSWERS)
    first = small_school.send(ana, data)
    before = stored(small_school.office)
    again = small_school.send(ana, data, at=small_school.closes_at + timedelta(days=90))
    assert again.duplicate
    assert (again.number, again.sentence, again.received_at) == (
        first.number,
        first.sentence,
        first.received_at,
    )
    assert stored(small_school.office) == before


def test_a_second_packet_replaces_the_canonical_submission_and_keeps_the_first(small_school) -> None:
    ana = small_school.join()
    first, later = small_school.packet(ana, ANSWERS), small_school.during + timedelta(days=1)
    small_school.send(ana, first)
    second = small_school.packet(ana, {"base": "$1,060"}, made_at=later)
    small_school.send(ana, second, at=later)
    now = json.loads(contents(submitted_folder(small_school, ana))["answers.json"])["answers"]
    assert now["base"]["text"] == "$1,060"
    small_school.send(ana, first)  # the first one is delivered once more, late, by an outbox
    now = json.loads(contents(submitted_folder(small_school, ana))["answers.json"])["answers"]
    assert now["base"]["text"] == "$1,060"
    assert len(list(small_school.office.packets.iterdir())) == 2
    assert len(events(small_school, EventKind.SUBMITTED)) == 2


def test_late_work_is_taken_and_said_to_be_late(small_school) -> None:
    ana = small_school.join()
    receipt = small_school.send(
        ana, small_school.packet(ana, ANSWERS), at=small_school.closes_at + timedelta(days=6)
    )
    assert receipt.sentence.endswith("It came after the closing date and is marked late.")
    assert events(small_school, EventKind.SUBMITTED)[0].body["late"] is True


def test_her_notebook_is_kept_as_evidence_and_is_no_part_of_what_is_graded(small_school) -> None:
    ana = small_school.join()
    hostile = json.dumps(
        {"cells": [{"cell_type": "code", "source": "import os; os.abort()", "outputs": [], "metadata": {}}],
         "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    ).encode()  # fmt: skip
    receipt = small_school.send(ana, small_school.packet(ana, ANSWERS, notebook=hostile))
    (evidence,) = (small_school.office.evidence / "sent").iterdir()
    assert evidence.name == f"{receipt.sha256}.notebook"
    assert b"os.abort" in evidence.read_bytes()
    for data in contents(submitted_folder(small_school, ana)).values():
        assert b"os.abort" not in data
    everywhere = [
        path for path in small_school.office.home.rglob("*.ipynb") if b"os.abort" in path.read_bytes()
    ]
    assert everywhere == []


def test_an_older_release_with_the_same_questions_is_taken(small_school) -> None:
    ana = small_school.join()
    data = small_school.packet(ana, ANSWERS)
    releases = small_school.office.releases / "small" / small_school.part
    (present,) = releases.iterdir()
    older = releases / "0123456789abcdef"
    (older / "source").mkdir(parents=True)
    (older / "source" / "part.json").write_bytes((present / "source" / "part.json").read_bytes())
    small_school.send(ana, repacked(data, release=older.name))
    assert events(small_school, EventKind.SUBMITTED)[0].body["release"] == older.name


def test_an_older_release_with_other_questions_is_not(small_school) -> None:
    ana = small_school.join()
    data = small_school.packet(ana, ANSWERS)
    releases = small_school.office.releases / "small" / small_school.part
    (present,) = releases.iterdir()
    older = releases / "0123456789abcdef"
    (older / "source").mkdir(parents=True)
    described = json.loads((present / "source" / "part.json").read_bytes())
    del described["questions"]["reading"]
    (older / "source" / "part.json").write_text(json.dumps(described))
    with pytest.raises(Quarantined, match="other questions since you opened it"):
        small_school.send(ana, repacked(data, release=older.name))


Make = Callable[[object, str], bytes]


def good(school, person: str) -> bytes:
    return school.packet(person, ANSWERS)


def saying(**changed: object) -> Make:
    """A good packet whose manifest says something else."""
    return lambda school, person: repacked(good(school, person), **changed)


def with_the_next_variant(school, person: str) -> bytes:
    return repacked(good(school, person), variant=school.variant(person) % 9 + 1)


REFUSED: dict[str, tuple[Make, int, str]] = {
    "not a zip": (lambda school, ana: b"answers", 3, "not a zip file"),
    "truncated": (lambda school, ana: good(school, ana)[:-40], 3, "its end is missing"),
    "unknown part": (saying(part="part99"), 3, "has no part “part99”"),
    "a part that is not open": (saying(part="part02-later"), 3, "is not open in this session yet"),
    "part that climbs": (saying(part="../../x"), 3, "“part” is not in order"),
    "another course": (saying(course="other"), 3, "another course"),
    "another session": (saying(session="autumn"), 3, "another course or session"),
    "another employer": (with_the_next_variant, 3, "numbers of another employer"),
    "unknown release": (saying(release="feedface"), 3, "never gave out"),
    "release that climbs": (saying(release=".."), 3, "“release” is not in order"),
    "before the session": (good, -3, "opens on Monday, January 4, 2027, 9:00 a.m. EST"),
    "after the session": (good, 100, "takes no more work"),
}


@pytest.mark.parametrize(("make", "day", "says"), REFUSED.values(), ids=REFUSED)
def test_a_refused_packet_leaves_a_quarantine_entry_and_nothing_else(
    small_school, make: Make, day: int, says: str
) -> None:
    ana = small_school.join()
    small_school.send(ana, small_school.packet(ana, {"base": "$7"}))  # something is there already
    data = make(small_school, ana)
    before = stored(small_school.office)
    with pytest.raises(Quarantined) as refused:
        small_school.send(ana, data, at=small_school.opens_at + timedelta(days=day))
    assert says in refused.value.sentence
    assert stored(small_school.office) == before
    (entry,) = quarantined(small_school.office)
    assert entry.packet.read_bytes() == data
    assert (entry.sentence, entry.person, entry.session) == (refused.value.sentence, ana, "spring")
    (event,) = events(small_school, EventKind.QUARANTINED)
    assert event.person == ana
    assert event.body["packet_sha256"] == hashlib.sha256(data).hexdigest()
    assert event.reason == ""  # what was wrong may quote what she typed; events last for ever


def test_the_same_refused_packet_has_one_entry(small_school) -> None:
    ana = small_school.join()
    for day in (1, 2):
        with pytest.raises(Quarantined):
            small_school.send(ana, b"answers", at=small_school.opens_at + timedelta(days=day))
    assert len(quarantined(small_school.office)) == 1
    assert len(events(small_school, EventKind.QUARANTINED)) == 1


def test_somebody_who_is_not_enrolled_is_refused(small_school) -> None:
    from autograde.people.register import People

    ana = small_school.join()
    data = small_school.packet(ana, ANSWERS)
    stranger = People(small_school.office.records()).add_person("Sam Stranger")
    before = stored(small_school.office)
    with pytest.raises(Quarantined, match="You are not enrolled in “Spring 2027”"):
        small_school.send(stranger, data)
    assert stored(small_school.office) == before
    assert [event.person for event in events(small_school, EventKind.QUARANTINED)] == [stranger]


@pytest.mark.parametrize("person", ["p-000000000000", "nobody", "../../etc"])
def test_a_person_nobody_knows_gets_an_entry_without_an_event(small_school, person: str) -> None:
    ana = small_school.join()
    data = small_school.packet(ana, ANSWERS)
    before = stored(small_school.office)
    with pytest.raises(Quarantined, match="Nobody here has the id"):
        receive_packet(
            small_school.office, small_school.courses, "spring", person, data,
            received_at=small_school.during, actor="p-5ca1ab1e0002",
        )  # fmt: skip
    assert stored(small_school.office) == before
    (entry,) = quarantined(small_school.office)
    assert small_school.office.quarantine in entry.packet.resolve().parents
    assert events(small_school, EventKind.QUARANTINED) == []


def test_a_classmates_packet_does_not_fit(small_school) -> None:
    ana, bo = small_school.join("Ana"), small_school.join("Bo")
    with pytest.raises(Quarantined, match="numbers of another employer"):
        small_school.send(bo, small_school.packet(ana, ANSWERS))


def test_an_unknown_session_or_course_is_the_operators_mistake(small_school) -> None:
    ana = small_school.join()
    data = small_school.packet(ana, ANSWERS)
    before = stored(small_school.office)
    with pytest.raises(SessionError):
        receive_packet(
            small_school.office, small_school.courses, "autumn", ana, data,
            received_at=small_school.during, actor="p-5ca1ab1e0002",
        )  # fmt: skip
    with pytest.raises(CourseError):
        receive_packet(
            small_school.office,
            {},
            "spring",
            ana,
            data,
            received_at=small_school.during,
            actor="p-5ca1ab1e0002",
        )
    assert stored(small_school.office) == before
    assert quarantined(small_school.office) == []


@pytest.mark.parametrize("step", ["keep_packet", "keep_evidence", "write_canonical"])
def test_a_stop_at_any_step_is_made_good_when_the_packet_comes_again(
    small_school, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    ana = small_school.join()
    data = small_school.packet(ana, ANSWERS, notebook=b'{"cells": []}')

    def stop(*_args: object, **_named: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as stopped:
        stopped.setattr(receive, step, stop)
        with pytest.raises(KeyboardInterrupt):
            small_school.send(ana, data)
    receipt = small_school.send(ana, data, at=small_school.during + timedelta(hours=1))
    assert len(events(small_school, EventKind.SUBMITTED)) == 1
    assert contents(submitted_folder(small_school, ana))["timestamp.txt"].startswith(b"2027-01-07")
    assert receipt.number == small_school.send(ana, data).number


def test_repair_writes_what_a_stop_left_out_and_only_that(
    small_school, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, bo = small_school.join("Ana"), small_school.join("Bo")
    small_school.send(bo, small_school.packet(bo, ANSWERS))
    data = small_school.packet(ana, ANSWERS)

    def stop(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as stopped:
        stopped.setattr(receive, "write_canonical", stop)
        with pytest.raises(KeyboardInterrupt):
            small_school.send(ana, data)
    assert not submitted_folder(small_school, ana).exists()
    assert repair(small_school.office, small_school.courses, "spring") == 1
    assert (
        contents(submitted_folder(small_school, ana))["timestamp.txt"] == b"2027-01-07 19:00:00.000000 UTC\n"
    )
    assert repair(small_school.office, small_school.courses, "spring") == 0


def test_a_stop_between_two_canonical_submissions_is_repaired(
    small_school, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, later = small_school.join(), small_school.during + timedelta(days=1)
    small_school.send(ana, small_school.packet(ana, ANSWERS))
    second = small_school.packet(ana, {"base": "$2"}, made_at=later)

    def stop(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as stopped:
        stopped.setattr("autograde.intake.canonical.shutil.move", stop)
        with pytest.raises(KeyboardInterrupt):
            small_school.send(ana, second, at=later)
    assert repair(small_school.office, small_school.courses, "spring") == 1
    now = json.loads(contents(submitted_folder(small_school, ana))["answers.json"])["answers"]
    assert now["base"]["text"] == "$2"
    left = [path.name for path in small_school.office.session_folder("spring").glob(".incoming-*")]
    assert left == []


def test_a_packet_that_was_changed_on_the_disk_counts_as_gone(small_school) -> None:
    ana = small_school.join()
    receipt = small_school.send(ana, small_school.packet(ana, ANSWERS))
    path = small_school.office.packets / f"{receipt.sha256}.zip"
    path.write_bytes(path.read_bytes() + b" ")
    assert kept_packet(small_school.office, receipt.sha256) is None


def test_of_one_person_only_so_many_refused_packets_are_kept(
    small_school, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograde.intake.kept.MOST_REFUSED", 3)
    ana, bo = small_school.join("Ana"), small_school.join("Bo")
    said = []
    for number in (1, 2, 3, 4, 5, 1):
        with pytest.raises(Quarantined, match="not a zip file") as refused:
            small_school.send(ana, f"junk {number}".encode())
        said.append("this one was not kept. Write to your instructor." in refused.value.sentence)
    assert said == [False, False, False, True, True, False]
    assert len(quarantined(small_school.office)) == 3
    assert len(events(small_school, EventKind.QUARANTINED)) == 3
    with pytest.raises(Quarantined):
        small_school.send(bo, b"junk")  # her own limit
    assert len(quarantined(small_school.office)) == 4
    small_school.send(ana, small_school.packet(ana, ANSWERS))  # a good packet is taken all the same


def test_a_clock_that_jumps_back_loses_and_doubles_nothing(
    small_school, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = small_school.join()
    first = small_school.packet(ana, {"base": "$1"})
    second = small_school.packet(ana, {"base": "$2"})
    third = small_school.packet(ana, {"base": "$3"})
    small_school.send(ana, first)
    small_school.send(ana, second, at=small_school.during - timedelta(hours=2))

    def stop(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as stopped:
        stopped.setattr(receive, "write_canonical", stop)
        with pytest.raises(KeyboardInterrupt):
            small_school.send(ana, third)  # at the very moment of the first
    assert repair(small_school.office, small_school.courses, "spring") == 1
    now = json.loads(contents(submitted_folder(small_school, ana))["answers.json"])["answers"]
    assert now["base"]["text"] == "$3"
    sent = events(small_school, EventKind.SUBMITTED)
    assert len({event.occurred_at for event in sent}) == len(sent) == 3
    recorded = [event.recorded_at for event in sent]
    assert recorded == sorted(recorded)
