"""The figures that a team says of itself, worked out again from its own table. Pure.

In: a plan and its form. Out: a number for each column that says how it is computed, or None where the table
does not give it. Called by checks.py and the desk. The sums themselves are the subject's: the form names the
module that has them, as a lesson names what it calls, and it is loaded when a plan is looked over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from autograde.errors import RulesError
from autograde.teams.plan.form import PlanForm
from autograde.teams.plan.saves import PlanVersions
from autograde.teams.plan.typed import number_in
from classroom.language import _

__all__ = ["Calculator", "calculator", "column_of", "worked_out"]


class Calculator(Protocol):
    """What a calculator has: sums by name, and the neighbors of a calendar that lie in the wrong order."""

    SUMS: Mapping[str, Callable[..., Decimal | None]]

    def misplaced(self, days: Sequence[tuple[str, date]]) -> list[tuple[int, int]]:
        """The places of two neighbors of which the first does not lie before the second."""


@cache
def calculator(form: PlanForm) -> Calculator:
    """The module that the form names; raises RulesError where there is none, or it has no sums."""
    try:
        found = import_module(form.calculator)
    except (ImportError, ValueError):  # ValueError: no name at all
        found = None
    if not all(hasattr(found, name) for name in ("SUMS", "misplaced")):
        raise RulesError(
            _('The plan "{form}" is worked out by "{name}", and no calculator has that name.').format(
                form=form.id, name=form.calculator
            )
        )
    return cast(Calculator, found)


def worked_out(plan: PlanVersions, form: PlanForm, computed: str) -> Decimal | None:
    """What a stated figure must be, to one decimal place; None while the table lacks what it takes.

    "share of rows: A" is the percent of rows with one or more in A; "percent: A / B" the percent that A is of
    B in all; "per ten: A / B" how many of A there are for each ten of B. Raises RulesError for another sum.
    """
    how, _colon, names = computed.partition(":")
    sums = calculator(form).SUMS
    if how.strip() not in sums:
        raise RulesError(
            _('"{how}" is no sum of the plan. There are: {known}.').format(how=how, known=", ".join(sums))
        )
    columns = [_numbers(plan, form, name.strip()) for name in names.split("/")]
    if not all(columns):
        return None
    value = sums[how.strip()](*columns)
    return None if value is None else value.quantize(Decimal("0.1"), ROUND_HALF_UP)


def column_of(plan: PlanVersions, form: PlanForm, name: str) -> list[str]:
    """The cells of a column, named as section.column, as they were typed."""
    section_id, _dot, column = name.partition(".")
    section, content = form.section(section_id), plan.content(section_id)
    if section is None or isinstance(content, str):
        return []
    place = section.place(column)
    return [row[place] for row in content if place < len(row)]


def _numbers(plan: PlanVersions, form: PlanForm, name: str) -> list[Decimal]:
    return [value for cell in column_of(plan, form, name) if (value := number_in(cell)) is not None]
