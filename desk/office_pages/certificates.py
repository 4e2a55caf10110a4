"""Certificates: those that are due, those that were issued, and taking one back with a reason.

In: requests of program staff. Out: pages, the printed certificate, and changes through autograde/certificate.
Part of app.py.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from autograde.certificate.again import reissue, renew
from autograde.certificate.due import due_certificates
from autograde.certificate.issue import PAGE, find_certificate, folder_of, issue, revoke
from autograde.certificate.standing import CERTIFICATE_EVENTS, Certificate, CertificateState
from autograde.certificate.standing import certificates as all_certificates
from autograde.errors import CertificateError
from autograde.program.certificate_rules import CertificateRules
from autograde.sessions.local_time import local_day
from classroom.language import _
from desk.access import Who, open_to
from desk.office_pages.answering import by, done, name_of, said, wherever
from desk.office_pages.programs import certificate_rules, the_rules
from desk.stores import Stores, stores

__all__ = ["certificates"]

certificates = Blueprint("office_certificates", __name__, url_prefix="/office/certificates")
MOST_SHOWN = 60


@certificates.get("/")
@open_to(Who.STAFF)
def every() -> ResponseReturnValue:
    """What is due, and what was issued, the newest first; only what holds a word, when one is asked for."""
    return _page()


@certificates.post("/")
@open_to(Who.STAFF)
def issue_one() -> ResponseReturnValue:
    """Issue or renew the certificate that is due to a person."""

    def do() -> str:
        desk, person = stores(), said("person")
        rules, grant = the_rules(desk, said("certificate")), renew if said("renewal") else issue
        made = grant(desk.office, rules, desk.courses, person, by(), desk.now)
        return _("Issued to {name}: {number}.").format(name=name_of(person), number=made.number)

    return done(do, _page, url_for("office_certificates.every"))


@certificates.get("/<number>")
@open_to(Who.STAFF)
def one(number: str) -> ResponseReturnValue:
    """One certificate, and what can be done with it."""
    return _one(number)


@certificates.get("/<number>/certificate.pdf")
@open_to(Who.STAFF)
def printed(number: str) -> ResponseReturnValue:
    """The certificate as it was issued."""
    path = folder_of(stores().office, _known(number).number) / PAGE
    if not path.is_file():
        raise NotFound
    response = Response(path.read_bytes(), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="certificate-{_known(number).number}.pdf"'
    return response


@certificates.post("/<number>/revoke")
@open_to(Who.STAFF)
def revoke_one(number: str) -> ResponseReturnValue:
    """Take a certificate back for good; it stays on record as revoked, with the reason."""

    def do() -> str:
        desk = stores()
        gone = revoke(desk.office, _known(number).number, said("reason"), by(), desk.now)
        return _("{number} is revoked. Publish again, so that others see it.").format(number=gone.number)

    return done(do, lambda problem: _one(number, problem), url_for("office_certificates.one", number=number))


@certificates.post("/<number>/reissue")
@open_to(Who.STAFF)
def reissue_one(number: str) -> ResponseReturnValue:
    """Issue it again with the name and the local of today; the old one stays on record, replaced."""

    def do() -> str:
        desk = stores()
        made = reissue(desk.office, _known(number).number, said("reason"), by(), desk.now)
        return _("{number} replaces it. Publish again, so that others see it.").format(number=made.number)

    return done(do, lambda problem: _one(number, problem), url_for("office_certificates.one", number=number))


def _known(number: str) -> Certificate:
    try:
        return find_certificate(stores().office, number)
    except CertificateError as unknown:
        raise NotFound from unknown


def _page(problem: str = "") -> str:
    desk, rules = stores(), certificate_rules(stores())
    due = due_certificates(desk.office, rules, desk.now)
    issued = all_certificates(desk.ledger.events(kinds=CERTIFICATE_EVENTS))
    wanted = [*(one.person for one in due), *(one.person for one in issued)]
    names = {one.id: one.name for one in desk.people.people(wanted).values()}
    zones = {session.id: session.zone for session in desk.sessions.all()}
    word = request.args.get("find", "").strip().casefold()
    lines = [
        (one.number, wherever(names, one.person), _title(rules, one.rule), _state(desk, one, zones))
        for one in sorted(issued, key=lambda one: (one.issued_at, one.number), reverse=True)
    ]
    same = [line for line in lines if word in " ".join(line).casefold()]
    return render_template(
        "office_certificates.html",
        due=[
            (one, wherever(names, one.person), rules[one.rule].title, local_day(one.since, "UTC"))
            for one in due[:MOST_SHOWN]
        ],
        due_count=len(due),
        unset=[one for one in rules.values() if one.unset],
        lines=same[:MOST_SHOWN],
        count=len(same),
        word=word,
        problem=problem,
    )


def _one(number: str, problem: str = "") -> str:
    desk, found = stores(), _known(number)
    zones = {session.id: session.zone for session in desk.sessions.all()}
    facts = [
        (_("Holder"), name_of(found.person)),
        (_("Certificate"), _title(certificate_rules(desk), found.rule)),
        (_("Issued"), local_day(found.issued_at, zones.get(found.session, "UTC"))),
        (_("State"), _state(desk, found, zones)),
        (_("Units"), f"{found.units:f}"),
    ]
    if found.reason:
        facts.append((_("Reason"), found.reason))
    if found.replaced_by:
        facts.append((_("Replaced by"), found.replaced_by))
    return render_template(
        "office_certificate.html",
        number=found.number,
        facts=facts,
        holds=found.state is CertificateState.VALID,
        has_page=(folder_of(desk.office, found.number) / PAGE).is_file(),
        problem=problem,
    )


def _title(rules: Mapping[str, CertificateRules], rule: str) -> str:
    return rules[rule].title if rule in rules else rule


def _state(desk: Stores, one: Certificate, zones: Mapping[str, str]) -> str:
    """Whether it holds, in words."""
    if one.state is CertificateState.REVOKED:
        return _("revoked")
    if one.state is CertificateState.REPLACED:
        return _("replaced")
    if not one.well_founded:
        return _("a credit it rests on was taken back: revoke it, or find out why")
    if one.valid_until is None:
        return _("valid, without an end")
    until = _("ran out on {day}") if one.has_run_out(desk.now) else _("valid until {day}")
    return until.format(day=local_day(one.valid_until, zones.get(one.session, "UTC")))
