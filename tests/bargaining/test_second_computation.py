"""Whole units priced a second time from their data sets, with fractions and nothing of the engine."""

import csv
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from bargaining.costing.convention import Convention, SalaryRounding, Staffing
from bargaining.costing.employers import employer
from bargaining.costing.raises.kinds import PercentRaise
from bargaining.costing.units.cost import cost_of_unit_year, unit_payroll, unit_premium_pay
from bargaining.costing.years.project import YearPlan, project

DATASETS = Path(__file__).parents[2] / "datasets"
ACTUAL = Convention(staffing=Staffing.ACTUAL)
THREE_PERCENT = PercentRaise(Decimal("0.03"))


def rows(dataset, table):
    with (DATASETS / dataset / f"{table}.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def number(row, *names):
    product = Fraction(1)
    for name in names:
        product *= Fraction(row[name])
    return product


def test_school_staff_class_by_class():
    """Everybody but leavers a step up, hires where they begin, one change of class, and 3 % on it all."""
    rate = {
        (r["class"], int(r["step"])): Fraction(r["rate_dollars"]) for r in rows("harbor-bend-staff", "rates")
    }
    days = {r["class"]: Fraction(r["paid_days"]) for r in rows("harbor-bend-staff", "classes")}

    def next_rate(name, step):
        return rate.get((name, int(step) + 1), rate[name, int(step)])

    now = after = Fraction(0)
    for row in rows("harbor-bend-staff", "posts"):
        hours = number(row, "people", "hours_per_day") * days[row["class"]]
        here = rate[row["class"], int(row["step"])]
        later = next_rate(row["class"], row["step"])
        now += hours * here if row["kind"] == "here" else 0
        after += hours * {"here": later, "leaver": -later, "hire": here}[row["kind"]]
    for row in rows("harbor-bend-staff", "class_changes"):
        new = rate[row["to_class"], int(row["to_step"])]
        after += number(row, "hours") * (new - next_rate(row["from_class"], row["from_step"]))
    assert unit_payroll(employer(100)) == Decimal(float(now)).quantize(Decimal("0.01"))
    year = cost_of_unit_year(employer(100), THREE_PERCENT, ACTUAL)
    assert Fraction(year.new_money_dollars) == after * Fraction(103, 100) - now


def test_nurses_with_their_premium_pay():
    """Straight time as above; differentials in dollars stay, shares follow the average rate."""
    rate = {
        (int(r["step"]), r["lane"]): Fraction(r["rate_dollars"]) for r in rows("nurses-alder-cape", "rates")
    }

    def next_rate(step, lane):
        return rate.get((int(step) + 1, lane), rate[int(step), lane])

    def premium(average):
        return sum(
            number(r, "hours") * (Fraction(r["dollars_per_hour"]) + Fraction(r["share_of_rate"]) * average)
            for r in rows("nurses-alder-cape", "premiums")
        )

    now = after = hours_now = hours_after = Fraction(0)
    for row in rows("nurses-alder-cape", "posts"):
        hours = number(row, "people", "hours_per_year")
        here, later = rate[int(row["step"]), row["lane"]], next_rate(row["step"], row["lane"])
        if row["kind"] == "here":
            now, hours_now = now + hours * here, hours_now + hours
        after += hours * {"here": later, "leaver": -later, "hire": here}[row["kind"]]
        hours_after += hours * {"here": 1, "leaver": -1, "hire": 1}[row["kind"]]
    for row in rows("nurses-alder-cape", "lane_changes"):
        gain = next_rate(row["step"], row["to_lane"]) - next_rate(row["step"], row["from_lane"])
        after += number(row, "hours") * gain
    after *= Fraction(103, 100)
    before = premium(now / hours_now)
    new_money = after - now + premium(after / hours_after) - before
    unit = employer(200)
    assert Fraction(unit_payroll(unit)) == now
    assert abs(Fraction(unit_premium_pay(unit)) - before) < Fraction(1, 10**9)
    year = cost_of_unit_year(unit, THREE_PERCENT, ACTUAL)
    assert abs(Fraction(year.new_money_dollars) - new_money) < Fraction(1, 10**9)


@pytest.mark.parametrize("variant", [0, 7, 23, 60])
def test_teachers_person_by_person_for_three_years(variant):
    """Salaries rounded to the dollar every year; leavers and hires counted in the first."""
    unit = employer(variant)
    salary = {(int(step), lane): dollars for (step, lane), dollars in unit.schedule.salaries.items()}
    people = [[int(step), lane, fte] for (step, lane), fte in unit.scattergram.fte.items()]
    base = sum(fte * salary[step, lane] for step, lane, fte in people)
    people += [[int(gone.step), gone.lane, -gone.fte] for gone in unit.movement.leavers]
    for change in unit.movement.lane_changes:
        people.append([int(change.step), change.from_lane, -change.fte])
        people.append([int(change.step), change.to_lane, change.fte])
    over_base = []
    for year, percent in enumerate((4, 3, 2)):
        people = [[min(step + 1, 10), lane, fte] for step, lane, fte in people]
        if year == 0:
            people += [[int(hired.step), hired.lane, hired.fte] for hired in unit.movement.hires]
        salary = {
            cell: (dollars * (100 + percent) / 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)
            for cell, dollars in salary.items()
        }
        over_base.append(sum(fte * salary[step, lane] for step, lane, fte in people) - base)
    plans = [YearPlan(PercentRaise(Decimal(percent) / 100)) for percent in (4, 3, 2)]
    rounded = Convention(staffing=Staffing.ACTUAL, salaries=SalaryRounding.AS_EACH_SCHEDULE)
    assert list(project(unit, plans, rounded).cost.over_base_dollars) == over_base
