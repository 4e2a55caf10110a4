"""The team's workbook: every figure a live formula, equal to the engine's when another program calculates."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from bargaining.costing.compensation.of_employer import Employer
from bargaining.costing.convention import Convention, Growth, Order, SalaryRounding, Staffing
from bargaining.costing.employers import employer
from bargaining.costing.raises.kinds import NewBaseCell
from bargaining.costing.units.group import Salaried
from bargaining.workbook.figures import figures
from bargaining.workbook.offer import CellChange, Offer, OfferYear, percent_offer
from bargaining.workbook.plan import PARTS, Plan
from bargaining.workbook.write import plan_of, workbook

from .recalculated import named_values, recalculated

# One of each kind here; all sixty in the slow test.
SOME = (0, 108, 213)
ALL = (*range(1, 21), *range(101, 121), *range(201, 221))
USUAL = Convention()
EVERYTHING_ELSE = Convention(
    Order.RAISE_STEP_LANE, Staffing.ACTUAL, Growth.SIMPLE, salaries=SalaryRounding.AS_EACH_SCHEDULE
)


def offers(variant: int) -> tuple[Offer, Offer]:
    """Two offers that use every row: percents, a new base cell, dollars on every cell and on single ones, a
    raise that begins during the year, money paid once, premiums, shares."""
    unit = employer(variant)
    ours = percent_offer(
        "The union",
        unit,
        [Decimal("0.04"), Decimal("0.03"), Decimal("0.02")],
        [Decimal("0.07"), Decimal("0.06"), Decimal("0.05")],
    )
    flat, once = (Decimal("0.35"), Decimal("0.25")) if variant >= 100 else (Decimal(600), Decimal(750))
    names = [group.name for group in unit.groups]
    first, last = unit.groups[0], unit.groups[-1]
    cell = next(iter(last.schedule.salaries))
    changes = (
        CellChange(last.name, *cell, 2 * flat),
        CellChange(first.name, first.schedule.steps[-1], "", flat),
        CellChange(first.name, "", first.schedule.lanes[0], -flat / 2),
    )
    theirs = (
        OfferYear(
            dict.fromkeys(names, Decimal("0.0175")),
            dict.fromkeys(names[:1], flat),
            premium_change_rate=Decimal("0.07"),
        ),
        OfferYear(
            dict.fromkeys(names, Decimal("0.02")),
            once_dollars=dict.fromkeys(names, once),
            changes=changes,
            later_rates=dict.fromkeys(names, Decimal("0.01")),
            later_dollars=dict.fromkeys(names[-1:], flat / 4),
            later_months=5,
        ),
        OfferYear(employer_health_rate=Decimal("0.75"), elsewhere_dollars=Decimal("12345.67")),
    )
    if index := first.index if isinstance(first, Salaried) else None:
        base = NewBaseCell(index, first.schedule.salaries[cell] + 1_500)
        theirs = (theirs[0], replace(theirs[1], new_bases={first.name: base}), theirs[2])
    return ours, Offer("The board", theirs)


def unit_of(variant: int) -> Employer:
    """An employer with a wage base in the middle of the first group's pay, and one that all pay is above."""
    unit = employer(variant)
    first = unit.groups[0]
    year = first.scattergram.total_fte / first.fte if variant >= 100 else Decimal(1)
    low, high = (year * bound(first.schedule.salaries.values()) for bound in (min, max))
    names = list(next(iter(unit.facts.rollup_percents.values())))
    bases = {names[0]: (low + high) / 2 + Decimal("1.37"), names[-1]: Decimal(7_000)}
    return replace(unit, facts=replace(unit.facts, wage_base_dollars=bases))


def plan(variant: int, convention: Convention = USUAL, through_part: int = PARTS[-1]) -> Plan:
    return plan_of(unit_of(variant), *offers(variant), through_part, convention)


def write(variant: int, path: Path, convention: Convention = USUAL, through_part: int = PARTS[-1]) -> Path:
    path.write_bytes(workbook(unit_of(variant), *offers(variant), through_part, convention))
    return path


def assert_same(got: Mapping[str, object], wanted: Mapping[str, Decimal]) -> None:
    """Money to the cent, rates to a millionth of a percent."""
    wrong = {}
    for name, figure in wanted.items():
        value = got.get(name)
        close = 1e-8 if abs(figure) < 2 else 0.005
        if not isinstance(value, int | float) or abs(float(figure) - value) > close:
            wrong[name] = (value, figure)
    assert not wrong


