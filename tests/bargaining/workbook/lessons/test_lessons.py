"""What lessons show of an own contract, the workbook and the folder: read, priced, and said in words."""

from __future__ import annotations

import os
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from bargaining.costing.employers import employer
from bargaining.costing.units.cost import unit_payroll, unit_standing_still
from bargaining.costing.units.unit import UnitKind
from bargaining.costing.years.project import project
from bargaining.workbook.folder.data_request import DATA_REQUEST
from bargaining.workbook.lessons import contract_figures, folder_to_print, own_contract, workbook_so_far
from bargaining.workbook.lessons.contract import kept_contract
from bargaining.workbook.lessons.team_files import WORKBOOKS, practice_offers, sheets_through
from bargaining.workbook.offer import percent_offer
from bargaining.workbook.own.read import read_own_bytes
from bargaining.workbook.own.template import template

from ..own_contracts import PEOPLE, SCHEDULE, filled, xlsx
from ..recalculated import named_values
from ..test_workbook import inputs_changed

VARIANTS = {UnitKind.TEACHERS: 0, UnitKind.SCHOOL_STAFF: 100, UnitKind.NURSES: 200}


@dataclass(frozen=True)
class At:
    """How far she is: nothing is left to answer unless it is named."""

    own: Path
    unfinished: frozenset[str] = frozenset()


def at(own: Path, *unfinished: str) -> At:
    return At(own, frozenset(unfinished))


def keep(own: Path, content: bytes | None, name: str = "contract.xlsx") -> Path:
    assert content is not None
    own.mkdir(exist_ok=True)
    (own / name).write_bytes(content)
    return own


@pytest.mark.parametrize("kind", list(UnitKind), ids=str)
def test_a_filled_template_is_understood_kept_and_priced_like_its_employer(
    kind: UnitKind, tmp_path: Path
) -> None:
    contract = own_contract(kind)
    assert contract.standing(tmp_path) == ""
    seen = contract.look({"ours.xlsx": filled(kind)})
    assert (seen.refused, seen.problems) == ("", ())
    assert next(heading for heading, lines in seen.sections if lines) == "Understood. Is it right?"
    own = keep(tmp_path, seen.keeps)
    assert contract.standing(own).startswith("Kept: Our local: ")
    figures = contract_figures(own)
    unit = read_own_bytes(filled(kind), "ours.xlsx").priced()
    assert figures["payroll"].number == unit_payroll(unit)
    assert not figures["payroll"].is_estimated
    assert figures["employer_share"].number == 80
    assert figures["roll_up"].number == Decimal("7.65")
    assert (figures["ours_1"].number, figures["theirs_1"].number) == (4, 2)
    raised = project(unit, percent_offer("Ours", unit, [Decimal("0.04")]).plans(unit))
    assert figures["ours_new_money"].number == raised.cost.new_money_dollars[0]
    # People who move, times what a step is worth on average, is what steps cost.
    steps = sum(lines.increment_dollars for lines in unit_standing_still(unit).values())
    moving = figures["count"].number - figures["count_on_top"].number
    assert moving * figures["step"].number == pytest.approx(steps)
    # One leaves and one comes: the difference of the averages is what turnover saves.
    saved = sum(lines.turnover_savings_dollars for lines in unit_standing_still(unit).values())
    assert figures["leavers"].number == 1
    assert figures["leaver_pay"].number - figures["hire_pay"].number == saved
    assert ("people" in figures) == (kind is not UnitKind.TEACHERS)


def test_nothing_kept_gives_no_figures_and_a_damaged_file_says_so(tmp_path: Path) -> None:
    assert contract_figures(tmp_path) == {}
    assert kept_contract(tmp_path) is None
    keep(tmp_path, b"PK nonsense")
    standing = own_contract(UnitKind.TEACHERS).standing(tmp_path)
    assert standing.startswith("The file that is kept cannot be used any more. contract.xlsx cannot be read")
    missing = workbook_so_far(employer(0), 1).choices(at(tmp_path))["ours"].missing
    assert "Bring your own contract again." in missing
    keep(tmp_path, xlsx({"Schedule": SCHEDULE}))
    assert "cannot be priced" in own_contract(UnitKind.TEACHERS).standing(tmp_path)
    assert contract_figures(tmp_path) == {}


