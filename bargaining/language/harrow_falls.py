"""Harrow Falls: the fictional agreement that the course reads, with what surrounded its bargaining.

The data set `harrow-falls` comes in; agreements, letters, notes and a log go out. Everything in it was
invented for this course.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bargaining.data import document_names, read_document, read_table
from bargaining.language.agreement import Agreement
from bargaining.language.agreement_text import read_article
from bargaining.language.clocks import DayKind, Period, Roll
from bargaining.language.grievance_chain import Level, Silence

DATASET = "harrow-falls"


def current_agreement(datasets: Path | None = None) -> Agreement:
    """Return the agreement of 2025-2028 with its appendices and side letters.

    >>> len([article for article in current_agreement().articles if article.kind == "Article"])
    28
    """
    return _read("Harrow Falls 2025-2028", ("current", "letters"), datasets)


def previous_agreement(datasets: Path | None = None) -> Agreement:
    """Return the agreement of 2022-2025, with the two side letters that it lists."""
    whole = _read("Harrow Falls 2022-2025", ("previous", "letters"), datasets)
    listed = tuple(a for a in whole.articles if a.kind != "Side Letter" or a.number in {"4", "5"})
    return Agreement(whole.name, listed)


def settlement(datasets: Path | None = None) -> Agreement:
    """Return the memorandum of 2025 that lists what the two sides agreed to change."""
    return _read("Memorandum of Agreement 2025", ("settlement",), datasets)


def bargaining_notes(datasets: Path | None = None) -> Agreement:
    """Return the Association's notes of the bargaining of 2025, a clause for each matter."""
    return _read("Bargaining Notes 2025", ("notes",), datasets)


def practice_log(datasets: Path | None = None) -> list[dict[str, str]]:
    """Return the log of practice: entry, date, place, practice, what_happened, known_to, response."""
    return read_table(DATASET, "practice-log", datasets)


def proper_names(datasets: Path | None = None) -> tuple[str, ...]:
    """Return capitalised names in the agreement that are no defined terms: parties, agencies, holidays."""
    return tuple(row["name"] for row in read_table(DATASET, "names", datasets))


def grievance_levels() -> tuple[Level, ...]:
    """Return the four levels of Article 5 as periods; Section 2.3 excludes the day of the event.

    Level Two has no rule for silence: that is how the agreement reads.
    """

    def school(days: int) -> Period:
        return Period(days, DayKind.SCHOOL, False, Roll.STAYS, summer_business_days=True)

    def business(days: int) -> Period:
        return Period(days, DayKind.BUSINESS, False, Roll.STAYS)

    return (
        Level("Level One", school(15), school(10), Silence.DENIED),
        Level("Level Two", school(10), school(10), Silence.NOT_SAID),
        Level("Level Three", business(10), business(20), Silence.DENIED),
        Level("Level Four", business(20)),
    )


@cache
def _read(name: str, folders: tuple[str, ...], datasets: Path | None) -> Agreement:
    names = [n for n in document_names(DATASET, datasets) if n.partition("-")[0] in folders]
    articles = tuple(read_article(read_document(DATASET, n, datasets), f"{n}.md") for n in names)
    return Agreement(name, articles)
