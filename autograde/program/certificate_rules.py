"""The rules of a certificate: what it asks for, what is counted from elsewhere, how long it is good for.

In: a TOML file of programs/certificates/. Out: `CertificateRules`, with the version and the hash that every
grant records. Called by progress.py, outside.py, the command and whoever issues certificates.

What the program's own page does not say is written "unset" and is None here. Nothing is invented: a
certificate with something unset is not issued, and the sentence says which line staff must fill in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from pathlib import Path

from autograde.errors import RulesError
from autograde.program.credits import Category
from autograde.program.requirements import Kind, Requirement
from autograde.program.rules import programs_folder
from autograde.toml_reader import Fields, read_toml
from classroom.language import _

__all__ = ["CertificateRules", "Offering", "certificates_folder", "find_certificates", "load_certificate"]

UNSET = "unset"
NEVER = "never"
_AMOUNTS = frozenset({Kind.UNITS, Kind.WORKSHOPS, Kind.HOURS})


@dataclass(frozen=True)
class Offering:
    """Something attended elsewhere that can count: an intensive, a conference workshop, a team workshop."""

    id: str
    title: str
    counts_as: Category | None
    units: Decimal | None
    hours: Decimal | None
    source: str


@dataclass(frozen=True)
class CertificateRules:
    """One certificate.

    `valid_months` is how long it is good for; None when it never ends or nobody has said (`unset` then
    names the field). `window_months`: only credits earned within so many months before the newest one
    count; None for all. `course_hours` are contact hours by course, `hours_counted` how they were counted.
    `unset` names every line that the program has not filled in. It can be renewed, by meeting `renewal`, from
    `renewal_opens_months` before it ends until `renewal_grace_months` after.
    """

    id: str
    version: str
    sha256: str
    title: str
    fictional: bool
    source: str
    note: str
    requirements: tuple[Requirement, ...]
    renewal: tuple[Requirement, ...]
    offerings: Mapping[str, Offering]
    course_hours: Mapping[str, Decimal]
    hours_counted: str
    valid_months: int | None
    window_months: int | None
    signatory: str
    unset: tuple[str, ...]
    renewal_opens_months: int | None = 0
    renewal_grace_months: int | None = 0


def certificates_folder() -> Path:
    """Where the certificates' rules are: in the installed package, or in the repository."""
    return programs_folder() / "certificates"


def find_certificates(folder: Path | None = None) -> dict[str, CertificateRules]:
    """All certificates of a folder, by id; raises RulesError for an id given twice, or a circle."""
    found: dict[str, CertificateRules] = {}
    for path in sorted((folder or certificates_folder()).glob("*.toml")):
        rules = load_certificate(path)
        if rules.id in found:
            raise RulesError(
                _('{path}: another file has the id "{id}" already. Give this one its own.').format(
                    path=path, id=rules.id
                )
            )
        found[rules.id] = rules
    _refuse_circles(found)
    return found


def load_certificate(path: Path) -> CertificateRules:
    """Read the rules of one certificate strictly; raises RulesError with file and line."""
    fields, data = read_toml(path, RulesError)
    reader = _Reader(fields)
    renewed = "renewal" in fields.values
    rules = CertificateRules(
        id=fields.slug("id"),
        version=fields.text("version"),
        sha256=sha256(data).hexdigest(),
        title=fields.text("title"),
        fictional=fields.truth("fictional"),
        source=fields.text("source"),
        note=fields.text("note"),
        requirements=tuple(reader.requirement(one) for one in fields.tables("requirement")),
        renewal=tuple(reader.requirement(one) for one in reader.optional_tables("renewal")),
        offerings=reader.offerings(),
        course_hours=reader.course_hours(),
        hours_counted=reader.text_or_unset("hours_counted"),
        valid_months=reader.months("valid_months"),
        window_months=reader.months("window_months"),
        signatory=reader.text_or_unset("signatory"),
        renewal_opens_months=reader.months("renewal_opens_months", least=0) if renewed else 0,
        renewal_grace_months=reader.months("renewal_grace_months", least=0) if renewed else 0,
        unset=tuple(reader.unset),
    )
    _refuse_twice(fields, [*rules.requirements, *rules.renewal])
    fields.finish()
    return rules


