"""The learners of a session, and what changes for one of them: more time, another session, leaving, a note.

In: requests of program staff. Out: pages, and changes through autograde/registration and autograde/personal.
Part of app.py. The page says nothing of points and memos: those are for the instructor.
"""

from __future__ import annotations

from datetime import time

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from autograde.certificate.transcript import transcript
from autograde.certificate.transcript_files import transcript_pdf
from autograde.errors import CertificateError, SessionError
from autograde.ledger.events import EventKind
from autograde.people.names import sort_key
from autograde.people.register import Person
from autograde.personal.copy import copy_of
from autograde.personal.correct import correct_person
from autograde.program.certificate_rules import find_certificates
from autograde.registration.changes import About, extend, note, transfer, withdraw
from autograde.sessions.local_time import local_time
from autograde.sessions.typed_time import moment_typed
from classroom.language import _
from desk.access import Who, open_to
from desk.known_sessions import known_session
from desk.office_pages.answering import by, done, said
from desk.office_pages.matters import STATES, matter_lines
from desk.safety import problem_page
from desk.stores import stores

__all__ = ["learners"]

learners = Blueprint("office_learners", __name__, url_prefix="/office/sessions/<session>/learners")
ON_A_PAGE = 100
_CHANGES = (EventKind.ENROLLED, EventKind.EXTENDED, EventKind.TRANSFERRED, EventKind.WITHDRAWN)


@learners.get("/")
@open_to(Who.STAFF)
def every(session: str) -> ResponseReturnValue:
    """Everybody in the session by name, or those whose name, address or local holds a word."""
    desk, found = stores(), known_session(session)
    word, page = request.args.get("find", "").strip(), request.args.get("page", "1")
    here = sorted(
        desk.people.people(desk.sessions.enrolled(session)).values(),
        key=lambda one: (sort_key(one.name), one.id),
    )
    same = [one for one in here if _holds(one, word)]
    number = max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 6 else 1
    first = (number - 1) * ON_A_PAGE
    return render_template(
        "office_learners.html",
        session=found,
        word=word,
        people=same[first : first + ON_A_PAGE],
        count=len(same),
        page=number,
        before=number - 1 if number > 1 else None,
        after=number + 1 if first + ON_A_PAGE < len(same) else None,
    )


@learners.get("/<person>")
@open_to(Who.STAFF)
def one(session: str, person: str) -> ResponseReturnValue:
    """One learner: what was changed for her, and what can be."""
    return _page(session, person)


@learners.post("/<person>/more-time")
@open_to(Who.STAFF)
def more_time(session: str, person: str) -> ResponseReturnValue:
    """Take a learner's work until a later moment."""
    found, who = known_session(session), _known(session, person)

    def do() -> str:
        desk = stores()
        until = moment_typed(said("until"), found.zone, at=time(23, 59))
        extend(desk.office, session, person, until, said("reason"), by(), desk.now)
        return _("{name}: work is taken until {when}.").format(
            name=who.name, when=local_time(until, found.zone)
        )

    return done(do, lambda problem: _page(session, person, problem), _to(session, person))


@learners.post("/<person>/another-session")
@open_to(Who.STAFF)
def another_session(session: str, person: str) -> ResponseReturnValue:
    """Move a learner to another session of the same course."""
    who = _known(session, person)

    def do() -> str:
        desk = stores()
        there = desk.sessions.get(said("to"))
        transfer(desk.office, session, person, there.id, said("reason"), by(), desk.now)
        return _('{name} moved to "{session}".').format(name=who.name, session=there.title)

    return done(do, lambda problem: _page(session, person, problem), _to(session, person))


@learners.post("/<person>/leave")
@open_to(Who.STAFF)
def leave(session: str, person: str) -> ResponseReturnValue:
    """Record that a learner has left the session."""
    who = _known(session, person)

    def do() -> str:
        desk = stores()
        withdraw(desk.office, session, person, said("reason"), by(), desk.now)
        return _("{name} has left the session. The work stays on record.").format(name=who.name)

    return done(do, lambda problem: _page(session, person, problem), _to(session, person))


