"""A desk for the length of the demonstration: the real one, on a free port of this machine, with the
play's clock.

In: the office, the courses, a clock. Out: its address. Called by demonstration.run.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from autograde.course import Course
from autograde.office import Office

NO_LAB = "http://127.0.0.1:9"
"""Where the Open button would lead. Nobody goes there: a learner of the play takes the code and opens the
part herself.
"""


@dataclass(frozen=True)
class DemonstrationDesk:
    """A desk that is being served at `url`."""

    url: str

    @classmethod
    @contextmanager
    def serving(
        cls, office: Office, courses: Mapping[str, Course], clock: Callable[[], datetime]
    ) -> Iterator[DemonstrationDesk]:
        """Serve the desk in a thread; it ends with the block."""
        from waitress.server import create_server

        from desk.app import create_app
        from desk.settings import DeskSettings

        settings = DeskSettings(lab_url=NO_LAB, demonstration=True, clock=clock)
        server = create_server(create_app(office, courses, settings), host="127.0.0.1", port=0, threads=2)
        thread = threading.Thread(target=server.run, name="demonstration desk", daemon=True)
        thread.start()
        try:
            yield cls(f"http://127.0.0.1:{server.effective_port}")
        finally:
            server.close()
            thread.join(timeout=10)
