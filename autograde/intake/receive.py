"""Receive a packet: check who may send what, keep it, record it, and put the canonical submission in place.

In: the office, the courses, a session, a person, bytes.  Out: `Receipt`, or Quarantined with one sentence.
Called by the desk, the command and the demo.  Who the person is comes from the caller, who knows it from her
token; a packet says nothing about that.

The order survives a stop at any point: the packet is kept, then `submitted` is recorded, then what she shares
by consent is posted, then the canonical submission is written. A packet that arrived before the stop is
completed when it is sent again, or by `repair`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from autograde.community.insights import share_insights
from autograde.course import Course
from autograde.errors import IntakeError
from autograde.intake.admission import Admitted, admit, look_inside
from autograde.intake.canonical import Canonical, is_written, write_canonical
from autograde.intake.inspect import Inspected
from autograde.intake.kept import keep_evidence, keep_packet, kept_packet
from autograde.intake.receipts import Receipt, event_key, receipt_number, receipt_of
from autograde.intake.refusal import Sender, put_aside
from autograde.ledger.events import Event, EventKind, NewEvent
from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.release.release import Release
from autograde.sessions.calendar import Sessions
from autograde.sessions.dates import Session
from autograde.sessions.opening import course_named
from classroom.part_file import read_part_file

__all__ = ["Receipt", "receive_packet", "repair"]


def receive_packet(
    office: Office,
    courses: Mapping[str, Course],
    session_id: str,
    person_id: str,
    data: bytes,
    *,
    received_at: datetime,
    actor: str,
) -> Receipt:
    """Take in one packet and return its receipt; the same packet of the same person has one receipt.

    Raises Quarantined, with the sentence for the sender, when the packet is refused: then it is kept in the
    quarantine and nothing else has changed. Raises SessionError or CourseError for an unknown session or
    course, OfficeBusy when another writer holds the office for long; then nothing is kept and the packet can
    be sent again.
    """
    session = Sessions(office.records()).get(session_id)
    course = course_named(courses, session.course)
    sender = Sender(person_id, session, received_at, actor)
    with office.writer():
        earlier = Ledger(office.records()).event(
            event_key(session_id, person_id, hashlib.sha256(data).hexdigest())
        )
        if earlier is not None:
            _complete(office, course, session, earlier)
            return receipt_of(earlier, course, session, duplicate=True)
        try:
            admitted = admit(office, course, session, person_id, data, received_at)
        except IntakeError as refused:
            raise put_aside(office, sender, data, refused) from refused
        submitted = _keep(office, _at_a_moment_of_its_own(office, sender, admitted), data, admitted)
        _share(office, session, submitted, admitted.packet, admitted.release)
        write_canonical(office, _canonical(office, session, submitted, admitted.packet, admitted.release))
    return receipt_of(submitted, course, session)


def repair(office: Office, courses: Mapping[str, Course], session_id: str) -> int:
    """Write the canonical submissions that a stop in the middle left out; returns how many there were."""
    session = Sessions(office.records()).get(session_id)
    course = course_named(courses, session.course)
    with office.writer():
        newest: dict[tuple[str, str], Event] = {}
        for event in Ledger(office.records()).events(session=session_id, kinds={EventKind.SUBMITTED}):
            newest[event.person, str(event.body["part"])] = event
        return sum(_complete(office, course, session, event) for event in newest.values())


def _at_a_moment_of_its_own(office: Office, sender: Sender, admitted: Admitted) -> Sender:
    """The sender, a microsecond later if she sent this part at that very moment before.

    A clock can be set back. By the moment one tells which of her packets the canonical submission holds.
    """
    part = admitted.packet.manifest.part
    sent = Ledger(office.records()).events(sender.person, sender.session.id, {EventKind.SUBMITTED})
    taken = {event.occurred_at for event in sent if event.body["part"] == part}
    moment = sender.received_at
    while moment in taken:
        moment += timedelta(microseconds=1)
    return replace(sender, received_at=moment)


def _keep(office: Office, sender: Sender, data: bytes, admitted: Admitted) -> Event:
    """Keep packet and evidence, then record that the packet was submitted."""
    sha256 = keep_packet(office, data)
    if admitted.packet.notebook is not None:
        keep_evidence(office, sha256, admitted.packet.notebook)
    key = event_key(sender.session.id, sender.person, sha256)
    return Ledger(office.records()).append(
        NewEvent(
            key=key,
            person=sender.person,
            session=sender.session.id,
            kind=EventKind.SUBMITTED,
            occurred_at=sender.received_at,
            actor=sender.actor,
            body={
                "part": admitted.packet.manifest.part,
                "packet_sha256": sha256,
                "receipt": receipt_number(key),
                "release": admitted.packet.manifest.release,
                "late": admitted.late,
                "variant": admitted.variant,
            },
        )
    )


def _complete(office: Office, course: Course, session: Session, event: Event) -> bool:
    """Write the canonical submission of a recorded packet if it is her newest and missing; say if so."""
    part, person = str(event.body["part"]), event.person
    sent = Ledger(office.records()).events(person, session.id, {EventKind.SUBMITTED})
    newest = [other for other in sent if other.body["part"] == part][-1]
    if newest.id != event.id or is_written(office, session.id, person, part, event.occurred_at):
        return False
    data = kept_packet(office, str(event.body["packet_sha256"]))
    if data is None:
        return False  # erased since; there is nothing to grade
    try:
        # Who and when were checked before the event was recorded, and are not asked again.
        packet, release = look_inside(office, course, session, data)
    except IntakeError:
        return False  # the part has other questions by now; grading tells staff, and she keeps her receipt
    _share(office, session, event, packet, release)
    write_canonical(office, _canonical(office, session, event, packet, release))
    return True


def _share(office: Office, session: Session, event: Event, packet: Inspected, release: Release) -> None:
    """Post the insights that she lets others read."""
    kinds = read_part_file((release.source_folder / "part.json").read_bytes()).kinds
    part = str(event.body["part"])
    share_insights(office, session.id, event.person, part, kinds, packet.answers, event.occurred_at)


def _canonical(
    office: Office, session: Session, submitted: Event, packet: Inspected, release: Release
) -> Canonical:
    name = str(release.part_json["notebook"])
    return Canonical(
        session=session.id,
        person=submitted.person,
        course=session.course,
        part=packet.manifest.part,
        notebook_name=name,
        notebook=(office.session_folder(session.id) / "release" / packet.manifest.part / name).read_bytes(),
        variant=int(submitted.body["variant"]),
        answers=packet.answers,
        received_at=submitted.occurred_at,
    )
