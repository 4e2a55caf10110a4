"""Total compensation: pay, roll-up and benefits in one sum, per FTE, and as a percent of a named whole.

Lines come in, each of one kind; sums, shares and the change between two of them go out. The board's "true
cost" and the union's are often the same money with another denominator, so no percent here is without one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from bargaining.costing.amounts import above_zero, not_negative, percent_of
from bargaining.costing.convention import Convention
from bargaining.costing.price_tag import Cost, Denominator, PriceTag
from bargaining.errors import CompensationError

if TYPE_CHECKING:
    from pandas import DataFrame

_NONE = Decimal(0)


class Kind(Enum):
    """What a line of compensation is; the value is its name in print."""

    SALARY = "salaries on the schedule"
    OTHER_PAY = "other pay"
    ROLL_UP = "roll-up"
    BENEFIT = "benefits"


_WHOLE = {
    Denominator.SALARY_BASE: frozenset({Kind.SALARY}),
    Denominator.PAYROLL: frozenset({Kind.SALARY, Kind.OTHER_PAY}),
    Denominator.TOTAL_COMPENSATION: frozenset(Kind),
}


@dataclass(frozen=True)
class Line:
    """One line: its name, its dollars a year, and what kind it is."""

    name: str
    dollars: Decimal
    kind: Kind

    def __post_init__(self) -> None:
        object.__setattr__(self, "dollars", not_negative(self.dollars, self.name, CompensationError))


@dataclass(frozen=True)
class TotalCompensation:
    """All that an employer pays for a unit in one year.

    * `lines`: what it is made of, in the order of print. No two of one name.
    * `fte`: the whole unit, also who declines the health plan.

    >>> total = TotalCompensation(
    ...     (
    ...         Line("salaries", Decimal(1_000_000), Kind.SALARY),
    ...         Line("stipends", Decimal(50_000), Kind.OTHER_PAY),
    ...         Line("roll-up", Decimal(150_000), Kind.ROLL_UP),
    ...         Line("health", Decimal(300_000), Kind.BENEFIT),
    ...     ),
    ...     fte=Decimal(20),
    ... )
    >>> total.total_dollars, total.per_fte_dollars
    (Decimal('1500000'), Decimal('75000'))
    >>> total.share_percent({Kind.ROLL_UP, Kind.BENEFIT})
    Decimal('30')
    """

    lines: tuple[Line, ...]
    fte: Decimal

    def __post_init__(self) -> None:
        names = [line.name for line in self.lines]
        if twice := [name for name in names if names.count(name) > 1]:
            raise CompensationError(
                f"The line {twice[0]} stands twice in total compensation; add it up first."
            )
        above_zero(self.fte, "the FTE of the unit", CompensationError)

    def dollars_of(self, kinds: Collection[Kind]) -> Decimal:
        """Return the dollars of all lines of these kinds."""
        return sum((line.dollars for line in self.lines if line.kind in kinds), _NONE)

    @property
    def total_dollars(self) -> Decimal:
        """All lines together, in dollars a year."""
        return self.dollars_of(frozenset(Kind))

    @property
    def per_fte_dollars(self) -> Decimal:
        """Total compensation divided by all FTE, in dollars a year; not rounded."""
        return self.total_dollars / self.fte

    def whole_dollars(self, denominator: Denominator) -> Decimal:
        """Return what a percent is of: the salary base, all pay, or total compensation, in dollars a year."""
        return self.dollars_of(_WHOLE[denominator])

    def share_percent(
        self, kinds: Collection[Kind], denominator: Denominator = Denominator.TOTAL_COMPENSATION
    ) -> Decimal:
        """Return what these kinds are in percent of a named whole. Raises when that whole is 0."""
        return percent_of(self.dollars_of(kinds), self.whole_dollars(denominator), denominator.value)

    def table(self) -> DataFrame:
        """Return a row for each line: `line`, `kind`, `dollars`, `dollars_per_fte` (exact `Decimal`)."""
        from pandas import DataFrame

        return DataFrame(
            {
                "line": [line.name for line in self.lines],
                "kind": [line.kind.value for line in self.lines],
                "dollars": [line.dollars for line in self.lines],
                "dollars_per_fte": [line.dollars / self.fte for line in self.lines],
            }
        )


def total_compensation(
    salaries_dollars: Decimal,
    other_pay: Mapping[str, Decimal],
    roll_up_dollars: Decimal,
    benefits: Mapping[str, Decimal],
    fte: Decimal,
) -> TotalCompensation:
    """Return total compensation from its parts, all in dollars a year.

    * `other_pay`: stipends, longevity, differentials, by name.
    * `roll_up_dollars`: on salaries and other pay; see `rollup_cost`.
    * `benefits`: the employer's part of health premiums, opt-out payments and the like, by name: they carry
      no roll-up.

    Source: the lines of California's public disclosure of a proposed agreement (AB 1200),
    https://sbasweb.sbceo.org/reporting/public-disclosure-of-proposed-collective-bargaining-agreements.

    >>> total_compensation(Decimal(100), {"stipends": Decimal(10)}, Decimal(11), {}, Decimal(2)).total_dollars
    Decimal('121')
    """
    lines = [
        Line("salaries", salaries_dollars, Kind.SALARY),
        *(Line(name, dollars, Kind.OTHER_PAY) for name, dollars in other_pay.items()),
        Line("roll-up", roll_up_dollars, Kind.ROLL_UP),
        *(Line(name, dollars, Kind.BENEFIT) for name, dollars in benefits.items()),
    ]
    return TotalCompensation(tuple(lines), fte)


def line_changes(before: TotalCompensation, after: TotalCompensation) -> dict[str, Decimal]:
    """Return the change of each line in dollars, after less before; a line on one side only counts as 0.

    The changes add up to the change of the total.
    """
    was, then = ({line.name: line.dollars for line in total.lines} for total in (before, after))
    return {name: then.get(name, _NONE) - was.get(name, _NONE) for name in {**was, **then}}


def change_tag(
    what: str,
    before: TotalCompensation,
    after: TotalCompensation,
    convention: Convention | None = None,
    when: str = "",
) -> PriceTag:
    """Return the whole package as a price: the change of total compensation, in percent of the base total.

    Source: total package percent = change of total compensation / base total compensation, as in
    Wisconsin's form ERC 33, https://docs.legis.wisconsin.gov/code/register/2006/606a/register/.

    >>> before = total_compensation(Decimal(100), {}, Decimal(20), {"health": Decimal(80)}, Decimal(1))
    >>> after = total_compensation(Decimal(103), {}, Decimal("20.60"), {"health": Decimal(84)}, Decimal(1))
    >>> tag = change_tag("The package", before, after)
    >>> tag.amount_dollars, tag.percent
    (Decimal('7.60'), Decimal('3.80'))
    """
    return PriceTag(
        what,
        Cost.NEW_MONEY,
        after.total_dollars - before.total_dollars,
        before.total_dollars,
        Denominator.TOTAL_COMPENSATION,
        convention or Convention(),
        when,
    )


def added_up(totals: Iterable[TotalCompensation]) -> TotalCompensation:
    """Return several units' total compensation as one, line by line, with the FTE added.

    >>> one = total_compensation(Decimal(100), {}, Decimal(20), {}, Decimal(1))
    >>> added_up([one, one]).per_fte_dollars
    Decimal('120')
    """
    dollars: dict[tuple[str, Kind], Decimal] = {}
    fte = _NONE
    for total in totals:
        fte += total.fte
        for line in total.lines:
            dollars[line.name, line.kind] = dollars.get((line.name, line.kind), _NONE) + line.dollars
    return TotalCompensation(tuple(Line(name, sum_, kind) for (name, kind), sum_ in dollars.items()), fte)
