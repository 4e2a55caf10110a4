"""The rules of a team workshop: how many people and meetings, what it costs, what a member must do.

In: a TOML file of programs/workshops/. Out: `WorkshopRules`, with the version and the hash that every
workshop is opened with. Called by the rest of this room, the command and the desk.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from autograde.errors import RulesError
from autograde.program.rules import programs_folder
from autograde.toml_reader import Fields, read_toml
from classroom.language import _

__all__ = ["Asked", "WorkshopRules", "find_workshop_rules", "load_workshop_rules", "workshops_folder"]

MOST_DOLLARS = Decimal(1_000_000)


class Asked(StrEnum):
    """What a piece of writing must be before it counts."""

    NOTHING = "nothing"
    HANDED_IN = "handed in"
    MET = "met"


@dataclass(frozen=True)
class WorkshopRules:
    """One kind of team workshop.

    A team is `fewest_members` people or more, the coordinator among them. `fee_dollars` is for the first
    `fee_covers` people, `further_member_dollars` for each further one. `meetings_needed` of `meetings` must
    have been attended; `plan` and `reflection` say what the team's and the member's own writing must be.
    """

    id: str
    version: str
    sha256: str
    title: str
    source: str
    note: str
    fewest_members: int
    meetings: int
    meeting_minutes: int
    fee_covers: int
    fee_dollars: Decimal
    further_member_dollars: Decimal
    most_deputies: int
    meetings_needed: int
    plan: Asked
    reflection: Asked


def workshops_folder() -> Path:
    """Where the workshops' rules are: in the installed package, or in the repository."""
    return programs_folder() / "workshops"


def find_workshop_rules(name: str, folder: Path | None = None) -> WorkshopRules:
    """The rules of that id; raises RulesError, naming those there are."""
    folder = folder or workshops_folder()
    found = {rules.id: rules for rules in map(load_workshop_rules, sorted(folder.glob("*.toml")))}
    if name not in found:
        raise RulesError(
            _('No rules in {folder} have the id "{id}". There are: {known}.').format(
                folder=folder, id=name, known=", ".join(sorted(found)) or "–"
            )
        )
    return found[name]


def load_workshop_rules(path: Path) -> WorkshopRules:
    """Read the rules of one workshop strictly; raises RulesError with file and line."""
    fields, data = read_toml(path, RulesError)
    published, ours = fields.table("published"), fields.table("ours")
    meetings = published.whole("meetings", 1, 50)
    rules = WorkshopRules(
        id=fields.slug("id"),
        version=fields.text("version"),
        sha256=sha256(data).hexdigest(),
        title=fields.text("title"),
        source=published.text("source"),
        note=ours.text("note"),
        fewest_members=published.whole("fewest_members", 1, 1000),
        meetings=meetings,
        meeting_minutes=published.whole("meeting_minutes", 1, 24 * 60),
        fee_covers=published.whole("fee_covers", 0, 1000),
        fee_dollars=_dollars(published, "fee_dollars"),
        further_member_dollars=_dollars(published, "further_member_dollars"),
        most_deputies=ours.whole("most_deputies", 0, 10),
        meetings_needed=ours.whole("meetings_needed", 0, meetings),
        plan=_asked(ours, "plan"),
        reflection=_asked(ours, "reflection"),
    )
    for table in (published, ours, fields):
        table.finish()
    return rules


def _dollars(fields: Fields, key: str) -> Decimal:
    """Dollars in quotes, so that cents stay exact."""
    said = fields.text(key)
    try:
        value = Decimal(said)
    except InvalidOperation:
        value = Decimal("NaN")
    exact = value.is_finite() and 0 <= value <= MOST_DOLLARS and value == round(value, 2)
    if not exact:
        fields.refuse(key, _('it must be dollars in quotes, such as "200" or "19.50"'))
    return value


def _asked(fields: Fields, key: str) -> Asked:
    said = fields.text(key)
    try:
        return Asked(said)
    except ValueError:
        known = ", ".join(f'"{one}"' for one in Asked)
        fields.refuse(key, _('"{said}" is not known; it can be {known}').format(said=said, known=known))
