"""Which of a person's events still count, now that some were corrected. Pure.

In: one person's events, in the order of her chain. Out: those in force.
Called by program/standing.py and completions.py. An event that a later one supersedes does not count.
Neither does a
completion that was recorded while a memo's mark said "met", when that mark was taken back since; nor the
completion of a course that rests on such a part.
"""

from collections.abc import Iterable, Sequence

from autograde.ledger.events import Event, EventKind
from autograde.program.part_standing import MemoState

__all__ = ["in_force"]


def in_force(events: Sequence[Event]) -> list[Event]:
    """The events that count, in order."""
    by = {event.supersedes: event for event in events if event.supersedes}
    corrected = [(event, by[event.id]) for event in events if event.id in by]
    # What was undone, and the place in the chain at which it was.
    undone = [(event, by_what.seq) for event, by_what in corrected if not _still_met(by_what)]
    parts = list(_resting_on(undone, _of(EventKind.PART_COMPLETED, events), same_part=True))
    courses = list(_resting_on([*undone, *parts], _of(EventKind.COURSE_COMPLETED, events), same_part=False))
    out = {event.id for event, _place in [*corrected, *parts, *courses]}
    return [event for event in events if event.id not in out]


def _still_met(event: Event) -> bool:
    """A mark that only changes points or words takes nothing back."""
    return event.kind is EventKind.FEEDBACK_GIVEN and event.body["verdict"] == MemoState.MET


def _of(kind: EventKind, events: Iterable[Event]) -> list[Event]:
    return [event for event in events if event.kind is kind]


def _resting_on(
    undone: Sequence[tuple[Event, int]], completions: Sequence[Event], same_part: bool
) -> Iterable[tuple[Event, int]]:
    """The completions recorded after something and before it was undone."""
    for completion in completions:
        places = [
            place
            for event, place in undone
            if event.seq < completion.seq < place
            and (event.body.get("part") == completion.body["part"] if same_part else _is_part(event))
        ]
        if places:
            yield completion, min(places)


def _is_part(event: Event) -> bool:
    return event.kind is EventKind.PART_COMPLETED