def cells(path: Path) -> Iterator[tuple[str, openpyxl.cell.cell.Cell]]:
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows():
            for cell in row:
                yield sheet.title, cell


def inputs_changed(path: Path, into: Path, changes: Mapping[str, object]) -> Path:
    """Type something else into named cells, as a person does."""
    book = openpyxl.load_workbook(path)
    for name, value in changes.items():
        ((sheet, cell),) = book.defined_names[name].destinations
        assert not book[sheet][cell.replace("$", "")].protection.locked, f"{name} is no input"
        book[sheet][cell.replace("$", "")].value = value
    book.save(into)
    return into


def type_rows(path: Path, first_column: str, rows: tuple[tuple[object, ...], ...]) -> None:
    """Type rows into a list of the workbook, from its first column on."""
    book = openpyxl.load_workbook(path)
    ((sheet, cells),) = book.defined_names[first_column].destinations
    corner = book[sheet][cells.replace("$", "").split(":")[0]]
    for down, row in enumerate(rows):
        for right, value in enumerate(row):
            book[sheet].cell(corner.row + down, corner.column + right).value = value
    book.save(path)


def with_raise(variant: int, rate: Decimal) -> Plan:
    """The plan with another raise in year 2, for the first group of our side."""
    usual = plan(variant, EVERYTHING_ELSE)
    ours, theirs = usual.offers
    first = usual.groups[0].group.name
    year = replace(ours.years[1], raise_rates={**ours.years[1].raise_rates, first: rate})
    changed = Offer(ours.side, (ours.years[0], year, ours.years[2]))
    return Plan(usual.unit, (changed, theirs), EVERYTHING_ELSE, usual.through_part)


def all_figures_agree(variants: tuple[int, ...], folder: Path) -> None:
    """Each workbook as written, and again with another raise and every other rule chosen in the sheet."""
    other_rules = {
        "rule_order": "raise first",
        "rule_staffing": "leavers and hires",
        "rule_growth": "added",
        "rule_rounding": "as each schedule",
    }
    written, changed = [], []
    for variant in variants:
        file = write(variant, folder / f"{variant}.xlsx")
        raised = f"ours_percent_2_{plan(variant).groups[0].slug}"
        written.append(file)
        into = folder / f"{variant}-changed.xlsx"
        changed.append(inputs_changed(file, into, {raised: 0.0525, **other_rules}))
    made = recalculated([*written, *changed], folder)
    for variant, as_written, with_changes in zip(variants, made, made[len(variants) :], strict=False):
        assert_same(named_values(as_written), figures(plan(variant)))
        assert_same(named_values(with_changes), figures(with_raise(variant, Decimal("0.0525"))))


def test_libreoffice_finds_every_figure_equal_to_the_engines(tmp_path: Path) -> None:
    all_figures_agree(SOME, tmp_path)


@pytest.mark.slow
def test_libreoffice_agrees_for_three_kinds_of_unit_and_twenty_variants_each(tmp_path: Path) -> None:
    all_figures_agree(ALL, tmp_path)


def test_salaries_and_people_of_every_cell_and_year_are_the_engines(tmp_path: Path) -> None:
    from bargaining.costing.years.project import project

    variant = 200
    (made,) = recalculated([write(variant, tmp_path / "w.xlsx", EVERYTHING_ELSE)], tmp_path)
    usual = plan(variant, EVERYTHING_ELSE)
    last = project(usual.unit, usual.offers[1].plans(usual.unit), EVERYTHING_ELSE).years[2].by_group["Nurses"]
    rows = list(openpyxl.load_workbook(made, data_only=True)["Cells"].iter_rows(values_only=True))
    heads = next(row for row in rows if "Group" in row)
    step, lane, people, pay = (
        heads.index(head) for head in ("Step", "Lane", "People in year 3", "The board: pay in year 3")
    )
    seen = {(row[step], row[lane]): (row[people], row[pay]) for row in rows if row[0] == "Nurses"}
    assert set(seen) == set(last.schedule.salaries)
    for cell, (fte, salary) in seen.items():
        assert fte == pytest.approx(float(last.scattergram.fte_at(*cell)), abs=1e-6)
        assert salary == pytest.approx(float(last.schedule.salaries[cell]), abs=1e-6)


