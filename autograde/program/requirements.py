"""What a certificate asks for, requirement by requirement, and whether a person's credits meet it. Pure.

In: credits (see credits.py) and the certificates she holds. Out: an `Answer` for each requirement, with a
sentence. Called by progress.py. A number that the program's own page does not say is `None` here and
"unset" in the file; such a requirement is never met, because nobody knows what would meet it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from autograde.program.credits import Category, Credit
from classroom.language import _

__all__ = ["Answer", "Kind", "Requirement", "State", "answer"]


class Kind(StrEnum):
    """What can be required."""

    COURSE = "course"
    UNITS = "units"
    WORKSHOPS = "workshops"
    HOURS = "hours"
    CERTIFICATE = "certificate"


class State(StrEnum):
    """How it stands with one requirement."""

    MET = "met"
    OPEN = "open"
    UNSET = "unset"


@dataclass(frozen=True)
class Requirement:
    """One line of a certificate's rules.

    `of` names the course or the certificate that is asked for. `category` limits workshops to core or
    elective ones. `at_least` is how many units, workshops or contact hours; None where the program has not
    said.
    """

    id: str
    title: str
    kind: Kind
    of: str = ""
    category: Category | None = None
    at_least: Decimal | None = None


@dataclass(frozen=True)
class Answer:
    """How it stands: what she has, what is asked for (None: not said), and a sentence."""

    requirement: Requirement
    state: State
    have: Decimal
    need: Decimal | None
    sentence: str


def answer(requirement: Requirement, credits_earned: Sequence[Credit], held: Iterable[str]) -> Answer:
    """Whether one requirement is met by these credits and the certificates held."""
    if requirement.kind is Kind.COURSE:
        return _one(requirement, any(credit.course == requirement.of for credit in credits_earned))
    if requirement.kind is Kind.CERTIFICATE:
        return _one(requirement, requirement.of in set(held))
    return _amount(requirement, _have(requirement, credits_earned))


def _one(requirement: Requirement, met: bool) -> Answer:
    sentence = _("{title}: complete.") if met else _("{title}: still to do.")
    state = State.MET if met else State.OPEN
    return Answer(requirement, state, Decimal(met), Decimal(1), sentence.format(title=requirement.title))


def _have(requirement: Requirement, credits_earned: Sequence[Credit]) -> Decimal:
    if requirement.kind is Kind.UNITS:
        return sum((credit.units for credit in credits_earned if credit.units is not None), Decimal(0))
    if requirement.kind is Kind.HOURS:
        return sum((credit.hours for credit in credits_earned if credit.hours is not None), Decimal(0))
    workshops = {
        credit.offering
        for credit in credits_earned
        if credit.offering and requirement.category in (None, credit.category)
    }
    return Decimal(len(workshops))


def _amount(requirement: Requirement, have: Decimal) -> Answer:
    need = requirement.at_least
    if need is None:
        sentence = _("{title}: {have:f} so far. The program has not said how many it asks for.")
        return Answer(
            requirement, State.UNSET, have, None, sentence.format(title=requirement.title, have=have)
        )
    sentence = _("{title}: {have:f} of {need:f}.").format(title=requirement.title, have=have, need=need)
    return Answer(requirement, State.MET if have >= need else State.OPEN, have, need, sentence)
