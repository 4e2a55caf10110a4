"""Changes of a health plan's price: another split, a renewal, opt-outs, and what they do to a raise.

A plan comes in with what is proposed; dollars a year for the employer and for one member of each tier go out.
Amounts are before tax and not rounded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bargaining.costing.amounts import above_zero, not_negative
from bargaining.costing.compensation.health import EmployerPart, HealthPlan
from bargaining.costing.convention import exact
from bargaining.costing.grid import Cell, Fixed
from bargaining.costing.price_tag import in_dollars
from bargaining.errors import CompensationError

_NONE = Decimal(0)


@dataclass(frozen=True)
class ShareMove:
    """What another split of the premium does.

    * `employer_saving_dollars`: what the employer saves in a year; below 0 when it pays more.
    * `member_loss_dollars`: what one member of each tier pays more in a year; below 0 when less.
    """

    employer_saving_dollars: Decimal
    member_loss_dollars: Mapping[str, Decimal]

    @property
    def sentence(self) -> str:
        """Say who pays how much more."""
        saving = self.employer_saving_dollars
        does = "saves" if saving >= 0 else "pays"
        more = "" if saving >= 0 else " more"
        members = ", ".join(
            f"{in_dollars(abs(loss))} {'more' if loss >= 0 else 'less'} in the {tier} tier"
            for tier, loss in self.member_loss_dollars.items()
        )
        return f"The employer {does} {in_dollars(abs(saving))}{more} a year; one member pays {members}."


def share_move(plan: HealthPlan, employer_part: EmployerPart) -> ShareMove:
    """Return what moving to another split does, with the same premiums and the same people enrolled.

    >>> from bargaining.costing.compensation.health import Tier
    >>> plan = HealthPlan((Tier("family", Decimal(30_000), Decimal(10)),), EmployerPart(Decimal("0.8")))
    >>> print(share_move(plan, EmployerPart(Decimal("0.75"))).sentence)
    The employer saves $15,000 a year; one member pays $1,500 more in the family tier.
    """
    after = plan.with_employer_part(employer_part)
    losses = {tier.name: after.member_pays(tier.name) - plan.member_pays(tier.name) for tier in plan.tiers}
    return ShareMove(plan.employer_dollars - after.employer_dollars, Fixed(losses))


@dataclass(frozen=True)
class RenewalRange:
    """What a renewal costs the employer more than this year, in dollars a year, at three rates."""

    low_dollars: Decimal
    expected_dollars: Decimal
    high_dollars: Decimal

    @property
    def sentence(self) -> str:
        """Say the range, the expected figure first."""
        return (
            f"The renewal is expected to cost the employer {in_dollars(self.expected_dollars)} more a year; "
            f"it may be {in_dollars(self.low_dollars)} to {in_dollars(self.high_dollars)}."
        )


def renewal_range(
    plan: HealthPlan, low_rate: Decimal, expected_rate: Decimal, high_rate: Decimal
) -> RenewalRange:
    """Return what a renewal costs the employer, for premiums changed by each of three rates (0.07 for 7 %).

    A renewal comes late and as a range, so it is priced as one. Raises `CompensationError` when the rates are
    not in order.

    >>> from bargaining.costing.compensation.health import Tier
    >>> plan = HealthPlan((Tier("family", Decimal(30_000), Decimal(10)),), EmployerPart(Decimal("0.8")))
    >>> renewal_range(plan, Decimal("0.05"), Decimal("0.07"), Decimal("0.12")).expected_dollars
    Decimal('16800.000')
    """
    if not low_rate <= expected_rate <= high_rate:
        raise CompensationError(
            f"A renewal of {low_rate} to {high_rate} with {expected_rate} expected is not in order; "
            "give the low, the expected and the high rate."
        )
    low, expected, high = (
        plan.with_premiums_changed(rate).employer_dollars - plan.employer_dollars
        for rate in (low_rate, expected_rate, high_rate)
    )
    return RenewalRange(low, expected, high)


def opt_out_change(
    plan: HealthPlan,
    opted_out: Decimal,
    payment_dollars: Decimal,
    new_payment_dollars: Decimal,
    new_opt_outs: Mapping[str, Decimal],
) -> Decimal:
    """Return the yearly change for the employer when opt-out payments change; below 0 means it saves.

    * `opted_out`, `payment_dollars`: who is paid today for declining the plan, and how much.
    * `new_payment_dollars`: what all of them are paid then, those of today as well.
    * `new_opt_outs`: who leaves the plan for it, by the tier they leave.

    Only the new ones save a premium: those who opted out before are off the bill already. Only the employer's
    part of a premium is saved. Source: payments less premiums avoided, the net rule for opt-outs of this
    course.

    >>> from bargaining.costing.compensation.health import Tier
    >>> plan = HealthPlan((Tier("family", Decimal(30_000), Decimal(10)),), EmployerPart(Decimal("0.8")))
    >>> opt_out_change(plan, Decimal(4), Decimal(1_000), Decimal(2_000), {"family": Decimal(1)})
    Decimal('-18000.0')
    """
    before = not_negative(opted_out, "the people who opt out", CompensationError)
    paid = before * not_negative(payment_dollars, "the opt-out payment", CompensationError)
    avoided, new_people = _NONE, _NONE
    for tier, people in new_opt_outs.items():
        if people > plan.tier(tier).enrolled:
            raise CompensationError(
                f"{people} people cannot leave the {tier} tier; {plan.tier(tier).enrolled} are in it."
            )
        new_people += not_negative(people, f"the new opt-outs from the {tier} tier", CompensationError)
        avoided += people * plan.employer_pays(tier)
    to_pay = (before + new_people) * not_negative(
        new_payment_dollars, "the new opt-out payment", CompensationError
    )
    return to_pay - paid - avoided


def raise_to_be_whole_percent(loss_dollars: Decimal, salary_dollars: Decimal) -> Decimal:
    """Return the raise that makes up for a loss, in percent of the member's own salary, before tax.

    >>> raise_to_be_whole_percent(Decimal(1_500), Decimal(50_000))
    Decimal('3')
    """
    salary = above_zero(salary_dollars, "the member's salary", CompensationError)
    return 100 * exact(loss_dollars, "the loss", CompensationError) / salary


def net_raise_percents(
    salaries: Mapping[Cell, Decimal], raise_rate: Decimal, loss_dollars: Decimal
) -> dict[Cell, Decimal]:
    """Return the raise less a loss, in percent of salary before tax, for each cell of a schedule.

    The same loss takes more from a low salary: that is who pays for a premium. `salaries` is dollars a year
    by (step, lane), as a schedule's `salaries`; `loss_dollars` is one member's loss in a year.

    >>> net_raise_percents({("1", "B"): Decimal(50_000)}, Decimal("0.03"), Decimal(500))
    {('1', 'B'): Decimal('2.00')}
    """
    raised = 100 * exact(raise_rate, "the rate of the raise", CompensationError)
    return {
        cell: raised - raise_to_be_whole_percent(loss_dollars, salary) for cell, salary in salaries.items()
    }
