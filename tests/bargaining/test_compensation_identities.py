"""Identities that hold for every roll-up, health plan, pay slip and comparison, whatever the numbers."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bargaining.costing.compensation.comparables import career_earnings, rank, to_median_dollars
from bargaining.costing.compensation.health import EmployerPart, HealthPlan, Tier
from bargaining.costing.compensation.health_change import (
    net_raise_percents,
    opt_out_change,
    raise_to_be_whole_percent,
    renewal_range,
    share_move,
)
from bargaining.costing.compensation.pay_slip import PaySlip, pay_slip_change
from bargaining.costing.compensation.present_value import Paid, present_value
from bargaining.costing.compensation.real_wages import inflation_rate, real_change_percent, same_buying_power
from bargaining.costing.compensation.rollup import PAY_WITH_BONUS, REGULAR_PAY, Component, Pay, RollUp
from bargaining.costing.compensation.rollup_cost import PaidGroup, roll_up_cost
from bargaining.costing.compensation.total_compensation import (
    Kind,
    added_up,
    change_tag,
    line_changes,
    total_compensation,
)
from bargaining.costing.price_tag import Denominator

CENTS = st.integers(0, 20_000_000).map(lambda cents: Decimal(cents) / 100)
SOME_CENTS = st.integers(1, 20_000_000).map(lambda cents: Decimal(cents) / 100)
RATES = st.integers(0, 1000).map(lambda tenths: Decimal(tenths) / 1000)
PEOPLE = st.integers(0, 400).map(lambda tenths: Decimal(tenths) / 10)
CLASSES = ("teachers", "aides", "custodians")


@st.composite
def roll_ups(draw):
    """Up to five components, with and without ceilings, some of one class, some paid by the state."""
    components = tuple(
        Component(
            f"item {number}",
            draw(RATES),
            draw(st.sampled_from([REGULAR_PAY, PAY_WITH_BONUS])),
            draw(st.sampled_from([None, frozenset({"teachers"}), frozenset({"aides", "custodians"})])),
            draw(st.one_of(st.none(), SOME_CENTS)),
            draw(st.sampled_from(["the employer", "the state"])),
        )
        for number in range(draw(st.integers(1, 5)))
    )
    return RollUp(components)


@st.composite
def groups(draw):
    return PaidGroup(
        draw(PEOPLE),
        draw(st.dictionaries(st.sampled_from(sorted(Pay, key=lambda pay: pay.value)), CENTS)),
        draw(st.sampled_from(CLASSES)),
    )


@st.composite
def plans(draw):
    names = ("single", "two-person", "family")
    tiers = tuple(Tier(name, draw(CENTS), Decimal(draw(st.integers(0, 100)))) for name in names)
    caps = draw(st.dictionaries(st.sampled_from(names), CENTS))
    shares = draw(st.dictionaries(st.sampled_from(names), RATES))
    return HealthPlan(tiers, EmployerPart(draw(RATES), shares, caps))


@given(roll_ups(), st.lists(groups()))
def test_the_components_add_up_and_each_group_can_be_priced_alone(roll_up, people):
    cost = roll_up_cost(roll_up, people)
    assert cost.employer_dollars + cost.others_dollars == sum(line.cost_dollars for line in cost.lines)
    alone = [roll_up_cost(roll_up, [group]) for group in people]
    assert sum(each.employer_dollars for each in alone) == cost.employer_dollars
    assert sum(each.pay_dollars for each in alone) == cost.pay_dollars
    assert all(line.charged_on_dollars <= cost.pay_dollars for line in cost.lines)


@given(roll_ups(), PEOPLE, CENTS, CENTS, st.sampled_from(CLASSES))
def test_a_raise_never_costs_more_roll_up_than_its_rate(roll_up, people, pay, more, job_class):
    before, after = (
        roll_up_cost(roll_up, [PaidGroup(people, {Pay.SALARY: dollars}, job_class)]).employer_dollars
        for dollars in (pay, pay + more)
    )
    assert 0 <= after - before <= people * more * roll_up.rate(Pay.SALARY, job_class)


@given(roll_ups(), PEOPLE, CENTS, st.sampled_from(CLASSES))
def test_without_a_ceiling_the_cost_is_the_rate_and_a_bonus_carries_no_more(roll_up, people, pay, job_class):
    flat = RollUp(
        tuple(
            Component(c.name, c.rate, c.charged_on, c.job_classes, None, c.paid_by)
            for c in roll_up.components
        )
    )
    for kind in (Pay.SALARY, Pay.BONUS):
        cost = roll_up_cost(flat, [PaidGroup(people, {kind: pay}, job_class)])
        assert cost.employer_dollars == people * pay * flat.rate(kind, job_class)
    assert flat.rate(Pay.BONUS, job_class) <= flat.rate(Pay.SALARY, job_class)
    assert flat.rate(Pay.OPT_OUT, job_class) == 0


@given(st.integers(1, 20_000), SOME_CENTS, SOME_CENTS, RATES)
def test_an_hourly_group_meets_its_wage_base_at_the_pay_of_a_year(people, rate, ceiling, charged):
    hours_each = Decimal(2080)
    roll_up = RollUp((Component("item", charged, ceiling_dollars=ceiling),))
    hourly = roll_up_cost(
        roll_up, [PaidGroup(people * hours_each, {Pay.SALARY: rate}, hours_each=hours_each)]
    )
    yearly = roll_up_cost(roll_up, [PaidGroup(Decimal(people), {Pay.SALARY: rate * hours_each})])
    assert round(hourly.employer_dollars - yearly.employer_dollars, 9) == 0
    assert hourly.pay_dollars == yearly.pay_dollars


@given(plans())
def test_employer_and_members_pay_the_premiums_between_them(plan):
    assert plan.employer_dollars + plan.members_dollars == plan.premiums_dollars
    for tier in plan.tiers:
        assert plan.employer_pays(tier.name) + plan.member_pays(tier.name) == tier.premium_dollars
        assert 0 <= plan.employer_pays(tier.name) <= tier.premium_dollars


@given(plans(), RATES, RATES)
def test_what_the_employer_saves_on_the_share_the_members_pay(plan, to, back):
    move = share_move(plan, EmployerPart(to))
    assert move.employer_saving_dollars == sum(
        tier.enrolled * move.member_loss_dollars[tier.name] for tier in plan.tiers
    )
    same = share_move(plan, plan.employer_part)
    assert same.employer_saving_dollars == 0
    assert set(same.member_loss_dollars.values()) == {0}
    there = plan.with_employer_part(EmployerPart(to))
    twice = move.employer_saving_dollars + share_move(there, EmployerPart(back)).employer_saving_dollars
    assert twice == share_move(plan, EmployerPart(back)).employer_saving_dollars


@given(plans(), st.lists(RATES, min_size=3, max_size=3).map(sorted))
def test_a_renewal_is_in_order_and_nothing_at_no_change(plan, rates):
    dear = renewal_range(plan, *rates)
    assert dear.low_dollars <= dear.expected_dollars <= dear.high_dollars
    assert renewal_range(plan, Decimal(0), Decimal(0), Decimal(0)).high_dollars == 0


@given(plans(), PEOPLE, CENTS, CENTS)
def test_an_opt_out_that_nobody_new_takes_costs_only_the_higher_payment(plan, opted_out, payment, more):
    assert opt_out_change(plan, opted_out, payment, payment + more, {}) == opted_out * more
    assert opt_out_change(plan, opted_out, payment, payment, {}) == 0


@given(SOME_CENTS, SOME_CENTS)
def test_the_raise_to_be_whole_leaves_nothing(salary, loss):
    whole = raise_to_be_whole_percent(loss, salary)
    (net,) = net_raise_percents({("1", "B"): salary}, whole / 100, loss).values()
    assert round(net, 12) == 0


@given(CENTS, CENTS, st.sampled_from([12, 20, 21, 24, 26]))
def test_a_pay_slip_loses_no_more_than_rounding(pay, premium, pays):
    slip = PaySlip(pay, premium, pays)
    assert abs(slip.gross_each_pay * pays - pay) <= Decimal("0.005") * pays
    assert pay_slip_change(slip, slip).each_pay_dollars == 0
    assert slip.net_each_pay == slip.gross_each_pay - slip.premium_each_pay


@given(st.lists(CENTS, min_size=1, max_size=6), RATES)
def test_present_value_is_less_later_and_the_sum_at_no_interest(amounts, rate):
    end, start = (present_value(amounts, rate, when) for when in (Paid.YEAR_END, Paid.YEAR_START))
    assert round(start - end * (1 + rate), 9) == 0
    assert present_value(amounts, Decimal(0), Paid.YEAR_END) == sum(amounts)
    assert end <= start <= sum(amounts)


@given(SOME_CENTS, SOME_CENTS, SOME_CENTS)
def test_pay_that_rises_with_prices_has_no_real_change(then, now, pay):
    rose = inflation_rate(then, now)
    kept = same_buying_power(pay, then, now)
    assert round(real_change_percent(kept / pay - 1, rose), 9) == 0
    assert real_change_percent(rose, rose) == 0


@given(CENTS, st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), CENTS, min_size=1))
def test_ranks_count_from_the_top_and_ties_share_a_place(own, others):
    place = rank(own, others)
    assert 1 <= place.place <= place.of == len(others) + 1
    above = sum(1 for amount in others.values() if amount > own)
    below = sum(1 for amount in others.values() if amount < own)
    assert (place.place, above + below + len(place.tied_with)) == (above + 1, len(others))
    assert to_median_dollars(own + to_median_dollars(own, others), others) == 0


@given(st.lists(SOME_CENTS, min_size=1, max_size=15), st.integers(1, 30))
def test_a_career_grows_by_a_year_at_its_step(salaries, years):
    longer = career_earnings(salaries, years + 1) - career_earnings(salaries, years)
    assert longer == salaries[min(years, len(salaries) - 1)]


@st.composite
def totals(draw):
    return total_compensation(
        draw(SOME_CENTS), {"stipends": draw(CENTS)}, draw(CENTS), {"health": draw(CENTS)}, draw(PEOPLE) + 1
    )


@given(totals(), totals())
def test_the_lines_of_a_change_add_up_and_shares_make_a_hundred(before, after):
    assert sum(line_changes(before, after).values()) == after.total_dollars - before.total_dollars
    assert change_tag("The package", before, before).amount_dollars == 0
    assert round(sum(before.share_percent({kind}) for kind in Kind), 9) == 100
    assert before.whole_dollars(Denominator.TOTAL_COMPENSATION) == before.total_dollars
    assert added_up([before, after]).total_dollars == before.total_dollars + after.total_dollars
