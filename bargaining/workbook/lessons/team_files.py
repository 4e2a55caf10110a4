"""The workbook so far and the folder to print, as a part offers them: for the practice employer, and her own.

A unit and a part come in. The page asks what is in the files, which buttons there are, and for the bytes; it
writes them to her folder own/ itself.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from bargaining.costing.units.unit import BargainingUnit
from bargaining.errors import BargainingError
from bargaining.workbook.folder.data_request import kept_answers
from bargaining.workbook.folder.printing import folder_html, folder_of, folder_pdf
from bargaining.workbook.lessons.contract import kept_contract
from bargaining.workbook.lessons.main_figures import main_figures
from bargaining.workbook.offer import Offer, percent_offer
from bargaining.workbook.own.contract import OwnContract
from bargaining.workbook.own.team import FILE, offers_of
from bargaining.workbook.plan import PARTS, Plan
from bargaining.workbook.reread import offers_in
from bargaining.workbook.sheets.notes import SHEETS
from bargaining.workbook.summary import priced_summary
from bargaining.workbook.write import plan_of, workbook

PRACTICE, OURS = "practice", "ours"
WORKBOOKS = {PRACTICE: "practice-workbook.xlsx", OURS: "our-workbook.xlsx"}
SUMMARIES = {PRACTICE: "practice-prices.csv", OURS: "our-prices.csv"}
PRICED_FROM = 8  # the part from which a small summary of prices comes with the workbook
FOLDERS = {PRACTICE: "practice-folder", OURS: "our-folder"}
_TITLES = {part: title for part, title, _says in SHEETS}
_BRING = "Bring your own contract to get one of your own, too."


@dataclass(frozen=True)
class Button:
    """A button of the page: what it makes, the files' names, and why it cannot be pressed."""

    label: str
    names: tuple[str, ...]
    missing: str = ""


class Progress(Protocol):
    """How far a learner is: where what she keeps lies, and the parts with a scored question unanswered."""

    @property
    def own(self) -> Path:
        """Her folder own/."""

    @property
    def unfinished(self) -> Collection[str]:
        """Ids of parts, such as "part03-one-percent"."""


@dataclass(frozen=True)
class WorkbookSoFar:
    """The workbook with the sheets of the parts so far; a longer one that she has is never made shorter.

    A sheet of the practice employer comes when the scored questions of its part are answered: it holds what
    they ask for. Her own contract has every sheet at once.
    """

    unit: BargainingUnit
    through_part: int
    offers: tuple[Offer, Offer]
    title: str = "Your workbook so far"

    def table(self, at: Progress) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
        """Return each sheet with its main figure, for the practice employer and for her own contract."""
        mine, _ = _readable(at.own)
        reach = max(self._reach(at.own, which) for which in WORKBOOKS)
        held, open_to = "after its scored questions", self._open_to(at)
        practice = main_figures(plan_of(self.unit, *self.offers, reach))
        columns = [{part: says if part <= open_to else held for part, says in practice.items()}]
        if mine:
            columns.append(main_figures(plan_of(mine.priced(), *offers_of(mine), reach)))
        heads = ("Sheet", self.unit.name, "Your own contract")[: 1 + len(columns)]
        rows = ((_TITLES[part], *(column[part] for column in columns)) for part in range(1, reach + 1))
        return heads, tuple(rows)

    def says(self, at: Progress) -> tuple[str, ...]:
        """Return which sheets she has, and what this part adds."""
        there = {which: sheets_through(at.own / name) for which, name in WORKBOOKS.items()}
        part, newest = self.through_part, max(there.values())
        if newest >= part:
            return (f"Your workbook has the sheets of Parts 1 to {newest}. Write it again after a change.",)
        adds = f"This part adds the sheet “{_TITLES[part]}”."
        if newest == part - 1:
            return (adds,)
        lacks = f"It reads the sheets of Parts {newest + 1} to {part - 1}, which you do not have yet."
        if newest == part - 2:
            lacks = f"It reads the sheet of Part {part - 1}, which you do not have yet."
        return (f"{adds} {lacks} What it needs is written, too.",)

    def choices(self, at: Progress) -> Mapping[str, Button]:
        """Return the button for the practice employer and the one for her own contract."""
        mine, missing = _readable(at.own)
        name, open_to = mine.priced().name if mine else "", self._open_to(at)
        waits = "" if open_to else _after_questions(self.unit, 1)
        upto = "" if open_to >= self.through_part else f", through Part {open_to}"
        return {
            PRACTICE: Button(
                f"Write the workbook of {self.unit.name}{upto}", _workbook_names(PRACTICE, open_to), waits
            ),
            OURS: Button(
                f"Write the workbook of {name}", _workbook_names(OURS, self._reach(at.own, OURS)), missing
            ),
        }

    def make(self, at: Progress, choice: str) -> tuple[Mapping[str, bytes], str]:
        """Return one workbook, with the offers that she has typed into the one before."""
        reach = self._reach(at.own, choice) if choice == OURS else self._open_to(at)
        if not reach:
            return {}, _after_questions(self.unit, 1)
        try:
            plan = _plan(self.unit, self.offers, at.own, choice, reach)
            kept = _typed_offers(at.own, choice, plan)
            files = {WORKBOOKS[choice]: workbook(plan.unit, *(kept or plan.offers), reach)}
            if reach >= PRICED_FROM:
                files[SUMMARIES[choice]] = priced_summary(plan_of(plan.unit, *(kept or plan.offers), reach))
        except BargainingError as trouble:
            return {}, str(trouble)
        said = [] if kept in (None, plan.offers) else ["The offers that you typed into it were kept."]
        said += [_after_questions(self.unit, reach + 1)] if reach < self.through_part else []
        return files, " ".join(said)

    def _reach(self, own: Path, which: str) -> int:
        return max(self.through_part, sheets_through(own / WORKBOOKS[which]))

    def _open_to(self, at: Progress) -> int:
        """Return the last part whose sheet of the practice employer she may have."""
        there = sheets_through(at.own / WORKBOOKS[PRACTICE])
        return max(there, min([self.through_part, *(part - 1 for part in _numbers(at.unfinished))]))