class _Reader:
    """Hands out the fields of one file, and notes each that says "unset"."""

    def __init__(self, fields: Fields) -> None:
        self.fields = fields
        self.unset: list[str] = []

    def requirement(self, fields: Fields) -> Requirement:
        kind = _kind(fields)
        name = fields.slug("id")
        made = Requirement(
            id=name,
            title=fields.text("title"),
            kind=kind,
            of=fields.slug(kind.value) if kind not in _AMOUNTS else "",
            category=_category(fields) if kind is Kind.WORKSHOPS else None,
            at_least=self.amount(fields, "at_least", name, least=Decimal(1)) if kind in _AMOUNTS else None,
        )
        fields.finish()
        return made

    def offerings(self) -> dict[str, Offering]:
        made: dict[str, Offering] = {}
        for fields in self.optional_tables("offering"):
            name = fields.slug("id")
            if name in made:
                fields.refuse("id", _('another offering has the id "{id}"').format(id=name))
            made[name] = Offering(
                id=name,
                title=fields.text("title"),
                counts_as=_category(fields),
                # An offering that is not worth anything yet does not stop a certificate that does not need
                # it.
                units=_worth(fields),
                hours=_amount(fields, "hours"),
                source=fields.text("source"),
            )
            fields.finish()
        return made

    def course_hours(self) -> dict[str, Decimal]:
        made: dict[str, Decimal] = {}
        for fields in self.optional_tables("course_hours"):
            hours = self.amount(fields, "hours", "course_hours", least=Decimal(0))
            course = fields.slug("course")
            if hours is not None:
                made[course] = hours
            fields.finish()
        return made

    def optional_tables(self, key: str) -> Sequence[Fields]:
        return self.fields.tables(key) if key in self.fields.values else ()

    def amount(self, fields: Fields, key: str, where: str, least: Decimal) -> Decimal | None:
        value = _amount(fields, key)
        if value is None:
            self.unset.append(f"{where}: {key}")
        elif value < least:
            fields.refuse(key, _("it must be {least} or more").format(least=least))
        return value

    def text_or_unset(self, key: str) -> str:
        said = self.fields.text(key)
        if said == UNSET:
            self.unset.append(key)
            return ""
        return said

    def months(self, key: str, least: int = 1) -> int | None:
        """Whole months or "unset"; where none would mean nothing (`least` is 1), also "never" (no end)."""
        if not isinstance(self.fields.values.get(key), str):
            return self.fields.whole(key, least, 600)
        said = self.fields.text(key)
        if said == UNSET:
            self.unset.append(key)
        elif not least:
            self.fields.refuse(key, _('it must be a whole number of months, or "unset"'))
        elif said != NEVER:
            self.fields.refuse(key, _('it must be a whole number of months, "never" or "unset"'))
        return None


def _amount(fields: Fields, key: str) -> Decimal | None:
    """A number in quotes (so that 0.5 stays exact) or a whole one; None for "unset"."""
    if not isinstance(fields.values.get(key), str):
        return Decimal(fields.whole(key, 0, 10_000))
    said = fields.text(key)
    if said == UNSET:
        return None
    try:
        value = Decimal(said)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or not 0 <= value <= 10_000:
        fields.refuse(key, _('it must be a number from 0 to 10,000, or "unset"'))
    return value


def _worth(fields: Fields) -> Decimal | None:
    units = _amount(fields, "units")
    if units == 0:
        fields.refuse("units", _('it must be more than 0; an offering that gives no units says "unset"'))
    return units


def _kind(fields: Fields) -> Kind:
    said = fields.text("kind")
    try:
        return Kind(said)
    except ValueError:
        known = ", ".join(f'"{one}"' for one in Kind)
        fields.refuse("kind", _('"{said}" is not known; it can be {known}').format(said=said, known=known))


def _category(fields: Fields) -> Category | None:
    said = fields.text("counts_as")
    if said == "any":
        return None
    try:
        return Category(said)
    except ValueError:
        fields.refuse("counts_as", _('it can be "core", "elective" or "any"'))


def _refuse_twice(fields: Fields, requirements: Sequence[Requirement]) -> None:
    seen: set[str] = set()
    for one in requirements:
        if one.id in seen:
            fields.refuse("requirement", _('two requirements have the id "{id}"').format(id=one.id))
        seen.add(one.id)


def _refuse_circles(found: Mapping[str, CertificateRules]) -> None:
    """A certificate that needs itself, at any remove, can never be earned."""

    def follow(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            raise RulesError(
                _("These certificates require each other, so none can be earned: {path}.").format(
                    path=" → ".join([*path[path.index(name) :], name])
                )
            )
        if name not in found:
            raise RulesError(
                _('The certificate "{asker}" requires "{name}", and no file describes that one.').format(
                    asker=path[-1], name=name
                )
            )
        for one in found[name].requirements:
            if one.kind is Kind.CERTIFICATE:
                follow(one.of, (*path, name))

    for start in found:
        follow(start, ())
