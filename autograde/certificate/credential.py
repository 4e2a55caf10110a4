"""Facts to an Open Badges 3.0 credential, and back.

In: `CertificateFacts`, the key that will sign, a place in its status list. Out: the credential, without its
proof; or the facts of one. Pure: `facts_of(credential_of(facts, ...)) == facts`, so that the printed page can
be made from the credential alone. Called by issue.py, printed.py and verify.py.
Source: 1EdTech Open Badges 3.0 (2024), sections on AchievementCredential, AchievementSubject and Result; W3C
Verifiable Credentials Data Model 2.0 (2025). What Open Badges has no word for stands in its own extensible
lists, with a name that begins with "ext:". Evidence is named by its hash (ni, RFC 6920).
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from autograde.certificate.facts import CertificateFacts, CreditLine, PartEvidence
from autograde.errors import CertificateError
from autograde.signing.contexts import CREDENTIALS, OPEN_BADGES
from autograde.signing.keys import PublicKey
from classroom.language import _

__all__ = ["credential_of", "facts_of", "status_address"]

_ANSWERS = "Run on answers with SHA-256 "
_CREDIT, _RUN = "credit ", "executed notebook"


def credential_of(facts: CertificateFacts, key: PublicKey, status_index: int) -> dict[str, Any]:
    """The credential that states these facts, ready to be signed with `key`."""
    address = status_address(facts.issuer_url, key.id)
    return {
        "@context": [CREDENTIALS, OPEN_BADGES],
        "id": f"{facts.issuer_url}#{facts.number}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": facts.title,
        "description": facts.standing,
        "issuer": {
            "id": key.did,
            "type": ["Profile"],
            "name": facts.issuer_name,
            "url": facts.issuer_url,
            "official": facts.signatory,
        },
        "validFrom": facts.issued_at.isoformat(timespec="seconds"),
        **({"validUntil": facts.valid_until.isoformat(timespec="seconds")} if facts.valid_until else {}),
        "awardedDate": facts.earned_at.isoformat(timespec="seconds"),
        "credentialSubject": _subject(facts),
        "evidence": [
            *(_credit(place, one) for place, one in enumerate(facts.credits, start=1)),
            *(_part(part) for part in facts.evidence),
        ],
        "credentialStatus": {
            "id": f"{address}#{status_index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(status_index),
            "statusListCredential": address,
        },
    }


def facts_of(credential: Mapping[str, Any]) -> CertificateFacts:
    """The facts a credential of ours states; raises CertificateError for one that is not of this shape.

    The contexts must be ours: under others the same signed statements could stand under other names.
    """
    try:
        if credential["@context"] != [CREDENTIALS, OPEN_BADGES]:
            raise ValueError
        return _facts(credential)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, InvalidOperation) as problem:
        raise CertificateError(
            _("It is a credential, but not a certificate of the kind this program issues.")
        ) from problem


def status_address(issuer_url: str, key_id: str) -> str:
    """Where the status list of a key is published.

    >>> status_address("https://school.example/", "z6MkExample")
    'https://school.example/status-z6MkExample.json'
    """
    return f"{issuer_url}status-{key_id}.json"


def _subject(facts: CertificateFacts) -> dict[str, Any]:
    who = {"name": facts.name, "ext:affiliate": facts.affiliate, "ext:local": facts.local}
    achievement = _achievement(facts)
    return {
        "type": ["AchievementSubject"],
        "identifier": [
            {"type": "IdentityObject", "hashed": False, "identityHash": said, "identityType": kind}
            for kind, said in who.items()
            if said
        ],
        "creditsEarned": _number(facts.units),
        "licenseNumber": facts.number,
        "achievement": achievement,
        "result": [
            {
                "type": ["Result"],
                "resultDescription": achievement["resultDescription"][0]["id"],
                "value": str(facts.contact_hours),
            }
        ],
    }


def _achievement(facts: CertificateFacts) -> dict[str, Any]:
    own = f"{facts.issuer_url}#program-{facts.rule}-{facts.rule_sha256[:16]}"
    return {
        "id": own,
        "type": ["Achievement"],
        "achievementType": "Certificate",
        "name": facts.title,
        "description": facts.standing,
        "criteria": {"type": "Criteria", "narrative": facts.assessed},
        "version": facts.rule_version,
        "otherIdentifier": [
            {"type": "IdentifierEntry", "identifier": facts.rule, "identifierType": "ext:rule"},
            {"type": "IdentifierEntry", "identifier": facts.rule_sha256, "identifierType": "ext:ruleSha256"},
        ],
        "resultDescription": [
            {
                "id": f"{own}-contact-hours",
                "type": ["ResultDescription"],
                "name": facts.hours_counted,
                "resultType": "ext:ContactHours",
            }
        ],
    }


def _credit(place: int, line: CreditLine) -> dict[str, Any]:
    """Evidence of its own; where there is a paper behind it, named by the paper's hash."""
    return {
        **({"id": _named_by_hash(line.evidence_sha256)} if line.evidence_sha256 else {}),
        "type": ["Evidence"],
        "name": line.title,
        "narrative": line.said,
        "genre": f"{_CREDIT}{place}",
    }


