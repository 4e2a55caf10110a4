"""The assumptions sheet: the conventions, and every rate with where it comes from.

All of its numbers are inputs with names; the other sheets read them by name.
"""

from __future__ import annotations

from bargaining.costing.other_pay.longevity import LongevityStep
from bargaining.parameters import parameter, parameter_names
from bargaining.workbook.book import Book, Page, name_part
from bargaining.workbook.plan import RULES, SIDES, Plan

TITLE = "Assumptions"
_ASK = "ask the employer; write down who said it and when"
_SPARE_COMPONENTS = (
    "Social Security",
    "Medicare",
    "pension",
    "workers' compensation",
    "unemployment insurance",
)
_SPARE_TIERS = ("single", "two-person", "family")
# Whether the choice that is not the usual one holds: TRUE or FALSE, for the formulas.
FLAGS = {
    "order": "raise_first",
    "staffing": "counts_turnover",
    "growth": "adds_percents",
    "rounding": "rounds_salaries",
}
_SAYS = {
    "order": "What is applied first. The total is the same; the lines it is made of are not.",
    "staffing": "Same people: this year's people moved forward. Or leavers and hires counted.",
    "growth": "Whether a later raise is taken on the earlier ones.",
    "rounding": "Whether each raised salary is rounded as its schedule says.",
}


def write_assumptions(book: Book, plan: Plan) -> None:
    """Write the sheet."""
    says = "Cells with a light fill are inputs. Change one and every sheet follows."
    page = book.page(TITLE, says, [34, 15, 15, 15, 15, 15, 60])
    _conventions(page, plan)
    _roll_up(page, plan)
    _health(page, plan)
    _other_pay(page, plan)
    if plan.has_premiums:
        _premiums(page, plan)
    _published(page)
    page.done()


def _source(plan: Plan) -> str:
    return f"invented for {plan.unit.name}, a fictional employer" if plan.is_fictional else _ASK


def _conventions(page: Page, plan: Plan) -> None:
    page.heading("How this workbook counts")
    page.head(["Rule", "Choice", "Not the usual", "What it means"], words=4)
    for rule, words in RULES.items():
        _usual, other = words
        page.put(0, rule.capitalize())
        page.choice(1, plan.word_of(rule), list(words), f"rule_{rule}")
        page.figure(2, FLAGS[rule], f'rule_{rule}="{other}"', "flag")
        page.put(3, _SAYS[rule], "note")
        page.row += 1
    page.note("Two prices counted by different rules cannot be compared. Use the same rules for both sides.")


def _roll_up(page: Page, plan: Plan) -> None:
    page.heading("Roll-up: what the employer pays on each dollar of pay")
    slugs = [each.slug for each in plan.groups]
    once, base, sources = (len(slugs) + more for more in (1, 2, 3))
    groups = [each.group.name for each in plan.groups]
    page.head(["Component", *groups, "On one-time pay", "Wage base, each", "Source"])
    known = plan.facts.rollup_percents if plan.facts else {}
    names = list(dict.fromkeys(name for rates in known.values() for name in rates)) or list(_SPARE_COMPONENTS)
    first = page.row
    for name in names:
        page.put(0, name)
        for column, each in enumerate(plan.groups, start=1):
            given = known.get(each.group.name, {}).get(name)
            rate = f"rate_{name_part(name)}_{each.slug}"
            page.entry(column, None if given is None else given / 100, "percent", rate)
        page.entry(once, "yes", "text")
        page.entry(base, plan.facts.wage_base_dollars.get(name) if plan.facts else None, "dollars")
        page.book.define(f"wage_base_{name_part(name)}", page.title, page.here(base))
        page.entry(sources, _rate_source(name) or _source(plan), "text")
        page.row += 1
    last = page.row - 1
    flags = f"{page.here(once, first)}:{page.here(once, last)}"
    page.book.define("wage_bases", page.title, f"{page.here(base, first)}:{page.here(base, last)}")
    for column, slug in enumerate(slugs, start=1):
        page.book.define(f"rates_{slug}", page.title, f"{page.here(column, first)}:{page.here(column, last)}")
    for label, name in (("Roll-up on pay", "roll_up_rate"), ("Roll-up on one-time pay", "once_rate")):
        page.put(0, label, "total plain")
        for column, slug in enumerate(slugs, start=1):
            rates = f"{page.here(column, first)}:{page.here(column, last)}"
            formula = f"SUM({rates})" if name == "roll_up_rate" else f'SUMPRODUCT({rates},--({flags}="yes"))'
            page.figure(column, f"{name}_{slug}", formula, "total percent")
        page.row += 1
    page.note("A wage base is the most pay of one person in a year that is charged; empty where all pay is.")
    page.note("Health premiums never roll up: they depend on the plan and on who is enrolled, not on pay.")


