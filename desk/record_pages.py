"""A learner's own record as files: her certificates and her transcript.

In: requests of somebody who is signed in. Out: PDFs. Part of app.py. Every look-up begins with her id, so the
certificate of somebody else is simply not found.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from autograde.certificate.issue import PAGE, folder_of
from autograde.certificate.standing import CERTIFICATE_EVENTS, Certificate, CertificateState, certificates
from autograde.certificate.transcript import transcript
from autograde.certificate.transcript_files import transcript_pdf
from autograde.errors import CertificateError
from autograde.program.certificate_rules import CertificateRules, find_certificates
from autograde.sessions.local_time import local_day
from classroom.language import _
from desk.access import Who, open_to
from desk.safety import problem_page
from desk.stores import Stores, stores
from desk.visit import the_person

__all__ = ["CertificateLine", "certificate_lines", "records"]

records = Blueprint("records", __name__)


@dataclass(frozen=True)
class CertificateLine:
    """One certificate as the start page lists it."""

    number: str
    title: str
    sentence: str


@records.get("/certificates/<number>")
@open_to(Who.SIGNED_IN)
def certificate(number: str) -> ResponseReturnValue:
    """One certificate of hers, as it was issued."""
    desk = stores()
    found = next((one for one in _hers(desk, the_person()) if one.number == number), None)
    path = folder_of(desk.office, found.number) / PAGE if found else None
    if path is None or not path.is_file():
        raise NotFound
    return _pdf(path.read_bytes(), f"certificate-{number}.pdf")


@records.get("/transcript")
@open_to(Who.SIGNED_IN)
def her_transcript() -> ResponseReturnValue:
    """Her transcript as of now."""
    desk, person = stores(), the_person()
    if not desk.sessions_of(person):
        raise NotFound
    record = transcript(desk.office, person, desk.courses, _programs(desk), desk.now, desk.settings.programs)
    try:
        return _pdf(transcript_pdf(record), "transcript.pdf")
    except CertificateError as problem:
        return problem_page(500, _("The transcript cannot be printed here"), problem.sentence)


def certificate_lines(desk: Stores, person: str) -> list[CertificateLine]:
    """The certificates of hers that were not taken back, the newest first."""
    programs = _programs(desk)
    valid = [one for one in _hers(desk, person) if one.state is CertificateState.VALID]
    return [
        CertificateLine(
            one.number,
            programs[one.rule].title if one.rule in programs else one.rule,
            _until(desk, one),
        )
        for one in reversed(valid)
    ]


def _hers(desk: Stores, person: str) -> list[Certificate]:
    return certificates(desk.ledger.events(person, kinds=CERTIFICATE_EVENTS))


def _programs(desk: Stores) -> dict[str, CertificateRules]:
    folder = desk.settings.programs
    return find_certificates(folder / "certificates" if folder else None)


def _until(desk: Stores, one: Certificate) -> str:
    sessions = {session.id: session.zone for session in desk.sessions.all()}
    zone = sessions.get(one.session, "UTC")
    issued = _("Issued on {day}.").format(day=local_day(one.issued_at, zone))
    if one.valid_until is None:
        return issued
    until = _("It ran out on {day}.") if one.has_run_out(desk.now) else _("Good until {day}.")
    return f"{issued} {until.format(day=local_day(one.valid_until, zone))}"


def _pdf(data: bytes, name: str) -> Response:
    response = Response(data, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
