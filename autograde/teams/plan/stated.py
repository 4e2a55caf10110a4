"""The figures that a team says of itself, worked out again from its own table. Pure.

In: a plan and its form. Out: a number for each column that says how it is computed, or None where the table
does not give it. Called by checks.py and the desk.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from autograde.teams.plan.form import PlanForm
from autograde.teams.plan.saves import PlanVersions
from autograde.teams.plan.typed import number_in

__all__ = ["column_of", "worked_out"]


def worked_out(plan: PlanVersions, form: PlanForm, computed: str) -> Decimal | None:
    """What a stated figure must be, to one decimal place; None while the table lacks what it takes.

    "share of rows: A" is the percent of rows with one or more in A; "percent: A / B" the percent that A is of
    B in all; "per ten: A / B" how many of A there are for each ten of B.
    """
    how, _colon, names = computed.partition(":")
    columns = [_numbers(plan, form, name.strip()) for name in names.split("/")]
    if not all(columns):
        return None
    value = _WAYS[how.strip()](*columns)
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


def _share_of_rows(some: list[Decimal]) -> Decimal | None:
    return Decimal(100) * sum(value >= 1 for value in some) / len(some)


def _percent(some: list[Decimal], of: list[Decimal]) -> Decimal | None:
    return Decimal(100) * sum(some) / sum(of) if sum(of) else None


def _per_ten(some: list[Decimal], of: list[Decimal]) -> Decimal | None:
    return Decimal(10) * sum(some) / sum(of) if sum(of) else None


_WAYS: Mapping[str, Callable[..., Decimal | None]] = {
    "share of rows": _share_of_rows,
    "percent": _percent,
    "per ten": _per_ten,
}
