"""Leave: what an absence costs in cash, and what is owed for days that are not taken.

Absences, the substitute's rate and payroll taxes come in; dollars go out. The member's own pay is in the
budget whether she is ill or not: the new money is the substitute. A pay-out is another thing, a debt that
grows.
"""

from __future__ import annotations

from decimal import Decimal

from bargaining.costing.amounts import fraction, not_negative
from bargaining.errors import WorktimeError


def substitutes_cost(absences: Decimal, substitute_dollars: Decimal, payroll_tax_rate: Decimal) -> Decimal:
    """Return the cash cost of absences: days × substitute's daily rate × (1 + payroll tax), in dollars.

    * `absences`: the days for which somebody is called in; leave out posts that need no substitute.
    * `payroll_tax_rate`: what the employer pays on a substitute's pay, a fraction; usually fewer items than
      on a member's.

    Source: derived; the rule that only called-in substitutes are new money.

    >>> substitutes_cost(Decimal(100), Decimal(120), Decimal("0.0765"))
    Decimal('12918.0000')
    """
    pay = not_negative(absences, "the absences in days", WorktimeError) * not_negative(
        substitute_dollars, "the substitute's daily rate", WorktimeError
    )
    return pay * (1 + fraction(payroll_tax_rate, "the payroll tax on substitutes", WorktimeError))


def extra_leave_cost(
    people: Decimal,
    days_each: Decimal,
    used_rate: Decimal,
    substituted_rate: Decimal,
    substitute_dollars: Decimal,
    payroll_tax_rate: Decimal,
) -> Decimal:
    """Return the cash cost of more leave days a year, in dollars.

    * `people`, `days_each`: who gets how many more.
    * `used_rate`: the part of them that is really taken, a fraction.
    * `substituted_rate`: the part of absences for which a substitute comes, a fraction.

    >>> extra_leave_cost(Decimal(100), Decimal(1), Decimal("0.5"), Decimal(1), Decimal(120), Decimal(0))
    Decimal('6000.0')
    """
    granted = not_negative(people, "the people", WorktimeError) * not_negative(
        days_each, "the days for each", WorktimeError
    )
    used = fraction(used_rate, "the part of the days that is used", WorktimeError)
    filled = fraction(substituted_rate, "the part of absences that is filled", WorktimeError)
    return substitutes_cost(granted * used * filled, substitute_dollars, payroll_tax_rate)


def pay_out_liability(unused_days: Decimal, dollars_per_day: Decimal, payroll_tax_rate: Decimal) -> Decimal:
    """Return what is owed for unused days that the contract pays out, with payroll tax, in dollars.

    It is a liability and not a cost of this year: it is paid when people leave. Keep it on a line of its own.

    >>> pay_out_liability(Decimal(1_000), Decimal(50), Decimal("0.0145"))
    Decimal('50725.0000')
    """
    owed = not_negative(unused_days, "the unused days", WorktimeError) * not_negative(
        dollars_per_day, "the pay-out for a day", WorktimeError
    )
    return owed * (1 + fraction(payroll_tax_rate, "the payroll tax on pay-outs", WorktimeError))
