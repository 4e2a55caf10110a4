"""Calibration: an instructor marks a part's anchors blind, and sees how far she agrees with them and with
other markers.

In: the office, a part's anchors, an instructor, levels. Out: `calibrated` events, `Calibration`. Called by
the desk. The first level that somebody gives an anchor counts, because a second one is no longer blind.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from autograde.authoring.rubric import read_rubric
from autograde.course import Course
from autograde.errors import AuthoringError, GradingError
from autograde.ledger.events import OFFICE, Event, EventKind, NewEvent
from autograde.ledger.store import Ledger
from autograde.marking.agreement import Agreement, agreement
from autograde.marking.anchors import Anchor, anchors_of, levels_of
from autograde.office import Office
from classroom.language import _

__all__ = ["Calibration", "Levels", "calibration", "find_anchors", "levels_given", "mark_anchors"]

Levels = Mapping[str, Mapping[str, int]]
"""{marker: {anchor id: level}}"""


@dataclass(frozen=True)
class Calibration:
    """Where one marker stands over some anchors that she has marked all.

    `others` holds, for each marker who has marked some of them too, how far the two agree.
    """

    with_anchors: Agreement
    others: Mapping[str, Agreement]


def find_anchors(course: Course, part: str) -> tuple[Anchor, ...]:
    """The anchors of a part; none for a part without a rubric that can be read."""
    folder = course.part(part).folder
    try:
        return anchors_of(read_rubric(folder / "rubric.md")) if folder else ()
    except AuthoringError:
        return ()


def mark_anchors(
    office: Office,
    course: Course,
    part: str,
    levels: Mapping[str, int],
    *,
    actor: str,
    now: datetime,
) -> list[Event]:
    """Record the levels that somebody gives to anchors of a part; one that she gave before stays.

    Raises GradingError, with nothing recorded, for an anchor that the part does not have, or a level that
    there is not.
    """
    anchors = find_anchors(course, part)
    known = {one.id for one in anchors}
    if not levels or not set(levels) <= known or not set(levels.values()) <= set(levels_of(anchors)):
        raise GradingError(_("Give each memo one of the levels. Nothing was recorded."))
    ledger = Ledger(office.records())
    with office.writer():
        given = levels_given(office).get(actor, {})
        return [
            ledger.append(
                NewEvent(
                    key=f"calibrated:{course.id}:{part}:{name}:{actor}",
                    person=actor,
                    session=OFFICE,
                    kind=EventKind.CALIBRATED,
                    occurred_at=now,
                    actor=actor,
                    body={"course": course.id, "part": part, "anchor": name, "level": level},
                )
            )
            for name, level in levels.items()
            if name not in given
        ]


def levels_given(office: Office) -> dict[str, dict[str, int]]:
    """Every level that any marker has given to an anchor, by marker and anchor."""
    return _levels(Ledger(office.records()).events(session=OFFICE, kinds={EventKind.CALIBRATED}))


def calibration(marker: str, anchors: Sequence[Anchor], levels: Levels) -> Calibration:
    """How far a marker agrees, over those of these anchors that she has marked. Pure."""
    hers = levels.get(marker, {})
    marked = [one for one in anchors if one.id in hers]
    others = {
        other: _with(hers, given, [one.id for one in marked if one.id in given])
        for other, given in levels.items()
        if other != marker and any(one.id in given for one in marked)
    }
    return Calibration(agreement([hers[one.id] for one in marked], [one.level for one in marked]), others)


def _with(hers: Mapping[str, int], given: Mapping[str, int], both: Collection[str]) -> Agreement:
    return agreement([hers[one] for one in both], [given[one] for one in both])


def _levels(events: Iterable[Event]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for event in events:
        found.setdefault(event.person, {}).setdefault(str(event.body["anchor"]), int(event.body["level"]))
    return found
