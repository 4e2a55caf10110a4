"""Numbers that are checked before they are priced: shares, counts and amounts that cannot be below zero.

Each function takes what was given, what it is ("the employer's share") and the error to raise, and returns
an exact `Decimal`. A percent given for a fraction is the slip that costs most, so it has its own sentence.
"""

from __future__ import annotations

from decimal import Decimal

from bargaining.costing.convention import exact
from bargaining.errors import BargainingError


def fraction(value: object, what: str, error: type[BargainingError] = BargainingError) -> Decimal:
    """Return a fraction from 0 to 1; refuse a percent.

    >>> fraction(Decimal("0.8"), "the employer's share")
    Decimal('0.8')
    >>> fraction(80, "the employer's share")
    Traceback (most recent call last):
        ...
    bargaining.errors.BargainingError: 80 is more than the whole, for the employer's share; write a percent \
as a fraction, 80 % as 0.80.
    """
    number = exact(value, what, error)
    if number < 0:
        raise error(f"{number} is below 0, for {what}; give a fraction from 0 to 1.")
    if number > 1:
        raise error(
            f"{number} is more than the whole, for {what}; write a percent as a fraction, 80 % as 0.80."
        )
    return number


def not_negative(value: object, what: str, error: type[BargainingError] = BargainingError) -> Decimal:
    """Return a number that is 0 or more.

    >>> not_negative(-1, "the premium")
    Traceback (most recent call last):
        ...
    bargaining.errors.BargainingError: -1 is below 0, for the premium; give 0 or more.
    """
    number = exact(value, what, error)
    if number < 0:
        raise error(f"{number} is below 0, for {what}; give 0 or more.")
    return number


def above_zero(value: object, what: str, error: type[BargainingError] = BargainingError) -> Decimal:
    """Return a number that is above 0: something is divided by it.

    >>> above_zero(0, "the work year in days")
    Traceback (most recent call last):
        ...
    bargaining.errors.BargainingError: 0 is not above 0, for the work year in days; give the real number.
    """
    number = exact(value, what, error)
    if number <= 0:
        raise error(f"{number} is not above 0, for {what}; give the real number.")
    return number


def whole_number(value: object, what: str, error: type[BargainingError] = BargainingError) -> int:
    """Return a whole number that is 1 or more: pays in a year, years, sections.

    >>> whole_number(26, "the pays in a year")
    26
    """
    number = above_zero(value, what, error)
    if number != number.to_integral_value():
        raise error(f"{number} is not a whole number, for {what}.")
    return int(number)


def percent_of(part_dollars: Decimal, whole_dollars: Decimal, whole: str) -> Decimal:
    """Return a part as a percent of a whole: 100 × part / whole, not rounded.

    `whole` names the denominator ("the salary base"): two sides that divide by different ones quote
    different percents for the same money. Raises `BargainingError` when it is not above 0.

    Source: for one costing of a national table, 1 % is 27 million of wages and 30 million of total
    compensation (BC Public School Employers' Association, 25 April 2014; see the published cases).

    >>> percent_of(Decimal(30), Decimal(1000), "total compensation")
    Decimal('3')
    """
    return 100 * exact(part_dollars, "the part") / above_zero(whole_dollars, whole)
