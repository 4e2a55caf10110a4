"""Schedules, people and movement that hypothesis can make."""

from decimal import Decimal

from hypothesis import strategies as st

from bargaining.costing.convention import Rounding, round_money
from bargaining.costing.movement.facts import LaneChange, Movement, Posts
from bargaining.costing.scattergram import Scattergram
from bargaining.costing.schedule import SalarySchedule

LANES = ("B", "B+15", "M", "M+30")
FTE = st.integers(0, 200).map(lambda tenths: Decimal(tenths) / 10)
RATES = st.integers(-500, 1_500).map(lambda tenths: Decimal(tenths) / 10_000)


@st.composite
def full_schedules(draw, rounding=None):
    """Schedules without holes, so that anybody can move anywhere."""
    rounding = rounding or draw(st.sampled_from(Rounding))
    steps = tuple(str(n) for n in range(1, draw(st.integers(1, 6)) + 1))
    lanes = LANES[: draw(st.integers(1, 4))]
    dollars = st.integers(30_000, 120_000).map(Decimal)
    salaries = {(s, lane): round_money(draw(dollars), rounding) for s in steps for lane in lanes}
    return SalarySchedule(steps, lanes, salaries, rounding)


@st.composite
def moving_units(draw):
    """A schedule, a scattergram with somebody in every cell, and movement of people who are there."""
    schedule = draw(full_schedules())
    fte = {cell: 4 + draw(FTE) for cell in schedule.salaries}
    cell = st.sampled_from(sorted(fte))
    one = st.integers(1, 10).map(lambda tenths: Decimal(tenths) / 10)
    leavers = tuple(Posts(draw(one), *draw(cell)) for _ in range(draw(st.integers(0, 2))))
    hires = tuple(Posts(draw(one), *draw(cell)) for _ in range(draw(st.integers(0, 2))))
    changes = []
    if len(schedule.lanes) > 1:
        for _ in range(draw(st.integers(0, 2))):
            here, there = draw(st.permutations(schedule.lanes))[:2]
            changes.append(LaneChange(draw(one), draw(st.sampled_from(schedule.steps)), here, there))
    return schedule, Scattergram(fte), Movement(tuple(changes), leavers, hires)
