"""The constructors of questions: the words with which a lesson asks.

In: an id, the question in words, what can be answered.  Out: a Question.  Called by lessons.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from classroom.errors import QuestionError
from classroom.language import _
from classroom.questions.question import Blank, Box, Grid, Kind, Option, Question

__all__ = [
    "choice",
    "day",
    "dollars",
    "long_text",
    "matching",
    "number",
    "number_table",
    "ordering",
    "percent",
    "pick",
    "several",
    "spans",
]

Options = Mapping[str, str] | Iterable[Option]


def dollars(id: str, ask: str) -> Question:  # noqa: A002 - the word a lesson uses
    """Return a question for an amount of dollars."""
    return Question(id, Kind.DOLLARS, ask)


def number(id: str, ask: str, unit: str = "") -> Question:  # noqa: A002
    """Return a question for a number of `unit` ("FTE", "hours")."""
    return Question(id, Kind.NUMBER, ask, unit=unit)


def percent(id: str, ask: str) -> Question:  # noqa: A002
    """Return a question for a percent; 3 percent is 3.0 in its key."""
    return Question(id, Kind.PERCENT, ask, unit="%")


def day(id: str, ask: str) -> Question:  # noqa: A002
    """Return a question for a date; its key is a `datetime.date`, or text such as "2026-02-26"."""
    return Question(id, Kind.DATE, ask)


def choice(id: str, ask: str, options: Options) -> Question:  # noqa: A002
    """Return a question with options to choose from: {option id: text}, in the order shown."""
    return Question(id, Kind.CHOICE, ask, options=_options(options))


def several(id: str, ask: str, options: Options) -> Question:  # noqa: A002
    """Return a question in which one or more options are ticked; its key is a list of option ids."""
    return Question(id, Kind.SEVERAL, ask, options=_options(options))


def spans(id: str, ask: str, pieces: Options) -> Question:  # noqa: A002
    """Return a question in which pieces of one running text are marked; its key is a list of their ids.

    pieces: {id: text}, which together, in order, are the text.
    """
    return Question(id, Kind.SEVERAL, ask, options=_options(pieces), as_text=True)


def ordering(id: str, ask: str, lines: Options) -> Question:  # noqa: A002
    """Return a question in which lines are put in order; its key is the list of their ids in that order.

    lines: {id: text} in the order in which they are first shown, which must not be the right one.
    """
    return Question(id, Kind.ORDER, ask, options=_options(lines))


def matching(id: str, ask: str, items: Options, options: Options) -> Question:  # noqa: A002
    """Return a question in which each item gets one of the options; its key is {item id: option id}."""
    return Question(id, Kind.MATCH, ask, options=_options(options), items=_options(items))


def pick(
    id: str,  # noqa: A002
    ask: str,
    rows: Mapping[str, Sequence[str]],
    headings: Sequence[str] | Mapping[str, str],
) -> Question:
    """Return a question in which one line or one cell of a small table is picked.

    rows: {row id: the texts of its cells}; the first cell names the row. headings: one for each column. With
    plain headings a line is picked, and the key is a row id. With {column id: heading} a cell is picked, and
    the key is "row-column", such as "step-3-lane-b"; the first column only names the rows.
    """
    by_cell = isinstance(headings, Mapping)
    columns = list(headings.items()) if isinstance(headings, Mapping) else [("", one) for one in headings]
    texts = {row: tuple(str(text) for text in cells) for row, cells in rows.items()}
    for row, cells in texts.items():
        if len(cells) != len(columns):
            raise QuestionError(
                _("Question {id}: the row “{row}” has {n} cells, and there are {columns} headings.").format(
                    id=id, row=row, n=len(cells), columns=len(columns)
                )
            )
    titles = tuple(title for _name, title in columns)
    options, ids = [], []
    for row, cells in texts.items():
        if by_cell:
            names = ["", *(f"{row}-{name}" for name, _title in columns[1:])]
            said = [f"{cells[0]}, {title}: {text}" for title, text in zip(titles, cells, strict=True)]
            options += [Option(name, text) for name, text in zip(names, said, strict=True) if name]
        else:
            names = [row, *[""] * (len(cells) - 1)]
            options.append(Option(row, ", ".join(text for text in cells if text)))
        ids.append(tuple(names))
    grid = Grid(titles, tuple(texts.values()), tuple(ids))
    return Question(id, Kind.PICK, ask, options=tuple(options), grid=grid)


def number_table(
    id: str,  # noqa: A002
    ask: str,
    rows: Mapping[str, str | Sequence[str]],
    blanks: Sequence[Blank],
    headings: Sequence[str] = (),
) -> Question:
    """Return a question with a small table of numbers to fill in; its key is {(row id, column id): number}.

    rows: {row id: its name, or its name and further text}. headings: one for the name and for each further
    text; “Line” when left out. blanks: the columns to fill in. A box counts by itself: part of the table
    right is part of the points.
    """
    headings = headings or (_("Line"),)
    texts = {row: (cells,) if isinstance(cells, str) else tuple(cells) for row, cells in rows.items()}
    for row, cells in texts.items():
        if len(cells) != len(headings):
            raise QuestionError(
                _("Question {id}: the row “{row}” has {n} cells, and there are {columns} headings.").format(
                    id=id, row=row, n=len(cells), columns=len(headings)
                )
            )
    if not blanks or any(not blank.kind.is_amount for blank in blanks):
        raise QuestionError(_("Question {id}: give columns of numbers to fill in.").format(id=id))
    boxes = [
        Box(f"{row}-{blank.id}", f"{cells[0]}, {blank.heading}", blank)
        for row, cells in texts.items()
        for blank in blanks
    ]
    grid = Grid(
        (*headings, *(_titled(blank) for blank in blanks)),
        tuple((*cells, *[""] * len(blanks)) for cells in texts.values()),
        tuple(
            (*[""] * len(cells), *(f"{row}-{blank.id}" for blank in blanks)) for row, cells in texts.items()
        ),
    )
    return Question(id, Kind.TABLE, ask, grid=grid, boxes=tuple(boxes))


def long_text(id: str, ask: str, words: tuple[int, int] = (120, 400)) -> Question:  # noqa: A002
    """Return a question for a text of so many words, read by a person."""
    return Question(id, Kind.TEXT, ask, words=words)


def _titled(blank: Blank) -> str:
    unit = {Kind.DOLLARS: _("dollars"), Kind.PERCENT: "%"}.get(blank.kind, blank.unit)
    return (
        f"{blank.heading} ({unit})" if unit and unit.lower() not in blank.heading.lower() else blank.heading
    )


def _options(given: Options) -> tuple[Option, ...]:
    if isinstance(given, Mapping):
        return tuple(Option(option_id, text) for option_id, text in given.items())
    return tuple(given)
