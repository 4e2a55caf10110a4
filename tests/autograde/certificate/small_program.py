"""A small course that somebody completed, told with events; an office that can issue certificates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from autograde.certificate.issue import folder_of, issue
from autograde.certificate.standing import Certificate
from autograde.course import Course, CoursePart, one_kind
from autograde.ledger.events import Event, EventKind, NewEvent
from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.people.register import People
from autograde.program.certificate_rules import CertificateRules, Offering
from autograde.program.completions import record_completions
from autograde.program.credits import Category
from autograde.program.outside import approve, propose
from autograde.program.requirements import Kind, Requirement
from autograde.program.rules import AttemptThatCounts, Rules
from autograde.sessions.calendar import Sessions

OPENS = datetime(2027, 1, 4, 14, 0, tzinfo=UTC)
CLOSES = datetime(2027, 3, 29, 3, 59, tzinfo=UTC)
DONE = datetime(2027, 3, 3, 20, 15, tzinfo=UTC)
WINTER = datetime(2027, 1, 23, tzinfo=UTC)
ISSUED = datetime(2027, 4, 2, 15, 30, tzinfo=UTC)
STAFF, LEE = "p-0000000000d1", "p-0000000000ee"

ISSUER = """
name = "Harbor Bend Bargaining School (fictional)"
url = "https://certificates.harborbend.example/"
"""

COURSE = Course(
    "costing", "Costing Out Your Contract", "Price it.", Path("costing"),
    tuple(
        CoursePart(f"part0{number}", title, number, None)
        for number, title in enumerate(("Know your unit", "Standing still", "What is one percent?"), start=1)
    ),
    one_kind(range(1, 61)), 3,
)  # fmt: skip
COURSE_RULES = Rules(
    id="costing-sample", version="2027-1", sha256=sha256(b"rules").hexdigest(), title="Sample",
    course="costing", part_count=3, units=Decimal(3), source="for these tests", note="for these tests",
    pass_mark_percent=Decimal(70), memo_must_be_met=True, run_must_be_archived=True,
    attempt_that_counts=AttemptThatCounts.LATEST_GRADED,
)  # fmt: skip
RULES = CertificateRules(
    id="harbor-bargaining", version="2027-1", sha256=sha256(b"certificate").hexdigest(),
    title="Certificate in Contract Costing", fictional=False,
    source="for these tests", note="for these tests",
    requirements=(Requirement("costing", "Costing Out Your Contract", Kind.COURSE, of="costing"),),
    renewal=(),
    offerings={
        "winter-day": Offering(
            "winter-day", "Winter day: reading a budget", Category.ELECTIVE, Decimal("0.5"), Decimal(6), "us"
        )
    },
    course_hours={"costing": Decimal("22.5")},
    hours_counted="Counted as planned study time: seven and a half hours for each part.",
    valid_months=60, window_months=None, signatory="Rosa Delgado, Program Director", unset=(),
)  # fmt: skip


@dataclass(frozen=True)
class Program:
    """An office in which people complete the course and get certificates."""

    office: Office
    course: Course = COURSE
    rules: CertificateRules = RULES
    session: str = "spring-2027"

    @property
    def ledger(self) -> Ledger:
        return Ledger(self.office.records(), clock=lambda: ISSUED)

    def join(
        self, name: str = "Ana Reyes", local: str = "Local 7", affiliate: str = "Harbor Teachers"
    ) -> str:
        person = People(self.office.records()).add_person(name, "", affiliate, local)
        Sessions(self.office.records()).enrol(self.session, person, OPENS, STAFF)
        return person

    def happens(self, person: str, kind: EventKind, at: datetime, **body: object) -> None:
        number = len(self.ledger.events(person)) + 1
        self.ledger.append(
            NewEvent(f"{kind}:{person}:{number}", person, self.session, kind, at, "system:test", body=body)
        )

    def completes_part(self, person: str, part: str, at: datetime) -> None:
        packet = sha256(f"{person}{part}".encode()).hexdigest()
        run = {"part": part, "packet_sha256": packet, "task": packet[:20]}
        self.happens(person, EventKind.SUBMITTED, at, part=part, packet_sha256=packet, receipt="R",
                     release="r", late=False, variant=1)  # fmt: skip
        self.happens(person, EventKind.EXECUTED, at, **run, run_sha256=sha256(packet.encode()).hexdigest())
        self.happens(person, EventKind.GRADED, at, **run, points=7, max_points=8, cells={}, mistakes={},
                     attempt=1, memo_sha256="m")  # fmt: skip
        self.happens(person, EventKind.FEEDBACK_GIVEN, at, part=part, packet_sha256=packet, verdict="met",
                     points=5, max_points=6, comment_id=None, rubric_row=None)  # fmt: skip

    def completes(self, person: str) -> str:
        for days, part in enumerate(self.course.parts):
            self.completes_part(person, part.id, DONE - timedelta(days=20 - 10 * days))
        record_completions(
            self.ledger, self.session, self.course, COURSE_RULES, DONE + timedelta(hours=1), person
        )
        return person

    @property
    def courses(self) -> dict[str, Course]:
        return {self.course.id: self.course}

    def attends(self, person: str, evidence: bytes = b"attendance list") -> Event:
        """Half a unit from elsewhere, proposed by one and approved by another."""
        made = propose(self.office, self.rules, person, "winter-day", WINTER, evidence, LEE)
        return approve(self.office, self.rules, person, made.id, STAFF)

    def issues(self, person: str) -> Certificate:
        return issue(self.office, self.rules, self.courses, person, STAFF, ISSUED)

    def credential(self, certificate: Certificate) -> bytes:
        return (folder_of(self.office, certificate.number) / "credential.json").read_bytes()

    def page(self, certificate: Certificate) -> bytes:
        return (folder_of(self.office, certificate.number) / "certificate.pdf").read_bytes()
