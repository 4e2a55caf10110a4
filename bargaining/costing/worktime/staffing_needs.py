"""Class sizes and preparation time: how many posts a demand needs, and what new posts cost.

Students by school and group, a ceiling, minutes and posts come in; sections, FTE and dollars go out. A
ceiling is kept school by school: 50 students in one school are two classes of 25; 26 and 24 in two schools
are three.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from bargaining.costing.amounts import above_zero, not_negative
from bargaining.errors import WorktimeError

Group = tuple[str, str]  # (school, grade or course)

_NONE = Decimal(0)


def sections_needed(students: Decimal, ceiling: Decimal) -> Decimal:
    """Return how many classes a group of students needs so that none is above the ceiling.

    >>> sections_needed(Decimal(51), Decimal(25))
    Decimal('3')
    """
    people = not_negative(students, "the students", WorktimeError)
    return (people / above_zero(ceiling, "the class size", WorktimeError)).to_integral_value(ROUND_CEILING)


def sections_by_group(students: Mapping[Group, Decimal], ceiling: Decimal) -> dict[Group, Decimal]:
    """Return the classes needed in each group that is taught together: (school, grade) or (school, course).

    >>> sections_by_group({("North", "3"): Decimal(26), ("South", "3"): Decimal(24)}, Decimal(25))
    {('North', '3'): Decimal('2'), ('South', '3'): Decimal('1')}
    """
    return {group: sections_needed(people, ceiling) for group, people in students.items()}


def class_size_fte(
    students: Mapping[Group, Decimal], old_ceiling: Decimal, new_ceiling: Decimal, fte_per_section: Decimal
) -> Decimal:
    """Return the FTE that a new ceiling needs more than the old one; below 0 when it needs fewer.

    `fte_per_section` is the part of a full-time post that one class takes: 1 in an elementary school, 0.2
    where a full load is five classes. The ceiling holds in each group by itself.

    Source: sections needed (new) − sections needed (old), group by group; that the ceiling holds in each
    school is general practice and the reason why the unit-wide division gives too few.

    >>> class_size_fte({("North", "3"): Decimal(50), ("South", "3"): Decimal(48)}, Decimal(25), Decimal(24),
    ...                Decimal(1))
    Decimal('1')
    """
    old, new = (sum(sections_by_group(students, c).values(), _NONE) for c in (old_ceiling, new_ceiling))
    return (new - old) * above_zero(fte_per_section, "the FTE of one class", WorktimeError)


def full_classes_fte(students: Decimal, old_size: Decimal, new_size: Decimal) -> Decimal:
    """Return the FTE if every class were exactly full: students / new − students / old, one post for each.

    It is the least a smaller class can take. In real schools classes are not full, so price
    `class_size_fte` when the enrolment by school is known.

    >>> full_classes_fte(Decimal(2_400), Decimal(25), Decimal(24))
    Decimal('4')
    """
    people = not_negative(students, "the students", WorktimeError)
    new, old = (above_zero(size, "the class size", WorktimeError) for size in (new_size, old_size))
    return people / new - people / old


def preparation_fte(
    teachers_fte: Decimal, extra_minutes_per_week: Decimal, teaching_minutes_per_week: Decimal
) -> Decimal:
    """Return the FTE that must teach while the others prepare.

    `extra_minutes_per_week` is what each gets more; `teaching_minutes_per_week` what a full-time post teaches
    after the change. Source: derived; the lessons that fall away divided by the lessons a new post gives.

    >>> preparation_fte(Decimal(100), Decimal(30), Decimal(1_200))
    Decimal('2.5')
    """
    minutes = not_negative(teachers_fte, "the teachers in FTE", WorktimeError) * not_negative(
        extra_minutes_per_week, "the extra minutes", WorktimeError
    )
    return minutes / above_zero(
        teaching_minutes_per_week, "the teaching minutes of a full post", WorktimeError
    )


@dataclass(frozen=True)
class PostsCost:
    """What posts cost in a year, in dollars: salary, roll-up on it, and health, which carries no roll-up."""

    salary_dollars: Decimal
    roll_up_dollars: Decimal
    health_dollars: Decimal

    @property
    def total_dollars(self) -> Decimal:
        """The three together."""
        return self.salary_dollars + self.roll_up_dollars + self.health_dollars


def posts_cost(
    fte: Decimal, salary_dollars: Decimal, roll_up_rate: Decimal, health_dollars: Decimal
) -> PostsCost:
    """Return what posts cost: FTE × (salary × (1 + roll-up) + health), part by part, not rounded.

    * `salary_dollars`: what one is paid. New posts are filled at the new-hire salary, not at the average.
    * `health_dollars`: the employer's part of the premium for one.

    Source: Montgomery County Public Schools, budget question 14 of FY2017,
    https://www.montgomeryschoolsmd.org/departments/budget/archiveDetail.aspx?id=44&year=2017&order=14, which
    prices posts at one salary and one benefit rate.

    >>> posts_cost(Decimal(2), Decimal(50_000), Decimal("0.10"), Decimal(8_000)).total_dollars
    Decimal('126000.00')
    """
    posts = not_negative(fte, "the posts in FTE", WorktimeError)
    salary = posts * not_negative(salary_dollars, "the salary of a post", WorktimeError)
    roll_up = salary * not_negative(roll_up_rate, "the roll-up", WorktimeError)
    return PostsCost(
        salary, roll_up, posts * not_negative(health_dollars, "the health cost of a post", WorktimeError)
    )


def added_posts(costs: Iterable[PostsCost]) -> PostsCost:
    """Add up the costs of several kinds of posts, part by part.

    >>> added_posts([PostsCost(Decimal(1), Decimal(2), Decimal(3))] * 2).total_dollars
    Decimal('12')
    """
    salary = roll_up = health = _NONE
    for cost in costs:
        salary += cost.salary_dollars
        roll_up += cost.roll_up_dollars
        health += cost.health_dollars
    return PostsCost(salary, roll_up, health)
