"""How far a person is toward a certificate. Pure.

In: a certificate's rules, her credits, the certificates she holds. Out: `Progress`: each requirement with its
answer, whether the certificate may be issued, and if not, why not. Called by the desk, reports, the
transcript and whoever issues certificates.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from autograde.errors import RulesError
from autograde.program.certificate_rules import CertificateRules
from autograde.program.credits import Credit
from autograde.program.requirements import Answer, Requirement, State, answer
from classroom.language import _

__all__ = ["Progress", "months_later", "progress", "refuse_unless_due", "with_hours"]


@dataclass(frozen=True)
class Progress:
    """Where a person stands with a certificate.

    `counted` are the credits inside the window. `met_at` is when the newest of them was earned, once every
    requirement is met. `may_be_issued` also asks that the rules leave nothing unset.
    """

    rules: CertificateRules
    answers: tuple[Answer, ...]
    counted: tuple[Credit, ...]
    met_at: datetime | None

    @property
    def may_be_issued(self) -> bool:
        """Whether every requirement is met and the program has said all its numbers."""
        return self.met_at is not None and not self.rules.unset


def progress(
    rules: CertificateRules,
    credits_earned: Sequence[Credit],
    held: Iterable[str],
    requirements: Sequence[Requirement] | None = None,
) -> Progress:
    """How these credits and certificates stand against the rules: all requirements, unless some are named."""
    counted = _inside_window(rules, [with_hours(rules, credit) for credit in credits_earned])
    have = frozenset(held)
    asked = rules.requirements if requirements is None else requirements
    answers = tuple(answer(requirement, counted, have) for requirement in asked)
    met = all(one.state is State.MET for one in answers)
    met_at = max((credit.at for credit in counted), default=None) if met else None
    return Progress(rules, answers, tuple(counted), met_at)


def refuse_unless_due(standing: Progress) -> datetime:
    """When the certificate was earned; raises RulesError with the reason when it may not be issued."""
    rules = standing.rules
    if rules.unset:
        raise RulesError(
            _(
                '"{title}" cannot be issued yet: its rules leave these unset: {unset}. '
                "The program's own page does not say them; staff must fill them in."
            ).format(title=rules.title, unset=", ".join(rules.unset))
        )
    if standing.met_at is None:
        open_ones = " ".join(one.sentence for one in standing.answers if one.state is not State.MET)
        raise RulesError(_('"{title}" is not earned yet. {what}').format(title=rules.title, what=open_ones))
    return standing.met_at


def months_later(moment: datetime, months: int) -> datetime:
    """The same day and hour so many months later (or earlier); the last day of a shorter month.

    >>> months_later(datetime(2026, 1, 31), 1).date().isoformat()
    '2026-02-28'
    """
    import calendar

    count = moment.year * 12 + moment.month - 1 + months
    year, month = divmod(count, 12)
    day = min(moment.day, calendar.monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)


def with_hours(rules: CertificateRules, credit: Credit) -> Credit:
    """A course's contact hours are the certificate's to say."""
    if not credit.course:
        return credit
    return replace(credit, hours=rules.course_hours.get(credit.course))


def _inside_window(rules: CertificateRules, credits_earned: list[Credit]) -> list[Credit]:
    if rules.window_months is None or not credits_earned:
        return credits_earned
    earliest = months_later(max(credit.at for credit in credits_earned), -rules.window_months)
    return [credit for credit in credits_earned if credit.at >= earliest]
