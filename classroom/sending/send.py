"""Sending a part: make the packet, keep it in the outbox, hand it to the desk, say what came of it.

In: an open part.  Out: an Outcome with one sentence.  Called by the Send button.
A packet is in the outbox before the network is touched, so that a lost connection or a closed lid loses
nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from classroom.language import _
from classroom.sending.client import DeskClient, Receipt
from classroom.sending.outbox import Outbox
from classroom.sending.packet import build_packet
from classroom.sending.sent_packets import Sent, SentPackets
from classroom.workspace import Workspace

if TYPE_CHECKING:
    from classroom.part import Part


@dataclass(frozen=True)
class Outcome:
    """What came of sending. state: "ready" (nothing sent yet), "sent", "kept" or "refused"."""

    state: str
    sentence: str = ""
    receipt: Receipt | None = None


@dataclass(frozen=True)
class Sending:
    """Sends one part from the workspace it lies in."""

    part: Part

    @property
    def workspace(self) -> Workspace:
        """The workspace the part lies in."""
        return Workspace.find(self.part.folder)

    def send(self, include_notebook: bool, made_at: datetime) -> Outcome:
        """Make a packet of the answers as they are now and try to send it. Raises PacketError, OSError."""
        packet = build_packet(self.part, include_notebook, made_at)
        Outbox(self.workspace).keep(packet)
        self._noted().note(hashlib.sha256(packet).hexdigest(), made_at)
        return self.try_again()

    def try_again(self) -> Outcome:
        """Send what waits in the outbox, and say what became of this part's latest packet."""
        link = self.workspace.desk
        problem = None
        if link is not None:
            problem = Outbox(self.workspace).flush(DeskClient(link.url, link.token)).problem
        return self.outcome(problem)

    def outcome(self, problem: str | None = None) -> Outcome:
        """Say what became of the latest packet, from what is on the disk. `problem`: why it waits."""
        sent = self._noted().latest()
        if sent is None:
            return Outcome("ready")
        if sent.receipt:
            return Outcome("sent", sent.receipt.sentence, sent.receipt)
        if sent.refused:
            return Outcome("refused", sent.refused)
        if sent.waiting:
            return Outcome("kept", self._why_kept(problem))
        return Outcome("ready")

    def changed_since(self) -> bool:
        """Say whether an answer was saved after the packet that the desk last acknowledged was made."""
        sent: Sent | None = self._noted().latest_received()
        if sent is None:
            return False
        times = [answer.saved_at for answer in self.part.book.read().values() if answer.saved_at]
        return any(saved_at > sent.made_at for saved_at in times)

    def _why_kept(self, problem: str | None) -> str:
        if self.workspace.desk is None:
            return _(
                "Your work is kept in the outbox on this computer. You have not joined a course here yet: "
                "open the part once from your start page, then try again."
            )
        kept = _("Your work is kept in the outbox and will be sent when the desk can be reached.")
        return f"{kept} {problem}" if problem else kept

    def _noted(self) -> SentPackets:
        return SentPackets(self.workspace, self.part.course, self.part.part)
