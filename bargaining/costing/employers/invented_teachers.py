"""Invent the numbers of a fictional unit of teachers from nothing but its variant number.

The shape is Harbor Bend's (10 steps, 4 lanes); the numbers are others, and two simplifications of Harbor
Bend are mended so that more wrong methods give a wrong answer: steps are not all worth the same, and the
lanes draw apart towards the top. Called by `bargaining.costing.employers` only.

Each fact is drawn by itself, from a hash of the variant number and the name of the fact. So the numbers
are the same on every machine and Python, and a fact added later changes none of those drawn before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from hashlib import sha256
from itertools import pairwise
from typing import TypeVar

from bargaining.costing.employers.drawing import Draw, place_name
from bargaining.costing.employers.invented_facts import facts_of, service_of, whole_people
from bargaining.costing.grid import Cell
from bargaining.costing.index import IndexTable, additive_index
from bargaining.costing.movement.facts import LaneChange, Movement, Posts
from bargaining.costing.staffing import Scattergram
from bargaining.costing.units.facts import Facts

Choice = TypeVar("Choice")

# Index numbers in steps of 0.002 and base cells in steps of $500 make every salary a whole number of dollars,
# now and when the base cell rises by $1,000, so that no learner is a dollar off for rounding elsewhere.
_INDEX_GRAIN = Decimal("0.002")
_BASE_CELLS = range(42_000, 60_000, 500)

# Where the people of a lane stand, from step 1 to step 10, before chance moves them: young people in the
# first lane, half-finished degrees in the second, long careers in the last two, and a heavy top step.
_PROFILES = {
    "B": (10, 9, 8, 7, 6, 4, 3, 2, 2, 9),
    "B+15": (5, 6, 7, 6, 5, 4, 3, 3, 3, 12),
    "M": (3, 5, 6, 7, 7, 6, 6, 5, 5, 26),
    "M+30": (0, 1, 2, 3, 4, 4, 5, 5, 6, 26),
}
_LANE_SHARES = {"B": (16, 19, 22), "B+15": (10, 13, 16), "M": (36, 40, 44), "M+30": (22, 26, 30)}
_CHANCE = (5, 7, 8, 9, 10, 10, 11, 12, 13, 15)  # tenths by which a cell is thinner or fuller than its profile
_PARTS = tuple(map(Decimal, ("0.5", "0.5", "0.5", "0.5", "0.5", "0.4", "0.6", "0.8")))

# How often the numbers of each unit, 1 to 60, were drawn again until no named mistake gave a right answer and
# no two units shared an answer. The tests of the questions of part 1 hold every unit to that.
_DRAWN_AGAIN = (
    *(2, 0, 0, 0, 3, 4, 0, 0, 1, 2, 0, 0, 0, 0, 2, 2, 0, 1, 5, 0),
    *(0, 0, 1, 4, 1, 5, 1, 5, 1, 3, 12, 1, 2, 2, 0, 7, 3, 1, 0, 6),
    *(7, 4, 16, 2, 9, 1, 2, 3, 16, 13, 7, 5, 0, 14, 18, 1, 8, 1, 45, 0),
)


# Movement that was drawn again, for the same reason.
_MOVED_AGAIN = {3: 1, 25: 1, 28: 1, 43: 1, 46: 1, 50: 1, 52: 1, 56: 4, 57: 1, 59: 2}


def name(variant: int) -> str:
    """Return the name of the employer, a different one for each number from 1 to 60."""
    return f"{place_name(variant)} Regional"


def base_cell_dollars(variant: int) -> Decimal:
    """Return the salary at step 1 of the first lane, a multiple of $500."""
    return Decimal(_pick(variant, "base cell", _BASE_CELLS))


def index_table(variant: int) -> IndexTable:
    """Return the index table: steps that differ, lanes that are percents of the base cell and draw apart.

    In each higher lane a step is worth 0.2 % or 0.4 % of the base cell more than in the lane before.
    """
    lane_rates = {
        "B": Decimal(0),
        "B+15": Decimal(_pick(variant, "lane B+15", (4, 5, 6))) / 100,
        "M": Decimal(_pick(variant, "lane M", (10, 11, 12, 13, 14))) / 100,
        "M+30": Decimal(_pick(variant, "lane M+30", (18, 19, 20, 21, 22, 23))) / 100,
    }
    widening = _pick(variant, "widening", (1, 2)) * _INDEX_GRAIN
    lane_step_rates = {lane: place * widening for place, lane in enumerate(lane_rates)}
    return additive_index(_step_rates(variant), lane_rates, lane_step_rates)


def scattergram(variant: int, steps: Sequence[str], lanes: Sequence[str]) -> Scattergram:
    """Return the FTE of every cell: whole posts spread by lane and step, then some posts cut to a part.

    The unit has between 104 and 340 posts, no two units the same number.
    """
    posts = 100 + 4 * (variant * 37 % 61)  # 37 and 61 share no factor: each size comes once
    weights = {
        (step, lane): Fraction(profile, sum(_PROFILES[lane]))
        * _pick(variant, f"lane share {lane}", _LANE_SHARES[lane])
        * _pick(variant, f"chance {step} {lane}", _CHANCE)
        for lane in lanes
        for step, profile in zip(steps, _PROFILES[lane], strict=True)
    }
    fte = {cell: Decimal(count) for cell, count in _shared_out(posts, weights).items()}
    staffed = [cell for cell, count in fte.items() if count > 0]
    in_chance_order = sorted(staffed, key=lambda cell: _drawn(variant, f"part-time {cell}"))
    for cell in in_chance_order[: _pick(variant, "part-timers", (4, 5, 6, 7))]:
        fte[cell] += _pick(variant, f"part of a post {cell}", _PARTS) - 1
    return Scattergram({(step, lane): fte[step, lane] for step in steps for lane in lanes})


def movement(variant: int, scattergram: Scattergram) -> Movement:
    """Return who changes lanes, leaves and is hired: all whole posts, and nobody who is not there.

    Two lane changes of different sizes, at different steps; leavers from the top and one or two from the
    middle; as many hires as leavers, half of them at the very bottom.
    """
    draw = Draw(f"teachers' movement {_MOVED_AGAIN.get(variant, 0)}", variant)
    here = {cell: int(fte) for cell, fte in scattergram.fte.items()}
    changes = []
    for from_lane, to_lane, lowest, sizes in (("B", "M", 2, (2, 3)), ("M", "M+30", 5, (4, 5, 6))):
        fte = draw.pick(f"change {from_lane}", sizes)
        some = [str(step) for step in range(lowest, lowest + 4) if here[str(step), from_lane] >= fte]
        step = draw.pick(f"step of change {from_lane}", some or [_fullest(here, from_lane)])
        fte = min(fte, here[step, from_lane])
        here[step, from_lane] -= fte
        changes.append(LaneChange(Decimal(fte), step, from_lane, to_lane))
    leavers = []
    for step, lane, most in (("10", "M+30", 6), ("10", "M", 5), ("4", "M", 2)):
        fte = min(here[step, lane], draw.pick(f"leavers {step} {lane}", range(max(1, most - 2), most + 1)))
        if fte:
            leavers.append(Posts(Decimal(fte), step, lane))
    gone = int(sum(posts.fte for posts in leavers))
    at_bottom = gone // 2
    hires = (
        Posts(Decimal(at_bottom), "1", "B"),
        Posts(Decimal(gone - at_bottom), draw.pick("step of hires", ("2", "3", "4")), "M"),
    )
    return Movement(tuple(changes), tuple(leavers), hires)


def _fullest(here: Mapping[Cell, int], lane: str) -> str:
    """Return the step below the top on which most whole posts of a lane stand."""
    return max((step for step, at in here if at == lane and step != "10"), key=lambda step: here[step, lane])


def facts(variant: int, scattergram: Scattergram, base_cell: Decimal) -> Facts:
    """Return what else the contract says: longevity that fits seniority, enrolment of people."""
    draw = Draw("teachers' facts", variant)
    cells = [(int(step), step == "10", whole_people(fte)) for (step, _), fte in scattergram.fte.items()]
    people = sum(number for _, _, number in cells)
    stipends = base_cell * people * draw.pick("stipends", range(18, 42)) // 100_000 * 100
    return facts_of(draw, ("Teachers",), people, people, service_of(draw, cells), stipends)


def _step_rates(variant: int) -> list[Decimal]:
    """Draw the nine step rates of the first lane, as fractions of the base cell, in one of four patterns.

    Early steps larger; late steps larger; each step the same percent of the salary before it (compounded); or
    equal steps and a last one that is twice as large (a bump step).
    """
    small = Decimal(_pick(variant, "small step", (28, 30, 32, 34))) / 1000
    large = Decimal(_pick(variant, "large step", (44, 46, 48, 50))) / 1000
    turn = _pick(variant, "turn", (3, 4, 5, 6))
    pattern = _pick(variant, "step pattern", ("early", "late", "compounded", "bump"))
    if pattern == "early":
        return [large] * turn + [small] * (9 - turn)
    if pattern == "late":
        return [small] * turn + [large] * (9 - turn)
    if pattern == "bump":
        return [small] * 8 + [2 * small]
    levels = [(1 + small) ** moves for moves in range(10)]
    grains = [(level / _INDEX_GRAIN).to_integral_value(ROUND_HALF_UP) * _INDEX_GRAIN for level in levels]
    return [upper - lower for lower, upper in pairwise(grains)]


def _shared_out(posts: int, weights: Mapping[Cell, Fraction]) -> dict[Cell, int]:
    """Share whole posts out by weight to the exact total; the largest remainders get the last ones."""
    total = sum(weights.values())
    exact = {cell: posts * weight / total for cell, weight in weights.items()}
    shared = {cell: int(share) for cell, share in exact.items()}
    left_over = posts - sum(shared.values())
    for cell in sorted(exact, key=lambda cell: shared[cell] - exact[cell])[:left_over]:
        shared[cell] += 1
    return shared


def _drawn(variant: int, fact: str) -> int:
    """Draw a large number for one fact of one unit: always the same, and unlike that of any other fact."""
    drawn_again = _DRAWN_AGAIN[variant - 1]
    return int.from_bytes(sha256(f"teachers {variant}.{drawn_again}: {fact}".encode()).digest()[:8], "big")


def _pick(variant: int, fact: str, choices: Sequence[Choice]) -> Choice:
    """Pick one of the choices for one fact of one unit."""
    return choices[_drawn(variant, fact) % len(choices)]
