"""A workbook in the making: sheets, cell styles and defined names. Made by `write`, filled by the sheets.

Every number that somebody types goes through `Page.entry` and gets the look of an input and no lock; every
other figure goes through `Page.formula` or `Page.figure`. That is how a test can tell them apart.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

_BLUE, _GREY, _LINE, _ENTRY = "#1F3864", "#5A5A5A", "#BFBFBF", "#FFF8E1"
_NUMBERS = {
    "dollars": "#,##0;[Red]\u2212#,##0;0",
    "cents": "#,##0.00;[Red]\u2212#,##0.00;0.00",
    "percent": "0.00%;[Red]\u22120.00%;0.00%",
    "number": "#,##0.##;[Red]\u2212#,##0.##;0",
    "count": "#,##0.0;[Red]\u2212#,##0.0;0.0",
    "index": "0.00##",
    "whole": "0;\u22120;0",
    "text": "@",
}
_FONT = {"font_name": "Calibri", "font_size": 11, "valign": "vcenter"}


class Book:
    """The file: `page` begins a sheet, `define` names a range, `saved` returns the bytes.

    `values` are figures that are known already, by name: programs that do not calculate show them.
    """

    def __init__(self, title: str, values: Mapping[str, Decimal]) -> None:
        import xlsxwriter

        self._bytes = io.BytesIO()
        self.file = xlsxwriter.Workbook(
            self._bytes, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        self.file.set_properties({"title": title})
        self.file.set_calc_mode("auto")
        self.values = values
        self.names: dict[str, str] = {}
        self._styles: dict[str, Any] = {}

    def style(self, name: str) -> Any:
        """Return a style: "dollars", "entry dollars", "total dollars", "heading", "head", "note", …"""
        if name not in self._styles:
            self._styles[name] = self.file.add_format(_look(name))
        return self._styles[name]

    def define(self, name: str, sheet: str, cells: str) -> str:
        """Give cells a name in the whole workbook, and return it; a name is given once."""
        if name in self.names:
            raise ValueError(f"the name {name} is given twice")
        self.names[name] = f"'{sheet}'!{cells}"
        self.file.define_name(name, f"='{sheet}'!{cells}")
        return name

    def page(
        self, title: str, says: str, widths: Sequence[float], landscape: bool = True, one_page: bool = False
    ) -> Page:
        """Begin a sheet with its heading and one sentence about it; it is printed as wide as one page."""
        page = Page(self, title, says, widths)
        if landscape:
            page.sheet.set_landscape()
        page.sheet.fit_to_pages(1, 1 if one_page else 0)
        return page

    def saved(self) -> bytes:
        """Return the file."""
        self.file.close()
        return self._bytes.getvalue()


class Page:
    """A sheet that is filled from the top: `row` is where the next line goes."""

    def __init__(self, book: Book, title: str, says: str, widths: Sequence[float]) -> None:
        self.book, self.title, self.row, self._columns = book, title, 0, len(widths)
        self.sheet = book.file.add_worksheet(title)
        self.sheet.hide_gridlines(2)
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width, book.style("plain"))
        self.sheet.set_margins(0.5, 0.5, 0.6, 0.6)
        self.sheet.set_footer("&L&F&C&A&RPage &P of &N")
        self.sheet.set_row(0, 27)
        self.put(0, title, "title")
        self.row += 1
        self.note(says)
        self.row += 1

    def put(self, column: int, text: str, style: str = "plain") -> None:
        """Write words in the current row."""
        self.sheet.write_string(self.row, column, text, self.book.style(style))

    def heading(self, text: str) -> None:
        """Write a heading, with a free line before it."""
        self.row += 1
        self.sheet.set_row(self.row, 20)
        self.put(0, text, "heading")
        self.row += 1

    def note(self, text: str) -> None:
        """Write a line of explanation."""
        self.put(0, text, "note")
        self.row += 1

    def head(self, labels: Sequence[str], freeze: bool = False, words: int = 1) -> None:
        """Write the heads of a table: to the left over so many columns of words, then to the right."""
        self.sheet.set_row(self.row, 32 if any(len(label) > 14 for label in labels[1:]) else 18)
        for column, label in enumerate(labels):
            self.put(column, label, "head" if column < words else "head right")
        self.row += 1
        if freeze:
            self.sheet.freeze_panes(self.row, 1)

    def entry(self, column: int, value: Decimal | str | int | None, style: str, name: str = "") -> None:
        """Write what a person types or may type: a number, words, or an empty box."""
        look = self.book.style(f"entry {style}")
        if value is None:
            self.sheet.write_blank(self.row, column, None, look)
        elif isinstance(value, str):
            self.sheet.write_string(self.row, column, value, look)
        else:
            self.sheet.write_number(self.row, column, float(value), look)
        if name:
            self.book.define(name, self.title, self.here(column))

    def choice(self, column: int, value: str, among: Sequence[str], name: str) -> None:
        """Write a choice with its drop-down list."""
        self.entry(column, value, "text", name)
        self.sheet.data_validation(
            self.row, column, self.row, column, {"validate": "list", "source": list(among)}
        )

    def formula(self, column: int, formula: str, style: str, value: Decimal | str | None = None) -> None:
        """Write a formula."""
        shown = float(value) if isinstance(value, Decimal) else (value or "")
        self.sheet.write_formula(self.row, column, f"={formula}", self.book.style(style), shown)

    def figure(self, column: int, name: str, formula: str, style: str) -> None:
        """Write a formula and give its cell a name."""
        self.formula(column, formula, style, self.book.values.get(name))
        self.book.define(name, self.title, self.here(column))

    def line(self, label: str, name: str, formula: str, style: str = "dollars", says: str = "") -> None:
        """Write a line of a label, a named figure and perhaps a remark, and go on to the next."""
        self.put(0, label, "total plain" if style.startswith("total") else "plain")
        self.figure(1, name, formula, style)
        if says:
            self.put(2, says, "note")
        self.row += 1

    def here(self, column: int, row: int | None = None) -> str:
        """Return the absolute address of a cell of the current row."""
        return f"${letters(column)}${(self.row if row is None else row) + 1}"

    def done(self) -> None:
        """Set the print area: everything that was written."""
        self.sheet.print_area(0, 0, max(self.row, 1), self._columns - 1)


def letters(column: int) -> str:
    """Return the letters of a column: 0 is A.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    first, last = divmod(column, 26)
    return (letters(first - 1) if first else "") + chr(65 + last)


