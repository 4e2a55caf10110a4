"""What the client in a learner's JupyterLab asks: link, who am I, a part, take this packet, sign me in.

In: JSON or a zip, with a bearer token.  Out: JSON or a zip; a refusal is {"sentence"}.  Part of app.py.  The
client is classroom/sending/client.py.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from flask import Blueprint, Response, current_app, jsonify, request, url_for
from flask.typing import ResponseReturnValue

from autograde.errors import CodeError, IntakeError, OfficeError, Quarantined, ReleaseError, SessionError
from autograde.intake.inspect import inspect_packet
from autograde.intake.receive import Receipt, receive_packet
from autograde.release.release import released_part
from autograde.sessions.dates import Acceptance, Session
from classroom.language import _
from desk.access import Who, open_to
from desk.handing_out import part_for
from desk.joining import SIGN_IN
from desk.kinds import has_kinds
from desk.languages import speak_to
from desk.reading.drafts import drafted_part, for_jupyterlab, take_from_jupyterlab
from desk.stores import stores

__all__ = ["LINK", "api", "tell_grading"]

LINK = "link"
"""The purpose of the one-time codes that link a workspace."""

Arguments = ParamSpec("Arguments")

api = Blueprint("api", __name__, url_prefix="/api")


def for_a_token(
    answer: Callable[Concatenate[str, Arguments], ResponseReturnValue],
) -> Callable[Arguments, ResponseReturnValue]:
    """Call `answer` with the id of the person whose token was shown; without one, 401 and a sentence."""

    @wraps(answer)
    @open_to(Who.TOKEN)
    def guarded(*args: Arguments.args, **kwargs: Arguments.kwargs) -> ResponseReturnValue:
        scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
        person = stores().people.who(token.strip()) if scheme.lower() == "bearer" else None
        if person is None:
            said = _("The desk does not know this computer. Open the part again from your start page.")
            return jsonify(sentence=said), 401, {"WWW-Authenticate": "Bearer"}
        speak_to(person)
        return answer(person, *args, **kwargs)

    return guarded


@api.post("/link")
@open_to(Who.ANYONE)
def link() -> ResponseReturnValue:
    """Give a token for a one-time code from the start page."""
    said = request.get_json(silent=True)
    code = said.get("code") if isinstance(said, dict) else None
    if not isinstance(code, str):
        return _refused(400, _("The code is missing. Open the part again from your start page."))
    desk = stores()
    try:
        with desk.office.writer():
            person = desk.people.redeem(code, LINK, desk.now)
            token = desk.people.token(person)
    except CodeError as problem:
        return _refused(403, problem.sentence)
    return jsonify(token=token, person=person)


@api.get("/me")
@for_a_token
def me(person: str) -> ResponseReturnValue:
    """Who the token belongs to, and her courses."""
    desk = stores()
    sessions = desk.sessions_of(person)
    return jsonify(
        person=person,
        name=desk.people.name(person),
        courses=[session.course for session in sessions],
        sessions=[{"id": one.id, "course": one.course, "title": one.title} for one in sessions],
    )


@api.get("/parts/<course>/<part>")
@for_a_token
def part_bundle(person: str, course: str, part: str) -> ResponseReturnValue:
    """The bundle of a part with her variant, as a zip."""
    desk = stores()
    session = desk.session_for(person, course)
    if session is None:
        return _refused(
            404, _("You are not enrolled in this course here. Ask your program for an invitation.")
        )
    if session.accepts(desk.now) is Acceptance.NOT_YET:
        return _refused(404, _("Your session has not begun yet. Your start page says when it does."))
    if part not in {one.id for one in desk.courses[course].parts}:
        return _refused(404, _("This course has no such part. Open a part from your start page."))
    if has_kinds(desk.courses[course]) and desk.sessions.variant_if_known(session.id, person) is None:
        return _refused(
            404, _("Pick your kind of unit on your start page first, then open the part from there.")
        )
    try:
        data = part_for(desk.office, session.id, person, part)
    except ReleaseError:
        return _refused(404, _("This part is not open yet. It will appear on your start page."))
    return Response(data, mimetype="application/zip")


@api.post("/packets")
@for_a_token
def take_packet(person: str) -> ResponseReturnValue:
    """Take a packet in and acknowledge it."""
    if request.mimetype != "application/zip":
        return _refused(415, _("A packet is sent as application/zip. Send the part from JupyterLab."))
    desk, data = stores(), request.get_data()
    session = _session_of(person, data)
    if session is None:
        return _refused(422, _("You are not enrolled in a course here. Ask your program for an invitation."))
    try:
        receipt = receive_packet(
            desk.office, desk.courses, session.id, person, data, received_at=desk.now, actor=person
        )
    except Quarantined as refused:
        current_app.logger.info("packet %s of %s was refused", refused.entry[:12], person)
        return _refused(422, refused.sentence)
    if not receipt.duplicate:
        tell_grading(session.id, person, receipt)
    return (
        jsonify(
            number=receipt.number,
            received_at=receipt.received_at.isoformat(),
            sentence=receipt.sentence,
            packet_sha256=receipt.sha256,
        ),
        200 if receipt.duplicate else 201,
    )


@api.post("/answers/<course>/<part>")
@for_a_token
def exchange(person: str, course: str, part: str) -> ResponseReturnValue:
    """Take answers that were changed in her JupyterLab; all that the desk has of the part comes back."""
    desk = stores()
    session = desk.session_for(person, course)
    if session is None or session.accepts(desk.now) is Acceptance.NOT_YET:
        return _refused(404, _("This part is not open to you here."))
    said = request.get_json(silent=True)
    changed = said.get("answers") if isinstance(said, dict) else None
    if not isinstance(changed, dict):
        return _refused(400, _("The answers are missing. Open the part again from your start page."))
    try:
        release = released_part(desk.office, session.id, part)
        drafts = drafted_part(desk.office, session.id, person, release, variant=0)
        take_from_jupyterlab(drafts, changed, desk.now)
        return jsonify(answers=for_jupyterlab(drafts))
    except (ReleaseError, OfficeError):
        return _refused(404, _("This part is not open yet. It will appear on your start page."))


@api.post("/sign-in-link")
@for_a_token
def sign_in_link(person: str) -> ResponseReturnValue:
    """An address that signs her in, once and within minutes."""
    desk = stores()
    with desk.office.writer():
        code = desk.people.one_time_code(person, SIGN_IN, desk.now)
    base = (desk.settings.desk_url or request.host_url).rstrip("/")
    return jsonify(url=base + url_for("joining.sign_in_once", code=code))


def _refused(status: int, sentence: str) -> ResponseReturnValue:
    return jsonify(sentence=sentence), status


def _session_of(person: str, data: bytes) -> Session | None:
    """The session a packet is for: the one it names, or else her newest; None when she is in none.

    Which one it names is only where to look: whether she may send there is for intake to say.
    """
    desk = stores()
    try:
        named = desk.sessions.get(inspect_packet(data, lambda _manifest: None).manifest.session)
    except (IntakeError, SessionError):
        named = None
    if named is not None and named.course in desk.courses:
        return named
    return next(iter(desk.sessions_of(person)), None)


def tell_grading(session: str, person: str, receipt: Receipt) -> None:
    """Tell whoever grades that there is work; the receipt stands whatever becomes of it."""
    desk = stores()
    if desk.settings.grade is None:
        return
    try:
        desk.settings.grade(desk.office, session, person, receipt.part)
    except Exception:
        current_app.logger.exception("grading was not told of receipt %s", receipt.number)
