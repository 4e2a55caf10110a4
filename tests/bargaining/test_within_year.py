"""Raises and steps that begin during a year, in a projection: this year's part, and the tail of the next."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bargaining.costing.convention import Convention, Growth, SplitMethod
from bargaining.costing.employers import employer
from bargaining.costing.raises.kinds import NO_RAISE, FlatRaise, PercentRaise
from bargaining.costing.table.items import Item, Proposal, Status
from bargaining.costing.table.pricing import price
from bargaining.costing.units.cost import unit_payroll
from bargaining.costing.units.group import Salaried
from bargaining.costing.units.unit import BargainingUnit, UnitKind
from bargaining.costing.years.project import YearPlan, project
from bargaining.costing.years.split import PartYear, annualized_percent
from bargaining.costing.years.within_year import LaterRaise
from bargaining.errors import CostingError

UNIT = employer(0)
TWO, THREE = PercentRaise(Decimal("0.02")), PercentRaise(Decimal("0.03"))


def on_top():
    """The people of Harbor Bend's top step alone: nobody moves, so that only raises are priced."""
    people = UNIT.scattergram
    fte = {cell: fte if cell[0] == "10" else Decimal(0) for cell, fte in people.fte.items()}
    group = Salaried("Teachers", UNIT.schedule, type(people)(fte))
    return BargainingUnit("Top step", (group,), UnitKind.TEACHERS)


@pytest.mark.parametrize("method", SplitMethod)
def test_a_split_raise_costs_what_the_annualized_percent_says(method):
    """2 % on 1 July and 2 % on 1 January: 3 % of the base by the simple method, 3.02 % exactly."""
    unit, parts = on_top(), [PartYear(Decimal("0.02"), 12), PartYear(Decimal("0.02"), 6)]
    plans = [YearPlan(TWO, later=(LaterRaise(TWO, 6),)), YearPlan()]
    cost = project(unit, plans, Convention(split=method)).cost
    base = unit_payroll(unit)
    assert 100 * cost.new_money_dollars[0] / base == annualized_percent(parts, method)
    end = base * Decimal("1.0404")
    assert cost.payroll_dollars == (end, end)
    assert cost.new_money_dollars[1] == end - base - cost.new_money_dollars[0]  # the tail


def test_a_half_year_step_costs_half_this_year_and_the_rest_in_the_next():
    """231,000 of steps and 36,000 of lanes, half of it this year; next year has the tail."""
    half = project(UNIT, [YearPlan(step_months=6), YearPlan()]).cost
    whole = project(UNIT, [YearPlan(), YearPlan()]).cost
    assert half.new_money_dollars[0] == 133_500
    assert half.new_money_dollars[1] == whole.new_money_dollars[1] + 133_500
    assert half.run_rate_dollars == whole.run_rate_dollars


@pytest.mark.parametrize("variant", [0, 3, 100, 110, 200, 204])
@pytest.mark.parametrize("growth", Growth)
def test_a_raise_for_the_last_twelve_months_is_a_raise_for_the_year(variant, growth):
    unit, convention = employer(variant), Convention(growth=growth, split=SplitMethod.EXACT)
    at_once = project(unit, [YearPlan(THREE)] * 2, convention).cost
    later = project(unit, [YearPlan(NO_RAISE, later=(LaterRaise(THREE, 12),))] * 2, convention).cost
    for one, other in zip(at_once.spent_dollars, later.spent_dollars, strict=True):
        assert round(one - other, 9) == 0


@given(st.integers(0, 12), st.sampled_from(SplitMethod))
def test_whenever_a_raise_begins_it_ends_at_the_same_run_rate(months, method):
    convention = Convention(split=method)
    plans = [YearPlan(TWO, later=(LaterRaise(FlatRaise(Decimal(500)), months),))]
    cost = project(UNIT, plans, convention).cost
    full = project(UNIT, [YearPlan(TWO, later=(LaterRaise(FlatRaise(Decimal(500)), 12),))], convention).cost
    assert cost.run_rate_dollars == full.run_rate_dollars
    unpaid = Decimal(500) * UNIT.scattergram.total_fte * (12 - months) / 12
    assert round(full.spent_dollars[0] - cost.spent_dollars[0] - unpaid, 9) == 0


def test_an_item_may_begin_in_january():
    """A published offer: 1 % half-way through year 1, 2 % half-way through year 2, 2 % in year 3."""
    item = Item(
        "pay",
        "Raise",
        Status.PROPOSED,
        datetime(2027, 1, 4, tzinfo=UTC),
        "Ana",
        raises={1: PercentRaise(Decimal("0.01")), 2: TWO, 3: TWO},
        months={1: 6, 2: 6},
    )
    priced = price(on_top(), Proposal("The board", 3, (item,)))
    percents = [100 * dollars / priced.cost.base_dollars for dollars in priced.cost.over_base_dollars]
    assert [round(percent, 4) for percent in percents] == [
        Decimal("0.5"),
        Decimal("2.01"),  # 1.01 x (1 + 2 % / 2) - 1
        Decimal("5.0804"),  # 1.01 x 1.02 x 1.02 - 1
    ]
    with pytest.raises(CostingError, match='"Raise" gives months for year 4 and no raise in that year'):
        Item("pay", "Raise", Status.PROPOSED, item.at, "Ana", raises={1: TWO}, months={4: 6})
    with pytest.raises(CostingError, match="A raise in force for 13 months"):
        LaterRaise(TWO, 13)
