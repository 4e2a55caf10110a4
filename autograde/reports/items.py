"""Item analysis: how each question of a course worked for the learners in scope.

In: the office and `Found`. Out: a `Report`. Called by the command. Scores and named mistakes are those of the
ledger; tries and help are what the learners' own pages counted, read from their packets where these are kept.
"""

from collections.abc import Sequence

from autograde.course import Course
from autograde.errors import ReleaseError
from autograde.intake.typed import counted_in
from autograde.ledger.events import Event, EventKind
from autograde.office import Office
from autograde.release.release import released_part
from autograde.reports.item_statistics import FEWEST, ItemStatistics, Taken, item_statistics
from autograde.reports.report import Report
from autograde.reports.scope import Found, Seat
from classroom.language import _, ngettext

__all__ = ["items"]


def items(office: Office, found: Found) -> Report:
    """One row for each question, in the order of the courses."""
    takers: dict[str, dict[str, list[Taken]]] = {}
    courses: dict[str, Course] = {}
    for seat in found.seats:
        courses[seat.course.id] = seat.course
        taken = _taken(office, found, seat)
        if taken is not None:
            takers.setdefault(seat.course.id, {}).setdefault(seat.session.id, []).append(taken)
    analysed: list[tuple[str, ItemStatistics]] = []
    for course_id, by_session in takers.items():
        everyone = [one for those in by_session.values() for one in those]
        for label, question in _questions(office, courses[course_id], list(by_session), everyone):
            analysed.append((label, item_statistics(question, everyone)))
    shares = [item.right_first_percent for _label, item in analysed]
    hard = sum(share is not None and share < 50 for share in shares)
    return Report(
        name="items",
        title=_("Item analysis"),
        scope=found.words,
        finding=ngettext(
            "{n} scored question was missed by more than half of the learners the first time.",
            "{n} scored questions were missed by more than half of the learners the first time.",
            hard,
        ).format(n=hard),
        headings=[
            _("Question"),
            _("Learners"),
            _("Right the first time, %"),
            _("Right in the end, %"),
            _("Mean tries"),
            _("With help, %"),
            _("Discrimination"),
            _("Named mistakes (learners)"),
        ],
        rows=[_row(label, item) for label, item in analysed],
        zone=found.zone,
        notes=_notes(),
        bars=(2, 3),
        names=False,
    )


def _notes() -> list[tuple[str, str]]:
    return [
        (
            _("Learners"),
            _("Those who met the question. Of fewer than {n} nothing is said.").format(n=FEWEST),
        ),
        (
            _("Right"),
            _("All points of a scored question, in the first and in the latest submission that was scored."),
        ),
        (
            _("Tries"),
            _(
                "Of a scored question: submissions that answered it. Of a practice question: checks, as the "
                "learner's own page counted them."
            ),
        ),
        (
            _("With help"),
            _("Of those who tried: who asked for a hint or the solution. Scored questions offer none."),
        ),
        (
            _("Discrimination"),
            _(
                "From -1 to 1: the point-biserial correlation of being right the first time with the share "
                "of points on all other scored questions (Henrysson 1963). Near 0 or below: look at the "
                "question."
            ),
        ),
    ]


def _row(label: str, item: ItemStatistics) -> list[object]:
    return [
        label,
        item.learners,
        item.right_first_percent,
        item.right_latest_percent,
        item.mean_tries,
        item.helped_percent,
        item.discrimination,
        "; ".join(f"{name} ({count})" for name, count in item.mistakes),
    ]


def _taken(office: Office, found: Found, seat: Seat) -> Taken | None:
    """What one learner did in one session; None when nothing of hers was scored."""
    graded: dict[str, dict[str, Event]] = {}
    for event in found.events[seat.person.id]:
        here = event.session == seat.session.id and event.kind is EventKind.GRADED
        if here and found.scope.holds(event.occurred_at, seat.session.zone):
            packets = graded.setdefault(str(event.body["part"]), {})
            packets[str(event.body["packet_sha256"])] = event  # graded again: the newest score of a packet
    if not graded:
        return None
    first: dict[str, tuple[float, float]] = {}
    latest: dict[str, tuple[float, float]] = {}
    tries: dict[str, int] = {}
    helped: dict[str, bool] = {}
    mistakes: dict[str, list[str]] = {}
    for part, packets in graded.items():
        events = list(packets.values())
        for name, pair in events[0].body["cells"].items():
            first[f"{part}/{name}"] = (float(pair[0]), float(pair[1]))
        for name, pair in events[-1].body["cells"].items():
            latest[f"{part}/{name}"] = (float(pair[0]), float(pair[1]))
            first.setdefault(f"{part}/{name}", latest[f"{part}/{name}"])
        for event in events:
            for name, mistake in event.body["mistakes"].items():
                mistakes.setdefault(f"{part}/{name}", []).append(str(mistake))
        _count(office, part, events, tries, helped)
    return Taken(first, {**first, **latest}, tries, helped, mistakes)


def _count(
    office: Office, part: str, events: Sequence[Event], tries: dict[str, int], helped: dict[str, bool]
) -> None:
    """Add tries and help of one part: scored questions by submission, practice by her own page's counts."""
    scored = set(events[-1].body["cells"])
    for event in events:
        for name, counted in counted_in(office, str(event.body["packet_sha256"])).items():
            key = f"{part}/{name}"
            if name in scored:
                tries[key] = tries.get(key, 0) + bool(counted.text.strip())
            elif counted.tries or counted.help:
                tries[key] = max(1, counted.tries)
                helped[key] = helped.get(key, False) or counted.help > 0


def _questions(
    office: Office, course: Course, sessions: Sequence[str], takers: Sequence[Taken]
) -> list[tuple[str, str]]:
    """Label and key of every question that somebody met, in the order of the parts and their lessons."""
    met = {name for one in takers for name in (*one.first, *one.tries)}
    found = []
    for part in course.parts:
        here = [name for name in met if name.startswith(f"{part.id}/")]
        order = _order(office, sessions, part.id)
        here.sort(key=lambda name: (order.get(name.split("/")[1], len(order)), name))
        for name in here:
            words = name.split("/")[1].replace("-", " ")
            found.append((_("Part {number}: {question}").format(number=part.number, question=words), name))
    return found


def _order(office: Office, sessions: Sequence[str], part: str) -> dict[str, int]:
    for session in sessions:
        try:
            questions = released_part(office, session, part).part_json["questions"]
        except ReleaseError:
            continue
        return {name: place for place, name in enumerate(questions)}
    return {}
