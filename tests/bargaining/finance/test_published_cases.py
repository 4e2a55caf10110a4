"""The calculators of public money against published figures, case by case (see `cases/*.toml`)."""

import json
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from bargaining.finance import levy
from bargaining.finance.ability_to_pay.budgets import one_time_reliance_percent
from bargaining.finance.ability_to_pay.fund_balance import FundBalance, reserves
from bargaining.finance.chapter70.aid import chapter70_aid
from bargaining.finance.chapter70.budget import foundation_budget, inflation_percent
from bargaining.finance.chapter70.contribution import StateTotals, effort, required_contribution
from bargaining.finance.chapter70.enrollment import Enrollment, assumed_special_education
from bargaining.finance.chapter70.parameters import parameters
from bargaining.finance.chapter70.rates import foundation_rates
from bargaining.finance.chapter70.spending import net_school_spending, required_net_school_spending
from bargaining.finance.growth import change_percent, net_aid
from bargaining.finance.health_law import premium_split
from bargaining.finance.real_wages import annual_index

FOLDER = Path(__file__).parent / "cases"
SHARED = Path(__file__).parents[4] / "shared" / "cases" / "finance_cases.json"
CASES = [
    case
    for file in sorted(FOLDER.glob("*.toml"))
    for case in tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)["case"]
]


def budget_of(case, given):
    pupils = Enrollment({group: Decimal(count) for group, count in given["pupils"].items()})
    rates = foundation_rates(case["fiscal_year"])
    return {
        "foundation_budget": foundation_budget(pupils, rates, given["wage_adjustment_factor"]).total_dollars,
        "foundation_enrollment": pupils.foundation_enrollment,
    }


def assumed(case, given):
    year = parameters(case["fiscal_year"])
    assert year.rate("assumed_special_education_k12_percent") == given["in_district_share"]
    assert year.rate("assumed_special_education_vocational_percent") == given["voc_share"]
    assert year.rate("assumed_tuitioned_out_percent") == given["out_share"]
    return assumed_special_education(Decimal(given["k12_nonvocational"]), Decimal(given["vocational"]), year)


def rate_total(case, given):
    return {"total_per_pupil": foundation_rates(case["fiscal_year"]).per_pupil(given["rate_row"])}


def uniform_shares(case, given):
    state = StateTotals(*(Decimal(given[name]) for name in ("eqv", "income", "combined_effort_yield")))
    share = parameters(case["fiscal_year"]).rate("statewide_target_local_share_percent")
    target = share * given["foundation_budget"]
    assert abs(target - case["expected"]["target_local_contribution"]) < 500  # as the case's rounding says
    return {
        "uniform_property_pct": round(state.property_percent, 4),
        "uniform_income_pct": round(state.income_percent, 4),
        "target_local_contribution": Decimal(case["expected"]["target_local_contribution"]),
    }


BRANCHES = {
    "cap (yield >175% of foundation)": "YIELD_CAP",
    "above target: 100% reduction": "ABOVE_TARGET",
    "no increment": "NO_INCREMENT",
    "+1%": "FIRST_INCREMENT",
    "+2%": "SECOND_INCREMENT",
}


def contribution(case, given):
    state = StateTotals(
        *(Decimal(given[f"state_{name}"]) for name in ("eqv", "income", "combined_effort_yield"))
    )
    year, budget = parameters(case["fiscal_year"]), Decimal(given["foundation_budget"])
    aim = effort(Decimal(given["eqv"]), Decimal(given["income"]), budget, state, year)
    got = required_contribution(
        aim, budget, Decimal(given["prior_required_contribution"]), given["mrgf_pct"], year
    )
    assert got.branch.name == BRANCHES[case["branch"]]
    return {
        "combined_effort_yield": aim.combined_effort_yield_dollars,
        "target_local_contribution": aim.target_dollars,
        "required_local_contribution": got.required_dollars,
    }


AID_BRANCHES = {
    "foundation aid": "FOUNDATION",
    "base + minimum aid": "MINIMUM",
    "non-operating: no minimum-aid increment, capped at foundation budget": "HOLD_HARMLESS",
}


def aid(case, given):
    year = parameters(case["fiscal_year"])
    assert year.number("minimum_aid_per_pupil_dollars") == given["minimum_aid_per_pupil"]
    got = chapter70_aid(
        Decimal(given["foundation_budget"]),
        Decimal(given["required_local_contribution"]),
        Decimal(given["prior_year_aid"]),
        Decimal(given["foundation_enrollment"]),
        year,
        operating=given["operating"],
    )
    assert got.branch.name == AID_BRANCHES[case["branch"]]
    required = required_net_school_spending(Decimal(given["required_local_contribution"]), got.aid_dollars)
    return {"chapter70_aid": got.aid_dollars, "required_nss": required}


def spending(case, given):
    got = net_school_spending(Decimal(given["required_nss"]), Decimal(given["actual_nss"]))
    return {"over_under": got.over_dollars, "ratio_pct": round(got.ratio_percent, 1)}


def inflation(case, given):
    got = inflation_percent(given["index_prior"], given["index_current"], given["cap_pct"])
    return {"inflation_pct": round(got, 2)}


def limit(case, given):
    got = levy.levy_limit(*(Decimal(given[name]) for name in ("prior_levy_limit", "new_growth", "override")))
    return {"levy_limit": got.limit_dollars, "before_growth": got.before_growth_dollars}


