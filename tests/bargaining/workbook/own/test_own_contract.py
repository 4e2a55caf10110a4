"""Own contracts as people bring them: filled templates, messy grids, little at first, and what is refused."""

from decimal import Decimal
from pathlib import Path

import pytest

from bargaining.costing.employers import employer
from bargaining.costing.units.cost import unit_fte, unit_payroll, unit_standing_still
from bargaining.costing.units.unit import UnitKind
from bargaining.errors import OwnContractError
from bargaining.workbook.own.read import read_own_bytes, read_own_files
from bargaining.workbook.own.team import team_workbook
from bargaining.workbook.own.template import template

from ..own_contracts import PEOPLE, SCHEDULE, Rows, filled, xlsx
from ..recalculated import named_values, recalculated


def test_a_schedule_and_people_are_enough_and_lanes_may_come_in_any_order() -> None:
    own = read_own_bytes(xlsx({"Schedule": SCHEDULE, "People": PEOPLE}), "ours.xlsx")
    assert own.problems == ()
    assert unit_payroll(own.priced()) == 4 * 50_000 + 6 * 52_100 + Decimal("1.5") * 56_000 + 11 * 58_250
    assert "2 steps (1 to 2) and 2 lanes" in own.understood[0]
    assert own.estimates[0].startswith("Not in the file: the roll-up")


def test_a_head_count_alone_is_spread_and_said_to_be_an_estimate() -> None:
    unit: Rows = [["Employer", "Our district"], ["People in all", 40]]
    own = read_own_bytes(xlsx({"Unit": unit, "Schedule": SCHEDULE}), "ours.xlsx")
    assert own.priced().name == "Our district"
    assert unit_fte(own.priced()) == 40
    assert "Estimate: 40 people were spread evenly over the 4 cells" in own.estimates[0]


def test_merged_heads_in_two_rows_blanks_and_totals() -> None:
    rows: Rows = [
        ["2026-27 salary schedule"],
        [],
        ["Step", "Bachelor", None, "Master"],
        [None, "+0", "+15", "+0"],
        [1, 50000, 51000, 54000],
        [2, 52000, "n/a", 56500],
        ["Total", 102000, 51000, 110500],
    ]
    people: Rows = [["Step", "Lane", "FTE"], ["Step 1", "bachelor + 15", 3], ["Step 2", "Master +0", 5.5]]
    own = read_own_bytes(xlsx({"Schedule": rows, "People": people}, {"Schedule": "B3:C3"}), "ours.xlsx")
    assert own.problems == ()
    schedule = own.priced().groups[0].schedule
    assert schedule.lanes == ("Bachelor+0", "Bachelor+15", "Master+0")
    assert ("2", "Bachelor+15") not in schedule.salaries
    assert unit_payroll(own.priced()) == 3 * 51_000 + Decimal("5.5") * 56_500


def test_more_than_forty_steps_from_the_highest_down_as_plain_csv(tmp_path: Path) -> None:
    steps = range(48, 0, -1)
    schedule = "Step;BA;MA\n" + "".join(f"{n};{40_000 + 500 * n};{45_000 + 500 * n}\n" for n in steps)
    people = "Step;BA;MA\n" + "".join(f"{n};1;0,5\n".replace("0,5", "0.5") for n in steps)
    files = [tmp_path / "salary schedule.csv", tmp_path / "scattergram.csv"]
    for file, text in zip(files, (schedule, people), strict=True):
        file.write_text(text, encoding="utf-8-sig")
    own = read_own_files(files)
    assert own.problems == ()
    assert own.priced().groups[0].schedule.steps[0] == "1"
    assert "were put in order, 1 to 48" in own.understood[0]
    assert unit_fte(own.priced()) == 72


