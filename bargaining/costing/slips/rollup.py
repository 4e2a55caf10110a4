"""The wrong turns people take with roll-up.

The numbers in the docstrings are those of Harbor Bend Regional: 18.5 % on salary, 7.65 % on a bonus, a base
of $10,628,950. Rates are fractions, percents are percents. A slip with an amount of pay is in dollars; give
`of_dollars` the pay that is priced. Where the slip is to use one right rate for another, the lesson calls
`RollUp.rate` or `RollUp.added_to` itself: the full rate on a bonus is ``roll_up.rate(Pay.SALARY)``.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from bargaining.costing.compensation.rollup import Pay, RollUp
from bargaining.errors import CompensationError


def component_left_out_percent(roll_up: RollUp, name: str, pay: Pay = Pay.SALARY) -> Decimal:
    """Forget one item: 18.5 − 10 without the pension (8.5 %)."""
    return 100 * (roll_up.rate(pay) - _rate_of(roll_up, name))


def only_these_percent(roll_up: RollUp, names: Iterable[str]) -> Decimal:
    """Stop after some items: the two federal taxes alone, 6.2 + 1.45 (7.65 % instead of 18.5)."""
    return 100 * sum((_rate_of(roll_up, name) for name in names), Decimal(0))


def compounded_percent(roll_up: RollUp, pay: Pay = Pay.SALARY) -> Decimal:
    """Multiply the items as if each were charged on the one before it (19.52 %)."""
    product = Decimal(1)
    for component in roll_up.applying_to(pay):
        product *= 1 + component.rate
    return 100 * (product - 1)


def what_falls_away_percent(roll_up: RollUp) -> Decimal:
    """Give what is not charged on a bonus for what is: 10 + 0.6 + 0.25 (10.85 % instead of 7.65)."""
    return 100 * (roll_up.rate(Pay.SALARY) - roll_up.rate(Pay.BONUS))


def roll_up_alone(roll_up: RollUp, of_dollars: Decimal, pay: Pay = Pay.SALARY) -> Decimal:
    """Give the roll-up without the pay it is on: 106,289.50 × 18.5 % ($19,663.56)."""
    return of_dollars * roll_up.rate(pay)


def bonus_rate_on_salary(roll_up: RollUp, of_dollars: Decimal) -> Decimal:
    """Charge a raise as if it were a bonus: 106,289.50 × 1.0765 ($114,420.65)."""
    return roll_up.added_to(of_dollars, Pay.BONUS)


def without_component(roll_up: RollUp, of_dollars: Decimal, name: str) -> Decimal:
    """Price pay with one item forgotten: 106,289.50 × 1.085 without the pension ($115,324.11)."""
    return of_dollars * (1 + roll_up.rate() - _rate_of(roll_up, name))


def health_rolled_up_too(roll_up: RollUp, of_dollars: Decimal, health_rate: Decimal) -> Decimal:
    """Let health premiums rise with pay: health as a percent of salary is added to the rate.

    `health_rate` is the employer's health cost divided by pay. For a raise of $318,868.50: × (1.185 +
    0.2198).
    """
    return of_dollars * (1 + roll_up.rate() + health_rate)


def one_class_for_all(roll_up: RollUp, of_dollars: Decimal, job_class: str) -> Decimal:
    """Charge one job class's roll-up on everybody: the teachers' rate on the aides."""
    return roll_up.added_to(of_dollars, Pay.SALARY, job_class)


def _rate_of(roll_up: RollUp, name: str) -> Decimal:
    """Return the rate of one item."""
    for component in roll_up.components:
        if component.name == name:
            return component.rate
    there = ", ".join(component.name for component in roll_up.components)
    raise CompensationError(f"There is no component {name} in the roll-up; there are: {there}.")
