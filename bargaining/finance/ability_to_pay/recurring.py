"""New recurring revenue beside the cost of a proposal: what part of new money a proposal asks for.

Dollars come in (the cost may be the price tag of `bargaining.costing`, or any other); a share, what is left
and the cost of one percent go out. A raise is paid every year, so it is compared with money that comes every
year.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bargaining.errors import FinanceError
from bargaining.finance.explained import Step, above_zero, at_least_zero, money
from bargaining.rounding import exact


@dataclass(frozen=True)
class Room:
    """A proposal beside new recurring revenue, in dollars.

    * `new_revenue_dollars`: how much more recurring revenue comes than the year before.
    * `committed_dollars`: what other known costs take of it.
    * `room_dollars`: what is left for the proposal; below zero when nothing is.
    * `share_percent`: the proposal in percent of all new recurring revenue; None when there is none.
    * `left_dollars`: room less proposal; below zero when the proposal needs more than the room.
    """

    new_revenue_dollars: Decimal
    committed_dollars: Decimal
    room_dollars: Decimal
    share_percent: Decimal | None
    left_dollars: Decimal
    steps: tuple[Step, ...]


def room_for(
    proposal_dollars: Decimal,
    prior_recurring_dollars: Decimal,
    recurring_dollars: Decimal,
    committed_dollars: Decimal = Decimal(0),
) -> Room:
    """Compare the added cost of a proposal with the new recurring revenue of a year.

    `proposal_dollars` is what it adds to the year's cost. `committed_dollars` is the growth that is owed
    anyway, such as premiums, tuition or steps. One-time money stays out on both sides. Source: the union
    guides to budget analysis named in the course (AFSCME), "recurring against one-time".

    >>> got = room_for(Decimal(300), Decimal(10_000), Decimal(10_400), Decimal(150))
    >>> got.room_dollars, got.share_percent, got.left_dollars
    (Decimal('250'), Decimal('75'), Decimal('-50'))
    """
    proposal = at_least_zero(proposal_dollars, "the cost of the proposal")
    prior = at_least_zero(prior_recurring_dollars, "last year's recurring revenue")
    revenue = at_least_zero(recurring_dollars, "the recurring revenue")
    committed = exact(committed_dollars, "the committed growth", FinanceError)
    new = revenue - prior
    room = new - committed
    share = 100 * proposal / new if new > 0 else None
    steps = [
        Step(
            "New recurring revenue", f"{money(revenue)} − {money(prior)}", new, "Money that comes every year."
        ),
        Step("Room", f"{money(new)} − {money(committed)}", room, "What other known costs leave of it."),
        Step("Left after the proposal", f"{money(room)} − {money(proposal)}", room - proposal),
    ]
    if share is not None:
        how = f"{money(proposal)} / {money(new)}"
        steps.append(Step("Proposal by new revenue", how, share, unit="percent"))
    return Room(new, committed, room, share, room - proposal, tuple(steps))


def affordable_percent(room_dollars: Decimal, one_percent_dollars: Decimal) -> Decimal:
    """Return the raise that so much room pays for, in percent; 0 when there is no room. Not rounded.

    >>> affordable_percent(Decimal(450_000), Decimal(150_000))
    Decimal('3')
    """
    room = exact(room_dollars, "the room", FinanceError)
    return max(Decimal(0), room) / above_zero(one_percent_dollars, "the cost of one percent")
