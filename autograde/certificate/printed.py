"""A credential as a printed page: tagged PDF (PDF/UA-1, PDF/A-3a), with the credential itself attached.

In: the bytes of a credential. Out: the bytes of a PDF. Called by issue.py and verify.py.
The page says what the credential says, because it is made from it alone: the same bytes in, the same bytes
out, by the same version of typst. Names in Latin, Greek, Cyrillic or Hebrew letters are set in the font that
typst brings; other scripts in what the computer has, and where it has none, nothing is printed.
"""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograde.certificate.credential import facts_of
from autograde.certificate.credit_lines import plain_number
from autograde.certificate.facts import CertificateFacts
from autograde.errors import CertificateError
from autograde.sessions.local_time import local_day
from autograde.signing.signed_json import read_signed_json
from classroom.language import _

__all__ = ["ATTACHMENT", "compile_page", "print_certificate"]

ATTACHMENT = "credential.json"
_TEMPLATES = Path(__file__).parent / "templates"


def print_certificate(credential: bytes) -> bytes:
    """The page of a credential; raises CertificateError when a letter of it cannot be printed here."""
    facts = facts_of(read_signed_json(credential, ATTACHMENT))
    return compile_page("certificate.typ", _said(facts), credential=credential.decode())


def compile_page(template: str, said: dict[str, Any], **inputs: str) -> bytes:
    """Set a page with typst: first in the fonts it brings, then, for other scripts, with the computer's own.

    Raises CertificateError, naming the letters, when no font has them.
    """
    import typst

    given = {"said": json.dumps(said, ensure_ascii=False), **inputs}
    for own_fonts_alone in (True, False):
        try:
            return typst.compile(
                _TEMPLATES / template,
                root=_TEMPLATES,
                format="pdf",
                ignore_system_fonts=own_fonts_alone,
                sys_inputs={**given, "fallback": "false" if own_fonts_alone else "true"},
                pdf_standards=["ua-1", "a-3a"],
            )
        except typst.TypstError as problem:
            why = problem.message
            if "could not be displayed" not in why:
                raise
    raise CertificateError(
        _(
            "This computer has no font for some of the letters ({why}). Install one, such as the Noto "
            "fonts (on Debian: fonts-noto-core; fonts-noto-cjk for Chinese, Japanese and Korean)."
        ).format(why=why.split("error: ")[-1])
    )


def _said(facts: CertificateFacts) -> dict[str, Any]:
    issued = facts.issued_at.date()
    return {
        "lang": "en",
        "document_title": _("{title}, {name}").format(title=facts.title, name=facts.name),
        "issuer": facts.issuer_name,
        "issued": [issued.year, issued.month, issued.day],
        "attachment": _("The signed credential that this page was printed from"),
        "certifies": _("This certifies that"),
        "name": facts.name,
        "home": ", ".join(one for one in (facts.local, facts.affiliate) if one),
        "earned": _("has earned, on {day},").format(day=_day(facts.earned_at)),
        "title": facts.title,
        "credits": [[one.title, one.said] for one in facts.credits],
        "rows": _rows(facts),
        "standing": facts.standing,
        "signatory": facts.signatory,
        "issued_on": _("Issued on {day}").format(day=_day(facts.issued_at)),
        "check": _("Check code"),
        "number": facts.number,
        "address": _("Check it at {url} or with the signed credential attached to this file.").format(
            url=facts.issuer_url
        ),
        "qr": _qr(f"{facts.issuer_url}#{facts.number}"),
        "qr_alt": _("QR code that leads to {address}").format(address=f"{facts.issuer_url}#{facts.number}"),
        "small": _("Rule SHA-256 {hash}").format(hash=facts.rule_sha256),
    }


def _rows(facts: CertificateFacts) -> list[list[str]]:
    rows = [
        [_("Units"), plain_number(facts.units)],
        [_("Contact hours"), f"{plain_number(facts.contact_hours)}. {facts.hours_counted}"],
        [_("How it was assessed"), facts.assessed],
        [
            _("Rule"),
            _("{rule}, version {version}").format(rule=facts.rule, version=facts.rule_version),
        ],
    ]
    if facts.valid_until:
        rows.append([_("Good until"), _day(facts.valid_until)])
    return rows


def _day(at: datetime) -> str:
    """The day by the clock the time is written in."""
    return local_day(at.replace(tzinfo=UTC), "UTC")


def _qr(address: str) -> str:
    import segno

    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", border=0, dark="#1c3f75", xmldecl=False, nl=False
    )
    return drawn.getvalue().decode()
