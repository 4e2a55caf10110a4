"""The formula beside the published figures: where they agree, and where they do not, by name.

The published inputs of a fiscal year come in; for each place, what the formula gives beside what was
published. A difference is reported with its likely cause and never hidden: a formula that always agrees
explains nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bargaining.errors import FinanceError
from bargaining.finance.chapter70.aid import Aid, chapter70_aid, minimum_aid_per_pupil
from bargaining.finance.chapter70.contribution import Contribution, Effort, effort, required_contribution
from bargaining.finance.chapter70.districts import (
    STATE,
    DistrictYear,
    MunicipalityYear,
    district_years,
    municipality_years,
    state_totals,
)
from bargaining.finance.chapter70.parameters import Parameters, parameters
from bargaining.finance.explained import money

FIRST_YEAR_OF_THIS_FORMULA = 2022  # the Student Opportunity Act; before it other provisions raised aid


@dataclass(frozen=True)
class Comparison:
    """One computed figure beside the published one, in dollars, and why they differ if they do."""

    name: str
    fiscal_year: int
    what: str
    computed_dollars: Decimal
    published_dollars: Decimal
    likely_cause: str = ""

    @property
    def difference_dollars(self) -> Decimal:
        """Published less computed."""
        return self.published_dollars - self.computed_dollars

    def agrees(self, within_dollars: Decimal = Decimal(1)) -> bool:
        """Whether the two are within so many dollars of each other."""
        return abs(self.difference_dollars) <= within_dollars

    def told(self) -> str:
        """Say it in a sentence, for a reader who sees the published figure.

        >>> Comparison("Elmfield", 2025, "aid", Decimal(1000), Decimal(1000)).told()
        'Elmfield FY2025: the formula gives the published $1,000 (aid).'
        """
        start = f"{self.name} FY{self.fiscal_year}:"
        if self.agrees():
            return f"{start} the formula gives the published {money(self.published_dollars)} ({self.what})."
        return (
            f"{start} published differs. The formula gives {money(self.computed_dollars)} ({self.what}), "
            f"published is {money(self.published_dollars)}. Likely cause: {self.likely_cause}."
        )


def contribution_of(place: MunicipalityYear, prior: MunicipalityYear) -> tuple[Effort, Contribution]:
    """Work out a municipality's yield, target and required contribution from its published inputs.

    >>> years = municipality_years()
    >>> contribution_of(years["Abington", 2026], years["Abington", 2025])[1].required_dollars
    Decimal('20067162')
    """
    year = parameters(place.fiscal_year)
    aim = _effort(place, year)
    return aim, required_contribution(
        aim,
        place.foundation_budget_dollars,
        prior.required_contribution_dollars,
        place.revenue_growth_percent,
        year,
    )


def aid_of(place: DistrictYear, prior: DistrictYear) -> Aid:
    """Work out a district's aid from its published foundation budget, contribution and last year's aid.

    >>> years = district_years()
    >>> aid_of(years[168, 2025], years[168, 2024]).branch.name
    'MINIMUM'
    """
    return chapter70_aid(
        place.foundation_budget_dollars,
        place.required_contribution_dollars,
        prior.aid_dollars,
        place.foundation_enrollment,
        parameters(place.fiscal_year),
        operating=place.operating,
    )


def compared_contributions(fiscal_year: int) -> list[Comparison]:
    """Compare yield, target and required contribution of every municipality that has the figures of a year.

    Raises `FinanceError` for a year without any.
    """
    years = municipality_years()
    places = [place for (name, year), place in years.items() if year == fiscal_year and name != STATE]
    if not places:
        raise FinanceError(
            f"There are no local contributions of FY{fiscal_year}; there are FY2021 to FY2026."
        )
    return [
        comparison
        for place in places
        for comparison in _compared(place, years.get((place.municipality, fiscal_year - 1)))
    ]


def compared_aid(fiscal_year: int) -> list[Comparison]:
    """Compare the aid of every district that has figures of a year and of the year before."""
    years = district_years()
    pairs = [
        (place, years[lea, fiscal_year - 1])
        for (lea, year), place in years.items()
        if year == fiscal_year and (lea, fiscal_year - 1) in years
    ]
    if not pairs:
        raise FinanceError(
            f"There is no aid of FY{fiscal_year} with a year before it; ask for FY2013 to FY2025."
        )
    compared = []
    for place, prior in pairs:
        aid = aid_of(place, prior)
        cause = _cause_of_aid(place, aid) if abs(aid.aid_dollars - place.aid_dollars) > 1 else ""
        compared.append(
            Comparison(place.district, fiscal_year, "aid", aid.aid_dollars, place.aid_dollars, cause)
        )
    return compared


def _effort(place: MunicipalityYear, year: Parameters) -> Effort:
    state = state_totals(place.fiscal_year)
    return effort(place.eqv_dollars, place.income_dollars, place.foundation_budget_dollars, state, year)


def _compared(place: MunicipalityYear, prior: MunicipalityYear | None) -> Iterator[Comparison]:
    """Compare the three figures of one municipality; the contribution only when there is a year before."""
    name, fiscal_year = place.municipality, place.fiscal_year
    aim = _effort(place, parameters(fiscal_year))
    rounding = "the state's sums of property and income are published rounded"
    yields = (aim.combined_effort_yield_dollars, place.combined_effort_yield_dollars)
    yield Comparison(name, fiscal_year, "combined effort yield", *yields, rounding)
    yield Comparison(name, fiscal_year, "target", aim.target_dollars, place.target_dollars, rounding)
    if prior is not None:
        got = contribution_of(place, prior)[1].required_dollars
        cause = "the municipal revenue growth factor or last year's contribution was amended"
        published = place.required_contribution_dollars
        yield Comparison(name, fiscal_year, "required contribution", got, published, cause)


def _cause_of_aid(place: DistrictYear, aid: Aid) -> str:
    """Say what most likely stands behind a published aid that differs from the formula."""
    if place.fiscal_year < FIRST_YEAR_OF_THIS_FORMULA:
        return "before FY2022 other provisions raised aid, which this formula does not have"
    if not place.operating:
        return "a district without schools to which a special provision applied, such as a school that closed"
    if place.aid_dollars == aid.prior_aid_dollars:
        return "aid was held at last year's amount, as for a district without schools"
    year = parameters(place.fiscal_year)
    floor = aid.prior_aid_dollars + minimum_aid_per_pupil(year) * place.foundation_enrollment
    if place.aid_dollars == floor:
        return "foundation aid was worked out from figures that were corrected later; minimum aid was paid"
    if place.aid_dollars > aid.aid_dollars:
        return "the base year was amended after a merger or a correction, or aid was added during the year"
    return "the base year or the enrollment was corrected, or a penalty was taken off"
