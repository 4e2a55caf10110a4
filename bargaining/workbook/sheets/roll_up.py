"""Formulas of the roll-up: a component is charged on one person's pay up to its wage base.

Called by the sheets Cells, Total compensation and Time and staffing. The names `rates_…` and `wage_bases` are
columns of the sheet Assumptions with a row for each component; an empty wage base means all pay.
"""

from __future__ import annotations

from bargaining.workbook.plan import NamedGroup


def above_bases(each: NamedGroup, pay: str) -> str:
    """Return the formula of the roll-up that the wage bases spare on pay, in dollars a year or an hour."""
    hours = hours_of_one(each)
    return (
        f'SUMPRODUCT(rates_{each.slug},(wage_bases<>"")*({pay}{hours}>wage_bases)'
        f"*({pay}-wage_bases{hours.replace('*', '/')}))"
    )


def roll_up_of_cell(each: NamedGroup, pay: str, people: str) -> str:
    """Return the formula of the roll-up of all who stand in one cell, in dollars a year."""
    return f"{people}*({pay}*roll_up_rate_{each.slug}-{above_bases(each, pay)})"


def next_dollar(each: NamedGroup, pay: str) -> str:
    """Return the formula of the roll-up on one more dollar of pay in one cell, as a fraction."""
    reached = f'(wage_bases<>"")*({pay}{hours_of_one(each)}>=wage_bases)'
    return f"roll_up_rate_{each.slug}-SUMPRODUCT(rates_{each.slug},{reached})"


def charged(each: NamedGroup, wage_base: str) -> str:
    """Return the formula of a group's pay now on which a component with this wage base is charged."""
    pay, people, hours = f"pay_now_{each.slug}", f"people_now_{each.slug}", hours_of_one(each)
    above = f"({pay}{hours}>{wage_base})*({pay}-{wage_base}{hours.replace('*', '/')})"
    return f'payroll_{each.slug}-IF({wage_base}="",0,SUMPRODUCT({above},{people}))'


def hours_of_one(each: NamedGroup) -> str:
    """Return what a rate is multiplied with to be a year's pay of a full post: nothing for yearly pay."""
    return f"*full_post_hours_{each.slug}" if each.is_hourly else ""