def unused_capacity(case, given):
    before, levied = Decimal(given["levy_limit"]), Decimal(given["levy"])
    return {
        "excess_capacity": levy.levy_capacity(before, before, levied, before).excess_dollars,
        "next_levy_limit": levy.levy_limit(before, Decimal(given["new_growth"])).limit_dollars,
    }


def capacity(case, given):
    got = levy.levy_capacity(
        *(Decimal(given[name]) for name in ("levy_limit", "max_levy_limit", "total_levy", "levy_ceiling"))
    )
    return {
        "excess_levy_capacity": got.excess_dollars,
        "excess_pct_of_max": round(got.excess_percent, 2),
        "override_capacity": got.override_dollars,
        "exclusions_and_adjustments": got.exclusions_dollars,
    }


def ceiling(case, given):
    return {"levy_ceiling": levy.levy_ceiling(Decimal(given["full_and_fair_cash_value"]))}


def bill(case, given):
    return {"annual_bill": levy.tax_bill(Decimal(given["assessed_value"]), given["tax_rate_per_1000"])}


def rule_of_thumb(case, given):
    rate = given["override_millions"] * given["dollars_per_1000_per_million"]
    return {"annual_increase": levy.tax_bill(Decimal(given["assessed_value"]), rate)}


def override_bill(case, given):
    value = levy.value_from_ceiling(Decimal(given["levy_ceiling"]))
    override, home = Decimal(given["override"]), Decimal(given["assessed_value"])
    return {
        "total_valuation": value,
        "rate_increase_per_1000": round(levy.rate_increase(override, value), 4),
        "annual_increase": levy.override_on_bill(override, value, home),
    }


def draws(case, given):
    got = levy.phased_draws(
        Decimal(given["override_total"]), [Decimal(given["draw_y1"]), Decimal(given["draw_y2"])]
    )
    after_first, after_second, _ = got.left_dollars
    return {
        "balance_after_y1": after_first,
        "balance_after_y2": after_second,
        "draw_y3": got.drawn_dollars[2],
    }


def cherry_sheet(case, given):
    net, per_resident = net_aid(
        *(Decimal(given[n]) for n in ("total_receipts", "total_charges", "population"))
    )
    return {"net_aid": net, "net_per_capita": round(per_resident)}


def prices(case, given):
    years = (annual_index(case["fiscal_year"] - 1), annual_index(case["fiscal_year"]))
    assert [round(index, 3) for index in years] == [given["index_from"], given["index_to"]]
    return {"pct_change": round(change_percent(given["index_from"], given["index_to"]), 2)}


def annual_premium(case, given):
    return {"annual": round(premium_split(given["monthly"], Decimal(100)).annual_dollars)}


def split(case, given):
    got = premium_split(given["monthly"], Decimal(given["employer_pct"]))
    return {"employer_annual": got.employer_dollars, "employee_annual": got.employee_dollars}


def fund_balance(case, given):
    spent = Decimal(given["expenditures"])
    classes = (Decimal(given[name]) for name in ("committed", "assigned", "unassigned"))
    got = reserves(FundBalance(Decimal(0), Decimal(0), *classes), spent, Decimal(given["gfoa_months"]))
    return {
        "unrestricted": got.unrestricted_dollars,
        "unrestricted_pct": round(got.unrestricted_percent, 2),
        "unassigned_pct": round(got.unassigned_percent, 2),
        "gfoa_target": got.guide_dollars,
        "above_target": got.above_guide_dollars,
        "free_cash_reliance_pct": round(
            one_time_reliance_percent(Decimal(given["free_cash_used"]), spent), 2
        ),
    }


CALCULATORS = {
    "cherry_sheet_net_aid": cherry_sheet,
    "cpi_change": prices,
    "gic_annual_family_premium": annual_premium,
    "premium_split": split,
    "fund_balance_ratio": fund_balance,
    "foundation_budget": budget_of,
    "assumed_special_education": assumed,
    "rate_total": rate_total,
    "statewide_uniform_percentages": uniform_shares,
    "required_local_contribution": contribution,
    "chapter70_aid": aid,
    "net_school_spending": spending,
    "foundation_inflation": inflation,
    "levy_limit": limit,
    "unused_capacity_carries": unused_capacity,
    "levy_capacity": capacity,
    "levy_ceiling": ceiling,
    "tax_bill": bill,
    "override_bill_impact": rule_of_thumb,
    "override_bill_impact_exact": override_bill,
    "phased_override_draws": draws,
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']} {case['type']} {case['name']}")
def test_a_published_case(case):
    got = CALCULATORS[case["type"]](case, case["inputs"])
    for name, expected in case["expected"].items():
        assert abs(got[name] - expected) <= case["tolerance"], (name, got[name], expected)


def test_every_shared_case_is_here_unchanged():
    if not SHARED.is_file():
        pytest.skip("the folder the cases were taken from is not beside this copy")
    shared = json.loads(SHARED.read_text(encoding="utf-8"), parse_float=Decimal)
    ours = {case["id"]: case for case in CASES}
    assert sorted(ours) == sorted(case["id"] for case in shared)
    for case in shared:
        assert ours[case["id"]]["expected"] == case["expected"], case["id"]
        assert ours[case["id"]]["tolerance"] == case["tolerance"], case["id"]
        inputs = {name: value for name, value in case["inputs"].items() if name != "rates"}
        assert {name: ours[case["id"]]["inputs"][name] for name in inputs} == inputs, case["id"]