@pytest.mark.parametrize(
    ("sheet", "rows", "says"),
    [
        (
            "Schedule",
            [["Step", "B"], [1, "fifty"]],
            'row 2, cell B2: "fifty" is not a number; write it in digits',
        ),
        ("Schedule", [["Step", "B"], [1, "48.000,50"]], 'cell B2: "48.000,50" is not a number'),
        ("Schedule", [["Step", "B"], [1, 50000], [1, 51000]], "row 3, cell A3: step 1 stands twice"),
        ("Schedule", [["Step", "B"], [1, 50000], [None, 51000]], "cell B3: this row has no step"),
        ("Schedule", [["Step", "B", "b "], [1, 50000, 51000]], "lane B stands twice"),
        ("People", [["Step", "B", "M"], [1, 4, 2], [3, 1, 1]], "step 3, lane B is not on the schedule"),
        (
            "People",
            [["Step", "Lane", "FTE"], ["7", "B", 4]],
            "row 2, cell A2: step 7, lane B is not on the schedule",
        ),
        (
            "Movement",
            [["What", "Step", "Lane", "To lane", "How many"], ["moves", "1", "B", "", 1]],
            "is none of",
        ),
        (
            "Movement",
            [["What", "Step", "Lane", "How many"], ["leaver", "1", "B", 9]],
            "9.0 are to leave from step 1",
        ),
        (
            "Rates",
            [["Component", "Percent of pay"], ["Pension", 0.5]],
            "0.5 could be 0.5% or 50.0%; write it with a %",
        ),
        (
            "Proposals",
            [["Side", "Year", "Percent"], ["Ours", 9, "3%"]],
            "the year of the contract is 1, 2, 3, 4 or 5",
        ),
        (
            "Proposals",
            [["Side", "Year", "Percent", "Later percent", "Months"], ["Ours", 1, "3%", "1%", 14]],
            "row 2, cell E2: write for how many months the later percent is in force",
        ),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(sheet: str, rows: Rows, says: str) -> None:
    sheets = {"Schedule": SCHEDULE, "People": PEOPLE, sheet: rows}
    own = read_own_bytes(xlsx(sheets), "ours.xlsx")
    assert any(says in problem.sentence for problem in own.problems), own.problems


def test_pay_by_the_hour_needs_to_be_told_whose_it_is() -> None:
    sheets = {"Schedule": [["Step", "Aides"], [1, 17.5]], "People": [["Step", "People"], [1, 3]]}
    own = read_own_bytes(xlsx(sheets), "ours.xlsx")
    assert own.unit is None
    with pytest.raises(OwnContractError, match="choose school staff or nurses beside Kind of unit"):
        own.priced()


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (
            [["Last name", "Step", "Lane"], ["Doe", 1, "B"]],
            'a column headed "Last name" tells who people are',
        ),
        ([["Step", "Date of birth"], [1, "1980-01-01"]], 'headed "Date of birth"'),
        ([["Step", "SSN"], [1, "x"]], 'headed "SSN"'),
        ([["Step", "Number"], [1, "123-45-6789"]], "cell B2 looks like a social security number"),
        (
            [["Who", "Step"], ["Doe, Jan", 1], ["Roe, Ann", 2], ["Poe, Lee", 3]],
            "column A looks like a list of people",
        ),
    ],
)
def test_what_tells_who_people_are_is_refused_with_the_reason(rows: Rows, says: str) -> None:
    with pytest.raises(OwnContractError, match="Nothing of this file was kept") as refused:
        read_own_bytes(xlsx({"Schedule": SCHEDULE, "People": rows}), "ours.xlsx")
    assert says in str(refused.value)


@pytest.mark.parametrize(
    ("content", "name"), [(b"PK nonsense", "ours.xlsx"), (b"", "ours.pdf"), (b"x", "ours.xls")]
)
def test_other_files_are_refused_in_a_sentence(content: bytes, name: str) -> None:
    with pytest.raises(OwnContractError, match=r"save it|save it again"):
        read_own_bytes(content, name)


