"""What a conference offers: each workshop with its subject and what its page says it counts for.

In: a TOML file of programs/conferences/. Out: `Conference`. Called by attendance.py, the command and reports.
What the page does not say is written "unset" and is None here; "none said" is no credit named, and None too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from autograde.errors import RulesError
from autograde.program.credits import Category
from autograde.program.rules import programs_folder
from autograde.toml_reader import Fields, read_toml
from classroom.language import _

__all__ = ["Conference", "ConferenceWorkshop", "conferences_folder", "find_conference", "load_conference"]

UNSET, NONE, NONE_SAID = "unset", "none", "none said"


@dataclass(frozen=True)
class ConferenceWorkshop:
    """One workshop of one day.

    `subject` is in our words, below the page's `heading`. `counts_as` is None where the page names no credit;
    `offering` is what the certificate's rules call it. `lessons` are course/part, or workshop/rules. `title`,
    `audience`, `hours` and `places` are None where the page does not say.
    """

    number: int
    heading: str
    subject: str
    tags: tuple[str, ...]
    audience: str | None
    counts_as: Category | None
    offering: str | None
    lessons: tuple[str, ...]
    title: str | None
    hours: str | None
    places: str | None


@dataclass(frozen=True)
class Conference:
    """One conference on one day, and the certificate whose rules count its workshops."""

    id: str
    title: str
    day: date
    place: str
    certificate: str
    source: str
    note: str
    workshops: tuple[ConferenceWorkshop, ...]

    def workshop(self, number: int) -> ConferenceWorkshop:
        """The workshop of that number; raises RulesError when there is none."""
        for one in self.workshops:
            if one.number == number:
                return one
        raise RulesError(
            _("{title} lists workshops 1 to {most}, not {number}.").format(
                title=self.title, most=len(self.workshops), number=number
            )
        )


def conferences_folder() -> Path:
    """Where the catalogues are: in the installed package, or in the repository."""
    return programs_folder() / "conferences"


def find_conference(name: str, folder: Path | None = None) -> Conference:
    """The conference of that id; raises RulesError, naming those there are."""
    found = {
        one.id: one for one in map(load_conference, sorted((folder or conferences_folder()).glob("*.toml")))
    }
    if name not in found:
        raise RulesError(
            _('There is no conference "{id}". There are: {known}.').format(
                id=name, known=", ".join(sorted(found)) or "–"
            )
        )
    return found[name]


def load_conference(path: Path) -> Conference:
    """Read a catalogue strictly; raises RulesError with file and line."""
    fields, _data = read_toml(path, RulesError)
    made = Conference(
        id=fields.slug("id"),
        title=fields.text("title"),
        day=fields.day("day"),
        place=fields.text("place"),
        certificate=fields.slug("certificate"),
        source=fields.text("source"),
        note=fields.text("note"),
        workshops=tuple(_workshop(one) for one in fields.tables("workshop")),
    )
    fields.finish()
    numbers = [one.number for one in made.workshops]
    if numbers != list(range(1, len(numbers) + 1)):
        fields.refuse("workshop", _("the workshops are numbered 1, 2, 3 and so on, in order"))
    return made


def _workshop(fields: Fields) -> ConferenceWorkshop:
    counts_as, offering = _category(fields), fields.text("offering")
    if (counts_as is None) != (offering == NONE):
        fields.refuse(
            "offering", _('a workshop that counts names its offering; one that does not says "none"')
        )
    made = ConferenceWorkshop(
        number=fields.whole("number", 1, 999),
        heading=fields.text("heading"),
        subject=fields.text("subject"),
        tags=_listed(fields, "tags"),
        audience=_or_unset(fields, "audience"),
        counts_as=counts_as,
        offering=None if offering == NONE else offering,
        lessons=_listed(fields, "lessons"),
        title=_or_unset(fields, "title"),
        hours=_or_unset(fields, "hours"),
        places=_or_unset(fields, "places"),
    )
    fields.finish()
    return made


def _category(fields: Fields) -> Category | None:
    said = fields.text("counts_as")
    if said == NONE_SAID:
        return None
    try:
        return Category(said)
    except ValueError:
        fields.refuse("counts_as", _('it can be "core", "elective" or "none said"'))


def _or_unset(fields: Fields, key: str) -> str | None:
    said = fields.text(key)
    return None if said == UNSET else said


def _listed(fields: Fields, key: str) -> tuple[str, ...]:
    said = fields.text(key)
    return () if said == NONE else tuple(one.strip() for one in said.split(","))
