"""What every answer of the desk carries: headers that keep a page to itself, and a sentence for every error.

In: the Flask application.  Out: the application, guarded.  Called by app.py.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from autograde.community.file_types import LARGEST_FILE
from autograde.errors import OfficeBusy, RecordsError
from classroom.language import _
from classroom.sending.packet import PACKET_LIMITS
from desk.access import check_access
from desk.stores import stores
from desk.visit import lab_address

__all__ = ["guard", "problem_page"]

LARGEST_FORM = 20_000  # bytes
_LARGE = {
    "api.take_packet": PACKET_LIMITS.packet,
    # A table of a plan, each letter of it in as many as nine bytes.
    "team_pages.save": 600_000,
    "joint_pages.write": 100_000,
    "team_pages.reflection": 60_000,
    # All answers to a part at once, its memo among them.
    "reading.press": 400_000,
    # A comment or a message, each letter of it in as many as twelve bytes.
    "instructors.answer": 90_000,
    "instructors.second_reading": 90_000,
    "message_pages.send": 90_000,
    "api.exchange": 1_000_000,
    # A post, each letter of it in as many as nine bytes; a file, and what the form puts around it.
    "discussions.begin": 60_000,
    "discussions.answer": 60_000,
    "discussions.change": 60_000,
    "files.take_in": LARGEST_FILE + 100_000,
    # Files that staff choose, and a list that comes back once it was looked at; upload.py refuses kindly.
    "office_rosters.look": 6_000_000,
    "office_rosters.enrol": 600_000,
    "office_attendance.look": 6_000_000,
    "office_attendance.propose": 600_000,
    "office_credits.propose_one": 6_000_000,
    "office_rules.compared": 6_000_000,
}
_WITH_SCRIPT = {"reading.page", "reading.press"}

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def guard(app: Flask) -> None:
    """Add headers to every answer and a sentence to every error."""
    app.before_request(_limit_the_body)
    app.before_request(check_access)
    app.after_request(_add_headers)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _http_problem)
    app.register_error_handler(OfficeBusy, _busy)
    app.register_error_handler(RecordsError, _stores_are_away)
    app.register_error_handler(OSError, _stores_are_away)
    app.register_error_handler(Exception, _unknown_problem)


def problem_page(status: int, heading: str, sentence: str, advice: str = "") -> ResponseReturnValue:
    """Answer with an error: JSON where a program asked, a page where a person did."""
    if request.path.startswith("/api/"):
        return jsonify(sentence=f"{sentence} {advice}".strip()), status
    page = render_template("problem.html", heading=heading, sentence=sentence, advice=advice)
    return page, status


def _limit_the_body() -> None:
    """Forms and JSON are small; only a packet and a plan may be large. Before anything reads the body."""
    request.max_content_length = _LARGE.get(request.endpoint or "", LARGEST_FORM)


def _add_headers(response: Response) -> Response:
    for name, value in _ALWAYS.items():
        response.headers.setdefault(name, value)
    response.headers["Content-Security-Policy"] = _content_policy()
    if request.endpoint != "static":
        # A page is one learner's own; nothing of it stays in a shared computer's cache.
        response.headers["Cache-Control"] = "no-store"
    if (stores().settings.desk_url or "").startswith("https://"):
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response


def _content_policy() -> str:
    """Our own style sheets and pictures; forms go to the desk and, to open a part, on to JupyterLab."""
    targets = ["'self'"]
    lab = urlsplit(lab_address() or "")
    if lab.scheme in ("http", "https") and lab.netloc:
        # A browser applies form-action to where a form's answer redirects to, as well.
        targets.append(f"{lab.scheme}://{lab.netloc}")
    # One page has a script, as a file: it saves what is typed into a part. No page has one in its text.
    script = "script-src 'self'; connect-src 'self'; " if request.endpoint in _WITH_SCRIPT else ""
    return (
        f"default-src 'none'; {script}style-src 'self'; img-src 'self'; "
        f"form-action {' '.join(targets)}; base-uri 'none'; frame-ancestors 'none'"
    )


def _stale_form(problem: CSRFError) -> ResponseReturnValue:
    return problem_page(
        400,
        _("This form cannot be used any more"),
        _("It was open for too long, or it did not come from this desk. Nothing was changed."),
        _("Go back, load the page again, and fill it in once more."),
    )


def _http_problem(problem: HTTPException) -> ResponseReturnValue:
    status = problem.code or 500
    if status < 400:
        return problem  # a redirect that the router asks for
    if isinstance(problem, SecurityError):
        # Asked under a name that is not the desk's; no page can be made, because no address would be right.
        said = _("The desk does not answer under this name. Use the address that your program gave you.")
        return Response(said + "\n", status, mimetype="text/plain")
    heading, sentence, advice = _words(status)
    return problem_page(status, heading, sentence, advice)


def _words(status: int) -> tuple[str, str, str]:
    """Heading, sentence and advice for an error of HTTP."""
    if status == 404:
        return (
            _("This page is not here"),
            _("There is nothing at this address, or it belongs to somebody else."),
            _("Check the address, or begin at your start page."),
        )
    if status in (401, 403):
        return (
            _("This is not open to you"),
            _("The desk does not know you here, or this belongs to somebody else."),
            _("Open your start page from JupyterLab: it signs you in."),
        )
    if status == 413:
        return (
            _("This is too large"),
            _("What was sent is larger than the desk takes. Nothing was kept."),
            _("Choose a smaller file, or shorten what you typed.")
            if request.path.startswith("/office/")
            else _("Send the part without your notebook, or shorten your answers."),
        )
    if status >= 500:
        return _words_for_a_fault()
    return (
        _("The desk did not understand this"),
        _("Something is missing in what your browser sent, or it is not in order. Nothing was changed."),
        _("Go back, load the page again, and try once more."),
    )


def _words_for_a_fault() -> tuple[str, str, str]:
    return (
        _("The desk has a problem"),
        _("This is our fault, not yours, and it was noted for the people who run the desk."),
        _("What you have sent is kept. Try again in a few minutes; if it stays, tell your instructor."),
    )


def _busy(problem: OfficeBusy) -> ResponseReturnValue:
    return problem_page(
        503,
        _("The desk is busy"),
        _("The desk is writing something else just now. Nothing was changed."),
        _("Try again in a minute."),
    )


def _stores_are_away(problem: Exception) -> ResponseReturnValue:
    """The disk is full or closed to us, or the database does not answer; staff find why in the log."""
    current_app.logger.error("%s %s: stores cannot be used", request.method, request.path, exc_info=problem)
    return problem_page(
        503,
        _("The desk cannot keep anything just now"),
        _("Its disk or its database cannot be used. This was noted for the people who run the desk."),
        _("What you send now stays in your JupyterLab. Try again in a few minutes."),
    )


def _unknown_problem(problem: Exception) -> ResponseReturnValue:
    """What no page expected: the traceback goes to the log, and a learner reads a sentence."""
    current_app.logger.error("%s %s failed", request.method, request.path, exc_info=problem)
    return problem_page(500, *_words_for_a_fault())
