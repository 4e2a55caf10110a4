"""A member's own pay slip: what is left of each pay after the health premium, before and after.

Salary, the part of full time, the premium and the number of pays come in; dollars for each pay go out. It is
before tax and before a pension contribution: those differ from person to person, and the sheet says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from bargaining.costing.amounts import above_zero, not_negative, whole_number
from bargaining.costing.convention import Rounding, round_money
from bargaining.costing.price_tag import in_dollars, in_percent
from bargaining.errors import CompensationError

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True)
class PaySlip:
    """One member's pay: dollars a year, the member's premium a year, and the pays in a year.

    Amounts for each pay are rounded to the cent, as a pay slip is. Raises `CompensationError` for a negative
    amount or for pays that are not a whole number. A premium may be more than the pay of a short-hours job:
    then the net is below 0, and that is worth seeing.

    >>> slip = PaySlip(Decimal(52_000), Decimal(2_600), 26)
    >>> slip.gross_each_pay, slip.premium_each_pay, slip.net_each_pay
    (Decimal('2000.00'), Decimal('100.00'), Decimal('1900.00'))
    """

    pay_dollars: Decimal
    premium_dollars: Decimal
    pays: int

    def __post_init__(self) -> None:
        not_negative(self.pay_dollars, "the pay for a year", CompensationError)
        not_negative(self.premium_dollars, "the member's premium for a year", CompensationError)
        whole_number(self.pays, "the pays in a year", CompensationError)

    @property
    def gross_each_pay(self) -> Decimal:
        """Pay in each pay, to the cent."""
        return round_money(self.pay_dollars / self.pays, Rounding.HALF_UP_CENT)

    @property
    def premium_each_pay(self) -> Decimal:
        """The member's premium in each pay, to the cent."""
        return round_money(self.premium_dollars / self.pays, Rounding.HALF_UP_CENT)

    @property
    def net_each_pay(self) -> Decimal:
        """Pay less premium in each pay, before tax."""
        return self.gross_each_pay - self.premium_each_pay

    @property
    def net_dollars(self) -> Decimal:
        """Pay less premium in a year, before tax."""
        return self.pay_dollars - self.premium_dollars


@dataclass(frozen=True)
class PaySlipChange:
    """A pay slip before and after."""

    before: PaySlip
    after: PaySlip

    @property
    def each_pay_dollars(self) -> Decimal:
        """How much more is in each pay after the premium, before tax; below 0 when it is less."""
        return self.after.net_each_pay - self.before.net_each_pay

    @property
    def year_dollars(self) -> Decimal:
        """How much more there is in a year after the premium, before tax."""
        return self.after.net_dollars - self.before.net_dollars

    @property
    def percent_of_pay(self) -> Decimal:
        """The yearly change in percent of the pay before: what is left of the raise."""
        return (
            100 * self.year_dollars / above_zero(self.before.pay_dollars, "the pay before", CompensationError)
        )

    @property
    def sentence(self) -> str:
        """Say the change in each pay and in a year."""
        change = self.each_pay_dollars
        more = "more" if change >= 0 else "less"
        return (
            f"After the premium and before tax, each of {self.after.pays} pays has "
            f"{in_dollars(abs(change))} {more}: {in_dollars(abs(self.year_dollars))} a year, "
            f"{in_percent(abs(self.percent_of_pay))} of pay."
        )


def pay_slip_change(before: PaySlip, after: PaySlip) -> PaySlipChange:
    """Return the change between two slips of one member.

    Raises `CompensationError` when the number of pays differs: then each pay cannot be compared.

    >>> print(pay_slip_change(PaySlip(Decimal(52_000), Decimal(2_600), 26),
    ...                       PaySlip(Decimal(53_560), Decimal(3_900), 26)).sentence)
    After the premium and before tax, each of 26 pays has $10 more: $260 a year, 0.50% of pay.
    """
    if before.pays != after.pays:
        raise CompensationError(
            f"There are {before.pays} pays before and {after.pays} after; compare the years, or use one."
        )
    return PaySlipChange(before, after)


@dataclass(frozen=True)
class SheetRow:
    """One row of a pay-slip sheet: the step, the hours and the tier, and the change for such a member."""

    step: str
    hours: str
    tier: str
    change: PaySlipChange


def pay_slip_sheet(
    pay_before: Mapping[str, Decimal],
    pay_after: Mapping[str, Decimal],
    hours: Mapping[str, Decimal],
    premium_before: Mapping[str, Decimal],
    premium_after: Mapping[str, Decimal],
    pays: int,
) -> tuple[SheetRow, ...]:
    """Return the change in each pay for every step, number of hours and tier.

    * `pay_before`, `pay_after`: full-time dollars a year, by step (the same person's two steps in one row).
    * `hours`: the part of full time, a fraction, by what it is called ("6.5 hours": 0.8125).
    * `premium_before`, `premium_after`: the member's premium a year, by tier; 0 for who is not enrolled.

    Raises `CompensationError` when a step or a tier has a before and no after.

    >>> sheet = pay_slip_sheet({"5": Decimal(40_000)}, {"5": Decimal(41_200)}, {"full time": Decimal(1)},
    ...                        {"single": Decimal(1_000)}, {"single": Decimal(1_400)}, 20)
    >>> sheet[0].step, sheet[0].tier, sheet[0].change.each_pay_dollars
    ('5', 'single', Decimal('40.00'))
    """
    for before, after, kind in ((pay_before, pay_after, "step"), (premium_before, premium_after, "tier")):
        if set(before) != set(after):
            odd = sorted(set(before) ^ set(after))[0]
            raise CompensationError(f"The {kind} {odd} is on one side only; give it before and after.")
    return tuple(
        SheetRow(
            step,
            label,
            tier,
            pay_slip_change(
                PaySlip(pay_before[step] * part, premium_before[tier], pays),
                PaySlip(pay_after[step] * part, premium_after[tier], pays),
            ),
        )
        for step in pay_before
        for label, part in hours.items()
        for tier in premium_before
    )


def sheet_table(sheet: tuple[SheetRow, ...]) -> DataFrame:
    """Return a sheet as a table: `step`, `hours`, `tier`, `now_dollars`, `then_dollars`, `change_dollars`.

    The three amounts are for one pay, after the premium and before tax.
    """
    from pandas import DataFrame

    return DataFrame(
        [
            {
                "step": row.step,
                "hours": row.hours,
                "tier": row.tier,
                "now_dollars": row.change.before.net_each_pay,
                "then_dollars": row.change.after.net_each_pay,
                "change_dollars": row.change.each_pay_dollars,
            }
            for row in sheet
        ]
    )
