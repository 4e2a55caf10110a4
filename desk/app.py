"""The desk: one web application for learners' browsers and for the clients in their notebooks.

In: the office, the courses, settings.  Out: a Flask application.  Called by serve.py and by tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from flask_wtf import CSRFProtect

from autograde.course import Course
from autograde.office import Office
from classroom.language import _, language_in_use, languages, ngettext
from classroom.sending.packet import PACKET_LIMITS
from desk.access import Who, open_to, undeclared
from desk.api import api
from desk.applying import applying
from desk.calibration_pages import calibration_pages
from desk.comment_pages import comment_pages
from desk.community.discussions import discussions
from desk.community.files import files
from desk.community.information import information
from desk.community.members import members
from desk.hub_door import hub_door
from desk.instructor_pages import instructors
from desk.item_pages import item_pages
from desk.joining import joining
from desk.joint_pages import joint_pages
from desk.kinds import kinds
from desk.languages import choosing, fall_silent, speak_to_the_visitor
from desk.message_pages import message_pages
from desk.office_pages import ROOMS as OFFICE
from desk.officer_pages import officers
from desk.pages import pages
from desk.reading.again_pages import again_pages
from desk.reading.lessons import Lessons
from desk.reading.opened import LESSONS
from desk.reading.pages import reading
from desk.record_pages import records
from desk.safety import guard
from desk.secret import cookie_key
from desk.settings import DeskSettings
from desk.staff_door import staff_door
from desk.stores import EXTENSION, open_stores, stores
from desk.team_marking import team_marking
from desk.team_pages import team_pages
from desk.visit import signed_in_name

__all__ = ["LARGEST_BODY", "create_app"]

LARGEST_BODY = PACKET_LIMITS.packet + 100_000
"""Bytes of one request, the largest packet and some room for what surrounds it."""

VISIT_DAYS = 14


ROOMS = (
    pages,
    kinds,
    choosing,
    joining,
    api,
    staff_door,
    hub_door,
    instructors,
    message_pages,
    comment_pages,
    calibration_pages,
    item_pages,
    team_pages,
    team_marking,
    joint_pages,
    officers,
    applying,
    records,
    reading,
    information,
    discussions,
    members,
    files,
    again_pages,
    *OFFICE,
)
"""The parts of the desk, each with addresses of its own."""


def create_app(office: Office, courses: Mapping[str, Course], settings: DeskSettings) -> Flask:
    """Put the desk together. Raises RulesError when a course has no rules that fit it."""
    app = Flask(__name__)
    address = urlsplit(settings.desk_url or "")
    app.config.update(
        SECRET_KEY=cookie_key(office),
        SESSION_COOKIE_NAME="bargaining-desk",
        SESSION_COOKIE_PATH=settings.prefix or "/",  # on a Hub other servers share the name of the machine
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=address.scheme == "https",
        PERMANENT_SESSION_LIFETIME=timedelta(days=VISIT_DAYS),
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        # Another name that leads to this machine must not reach the desk: a page elsewhere could use it.
        TRUSTED_HOSTS=["127.0.0.1", "localhost", "[::1]", *([address.hostname] if address.hostname else [])],
        WTF_CSRF_TIME_LIMIT=None,  # as long as the visit
        # We send no referrer, so there is none to check; the token and the cookie's SameSite do the work.
        WTF_CSRF_SSL_STRICT=False,
    )
    app.extensions[EXTENSION] = open_stores(office, courses, settings)
    app.extensions[LESSONS] = Lessons()
    app.jinja_env.globals.update(_=_, ngettext=ngettext)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.context_processor(_on_every_page)
    app.before_request(speak_to_the_visitor)
    app.teardown_request(fall_silent)
    guard(app)
    # A client that shows a token needs no form token: no browser sends that header by itself.
    CSRFProtect(app).exempt(api)
    for room in ROOMS:
        app.register_blueprint(room)
    open_to(Who.ANYONE)(app.view_functions["static"])
    if silent := undeclared(app):
        raise RuntimeError(f"These views do not say who may use them: {', '.join(silent)}")
    return app


def _on_every_page() -> dict[str, Any]:
    settings = stores().settings
    return {
        "signed_in_name": signed_in_name(),
        "demonstration": settings.demonstration,
        "language": language_in_use(),
        "languages": languages(),
    }