def test_what_is_typed_into_the_raise_builder_is_priced_by_the_engine_alike(tmp_path: Path) -> None:
    """A raise that begins during the year, and changes of a cell and a step, typed into a plain workbook."""
    variant = 200
    unit = employer(variant)
    plain = [percent_offer(side, unit, [Decimal("0.03")] * 2) for side in ("The union", "The board")]
    file, changed = tmp_path / "w.xlsx", tmp_path / "changed.xlsx"
    file.write_bytes(workbook(unit, *plain))
    group = unit.groups[0]
    (step, lane), last = next(iter(group.schedule.salaries)), group.schedule.steps[-1]
    inputs_changed(
        file,
        changed,
        {
            f"ours_later_percent_1_{group.name}": 0.02,
            f"ours_later_flat_1_{group.name}": 0.15,
            "ours_later_months_1": 4,
        },
    )
    rows = (
        (group.name, step, lane, 1, 1.25),
        (group.name, last, None, 2, 0.5),
        (group.name, "99", None, 2, 9),
    )
    type_rows(changed, "ours_edit_groups", rows)
    names = [each.name for each in unit.groups]
    first = OfferYear(
        dict.fromkeys(names, Decimal("0.03")),
        changes=(CellChange(group.name, step, lane, Decimal("1.25")),),
        later_rates={group.name: Decimal("0.02")},
        later_dollars={group.name: Decimal("0.15")},
        later_months=4,
    )
    second = OfferYear(
        dict.fromkeys(names, Decimal("0.03")), changes=(CellChange(group.name, last, "", Decimal("0.5")),)
    )
    wanted = figures(plan_of(unit, Offer("The union", (first, second)), plain[1]))
    assert wanted["ours_unpaid_1"] > 0
    (made,) = recalculated([changed], tmp_path)
    assert_same(named_values(made), wanted)
    flags = [
        cell.value for row in openpyxl.load_workbook(made, data_only=True)["3 Raise builder"] for cell in row
    ]
    assert flags.count("not on the schedule") == 1


@pytest.mark.parametrize("variant", [0, 100, 200])
def test_every_typed_number_stands_in_an_input_cell(variant: int, tmp_path: Path) -> None:
    typed = [
        (sheet, cell.coordinate)
        for sheet, cell in cells(write(variant, tmp_path / "w.xlsx"))
        if isinstance(cell.value, int | float) and cell.protection.locked
    ]
    assert typed == []


def test_the_sheet_cells_has_no_input_at_all(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write(0, tmp_path / "w.xlsx"))
    assert all(cell.protection.locked for row in book["Cells"].iter_rows() for cell in row)


def test_each_part_adds_its_sheet_and_none_has_an_error(tmp_path: Path) -> None:
    parts = (1, 2, 4)
    files = [write(100, tmp_path / f"part{part}.xlsx", through_part=part) for part in parts]
    for part, made in zip(parts, recalculated(files, tmp_path), strict=True):
        book = openpyxl.load_workbook(made, data_only=True)
        numbered = [sheet for sheet in book.sheetnames if sheet[0].isdigit()]
        assert [int(sheet.split()[0]) for sheet in numbered] == list(range(1, part + 1))
        assert_same(named_values(made), figures(plan(100, through_part=part)))
        errors = [
            (sheet.title, cell.coordinate, cell.value)
            for sheet in book
            for row in sheet.iter_rows()
            for cell in row
            if isinstance(cell.value, str) and cell.value.startswith(("#", "Err:"))
        ]
        assert errors == []


def test_every_figure_of_the_summary_has_a_value_before_anybody_recalculates(tmp_path: Path) -> None:
    """A phone's preview, or a spreadsheet opened as protected, shows what the engine said."""
    assert_same(named_values(write(200, tmp_path / "w.xlsx")), figures(plan(200)))


def test_what_people_typed_is_never_run_as_a_formula(tmp_path: Path) -> None:
    ours, theirs = offers(0)
    named = replace(ours, side='=HYPERLINK("http://example.org")')
    path = tmp_path / "w.xlsx"
    path.write_bytes(workbook(employer(0), named, theirs))
    assert all(cell.data_type != "f" for _, cell in cells(path) if "HYPERLINK" in str(cell.value))