@learners.post("/<person>/notes")
@open_to(Who.STAFF)
def write_note(session: str, person: str) -> ResponseReturnValue:
    """Log a complaint or an accommodation, or what became of it."""
    _known(session, person)

    def do() -> str:
        desk = stores()
        about, state = said("about"), said("state")
        if about not in set(About) or state not in STATES:
            raise SessionError(_("Say what the note is about, and how it stands."))
        text = request.form.get("text", "").replace("\r\n", "\n")
        note(desk.office, session, person, About(about), state, text, by(), desk.now, answers=said("answers"))
        return _("The note is on record.")

    return done(do, lambda problem: _page(session, person, problem), _to(session, person))


@learners.post("/<person>/correct")
@open_to(Who.STAFF)
def correct(session: str, person: str) -> ResponseReturnValue:
    """Correct who somebody is. Certificates with the old name are issued again by themselves."""
    _known(session, person)

    def do() -> str:
        desk = stores()
        changed = correct_person(
            desk.office,
            person,
            name=said("name"),
            email=said("email"),
            affiliate=said("affiliate"),
            local=said("local"),
            actor=by(),
            now=desk.now,
        )
        return _("Changed: {fields}.").format(fields=", ".join(changed) or _("nothing"))

    return done(do, lambda problem: _page(session, person, problem), _to(session, person))


@learners.get("/<person>/transcript.pdf")
@open_to(Who.STAFF)
def her_transcript(session: str, person: str) -> ResponseReturnValue:
    """Her transcript as of now."""
    _known(session, person)
    desk = stores()
    programs = desk.settings.programs
    rules = find_certificates(programs / "certificates" if programs else None)
    try:
        data = transcript_pdf(transcript(desk.office, person, desk.courses, rules, desk.now, programs))
    except CertificateError as problem:
        return problem_page(500, _("The transcript cannot be printed here"), problem.sentence)
    return _file(data, "application/pdf", f"transcript-{person}.pdf")


@learners.get("/<person>/copy.zip")
@open_to(Who.STAFF)
def her_copy(session: str, person: str) -> ResponseReturnValue:
    """Everything that is held about her, to be given to her."""
    _known(session, person)
    return _file(copy_of(stores().office, person), "application/zip", f"copy-{person}.zip")


def _file(data: bytes, kind: str, name: str) -> Response:
    response = Response(data, mimetype=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _holds(one: Person, word: str) -> bool:
    return sort_key(word) in sort_key(f"{one.name} {one.email} {one.affiliate} {one.local} {one.id}")


def _to(session: str, person: str) -> str:
    return url_for("office_learners.one", session=session, person=person)


def _known(session: str, person: str) -> Person:
    """Somebody who is or was in the session; 404 for anybody else."""
    desk = stores()
    known_session(session)
    found = desk.people.people([person])
    if person not in found or not desk.ledger.events(person, session, {EventKind.ENROLLED}):
        raise NotFound
    return found[person]


def _page(session: str, person: str, problem: str = "") -> str:
    desk, found, who = stores(), known_session(session), _known(session, person)
    events = desk.ledger.events(person, session)
    names = {one.id: one.name for one in desk.people.people(event.actor for event in events).values()}
    changes = [
        (
            local_time(event.occurred_at, found.zone),
            _change(event.kind),
            event.reason,
            names.get(event.actor, ""),
        )
        for event in events
        if event.kind in _CHANGES
    ]
    own = next((one for one in desk.sessions.sessions_of(person) if one.id == session), None)
    return render_template(
        "office_learner.html",
        session=found,
        person=who,
        here=own is not None,
        until=local_time(own.closes_at if own else found.closes_at, found.zone),
        changes=changes,
        others=[
            (one.id, one.title)
            for one in desk.sessions.all()
            if one.course == found.course and one.id != found.id
        ],
        matters=matter_lines(events),
        states=STATES,
        problem=problem,
    )


def _change(kind: EventKind) -> str:
    return {
        EventKind.ENROLLED: _("Enrolled"),
        EventKind.EXTENDED: _("More time"),
        EventKind.TRANSFERRED: _("Moved to another session"),
        EventKind.WITHDRAWN: _("Left"),
    }[kind]
