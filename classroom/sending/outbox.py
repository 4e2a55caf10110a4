"""The outbox: packets that wait on this machine until the desk has acknowledged them.

    .classroom/outbox/000001-<sha256>.zip     waiting, oldest number first
    .classroom/refused/000001-<sha256>.zip    kept, with the desk's sentence beside it (.json)
    .classroom/receipts/<number>.json         what the desk acknowledged

In: packets.  Out: receipts, or the reason why one waits.  A packet leaves the outbox only when its receipt is
on the disk.  Called by the submit button, the JupyterLab extension and the command line.
"""

from __future__ import annotations

import hashlib
import json
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from classroom.errors import DeskError
from classroom.files import write_whole
from classroom.language import _
from classroom.sending.bundle import is_safe_name
from classroom.sending.client import Receipt
from classroom.workspace import Workspace

_WAITING = re.compile(r"(\d{6,})-([0-9a-f]{64})\.zip")


class SendsPackets(Protocol):
    """What the outbox needs of a desk client."""

    def send_packet(self, packet: bytes) -> Receipt:
        """Send one packet; raise DeskError."""


@dataclass(frozen=True)
class Refused:
    """A packet the desk would not take, kept unchanged at `path`, and the desk's reason."""

    path: Path
    sentence: str


@dataclass(frozen=True)
class Flushed:
    """What happened when the outbox was emptied.

    receipts: one per packet that arrived, in order; refused: packets set aside; waiting: how many are still
    here; problem: why they wait (None when nothing waits).
    """

    receipts: tuple[Receipt, ...] = ()
    refused: tuple[Refused, ...] = ()
    waiting: int = 0
    problem: str | None = None


@dataclass(frozen=True)
class Outbox:
    """The outbox of one workspace. Two notebooks may use it at the same time."""

    workspace: Workspace

    @property
    def folder(self) -> Path:
        """Where packets wait."""
        return self.workspace.private / "outbox"

    def keep(self, packet: bytes) -> Path:
        """Put a packet in the outbox and return its file; one that waits already is not put in twice."""
        from filelock import FileLock

        sha256 = hashlib.sha256(packet).hexdigest()
        self.folder.mkdir(parents=True, exist_ok=True)
        # Two open notebooks must not take the same number; the lock is held only to write the file.
        with FileLock(self.folder / ".lock", timeout=30):
            waiting = self.pending()
            for path in waiting:
                if path.stem.endswith(sha256):
                    return path
            number = 1 + max((int(path.name.split("-")[0]) for path in waiting), default=0)
            path = self.folder / f"{number:06d}-{sha256}.zip"
            write_whole(path, packet)
        return path

    def pending(self) -> tuple[Path, ...]:
        """Return the waiting packets, oldest first."""
        if not self.folder.is_dir():
            return ()
        found = [path for path in self.folder.iterdir() if _WAITING.fullmatch(path.name)]
        return tuple(sorted(found, key=lambda path: (int(path.name.split("-")[0]), path.name)))

    def flush(self, client: SendsPackets) -> Flushed:
        """Send what waits, oldest first, and say what came of it. Never raises DeskError.

        It stops at the first packet that may succeed later (the desk cannot be reached, the link has lapsed),
        so that packets arrive in the order in which she sent them. A packet that the desk refuses is set
        aside with the desk's sentence, and the next one is sent.
        """
        receipts: list[Receipt] = []
        refused: list[Refused] = []
        problem: str | None = None
        for path in self.pending():
            try:
                packet = path.read_bytes()
            except FileNotFoundError:
                continue  # another notebook has just sent it
            try:
                receipt = client.send_packet(packet)
                if receipt.packet_sha256 != hashlib.sha256(packet).hexdigest():
                    raise DeskError(
                        _("The desk's receipt names another packet. It is kept; tell your program."),
                        retry=True,
                    )
            except DeskError as error:
                if error.retry:
                    problem = str(error)
                    break
                refused.append(self._set_aside(path, str(error)))
                continue
            self._acknowledge(path, receipt)
            receipts.append(receipt)
        return Flushed(tuple(receipts), tuple(refused), waiting=len(self.pending()), problem=problem)

    def receipts(self) -> tuple[Receipt, ...]:
        """Return the receipts kept on this machine, oldest first; a damaged file is passed over."""
        found = []
        for path in (self.workspace.private / "receipts").glob("*.json"):
            with suppress(OSError, ValueError, KeyError, TypeError):
                kept = json.loads(path.read_text(encoding="utf-8"))
                found.append(
                    Receipt(
                        number=str(kept["number"]),
                        received_at=datetime.fromisoformat(kept["received_at"]),
                        sentence=str(kept["sentence"]),
                        packet_sha256=str(kept["packet_sha256"]),
                    )
                )
        return tuple(sorted(found, key=lambda receipt: (receipt.received_at.timestamp(), receipt.number)))

    def _acknowledge(self, path: Path, receipt: Receipt) -> None:
        """Write the receipt, then let the packet go: stopped in between, it is sent again and known again."""
        kept = {
            "format": 1,
            "number": receipt.number,
            "received_at": receipt.received_at.isoformat(),
            "sentence": receipt.sentence,
            "packet_sha256": receipt.packet_sha256,
        }
        name = receipt.number if is_safe_name(receipt.number) else receipt.packet_sha256
        write_whole(self.workspace.private / "receipts" / f"{name}.json", json.dumps(kept, indent=1).encode())
        path.unlink(missing_ok=True)

    def _set_aside(self, path: Path, sentence: str) -> Refused:
        """Move a refused packet out of the queue, the reason first, so that it is never without one."""
        place = self.workspace.private / "refused"
        reason = {"format": 1, "sentence": sentence}
        write_whole(place / f"{path.stem}.json", json.dumps(reason, indent=1, ensure_ascii=False).encode())
        target = place / path.name
        with suppress(FileNotFoundError):
            path.replace(target)
        return Refused(target, sentence)
