"""The rules of courses and certificates, to read, with their hash; and what a change of them would mean.

In: requests of program staff, a file of proposed rules. Out: pages. Part of app.py. Rules are files, and
nothing here changes one.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from autograde.errors import RulesError
from autograde.program.certificate_rules import CertificateRules, load_certificate
from autograde.program.compare import Change, compare
from autograde.program.credits import credits_of
from autograde.program.held import certificates_held
from autograde.program.requirements import Kind, Requirement
from classroom.language import _
from desk.access import Who, open_to
from desk.office_pages.answering import shown
from desk.office_pages.programs import certificate_rules, rules_folder
from desk.office_pages.upload import chosen_file
from desk.stores import stores

__all__ = ["rules"]

rules = Blueprint("office_rules", __name__, url_prefix="/office/rules")
LARGEST_RULES = 100_000
MOST_NAMED = 100


@rules.get("/")
@open_to(Who.STAFF)
def every() -> ResponseReturnValue:
    """All rules with version and hash."""
    desk = stores()
    return render_template(
        "office_rules.html",
        certificates=certificate_rules(desk).values(),
        courses=[(desk.courses[course].title, one) for course, one in desk.rules.items()],
    )


@rules.get("/<certificate>")
@open_to(Who.STAFF)
def one(certificate: str) -> ResponseReturnValue:
    """The rules of one certificate, as they are read and as they stand in their file."""
    return _page(certificate)


@rules.post("/<certificate>/compare")
@open_to(Who.STAFF)
def compared(certificate: str) -> ResponseReturnValue:
    """Say who would be affected by a change of rules, before it is made. Nothing is changed."""
    today = _known(certificate)

    def do() -> Change:
        everybody = dict(stores().ledger.chains())
        return compare(
            today,
            _proposed(),
            {person: credits_of(events) for person, events in everybody.items()},
            {person: sorted(certificates_held(events)) for person, events in everybody.items()},
        )

    return shown(do, lambda change: _page(certificate, change=change), lambda said: _page(certificate, said))


def _proposed() -> CertificateRules:
    """The rules in the file that was chosen; raises RulesError, naming its line, for what cannot be read."""
    upload = chosen_file("proposed", LARGEST_RULES)
    with TemporaryDirectory(prefix="rules-") as place:
        path = Path(place) / "proposed.toml"
        path.write_bytes(upload.data)
        try:
            return load_certificate(path)
        except RulesError as problem:  # the place is ours, the name is hers
            raise RulesError(problem.sentence.replace(str(path), upload.name)) from problem


def _known(certificate: str) -> CertificateRules:
    found = certificate_rules(stores())
    if certificate not in found:
        raise NotFound
    return found[certificate]


def _page(certificate: str, problem: str = "", change: Change | None = None) -> str:
    today = _known(certificate)
    return render_template(
        "office_rule.html",
        rules=today,
        facts=_facts(today),
        requirements=[(one.title, _asks(one)) for one in today.requirements],
        renewal=[(one.title, _asks(one)) for one in today.renewal],
        text=_source(today),
        change=change,
        changed=[(after.title, _asks(before), _asks(after)) for before, after in change.changed]
        if change
        else [],
        would_meet=_names(change.would_meet) if change else [],
        would_no_longer=_names(change.would_no_longer) if change else [],
        problem=problem,
    )


def _facts(today: CertificateRules) -> list[tuple[str, str]]:
    never = _("unset") if "valid_months" in today.unset else _("it does not end")
    return [
        (_("Id"), today.id),
        (_("Version"), today.version),
        (_("SHA-256"), today.sha256),
        (_("Good for"), _("{n} months").format(n=today.valid_months) if today.valid_months else never),
        (_("Signed by"), today.signatory or _("unset")),
        (_("Source"), today.source),
    ]


def _asks(one: Requirement) -> str:
    """What a requirement asks for, in a few words."""
    if one.kind is Kind.COURSE:
        return _("the course, complete")
    if one.kind is Kind.CERTIFICATE:
        return _("another certificate, held")
    least = _("unset") if one.at_least is None else f"{one.at_least:f}"
    if one.kind is Kind.WORKSHOPS:
        category = one.category.value if one.category else _("any")
        return _("workshops: {n} ({category})").format(n=least, category=category)
    return (_("units: {n}") if one.kind is Kind.UNITS else _("contact hours: {n}")).format(n=least)


def _source(today: CertificateRules) -> str:
    """The file itself, found by its hash."""
    from hashlib import sha256

    for path in rules_folder(stores()).glob("*.toml"):
        data = path.read_bytes()
        if sha256(data).hexdigest() == today.sha256:
            return data.decode("utf-8", errors="replace")
    return ""


def _names(people: Iterable[str]) -> list[str]:
    named = list(people)
    found = stores().people.people(named[:MOST_NAMED])
    said = [found[one].name if one in found else _("(name erased)") for one in named[:MOST_NAMED]]
    more = len(named) - len(said)
    return [*said, _("and {n} more").format(n=more)] if more > 0 else said
