"""The wrong turns people take when they add up total compensation, with longevity pay among it.

The numbers in the docstrings are those of Harbor Bend Regional: pay of $11,028,950 with stipends and
longevity, roll-up of 18.5 % on it, employer health $2,335,840, opt-out payments $37,500: $15,442,645.75 in
all, for 159 FTE. Where the slip is to divide by another count, the lesson divides itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bargaining.costing.compensation.total_compensation import Kind, TotalCompensation


def benefits_rolled_up_too(
    total: TotalCompensation, roll_up_rate: Decimal, health_dollars: Decimal
) -> Decimal:
    """Charge roll-up on premiums as well: (11,028,950 + 2,335,840) × 1.185 + 37,500 ($15,874,776.15)."""
    return total.total_dollars + roll_up_rate * health_dollars


def roll_up_on_salaries_only(total: TotalCompensation, roll_up_rate: Decimal) -> Decimal:
    """Forget that stipends and longevity carry roll-up: 10,628,950 × 1.185 + … ($15,368,645.75)."""
    return total.total_dollars - roll_up_rate * total.dollars_of({Kind.OTHER_PAY})


def no_roll_up(total: TotalCompensation) -> Decimal:
    """Leave the roll-up out: 11,028,950 + 2,335,840 + 37,500 ($13,402,290)."""
    return total.total_dollars - total.dollars_of({Kind.ROLL_UP})


def line_left_out(total: TotalCompensation, name: str) -> Decimal:
    """Leave one line out: the opt-out payments ($15,405,145.75)."""
    return total.total_dollars - next(line.dollars for line in total.lines if line.name == name)


def whole_premiums(total: TotalCompensation, members_dollars: Decimal) -> Decimal:
    """Count the members' part of the premiums as well: + 583,960 ($16,026,605.75)."""
    return total.total_dollars + members_dollars


def everything_but_pay(total: TotalCompensation) -> Decimal:
    """Give roll-up and benefits for the whole, per FTE: 4,413,695.75 / 159 ($27,759.09)."""
    return total.dollars_of({Kind.ROLL_UP, Kind.BENEFIT}) / total.fte


def both_amounts_for_longer_service(
    ladder: Sequence[tuple[Decimal, Decimal]], roll_up_rate: Decimal
) -> Decimal:
    """Pay who served longer the lower amounts as well: (28 × 1,000 + 31 × 3,000) × 1.185 ($143,385).

    `ladder` is (people, dollars) from the lowest threshold up.
    """
    so_far, cost = Decimal(0), Decimal(0)
    for people, dollars in ladder:
        so_far += dollars
        cost += people * so_far
    return cost * (1 + roll_up_rate)


def one_amount_for_everyone(ladder: Sequence[tuple[Decimal, Decimal]], roll_up_rate: Decimal) -> Decimal:
    """Pay everybody the lowest amount: 59 × 1,000 × 1.185 ($69,915)."""
    return sum((people for people, _ in ladder), Decimal(0)) * ladder[0][1] * (1 + roll_up_rate)
