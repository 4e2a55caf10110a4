"""A learner's own contract as she brings it in a lesson: an empty spreadsheet, a look at hers, what is kept.

Files come in; what was understood goes out, and the bytes that may be kept. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bargaining.costing.units.unit import UnitKind
from bargaining.errors import BargainingError, OwnContractError
from bargaining.workbook.own.contract import OwnContract
from bargaining.workbook.own.read import read_own_files, read_own_sheets
from bargaining.workbook.own.rewrite import as_spreadsheet
from bargaining.workbook.own.tables import Sheet, read_bytes
from bargaining.workbook.own.team import FILE

_ENDINGS = (".xlsx", ".csv")
_MOST_PROBLEMS = 20  # more at once than anybody mends; the rest is counted


@dataclass(frozen=True)
class SeenContract:
    """What was seen in the files she chose, as the page shows it."""

    refused: str = ""
    sections: tuple[tuple[str, tuple[str, ...]], ...] = ()
    problems: tuple[tuple[str, str, str, str], ...] = ()
    keeps: bytes | None = None


@dataclass(frozen=True)
class OwnContractFile:
    """The contract that she brings, for a unit of one kind."""

    kind: UnitKind
    title: str = "Your own contract"
    about: str = (
        "Bring your own schedule and your people once, and every part begins with them. "
        "A schedule and a head count are enough to begin. "
        "Two CSV files do, too: choose the schedule and the people at once. "
        "Leave out names, birth dates and social security numbers: such a file is refused."
    )
    name: str = FILE
    endings: tuple[str, ...] = _ENDINGS
    empty_name: str = "our-contract.xlsx"

    def empty(self) -> bytes:
        """Return the spreadsheet to fill in."""
        from bargaining.workbook.own.template import template

        return template(self.kind)

    def look(self, files: Mapping[str, bytes]) -> SeenContract:
        """Return what was understood of one spreadsheet, or of csv files of the schedule and the people."""
        try:
            _check_choice(files)
            sheets = tuple(sheet for name, content in files.items() for sheet in read_bytes(content, name))
            own = read_own_sheets(sheets, self.kind)
        except BargainingError as trouble:
            return SeenContract(refused=str(trouble))
        return _seen(own, self._kept_of(files, sheets) if own.unit else None)

    def standing(self, own: Path) -> str:
        """Return what is kept, in a sentence; empty when nothing is."""
        try:
            contract = kept_contract(own)
        except BargainingError as trouble:
            return f"The file that is kept cannot be used any more. {trouble}"
        if contract is None:
            return ""
        if contract.unit is None:
            return f"Kept, but it cannot be priced. {contract.problems[0].sentence}"
        guessed = " It rests on an estimate." if contract.is_estimated else ""
        return f"Kept: {contract.understood[-1]}{guessed}"

    def _kept_of(self, files: Mapping[str, bytes], sheets: tuple[Sheet, ...]) -> bytes:
        """Return what is kept: her spreadsheet as it is, or one spreadsheet of several files."""
        (first, content), *others = files.items()
        says_kind = read_own_sheets(sheets).unit is not None
        if says_kind and not others and first.lower().endswith(".xlsx"):
            return content
        return as_spreadsheet(sheets, None if says_kind else self.kind)


def own_contract(kind: UnitKind) -> OwnContractFile:
    """Return the contract that a learner with a unit of this kind brings.

    >>> own_contract(UnitKind.NURSES).look({"ours.pdf": b""}).refused
    'ours.pdf is of a kind that is not read here; save it as .xlsx or .csv.'
    """
    return OwnContractFile(kind)


def kept_contract(own: Path) -> OwnContract | None:
    """Return the contract that is kept in a folder own/, or None; read once for each state of the file.

    Raises `OwnContractError` when the file cannot be used any more.
    """
    file = own / FILE
    try:
        state = file.stat()
    except OSError:
        return None
    return _read(file, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=4)
def _read(file: Path, _changed: int, _size: int) -> OwnContract:
    return read_own_files([file])


def _check_choice(files: Mapping[str, bytes]) -> None:
    """Refuse several spreadsheets, and a spreadsheet beside csv files: which one is meant is not clear."""
    books = [name for name in files if not name.lower().endswith(".csv")]
    if books and len(files) > 1:
        raise OwnContractError(
            f"{len(files)} files were chosen; bring one spreadsheet, or two CSV files: schedule and people."
        )


def _seen(own: OwnContract, keeps: bytes | None) -> SeenContract:
    rows = [(each.sheet, each.row, each.cell, each.says) for each in own.problems[:_MOST_PROBLEMS]]
    if (more := len(own.problems) - _MOST_PROBLEMS) > 0:
        rows.append(("", "", "", f"and {more} more; mend these first"))
    sections = (
        ("Understood. Is it right?", own.understood),
        ("Estimates, until you have the figures", own.estimates),
    )
    return SeenContract("", sections, tuple(rows), keeps)