@dataclass(frozen=True)
class FolderToPrint:
    """The folder that a team prints, as a web page and as PDF."""

    unit: BargainingUnit
    offers: tuple[Offer, Offer]
    title: str = "Your folder to print"

    def table(self, at: Progress) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
        """Return the sheets of the folder."""
        sheets = (
            ("Data request and tracker", "what you asked for, and what came back"),
            ("Proposal summary", "both sides by the same rules, year by year"),
            ("Brief", "the same in sentences, and room for your own words"),
            ("Caucus card", "what one move costs, and room to reprice"),
            ("Pay slips", "what each pay has more, by step, hours and tier"),
            ("What we do not know", "estimates and open questions"),
        )
        return ("Sheet", "What it holds"), sheets

    def says(self, at: Progress) -> tuple[str, ...]:
        """Return how it is printed."""
        return ("Print the PDF, or open the web page in a browser and print that.",)

    def choices(self, at: Progress) -> Mapping[str, Button]:
        """Return the button for the practice employer and the one for her own contract."""
        mine, missing = _readable(at.own)
        name, waiting = mine.priced().name if mine else "", _numbers(at.unfinished)
        waits = _after_questions(self.unit, min(waiting), "folder") if waiting else ""
        return {
            PRACTICE: Button(f"Write the folder of {self.unit.name}", _folder_names(PRACTICE), waits),
            OURS: Button(f"Write the folder of {name}", _folder_names(OURS), missing),
        }

    def make(self, at: Progress, choice: str) -> tuple[Mapping[str, bytes], str]:
        """Return the web page and the PDF; without the PDF where this computer cannot print one."""
        if waits := self.choices(at)[choice].missing:
            return {}, waits
        pdf, page = _folder_names(choice)
        mine, _ = _readable(at.own)
        estimates = mine.estimates if mine and choice == OURS else ()
        try:
            plan = _plan(self.unit, self.offers, at.own, choice, PARTS[-1])
            sheets = folder_of(plan, estimates, answers=kept_answers(at.own))
            files = {page: folder_html(plan.unit.name, sheets).encode()}
        except BargainingError as trouble:
            return {}, str(trouble)
        try:
            return {pdf: folder_pdf(plan.unit.name, sheets), **files}, ""
        except BargainingError as trouble:
            return files, str(trouble)


