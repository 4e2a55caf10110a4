"""The form of a team's plan: its sections, the columns of its tables, the rows by which it is read.

In: a TOML file of programs/workshops/plans/. Out: `PlanForm`. Called by the rest of this room and the desk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from autograde.errors import RulesError
from autograde.teams.rules import workshops_folder
from autograde.toml_reader import Fields, read_toml
from classroom.language import _

__all__ = ["ColumnKind", "PlanColumn", "PlanForm", "PlanSection", "RubricRow", "find_form", "load_form"]


class ColumnKind(StrEnum):
    """What may be typed in a column."""

    TEXT = "text"
    WORKSITE = "worksite"
    WHOLE = "whole"
    NUMBER = "number"
    DOLLARS = "dollars"
    PERCENT = "percent"
    DATE = "date"
    OWNER = "owner"
    STAGE = "stage"
    LINK = "link"


@dataclass(frozen=True)
class PlanColumn:
    """One column of a table; see the head of the plan's file for what each field asks."""

    id: str
    title: str
    kind: ColumnKind
    at_most: str = ""
    computed: str = ""
    options: tuple[str, ...] = ()
    in_order: int = 0
    needed: int = 0
    to: str = ""
    before: str = ""
    agrees_with: str = ""
    by: str = ""


@dataclass(frozen=True)
class PlanSection:
    """One section: a text, or a table with these columns and at most so many rows.

    `from_file`: a summary of prices can be attached, which fills it.
    """

    id: str
    title: str
    hint: str
    columns: tuple[PlanColumn, ...] = ()
    most_rows: int = 60
    from_file: bool = False

    @property
    def is_table(self) -> bool:
        """Whether the section is a table."""
        return bool(self.columns)

    def place(self, column: str) -> int:
        """Where a column stands."""
        return [one.id for one in self.columns].index(column)


@dataclass(frozen=True)
class RubricRow:
    """One row by which an instructor reads the plan."""

    id: str
    title: str
    met_when: str


@dataclass(frozen=True)
class PlanForm:
    """A plan's title, sections and rubric; `calculator` is the module of the subject with its sums."""

    id: str
    title: str
    calculator: str
    sections: tuple[PlanSection, ...]
    rubric: tuple[RubricRow, ...]

    def section(self, name: str) -> PlanSection | None:
        """The section of that id, or None."""
        return next((one for one in self.sections if one.id == name), None)


@cache
def find_form(workshop_rules: str) -> PlanForm:
    """The form of a workshop's plan; raises RulesError where there is none, or it has a slip."""
    return load_form(workshops_folder() / "plans" / f"{workshop_rules}.toml")


def load_form(path: Path) -> PlanForm:
    """Read a form strictly; raises RulesError with file and line."""
    fields, _data = read_toml(path, RulesError)
    name, title = fields.slug("id"), fields.text("title")
    calculator = fields.text("calculator", "")
    columns: dict[str, list[PlanColumn]] = {}
    for one in fields.tables("column") if "column" in fields.values else ():
        columns.setdefault(one.slug("section"), []).append(_column(one))
    sections = tuple(_section(one, columns) for one in fields.tables("section"))
    rubric = tuple(_row(one) for one in fields.tables("row"))
    fields.finish()
    form = PlanForm(name, title, calculator, sections, rubric)
    _refuse_what_leads_nowhere(fields, form, columns)
    return form


def _section(fields: Fields, columns: dict[str, list[PlanColumn]]) -> PlanSection:
    name, kind = fields.slug("id"), fields.text("kind")
    if kind not in ("text", "table") or (kind == "table") != (name in columns):
        fields.refuse("kind", _('it is "table" where [[column]]s name this section, or else "text"'))
    made = PlanSection(
        name,
        fields.text("title"),
        fields.text("hint"),
        tuple(columns.get(name, ())),
        fields.whole("most_rows", 1, 200, 60),
        "from_file" in fields.values and fields.truth("from_file"),
    )
    fields.finish()
    return made


def _column(fields: Fields) -> PlanColumn:
    said = fields.text("kind")
    try:
        kind = ColumnKind(said)
    except ValueError:
        known = ", ".join(f'"{one}"' for one in ColumnKind)
        fields.refuse("kind", _('"{said}" is not known; it can be {known}').format(said=said, known=known))
    options = tuple(one.strip() for one in fields.text("options", "").split(";") if one.strip())
    made = PlanColumn(
        id=fields.slug("id"),
        title=fields.text("title"),
        kind=kind,
        at_most=fields.text("at_most", ""),
        computed=fields.text("computed", ""),
        options=options,
        in_order=fields.whole("in_order", 0, len(options), 0),
        needed=fields.whole("needed", 0, len(options), 0),
        to=fields.text("to", ""),
        before=fields.text("before", ""),
        agrees_with=fields.text("agrees_with", ""),
        by=fields.text("by", ""),
    )
    fields.finish()
    return made


def _row(fields: Fields) -> RubricRow:
    made = RubricRow(fields.slug("id"), fields.text("title"), fields.text("met_when"))
    fields.finish()
    return made


def _refuse_what_leads_nowhere(fields: Fields, form: PlanForm, columns: dict[str, list[PlanColumn]]) -> None:
    """Every section, column and link that is named must be there."""
    known = {f"{section.id}.{column.id}" for section in form.sections for column in section.columns}
    for section, own in columns.items():
        for column in own:
            wanted = [f"{section}.{name}" for name in (column.at_most, column.before, column.by) if name]
            wanted += [f"{section}.{column.id}", *_named(column)]
            for name in wanted:
                if name not in known:
                    fields.refuse("column", _('"{name}" is no column of the form').format(name=name))


def _named(column: PlanColumn) -> Sequence[str]:
    """The columns of other sections that a column names."""
    computed = column.computed.partition(":")[2].split("/")
    return [name.strip() for name in (column.to, column.agrees_with, *computed) if name.strip()]
