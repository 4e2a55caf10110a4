"""The wrong turns people take with health insurance.

The numbers in the docstrings are those of Harbor Bend Regional: premiums of $2,919,800, of which the employer
pays 80 %, $2,335,840; a family plan of $28,600; 15 opt-outs at $2,500. All are dollars a year unless it says
percent. Where the slip is to give one right amount for another (the members' part for the employer's), the
lesson calls the plan itself: ``plan.members_dollars``.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from bargaining.costing.compensation.health import HealthPlan

_NONE = Decimal(0)


def average_of_premiums(plan: HealthPlan) -> Decimal:
    """Average the premiums instead of the people: 144 × 19,866.67 × 80 % ($2,288,640)."""
    employer_parts = [plan.employer_pays(tier.name) for tier in plan.tiers]
    return plan.enrolled * sum(employer_parts, _NONE) / len(employer_parts)


def opt_outs_as_enrolled(plan: HealthPlan, opted_out: Decimal, tier: str) -> Decimal:
    """Charge a premium for who opted out: + 15 × 80 % × 10,200 ($2,458,240)."""
    return plan.employer_dollars + opted_out * plan.employer_pays(tier)


def share_of_employers_part(plan: HealthPlan, points_rate: Decimal) -> Decimal:
    """Take a move of the share as a percent of the employer's part: 5 % × 2,335,840 ($116,792)."""
    return points_rate * plan.employer_dollars


def share_of_employers_part_for_one(plan: HealthPlan, points_rate: Decimal, tier: str) -> Decimal:
    """The same for one member: 5 % × 80 % × 28,600 ($1,144, not 1,430)."""
    return points_rate * plan.employer_pays(tier)


def one_tier_only(plan: HealthPlan, points_rate: Decimal, tier: str) -> Decimal:
    """Move the share of one tier only: 5 % × 61 × 28,600 ($87,230)."""
    chosen = plan.tier(tier)
    return points_rate * chosen.enrolled * chosen.premium_dollars


def whole_new_share_for_one(plan: HealthPlan, member_rate: Decimal, tier: str) -> Decimal:
    """Give the member's whole new share for the change: 25 % × 28,600 ($7,150, not 1,430)."""
    return member_rate * plan.tier(tier).premium_dollars


def whole_new_share(plan: HealthPlan, member_rate: Decimal) -> Decimal:
    """Give all members' whole new share for the employer's saving: 25 % × 2,919,800 ($729,950)."""
    return member_rate * plan.premiums_dollars


def whole_increase(plan: HealthPlan, renewal_rate: Decimal) -> Decimal:
    """Let the employer carry the members' part of a renewal as well: 7 % × 2,919,800 ($204,386)."""
    return renewal_rate * plan.premiums_dollars


def members_part_of_increase(plan: HealthPlan, renewal_rate: Decimal) -> Decimal:
    """Give the members' part of a renewal for the employer's: 7 % × 583,960 ($40,877.20)."""
    return renewal_rate * plan.members_dollars


def opt_out_for_new_only(
    plan: HealthPlan, new_payment_dollars: Decimal, new_opt_outs: Mapping[str, Decimal]
) -> Decimal:
    """Give the higher payment to the new ones only: 3 × 4,000 − 3 × 22,880 (−$56,640, not −34,140)."""
    people = sum(new_opt_outs.values(), _NONE)
    return people * new_payment_dollars - _avoided(plan, new_opt_outs)


def opt_out_whole_premium(
    plan: HealthPlan,
    opted_out: Decimal,
    payment_dollars: Decimal,
    new_payment_dollars: Decimal,
    new_opt_outs: Mapping[str, Decimal],
) -> Decimal:
    """Save the members' part of the premium as well: … − 3 × 28,600 (−$51,300)."""
    saved = sum((n * plan.tier(tier).premium_dollars for tier, n in new_opt_outs.items()), _NONE)
    return opt_out_payments_only(opted_out, payment_dollars, new_payment_dollars, new_opt_outs) - saved


def opt_out_saved_for_all(
    plan: HealthPlan,
    opted_out: Decimal,
    payment_dollars: Decimal,
    new_payment_dollars: Decimal,
    new_opt_outs: Mapping[str, Decimal],
    tier: str,
) -> Decimal:
    """Save a premium for those who opted out before, too: … − 18 × 22,880 (−$377,340)."""
    payments = opt_out_payments_only(opted_out, payment_dollars, new_payment_dollars, new_opt_outs)
    return payments - _avoided(plan, new_opt_outs) - opted_out * plan.employer_pays(tier)


def opt_out_payments_only(
    opted_out: Decimal,
    payment_dollars: Decimal,
    new_payment_dollars: Decimal,
    new_opt_outs: Mapping[str, Decimal],
) -> Decimal:
    """Forget the premiums that fall away: 18 × 4,000 − 15 × 2,500 ($34,500)."""
    people = opted_out + sum(new_opt_outs.values(), _NONE)
    return people * new_payment_dollars - opted_out * payment_dollars


def account_money_forgotten(before_dollars: Decimal, after_dollars: Decimal) -> Decimal:
    """Leave the employer's account money out of the worst year: 4,000 − 0 ($4,000, not 2,000)."""
    return after_dollars - before_dollars


def account_money_added(before_dollars: Decimal, after_dollars: Decimal, account_dollars: Decimal) -> Decimal:
    """Add the employer's account money to what the member pays: 4,000 + 2,000 ($6,000)."""
    return after_dollars - before_dollars + account_dollars


def _avoided(plan: HealthPlan, new_opt_outs: Mapping[str, Decimal]) -> Decimal:
    """Return the employer's part of the premiums of who newly opts out."""
    return sum((people * plan.employer_pays(tier) for tier, people in new_opt_outs.items()), _NONE)
