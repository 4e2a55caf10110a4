"""What a subject hands to the page for files of her own: the shape of it, for whoever teaches whatever.

`Brings` is a file that she brings, `Makes` are files that are made for her, `Tracked` is a list to keep up to
date, `Figure` is a number that is known.
Made by the subject's package, which the classroom does not know; read by the forms of `classroom.own`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from classroom.own.progress import Progress


class Figure(Protocol):
    """A number that what she keeps holds."""

    @property
    def number(self) -> Decimal:
        """The number, in the unit of the box that it stands in."""

    @property
    def is_estimated(self) -> bool:
        """Whether it rests on a stand-in for something that nobody has told yet."""


class Tracked(Protocol):
    """A list of things that each come to a status, such as what was asked for and what came back."""

    @property
    def name(self) -> str:
        """What its file in own/ is called."""

    @property
    def title(self) -> str:
        """The heading."""

    @property
    def lines(self) -> Mapping[str, str]:
        """What is asked for, by id."""

    @property
    def statuses(self) -> Mapping[str, str]:
        """How far a line can be, by id; the first one is where each begins."""

    @property
    def notes(self) -> Mapping[str, str]:
        """The columns of notes, by id."""

    def told(self, kept: Mapping[str, Mapping[str, str]]) -> str:
        """Return how far the list is, in a sentence: from {line: {"status": …, note: …}}."""


class Seen(Protocol):
    """What was seen in files that she brought."""

    @property
    def refused(self) -> str:
        """Why nothing of it may be used, in a sentence; empty when it may."""

    @property
    def sections(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Headings, each with the lines below it."""

    @property
    def problems(self) -> tuple[tuple[str, str, str, str], ...]:
        """What could not be read: sheet, row, cell, and what to do."""

    @property
    def keeps(self) -> bytes | None:
        """What is kept when she says so; None while it is of no use."""


class Brings(Protocol):
    """A file that she brings."""

    @property
    def title(self) -> str:
        """The heading of the form."""

    @property
    def about(self) -> str:
        """What it is good for, in a sentence or two."""

    @property
    def name(self) -> str:
        """What it is called in own/."""

    @property
    def endings(self) -> tuple[str, ...]:
        """What may be chosen, such as ".xlsx"."""

    @property
    def empty_name(self) -> str:
        """What the file to fill in is called."""

    def empty(self) -> bytes:
        """Return the file to fill in."""

    def look(self, files: Mapping[str, bytes]) -> Seen:
        """Return what was seen in the files that she chose, by their names."""

    def standing(self, own: Path) -> str:
        """Return what is kept, in a sentence; empty when nothing is."""


class Choice(Protocol):
    """A button that makes files."""

    @property
    def label(self) -> str:
        """What it makes, in words."""

    @property
    def names(self) -> tuple[str, ...]:
        """What the files are called in own/."""

    @property
    def missing(self) -> str:
        """Why it cannot be pressed, in a sentence; empty when it can."""


class Makes(Protocol):
    """Files that are made of what is known so far; `at` is how far she is, and where what she keeps lies."""

    @property
    def title(self) -> str:
        """The heading of the form."""

    def table(self, at: Progress) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
        """Return heads and rows of what is in the files; no rows for no table."""

    def says(self, at: Progress) -> tuple[str, ...]:
        """Return what is to be said below it, in paragraphs."""

    def choices(self, at: Progress) -> Mapping[str, Choice]:
        """Return the buttons, by id."""

    def make(self, at: Progress, choice: str) -> tuple[Mapping[str, bytes], str]:
        """Return the files of one button by name, and why one of them is not there (or nothing)."""
