"""All that scoring one submission writes into a session's gradebook is one transaction, on one connection.

Called by score.py. nbgrader's steps each make a `Gradebook` of their own, and each commits after each cell.
Making one means an SQLAlchemy engine, in which every query is compiled anew, and a look whether the tables
are there; each commit is a wait for the disk, and the end of what was read before. Here one engine is kept in
a process for each database, and in `one_transaction` every Gradebook that nbgrader makes is on the same
connection: stored at its end, all or nothing. Nothing is held between two submissions.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nbgrader.api import Gradebook

__all__ = ["one_transaction", "share_engines"]

_open: ContextVar[Any] = ContextVar("the gradebook whose transaction this thread is in", default=None)


@contextmanager
def one_transaction(gradebook: "Gradebook") -> Iterator[None]:
    """What is written to this gradebook is stored at the end; after an error, nothing is. Any Gradebook that
    this thread opens meanwhile is this one.
    """
    from sqlalchemy.orm import scoped_session, sessionmaker

    before = gradebook.db
    with gradebook.engine.begin() as connection:
        # SQLAlchemy's own way to keep a session's commits inside a transaction of somebody else's.
        inside = {"bind": connection, "join_transaction_mode": "rollback_only", "expire_on_commit": False}
        gradebook.db = session = scoped_session(sessionmaker(autoflush=True, future=True, **inside))
        session.commit = session.flush  # type: ignore[method-assign] # nbgrader's, after each cell
        joined = _open.set(gradebook)
        try:
            yield
            session().commit()
        finally:
            _open.reset(joined)
            gradebook.db.remove()
            gradebook.db = before


@cache
def share_engines() -> None:
    """From now on, in this process, nbgrader opens a gradebook it has opened before in one step."""
    from nbgrader.api import Gradebook
    from sqlalchemy.orm import scoped_session, sessionmaker

    first_time, close = Gradebook.__init__, Gradebook.close
    engines: dict[tuple[str, str], Any] = {}

    def open_again(
        self: Any, db_url: str, course_id: str = "default_course", authenticator: Any = None
    ) -> None:
        if (joined := _open.get()) is not None:
            self.__dict__ = joined.__dict__  # one and the same from now on
            return
        self.course_id, self.authenticator = course_id, authenticator
        engine = engines.get((db_url, course_id))
        if engine is None:
            first_time(self, db_url, course_id, authenticator)
            engines[db_url, course_id] = self.engine
            return
        self.engine = engine
        self.db = scoped_session(sessionmaker(autoflush=True, bind=engine, future=True))

    def close_unless_joined(self: Any) -> None:
        joined = _open.get()
        if joined is None or self.__dict__ is not joined.__dict__:
            close(self)

    Gradebook.__init__, Gradebook.close = open_again, close_unless_joined
