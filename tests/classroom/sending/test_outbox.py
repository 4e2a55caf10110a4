"""The outbox: nothing is lost between the Send button and the desk's receipt."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from classroom.errors import DeskError
from classroom.sending.client import Receipt
from classroom.sending.outbox import Outbox
from classroom.workspace import Workspace

NOON = datetime(2027, 1, 4, 12, 0, tzinfo=UTC)


@dataclass
class Desk:
    """A desk at the other end: refuses what it is told to refuse, and counts what arrives."""

    problems: dict[bytes, DeskError] = field(default_factory=dict)
    arrived: list[bytes] = field(default_factory=list)

    def send_packet(self, packet: bytes) -> Receipt:
        if packet in self.problems:
            raise self.problems[packet]
        self.arrived.append(packet)
        number = f"R-{len(self.arrived):04d}"
        return Receipt(number, NOON, "Part 1 arrived.", hashlib.sha256(packet).hexdigest())


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return Outbox(Workspace(tmp_path))


def test_packets_go_oldest_first_and_leave_a_receipt(outbox: Outbox) -> None:
    for packet in (b"first", b"second", b"third"):
        outbox.keep(packet)
    desk = Desk()
    flushed = outbox.flush(desk)
    assert desk.arrived == [b"first", b"second", b"third"]
    assert [receipt.number for receipt in flushed.receipts] == ["R-0001", "R-0002", "R-0003"]
    assert (flushed.waiting, flushed.problem, flushed.refused) == (0, None, ())
    assert outbox.pending() == ()
    assert outbox.receipts() == flushed.receipts


def test_the_same_packet_waits_once(outbox: Outbox) -> None:
    assert outbox.keep(b"packet") == outbox.keep(b"packet")
    assert len(outbox.pending()) == 1


def test_when_the_desk_cannot_be_reached_everything_stays_in_order(outbox: Outbox) -> None:
    outbox.keep(b"first")
    outbox.keep(b"second")
    away = Desk({b"first": DeskError("The desk cannot be reached.", retry=True)})
    flushed = outbox.flush(away)
    assert away.arrived == []  # the second must not overtake the first
    assert (flushed.waiting, flushed.problem) == (2, "The desk cannot be reached.")
    back = Desk()
    outbox.flush(back)
    assert back.arrived == [b"first", b"second"]


def test_a_refused_packet_is_kept_and_explained_and_the_next_one_goes(outbox: Outbox) -> None:
    outbox.keep(b"broken")
    outbox.keep(b"good")
    desk = Desk({b"broken": DeskError("This packet names no part.", retry=False)})
    flushed = outbox.flush(desk)
    assert desk.arrived == [b"good"]
    (refused,) = flushed.refused
    assert refused.sentence == "This packet names no part."
    assert refused.path.read_bytes() == b"broken"
    assert json.loads(refused.path.with_suffix(".json").read_text())["sentence"] == refused.sentence
    assert outbox.pending() == ()


def test_a_receipt_for_another_packet_acknowledges_nothing(outbox: Outbox) -> None:
    class Confused(Desk):
        def send_packet(self, packet: bytes) -> Receipt:
            return Receipt("R-1", NOON, "Arrived.", hashlib.sha256(b"something else").hexdigest())

    outbox.keep(b"mine")
    flushed = outbox.flush(Confused())
    assert flushed.receipts == ()
    assert flushed.waiting == 1
    assert flushed.problem is not None


def test_a_packet_stays_until_its_receipt_is_written(outbox: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    outbox.keep(b"packet")

    def no_room(path: Path, data: bytes) -> None:
        raise OSError("No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("classroom.sending.outbox.write_whole", no_room)
        with pytest.raises(OSError, match="No space"):
            outbox.flush(Desk())
    assert len(outbox.pending()) == 1


def test_what_is_not_a_packet_is_left_alone(outbox: Outbox) -> None:
    outbox.keep(b"packet")
    (outbox.folder / "notes.txt").write_text("hers")
    (outbox.folder / ".000002-half.zip").write_bytes(b"half")
    desk = Desk()
    outbox.flush(desk)
    assert desk.arrived == [b"packet"]
    assert (outbox.folder / "notes.txt").exists()


def test_a_damaged_receipt_file_hides_no_other(outbox: Outbox) -> None:
    outbox.keep(b"packet")
    (receipt,) = outbox.flush(Desk()).receipts
    (outbox.workspace.private / "receipts" / "broken.json").write_text("{")
    assert outbox.receipts() == (receipt,)


def test_an_outbox_that_was_never_used_is_empty(outbox: Outbox) -> None:
    assert outbox.pending() == ()
    assert outbox.receipts() == ()
    assert outbox.flush(Desk()).waiting == 0
