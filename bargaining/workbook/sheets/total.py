"""Part 5, roll-up and total compensation of the base year: line by line and per FTE."""

from __future__ import annotations

from bargaining.workbook.book import Book, Page, name_part
from bargaining.workbook.plan import Plan, added
from bargaining.workbook.sheets.roll_up import charged

TITLE = "5 Total compensation"


def write_total(book: Book, plan: Plan) -> None:
    """Write the sheet."""
    says = "All that the employer pays for this unit in a year. Percents say what they are a percent of."
    page = book.page(TITLE, says, [40, *[16] * max(len(plan.groups) + 1, 5)])
    _components(page, plan)
    _lines(page, plan)
    page.done()


def _components(page: Page, plan: Plan) -> None:
    page.heading("Roll-up on salaries and straight time, in dollars a year")
    page.head(["Component", *[each.group.name for each in plan.groups], "The unit"])
    known = plan.facts.rollup_percents if plan.facts else {}
    for name in dict.fromkeys(name for rates in known.values() for name in rates):
        page.put(0, name)
        for column, each in enumerate(plan.groups, start=1):
            on = charged(each, f"wage_base_{name_part(name)}")
            page.formula(column, f"rate_{name_part(name)}_{each.slug}*({on})", "dollars")
        last = len(plan.groups)
        page.formula(last + 1, f"SUM({page.here(1)}:{page.here(last)})", "dollars")
        page.row += 1
    page.put(0, "All components", "total plain")
    for column, each in enumerate(plan.groups, start=1):
        page.figure(column, f"roll_up_{each.slug}", f"SUM(rolled_now_{each.slug})", "total dollars")
    whole = added([f"roll_up_{each.slug}" for each in plan.groups])
    page.figure(len(plan.groups) + 1, "roll_up_on_schedule", whole, "total dollars")
    page.row += 1
    page.put(0, "Roll-up in percent of pay")
    for column, each in enumerate(plan.groups, start=1):
        page.formula(
            column, f"IF(payroll_{each.slug}=0,0,roll_up_{each.slug}/payroll_{each.slug})", "percent"
        )
    rate = "IF(unit_payroll=0,0,roll_up_on_schedule/unit_payroll)"
    page.figure(len(plan.groups) + 1, "unit_roll_up_rate", rate, "percent")
    page.row += 1
    page.put(0, "Roll-up on the next dollar of pay")
    for column, each in enumerate(plan.groups, start=1):
        pay = f"SUMPRODUCT(pay_now_{each.slug},people_now_{each.slug},next_dollar_{each.slug})"
        said = f"IF(payroll_{each.slug}=0,roll_up_rate_{each.slug},{pay}/payroll_{each.slug})"
        page.figure(column, f"next_dollar_rate_{each.slug}", said, "percent")
    page.row += 1


def _lines(page: Page, plan: Plan) -> None:
    page.heading("Total compensation now, in dollars a year")
    page.head(["", "Dollars", "Per FTE", "Percent of the total"])
    others = ["now_stipends", "now_longevity", *(["now_premium"] if plan.has_premiums else [])]
    rows = [
        ("Salaries on the schedule", "now_salaries", "unit_payroll"),
        ("Stipends", "now_stipends", "stipends_dollars"),
        ("Longevity", "now_longevity", "SUMPRODUCT(longevity_payments,longevity_people)"),
        ("Premium pay", "now_premium", "unit_premium_now"),
        ("Roll-up", "now_roll_up", f"roll_up_on_schedule+({added(others)})*unit_roll_up_rate"),
        (
            "Health insurance, the employer's part",
            "now_health",
            "SUMPRODUCT(tier_premiums,tier_enrolled)*employer_share",
        ),
        ("Payments for declining it", "now_opt_out", "opt_out_people*opt_out_dollars"),
    ]
    rows = [row for row in rows if plan.has_premiums or row[1] != "now_premium"]
    rows.append(("Total compensation", "now_total", added([name for _, name, _ in rows])))
    for label, name, formula in rows:
        total = "total " if name == "now_total" else ""
        page.put(0, label, f"{total}plain")
        page.figure(1, name, formula, f"{total}dollars")
        per_fte = f"IF(unit_fte=0,0,{name}/unit_fte)"
        if total:
            page.figure(2, "now_per_fte", per_fte, f"{total}cents")
        else:
            page.formula(2, per_fte, "cents")
        page.formula(3, f"IF(now_total=0,0,{name}/now_total)", f"{total}percent")
        page.row += 1
    page.note("One percent of salaries is not one percent of total compensation:")
    page.put(0, "One percent on salaries, with its roll-up")
    page.figure(
        1,
        "one_percent_rolled_up",
        added([f"payroll_{e.slug}*1%*(1+next_dollar_rate_{e.slug})" for e in plan.groups]),
        "dollars",
    )
    page.row += 1
    page.put(0, "that is, of total compensation")
    page.figure(1, "one_percent_of_total", "IF(now_total=0,0,one_percent_rolled_up/now_total)", "percent")
    page.row += 1
