"""What a team pays: one price for the first people, and more for each further one. Pure.

In: the rules, how many people. Out: dollars. Called by applying.py, workshop.py and the command. No payment
is handled here; the amount is a line of the staff report.
"""

from decimal import Decimal

from autograde.errors import TeamError
from autograde.teams.rules import WorkshopRules
from classroom.language import _

__all__ = ["team_fee_dollars"]


def team_fee_dollars(rules: WorkshopRules, people: int) -> Decimal:
    """The fee of a team of so many people, in dollars.

    Raises TeamError for a team with fewer than the rules ask for: it is refused, and charged nothing.
    Source: public page of Power and Participation in Negotiations, 2024: 200 dollars for ten people and 20
    for each further one. The amounts are the rules'.

    >>> from autograde.teams.rules import find_workshop_rules
    >>> [int(team_fee_dollars(find_workshop_rules("power-and-participation"), n)) for n in (10, 13, 27)]
    [200, 260, 540]
    """
    if people < rules.fewest_members:
        raise TeamError(
            _("A team is at least {fewest} people; this one has {people}. Nothing is charged.").format(
                fewest=rules.fewest_members, people=people
            )
        )
    return rules.fee_dollars + max(0, people - rules.fee_covers) * rules.further_member_dollars
