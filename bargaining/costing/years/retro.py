"""Retroactive pay after a late settlement: by pay period, and with the clause on people who have left.

Old and new pay and the pays already issued come in; dollars go out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from bargaining.costing.convention import Rounding, exact, round_money
from bargaining.errors import CostingError

_NONE = Decimal(0)


class LeaversClause(Enum):
    """Whether people who left before the settlement are paid for the time they worked."""

    PAID = "people who have left are paid for the time they worked"
    NOT_PAID = "people who have left are not paid"


@dataclass(frozen=True)
class RetroGroup:
    """People who are owed the same: old and new yearly pay, and the pays they were issued at the old rate.

    `left` says that they have left since.
    """

    people: Decimal
    old_dollars: Decimal
    new_dollars: Decimal
    pays_issued: int
    left: bool = False


def retro_pay(old_pay_dollars: Decimal, new_pay_dollars: Decimal, pays_issued: int) -> Decimal:
    """Return what is owed to one person in dollars: (new pay − old pay) × pays already issued.

    Source: IFT-AFT Local 780, "Checking your stubs": the difference of one check times the checks already
    issued.

    >>> retro_pay(Decimal("2600.00"), Decimal("2678.00"), 7)
    Decimal('546.00')
    """
    _check_pays(pays_issued)
    old = exact(old_pay_dollars, "the old pay", CostingError)
    return (exact(new_pay_dollars, "the new pay", CostingError) - old) * pays_issued


def pay_of(yearly_dollars: Decimal, pays_per_year: int) -> Decimal:
    """Return one pay in dollars, rounded to the cent as a check is.

    >>> pay_of(Decimal(67_600), 26)
    Decimal('2600.00')
    """
    if type(pays_per_year) is not int or pays_per_year < 1:
        raise CostingError(
            f"A year cannot have {pays_per_year!r} pays; give a whole number such as 21 or 26."
        )
    yearly = exact(yearly_dollars, "the yearly pay", CostingError)
    return round_money(yearly / pays_per_year, Rounding.HALF_UP_CENT)


def retro_cost(
    groups: Iterable[RetroGroup],
    pays_per_year: int,
    clause: LeaversClause,
    payroll_tax_rate: Decimal = _NONE,
) -> Decimal:
    """Return what retroactive pay costs the employer in dollars, with payroll taxes on it.

    Each pay is rounded to the cent. People who have left count only when the clause pays them. Source: as
    `retro_pay`; the Government Finance Officers Association names retroactive pay and its taxes among the
    costs of a late settlement.

    >>> here = RetroGroup(Decimal(10), Decimal(67_600), Decimal(69_628), 7)
    >>> gone = RetroGroup(Decimal(1), Decimal(67_600), Decimal(69_628), 3, left=True)
    >>> retro_cost([here, gone], 26, LeaversClause.NOT_PAID), retro_cost([here, gone], 26, LeaversClause.PAID)
    (Decimal('5460.00'), Decimal('5694.00'))
    """
    owed = _NONE
    for group in groups:
        if group.left and clause is LeaversClause.NOT_PAID:
            continue
        each = retro_pay(
            pay_of(group.old_dollars, pays_per_year),
            pay_of(group.new_dollars, pays_per_year),
            group.pays_issued,
        )
        owed += exact(group.people, "the people who are owed", CostingError) * each
    return owed * (1 + exact(payroll_tax_rate, "the payroll tax rate", CostingError))


def _check_pays(pays_issued: int) -> None:
    """Refuse a number of pays that is not a whole number from 0 on."""
    if type(pays_issued) is not int or pays_issued < 0:
        raise CostingError(f"{pays_issued!r} pays cannot have been issued; give a whole number, 0 or more.")
