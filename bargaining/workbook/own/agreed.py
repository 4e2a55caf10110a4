"""Read what else a filled template holds: benefits, rates, and both proposals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bargaining.costing.other_pay.longevity import LongevityStep
from bargaining.costing.units.facts import Facts
from bargaining.workbook.offer import Offer, OfferYear
from bargaining.workbook.own.contract import Problem
from bargaining.workbook.own.lists import Row, rows_of, value_beside
from bargaining.workbook.own.tables import Sheet
from bargaining.workbook.own.typed import UnreadableError, number_of, problem, rate_of

_NONE, _MONTHS = Decimal(0), 12
_TIERS = {
    "tier": ("tier",),
    "premium": ("yearly premium", "premium"),
    "enrolled": ("people enrolled", "enrolled"),
}
_LONGEVITY = {"years": ("from years",), "dollars": ("dollars a year",), "people": ("people who",)}
_RATES = {"component": ("component",), "rate": ("percent",), "base": ("wage base",)}
_OFFERS = {
    "side": ("side",),
    "year": ("year",),
    "rate": ("percent",),
    "flat": ("dollars on",),
    "once": ("paid once",),
    "renewal": ("change of premium",),
    "share": ("employer's share", "employer’s share"),
    "later": ("later percent",),
    "months": ("months",),
}


def read_facts(
    benefits: Sheet | None, rates: Sheet | None, groups: Sequence[str], people: Decimal
) -> tuple[Facts | None, list[str], list[Problem]]:
    """Return what is known beside pay, what is missing for parts 5 to 8, and problems.

    None when roll-up or health is missing: nothing of it is invented.
    """
    problems: list[Problem] = []
    percents, bases = {}, {}
    for row in rows_of(rates, _RATES, ("component", "rate")):
        rate = row.rate("rate", problems)
        if rate is not None and row.text("component"):
            percents[row.text("component")] = 100 * rate
            if base := row.number("base", problems):
                bases[row.text("component")] = base
    premiums, enrolled = {}, {}
    for row in rows_of(benefits, _TIERS, ("tier", "premium")):
        premium, count = row.number("premium", problems), row.number("enrolled", problems)
        if premium is not None and row.text("tier"):
            premiums[row.text("tier")], enrolled[row.text("tier")] = premium, count or _NONE
    share = _beside(benefits, ("employer's share", "employer’s share"), problems, is_rate=True)
    missing = [
        says
        for says, given in (
            ("the roll-up (sheet Rates)", percents),
            ("premiums by tier (sheet Benefits)", premiums),
            ("the employer's share of premiums (sheet Benefits)", share is not None),
        )
        if not given
    ]
    if missing or share is None:
        return None, missing, problems
    facts = Facts(
        people=people,
        service={},
        longevity=_longevity(benefits, problems),
        stipends_dollars=_beside(benefits, ("stipends",), problems) or _NONE,
        premium_dollars=premiums,
        enrolled_people=enrolled,
        employer_health_rate=share,
        opt_out_people=_beside(benefits, ("people paid for declining",), problems) or _NONE,
        opt_out_dollars=_beside(benefits, ("payment for declining",), problems) or _NONE,
        rollup_percents=dict.fromkeys(groups, percents),
        work_days=_beside(benefits, ("work days",), problems),
        work_day_hours=_beside(benefits, ("hours of a work day",), problems),
        wage_base_dollars=bases,
    )
    return facts, [], problems


def read_offers(
    sheet: Sheet | None, groups: Sequence[str]
) -> tuple[tuple[Offer, Offer] | None, list[Problem]]:
    """Return ours and theirs, when both are there for the same years."""
    problems: list[Problem] = []
    sides: dict[str, dict[int, OfferYear]] = {}
    for row in rows_of(sheet, _OFFERS, ("side", "year")):
        year = row.number("year", problems)
        side, given = (
            row.text("side"),
            [row.text(name) for name in ("rate", "flat", "once", "renewal", "share", "later")],
        )
        if not side or not any(given):
            continue
        if year is None or year != int(year) or not 1 <= year <= 5:
            problems.append(row.says("year", "the year of the contract is 1, 2, 3, 4 or 5"))
            continue
        sides.setdefault(side, {})[int(year)] = _year(row, groups, problems)
    if len(sides) != 2:
        if sides:
            problems.append(Problem("Proposals", "", "two sides are needed, ours and theirs, to be compared"))
        return None, problems
    last = max(year for years in sides.values() for year in years)
    ours, theirs = (
        Offer(side, tuple(years.get(year, OfferYear()) for year in range(1, last + 1)))
        for side, years in sides.items()
    )
    return (ours, theirs), problems


def _year(row: Row, groups: Sequence[str], problems: list[Problem]) -> OfferYear:
    """Return one side's year, the same for every group."""

    def for_all(value: Decimal | None) -> dict[str, Decimal]:
        return dict.fromkeys(groups, value) if value else {}

    later = for_all(row.rate("later", problems))
    return OfferYear(
        for_all(row.rate("rate", problems)),
        for_all(row.number("flat", problems)),
        for_all(row.number("once", problems)),
        row.rate("renewal", problems) or _NONE,
        row.rate("share", problems),
        later_rates=later,
        later_months=_months(row, problems) if later else OfferYear.later_months,
    )


def _months(row: Row, problems: list[Problem]) -> int:
    """Return for how many months of the year a later raise is in force; it has to be told."""
    months = row.number("months", problems)
    if months is None or months != int(months) or months > _MONTHS:
        problems.append(
            row.says("months", "write for how many months the later percent is in force: 1 to 12")
        )
        return OfferYear.later_months
    return int(months)


def _longevity(benefits: Sheet | None, problems: list[Problem]) -> tuple[LongevityStep, ...]:
    """Return the ladder of longevity payments."""
    ladder = []
    for row in rows_of(benefits, _LONGEVITY, ("years", "dollars")):
        years, dollars = row.number("years", problems), row.number("dollars", problems)
        if years is not None and dollars:
            ladder.append(LongevityStep(int(years), dollars, people=row.number("people", problems) or _NONE))
    return tuple(ladder)


def _beside(
    sheet: Sheet | None, words: tuple[str, ...], problems: list[Problem], is_rate: bool = False
) -> Decimal | None:
    """Return the number beside a label, or None."""
    typed = value_beside(sheet, *words)
    if sheet is None or typed is None:
        return None
    try:
        return (rate_of if is_rate else number_of)(typed)
    except UnreadableError as trouble:
        problems.append(problem(sheet, typed, trouble))
        return None