def _rate_source(name: str) -> str:
    """Return the published source of a federal rate, or nothing."""
    known = {"Social Security": "social-security-rate", "Medicare": "medicare-rate"}
    return parameter(known[name]).values[-1].source if name in known else ""


def _health(page: Page, plan: Plan) -> None:
    facts = plan.facts
    page.heading("Health insurance")
    page.head(["Tier", "Yearly premium", "People enrolled", "Source"])
    tiers = list(facts.premium_dollars) if facts else list(_SPARE_TIERS)
    first = page.row
    for tier in tiers:
        page.put(0, tier)
        page.entry(1, facts.premium_dollars[tier] if facts else None, "cents")
        page.entry(2, facts.enrolled_people[tier] if facts else None, "number")
        page.entry(3, _source(plan), "text")
        page.row += 1
    for column, name in ((0, "tier_names"), (1, "tier_premiums"), (2, "tier_enrolled")):
        page.book.define(name, page.title, f"{page.here(column, first)}:{page.here(column, page.row - 1)}")
    page.row += 1
    for label, name, value, style in (
        (
            "Employer's share of premiums",
            "employer_share",
            facts.employer_health_rate if facts else None,
            "percent",
        ),
        ("People paid for declining", "opt_out_people", facts.opt_out_people if facts else None, "number"),
        ("Payment for declining, each", "opt_out_dollars", facts.opt_out_dollars if facts else None, "cents"),
    ):
        page.put(0, label)
        page.entry(1, value, style, name)
        page.entry(2, _source(plan), "text")
        page.row += 1
    _renewals(page, plan)


def _renewals(page: Page, plan: Plan) -> None:
    page.row += 1
    page.head(["Health in each year", *[f"Year {year}" for year in plan.years]])
    for side in SIDES:
        offer = plan.side(side)
        page.put(0, f"{offer.side}: change of premiums")
        for year, of_year in zip(plan.years, offer.years, strict=True):
            page.entry(year, of_year.premium_change_rate, "percent", f"{side}_renewal_{year}")
        page.row += 1
        page.put(0, f"{offer.side}: employer's share, if it changes")
        for year, of_year in zip(plan.years, offer.years, strict=True):
            page.entry(year, of_year.employer_health_rate, "percent", f"{side}_new_share_{year}")
        page.row += 1
    page.note("An empty share means: as in the year before.")


def _other_pay(page: Page, plan: Plan) -> None:
    facts = plan.facts
    page.heading("Pay beside the schedule")
    page.head(["Longevity", "Dollars a year, each", "People who draw it", "Source"])
    ladder = facts.longevity if facts else (LongevityStep(0), LongevityStep(0))
    first = page.row
    for step in ladder or (LongevityStep(0),):
        page.put(0, f"from {step.from_years} years of service" if facts else "from … years of service")
        page.entry(1, step.dollars if facts else None, "cents")
        page.entry(2, step.people if facts else None, "number")
        page.entry(3, _source(plan), "text")
        page.row += 1
    for column, name in ((1, "longevity_payments"), (2, "longevity_people")):
        page.book.define(name, page.title, f"{page.here(column, first)}:{page.here(column, page.row - 1)}")
    page.row += 1
    page.put(0, "Stipends, all together")
    page.entry(1, facts.stipends_dollars if facts else None, "cents", "stipends_dollars")
    page.entry(2, _source(plan), "text")
    page.row += 1


def _premiums(page: Page, plan: Plan) -> None:
    page.heading("Premium pay")
    page.head(["Kind", "Group", "Hours a year", "Dollars an hour", "Share of the rate", "Source"])
    for each in plan.groups:
        if not each.premiums:
            continue
        first = page.row
        for premium in each.premiums:
            page.put(0, premium.name)
            page.put(1, each.group.name)
            page.entry(2, premium.hours, "number")
            page.entry(3, premium.dollars_per_hour, "cents")
            page.entry(4, premium.share_of_rate, "percent")
            page.entry(5, _source(plan), "text")
            page.row += 1
        for column, name in ((2, "premium_hours"), (3, "premium_dollars"), (4, "premium_share")):
            cells = f"{page.here(column, first)}:{page.here(column, page.row - 1)}"
            page.book.define(f"{name}_{each.slug}", page.title, cells)
    page.note("A share of the rate is taken on the group's average rate over paid hours.")


def _published(page: Page) -> None:
    page.heading("Published rates, to check the employer's figures against")
    page.head(["Rate", "Value", "In force from", "Source"])
    for name in parameter_names():
        newest = parameter(name).values[-1]
        page.put(0, parameter(name).title, "wrapped")
        page.sheet.set_row(page.row, 32)
        page.entry(
            1,
            newest.number,
            "percent" if newest.number < 1 else "dollars",
            "published_" + name.replace("-", "_"),
        )
        page.put(2, f"{newest.first_day:%Y-%m-%d}", "flag")
        page.put(3, newest.source, "note")
        page.row += 1
