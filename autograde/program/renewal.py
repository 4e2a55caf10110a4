"""Where a person stands with a certificate at a moment: earning it, holding it, renewing it, too late. Pure.

In: a certificate's rules, her events, a moment. Out: `Toward`. Called by whoever issues and renews
certificates, by the register and the command. What one certificate rests on never counts toward the next:
for a renewal, and for earning it anew, only what was earned since it was granted or renewed last.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from autograde.errors import RulesError
from autograde.ledger.events import Event
from autograde.program.certificate_rules import CertificateRules
from autograde.program.credits import Credit, credits_of
from autograde.program.held import Grant, grants
from autograde.program.progress import Progress, months_later, progress, refuse_unless_due
from autograde.sessions.local_time import local_day
from classroom.language import _

__all__ = ["Stage", "Toward", "refuse_unless_renewable", "renewal_window", "toward"]


class Stage(StrEnum):
    """How it stands with a certificate."""

    EARNING = "earning"
    HELD = "held"
    RENEWABLE = "renewable"
    LAPSED = "lapsed"


@dataclass(frozen=True)
class Toward:
    """`progress` is toward the certificate while she is earning it or has let it lapse, toward renewal else.

    `opens_at` and `ends_at` are the first and last moment at which it can be renewed; None where it never
    ends, or she does not hold it.
    """

    stage: Stage
    progress: Progress
    grant: Grant | None = None
    opens_at: datetime | None = None
    ends_at: datetime | None = None

    @property
    def may_be_issued(self) -> bool:
        """Whether she has earned it and does not hold it (any more)."""
        return self.stage in (Stage.EARNING, Stage.LAPSED) and self.progress.may_be_issued

    @property
    def may_be_renewed(self) -> bool:
        """Whether it can be renewed now."""
        return self.stage is Stage.RENEWABLE and self.progress.may_be_issued


def toward(rules: CertificateRules, events: Iterable[Event], now: datetime) -> Toward:
    """Where the person of these events stands with a certificate at the moment `now`."""
    chain = list(events)
    held = grants(chain)
    grant = held.get(rules.id)
    if grant is None:
        return Toward(Stage.EARNING, progress(rules, credits_of(chain), held))
    since = _earned_since(chain, grant)
    if grant.valid_until is None:
        return Toward(Stage.HELD, progress(rules, since, held, rules.renewal), grant)
    opens_at, ends_at = renewal_window(rules, grant.valid_until)
    if now > ends_at:
        return Toward(Stage.LAPSED, progress(rules, since, held), grant, opens_at, ends_at)
    stage = Stage.RENEWABLE if rules.renewal and now >= opens_at else Stage.HELD
    return Toward(stage, progress(rules, since, held, rules.renewal), grant, opens_at, ends_at)


def renewal_window(rules: CertificateRules, valid_until: datetime) -> tuple[datetime, datetime]:
    """The first and last moment at which a certificate can be renewed; what is unset adds no month.

    >>> from datetime import UTC
    >>> from autograde.program.certificate_rules import certificates_folder, load_certificate
    >>> sample = load_certificate(certificates_folder() / "sample.toml")
    >>> [f"{at:%Y-%m-%d}" for at in renewal_window(sample, datetime(2032, 3, 31, tzinfo=UTC))]
    ['2031-03-31', '2032-09-30']
    """
    return (
        months_later(valid_until, -(rules.renewal_opens_months or 0)),
        months_later(valid_until, rules.renewal_grace_months or 0),
    )


def refuse_unless_renewable(standing: Toward, zone: str) -> None:
    """Raise RulesError with the reason when it cannot be renewed. `zone`: for the dates."""
    title = standing.progress.rules.title
    if standing.grant is None:
        raise RulesError(_('"{title}" is not held, so it cannot be renewed.').format(title=title))
    if standing.opens_at is None or standing.ends_at is None:
        raise RulesError(_('"{title}" never ends, so it needs no renewal.').format(title=title))
    if not standing.progress.rules.renewal:
        raise RulesError(
            _('"{title}" has no rules for renewal. Once it has run out it must be earned anew.').format(
                title=title
            )
        )
    if standing.stage is Stage.HELD:
        raise RulesError(
            _('"{title}" can be renewed from {day} on.').format(
                title=title, day=local_day(standing.opens_at, zone)
            )
        )
    if standing.stage is Stage.LAPSED:
        raise RulesError(
            _('"{title}" could be renewed until {day}. It must be earned anew now.').format(
                title=title, day=local_day(standing.ends_at, zone)
            )
        )
    refuse_unless_due(standing.progress)


def _earned_since(events: Iterable[Event], grant: Grant) -> list[Credit]:
    """Days are compared, because the day that something was attended has no hour."""
    return [
        credit
        for credit in credits_of(events, without=grant.credits)
        if credit.at.date() >= grant.since.date()
    ]
