"""A team's plan as values: the overview, and one section with what lies beside it.

In: the stores, a workshop, a team. Out: `PlanView`, `SectionView`. Called by team_pages.py, team_marking.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import request

from autograde.sessions.local_time import local_time
from autograde.teams.details import team_name
from autograde.teams.plan.form import ColumnKind, PlanColumn, PlanSection, find_form
from autograde.teams.plan.handing_in import look_over, plan_is_open
from autograde.teams.plan.saves import Content, PlanVersions, Save, read_plan
from autograde.teams.plan.stated import column_of
from autograde.teams.plan.word_file import shown_cell
from autograde.teams.team import Team
from autograde.teams.workshop import Workshop
from classroom.language import _
from desk.stores import Stores
from desk.team_home import names_of

__all__ = ["PlanView", "SectionView", "content_sent", "overview", "section_view"]

EMPTY_ROWS = 3
"""Rows left free below those that are filled."""


@dataclass(frozen=True)
class Shown:
    """What somebody wrote, as people read it: a text, or rows of a table; `line` says who and when."""

    number: int
    line: str
    text: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Box:
    """One cell to fill in: a name in the form, what is in it, and what may be chosen (value and word)."""

    name: str
    label: str
    typed: str
    choices: tuple[tuple[str, str], ...]
    numeric: bool


@dataclass(frozen=True)
class SectionView:
    """One section of the plan; `rows` of boxes where it is a table."""

    team: str
    id: str
    title: str
    hint: str
    columns: tuple[PlanColumn, ...]
    base: int
    text: str
    rows: tuple[tuple[Box, ...], ...]
    newest: Shown | None
    beside: tuple[Shown, ...]
    hers: int | None
    can_write: bool
    problem: str
    from_file: bool


@dataclass(frozen=True)
class OverviewSection:
    """One section as the overview shows it."""

    id: str
    title: str
    hint: str
    columns: tuple[PlanColumn, ...]
    shown: Shown | None
    beside: int
    to_look_at: tuple[str, ...]


@dataclass(frozen=True)
class PlanView:
    """The whole plan."""

    team: str
    name: str
    title: str
    workshop: str
    sections: tuple[OverviewSection, ...]
    to_look_at: int
    can_write: bool
    handed_in: str


def overview(desk: Stores, workshop: Workshop, team: Team, until: int | None = None) -> PlanView:
    """The plan with everything to look at; `until`: as it stood after that save."""
    form, plan = find_form(workshop.rules.id), read_plan(desk.office, team.id, until)
    found, names = look_over(desk.office, team, plan, workshop.rules.id), names_of(desk, team)
    sections = []
    for section in form.sections:
        versions = plan.section(section.id)
        said = tuple(
            _("Row {row}, {sentence}").format(row=one.row, sentence=one.sentence) if one.row else one.sentence
            for one in found
            if one.section == section.id
        )
        newest = _shown(section, versions.newest, names, workshop.zone) if versions.newest else None
        sections.append(
            OverviewSection(
                section.id,
                section.title,
                section.hint,
                section.columns,
                newest,
                len(versions.beside),
                said,
            )
        )
    handed = team.handed_in
    return PlanView(
        team=team.id,
        name=team_name(desk.office, team.id),
        title=form.title,
        workshop=workshop.title,
        sections=tuple(sections),
        to_look_at=len(found),
        can_write=plan_is_open(team),
        handed_in=local_time(handed.at, workshop.zone) if handed else "",
    )


def section_view(
    desk: Stores,
    workshop: Workshop,
    team: Team,
    section: PlanSection,
    typed: Content | None = None,
    hers: Save | None = None,
    problem: str = "",
) -> SectionView:
    """One section to write in.

    typed: what she has just sent; hers: the save of it that lies beside, since somebody else was quicker.
    """
    plan, names = read_plan(desk.office, team.id), names_of(desk, team)
    versions = plan.section(section.id)
    content = plan.content(section.id) if typed is None else typed
    text = content if isinstance(content, str) else ""
    return SectionView(
        team=team.id,
        id=section.id,
        title=section.title,
        hint=section.hint,
        columns=section.columns,
        base=versions.newest.number if versions.newest else 0,
        text=text,
        rows=_boxes(plan, workshop, team, section, content, names) if section.is_table else (),
        newest=_shown(section, versions.newest, names, workshop.zone) if versions.newest else None,
        beside=tuple(_shown(section, one, names, workshop.zone) for one in versions.beside),
        hers=hers.number if hers else None,
        can_write=plan_is_open(team),
        problem=problem,
        from_file=section.from_file,
    )


def content_sent(section: PlanSection) -> Content:
    """What the form of this request holds: a text, or the rows in which something is written."""
    if not section.is_table:
        return request.form.get("text", "").replace("\r\n", "\n").strip()
    rows = [
        tuple(
            " ".join(request.form.get(f"cell-{row}-{place}", "").split())
            for place in range(len(section.columns))
        )
        for row in range(section.most_rows)
    ]
    return tuple(row for row in rows if any(row))


def _shown(section: PlanSection, save: Save, names: Mapping[str, str], zone: str) -> Shown:
    line = _("{name}, {when}").format(
        name=names.get(save.by, _("(name erased)")), when=local_time(save.at, zone)
    )
    if isinstance(save.content, str):
        return Shown(save.number, line, save.content, ())
    rows = tuple(
        tuple(
            shown_cell(section, place, cell, names) for place, cell in enumerate(row[: len(section.columns)])
        )
        for row in save.content
    )
    return Shown(save.number, line, "", rows)


def _boxes(
    plan: PlanVersions,
    workshop: Workshop,
    team: Team,
    section: PlanSection,
    content: Content,
    names: Mapping[str, str],
) -> tuple[tuple[Box, ...], ...]:
    filled = [list(row) for row in content] if not isinstance(content, str) else []
    free = min(EMPTY_ROWS, section.most_rows - len(filled))
    rows: Sequence[list[str]] = [*filled, *([""] * len(section.columns) for _n in range(free))]
    form = find_form(workshop.rules.id)
    members = tuple((one.person, names[one.person]) for one in team.present_members)

    def box(row: int, place: int, column: PlanColumn, typed: str) -> Box:
        choices: tuple[tuple[str, str], ...] = ()
        if column.kind is ColumnKind.OWNER:
            choices = members
        elif column.kind is ColumnKind.STAGE:
            choices = tuple((one, one) for one in column.options)
        elif column.kind is ColumnKind.LINK:
            known = dict.fromkeys(cell for cell in column_of(plan, form, column.to) if cell)
            choices = tuple((one, one) for one in known)
        if choices and typed and typed not in dict(choices):
            choices = ((typed, names.get(typed, typed)), *choices)
        label = _("{column}, row {row}").format(column=column.title, row=row + 1)
        numeric = column.kind in (ColumnKind.WHOLE, ColumnKind.NUMBER, ColumnKind.PERCENT, ColumnKind.DOLLARS)
        return Box(f"cell-{row}-{place}", label, typed, choices, numeric)

    return tuple(
        tuple(
            box(number, place, column, row[place] if place < len(row) else "")
            for place, column in enumerate(section.columns)
        )
        for number, row in enumerate(rows)
    )
