"""Let nbgrader open a session's gradebook again and again without paying for it each time.

Called by score.py before nbgrader's steps. Each of them makes a `Gradebook` of its own, nine for every
submission. Each of those makes an SQLAlchemy engine, in which every query is compiled anew, and looks whether
the tables and the course are there: most of the time of scoring. Within one process one engine is kept for
each database, and one look is enough. Closing a Gradebook still closes its connections: nothing is held
between two submissions.
"""

from functools import cache
from typing import Any

__all__ = ["share_engines"]


@cache
def share_engines() -> None:
    """From now on, in this process, nbgrader opens a gradebook it has opened before in one step."""
    from nbgrader.api import Gradebook
    from sqlalchemy.orm import scoped_session, sessionmaker

    first_time = Gradebook.__init__
    engines: dict[tuple[str, str], Any] = {}

    def open_again(
        self: Any, db_url: str, course_id: str = "default_course", authenticator: Any = None
    ) -> None:
        engine = engines.get((db_url, course_id))
        if engine is None:
            first_time(self, db_url, course_id, authenticator)
            engines[db_url, course_id] = self.engine
            return
        self.engine, self.course_id, self.authenticator = engine, course_id, authenticator
        self.db = scoped_session(sessionmaker(autoflush=True, bind=engine, future=True))

    Gradebook.__init__ = open_again
