"""What does not add up in a plan, or is missing. Pure.

In: a plan, its form, who is in the team, where they work. Out: `Finding`s in the order of the form. Called by
the desk and handing_in.py. A finding helps the team and takes no points: an instructor reads the plan.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from autograde.teams.plan.form import ColumnKind, PlanColumn, PlanForm, PlanSection
from autograde.teams.plan.saves import PlanVersions
from autograde.teams.plan.stated import calculator, column_of, worked_out
from autograde.teams.plan.typed import day_in, number_in
from classroom.language import _

__all__ = ["Finding", "findings"]

NEAR_PERCENT, NEAR, NEAR_DOLLARS = Decimal("0.5"), Decimal("0.05"), Decimal(500)
"""A stated percent may be rounded to the whole, a price to the thousand, any other figure to one decimal
place.
"""


@dataclass(frozen=True)
class Finding:
    """One thing to look at: in which section, in which row (None: the section as a whole), a sentence."""

    section: str
    row: int | None
    sentence: str


def findings(
    plan: PlanVersions, form: PlanForm, members: Collection[str], worksites: Collection[str]
) -> list[Finding]:
    """Everything to look at. members: ids of who is in the team; worksites: where they work, as they said."""
    found: list[Finding] = []
    for section in form.sections:
        content = plan.content(section.id)
        if not content:
            found.append(Finding(section.id, None, _("Nothing is written here yet.")))
            continue
        if isinstance(content, str):
            continue
        for number, row in enumerate(content, start=1):
            cells = {column.id: cell for column, cell in zip(section.columns, row, strict=False)}
            for column in section.columns:
                why = _cell(plan, form, column, cells, members)
                if why:
                    found.append(Finding(section.id, number, f"{column.title}: {why}"))
        found += [Finding(section.id, None, why) for why in _whole(plan, form, section, worksites)]
    return found


def _cell(
    plan: PlanVersions, form: PlanForm, column: PlanColumn, cells: dict[str, str], members: Collection[str]
) -> str:
    """What is wrong with one cell, or nothing."""
    typed = cells.get(column.id, "").strip()
    if not typed:
        return _("it is empty.")
    number, day = number_in(typed), day_in(typed)
    if column.kind is ColumnKind.OWNER and typed not in members:
        return _("its owner is not in the team any more. Name somebody who is.")
    if column.kind is ColumnKind.DATE and day is None:
        return _('"{typed}" is no day. Write it as 2027-04-30.').format(typed=typed)
    if column.kind is ColumnKind.STAGE and typed not in column.options:
        return _('"{typed}" is not on the list.').format(typed=typed)
    if column.kind is ColumnKind.LINK:
        return _link(plan, form, column, cells, typed)
    if column.kind in _NUMBERS:
        if number is None:
            return _('"{typed}" is no number.').format(typed=typed)
        return _number(plan, form, column, cells, number) or _attached(plan, form, column, cells, number)
    return ""


_NUMBERS = {ColumnKind.WHOLE, ColumnKind.NUMBER, ColumnKind.DOLLARS, ColumnKind.PERCENT}


def _number(
    plan: PlanVersions, form: PlanForm, column: PlanColumn, cells: dict[str, str], number: Decimal
) -> str:
    if column.kind is ColumnKind.WHOLE and number != int(number):
        return _("it counts people, so it is a whole number.")
    if column.kind is ColumnKind.PERCENT and number > 100:
        return _("a percent is at most 100.")
    most = number_in(cells.get(column.at_most, "")) if column.at_most else None
    if most is not None and number > most:
        return _("{number} is more than there are members ({most}).").format(number=number, most=most)
    right = worked_out(plan, form, column.computed) if column.computed else None
    near = NEAR_PERCENT if column.kind is ColumnKind.PERCENT else NEAR
    if right is not None and abs(number - right) > near:
        return _("you say {number}; your table gives {right}.").format(number=number, right=right)
    return ""


def _attached(
    plan: PlanVersions, form: PlanForm, column: PlanColumn, cells: dict[str, str], number: Decimal
) -> str:
    """Where a figure differs from the summary that is attached; nothing while none is attached."""
    section = column.agrees_with.partition(".")[0]
    named = [name.strip() for name in column_of(plan, form, f"{section}.{column.by}")] if section else []
    if not named:
        return ""
    wanted = cells.get(column.by, "").strip()
    if wanted not in named:
        return _('the attached summary has no proposal "{number}".').format(number=wanted)
    said = column_of(plan, form, column.agrees_with)[named.index(wanted)]
    attached = number_in(said)
    if attached is None or abs(attached - number) > NEAR_DOLLARS:
        return _("you say {number}; the attached summary says {attached}.").format(
            number=f"{number:,}", attached=said
        )
    return ""


def _link(plan: PlanVersions, form: PlanForm, column: PlanColumn, cells: dict[str, str], typed: str) -> str:
    known = column_of(plan, form, column.to)
    section_id = column.to.partition(".")[0]
    section = form.section(section_id)
    title = section.title if section else section_id
    if typed not in known:
        return _('"{typed}" is not in the table "{table}".').format(typed=typed, table=title)
    if not column.before:
        return ""
    own, there = day_in(cells.get(column.before, "")), _date_of(plan, form, column.to, typed)
    if own and there and own >= there:
        return _("{own} is not before {what} on {there}.").format(own=own, what=typed, there=there)
    return ""


def _date_of(plan: PlanVersions, form: PlanForm, to: str, typed: str) -> date | None:
    """The day in the row that is linked."""
    section_id = to.partition(".")[0]
    section = form.section(section_id)
    dated = next((one.id for one in section.columns if one.kind is ColumnKind.DATE), "") if section else ""
    if not dated:
        return None
    names, days = column_of(plan, form, to), column_of(plan, form, f"{section_id}.{dated}")
    return day_in(days[names.index(typed)])


def _whole(
    plan: PlanVersions, form: PlanForm, section: PlanSection, worksites: Collection[str]
) -> Iterator[str]:
    """What a table lacks as a whole."""
    for column in section.columns:
        cells = [cell.strip() for cell in column_of(plan, form, f"{section.id}.{column.id}")]
        if column.kind is ColumnKind.WORKSITE:
            named = {cell.casefold() for cell in cells}
            for site in sorted({one for one in worksites if one and one.casefold() not in named}):
                yield _("{site} is on your roster and not in this table.").format(site=site)
        if column.kind is ColumnKind.STAGE:
            yield from _stages(plan, form, section, column, cells)


def _stages(
    plan: PlanVersions, form: PlanForm, section: PlanSection, column: PlanColumn, cells: list[str]
) -> Iterator[str]:
    """What must be in the calendar, and in which order."""
    for stage in column.options[: column.needed]:
        if stage not in cells:
            yield _('The calendar has no "{stage}".').format(stage=stage)
    dated = next(one.id for one in section.columns if one.kind is ColumnKind.DATE)
    days = [day_in(cell) for cell in column_of(plan, form, f"{section.id}.{dated}")]
    at = {stage: day for stage, day in zip(cells, days, strict=False) if day}
    ordered = [(stage, at[stage]) for stage in column.options[: column.in_order] if stage in at]
    for one, other in calculator(form).misplaced(ordered):
        (earlier, first), (later, second) = ordered[one], ordered[other]
        yield _('"{earlier}" ({first}) must come before "{later}" ({second}).').format(
            earlier=earlier, first=first, later=later, second=second
        )
