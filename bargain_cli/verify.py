"""`bargain verify`: is the certificate that somebody brings what it says it is?"""

from pathlib import Path
from typing import Annotated

import typer

from bargain_cli.options import HOME, HomeOption, now, the_office


def verify(
    file: Annotated[Path, typer.Argument(help="A certificate (PDF) or a credential (JSON).")],
    issuer: Annotated[
        Path | None,
        typer.Option(help="What the issuer published: a copy of its folder, or of its issuer.json alone."),
    ] = None,
    home: HomeOption = HOME,
) -> None:
    """Check a certificate without a network, against an issuer's keys or this office."""
    from autograde.certificate.issuer import own_keys, read_key_list
    from autograde.certificate.verify import check_against_office, verify_file
    from autograde.errors import CertificateError

    if issuer:
        verified = verify_file(
            file, read_key_list(issuer), issuer if issuer.is_dir() else issuer.parent, now()
        )
        in_force = verified.revocation
    elif (home / "records").is_dir():
        office = the_office(home)
        verified = verify_file(file, own_keys(office), None, now())
        in_force = check_against_office(office, verified)
    else:
        raise CertificateError(
            "Whose certificate is it? Give what the issuer published with --issuer: a copy of its folder, or "
            "of its issuer.json, from a place you trust."
        )
    facts = verified.facts
    print(f"Genuine. Signed by {facts.issuer_name} with {verified.key.id}.")
    print(f"  {facts.name}" + "".join(f", {one}" for one in (facts.local, facts.affiliate) if one))
    print(f"  {facts.title}")
    for line in facts.credits:
        print(f"    {line.title}: {line.said}")
    print(f"  {facts.units:f} units, {facts.contact_hours:f} contact hours")
    print(f"  earned on {facts.earned_at:%Y-%m-%d}, issued on {facts.issued_at:%Y-%m-%d}")
    print(f"  {facts.standing}")
    print(f"  check code {facts.number}; rule {facts.rule}, version {facts.rule_version}")
    for said in (in_force, verified.page):
        if said:
            print(f"- {said}")
