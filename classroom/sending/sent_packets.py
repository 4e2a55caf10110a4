"""Which packets of a part were made here, so that after a restart the Send button knows what became of them.

    .classroom/sent/<course>--<part>.json    {"format": 1, "packets": [{"packet_sha256", "made_at"}, …]}

In: a packet's sha256 and time.  Out: the latest one, and what became of it.  Called by the Send button.
The outbox and the receipts say what happened; this file says only which of them belong to this part.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from classroom.files import write_whole
from classroom.sending.client import Receipt
from classroom.sending.outbox import Outbox
from classroom.workspace import Workspace

MOST_KEPT = 50


@dataclass(frozen=True)
class Sent:
    """A packet that was made here, and what became of it: a receipt, or waiting, or a sentence of refusal."""

    sha256: str
    made_at: datetime
    receipt: Receipt | None = None
    waiting: bool = False
    refused: str = ""


@dataclass(frozen=True)
class SentPackets:
    """The packets of one part in one workspace."""

    workspace: Workspace
    course: str
    part: str

    def note(self, sha256: str, made_at: datetime) -> None:
        """Remember a packet. Raises OSError."""
        packets = [*self._noted(), {"packet_sha256": sha256, "made_at": made_at.isoformat()}]
        content = {"format": 1, "packets": packets[-MOST_KEPT:]}
        write_whole(self._path(), json.dumps(content, indent=1).encode())

    def latest(self) -> Sent | None:
        """Return the packet made last, with what became of it; None when none was made."""
        noted = self._noted()
        return self._found(noted[-1]["packet_sha256"], noted[-1]["made_at"]) if noted else None

    def latest_received(self) -> Sent | None:
        """Return the last packet that the desk acknowledged, or None."""
        receipts = {receipt.packet_sha256: receipt for receipt in Outbox(self.workspace).receipts()}
        for packet in reversed(self._noted()):
            if receipt := receipts.get(packet["packet_sha256"]):
                return Sent(packet["packet_sha256"], datetime.fromisoformat(packet["made_at"]), receipt)
        return None

    def _found(self, sha256: str, made_at: str) -> Sent:
        outbox = Outbox(self.workspace)
        receipt = next((kept for kept in outbox.receipts() if kept.packet_sha256 == sha256), None)
        waiting = any(path.stem.endswith(sha256) for path in outbox.pending())
        refused = "" if receipt or waiting else self._refusal(sha256)
        return Sent(sha256, datetime.fromisoformat(made_at), receipt, waiting, refused)

    def _refusal(self, sha256: str) -> str:
        """Return the desk's reason for a packet it would not take, or ''."""
        for path in (self.workspace.private / "refused").glob(f"*-{sha256}.json"):
            with suppress(OSError, ValueError, KeyError, TypeError):
                return str(json.loads(path.read_text(encoding="utf-8"))["sentence"])
        return ""

    def _noted(self) -> list[dict[str, str]]:
        """Return what was noted; entries that cannot be read are passed over."""
        noted = []
        with suppress(OSError, ValueError, KeyError, TypeError):
            for packet in json.loads(self._path().read_text(encoding="utf-8"))["packets"]:
                datetime.fromisoformat(packet["made_at"])
                noted.append({key: str(packet[key]) for key in ("packet_sha256", "made_at")})
        return noted

    def _path(self) -> Path:
        return self.workspace.private / "sent" / f"{self.course}--{self.part}.json"
