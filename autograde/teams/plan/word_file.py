"""A team's plan as a document that can be opened in a word processor.

In: a plan, its form, what the team is called, names by id. Out: bytes (docx). Called by the desk and the
command. What people wrote goes in as text and nothing else. It stays in the team's own hands: names of owners
stand in it.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime

from autograde.teams.plan.form import ColumnKind, PlanForm, PlanSection
from autograde.teams.plan.saves import Content, PlanVersions
from classroom.language import _

__all__ = ["plan_as_word_file", "shown_cell"]


def plan_as_word_file(
    plan: PlanVersions, form: PlanForm, team: str, names: Mapping[str, str], made_at: datetime
) -> bytes:
    """The plan with a heading for each section, its texts as paragraphs and its tables as tables."""
    import docx

    document = docx.Document()
    document.core_properties.title = form.title
    document.core_properties.author = team
    document.core_properties.created = document.core_properties.modified = made_at.replace(tzinfo=None)
    document.add_heading(form.title, level=0)
    document.add_paragraph(team)
    for section in form.sections:
        document.add_heading(section.title, level=1)
        content = plan.content(section.id)
        if not content:
            document.add_paragraph(_("Nothing is written here yet."))
        elif isinstance(content, str):
            for paragraph in content.split("\n\n"):
                document.add_paragraph(_printable(paragraph))
        else:
            _table(document, section, content, names)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def shown_cell(section: PlanSection, place: int, cell: str, names: Mapping[str, str]) -> str:
    """A cell as people read it: the name of an owner, not the id that is kept."""
    if section.columns[place].kind is ColumnKind.OWNER and cell:
        return names.get(cell, _("(name erased)"))
    return cell


def _table(document: object, section: PlanSection, content: Content, names: Mapping[str, str]) -> None:
    from docx.document import Document

    assert isinstance(document, Document)  # noqa: S101 - made above
    table = document.add_table(rows=1, cols=len(section.columns), style="Table Grid")
    for place, column in enumerate(section.columns):
        run = table.rows[0].cells[place].paragraphs[0].add_run(column.title)
        run.bold = True
    for row in content:
        cells = table.add_row().cells
        for place, cell in enumerate(row[: len(section.columns)]):
            cells[place].text = _printable(shown_cell(section, place, cell, names))


def _printable(text: str) -> str:
    """Without characters that a document cannot hold."""
    return "".join(letter for letter in text if letter in "\n\t" or letter.isprintable())
