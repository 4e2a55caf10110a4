"""What must hold for every schedule and every scattergram, whatever the numbers."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bargaining.costing.convention import Rounding, round_money
from bargaining.costing.schedule import SalarySchedule
from bargaining.costing.staffing import (
    Scattergram,
    average_of_cells,
    average_salary,
    base_payroll,
    by_lane,
    top_step_fte,
    top_step_share_percent,
)

EACH_ROUNDING = st.sampled_from(Rounding)
FTE = st.integers(0, 400).map(lambda tenths: Decimal(tenths) / 10)
CENTS = st.integers(1, 20_000_000).map(lambda cents: Decimal(cents) / 100)


@st.composite
def schedules(draw):
    """Schedules of up to 8 steps and 5 lanes, mostly ragged, in every rounding."""
    rounding = draw(EACH_ROUNDING)
    cells = draw(
        st.sets(
            st.tuples(st.integers(1, 8).map(str), st.sampled_from(["B", "B+15", "M", "M+30", "PhD"])),
            min_size=1,
        )
    )
    steps = tuple(sorted({step for step, _ in cells}))
    lanes = tuple(sorted({lane for _, lane in cells}))
    salaries = {cell: max(round_money(draw(CENTS), rounding), Decimal(1)) for cell in sorted(cells)}
    return SalarySchedule(steps, lanes, salaries, rounding)


@st.composite
def units(draw):
    """A schedule, and a scattergram in which at least one person stands."""
    schedule = draw(schedules())
    fte = {cell: draw(FTE) for cell in schedule.salaries}
    somewhere = draw(st.sampled_from(sorted(fte)))
    return schedule, Scattergram(fte | {somewhere: fte[somewhere] + 1})


@given(units())
def test_the_lanes_add_up_to_the_unit(unit):
    schedule, scattergram = unit
    table = by_lane(schedule, scattergram)
    assert list(table["lane"]) == list(schedule.lanes)
    assert sum(table["fte"]) == scattergram.total_fte
    assert sum(table["salary_dollars"]) == base_payroll(schedule, scattergram)


@given(units())
def test_the_cells_add_up_to_the_unit(unit):
    schedule, scattergram = unit
    cells = [Scattergram({cell: fte}) for cell, fte in scattergram.fte.items()]
    assert sum(cell.total_fte for cell in cells) == scattergram.total_fte
    assert sum(base_payroll(schedule, cell) for cell in cells) == base_payroll(schedule, scattergram)


@given(units())
def test_a_raise_of_nothing_costs_nothing(unit):
    schedule, scattergram = unit
    assert schedule.raised(Decimal(0)) == schedule
    assert base_payroll(schedule.raised(Decimal(0)), scattergram) == base_payroll(schedule, scattergram)


@given(units(), st.integers(1, 30).map(lambda tenths: Decimal(tenths) / 10))
def test_as_many_times_the_people_cost_as_many_times_the_money(unit, times):
    schedule, scattergram = unit
    scaled = Scattergram({cell: fte * times for cell, fte in scattergram.fte.items()})
    assert base_payroll(schedule, scaled) == times * base_payroll(schedule, scattergram)
    assert top_step_fte(schedule, scaled) == times * top_step_fte(schedule, scattergram)


@given(units(), st.data(), FTE)
def test_changing_a_cell_moves_the_base_by_the_fte_times_its_salary(unit, data, fte):
    schedule, scattergram = unit
    step, lane = data.draw(st.sampled_from(list(schedule.salaries)))
    moved = base_payroll(schedule, scattergram.with_fte(step, lane, fte)) - base_payroll(
        schedule, scattergram
    )
    assert moved == (fte - scattergram.fte_at(step, lane)) * schedule.salary(step, lane)


@given(units())
def test_averages_and_shares_lie_between_their_extremes(unit):
    schedule, scattergram = unit
    salaries = schedule.salaries.values()
    assert min(salaries) <= round(average_salary(schedule, scattergram), 9) <= max(salaries)
    assert min(salaries) <= round(average_of_cells(schedule), 9) <= max(salaries)
    assert 0 <= top_step_share_percent(schedule, scattergram) <= 100


@given(schedules())
def test_with_one_person_in_each_cell_the_people_average_like_the_cells(schedule):
    one_each = Scattergram({cell: Decimal(1) for cell in schedule.salaries})
    assert average_salary(schedule, one_each) == average_of_cells(schedule)
    assert top_step_fte(schedule, one_each) == len(schedule.lanes)


@given(units())
def test_everybody_stands_at_or_below_the_top_step_of_the_lane(unit):
    schedule, scattergram = unit
    for step, lane in scattergram.fte:
        assert schedule.steps.index(step) <= schedule.steps.index(schedule.top_step_of(lane))
    assert all((schedule.top_step_of(lane), lane) in schedule.salaries for lane in schedule.lanes)


@given(units())
def test_the_tables_hold_the_same_numbers_as_the_calculators(unit):
    schedule, scattergram = unit
    shown = [fte for fte in scattergram.table(schedule).to_numpy().ravel() if fte is not None]
    assert len(shown) == len(schedule.salaries)
    assert sum(shown) == scattergram.total_fte


@given(st.integers(-(10**9), 10**9).map(lambda thousandths: Decimal(thousandths) / 1000), EACH_ROUNDING)
def test_rounding_twice_changes_nothing_and_moves_less_than_a_dollar(amount, rounding):
    once = round_money(amount, rounding)
    assert round_money(once, rounding) == once
    assert abs(once - amount) < 1
