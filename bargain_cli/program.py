"""`bargain program`: certificates and their rules, how far somebody is, and what a change would mean."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bargain_cli.options import HOME, HomeOption, now, the_office

if TYPE_CHECKING:
    from autograde.ledger.events import Event
    from autograde.office import Office
    from autograde.program.certificate_rules import CertificateRules

app = typer.Typer(
    help="Certificates: what they ask for, and who is how far. Rules are files in programs/certificates/.",
    no_args_is_help=True,
)
_STAGES = {
    "held": "held",
    "renewable": "to be renewed now",
    "lapsed": "too late for renewal, to be earned anew",
}
ProgramsOption = Annotated[
    Path | None,
    typer.Option("--programs", help="The folder of the rules; those of this project if left out."),
]


@app.command("list")
def list_(programs: ProgramsOption = None) -> None:
    """List the certificates with version, hash, and what their rules leave unset."""
    for rules in certificates(programs).values():
        print(f"{rules.id}  version {rules.version}  sha256 {rules.sha256[:12]}  {rules.title}")
        if rules.unset:
            print(f"  unset, so it cannot be issued: {', '.join(rules.unset)}")


@app.command("progress")
def progress_(
    certificate: Annotated[str, typer.Argument(help="The id of the certificate.")],
    person: Annotated[str, typer.Argument(help="The id of the person (p- and twelve characters).")],
    programs: ProgramsOption = None,
    home: HomeOption = HOME,
) -> None:
    """Say how far a person is toward a certificate, or its renewal, requirement by requirement."""
    from autograde.program.renewal import Stage, toward

    rules, events = one_certificate(programs, certificate), events_of(the_office(home), person)
    standing = toward(rules, events, now())
    if standing.grant:
        until = f"{standing.grant.valid_until:%Y-%m-%d}" if standing.grant.valid_until else "no end"
        print(f"Certificate {standing.grant.number}: {_STAGES[standing.stage.value]}; good until {until}.")
    if standing.opens_at and standing.ends_at and rules.renewal:
        print(f"It can be renewed from {standing.opens_at:%Y-%m-%d} to {standing.ends_at:%Y-%m-%d}.")
    for answer in standing.progress.answers:
        print(f"{answer.state.value:6}  {answer.sentence}")
    for line in rules.unset:
        print(f"unset   {line}")
    if standing.stage in (Stage.EARNING, Stage.LAPSED):
        print("It may be issued." if standing.may_be_issued else "It may not be issued yet.")
    elif rules.renewal:
        print("It may be renewed." if standing.may_be_renewed else "It may not be renewed yet.")


@app.command("diff")
def diff(
    certificate: Annotated[str, typer.Argument(help="The id of the certificate whose rules would change.")],
    proposed: Annotated[Path, typer.Argument(help="The file with the proposed rules.")],
    programs: ProgramsOption = None,
    home: HomeOption = HOME,
) -> None:
    """Say who would be affected by a change of rules, before it is made. Nothing is changed."""
    from autograde.program.certificate_rules import load_certificate
    from autograde.program.compare import compare
    from autograde.program.credits import credits_of

    people = everybody(the_office(home))
    change = compare(
        one_certificate(programs, certificate),
        load_certificate(proposed),
        {person: credits_of(events) for person, events in people.items()},
        {person: sorted(held_by(events)) for person, events in people.items()},
    )
    for word, requirements in (("added", change.added), ("dropped", change.dropped)):
        for one in requirements:
            print(f"{word}: {one.title} ({one.id})")
    for before, after in change.changed:
        print(f"changed: {after.title} ({after.id}): {before.at_least} -> {after.at_least}")
    print(f"would come to meet it: {', '.join(change.would_meet) or 'nobody'}")
    print(f"would no longer meet it: {', '.join(change.would_no_longer) or 'nobody'}")
    print(f"not affected: {change.unchanged}")
    print("Certificates that were issued keep the rules they were issued under.")


def certificates(programs: Path | None) -> dict[str, CertificateRules]:
    """The certificates of a folder, by id."""
    from autograde.program.certificate_rules import find_certificates

    return find_certificates(programs)


def one_certificate(programs: Path | None, certificate: str) -> CertificateRules:
    """The rules of one certificate; raises RulesError, with the ids there are, for an unknown one."""
    from autograde.errors import RulesError

    found = certificates(programs)
    if certificate not in found:
        raise RulesError(f'There is no certificate "{certificate}". There are: {", ".join(found)}.')
    return found[certificate]


def events_of(office: Office, person: str) -> list[Event]:
    """All events of a person; raises PersonError when nobody has that id."""
    from autograde.ledger.store import Ledger
    from autograde.people.register import People

    events = Ledger(office.records()).events(person)
    if not events:
        People(office.records()).person(person)
    return events


def everybody(office: Office) -> dict[str, list[Event]]:
    """The events of everybody, by person."""
    from autograde.ledger.store import Ledger

    return dict(Ledger(office.records()).chains())


def held_by(events: list[Event]) -> frozenset[str]:
    """The certificates that are on record for a person and were not taken back."""
    from autograde.program.held import certificates_held

    return certificates_held(events)
