"""Plays the demonstration from the first invitation to the last report, and goes on where it was stopped.

In: a folder, the courses. Out: an office with a graded session in it, the learners' folders, the reports.
Called by `bargain demo` and `bargain start`. The days of the play are told to the desk and to the graders
as their clock; everything else is what happens on a real day.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

from autograde.course import Course
from autograde.grading.grade import grade_waiting
from autograde.marking.mark import mark_memo
from autograde.marking.queue import memo_queue
from autograde.marking.second_reading import answer_second_reading
from autograde.office import Office, open_office
from autograde.people.register import People
from autograde.people.staff import Role, Staff
from autograde.program.certificate_rules import CertificateRules, find_certificates
from autograde.release.release import Release, released_part
from autograde.reports.completion import write_completion
from autograde.sessions.calendar import Sessions
from autograde.sessions.opening import course_named, open_session
from classroom.files import write_whole
from classroom.questions.insights import Insight, write_insight
from demonstration.certifying import certify, credit_attendance
from demonstration.cohort import DEEDS, Cohort, Deed, load_cohort, timeline, with_every_part
from demonstration.community import furnish, take_part
from demonstration.desk import DemonstrationDesk
from demonstration.learner import Learner
from demonstration.registering import accept, registration_opens, take_applications
from demonstration.teams import TeamPlay
from demonstration.two_sides import TwoSidesPlay
from demonstration.typed import typed_answers

Tell = Callable[[str, int, int], None]
"""Told what is happening, how much is done, of how much."""

LAST_DAY = 70


@dataclass
class Play:
    """One performance in one folder."""

    folder: Path
    courses: Mapping[str, Course]
    tell: Tell
    cohort: Cohort = field(default_factory=load_cohort)
    notes: str = "demonstration.json"
    day: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.day = self.cohort.opens

    def report(self) -> Path:
        """Play what has not been played yet, and return the report, a page for the browser."""
        self.cohort = with_every_part(self.cohort, [part.id for part in self.course.parts if part.available])
        deeds, done = timeline(self.cohort), self._done
        self._take_on_staff()
        written = self.folder / "reports" / f"completion-{self.cohort.session}.html"
        if len(done) > len(deeds) and written.is_file():
            return written
        total = len(deeds) + 2
        self.tell("Releasing the parts", 0, total)
        self._open_session()
        with self._desk() as desk:
            for number, deed in enumerate(deeds):
                name = f"{deed.what} {deed.actor} {deed.number}"
                actor = self.cohort.actors[deed.actor]
                self.tell(f"Day {deed.day}: {actor.name} {DEEDS[deed.what]}", number + 1, total)
                if name not in done:
                    self.day = self.cohort.opens + timedelta(days=deed.day)
                    self._do(
                        deed, Learner(actor, self.folder / "demo-learners" / actor.folder_name, desk.url)
                    )
                    self._note(name)
        self.day = last_day(self.cohort)
        self._grade()
        self._play_teams(written.parent)
        certify(self.office, self._rules, self.courses, self.folder / "published", self._staff()[0], self.day)
        write_completion(self.office, self.course, self.cohort.session, written.parent, self.day)
        self._note("reports")
        self.tell("The cohort is graded and reported", total, total)
        return written

    @cached_property
    def office(self) -> Office:
        """The office everything is kept in."""
        return open_office(self.folder / "office")

    @property
    def course(self) -> Course:
        """The course that is played, with those of its parts that the cohort names."""
        course, named = course_named(self.courses, self.cohort.course), self.cohort.parts
        kept = (
            part if not named or part.id in named else replace(part, folder=None) for part in course.parts
        )
        return replace(course, parts=tuple(kept))

    def _take_on_staff(self) -> str:
        """Take on who is not there yet; returns the id of the program office, who answers for it."""
        staff = Staff(self.office.records())
        known = {member.name: member.id for member in staff.all()}
        first = known.get(self.cohort.staff[0].name)
        begins = registration_opens(self.cohort.opens)
        for one in self.cohort.staff:
            if one.name not in known:
                roles = [Role(role) for role in one.roles]
                known[one.name] = staff.add(one.name, roles, begins, actor=first)
                first = first or known[one.name]
        assert first is not None  # noqa: S101 - the cast has a program office
        return first

    def _open_session(self) -> None:
        opens = self.cohort.opens
        open_session(
            self.office,
            {self.course.id: self.course},
            self.cohort.course,
            self.cohort.session,
            title=self.cohort.title,
            opens_at=opens,
            closes_at=opens + timedelta(days=self.cohort.open_days),
            zone=self.cohort.zone,
            late_days=self.cohort.late_days,
            actor=self._take_on_staff(),
            now=registration_opens(opens),
        )
        take_applications(self.office, self.cohort.session, opens, self._staff()[0])
        furnish(self.office, self.cohort.session, self._instructor(), opens)

    def _play_teams(self, reports: Path) -> None:
        if not self.cohort.teams:
            return
        self.tell("Three teams of a workshop, and two sides of one clause", 0, 1)
        proposer, approver = self._staff()[:2]
        play = TeamPlay(self.office, proposer, approver, self._instructor())
        play.play()
        TwoSidesPlay(self.office, proposer).play()
        play.write_reports(reports, self.day)

    @contextmanager
    def _desk(self) -> Iterator[DemonstrationDesk]:
        with DemonstrationDesk.serving(self.office, self.courses, clock=lambda: self.day) as desk:
            yield desk

    def _do(self, deed: Deed, learner: Learner) -> None:
        deeds = {
            "applies": self._applies,
            "joins": self._joins,
            "sends": self._sends,
            "marked": self._marked,
            "asks": self._asks,
            "reread": self._reread,
            "attended": self._attended,
            "posts": self._posts,
        }
        deeds[deed.what](deed, learner)

    def _applies(self, deed: Deed, learner: Learner) -> None:
        learner.apply(self.cohort.session)

    def _joins(self, deed: Deed, learner: Learner) -> None:
        if learner.actor.applies is not None:
            if learner.workspace.desk is None:
                staff, email = self._staff()[0], learner.actor.email
                code = accept(self.office, self.cohort.session, email, staff, self.day)
                learner.enter(f"{learner.desk_url}/sign-in/{code}", self.cohort.course, self.cohort.part)
            return
        code = People(self.office.records()).invite(
            self.cohort.session, self.day, self.day + timedelta(days=30)
        )
        learner.join(f"{learner.desk_url}/join/{code}", self.cohort.course, self.cohort.part)

    def _sends(self, deed: Deed, learner: Learner) -> None:
        sending = learner.actor.sends[deed.number]
        part_id = sending.part or self.cohort.part
        person = _person(learner)
        variant = Sessions(self.office.records()).variant_of(self.cohort.session, person)
        part_folder = self.course.part(part_id).folder
        assert part_folder is not None  # noqa: S101 - the session could not have been opened otherwise
        answers = typed_answers(part_folder, variant, sending.answers)
        if sending.memo:
            answers[str(self._released(part_id).part_json["memo"]["id"])] = sending.memo
        if sending.insight:
            answers["insight"] = write_insight(Insight(sending.insight, share=True))
        part = learner.type_answers(self.cohort.course, part_id, answers)
        learner.make_files(part)
        if sending.broken:
            learner.send_broken(part, self.day)
        else:
            learner.send(part)

    def _marked(self, deed: Deed, learner: Learner) -> None:
        marking = learner.actor.marked[deed.number]
        part_id = marking.part or self.cohort.part
        points = marking.points
        if points is None and marking.verdict == "met":
            points = self._released(part_id).memo_points
        self._grade()
        mark_memo(
            self.office,
            self.course,
            self.cohort.session,
            _person(learner),
            part_id,
            verdict=marking.verdict,
            points=points,
            comment=marking.comment,
            rubric_row=marking.row,
            actor=self._instructor_of(learner, part_id),
            now=self.day,
        )

    def _asks(self, deed: Deed, learner: Learner) -> None:
        learner.ask_again(self.cohort.course, self.cohort.part, learner.actor.asks[deed.number].why)

    def _reread(self, deed: Deed, learner: Learner) -> None:
        reading = learner.actor.reread[deed.number]
        answer_second_reading(
            self.office,
            self.course,
            self.cohort.session,
            _person(learner),
            self.cohort.part,
            points=reading.points,
            reason=reading.reason,
            actor=self._instructor_of(learner, self.cohort.part),
            now=self.day,
        )

    def _attended(self, deed: Deed, learner: Learner) -> None:
        what = learner.actor.attended[deed.number].offering
        credit_attendance(self.office, self._rules, _person(learner), what, self.day, *self._staff()[:2])

    def _posts(self, deed: Deed, learner: Learner) -> None:
        who = _person(learner)
        take_part(self.office, self.cohort.session, learner, deed.number, who, self._instructor(), self.day)

    def _instructor(self) -> str:
        """The first instructor of the cast."""
        return self._with_role("instructor")[0]

    def _staff(self) -> list[str]:
        """The ids of program staff, in the order of the cast."""
        return self._with_role("staff")

    def _with_role(self, role: str) -> list[str]:
        known = {member.name: member.id for member in Staff(self.office.records()).all()}
        return [known[one.name] for one in self.cohort.staff if role in one.roles]

    @property
    def _rules(self) -> CertificateRules:
        return find_certificates()[self.cohort.certificate]

    def _instructor_of(self, learner: Learner, part: str) -> str:
        """Who has her memo of a part, as the queue says on that day."""
        queue = memo_queue(self.office, self.course, self.cohort.session, self.day)
        hers = (_person(learner), part)
        return next(memo.instructor for memo in queue if (memo.person, memo.part) == hers)

    def _released(self, part: str) -> Release:
        return released_part(self.office, self.cohort.session, part)

    def _grade(self) -> None:
        grade_waiting(self.office, self.cohort.session, self.course, now=self.day)

    @property
    def _notes(self) -> Path:
        return self.folder / self.notes

    @property
    def _done(self) -> list[str]:
        return list(json.loads(self._notes.read_text(encoding="utf-8"))) if self._notes.is_file() else []

    def _note(self, name: str) -> None:
        write_whole(self._notes, json.dumps([*self._done, name], indent=0).encode())


def last_day(cohort: Cohort) -> datetime:
    """The day of the play on which its reports are written."""
    return cohort.opens + timedelta(days=LAST_DAY)


def _person(learner: Learner) -> str:
    link = learner.workspace.desk
    assert link is not None  # noqa: S101 - she joined on an earlier day
    return link.person
