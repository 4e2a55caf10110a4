"""Part 7, time and staffing: a day and an hour, more time, substitutes, class size."""

from __future__ import annotations

from decimal import Decimal

from bargaining.workbook.book import Book, Page
from bargaining.workbook.plan import Plan
from bargaining.workbook.sheets.roll_up import above_bases, hours_of_one

TITLE = "7 Time and staffing"
_SCHOOLS = 8


def write_worktime(book: Book, plan: Plan) -> None:
    """Write the sheet."""
    says = "What time is worth, and what non-wage demands cost. The trials are yours: put in your own."
    page = book.page(TITLE, says, [52, *[15] * 6])
    _rates(page, plan)
    _longer(page, plan)
    _leave(page)
    _classes(page, plan)
    page.done()


def _rates(page: Page, plan: Plan) -> None:
    page.heading("A day and an hour")
    page.head(["Group", "Paid days", "Hours a day", "Average a day", "Average an hour"])
    for each in plan.groups:
        slug, group = each.slug, each.group
        page.put(0, group.name)
        if each.is_hourly:
            hours = f"SUM(people_now_{slug})"
            page.figure(4, f"hourly_{slug}", f"IF({hours}=0,0,payroll_{slug}/{hours})", "cents")
        else:
            facts = plan.facts
            days = getattr(group, "work_days", None) or (facts.work_days if facts else None)
            day_hours = getattr(group, "work_day_hours", None) or (facts.work_day_hours if facts else None)
            page.entry(1, days, "number", f"work_days_{slug}")
            page.entry(2, day_hours, "number", f"work_day_hours_{slug}")
            page.figure(
                3, f"daily_{slug}", f"IF(work_days_{slug}=0,0,average_{slug}/work_days_{slug})", "cents"
            )
            hourly = f"IF(work_day_hours_{slug}=0,0,daily_{slug}/work_day_hours_{slug})"
            page.figure(4, f"hourly_{slug}", hourly, "cents")
        page.row += 1


def _longer(page: Page, plan: Plan) -> None:
    page.heading("More time: a trial")
    page.head(
        [
            "Group",
            "More days",
            "cost with roll-up",
            "Hours before",
            "Hours after",
            "Raise",
            "Pay an hour changes by",
        ]
    )
    for each in plan.groups:
        slug = each.slug
        page.put(0, each.group.name)
        if not each.is_hourly:
            page.entry(1, Decimal(1), "number", f"more_days_{slug}")
            rate = f"(1+next_dollar_rate_{slug})"
            cost = f"IF(work_days_{slug}=0,0,payroll_{slug}/work_days_{slug}*more_days_{slug}*{rate})"
            page.figure(2, f"more_days_cost_{slug}", cost, "dollars")
            page.formula(3, f"work_day_hours_{slug}", "number")
        else:
            page.formula(3, f"full_post_hours_{slug}", "number")
        before = page.here(3)
        page.entry(4, None, "number", f"hours_after_{slug}")
        page.entry(5, Decimal(0), "percent", f"raise_for_time_{slug}")
        change = f"(1+raise_for_time_{slug})*{before}/hours_after_{slug}-1"
        page.figure(6, f"hourly_change_{slug}", f"IF(hours_after_{slug}=0,0,{change})", "percent")
        page.row += 1
    page.note("Hours before and after are of one day, or of one year for people paid by the hour.")


def _leave(page: Page) -> None:
    page.heading("Leave: what an absence costs in cash")
    for label, name, style in (
        ("Absences with a substitute, days a year", "absences", "number"),
        ("A substitute's pay for a day", "substitute_dollars", "cents"),
        ("Payroll taxes on that pay", "substitute_tax", "percent"),
    ):
        page.put(0, label)
        page.entry(1, None, style, name)
        page.row += 1
    formula = "absences*substitute_dollars*(1+substitute_tax)"
    page.line("Substitutes, in dollars a year", "substitutes_cost", formula, "total dollars")


def _classes(page: Page, plan: Plan) -> None:
    page.heading("Class size: sections school by school")
    page.head(
        ["School and grade", "Students", "Most now", "Most then", "Sections now", "Sections then", "More"]
    )
    first = page.row
    for _ in range(_SCHOOLS):
        for column, style in ((0, "text"), (1, "number"), (2, "number"), (3, "number")):
            page.entry(column, None, style)
        for column, ceiling in ((4, page.here(2)), (5, page.here(3))):
            page.formula(column, f"IF({ceiling}=0,0,ROUNDUP({page.here(1)}/{ceiling},0))", "quiet number")
        page.formula(6, f"{page.here(5)}-{page.here(4)}", "quiet number")
        page.row += 1
    page.line(
        "More sections",
        "more_sections",
        f"SUM({page.here(6, first)}:{page.here(6, page.row - 1)})",
        "total number",
    )
    page.put(0, "Posts for each section")
    page.entry(1, Decimal(1), "number", "posts_per_section")
    page.row += 1
    slug = plan.groups[0].slug
    lowest, hours = f"MIN(pay_now_{slug})", hours_of_one(plan.groups[0])
    spared = above_bases(plan.groups[0], lowest)
    formula = f"({lowest}*(1+roll_up_rate_{slug})-{spared}){hours}"
    page.line("A new post: lowest pay and its roll-up", "new_post", formula)
    health = "IF(SUM(tier_enrolled)=0,0,employer_health_now/SUM(tier_enrolled))"
    page.line("and the employer's health insurance, on average", "new_post_health", health)
    page.line(
        "Cost of the new posts",
        "new_posts_cost",
        "more_sections*posts_per_section*(new_post+new_post_health)",
        "total dollars",
    )
