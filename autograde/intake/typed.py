"""What a learner typed, read back from a packet that was kept.

In: the office, the hash of a packet. Out: question id -> text. Called by the feedback page and by marking.
"""

from collections.abc import Mapping

from autograde.errors import IntakeError
from autograde.intake.inspect import inspect_packet
from autograde.intake.kept import kept_packet
from autograde.office import Office
from classroom.answers.file import Answer

__all__ = ["counted_in", "typed_in"]


def typed_in(office: Office, packet_sha256: str) -> dict[str, str]:
    """What she typed, by question id; empty when the packet was erased."""
    return {name: answer.text for name, answer in counted_in(office, packet_sha256).items()}


def counted_in(office: Office, packet_sha256: str) -> Mapping[str, Answer]:
    """Her answers with what her page counted of tries and help, by question id; empty when erased."""
    data = kept_packet(office, packet_sha256)
    if data is None:
        return {}
    try:
        # It was checked against its part when it came; the part may ask other questions by now.
        return inspect_packet(data, lambda _manifest: None).answers
    except IntakeError:
        return {}
