"""The last day of each step on the way to a contract, counted back from the days that others set.

Days and waits come in; the last day of each step goes out. Called by the lessons of the workshop and by
plan_sums. Days are calendar days, and a wait of seven days before the 20th ends on the 13th.

Source: M.G.L. c.150E section 7(b) (text of 2015, https://law.onecle.com/massachusetts/150e/7.html) has the
employer ask for the money within 30 days after the contract is signed. How long each local needs for its own
steps is for the local to say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bargaining.errors import WorkshopError

__all__ = ["Step", "binding_day", "first_session", "last_days", "out_of_order"]


@dataclass(frozen=True)
class Step:
    """One step, and how many days it must lie before the step that follows."""

    id: str
    title: str
    days_before_next: int


def binding_day(money_is_voted: date, contract_ends: date) -> date:
    """The day from which to count back: the earlier of the two.

    >>> binding_day(date(2027, 5, 3), date(2027, 8, 31))
    datetime.date(2027, 5, 3)
    """
    return min(money_is_voted, contract_ends)


def last_days(end: date, steps: Sequence[Step]) -> Mapping[str, date]:
    """The last day of each step, by its id, so that all are done in time for `end`.

    steps: in the order in which they are taken. Raises WorkshopError for a step that lies after the next.

    >>> steps = [Step("shake", "Handshake", 14), Step("vote", "Members vote", 7)]
    >>> {name: day.isoformat() for name, day in last_days(date(2027, 5, 3), steps).items()}
    {'shake': '2027-04-12', 'vote': '2027-04-26'}
    """
    days: dict[str, date] = {}
    for step in reversed(steps):
        if step.days_before_next < 0:
            raise WorkshopError(f"{step.title}: a step cannot come after the one it prepares.")
        end = end - timedelta(days=step.days_before_next)
        days[step.id] = end
    return {step.id: days[step.id] for step in steps}


def first_session(agreement_by: date, sessions: int, days_between: int) -> date:
    """The last day for the first of so many sessions, the last of which is the day of the agreement.

    Raises WorkshopError for no session.

    >>> first_session(date(2027, 4, 12), 6, 14)
    datetime.date(2027, 2, 1)
    """
    if sessions < 1 or days_between < 1:
        raise WorkshopError("Plan at least one session, and at least one day between two.")
    return agreement_by - timedelta(days=(sessions - 1) * days_between)


def out_of_order(days: Sequence[tuple[str, date]]) -> list[tuple[int, int]]:
    """The places of two neighbors of which the first does not lie before the second.

    days: (name, day) in the order in which they should come.

    >>> out_of_order([("vote", date(2027, 5, 3)), ("money", date(2027, 5, 3)), ("end", date(2027, 8, 31))])
    [(0, 1)]
    """
    return [(at, at + 1) for at in range(len(days) - 1) if days[at][1] >= days[at + 1][1]]
