"""What an issuer's published folder says of a genuine certificate: was it revoked, is it on the register?

In: the folder (or None), a credential whose signature holds. Out: a sentence, or its line of the register.
Called by verify.py. The register is asked as well as the status list, because with a stolen key a
certificate could be signed today and dated back to when the key was good; on the register it is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from autograde.certificate.facts import CertificateFacts
from autograde.certificate.issuer import KeyList
from autograde.certificate.status import is_revoked
from autograde.errors import CertificateError
from autograde.people.codes import code_hash
from autograde.signing.keys import PublicKey
from autograde.signing.proofs import signer
from autograde.signing.signed_json import read_signed_file
from classroom.language import _

__all__ = ["REGISTER_FILE", "check_status", "register_line"]

REGISTER_FILE = "register.json"


def check_status(document: Mapping[str, Any], key: PublicKey, published: Path | None) -> str:
    """What the key's status list says; raises CertificateError when the certificate is not in force."""
    name = f"status-{key.id}.json"
    if published is None or not (published / name).is_file():
        return _(
            "Whether it was revoked could not be checked: the issuer's list {name} is not at hand."
        ).format(name=name)
    status = read_signed_file(published / name)
    if signer(status) != key.id or status.get("issuer") != key.did:
        raise CertificateError(
            _("The list {name} of revoked certificates is not signed by the issuer.").format(name=name)
        )
    if is_revoked(status, document["credentialStatus"]):
        raise CertificateError(
            _("It was signed by the issuer, but is not in force any more: it was revoked or replaced.")
        )
    return _("Not revoked as of {day}, when the issuer's list was made.").format(
        day=str(status["validFrom"])[:10]
    )


def register_line(
    facts: CertificateFacts, credential_sha256: str, trusted: KeyList, published: Path | None
) -> Mapping[str, Any]:
    """The certificate's line of the register; {} without a register, or when it is newer than the register.

    Raises CertificateError when the register should have it and does not, or has another one of that number.
    """
    if published is None or not (published / REGISTER_FILE).is_file():
        return {}
    register = read_signed_file(published / REGISTER_FILE)
    if trusted.key(signer(register)) is None:
        raise CertificateError(_("The register is not signed by the issuer."))
    try:
        made_at = datetime.fromisoformat(register["made_at"])
        lines = {line["code_sha256"]: line for line in register["certificates"]}
    except (KeyError, TypeError, ValueError) as problem:
        raise CertificateError(_("The issuer's register cannot be read.")) from problem
    line = lines.get(code_hash(facts.number))
    if line is None and facts.issued_at > made_at:
        return {}
    if line is None or line["credential_sha256"] != credential_sha256:
        raise CertificateError(
            _(
                "It is signed with the issuer's key, but is not on the issuer's register of {day}, made "
                "after the certificate is dated. The key may have been stolen; ask the issuer."
            ).format(day=made_at.date())
        )
    return dict(line)
