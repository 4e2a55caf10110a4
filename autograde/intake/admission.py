"""Admission: may this person send this packet into this session now, and what is in it.

In: the office, the course, a session, a person, bytes, the moment.  Out: `Admitted`, or IntakeError with one
sentence for the sender.  Called by receive.py.  Reads the records and the releases; changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from autograde.course import Course
from autograde.errors import IntakeError, PersonError, ReleaseError
from autograde.intake.inspect import Inspected, inspect_packet
from autograde.office import Office
from autograde.people.register import People
from autograde.release.release import Release, released_part
from autograde.sessions.calendar import Sessions
from autograde.sessions.dates import Acceptance, Session
from autograde.sessions.local_time import local_time
from classroom.bounded_json import shown
from classroom.language import _
from classroom.part_file import read_part_file
from classroom.questions.question import Kind
from classroom.sending.bundle import is_safe_name
from classroom.sending.packet import Manifest

__all__ = ["Admitted", "admit", "look_inside"]


@dataclass(frozen=True)
class Admitted:
    """A packet that may come in: what it holds, the session's release, her variant, and if late."""

    packet: Inspected
    release: Release
    variant: int
    late: bool


def admit(
    office: Office,
    course: Course,
    session: Session,
    person: str,
    data: bytes,
    received_at: datetime,
) -> Admitted:
    """Check sender, dates and packet, in this order. Raises IntakeError with one sentence."""
    late = _in_time(_her_session(office, session, person), received_at)
    packet, release = look_inside(office, course, session, data)
    variant = Sessions(office.records()).variant_of(session.id, person)
    if packet.manifest.variant != variant:
        raise IntakeError(
            _(
                "The packet has the numbers of another employer (number {sent}) than yours (number {hers}). "
                "Open the part from your own start page and answer it with your own numbers."
            ).format(sent=packet.manifest.variant, hers=variant)
        )
    return Admitted(packet, release, variant, late)


def look_inside(office: Office, course: Course, session: Session, data: bytes) -> tuple[Inspected, Release]:
    """Return what a packet holds and the release of its part in this session. Raises IntakeError."""
    found: list[Release] = []

    def kinds_of(manifest: Manifest) -> Mapping[str, Kind]:
        release = _release(office, course, session, manifest)
        found.append(release)
        return _kinds(release)

    packet = inspect_packet(data, kinds_of)
    return packet, found[0]


def _her_session(office: Office, session: Session, person: str) -> Session:
    """The session with her own dates. Raises IntakeError when she is not in it."""
    try:
        People(office.records()).person(person)
    except PersonError as unknown:
        raise IntakeError(unknown.sentence) from unknown
    own = {one.id: one for one in Sessions(office.records()).sessions_of(person)}
    if session.id not in own:
        raise IntakeError(
            _("You are not enrolled in “{session}”. Ask your program for an invitation.").format(
                session=session.title
            )
        )
    return own[session.id]


def _in_time(session: Session, received_at: datetime) -> bool:
    """Say whether the packet is late. Raises IntakeError before the session opens and when it is over."""
    accepted = session.accepts(received_at)
    if accepted is Acceptance.NOT_YET:
        raise IntakeError(
            _("“{session}” opens on {when}. Send the part again then; your answers are kept.").format(
                session=session.title, when=local_time(session.opens_at, session.zone)
            )
        )
    if accepted is Acceptance.CLOSED:
        raise IntakeError(
            _("“{session}” closed on {when} and takes no more work. Write to your instructor.").format(
                session=session.title, when=local_time(session.ends_at, session.zone)
            )
        )
    return accepted is Acceptance.LATE


def _release(office: Office, course: Course, session: Session, manifest: Manifest) -> Release:
    """The release that this session has of the part a manifest names, if what was sent fits it."""
    if manifest.course != course.id or (manifest.session and manifest.session != session.id):
        raise IntakeError(
            _(
                "The packet was made for another course or session ({sent}). Open the part from your start "
                "page."
            ).format(sent=shown(f"{manifest.course}, {manifest.session}"))
        )
    if manifest.part not in {part.id for part in course.parts}:
        raise IntakeError(
            _("The course “{course}” has no part “{part}”. Open the part from your start page.").format(
                course=course.title, part=shown(manifest.part)
            )
        )
    try:
        release = released_part(office, session.id, manifest.part)
    except ReleaseError as closed:
        part = course.part(manifest.part)
        raise IntakeError(
            _(
                "Part {number}, “{title}”, is not open in this session yet. It will appear on your start "
                "page."
            ).format(number=part.number, title=part.title)
        ) from closed
    _require_known_release(office, release, manifest)
    return release


def _require_known_release(office: Office, release: Release, manifest: Manifest) -> None:
    """Take an older release that asks the same questions; refuse one that was never given out."""
    if manifest.release == release.sha:
        return
    earlier = office.releases / manifest.course / manifest.part / manifest.release / "source" / "part.json"
    if is_safe_name(manifest.release) and earlier.is_file():
        if read_part_file(earlier.read_bytes()).kinds == _kinds(release):
            return
        raise IntakeError(
            _(
                "This part has other questions since you opened it. Open it again from your start page, look "
                "over your answers, which are kept, and send it again."
            )
        )
    raise IntakeError(
        _(
            "The packet was made from a version of this part that we never gave out. Open it again from "
            "your start page."
        )
    )


def _kinds(release: Release) -> Mapping[str, Kind]:
    return read_part_file((release.source_folder / "part.json").read_bytes()).kinds
