"""Units earned, month by month: complete courses and approved outside credit. Pure.

In: `Found`. Out: a `Report`. A unit belongs to the month in which it was earned, by the clock of the
session's zone; what was attended elsewhere to the month of that day.
"""

from collections import Counter
from datetime import date
from decimal import Decimal

from autograde.program.credits import Credit, credits_of
from autograde.reports.report import Report
from autograde.reports.scope import Found
from classroom.language import _

__all__ = ["units_earned"]


def units_earned(found: Found) -> Report:
    """One row for each month in which something was earned, with the units so far."""
    earned = [
        (credit.day(found.zone), person, credit)
        for person, events in found.events.items()
        for credit in credits_of(events)
        if found.scope.holds_day(credit.day(found.zone)) and credit.at <= found.now
    ]
    months = sorted({_month(at) for at, _person, _credit in earned})
    courses = Counter(_month(at) for at, _person, credit in earned if credit.course)
    rows: list[list[object]] = []
    so_far = Decimal(0)
    for month in months:
        here = [(person, credit) for at, person, credit in earned if _month(at) == month]
        units = sum((_units(credit) for _person, credit in here), Decimal(0))
        so_far += units
        people = len({person for person, _credit in here})
        rows.append([month, units, so_far, people, courses[month], len(here) - courses[month]])
    return Report(
        name="units",
        title=_("Units earned"),
        scope=found.words,
        finding=_("{units:f} units were earned by {people} people.").format(
            units=so_far, people=len({person for _at, person, _credit in earned})
        ),
        headings=[
            _("Month"),
            _("Units earned"),
            _("Units so far"),
            _("People"),
            _("Courses complete"),
            _("Outside credits"),
        ],
        rows=rows,
        zone=found.zone,
        notes=[
            (
                _("Units"),
                _("Those recorded with each credit, under the rule of that day. Unset units count nothing."),
            )
        ],
        bars=(1,),
        names=False,
    )


def _month(at: date) -> str:
    return f"{at:%Y-%m}"


def _units(credit: Credit) -> Decimal:
    return credit.units or Decimal(0)
