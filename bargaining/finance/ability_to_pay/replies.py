"""Seven replies a district gives to a proposal, each with the figures that test it.

A district's years and the cost of a proposal come in. For each reply go out: the figures, whether they bear
it out, what they show, and where the district is right in any case. The rule that decides is written beside
each; it is a place to begin a conversation, not a verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bargaining.finance.ability_to_pay.accounts import AccountsYear, in_order, room_of
from bargaining.finance.ability_to_pay.budgets import cushion
from bargaining.finance.ability_to_pay.fund_balance import GUIDE_MONTHS, reserves
from bargaining.finance.explained import Step, at_least_zero, money, whole_dollars
from bargaining.finance.growth import change_percent


@dataclass(frozen=True)
class Tested:
    """A reply beside the figures.

    * `reply`: what the district says.
    * `figures`: what tests it.
    * `borne_out`: whether the figures bear it out, by the rule of this module.
    * `finding`: what the figures show, in a sentence.
    * `where_right`: where the district is right, whatever they show.
    """

    name: str
    reply: str
    figures: tuple[Step, ...]
    borne_out: bool
    finding: str
    where_right: str


def restricted(years: Sequence[AccountsYear], proposal_dollars: Decimal) -> Tested:
    """Test "that money is restricted". Borne out when most of the fund balance is bound by others."""
    balance = in_order(years)[-1].balance
    bound = balance.nonspendable_dollars + balance.restricted_dollars
    free = balance.unrestricted_dollars
    figures = (
        Step("Bound by others", "nonspendable and restricted", bound),
        Step("The district's own to decide", "committed, assigned and unassigned", free),
        Step("Cost of the proposal", "", at_least_zero(proposal_dollars, "the cost of the proposal")),
    )
    return Tested(
        "restricted",
        "That money is restricted.",
        figures,
        bound >= free,
        f"{money(bound)} is bound by others; over {money(free)} the district decides itself.",
        "Restricted money cannot pay a raise, and what is committed takes a vote to undo.",
    )


def one_time(years: Sequence[AccountsYear], proposal_dollars: Decimal) -> Tested:
    """Test "that is one-time money". Borne out when the mean yearly result is below the cost of the
    proposal.
    """
    results = [year.result_dollars for year in in_order(years)]
    mean = whole_dollars(sum(results, Decimal(0)) / len(results))
    beaten = cushion([year.budget for year in years])
    habit = "in every year" if beaten.every_year else "but not in every year"
    figures = (
        Step("Mean yearly result", f"{len(results)} years", mean, "Revenue less spending."),
        Step("Budgets beaten by, on the mean", "a year", whole_dollars(beaten.dollars_a_year), habit),
        Step("Reserves the last budget used", "", years[-1].reserves_used_dollars),
    )
    return Tested(
        "one-time",
        "That is one-time money.",
        figures,
        mean < proposal_dollars,
        f"The yearly result is {money(mean)} on the mean, beside a proposal of "
        f"{money(proposal_dollars)}; budgets are "
        f"beaten by {money(whole_dollars(beaten.dollars_a_year))} a year, {habit}.",
        "A reserve pays a raise once, and the raise is owed again next year. A surplus that comes back "
        "every year is "
        "another matter.",
    )


def rating(years: Sequence[AccountsYear], proposal_dollars: Decimal) -> Tested:
    """Test "our rating would suffer". Borne out when a year of the proposal from reserves leaves under two
    months.
    """
    last = in_order(years)[-1]
    now = reserves(last.balance, last.spending_dollars)
    after = 12 * (now.unrestricted_dollars - proposal_dollars) / (last.spending_dollars + proposal_dollars)
    figures = (
        *now.steps,
        Step("Months after a year paid from reserves", "the proposal off the balance", after, unit="months"),
    )
    return Tested(
        "rating",
        "Our bond rating would suffer.",
        figures,
        after < GUIDE_MONTHS,
        f"Unrestricted reserves are {now.months:.1f} months of spending, and {after:.1f} if a whole "
        "year of the "
        f"proposal came from them; the guide is {GUIDE_MONTHS}.",
        "Agencies look at reserves, and at whether recurring revenue covers recurring spending. A "
        "rating is one cost "
        "among others: ask what a notch would cost in interest.",
    )


def enrollment(years: Sequence[AccountsYear], proposal_dollars: Decimal) -> Tested:
    """Test "enrollment is falling". Borne out when pupils fell by a larger percent than staff did."""
    first, last = in_order(years)[0], years[-1]
    pupils = change_percent(first.pupils, last.pupils)
    staff = change_percent(first.staff_fte, last.staff_fte)
    revenue = change_percent(first.recurring_revenue_dollars, last.recurring_revenue_dollars)
    span = f"FY{first.fiscal_year} to FY{last.fiscal_year}"
    figures = (
        Step("Pupils", span, pupils, unit="percent"),
        Step("Staff", span, staff, unit="percent"),
        Step("Recurring revenue", span, revenue, unit="percent"),
    )
    return Tested(
        "enrollment",
        "Enrollment is falling.",
        figures,
        pupils < 0 and pupils < staff,
        f"Since FY{first.fiscal_year} pupils changed by {pupils:.1f} %, staff by {staff:.1f} % and "
        "recurring revenue "
        f"by {revenue:.1f} %.",
        "Fewer pupils mean less aid where aid follows pupils, and in time fewer sections. Money and "
        "classes do not "
        "fall pupil by pupil.",
    )


def expiring_grants(years: Sequence[AccountsYear], proposal_dollars: Decimal) -> Tested:
    """Test "our grants are expiring". Borne out when they are more than a year's new recurring revenue."""
    last = in_order(years)[-1]
    new = room_of(years, proposal_dollars).new_revenue_dollars
    grants = last.expiring_grants_dollars
    share = 100 * grants / last.revenue_dollars
    figures = (
        Step("Expiring grants", f"FY{last.fiscal_year}", grants),
        Step("In percent of revenue", "", share, unit="percent"),
        Step("New recurring revenue", f"FY{last.fiscal_year}", new),
    )
    return Tested(
        "expiring grants",
        "Our grants are expiring.",
        figures,
        grants > new,
        f"Expiring grants are {share:.1f} % of revenue, {money(grants)}, beside {money(new)} of new "
        "recurring revenue.",
        "People paid from a grant need other money when it ends. Ask which positions those are, and "
        "since when the end "
        "was known.",
    )