def workbook_so_far(
    unit: BargainingUnit, through_part: int, offers: tuple[Offer, Offer] | None = None
) -> WorkbookSoFar:
    """Return the workbook of a part; without offers, the practice employer has the course's made-up ones.

    Raises `CostingError` for a part that there is none of.

    >>> from bargaining.costing.employers import employer
    >>> workbook_so_far(employer(0), 2).title
    'Your workbook so far'
    """
    given = offers or practice_offers(unit)
    plan_of(unit, *given, through_part)
    return WorkbookSoFar(unit, through_part, given)


def folder_to_print(unit: BargainingUnit, offers: tuple[Offer, Offer] | None = None) -> FolderToPrint:
    """Return the folder to print; offers as `workbook_so_far`.

    >>> from bargaining.costing.employers import employer
    >>> folder_to_print(employer(0)).title
    'Your folder to print'
    """
    return FolderToPrint(unit, offers or practice_offers(unit))


def practice_offers(unit: BargainingUnit) -> tuple[Offer, Offer]:
    """Return two invented offers for the practice employer: the same percents, in the other order.

    >>> from bargaining.costing.employers import employer
    >>> [offer.side for offer in practice_offers(employer(0))]
    ['The union', 'The employer']
    """
    percents = [Decimal(each) / 100 for each in (4, 3, 2)]
    theirs = percent_offer("The employer", unit, percents[::-1])
    return percent_offer("The union", unit, percents), theirs


def sheets_through(file: Path) -> int:
    """Return the last part that a workbook has the sheet of; 0 for none, and for any other file."""
    try:
        with zipfile.ZipFile(file) as archive:
            listed = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    except (OSError, KeyError, zipfile.BadZipFile):
        return 0
    names = set(re.findall(r'<sheet [^>]*?name="([^"]*)"', listed))
    return max((part for part, title in _TITLES.items() if title in names), default=0)


def _workbook_names(which: str, reach: int) -> tuple[str, ...]:
    return (WORKBOOKS[which], *([SUMMARIES[which]] if reach >= PRICED_FROM else []))


def _numbers(parts: Collection[str]) -> list[int]:
    """Return the numbers of parts by their ids."""
    return [int(found[1]) for part in parts if (found := re.match(r"part(\d+)", part))]


def _after_questions(unit: BargainingUnit, part: int, what: str = "sheet") -> str:
    """Return what has to come first: a sheet of the practice employer holds what its part asks for."""
    return f"The {what} of {unit.name} comes when you have answered the scored questions of Part {part}."


def _readable(own: Path) -> tuple[OwnContract | None, str]:
    """Return the contract that is kept, or None and what to do, in a sentence."""
    try:
        contract = kept_contract(own)
    except BargainingError as trouble:
        return None, f"{trouble} Bring your own contract again."
    if contract is None:
        return None, _BRING
    if contract.unit is None:
        return None, "Your own contract cannot be priced any more. Bring it again."
    return contract, ""


def _plan(unit: BargainingUnit, offers: tuple[Offer, Offer], own: Path, choice: str, reach: int) -> Plan:
    """Return what one button is about; raises `BargainingError` when there is nothing to make it of."""
    if choice == PRACTICE:
        return plan_of(unit, *offers, reach)
    mine, missing = _readable(own)
    if mine is None:
        raise BargainingError(missing)
    return plan_of(mine.priced(), *offers_of(mine), reach)


def _typed_offers(own: Path, choice: str, plan: Plan) -> tuple[Offer, Offer] | None:
    """Return the offers that stand in the workbook she has; a contract that is newer has newer ones."""
    try:
        file, contract = own / WORKBOOKS[choice], own / FILE
        if choice == OURS and contract.stat().st_mtime_ns > file.stat().st_mtime_ns:
            return None
        return offers_in(file.read_bytes(), plan)
    except OSError:
        return None


def _folder_names(choice: str) -> tuple[str, str]:
    return f"{FOLDERS[choice]}.pdf", f"{FOLDERS[choice]}.html"
