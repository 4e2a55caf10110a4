"""The wrong turns people take with public money, each as a function, so that a lesson can recognise them.

None of them is a way to work anything out. The first two were published by others as if they were right: see
the sources. The rest are what learners and headlines do.
"""

from __future__ import annotations

from decimal import Decimal

from bargaining.finance.chapter70.budget import FoundationBudget
from bargaining.finance.chapter70.contribution import Contribution
from bargaining.finance.chapter70.enrollment import PUPILS, Enrollment
from bargaining.finance.chapter70.parameters import Parameters
from bargaining.finance.explained import whole_dollars
from bargaining.finance.levy import RISE_RATE, levy_limit

# Slips that were published.


def increment_on_foundation_budget(
    contribution: Contribution, foundation_budget_dollars: Decimal, year: Parameters
) -> Decimal:
    """Add 1 % or 2 % of the FOUNDATION BUDGET instead of last year's contribution, in dollars.

    The threshold is measured against the foundation budget, the increment is not. One public
    re-implementation has this step wrong: edbot317-source/public-CT-ed-data, ma_chapter70.py (at b4bdb1a7).
    """
    size = Decimal(0)
    if contribution.gap_percent > year.number("second_gap_percent"):
        size = year.rate("second_increment_percent")
    elif contribution.gap_percent > year.number("first_gap_percent"):
        size = year.rate("first_increment_percent")
    increment = whole_dollars(size * foundation_budget_dollars)
    return min(contribution.target_dollars, contribution.preliminary_dollars + increment)


def unused_capacity_added(
    limit_dollars: Decimal, levy_dollars: Decimal, new_growth_dollars: Decimal = Decimal(0)
) -> Decimal:
    """Add last year's unused capacity on top of the next levy limit, in dollars ($1,125,000 for $1,025,000).

    Unused capacity is inside the limit already: the base is the limit, not the levy. So worded at
    http://jeffbennett01468.blogspot.com/2025/01/can-ma-town-increase-its-tax-levy-by.html.

    >>> unused_capacity_added(Decimal(1_000_000), Decimal(900_000))
    Decimal('1125000')
    """
    right = levy_limit(limit_dollars, new_growth_dollars).limit_dollars
    return right + limit_dollars - levy_dollars


# Slips with levies and bills, in dollars.


def limit_from_levy(levy_dollars: Decimal, new_growth_dollars: Decimal) -> Decimal:
    """Raise last year's levy instead of last year's limit.

    >>> limit_from_levy(Decimal(900_000), Decimal(10_000))
    Decimal('932500')
    """
    return levy_limit(levy_dollars, new_growth_dollars).limit_dollars


def growth_forgotten(prior_limit_dollars: Decimal) -> Decimal:
    """Raise the limit by 2.5 % and forget new growth."""
    return levy_limit(prior_limit_dollars, Decimal(0)).limit_dollars


def growth_raised_too(prior_limit_dollars: Decimal, new_growth_dollars: Decimal) -> Decimal:
    """Add new growth before the 2.5 % instead of after."""
    return whole_dollars((prior_limit_dollars + new_growth_dollars) * (1 + RISE_RATE))


def exclusion_in_the_base(
    prior_limit_dollars: Decimal, exclusion_dollars: Decimal, new_growth_dollars: Decimal
) -> Decimal:
    """Treat a debt exclusion like an override: raise it by 2.5 % with the limit."""
    return levy_limit(prior_limit_dollars + exclusion_dollars, new_growth_dollars).limit_dollars


def bill_without_thousand(value_dollars: Decimal, rate_per_1000_dollars: Decimal) -> Decimal:
    """Multiply the value by the rate as if the rate were a percent."""
    return value_dollars * rate_per_1000_dollars / 100


# Slips with Chapter 70.


def half_days_as_whole_pupils(enrollment: Enrollment) -> Decimal:
    """Count pre-school and half-day kindergarten as whole pupils."""
    return sum((enrollment.count(group) for group in PUPILS), Decimal(0))


def increments_as_pupils(enrollment: Enrollment) -> Decimal:
    """Count special education, English learners and low-income pupils once more."""
    return enrollment.foundation_enrollment + sum(
        (count for group, count in enrollment.pupils.items() if group not in PUPILS), Decimal(0)
    )


def wage_factor_on_everything(budget: FoundationBudget, without_factor: FoundationBudget) -> Decimal:
    """Put the wage factor on all eleven categories, in dollars. `without_factor` is the budget at a factor
    of 1.
    """
    return whole_dollars(without_factor.exact_dollars * budget.wage_factor)


def minimum_aid_instead_of_the_larger(
    prior_aid_dollars: Decimal, foundation_enrollment: Decimal, year: Parameters
) -> Decimal:
    """Give last year's aid and the minimum per pupil although foundation aid is larger, in dollars."""
    return prior_aid_dollars + year.number("minimum_aid_per_pupil_dollars") * foundation_enrollment


def both_kinds_of_aid(
    foundation_aid_dollars: Decimal, foundation_enrollment: Decimal, year: Parameters
) -> Decimal:
    """Add the minimum per pupil on top of foundation aid, in dollars."""
    return foundation_aid_dollars + year.number("minimum_aid_per_pupil_dollars") * foundation_enrollment


# Slips with growth and prices, in percent.


def mean_of_the_whole_change(first: Decimal, last: Decimal, years: int) -> Decimal:
    """Divide the whole change by the years instead of compounding it."""
    return 100 * (last / first - 1) / years


def years_counted_by_the_fence_posts(first: Decimal, last: Decimal, years: int) -> Decimal:
    """Count the amounts instead of the steps between them: from FY2020 to FY2025 as six years."""
    return 100 * ((last / first) ** (Decimal(1) / (years + 1)) - 1)


def prices_subtracted(nominal_percent: Decimal, price_percent: Decimal) -> Decimal:
    """Subtract inflation from the raise instead of dividing.

    >>> prices_subtracted(Decimal(2), Decimal(8))
    Decimal('-6')
    """
    return nominal_percent - price_percent


def index_points_as_percent(earlier_index: Decimal, later_index: Decimal) -> Decimal:
    """Take the difference of two index figures for a percent."""
    return later_index - earlier_index


# Slips with reserves and room, in dollars, percent or months.


def restricted_counted(unrestricted_dollars: Decimal, restricted_dollars: Decimal) -> Decimal:
    """Count restricted money among what the employer can decide over, in dollars."""
    return unrestricted_dollars + restricted_dollars


def one_time_counted(
    proposal_dollars: Decimal, new_revenue_dollars: Decimal, one_time_dollars: Decimal
) -> Decimal:
    """Measure a raise by new revenue with one-time money in it, in percent."""
    return 100 * proposal_dollars / (new_revenue_dollars + one_time_dollars)


def proposal_by_all_revenue(proposal_dollars: Decimal, revenue_dollars: Decimal) -> Decimal:
    """Measure a raise by all revenue instead of new revenue, in percent."""
    return 100 * proposal_dollars / revenue_dollars


def months_as_percent(unrestricted_dollars: Decimal, expenditures_dollars: Decimal) -> Decimal:
    """Give the percent for the months."""
    return 100 * unrestricted_dollars / expenditures_dollars


# Slips with health insurance, in dollars.


def monthly_for_annual(monthly_premium_dollars: Decimal, employer_percent: Decimal) -> Decimal:
    """Take a month's premium for a year's."""
    return monthly_premium_dollars * employer_percent / 100


def shares_swapped(annual_premium_dollars: Decimal, employer_percent: Decimal) -> Decimal:
    """Give the employee the employer's share."""
    return annual_premium_dollars * employer_percent / 100