def _part(part: PartEvidence) -> dict[str, Any]:
    return {
        "id": _named_by_hash(part.run_sha256),
        "type": ["Evidence"],
        "name": part.title,
        "narrative": f"{_ANSWERS}{part.packet_sha256}",
        "genre": _RUN,
    }


def _facts(credential: Mapping[str, Any]) -> CertificateFacts:
    subject, issuer = credential["credentialSubject"], credential["issuer"]
    achievement = subject["achievement"]
    who = {one["identityType"]: one["identityHash"] for one in subject["identifier"]}
    rule = {one["identifierType"]: one["identifier"] for one in achievement["otherIdentifier"]}
    return CertificateFacts(
        number=subject["licenseNumber"],
        name=who["name"],
        affiliate=who.get("ext:affiliate", ""),
        local=who.get("ext:local", ""),
        title=credential["name"],
        credits=tuple(
            CreditLine(one["name"], one["narrative"], _hash_named(one["id"]) if "id" in one else "")
            for one in credential["evidence"]
            if one["genre"].startswith(_CREDIT)
        ),
        earned_at=datetime.fromisoformat(credential["awardedDate"]),
        issued_at=datetime.fromisoformat(credential["validFrom"]),
        valid_until=datetime.fromisoformat(credential["validUntil"]) if "validUntil" in credential else None,
        units=Decimal(str(subject["creditsEarned"])),
        contact_hours=Decimal(subject["result"][0]["value"]),
        hours_counted=achievement["resultDescription"][0]["name"],
        assessed=achievement["criteria"]["narrative"],
        standing=credential["description"],
        rule=rule["ext:rule"],
        rule_version=achievement["version"],
        rule_sha256=rule["ext:ruleSha256"],
        issuer_name=issuer["name"],
        issuer_url=issuer["url"],
        signatory=issuer["official"],
        evidence=tuple(
            PartEvidence(one["name"], one["narrative"].removeprefix(_ANSWERS), _hash_named(one["id"]))
            for one in credential["evidence"]
            if one["genre"] == _RUN
        ),
    )


def _number(value: Decimal) -> int | float:
    """3.0 must be written 3: see signing/signed_json.py."""
    return int(value) if value == value.to_integral_value() else float(value)


def _named_by_hash(sha256_hex: str) -> str:
    """The name of something by its hash.

    >>> _named_by_hash("00" * 32)
    'ni:///sha-256;AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
    """
    return "ni:///sha-256;" + base64.urlsafe_b64encode(bytes.fromhex(sha256_hex)).decode().rstrip("=")


def _hash_named(address: str) -> str:
    return base64.urlsafe_b64decode(address.removeprefix("ni:///sha-256;") + "=").hex()
