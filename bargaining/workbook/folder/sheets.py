"""What a printed sheet is made of: a title, and paragraphs and tables below it. Words and figures only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """A table: heads, rows of the same length, and how many columns at the left are words.

    `blank` more rows are left free to write in.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: int = 1
    blank: int = 0

    def __post_init__(self) -> None:
        if odd := [row for row in self.rows if len(row) != len(self.heads)]:
            raise ValueError(f"a row of {self.caption} has {len(odd[0])} cells under {len(self.heads)} heads")


@dataclass(frozen=True)
class Printed:
    """One sheet of the folder: it begins on a new page."""

    title: str
    says: str
    blocks: tuple[str | Table, ...]