def test_a_newer_file_is_read_anew(tmp_path: Path) -> None:
    keep(tmp_path, xlsx({"Schedule": SCHEDULE, "People": PEOPLE}))
    before = contract_figures(tmp_path)["fte"].number
    keep(tmp_path, xlsx({"Schedule": SCHEDULE, "People": [["Step", "B", "M"], [1, 1, 1], [2, 1, 100]]}))
    assert (before, contract_figures(tmp_path)["fte"].number) == (Decimal("22.5"), 103)


def test_a_head_count_is_kept_and_every_figure_of_it_is_an_estimate(tmp_path: Path) -> None:
    seen = own_contract(UnitKind.TEACHERS).look(
        {"ours.xlsx": xlsx({"Unit": [["People in all", 40]], "Schedule": SCHEDULE})}
    )
    keep(tmp_path, seen.keeps)
    assert own_contract(UnitKind.TEACHERS).standing(tmp_path).endswith("It rests on an estimate.")
    assert all(figure.is_estimated for figure in contract_figures(tmp_path).values())


def test_two_csv_files_become_one_that_is_kept(tmp_path: Path) -> None:
    files = {
        "our schedule.csv": b"Step,Aides,Cooks\n1,17.50,18.25\n2,18.00,19.10\n",
        "our people.csv": b"Step,Job class,People,Hours a day\n1,Aides,12,6.5\n2,Cooks,3,4\n",
    }
    seen = own_contract(UnitKind.SCHOOL_STAFF).look(files)
    assert seen.refused == ""
    assert "Pay by the hour: read as a unit of school staff." in seen.sections[0][1]
    keep(tmp_path, seen.keeps)
    contract = kept_contract(tmp_path)
    assert contract is not None
    assert contract.priced().kind is UnitKind.SCHOOL_STAFF
    assert contract_figures(tmp_path)["people"].number == 15