def test_a_filled_template_prices_like_the_employer_it_was_filled_from(tmp_path: Path) -> None:
    files = []
    for kind in UnitKind:
        own = read_own_bytes(filled(kind), "ours.xlsx")
        assert own.problems == ()
        assert "10 steps (1 to 10) and 4 lanes" in own.understood[0] or kind is not UnitKind.TEACHERS
        unit = own.priced()
        assert unit.kind is kind
        assert unit.name == "Our local"
        if kind is not UnitKind.SCHOOL_STAFF:  # its classes have days of their own; the template has one
            whose = employer(0 if kind is UnitKind.TEACHERS else 200)
            assert unit_payroll(unit) == unit_payroll(whose)
        assert all(
            lines.turnover_savings_dollars > 0 for lines in list(unit_standing_still(unit).values())[:1]
        )
        assert unit.facts is not None
        assert unit.facts.wage_base_dollars == {"Social Security": 184_500}
        assert own.offers is not None
        files.append(tmp_path / f"{kind.name}.xlsx")
        files[-1].write_bytes(team_workbook(own))
    for kind, made in zip(UnitKind, recalculated(files, tmp_path), strict=True):
        unit = read_own_bytes(filled(kind), "ours.xlsx").priced()
        values = named_values(made)
        assert values["unit_payroll"] == pytest.approx(float(unit_payroll(unit)), abs=0.005)
        assert values["ours_total_1"] > values["theirs_total_0"]  # type: ignore[operator]


def test_a_workbook_of_a_schedule_and_people_alone_has_no_errors(tmp_path: Path) -> None:
    file = tmp_path / "small.xlsx"
    file.write_bytes(
        team_workbook(read_own_bytes(xlsx({"Schedule": SCHEDULE, "People": PEOPLE}), "ours.xlsx"))
    )
    (made,) = recalculated([file], tmp_path)
    values = named_values(made)
    assert values["ours_total_3"] == pytest.approx(values["ours_salaries_3"])
    assert not [name for name, value in values.items() if str(value).startswith("#")]


def test_a_raise_that_begins_during_the_year_is_read_with_its_months() -> None:
    heads: list[object] = [
        "Side",
        "Year",
        "Percent",
        "Later percent, during the year",
        "Months it is in force",
    ]
    offers: Rows = [heads, ["Ours", 1, "3%", "1.5%", 6], ["Theirs", 1, "2%", None, None]]
    sheets = {"Schedule": SCHEDULE, "People": PEOPLE, "Proposals": offers}
    own = read_own_bytes(xlsx(sheets), "ours.xlsx")
    assert own.problems == ()
    assert own.offers is not None
    ours, theirs = (offer.years[0] for offer in own.offers)
    assert (ours.raise_rates, ours.later_rates) == (
        {"Teachers": Decimal("0.03")},
        {"Teachers": Decimal("0.015")},
    )
    assert (ours.later_months, theirs.later_rates) == (6, {})


def test_an_untouched_template_says_what_to_fill_in_first() -> None:
    for kind in UnitKind:
        own = read_own_bytes(template(kind), "ours.xlsx")
        assert own.unit is None
        assert own.problems


def test_a_step_with_a_star_is_found_as_itself(tmp_path: Path) -> None:
    """In a spreadsheet's own look-ups a star stands for anything; `10*` must not find step 10."""
    schedule: Rows = [["Step", "B"], ["10", 60000], ["10*", 63000]]
    people: Rows = [["Step", "B"], ["10", 4], ["10*", 6]]
    movement: Rows = [["What", "Step", "Lane", "To lane", "How many"], ["hire", "10*", "B", None, 2]]
    own = read_own_bytes(xlsx({"Schedule": schedule, "People": people, "Movement": movement}), "ours.xlsx")
    assert own.problems == ()
    file = tmp_path / "star.xlsx"
    file.write_bytes(team_workbook(own))
    (made,) = recalculated([file], tmp_path)
    lines = unit_standing_still(own.priced())["Teachers"]
    assert named_values(made)["unit_turnover"] == pytest.approx(float(lines.turnover_savings_dollars))
    assert lines.turnover_savings_dollars == -2 * 63_000
