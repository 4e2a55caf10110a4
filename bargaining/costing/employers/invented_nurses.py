"""Invent a fictional unit of nurses from nothing but its variant number.

Two lanes, seven to ten unequal hourly steps, nurses of different hours, premium pay, leavers and hires.
Called by `nurses` only.
"""

from __future__ import annotations

from decimal import Decimal

from bargaining.costing.convention import Rounding
from bargaining.costing.employers.drawing import Draw, place_name
from bargaining.costing.employers.invented_facts import facts_of, service_of
from bargaining.costing.movement.facts import LaneChange
from bargaining.costing.schedule import SalarySchedule
from bargaining.costing.units.facts import Facts
from bargaining.costing.units.hourly import NurseGroup, ShiftPosts
from bargaining.costing.units.premium import PremiumPay

_LANES = ("RN", "RN-BSN")
_FULL, _PART = Decimal(1_872), Decimal(1_248)  # three and two 12-hour shifts a week
_FULL_YEAR = Decimal(2_080)


def name(variant: int) -> str:
    """Return the name of the employer, a different one for each number from 201 to 220."""
    return f"{place_name(variant - 170)} Hospital"


def group(variant: int) -> NurseGroup:
    """Return the nurses of one hospital."""
    draw = Draw("nurses", variant)
    steps = tuple(str(step) for step in range(1, draw.pick("steps", (7, 8, 9, 10)) + 1))
    posts = _posts(draw, steps)
    gone, left_early = draw.pick("leavers", (3, 4, 5)), draw.pick("left early", (1, 2))
    changes = next(p for p in posts if (p.step, p.lane, p.hours_per_year) == ("3", "RN", _FULL))
    return NurseGroup(
        "Nurses",
        SalarySchedule(steps, _LANES, _rates(draw, steps), Rounding.HALF_UP_CENT),
        posts,
        _FULL_YEAR,
        _premiums(draw, sum((p.hours for p in posts), Decimal(0))),
        benefit_hours_per_week=Decimal(draw.pick("benefit threshold", (20, 24, 30))),
        lane_changes=(LaneChange(min(changes.people, Decimal(2)) * _FULL, "3", "RN", "RN-BSN"),),
        leavers=(
            ShiftPosts(Decimal(gone), steps[-1], "RN", _FULL),
            ShiftPosts(Decimal(left_early), "2", "RN-BSN", _FULL),
        ),
        hires=(
            ShiftPosts(Decimal(gone), "1", "RN-BSN", _FULL),
            ShiftPosts(Decimal(left_early), draw.pick("hired at", ("2", "3")), "RN", _FULL),
        ),
    )


def facts(variant: int, nurses: NurseGroup) -> Facts:
    """Return what else the contract says; only nurses over the threshold may join the health plan."""
    top = nurses.schedule.top_step
    cells = [(int(posts.step), posts.step == top, int(posts.people)) for posts in nurses.posts]
    draw = Draw("nurses' facts", variant)
    people = int(nurses.people)
    return facts_of(draw, ("Nurses",), people, int(nurses.benefit_people), service_of(draw, cells))


def _rates(draw: Draw, steps: tuple[str, ...]) -> dict[tuple[str, str], Decimal]:
    """Draw hourly rates: steps that differ, and a second lane that draws away from the first."""
    cents, apart, rates = (
        draw.pick("first rate", range(3_250, 4_600, 5)),
        draw.pick("lane", range(110, 260, 5)),
        {},
    )
    for step in steps:
        rates[step, "RN"] = Decimal(cents) / 100
        rates[step, "RN-BSN"] = Decimal(cents + apart) / 100
        cents += draw.pick(f"step {step}", range(70, 220, 5))
        apart += draw.pick(f"apart {step}", (0, 5, 10))
    return rates


def _posts(draw: Draw, steps: tuple[str, ...]) -> tuple[ShiftPosts, ...]:
    """Draw nurses of full and part hours, a fifth or more of them on the top step."""
    posts = []
    for lane in _LANES:
        for step in steps:
            most = range(9, 17) if step == steps[-1] else range(3, 9)
            posts.append(ShiftPosts(Decimal(draw.pick(f"full {step} {lane}", most)), step, lane, _FULL))
            if part := draw.pick(f"part {step} {lane}", (0, 0, 1, 2, 3)):
                posts.append(ShiftPosts(Decimal(part), step, lane, _PART))
    return tuple(posts)


def _premiums(draw: Draw, hours: Decimal) -> tuple[PremiumPay, ...]:
    """Draw premium pay: shares of all hours, in whole hundreds, and what each hour is paid on top."""

    def some(fact: str, low: int, high: int) -> Decimal:
        return hours * draw.pick(fact, range(low, high)) // 100_000 * 100

    def dollars(fact: str, low: int, high: int) -> Decimal:
        return Decimal(draw.pick(fact, range(low, high, 5))) / 100

    return (
        PremiumPay("evening differential", some("evenings", 180, 260), dollars("evening", 200, 350)),
        PremiumPay("night differential", some("nights", 230, 310), dollars("night", 375, 650)),
        PremiumPay("weekend differential", some("weekends", 170, 240), dollars("weekend", 225, 400)),
        PremiumPay("charge pay", some("charge", 70, 110), dollars("charge rate", 175, 350)),
        PremiumPay(
            "certification pay",
            some("certified", 120, 200),
            share_of_rate=Decimal(draw.pick("certification", (15, 20, 25))) / 1000,
        ),
        PremiumPay("overtime", some("overtime", 20, 45), share_of_rate=Decimal("1.5")),
    )