CSV = b"Step,B\n1,50000\n"
REFUSED = {
    "a PDF": (
        {"ours.pdf": b"%PDF"},
        "ours.pdf is of a kind that is not read here; save it as .xlsx or .csv.",
    ),
    "an old spreadsheet": ({"ours.xls": b"\xd0\xcf"}, "save it as .xlsx or .csv."),
    "an empty file": ({"ours.xlsx": b""}, "ours.xlsx cannot be read as a spreadsheet;"),
    "a damaged file": ({"ours.xlsx": b"PK\x03\x04 nonsense"}, "open it, save it again as .xlsx"),
    "a picture": ({"ours.csv": b"\x89PNG\r\n\x1a\n\x81\x8d\x8f"}, "ours.csv cannot be read as text"),
    "two spreadsheets": ({"a.xlsx": b"", "b.xlsx": b""}, "2 files were chosen; bring one spreadsheet"),
    "a spreadsheet and a csv": ({"a.xlsx": b"", "b.csv": CSV}, "2 files were chosen"),
    "names": ({"ours.csv": b"Last name,Step\nDoe,1\n"}, 'cell A1: a column headed "Last name" tells'),
    "birth dates": ({"ours.csv": b"Step,DOB\n1,1980\n"}, 'cell B1: a column headed "DOB" tells who people'),
    "social security": ({"ours.csv": b"Step,No\n1,123-45-6789\n"}, "B2 looks like a social security number"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_contract_is_refused_in_one_place_and_says_what_to_do(case: str) -> None:
    files, says = REFUSED[case]
    seen = own_contract(UnitKind.TEACHERS).look(files)
    assert says in seen.refused
    assert (seen.sections, seen.problems, seen.keeps) == ((), (), None)


def test_problems_have_their_place_and_a_hundred_are_counted() -> None:
    rows: list[list[object]] = [["Step", "B"], *[[step, "fifty"] for step in range(1, 101)]]
    seen = own_contract(UnitKind.TEACHERS).look({"ours.xlsx": xlsx({"Schedule": rows, "People": PEOPLE})})
    assert seen.problems[0] == (
        "Schedule", "2", "B2", '"fifty" is not a number; write it in digits, such as 48,250 or 48250.50',
    )  # fmt: skip
    assert len(seen.problems) == 21
    assert seen.problems[-1][3].startswith("and ")
    assert seen.keeps is None


@pytest.mark.parametrize("kind", list(UnitKind), ids=str)
def test_an_untouched_template_is_not_kept_and_says_what_to_fill_in(kind: UnitKind) -> None:
    seen = own_contract(kind).look({"our-contract.xlsx": template(kind)})
    assert (seen.refused, seen.keeps) == ("", None)
    assert any("there is no pay here yet" in row[3] for row in seen.problems)


@pytest.mark.parametrize("kind", list(UnitKind), ids=str)
def test_each_part_adds_its_sheet_for_the_practice_employer_and_for_her_own(
    kind: UnitKind, tmp_path: Path
) -> None:
    unit = employer(VARIANTS[kind])
    first = workbook_so_far(unit, 1)
    assert first.says(at(tmp_path)) == ("This part adds the sheet “1 Base year”.",)
    assert (
        first.choices(at(tmp_path))["ours"].missing == "Bring your own contract to get one of your own, too."
    )
    keep(tmp_path, filled(kind))
    assert first.choices(at(tmp_path))["ours"].label == "Write the workbook of Our local"
    for choice, name in WORKBOOKS.items():
        files, said = first.make(at(tmp_path), choice)
        assert (list(files), said) == ([name], "")
        keep(tmp_path, files[name], name)
        assert sheets_through(tmp_path / name) == 1
    assert workbook_so_far(unit, 2).says(at(tmp_path)) == ("This part adds the sheet “2 Standing still”.",)
    fifth = workbook_so_far(unit, 5)
    assert fifth.says(at(tmp_path))[0].endswith(
        "It reads the sheets of Parts 2 to 4, which you do not have yet. What it needs is written, too."
    )
    third = workbook_so_far(unit, 3).says(at(tmp_path))[0]
    assert "It reads the sheet of Part 2, which you do not have yet." in third
    heads, rows = fifth.table(at(tmp_path))
    assert heads == ("Sheet", unit.name, "Your own contract")
    assert [row[0] for row in rows][-1] == "5 Total compensation"
    assert f"base payroll ${unit_payroll(unit):,.0f}" == rows[0][1]
    keep(tmp_path, fifth.make(at(tmp_path), "ours")[0][WORKBOOKS["ours"]], WORKBOOKS["ours"])
    # An earlier part, opened again, takes no sheet away.
    keep(tmp_path, first.make(at(tmp_path), "ours")[0][WORKBOOKS["ours"]], WORKBOOKS["ours"])
    assert sheets_through(tmp_path / WORKBOOKS["ours"]) == 5
    assert "Parts 1 to 5" in first.says(at(tmp_path))[0]


def test_a_contract_of_pay_alone_says_what_later_sheets_wait_for(tmp_path: Path) -> None:
    keep(tmp_path, xlsx({"Schedule": SCHEDULE, "People": PEOPLE}))
    _, rows = workbook_so_far(employer(0), 8).table(at(tmp_path))
    assert [row[2] for row in rows[4:7]] == ["waits for roll-up and health premiums"] * 3
    assert workbook_so_far(employer(0), 8).make(at(tmp_path), "ours")[0]


def test_a_file_that_is_no_workbook_has_no_sheets(tmp_path: Path) -> None:
    keep(tmp_path, b"her notes", "our-workbook.xlsx")
    assert sheets_through(tmp_path / "our-workbook.xlsx") == 0


def test_the_folder_has_both_forms_and_her_tracker(tmp_path: Path) -> None:
    keep(tmp_path, filled(UnitKind.NURSES))
    keep(
        tmp_path, b'{"values": {"plans.status": "received", "plans.note": "by <email>"}}', "data-request.json"
    )
    folder = folder_to_print(employer(200))
    files, said = folder.make(at(tmp_path), "ours")
    assert said == ""
    assert files["our-folder.pdf"].startswith(b"%PDF")
    page = files["our-folder.html"].decode()
    assert "<h1>Our local</h1>" in page
    assert DATA_REQUEST.title in page
    assert "by &lt;email&gt;" in page
    practice = folder.make(at(tmp_path), "practice")[0]["practice-folder.html"].decode()
    assert f"<h1>{employer(200).name}</h1>" in practice


def test_nothing_of_a_damaged_tracker_is_printed(tmp_path: Path) -> None:
    keep(tmp_path, b"[[[[", "data-request.json")
    page = folder_to_print(employer(0)).make(at(tmp_path), "practice")[0]["practice-folder.html"].decode()
    assert DATA_REQUEST.title not in page


def test_the_practice_offers_mirror_each_other() -> None:
    union, board = practice_offers(employer(100))
    rates = [[set(year.raise_rates.values()) for year in offer.years] for offer in (union, board)]
    assert rates[0] == rates[1][::-1]


def test_a_later_part_keeps_the_offers_that_she_typed_until_she_brings_a_newer_contract(
    tmp_path: Path,
) -> None:
    keep(tmp_path, filled(UnitKind.TEACHERS))
    name = WORKBOOKS["ours"]
    keep(tmp_path, workbook_so_far(employer(0), 3).make(at(tmp_path), "ours")[0][name], name)
    inputs_changed(tmp_path / name, tmp_path / name, {"ours_percent_1_Teachers": 0.055})
    fourth = workbook_so_far(employer(0), 4)
    files, said = fourth.make(at(tmp_path), "ours")
    assert said == "The offers that you typed into it were kept."
    keep(tmp_path, files[name], name)
    assert named_values(tmp_path / name)["ours_percent_1_Teachers"] == 0.055
    contract = tmp_path / "contract.xlsx"
    os.utime(contract, ns=(later := (tmp_path / name).stat().st_mtime_ns + 1, later))
    files, said = fourth.make(at(tmp_path), "ours")
    assert said == ""
    keep(tmp_path, files[name], name)
    assert named_values(tmp_path / name)["ours_percent_1_Teachers"] == 0.04


def test_a_sheet_of_the_practice_employer_comes_after_the_scored_questions_of_its_part(
    tmp_path: Path,
) -> None:
    unit = employer(0)
    third, name = workbook_so_far(unit, 3), WORKBOOKS["practice"]
    keep(tmp_path, filled(UnitKind.TEACHERS))
    waiting = at(tmp_path, "part03-one-percent", "part05-roll-up")
    _, rows = third.table(waiting)
    assert rows[1][1].startswith("standing still")
    assert (rows[2][1], rows[2][2][:11]) == ("after its scored questions", "one percent")
    assert third.choices(waiting)["practice"].label == f"Write the workbook of {unit.name}, through Part 2"
    files, said = third.make(waiting, "practice")
    assert said == f"The sheet of {unit.name} comes when you have answered the scored questions of Part 3."
    assert sheets_through(keep(tmp_path, files[name], name) / name) == 2
    assert sheets_through(keep(tmp_path, third.make(at(tmp_path), "practice")[0][name], name) / name) == 3
    ours = keep(tmp_path, third.make(waiting, "ours")[0][WORKBOOKS["ours"]], WORKBOOKS["ours"])
    assert sheets_through(ours / WORKBOOKS["ours"]) == 3
    first = at(tmp_path / "new", "part01-know-your-unit")
    assert "Part 1" in third.choices(first)["practice"].missing
    assert third.make(first, "practice")[0] == {}
    folder = folder_to_print(unit)
    assert "Part 3" in folder.choices(waiting)["practice"].missing
    assert folder.make(waiting, "practice")[0] == {}
    assert folder.choices(waiting)["ours"].missing == ""
