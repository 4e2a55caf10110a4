"""How long the engine takes for what a learner does with a slider, beside bare arithmetic of the same sums.

Run: uv run python bench/engine.py
One move of a slider reprices three years on a schedule of 12 lanes and 40 steps with somebody in every cell:
steps, a raise, the roll-up of five components (one with a wage base) and three tiers of health insurance. The
peer does the same sums on numpy arrays of floats, without checks, names or exactness. Then 10,000 different
proposals are swept, and the memory of a register of 20,000 people is measured.
"""

import statistics
import time
import tracemalloc
from datetime import date
from decimal import Decimal

import numpy

from bargaining.costing.compensation.health import EmployerPart, HealthPlan, Tier
from bargaining.costing.compensation.of_year import OtherPay, compensation_of_year
from bargaining.costing.compensation.rollup import (
    REGULAR_PAY,
    Component,
    Pay,
    RollUp,
    medicare,
    social_security,
)
from bargaining.costing.compensation.rollup_cost import PaidGroup, group_on
from bargaining.costing.convention import Rounding
from bargaining.costing.index import additive_index
from bargaining.costing.raises.cost import cost_of_year
from bargaining.costing.raises.kinds import PercentRaise
from bargaining.costing.scattergram import Scattergram
from bargaining.costing.schedule import schedule_from_index

MOVES, SWEEP, REGISTER = 300, 10_000, 20_000
STEPS, LANES, YEARS = 40, 12, 3
STEP_RATE, LANE_RATE = Decimal("0.02"), Decimal("0.05")
STIPENDS, RENEWAL = Decimal(310_000), Decimal("0.07")
PENSION = (Decimal("0.10"), Decimal("0.006"), Decimal("0.0025"))
TIERS = ((10_200, 180), (20_800, 110), (28_600, 190))
SHARE = Decimal("0.8")


def unit():
    lanes = {f"L{lane}": LANE_RATE * lane for lane in range(LANES)}
    index = additive_index([STEP_RATE] * (STEPS - 1), lanes)
    schedule = schedule_from_index(Decimal(50_000), index, Rounding.HALF_UP_DOLLAR)
    fte = {
        (step, lane): Decimal((7 * row + 3 * column) % 11 + 1) / 2
        for row, step in enumerate(index.steps)
        for column, lane in enumerate(index.lanes)
    }
    return schedule, Scattergram(fte)


def roll_up():
    names = ("pension", "workers' compensation", "unemployment")
    others = (Component(name, rate, REGULAR_PAY) for name, rate in zip(names, PENSION, strict=True))
    day = date(2026, 1, 1)
    return RollUp((social_security(day), medicare(day), *others))


def health():
    names = ("single", "two-person", "family")
    tiers = (Tier(name, Decimal(p), Decimal(n)) for name, (p, n) in zip(names, TIERS, strict=True))
    return HealthPlan(tuple(tiers), EmployerPart(SHARE))


def move(schedule, scattergram, rates, plan, raise_rate):
    """One move of the slider with the engine: total compensation of three years, in dollars."""
    totals = []
    for _ in range(YEARS):
        year = cost_of_year(schedule, scattergram, PercentRaise(raise_rate))
        schedule, scattergram = year.schedule, year.scattergram
        plan = plan.with_premiums_changed(RENEWAL)
        stipends = [OtherPay("stipends", STIPENDS, Pay.STIPEND)]
        groups = [group_on(schedule, scattergram)]
        total = compensation_of_year(groups, rates, scattergram.total_fte, stipends, plan)
        totals.append(total.total_dollars)
    return totals


def bare_move(salaries, fte, raise_rate, ceiling):
    """The same sums on arrays of floats: new payroll, the five lines of a year, roll-up, health."""
    totals = []
    premium = sum(p * n for p, n in TIERS)
    for _ in range(YEARS):
        raised = salaries * (1 + raise_rate)
        moved = numpy.zeros_like(fte)
        moved[1:] = fte[:-1]
        moved[-1] += fte[-1]
        lines = [(grid * people).sum() for grid in (salaries, raised) for people in (fte, moved)]
        salaries, fte, premium = raised, moved, premium * (1 + float(RENEWAL))
        stipends, pay = float(STIPENDS), lines[3]
        capped = (numpy.minimum(salaries, ceiling) * fte).sum()
        rate = 0.0145 + float(sum(PENSION))
        costs = 0.062 * (capped + stipends) + rate * (pay + stipends)
        totals.append(pay + stipends + costs + float(SHARE) * premium)
    return totals


def seconds_of(calls):
    taken = []
    for call in calls:
        start = time.process_time()
        call()
        taken.append(time.process_time() - start)
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


def main() -> None:
    schedule, scattergram = unit()
    rates, plan = roll_up(), health()
    salaries = numpy.array([[float(schedule.salary(s, n)) for n in schedule.lanes] for s in schedule.steps])
    fte = numpy.array([[float(scattergram.fte_at(s, n)) for n in schedule.lanes] for s in schedule.steps])
    ceiling = float(rates.components[0].ceiling_dollars)

    exact = move(schedule, scattergram, rates, plan, Decimal("0.03"))
    bare = bare_move(salaries, fte, 0.03, ceiling)
    worst = max(abs(float(ours) - theirs) for ours, theirs in zip(exact, bare, strict=True))
    print(f"the two agree to ${worst:.6f} on three totals of about ${float(exact[0]):,.0f}")

    raises = [Decimal(number) / 10_000 for number in range(MOVES)]
    ours = seconds_of([lambda r=r: move(schedule, scattergram, rates, plan, r) for r in raises])
    theirs = seconds_of([lambda r=r: bare_move(salaries, fte, float(r), ceiling) for r in raises])
    print(f"one move, {LANES} lanes x {STEPS} steps, {YEARS} years, {MOVES} moves:")
    print(f"  engine  median {1000 * ours[0]:8.2f} ms   95th percentile {1000 * ours[1]:8.2f} ms")
    print(f"  bare    median {1000 * theirs[0]:8.2f} ms   95th percentile {1000 * theirs[1]:8.2f} ms")
    print(f"  ratio of medians {ours[0] / theirs[0]:.0f}")

    start = time.process_time()
    for number in range(SWEEP):
        move(schedule, scattergram, rates, plan, Decimal(number) / 100_000)
    each = (time.process_time() - start) / SWEEP
    print(f"a sweep of {SWEEP:,} proposals: {1000 * each:.2f} ms each, {each * SWEEP:.0f} s in all")

    tracemalloc.start()
    register = [PaidGroup(Decimal(1), {Pay.SALARY: Decimal(50_000 + number)}) for number in range(REGISTER)]
    total = compensation_of_year(register, rates, Decimal(REGISTER), (), plan)
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(
        f"a register of {REGISTER:,} people priced one by one (${float(total.total_dollars):,.0f}): "
        f"{held / 2**20:.1f} MiB held, {peak / 2**20:.1f} MiB at most, {peak / REGISTER:.0f} bytes a person"
    )


if __name__ == "__main__":
    main()
