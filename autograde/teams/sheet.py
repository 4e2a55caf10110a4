"""What a team wrote, on a sheet that leaves the desk: a Word file, or a page that needs nothing else.

In: a `Sheet` of plain values, from plan/word_file.py or joint/word_file.py. Out: bytes or text. What people
wrote goes in as text and nothing else. Names stand in it, so it stays in the teams' own hands.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from classroom.language import _

__all__ = ["Block", "Sheet", "as_page", "as_word_file"]

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Block:
    """One section: paragraphs, or a table with headings; both empty where nothing is written yet."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A title, a line below it (whose it is), its sections, and a note at the end."""

    title: str
    lead: str
    blocks: tuple[Block, ...]
    note: str = ""


def as_word_file(sheet: Sheet, made_at: datetime) -> bytes:
    """A heading for each section, its texts as paragraphs and its tables as tables."""
    import docx

    document = docx.Document()
    document.core_properties.title, document.core_properties.author = sheet.title, sheet.lead
    document.core_properties.created = document.core_properties.modified = made_at.replace(tzinfo=None)
    document.add_heading(_printable(sheet.title), level=0)
    document.add_paragraph(_printable(sheet.lead))
    for block in sheet.blocks:
        document.add_heading(_printable(block.heading), level=1)
        for paragraph in block.paragraphs or (() if block.rows else (_("Nothing is written here yet."),)):
            document.add_paragraph(_printable(paragraph))
        if block.rows:
            table = document.add_table(rows=1, cols=len(block.columns), style="Table Grid")
            for cell, column in zip(table.rows[0].cells, block.columns, strict=True):
                cell.paragraphs[0].add_run(_printable(column)).bold = True
            for row in block.rows:
                for cell, text in zip(table.add_row().cells, row, strict=False):
                    cell.text = _printable(text)
    if sheet.note:
        document.add_paragraph(_printable(sheet.note))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_page(sheet: Sheet) -> str:
    """One page of HTML, with its style in it: to open from a folder, to show and to print."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.globals.update(_=_)
    return environment.get_template("sheet.html").render(sheet=sheet)


def _printable(text: str) -> str:
    """Without characters that a document cannot hold."""
    return "".join(letter for letter in text if letter in "\n\t" or letter.isprintable())
