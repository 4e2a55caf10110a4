"""The conventions a price must state aloud: the rules that two sides may count by.

Two sides that count by different rules get different prices for the same offer, so every price carries its
`Convention`. How money is rounded is the same for every calculator and lives in `bargaining.rounding`;
costing uses it by this name.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from bargaining.rounding import Rounding, exact, round_money

__all__ = [
    "Convention",
    "Growth",
    "Order",
    "Rounding",
    "SalaryRounding",
    "SplitMethod",
    "Staffing",
    "exact",
    "round_money",
]


class Order(Enum):
    """What is applied first. The total is the same either way; the lines it is made of are not."""

    STEP_LANE_RAISE = "steps first, then lanes, then the raise"
    RAISE_STEP_LANE = "the raise first, then steps, then lanes"


class Staffing(Enum):
    """Who is counted."""

    CAST_FORWARD = "this year's people moved forward, with nobody leaving"
    ACTUAL = "leavers and hires counted"


class Growth(Enum):
    """Whether a later raise is taken on the earlier ones."""

    COMPOUND = "raises compounded"
    SIMPLE = "percents added and not compounded"


class SplitMethod(Enum):
    """How a raise that begins during the year is turned into a percent of the year."""

    SIMPLE = "part-year raises by months in force"
    EXACT = "part-year raises on the pay already raised"


class SalaryRounding(Enum):
    """Whether each raised salary is rounded before it is multiplied by people."""

    PRICE_ONLY = "salaries not rounded"
    AS_EACH_SCHEDULE = "each salary rounded as its schedule says"


@dataclass(frozen=True)
class Convention:
    """The rules a price is counted by, so that two prices are compared only under the same ones.

    The defaults are those of the course: steps, then lanes, then the raise; the same people; compounded;
    part-year raises by months; nothing rounded before the price itself. With `AS_EACH_SCHEDULE`, every
    `SalarySchedule` rounds in its own way, because contracts do.

    Source: the freezing of base-year employees and the adding of steps to them ("cast forward") is Wisconsin
    Administrative Code, ERC 33 (2006); the others are choices seen on both sides of published settlements.

    >>> Convention(staffing=Staffing.ACTUAL).sentence
    'steps first, then lanes, then the raise; leavers and hires counted; raises compounded; \
part-year raises by months in force; salaries not rounded'
    """

    order: Order = Order.STEP_LANE_RAISE
    staffing: Staffing = Staffing.CAST_FORWARD
    growth: Growth = Growth.COMPOUND
    split: SplitMethod = SplitMethod.SIMPLE
    salaries: SalaryRounding = SalaryRounding.PRICE_ONLY

    @property
    def sentence(self) -> str:
        """The five rules in words, to print beside a price."""
        return "; ".join(
            rule.value for rule in (self.order, self.staffing, self.growth, self.split, self.salaries)
        )

    def rounding_of(self, of_the_schedule: Rounding) -> Rounding:
        """Return how a raised salary is rounded, given how its own schedule rounds."""
        return of_the_schedule if self.salaries is SalaryRounding.AS_EACH_SCHEDULE else Rounding.UNROUNDED
