"""Invent a fictional unit of school staff from nothing but its variant number.

Three or four job classes of five, each with unequal hourly steps, its own hours and days, people of long and
short hours, leavers and hires. Called by `school_staff` only.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bargaining.costing.employers.drawing import Draw, place_name
from bargaining.costing.employers.invented_facts import facts_of, service_of
from bargaining.costing.units.facts import Facts
from bargaining.costing.units.hourly import DailyPosts, JobClass, hourly_schedule
from bargaining.costing.units.unit import ClassChange


@dataclass(frozen=True)
class _Class:
    """The shape of a job class: the range of its first rate, steps, days, full day, short day, size, pays."""

    name: str
    first_rate_cents: range
    steps: tuple[int, ...]
    days: tuple[int, ...]
    full_day: str
    long_hours: tuple[str, ...]
    short_hours: tuple[str, ...]
    people: range
    pays: tuple[int, ...]


_CLASSES = (
    _Class(
        "Paraprofessionals",
        range(1_550, 1_950, 5),
        (5, 6, 7),
        (181, 182, 183, 185),
        "7",
        ("6", "6.25", "6.5"),
        ("3", "3.5"),
        range(28, 60),
        (21, 22),
    ),
    _Class(
        "Custodians",
        range(1_800, 2_250, 5),
        (4, 5, 6),
        (258, 260, 261),
        "8",
        ("8",),
        ("4", "5"),
        range(10, 24),
        (26,),
    ),
    _Class(
        "Bus drivers",
        range(2_000, 2_500, 5),
        (4, 5),
        (180, 181, 182),
        "8",
        ("5.5", "6"),
        ("4.5", "5"),
        range(10, 26),
        (21, 22),
    ),
    _Class(
        "Food service",
        range(1_500, 1_800, 5),
        (4, 5),
        (179, 180, 181),
        "7",
        ("5.5", "6"),
        ("3", "3.5"),
        range(9, 20),
        (21,),
    ),
    _Class(
        "Secretaries",
        range(1_850, 2_350, 5),
        (5, 6, 7),
        (205, 210, 215, 220),
        "7.5",
        ("7.5",),
        ("4", "5"),
        range(9, 22),
        (24, 26),
    ),
)


def name(variant: int) -> str:
    """Return the name of the employer, a different one for each number from 101 to 120."""
    return f"{place_name(variant - 100)} Schools"


def job_classes(variant: int) -> tuple[JobClass, ...]:
    """Return the job classes: paraprofessionals, custodians, and one or two of the others."""
    draw = Draw("staff", variant)
    others = draw.pick("classes", ((2,), (3,), (4,), (2, 3), (2, 4), (3, 4)))
    return tuple(_job_class(variant, _CLASSES[place]) for place in (0, 1, *others))


def class_changes(classes: tuple[JobClass, ...]) -> tuple[ClassChange, ...]:
    """Return one change of class: a person of short hours in the last class joins the paraprofessionals."""
    last, first = classes[-1], classes[0]
    mover = next(posts for posts in last.posts if posts.step == "2")
    hours = mover.hours_per_day * last.paid_days
    return (ClassChange(hours, last.name, "2", first.name, "2"),)


def facts(variant: int, classes: tuple[JobClass, ...]) -> Facts:
    """Return what else the contract says; only people over the threshold may join the health plan."""
    cells = [
        (int(posts.step), posts.step == each.schedule.top_step, int(posts.people))
        for each in classes
        for posts in each.posts
    ]
    draw = Draw("staff facts", variant)
    people = sum(number for _, _, number in cells)
    eligible = int(sum(each.benefit_people for each in classes))
    return facts_of(draw, [each.name for each in classes], people, eligible, service_of(draw, cells))


def _job_class(variant: int, shape: _Class) -> JobClass:
    """Draw one job class."""
    draw = Draw(f"staff {shape.name}", variant)
    count = draw.pick("steps", shape.steps)
    long = Decimal(draw.pick("long", shape.long_hours))
    gone = Decimal(draw.pick("leavers", (2, 3)))
    return JobClass(
        shape.name,
        hourly_schedule(_rates(draw, shape, count), shape.name),
        _posts(draw, shape, count, long),
        Decimal(draw.pick("days", shape.days)),
        Decimal(shape.full_day),
        draw.pick("pays", shape.pays),
        Decimal(Draw("staff", variant).pick("benefit threshold", ("20", "25"))),
        leavers=(DailyPosts(gone, str(count), long), DailyPosts(Decimal(1), "2", long)),
        hires=(DailyPosts(gone, "1", long), DailyPosts(Decimal(1), draw.pick("hired at", ("2", "3")), long)),
    )


def _rates(draw: Draw, shape: _Class, count: int) -> dict[str, Decimal]:
    """Draw hourly rates whose steps are not all worth the same."""
    cents, rates = draw.pick("first rate", shape.first_rate_cents), {}
    for step in range(1, count + 1):
        rates[str(step)] = Decimal(cents) / 100
        cents += draw.pick(f"step {step}", range(35, 130, 5))
    return rates


def _posts(draw: Draw, shape: _Class, count: int, long: Decimal) -> tuple[DailyPosts, ...]:
    """Draw people: a third or so of them on the top step, and some with short hours."""
    people, short = draw.pick("people", shape.people), Decimal(draw.pick("short", shape.short_hours))
    at_top = max(3, people * draw.pick("at top", (28, 33, 38, 43)) // 100)
    below = [
        max(1, (people - at_top) * draw.pick(f"share {step}", (70, 100, 130)) // (100 * (count - 1)))
        for step in range(1, count)
    ]
    full = [DailyPosts(Decimal(n), str(step), long) for step, n in enumerate([*below, at_top], start=1)]
    part = [
        DailyPosts(Decimal(draw.pick(f"short {step}", (1, 2, 3))), step, short)
        for step in ("1", "2", str(count - 1))
    ]
    return (*full, *part)
