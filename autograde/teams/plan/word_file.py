"""A team's plan as a sheet: for a word processor, and as a page for the bargaining council.

In: a plan, its form, what the team is called, names by id. Out: a `Sheet` (sheet.py makes the file), or the
Word file. Called by the desk and the command. It stays in the team's own hands: names of owners stand in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from autograde.teams.plan.form import ColumnKind, PlanForm, PlanSection
from autograde.teams.plan.saves import PlanVersions
from autograde.teams.sheet import Block, Sheet, as_word_file
from classroom.language import _

__all__ = ["plan_as_word_file", "plan_sheet", "shown_cell"]


def plan_sheet(plan: PlanVersions, form: PlanForm, team: str, names: Mapping[str, str]) -> Sheet:
    """The plan as it stands, section by section."""
    return Sheet(
        title=form.title,
        lead=team,
        blocks=tuple(_block(plan, section, names) for section in form.sections),
        note=_(
            "For the bargaining council. It names people: show it to those whom your team trusts with it."
        ),
    )


def plan_as_word_file(
    plan: PlanVersions, form: PlanForm, team: str, names: Mapping[str, str], made_at: datetime
) -> bytes:
    """The plan with a heading for each section, its texts as paragraphs and its tables as tables."""
    return as_word_file(plan_sheet(plan, form, team, names), made_at)


def shown_cell(section: PlanSection, place: int, cell: str, names: Mapping[str, str]) -> str:
    """A cell as people read it: the name of an owner, not the id that is kept."""
    if section.columns[place].kind is ColumnKind.OWNER and cell:
        return names.get(cell, _("(name erased)"))
    return cell


def _block(plan: PlanVersions, section: PlanSection, names: Mapping[str, str]) -> Block:
    content, most = plan.content(section.id), len(section.columns)
    if isinstance(content, str):
        return Block(section.title, tuple(one for one in content.split("\n\n") if one))
    rows = tuple(
        tuple(shown_cell(section, place, cell, names) for place, cell in enumerate(row[:most]))
        for row in content
    )
    return Block(section.title, columns=tuple(one.title for one in section.columns), rows=rows)
