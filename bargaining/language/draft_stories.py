"""Clean copies, memoranda, dates with their money and premiums that reopen, drawn from a learner's variant.

A variant number comes in; what is asked and what is right goes out. Called by the part on drafting.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, count
from typing import TypeVar

from bargaining.costing.employers.drawing import Draw
from bargaining.language.draft_bank import LINES, PARTS, WORDINGS
from bargaining.language.word_bank import Sentence

Item = TypeVar("Item")
_CHANGED_WORDS = (
    "“shall” became “may”", "“ten” became “twenty”", "“School Days” became “Calendar Days”",
    "“and” became “or”", "“each” became “any”", "“Principal” became “Superintendent”",
    "“five” became “three”", "“before” became “after”", "“written” was struck",
)  # fmt: skip
_MISSING = 3
_MONTHS = 12
_FEWEST_DOLLARS_APART = 50


@dataclass(frozen=True)
class CopiedChange:
    """A change in a clean copy: the clause, what changed, and whether nobody agreed to it."""

    clause_id: str
    words: str
    silent: bool


@dataclass(frozen=True)
class CleanCopy:
    """What the settlement names, as it names it, and every change in the clean copy, in order."""

    named: tuple[str, ...]
    changes: tuple[CopiedChange, ...]


def drawn_clean_copy(variant: int) -> CleanCopy:
    """Return a settlement and nine changes, three of which it does not name.

    A section that is named covers its subsections, and an article its sections; a subsection that is named
    covers itself alone.

    >>> [change.silent for change in drawn_clean_copy(0).changes].count(True)
    3
    """
    draw = Draw("clean copy", variant)
    section, sub, article, other, silent = _some(draw, "articles", range(3, 25), 5)
    first, second, third = (draw.pick(f"section {place}", range(2, 7)) for place in range(3))
    named = (
        f"Section {section}.{first}",
        f"Section {sub}.{second}(a)",
        f"Article {article}",
        f"Section {other}.1",
    )
    ids = {
        f"{section}.{first}(a)": False, f"{section}.{first}(b)": False, f"{sub}.{second}(a)": False,
        f"{article}.{third}": False, f"{article}.{third + 2}": False, f"{other}.1": False,
        f"{section}.{first + 1}": True, f"{sub}.{second}(b)": True, f"{silent}.{third}": True,
    }  # fmt: skip
    words = _some(draw, "words", _CHANGED_WORDS, len(ids))
    changes = [
        CopiedChange(name, said, hidden) for (name, hidden), said in zip(ids.items(), words, strict=True)
    ]
    return CleanCopy(named, tuple(sorted(changes, key=lambda change: _in_print(change.clause_id))))


def drawn_wordings(variant: int) -> tuple[str, tuple[str, ...]]:
    """Return a subject and its five wordings, from the weakest to the strongest.

    >>> drawn_wordings(0)[0] in WORDINGS
    True
    """
    return Draw("wordings", variant).pick("subject", tuple(WORDINGS.items()))


def drawn_memorandum(variant: int) -> tuple[tuple[Sentence, ...], tuple[str, ...]]:
    """Return the lines of a memorandum in a drawn order, and the three parts that it lacks.

    >>> lines, missing = drawn_memorandum(0)
    >>> len(lines), len(missing)
    (5, 3)
    """
    draw = Draw("memorandum", variant)
    missing = _some(draw, "missing", tuple(PARTS), _MISSING)
    there = [part for part in PARTS if part not in missing]
    lines = [draw.pick(f"line {part}", [line for line in LINES if line.label == part]) for part in there]
    return tuple(_some(draw, "order", lines, len(lines))), tuple(part for part in PARTS if part in missing)


@dataclass(frozen=True)
class DatedRaise:
    """A raise for all: payroll in a year, percent, and in which month of the School Year it is voted.

    `voted_month` 1 is September: the raise is voted on the first day of that month and due from September 1.
    """

    payroll_dollars: Decimal
    raise_percent: Decimal
    voted_month: int

    @property
    def costs(self) -> Mapping[str, Decimal]:
        """Dollars of the School Year: all of it, the part before the vote, the part from the vote on.

        `one-month-more` and `one-month-less` are the part before the vote, miscounted by a month.

        >>> costs = DatedRaise(Decimal(12_000_000), Decimal(3), 4).costs
        >>> [int(costs[name]) for name in ("year", "back", "from-the-vote")]
        [360000, 90000, 270000]
        """
        year = self.payroll_dollars * self.raise_percent / 100
        months = self.voted_month - 1
        return {
            "year": year,
            "back": year * months / _MONTHS,
            "from-the-vote": year * (_MONTHS - months) / _MONTHS,
            "one-month-more": year * (months + 1) / _MONTHS,
            "one-month-less": year * (months - 1) / _MONTHS,
        }

    @property
    def voted_in(self) -> str:
        """The name of the month of the vote."""
        return f"{date(2025, (8 + self.voted_month - 1) % 12 + 1, 1):%B}"


def drawn_raise(variant: int) -> DatedRaise:
    """Return a raise that is voted three to six months late; no two of its costs are alike.

    >>> drawn_raise(0).voted_month in (4, 5, 6, 8)
    True
    """
    for again in count():
        draw = Draw(f"dated raise {again}", variant)
        drawn = DatedRaise(
            Decimal(draw.pick("payroll", range(3_000_000, 9_000_000, 120_000))),
            Decimal(draw.pick("percent", range(8, 17))) / 4,
            draw.pick("month", (4, 5, 6, 8)),
        )
        pairs = combinations(drawn.costs.values(), 2)
        if min(abs(one - other) for one, other in pairs) > _FEWEST_DOLLARS_APART:
            return drawn
    raise AssertionError("count() does not end")


@dataclass(frozen=True)
class PlanYears:
    """A plan and its premium a month on July 1 of three years."""

    plan: str
    premiums: tuple[Decimal, Decimal, Decimal]

    def rise_percent(self, year: int) -> Decimal:
        """The rise into the second (1) or third (2) year, in percent of the year before."""
        return 100 * (self.premiums[year] / self.premiums[year - 1] - 1)


@dataclass(frozen=True)
class Reopener:
    """A trigger in percent, and plans with their premiums."""

    trigger_percent: Decimal
    plans: tuple[PlanYears, ...]

    def opened(self, at_trigger: bool = False, from_first: bool = False) -> frozenset[str]:
        """Return which rises open the clause, as "a-1": plan and year.

        Two misreadings: `at_trigger`, a rise of exactly the trigger opens it, too; `from_first`, the rise is
        taken from the first year on.

        >>> plan = PlanYears("Oak HMO", (Decimal(1000), Decimal(1080), Decimal(1200)))
        >>> sorted(Reopener(Decimal(8), (plan,)).opened())
        ['a-2']
        """
        found = set()
        for letter, plan in zip("abc", self.plans, strict=False):
            for year in (1, 2):
                base = plan.premiums[0 if from_first else year - 1]
                above = 100 * plan.premiums[year] - (100 + self.trigger_percent) * base
                if above > 0 or (at_trigger and above == 0):
                    found.add(f"{letter}-{year}")
        return frozenset(found)


def drawn_reopener(variant: int) -> Reopener:
    """Return a trigger and three plans: some rises above it, one exactly at it, one above it only in sum.

    >>> reopener = drawn_reopener(0)
    >>> reopener.opened() < reopener.opened(at_trigger=True)
    True
    """
    draw = Draw("reopener", variant)
    trigger = draw.pick("trigger", (5, 6, 8, 10))
    first = [100 * draw.pick(f"first {place}", range(10, 26)) for place in range(3)]
    # In percent: exactly at the trigger and then above; below twice, above in sum; above and then below.
    rises = (
        (trigger, trigger + draw.pick("above", (1, 2, 3))),
        (trigger - 1, trigger - draw.pick("below", (2, 3))),
        (trigger + draw.pick("above too", (2, 4)), draw.pick("little", (1, 2))),
    )
    plans = [
        PlanYears(f"{name} plan", _premiums(start, *rise))
        for name, start, rise in zip(
            _some(draw, "names", ("Oak", "Pine", "Elm", "Birch"), 3), first, rises, strict=True
        )
    ]
    return Reopener(Decimal(trigger), tuple(_some(draw, "order", plans, 3)))


def _premiums(start: int, first: int, second: int) -> tuple[Decimal, Decimal, Decimal]:
    before = Decimal(start)
    then = before * (100 + first) / 100
    return before, then, then * (100 + second) / 100


def drawn_signing(variant: int) -> date:
    """Return a weekday in May or June on which a memorandum is signed.

    >>> drawn_signing(0).month in (5, 6)
    True
    """
    day = date(2028, 5, 1) + timedelta(days=Draw("signing", variant).pick("day", range(55)))
    return day - timedelta(days=max(0, day.weekday() - 4))


def _some(draw: Draw, fact: str, items: Iterable[Item], most: int) -> list[Item]:
    """Some of the items, in a drawn order."""
    return sorted(items, key=lambda item: draw.pick(f"{fact} {item}", range(10**9)))[:most]


def _in_print(clause_id: str) -> tuple[int, int, str]:
    section, _, sub = clause_id.partition("(")
    article, _, number = section.partition(".")
    return int(article), int(number), sub
