"""Health insurance: what the employer and the members pay, tier by tier.

The premiums and who is enrolled come in, with the rule that splits a premium; dollars a year go out. Premiums
depend on the plan and on who is enrolled, not on pay: they never rise with a raise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from bargaining.costing.amounts import fraction, not_negative
from bargaining.costing.grid import Fixed
from bargaining.errors import CompensationError

_NONE = Decimal(0)


@dataclass(frozen=True)
class Tier:
    """One tier of a plan: its name, the whole premium in dollars a year, and the people enrolled in it."""

    name: str
    premium_dollars: Decimal
    enrolled: Decimal

    def __post_init__(self) -> None:
        premium = not_negative(self.premium_dollars, f"the {self.name} premium", CompensationError)
        enrolled = not_negative(self.enrolled, f"the people in the {self.name} tier", CompensationError)
        object.__setattr__(self, "premium_dollars", premium)
        object.__setattr__(self, "enrolled", enrolled)


@dataclass(frozen=True)
class EmployerPart:
    """How a premium is split: the employer pays a share of it, or no more than a fixed amount, or both.

    * `rate`: the employer's share, a fraction (0.8 for 80 %).
    * `rate_by_tier`: tiers with a share of their own.
    * `cap_dollars`: the most the employer pays for one member of a tier in a year; tiers left out have none.

    The employer pays the share or the cap, whichever is less. With a flat cap alone, leave the share at 1.
    """

    rate: Decimal = Decimal(1)
    rate_by_tier: Mapping[str, Decimal] = field(default_factory=dict)
    cap_dollars: Mapping[str, Decimal] = field(default_factory=dict)

    def __post_init__(self) -> None:
        shares = {
            tier: fraction(rate, f"the employer's share of the {tier} premium", CompensationError)
            for tier, rate in self.rate_by_tier.items()
        }
        caps = {
            tier: not_negative(cap, f"the employer's cap for the {tier} tier", CompensationError)
            for tier, cap in self.cap_dollars.items()
        }
        rate = fraction(self.rate, "the employer's share of the premium", CompensationError)
        object.__setattr__(self, "rate", rate)
        object.__setattr__(self, "rate_by_tier", Fixed(shares))
        object.__setattr__(self, "cap_dollars", Fixed(caps))

    def of(self, tier: Tier) -> Decimal:
        """Return what the employer pays for one member of a tier, in dollars a year.

        >>> two_person = Tier("two-person", Decimal(20_000), Decimal(1))
        >>> EmployerPart(Decimal("0.8")).of(two_person)
        Decimal('16000.0')
        >>> EmployerPart(cap_dollars={"two-person": Decimal(15_000)}).of(two_person)
        Decimal('15000')
        """
        share = tier.premium_dollars * self.rate_by_tier.get(tier.name, self.rate)
        return min(share, self.cap_dollars.get(tier.name, share))


@dataclass(frozen=True)
class HealthPlan:
    """A health plan: its tiers, and how each premium is split.

    * `who_bargains`: who decides on the plan, as a fact to be asked for: the employer with this union, a
      coalition of unions, a trust, a state pool. None while nobody has said.

    Raises `CompensationError` for no tier, a tier named twice, or a share or cap for a tier that is not
    there.

    >>> plan = HealthPlan(
    ...     tiers=(Tier("single", Decimal(10_000), Decimal(5)), Tier("family", Decimal(30_000), Decimal(10))),
    ...     employer_part=EmployerPart(Decimal("0.8")),
    ... )
    >>> plan.premiums_dollars, plan.employer_dollars, plan.members_dollars
    (Decimal('350000'), Decimal('280000.0'), Decimal('70000.0'))
    """

    tiers: tuple[Tier, ...]
    employer_part: EmployerPart
    name: str = "the health plan"
    who_bargains: str | None = None

    def __post_init__(self) -> None:
        names = [tier.name for tier in self.tiers]
        if not names:
            raise CompensationError(f"There is no tier in {self.name}; give each with its premium.")
        if twice := [name for name in names if names.count(name) > 1]:
            raise CompensationError(f"The tier {twice[0]} stands twice in {self.name}; give it once.")
        for tier in (*self.employer_part.rate_by_tier, *self.employer_part.cap_dollars):
            self._check(tier)

    def _check(self, tier: str) -> None:
        """Refuse a tier that the plan does not have."""
        names = [each.name for each in self.tiers]
        if tier not in names:
            raise CompensationError(f"There is no tier {tier} in {self.name}; there are: {', '.join(names)}.")

    def tier(self, name: str) -> Tier:
        """Return a tier by its name; raises `CompensationError` when there is none."""
        self._check(name)
        return next(tier for tier in self.tiers if tier.name == name)

    def employer_pays(self, tier: str) -> Decimal:
        """Return what the employer pays for one member of a tier, in dollars a year."""
        return self.employer_part.of(self.tier(tier))

    def member_pays(self, tier: str) -> Decimal:
        """Return what one member of a tier pays, in dollars a year: the premium less the employer's part."""
        return self.tier(tier).premium_dollars - self.employer_pays(tier)

    @property
    def enrolled(self) -> Decimal:
        """How many people are enrolled."""
        return sum((tier.enrolled for tier in self.tiers), _NONE)

    @property
    def premiums_dollars(self) -> Decimal:
        """All premiums, both parts together, in dollars a year."""
        return sum((tier.enrolled * tier.premium_dollars for tier in self.tiers), _NONE)

    @property
    def employer_dollars(self) -> Decimal:
        """What the employer pays for everybody in a year: enrolled × employer's part, tier by tier.

        Source: the split by single and family in Wisconsin's form ERC 33,
        https://docs.legis.wisconsin.gov/code/register/2006/606a/register/.
        """
        return sum((tier.enrolled * self.employer_part.of(tier) for tier in self.tiers), _NONE)

    @property
    def members_dollars(self) -> Decimal:
        """What all members together pay in a year."""
        return self.premiums_dollars - self.employer_dollars

    def with_employer_part(self, employer_part: EmployerPart) -> HealthPlan:
        """Return the same plan with another split of the premium."""
        return replace(self, employer_part=employer_part)

    def with_premiums_changed(self, change_rate: Decimal) -> HealthPlan:
        """Return the plan with every premium changed by the same rate: 0.07 for 7 % more. Not rounded."""
        factor = 1 + change_rate
        tiers = tuple(replace(tier, premium_dollars=tier.premium_dollars * factor) for tier in self.tiers)
        return replace(self, tiers=tiers)
