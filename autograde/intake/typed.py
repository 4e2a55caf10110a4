"""What a learner typed, read back from a packet that was kept.

In: the office, the hash of a packet. Out: question id -> text. Called by the feedback page and by marking.
"""

from autograde.errors import IntakeError
from autograde.intake.inspect import inspect_packet
from autograde.intake.kept import kept_packet
from autograde.office import Office

__all__ = ["typed_in"]


def typed_in(office: Office, packet_sha256: str) -> dict[str, str]:
    """What she typed, by question id; empty when the packet was erased."""
    data = kept_packet(office, packet_sha256)
    if data is None:
        return {}
    try:
        # It was checked against its part when it came; the part may ask other questions by now.
        inspected = inspect_packet(data, lambda _manifest: None)
    except IntakeError:
        return {}
    return {name: answer.text for name, answer in inspected.answers.items()}