def local_share(years: Sequence[AccountsYear], proposal_dollars: Decimal) -> Tested:
    """Test "the town gives us no more". Borne out when the schools' share of its revenue has not fallen."""
    first, last = in_order(years)[0], years[-1]
    then = 100 * first.local_dollars / first.government_revenue_dollars
    now = 100 * last.local_dollars / last.government_revenue_dollars
    growth = change_percent(first.government_revenue_dollars, last.government_revenue_dollars)
    figures = (
        Step("Schools' share then", f"FY{first.fiscal_year}", then, unit="percent"),
        Step("Schools' share now", f"FY{last.fiscal_year}", now, unit="percent"),
        Step("Growth of the government's revenue", "over these years", growth, unit="percent"),
    )
    return Tested(
        "local share",
        "The town gives us no more.",
        figures,
        now >= then,
        f"The local share was {then:.1f} % of the government's revenue and is {now:.1f} %, while that "
        "revenue grew by "
        f"{growth:.1f} %.",
        "A school board often cannot set its own revenue. Then the question is one of willingness, and "
        "it is put to "
        "those who vote on it.",
    )


def layoffs(years: Sequence[AccountsYear], proposal_dollars: Decimal) -> Tested:
    """Test "a raise means layoffs". Borne out when the proposal is more than the room that recurring money
    leaves.
    """
    last = in_order(years)[-1]
    room = room_of(years, proposal_dollars)
    uncovered = max(Decimal(0), -room.left_dollars)
    each = (last.salaries_dollars + last.benefits_dollars) / last.staff_fte
    figures = (
        *room.steps,
        Step("Not covered", "", uncovered),
        Step("Cost of a position", "salaries and benefits by FTE", whole_dollars(each)),
        Step("Positions", f"{money(uncovered)} / {money(whole_dollars(each))}", uncovered / each, unit="FTE"),
    )
    return Tested(
        "layoffs",
        "A raise means layoffs.",
        figures,
        uncovered > 0,
        f"Recurring money leaves room for {money(room.room_dollars)} of {money(proposal_dollars)}; what "
        "is not covered "
        f"is as much as {uncovered / each:.1f} positions.",
        "What recurring money does not cover must come from somewhere. People who leave and are "
        "replaced lower on the "
        "schedule are one place to look before layoffs.",
    )


REPLIES: tuple[Callable[[Sequence[AccountsYear], Decimal], Tested], ...] = (
    restricted,
    one_time,
    rating,
    enrollment,
    expiring_grants,
    local_share,
    layoffs,
)


def seven_replies(years: Sequence[AccountsYear], proposal_dollars: Decimal) -> list[Tested]:
    """Test all seven replies for a district and a proposal of so many dollars a year.

    >>> from bargaining.finance.practice_districts import practice_district
    >>> [tested.name for tested in seven_replies(practice_district().years, Decimal(600_000))][:3]
    ['restricted', 'one-time', 'rating']
    """
    return [reply(years, proposal_dollars) for reply in REPLIES]
