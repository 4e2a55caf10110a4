"""Whether nbgrader's gradebook and the ledger say the same of everybody's points.

In: the office and `Found`. Out: a `Report` that lists every difference, or says that there is none. The
gradebook holds the latest graded packet of each learner and part; the ledger holds all of them.
"""

from decimal import Decimal

from autograde.gradebook import open_gradebook
from autograde.ledger.events import Event, EventKind
from autograde.office import Office
from autograde.reports.report import Report
from autograde.reports.scope import Found
from classroom.language import _, ngettext

__all__ = ["reconciliation"]

Points = tuple[Decimal, Decimal]  # of the graded questions, of the memo


def reconciliation(office: Office, found: Found) -> Report:
    """One row for each learner and part whose points differ, or that only one of the two knows."""
    rows: list[list[object]] = []
    compared = 0
    for session in dict.fromkeys(seat.session.id for seat in found.seats):
        gradebook = _gradebook_points(office, session)
        ledger = _ledger_points(found, session)
        people = found.people
        both = sorted({key for key in gradebook | ledger if key[0] in people})
        compared += len(both)
        for person, part in both:
            ours, theirs = ledger.get((person, part)), gradebook.get((person, part))
            if ours != theirs:
                rows.append([people[person].name, session, part, *_pair(ours), *_pair(theirs)])
    finding = ngettext(
        "{compared} graded parts were compared; {n} differs.",
        "{compared} graded parts were compared; {n} differ.",
        len(rows),
    ).format(compared=compared, n=len(rows))
    return Report(
        name="reconciliation",
        title=_("Gradebook and ledger"),
        scope=found.words,
        finding=finding if rows else _("{n} graded parts agree.").format(n=compared),
        headings=[
            _("Name"),
            _("Session"),
            _("Part"),
            _("Ledger: questions"),
            _("Ledger: memo"),
            _("Gradebook: questions"),
            _("Gradebook: memo"),
        ],
        rows=rows,
        zone=found.zone,
        notes=[
            (
                _("A difference"),
                _(
                    "Points were changed in the gradebook alone, for example in formgrader, and are not on "
                    "record; or a grading was cut short. Collect the marks, or grade again."
                ),
            )
        ],
    )


def _pair(points: Points | None) -> tuple[Decimal | None, Decimal | None]:
    return points or (None, None)


def _gradebook_points(office: Office, session: str) -> dict[tuple[str, str], Points]:
    points: dict[tuple[str, str], Points] = {}
    with open_gradebook(office.session_folder(session)) as gradebook:
        for assignment in gradebook.assignments:
            for submission in gradebook.assignment_submissions(assignment.name):
                scored, memo = Decimal(0), Decimal(0)
                for notebook in submission.notebooks:
                    for grade in notebook.grades:
                        if grade.cell.cell_type == "code":
                            scored += _exact(grade.auto_score)
                        else:
                            memo += _exact(grade.manual_score)
                points[submission.student_id, assignment.name] = (scored, memo)
    return points


def _ledger_points(found: Found, session: str) -> dict[tuple[str, str], Points]:
    """The latest graded packet that went into the gradebook, and the newest mark of the same memo."""
    points: dict[tuple[str, str], Points] = {}
    for person, events in found.events.items():
        here = [event for event in events if event.session == session]
        for event in here:
            if event.kind is EventKind.GRADED and event.body.get("in_gradebook", True):
                points[person, event.body["part"]] = (_exact(event.body["points"]), _memo(here, event))
    return points


def _memo(events: list[Event], graded: Event) -> Decimal:
    memo = graded.body["memo_sha256"]
    if memo is None:
        return Decimal(0)
    same = {
        event.body["packet_sha256"]
        for event in events
        if event.kind is EventKind.GRADED
        and event.body["part"] == graded.body["part"]
        and event.body["memo_sha256"] == memo
    }
    marks = [
        event
        for event in events
        if event.kind is EventKind.FEEDBACK_GIVEN and event.body["packet_sha256"] in same
    ]
    return _exact(marks[-1].body["points"]) if marks else Decimal(0)


def _exact(value: object) -> Decimal:
    return Decimal(str(value if value is not None else 0)).normalize() + 0
