"""What a change of a certificate's rules would mean, before it is made. Pure.

In: the rules today, the rules as proposed, everybody's credits and certificates. Out: who would come to
meet the requirements, and who would no longer. Called by `bargain program diff`. What was granted stays
granted: a grant carries the version and hash of its own rules.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from autograde.program.certificate_rules import CertificateRules
from autograde.program.credits import Credit
from autograde.program.progress import progress
from autograde.program.requirements import Requirement

__all__ = ["Change", "compare"]


@dataclass(frozen=True)
class Change:
    """The requirements added, dropped and changed (today's and the proposed one), and the people affected."""

    added: tuple[Requirement, ...]
    dropped: tuple[Requirement, ...]
    changed: tuple[tuple[Requirement, Requirement], ...]
    would_meet: tuple[str, ...]
    would_no_longer: tuple[str, ...]
    unchanged: int


def compare(
    today: CertificateRules,
    proposed: CertificateRules,
    credits_earned: Mapping[str, Sequence[Credit]],
    held: Mapping[str, Sequence[str]],
) -> Change:
    """What replacing the rules would change; `credits_earned` and `held` by person."""
    before = {one.id: one for one in today.requirements}
    after = {one.id: one for one in proposed.requirements}
    meets = {
        person: (
            progress(today, earned, held.get(person, ())).met_at is not None,
            progress(proposed, earned, held.get(person, ())).met_at is not None,
        )
        for person, earned in credits_earned.items()
    }
    return Change(
        added=tuple(one for name, one in after.items() if name not in before),
        dropped=tuple(one for name, one in before.items() if name not in after),
        changed=tuple(
            (before[name], one) for name, one in after.items() if name in before and before[name] != one
        ),
        would_meet=tuple(sorted(person for person, both in meets.items() if both == (False, True))),
        would_no_longer=tuple(sorted(person for person, both in meets.items() if both == (True, False))),
        unchanged=sum(old == new for old, new in meets.values()),
    )
