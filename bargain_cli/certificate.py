"""`bargain certificate`: issue, renew, reissue, revoke, show, publish."""

from pathlib import Path
from typing import Annotated

import typer

from bargain_cli.identity import ActorOption, the_actor
from bargain_cli.options import CURRICULUM, HOME, CurriculumOption, HomeOption, now, the_courses, the_office
from bargain_cli.program import ProgramsOption, one_certificate

app = typer.Typer(
    help="Certificates: issue, renew, reissue, revoke, show and publish them.", no_args_is_help=True
)
NumberArgument = Annotated[
    str, typer.Argument(help="The check code of the certificate, for example K7QF-2M9X-VB4T-HD3N.")
]
ReasonOption = Annotated[str, typer.Option(help="Why, in a few words without names; it stays on record.")]


@app.command("issue")
def issue(
    certificate: Annotated[str, typer.Argument(help="The id of the certificate, as in its rules.")],
    person: Annotated[
        str, typer.Option(help="One learner's id; everybody to whom it is due if left out.")
    ] = "",
    actor: ActorOption = "",
    programs: ProgramsOption = None,
    home: HomeOption = HOME,
    curriculum: CurriculumOption = CURRICULUM,
) -> None:
    """Issue a certificate to everybody to whom it is due, or to one."""
    from autograde.certificate import issue as certificates
    from autograde.people.staff import Role

    office, rules = the_office(home), one_certificate(programs, certificate)
    by = the_actor(office, actor, Role.STAFF)
    people = [person] if person else certificates.due_people(office, rules, now())
    for one in people:
        made = certificates.issue(office, rules, the_courses(curriculum), one, by, now())
        print(f"{made.number}  {one}  {certificates.folder_of(office, made.number) / certificates.PAGE}")
    if not people:
        print("It is due to nobody.")
        for line in rules.unset:
            print(f"  unset in its rules, so it cannot be issued: {line}")


@app.command("reissue")
def reissue(
    number: NumberArgument, reason: ReasonOption, actor: ActorOption = "", home: HomeOption = HOME
) -> None:
    """Issue a certificate again, as after a name was corrected; the old one stays on record, replaced."""
    from autograde.certificate import again
    from autograde.certificate.issue import PAGE, find_certificate, folder_of
    from autograde.people.staff import Role

    office = the_office(home)
    old = find_certificate(office, number)
    made = again.reissue(office, number, reason, the_actor(office, actor, Role.STAFF), now())
    print(f"{made.number} replaces {old.number}.")
    print(f"{folder_of(office, made.number) / PAGE}")
    print("Publish again, so that others see that the old one is replaced: bargain certificate publish")


@app.command("renew")
def renew(
    certificate: Annotated[str, typer.Argument(help="The id of the certificate, as in its rules.")],
    person: Annotated[
        str, typer.Option(help="One learner's id; everybody who can renew it now if left out.")
    ] = "",
    actor: ActorOption = "",
    programs: ProgramsOption = None,
    home: HomeOption = HOME,
    curriculum: CurriculumOption = CURRICULUM,
) -> None:
    """Renew a certificate for everybody who has done what renewal asks for, or for one."""
    from autograde.certificate import again
    from autograde.people.staff import Role

    office, rules = the_office(home), one_certificate(programs, certificate)
    by = the_actor(office, actor, Role.STAFF)
    people = [person] if person else again.renewable_people(office, rules, now())
    for one in people:
        made = again.renew(office, rules, the_courses(curriculum), one, by, now())
        until = f"{made.valid_until:%Y-%m-%d}" if made.valid_until else "no end"
        print(f"{made.number}  {one}  until {until}, in place of {made.renews}")
    if not people:
        print("Nobody can renew it now.")


@app.command("revoke")
def revoke(
    number: NumberArgument, reason: ReasonOption, actor: ActorOption = "", home: HomeOption = HOME
) -> None:
    """Revoke a certificate; it stays on record as revoked."""
    from autograde.certificate import issue as certificates
    from autograde.people.staff import Role

    office = the_office(home)
    gone = certificates.revoke(office, number, reason, the_actor(office, actor, Role.STAFF), now())
    print(f"{gone.number} is revoked.")
    print("Publish again, so that others see it: bargain certificate publish")


@app.command("show")
def show(
    number: Annotated[str, typer.Argument(help="A check code; all certificates if left out.")] = "",
    home: HomeOption = HOME,
) -> None:
    """Show one certificate, or list all of them."""
    from autograde.certificate import issue as certificates
    from autograde.certificate.standing import CERTIFICATE_EVENTS
    from autograde.certificate.standing import certificates as all_certificates
    from autograde.ledger.store import Ledger

    office, moment = the_office(home), now()
    found = (
        [certificates.find_certificate(office, number)]
        if number
        else all_certificates(Ledger(office.records()).events(kinds=CERTIFICATE_EVENTS))
    )
    for one in sorted(found, key=lambda certificate: certificate.issued_at):
        state = f"ran out on {one.valid_until:%Y-%m-%d}" if one.has_run_out(moment) else one.state
        print(f"{one.number}  {one.issued_at:%Y-%m-%d}  {one.person}  {one.rule}  {state}")
        if one.ended_at:
            after = f", replaced by {one.replaced_by}" if one.replaced_by else ""
            print(f"    {one.state} on {one.ended_at:%Y-%m-%d}{after}: {one.reason}")
        elif not one.well_founded:
            print("    A credit it rests on was taken back since. Revoke it, or find out why.")
        if number:
            print(f"    {certificates.folder_of(office, one.number)}")
    if not found:
        print("No certificate has been issued yet.")


@app.command("publish")
def publish(
    to: Annotated[Path, typer.Option(help="The folder to write; put it on the web at the issuer's address.")],
    home: HomeOption = HOME,
) -> None:
    """Write what others need to check certificates: keys, revocations and a page for the browser."""
    from autograde.certificate.publish import publish as write

    for path in write(the_office(home), to, now()):
        print(path)
