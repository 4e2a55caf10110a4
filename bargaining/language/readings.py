"""A clause as a rule over cases: what two readings have in common, where they part, and what that costs.

A reading is a function from a case to an outcome. Over a finite domain every case can be tried, so that
"these two readings differ" is shown by a case and not argued, and an answer that equals a known
misreading can be told which one. Nothing here says which reading an arbitrator would take.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from types import MappingProxyType

from bargaining.costing.convention import exact
from bargaining.errors import ReadingError

Case = Mapping[str, object]
Rule = Callable[[Case], object]
_MOST_CASES = 20_000


@dataclass(frozen=True)
class Reading:
    """One way to read a clause: a name, the rule, and a sentence that says how it reads."""

    name: str
    rule: Rule
    say: str


def all_cases(domain: Mapping[str, Sequence[object]]) -> tuple[Case, ...]:
    """Return every combination of a domain: field -> its values. Raises `ReadingError` when there are too
    many.

    >>> len(all_cases({"status": [True, False], "years": [2, 3, 4]}))
    6
    """
    count = 1
    for field, values in domain.items():
        if not values:
            raise ReadingError(f'The field "{field}" has no values, so there is no case; give it one.')
        count *= len(values)
    if count > _MOST_CASES:
        raise ReadingError(f"The fields make {count:,} cases; leave some out, {_MOST_CASES:,} can be tried.")
    return tuple(
        MappingProxyType(dict(zip(domain, values, strict=True))) for values in product(*domain.values())
    )


def outcomes(rule: Rule, cases: Iterable[Case]) -> tuple[object, ...]:
    """Return the outcome of a rule for each case."""
    return tuple(rule(case) for case in cases)


def cases_that_tell(one: Rule, other: Rule, cases: Iterable[Case]) -> tuple[Case, ...]:
    """Return the cases for which two rules have different outcomes; none when they read alike."""
    return tuple(case for case in cases if one(case) != other(case))


def reading_like(
    answered: Sequence[object], readings: Iterable[Reading], cases: Sequence[Case]
) -> Reading | None:
    """Return the reading whose outcomes are exactly those answered, case by case; None when none is.

    Raises `ReadingError` when there is not one answer for each case.
    """
    if len(answered) != len(cases):
        raise ReadingError(
            f"There are {len(cases)} cases and {len(answered)} answers; answer each case once."
        )
    return next((r for r in readings if outcomes(r.rule, cases) == tuple(answered)), None)


def exposed(chosen: Iterable[Case], intended: Rule, misreadings: Iterable[Reading]) -> tuple[str, ...]:
    """Return the names of the misreadings that at least one chosen case tells from the intended reading."""
    picked = list(chosen)
    return tuple(m.name for m in misreadings if cases_that_tell(intended, m.rule, picked))


def fewest_cases(intended: Rule, misreadings: Sequence[Reading], cases: Iterable[Case]) -> tuple[Case, ...]:
    """Return a smallest set of cases that tells every misreading from the intended one.

    Raises `ReadingError` when a misreading differs in no case: then the domain cannot show the difference.
    """
    exposing: dict[frozenset[str], Case] = {}
    for case in cases:
        names = frozenset(m.name for m in misreadings if m.rule(case) != intended(case))
        exposing.setdefault(names, case)
    wanted = frozenset(m.name for m in misreadings)
    if hidden := wanted - frozenset().union(*exposing):
        raise ReadingError(f'No case tells "{min(hidden)}" from the intended reading; add a value that does.')
    reached: dict[frozenset[str], tuple[Case, ...]] = {frozenset(): ()}
    while wanted not in reached:
        for names, used in list(reached.items()):
            for more, case in exposing.items():
                reached.setdefault(names | more, (*used, case))
    return reached[wanted]


def cost_of_reading(
    rule: Rule, people: Iterable[tuple[Case, Decimal]], price: Callable[[object, Case], Decimal]
) -> Decimal:
    """Return what a reading costs in dollars: for each case, its FTE times the price of its outcome, added
    up.

    * `people`: (case, FTE in it).
    * `price`: dollars for one FTE, given the outcome and the case.

    >>> people = [({"left": False}, Decimal(10)), ({"left": True}, Decimal(2))]
    >>> def price(paid, case):
    ...     return Decimal(500 * paid)
    >>> everybody = cost_of_reading(lambda case: True, people, price)
    >>> stayed = cost_of_reading(lambda case: not case["left"], people, price)
    >>> everybody - stayed
    Decimal('1000')
    """
    return sum(
        (
            exact(fte, "the FTE of a case", ReadingError)
            * exact(price(rule(case), case), "the price of an outcome", ReadingError)
            for case, fte in people
        ),
        Decimal(0),
    )


def gaps(costs: Mapping[str, Decimal], intended: str) -> dict[str, Decimal]:
    """Return how much more each reading costs than the intended one, in dollars; less is negative.

    Raises `ReadingError` when the intended reading is not among those priced.

    >>> gaps({"all": Decimal(6000), "stayers": Decimal(5000)}, "all")
    {'all': Decimal('0'), 'stayers': Decimal('-1000')}
    """
    if intended not in costs:
        raise ReadingError(f'"{intended}" was not priced; there are {", ".join(costs)}.')
    return {name: cost - costs[intended] for name, cost in costs.items()}
