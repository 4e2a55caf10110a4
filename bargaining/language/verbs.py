"""How often a contract says shall, may, must, will and should, beside 133 real agreements.

Text and the table `oregon-agreements` come in; counts and places go out. The counts of the 133 were made by
patterns over 3.88 million words of public-sector agreements in Oregon; many share a master text (about 63
different pairs of employer and union). They say what is usual, not what is good.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from statistics import median

from bargaining.data import read_table
from bargaining.errors import DocumentError
from bargaining.language.agreement import Agreement

VERBS = ("shall", "must", "will", "may", "should")
_AND_OR = re.compile(r"\band/or\b", re.IGNORECASE)
_FEWEST_WORDS = 20


@dataclass(frozen=True)
class VerbCount:
    """A word, how often it stands there, how often that is in 1,000 words, and the same beside the 133.

    `median_per_1000`: the median of the 133. `below_percent`: the share of the 133 that say it less often.
    """

    word: str
    times: int
    per_1000: Fraction
    median_per_1000: Fraction
    below_percent: Fraction


def count_verbs(text: str) -> Mapping[str, int]:
    """Return how often each of the five verbs, and "and/or", stands in a text; capitals do not matter.

    >>> count_verbs("The District SHALL pay and/or may pay. It shall.")
    {'shall': 2, 'must': 0, 'will': 0, 'may': 1, 'should': 0, 'and_or': 1}
    """
    counts = {verb: len(re.findall(rf"\b{verb}\b", text, re.IGNORECASE)) for verb in VERBS}
    return counts | {"and_or": len(_AND_OR.findall(text))}


def text_of(agreement: Agreement) -> str:
    """Return the words of all clauses."""
    return "\n\n".join(clause.text for clause in agreement.clauses)


def beside_agreements(
    text: str, rows: Iterable[Mapping[str, str]] | None = None, datasets: Path | None = None
) -> tuple[VerbCount, ...]:
    """Return the counts of a text beside those of the 133 agreements, or of the rows that are given.

    Rows have `words`, the five verbs and `and_or`. A row in which no verb was counted is left out: its text
    was not read. Raises `DocumentError` for a text of fewer than 20 words.

    >>> shall = beside_agreements("The District shall meet and shall answer. " * 10)[0]
    >>> shall.word, shall.times, float(shall.per_1000), float(shall.below_percent)
    ('shall', 20, 285.7142857142857, 100.0)
    """
    words = len(text.split())
    if words < _FEWEST_WORDS:
        raise DocumentError(
            "This is too short to count in; bring a whole clause at least, better a contract."
        )
    others = [
        row for row in rows or read_table("oregon-agreements", "agreements", datasets)
        if any(int(row[verb]) for verb in VERBS)
    ]  # fmt: skip
    if not others:
        raise DocumentError("There are no agreements to set it beside; leave the rows out to use the 133.")
    counted = []
    for word, times in count_verbs(text).items():
        own = Fraction(1000 * times, words)
        theirs = [Fraction(1000 * int(row[word]), int(row["words"])) for row in others]
        below = Fraction(100 * sum(other < own for other in theirs), len(theirs))
        counted.append(VerbCount(word, times, own, median(theirs), below))
    return tuple(counted)