def quoted(text: str) -> str:
    """Return words as they stand in a formula.

    >>> quoted('The "A" lane')
    '"The ""A"" lane"'
    """
    return '"' + text.replace('"', '""') + '"'


def name_part(label: str, taken: Sequence[str] = ()) -> str:
    """Return a label as a part of a defined name: letters, digits and underscores, unlike those taken.

    >>> name_part("Bus drivers"), name_part("Bus-drivers", ["Bus_drivers"])
    ('Bus_drivers', 'Bus_drivers_2')
    """
    plain = re.sub(r"[^A-Za-z0-9]+", "_", label.replace("'", "").replace("’", "")).strip("_") or "group"
    found, number = plain, 1
    while found.lower() in {name.lower() for name in taken}:
        number += 1
        found = f"{plain}_{number}"
    return found


def _look(name: str) -> dict[str, Any]:
    """Return what a style looks like, from its words."""
    words = name.split()
    look: dict[str, Any] = dict(_FONT)
    for word in words:
        if word in _NUMBERS:
            look["num_format"] = _NUMBERS[word]
            if word != "text":
                look["align"] = "right"
            if "quiet" in words:  # a line that nobody has filled in shows no zeros
                look["num_format"] = look["num_format"].rsplit(";", 1)[0] + ";"
    if "entry" in words:
        look |= {"bg_color": _ENTRY, "border": 1, "border_color": _LINE, "locked": False}
    if "total" in words:
        look |= {"bold": True, "top": 1, "top_color": _GREY}
    if "title" in words:
        look |= {"bold": True, "font_size": 18, "font_color": _BLUE}
    if "heading" in words:
        look |= {"bold": True, "font_size": 13, "font_color": _BLUE}
    if "head" in words:
        look |= {"bold": True, "bottom": 1, "bottom_color": _GREY, "text_wrap": True, "valign": "bottom"}
        look["align"] = "right" if "right" in words else "left"
    if "wrapped" in words:
        look |= {"text_wrap": True}
    if "link" in words:
        look |= {"font_color": _BLUE, "underline": 1}
    if "flag" in words:
        look |= {"align": "center", "font_color": _GREY}
    if "note" in words:
        look |= {"font_color": _GREY, "italic": False}
    return look
