"""What stands on a sheet, from top to bottom: plain values that a page can be written from, and that travel
between processes.

In: nothing.  Out: the blocks.  Made by `classroom.reading.sheet`; drawn by whoever shows the sheet.
"""

from __future__ import annotations

from dataclasses import dataclass

from classroom.questions.question import Practice, Question
from classroom.shown.chart_figure import Plot
from classroom.shown.tables import TableView

__all__ = [
    "Asked",
    "Block",
    "Charted",
    "Kept",
    "MapCell",
    "Mapped",
    "OwnNumbers",
    "Prose",
    "Send",
    "Tabled",
    "Tried",
    "TriedInput",
]


@dataclass(frozen=True)
class Prose:
    """Text in Markdown, written by hand or by the lesson's code. A dollar sign is money in both."""

    markdown: str


@dataclass(frozen=True)
class Tabled:
    """A table."""

    view: TableView


@dataclass(frozen=True)
class Charted:
    """A chart, to be drawn with its sentence and its table."""

    plot: Plot


@dataclass(frozen=True)
class Asked:
    """A question. practice: key and hints of one that answers on the spot. points: of one that is scored."""

    question: Question
    practice: Practice | None = None
    points: float | None = None


@dataclass(frozen=True)
class TriedInput:
    """One input of something to try, as it stands: value is its text ("on" or "off" for a box to tick).

    options: (id, text) of a choice. low, high, step: of a number, as text. problem: why the text that was
    given for it could not be taken.
    """

    id: str
    label: str
    shape: str
    value: str
    unit: str = ""
    options: tuple[tuple[str, str], ...] = ()
    low: str = ""
    high: str = ""
    step: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Tried:
    """Something to try: inputs, and what follows from them as they stand. moved: not as at the start."""

    name: str
    title: str
    inputs: tuple[TriedInput, ...]
    sentence: str
    table: TableView | None = None
    plot: Plot | None = None
    moved: bool = False


@dataclass(frozen=True)
class MapCell:
    """One cell of a map: its number as text, its shade from 0 to 6, and the number before a change."""

    text: str
    level: int
    was: str | None = None


@dataclass(frozen=True)
class Mapped:
    """A map of numbers in rows and columns, in which one cell at a time can be changed.

    row, column, value: the words for them inside a sentence. changes: (row, column, number as text), made so
    far. picked: the row and column that were changed last.
    """

    name: str
    caption: str
    row: str
    column: str
    value: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[MapCell, ...], ...]
    sentence: str
    table: TableView | None = None
    changes: tuple[tuple[str, str, str], ...] = ()
    problem: str = ""

    @property
    def picked(self) -> tuple[str, str]:
        """The row and column of the latest change, or else the first."""
        return self.changes[-1][:2] if self.changes else (self.rows[0], self.columns[0])


@dataclass(frozen=True)
class OwnNumbers:
    """What she is asked of her own contract. It is kept on her own computer only; here are the labels.

    lines: what there is to write down. columns: the headings of a list; () for single numbers.
    """

    title: str
    lines: tuple[str, ...]
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kept:
    """A file that the part makes for her. content is None for one about her own contract."""

    name: str
    says: str
    content: bytes | None


@dataclass(frozen=True)
class Send:
    """Where the part is sent."""


Block = Prose | Tabled | Charted | Asked | Tried | Mapped | OwnNumbers | Kept | Send
