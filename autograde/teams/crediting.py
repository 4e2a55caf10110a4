"""Credit for a workshop: proposed with evidence for each who completed it, approved by a second person.

In: the office, a workshop, a certificate's rules. Out: who is due, and proposals as of any outside credit
(program/outside.py). Called by the command and the demonstration. What the workshop is worth is the
certificate's to say: its offering with the id of the workshop's rules. The evidence is one member's own
record and nobody else's, so that it can be erased with her.
"""

from __future__ import annotations

import json

from autograde.errors import TeamError
from autograde.ledger.events import Event
from autograde.ledger.moments import moment_to_text
from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.program.certificate_rules import CertificateRules
from autograde.program.credits import credits_of, proposals_of
from autograde.program.outside import approve, propose
from autograde.teams.completion import Completion, completions
from autograde.teams.workshop import Workshop
from classroom.language import _

__all__ = ["approve_credits", "credited", "due_for_credit", "propose_credits"]


def due_for_credit(office: Office, workshop: Workshop, rules: CertificateRules) -> list[Completion]:
    """Who has completed the workshop and has neither the credit nor a proposal of it yet.

    Raises TeamError where the certificate does not count the workshop.
    """
    _require_offering(workshop, rules)
    have = {*credited(office, workshop), *_proposed(office, workshop)}
    return [one for one in completions(workshop) if one.complete and one.person not in have]


def propose_credits(office: Office, workshop: Workshop, rules: CertificateRules, actor: str) -> list[Event]:
    """Propose the credit of everybody who is due; a second person then approves it."""
    return [
        propose(
            office, rules, one.person, workshop.rules.id, workshop.last_day, _evidence(workshop, one), actor
        )
        for one in due_for_credit(office, workshop, rules)
    ]


def approve_credits(office: Office, workshop: Workshop, rules: CertificateRules, actor: str) -> list[Event]:
    """Approve every proposal of this workshop that waits, as somebody other than who made it."""
    _require_offering(workshop, rules)
    return [
        approve(office, rules, person, proposal, actor)
        for person, proposal in _proposed(office, workshop).items()
    ]


def credited(office: Office, workshop: Workshop) -> dict[str, str]:
    """Members with an approved credit for this workshop: the event of the credit, by person."""
    ledger, found = Ledger(office.records()), {}
    for one in completions(workshop):
        for credit in credits_of(ledger.events(one.person)):
            if credit.offering == workshop.rules.id and credit.at == workshop.last_day:
                found[one.person] = credit.event
    return found


def _proposed(office: Office, workshop: Workshop) -> dict[str, str]:
    ledger, found = Ledger(office.records()), {}
    for one in completions(workshop):
        for waiting in proposals_of(ledger.events(one.person)):
            same_day = waiting.attended_at == workshop.last_day
            if waiting.offering == workshop.rules.id and same_day:
                found[one.person] = waiting.event
    return found


def _evidence(workshop: Workshop, one: Completion) -> bytes:
    """What the credit rests on, as one member's own record: random ids, dates and hashes only."""
    starts = {meeting.number: moment_to_text(meeting.starts_at) for meeting in workshop.meetings}
    reflection, plan = workshop.reflections.get(one.person), workshop.team(one.team).handed_in
    content = {
        "person": one.person,
        "workshop": workshop.id,
        "rule": workshop.rules.id,
        "rule_version": workshop.rules.version,
        "rule_sha256": workshop.rules.sha256,
        "team": one.team,
        "attended": {str(number): starts[number] for number in sorted(one.meetings)},
        "meetings_needed": workshop.rules.meetings_needed,
        "reflection": reflection.text_id if reflection else None,
        "plan_sha256": plan.plan_sha256 if plan else None,
    }
    return json.dumps(content, indent=1, sort_keys=True).encode()


def _require_offering(workshop: Workshop, rules: CertificateRules) -> None:
    if workshop.rules.id not in rules.offerings:
        raise TeamError(
            _(
                'The rules of "{title}" do not count the workshop "{workshop}". Staff of the program add an '
                "offering with that id when it is to count."
            ).format(title=rules.title, workshop=workshop.rules.id)
        )
