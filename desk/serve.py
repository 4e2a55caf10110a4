"""Serve the desk with waitress.

In: what create_app takes, a host and a port.  Out: nothing, until it is stopped.  Called by `bargain desk`.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping

from autograde.course import Course
from autograde.intake.receive import repair
from autograde.office import Office
from autograde.sessions.calendar import Sessions
from classroom.language import use_language
from desk.settings import DeskSettings

__all__ = ["serve"]

THREADS = 8
log = logging.getLogger(__name__)


def serve(
    office: Office,
    courses: Mapping[str, Course],
    settings: DeskSettings,
    host: str = "127.0.0.1",
    port: int = 8765,
) -> None:
    """Serve until the process is told to stop. Raises OSError when the port is taken.

    First completes what a stop in the middle of an intake left undone.
    """
    import waitress

    from desk.app import LARGEST_BODY, create_app

    use_language(settings.language)
    app = create_app(office, courses, settings)
    for session in Sessions(office.records()).all():
        if session.course in courses:
            repair(office, courses, session.id)
    waitress.serve(
        app,
        host=host,
        port=port,
        threads=THREADS,
        url_prefix=settings.prefix,
        ident="",
        # The application refuses with a sentence first; this stops what is far too large before it fills the
        # disk.
        max_request_body_size=2 * LARGEST_BODY,
    )
