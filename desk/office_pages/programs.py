"""The rules of certificates as this desk uses them. In: the stores, an id. Out: rules; 404 for an unknown id.
Called by the modules about credits, certificates and rules.
"""

from __future__ import annotations

from pathlib import Path

from autograde.errors import RulesError
from autograde.program.certificate_rules import CertificateRules, certificates_folder, find_certificates
from classroom.language import _
from desk.stores import Stores

__all__ = ["certificate_rules", "rules_folder", "the_rules"]


def rules_folder(desk: Stores) -> Path:
    """The folder of the certificates' rules."""
    return desk.settings.programs / "certificates" if desk.settings.programs else certificates_folder()


def certificate_rules(desk: Stores) -> dict[str, CertificateRules]:
    """All certificates, by id."""
    return find_certificates(rules_folder(desk))


def the_rules(desk: Stores, certificate: str) -> CertificateRules:
    """The rules of one certificate; raises RulesError, with the ids there are, for an unknown one."""
    found = certificate_rules(desk)
    if certificate not in found:
        raise RulesError(
            _('There is no certificate "{certificate}". There are: {known}.').format(
                certificate=certificate, known=", ".join(found) or _("none")
            )
        )
    return found[certificate]
