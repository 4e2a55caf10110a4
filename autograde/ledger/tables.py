"""The tables of the records. In: nothing. Out: `metadata` and its tables, for store, people and sessions.

`event` is what happened, and is only ever added to. The other tables are what may be corrected or erased:
who a person is, and what lets her in. migrations/ builds them; a test holds the two equal.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from autograde.ledger.moments import moment_from_text, moment_to_text

__all__ = [
    "affiliation",
    "community_entry",
    "community_file",
    "community_member",
    "community_post",
    "course_session",
    "event",
    "invitation",
    "metadata",
    "one_time_code",
    "person",
    "token",
    "variant",
]


class Moment(TypeDecorator[datetime]):
    """A time with its zone, stored as UTC text (see moments.py)."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Python to database."""
        return None if value is None else moment_to_text(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """Database to Python."""
        return None if value is None else moment_from_text(value)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

event = Table(
    "event",
    metadata,
    # The order of arrival in this database. It is not part of the event, so a ledger can be copied.
    Column("position", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("id", String(26), nullable=False, unique=True),
    Column("key", String(300), nullable=False, unique=True),
    # No foreign key: a person can be erased, what happened cannot.
    Column("person", String(14), nullable=False),
    Column("session", String(64), nullable=False, index=True),
    Column("kind", String(40), nullable=False),
    # Times are plain text here, exactly as they are hashed.
    Column("occurred_at", String(27), nullable=False),
    Column("recorded_at", String(27), nullable=False),
    Column("actor", String(80), nullable=False),
    Column("reason", String(500), nullable=False),
    Column("supersedes", String(26), nullable=True),
    Column("body", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("prev", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    UniqueConstraint("person", "seq"),
    sqlite_autoincrement=True,
)

person = Table(
    "person",
    metadata,
    Column("id", String(14), primary_key=True),
    Column("name", String(120), nullable=False),
    Column("email", String(254), nullable=False),
    # The language she has chosen for what she reads; null while she has chosen none.
    Column("language", String(12), nullable=True),
)

affiliation = Table(
    "affiliation",
    metadata,
    # The newest row of a person is her present one; the older ones are where she was before.
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("person", String(14), ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("affiliate", String(120), nullable=False),
    Column("local", String(120), nullable=False),
)

invitation = Table(
    "invitation",
    metadata,
    Column("code_sha256", String(64), primary_key=True),
    Column("session", String(64), ForeignKey("course_session.id"), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment, nullable=True),
    Column("person", String(14), ForeignKey("person.id", ondelete="SET NULL"), nullable=True),
)

token = Table(
    "token",
    metadata,
    Column("token_sha256", String(64), primary_key=True),
    Column("person", String(14), ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("revoked", Integer, nullable=False),
)

one_time_code = Table(
    "one_time_code",
    metadata,
    Column("code_sha256", String(64), primary_key=True),
    Column("person", String(14), ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    Column("purpose", String(40), nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment, nullable=True),
)

course_session = Table(
    "course_session",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("course", String(64), nullable=False),
    Column("title", String(200), nullable=False),
    Column("opens_at", Moment, nullable=False),
    Column("closes_at", Moment, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("late_days", Integer, nullable=False),
    # The course's variants, as a JSON list, shuffled when the session was opened.
    Column("variant_order", Text, nullable=False),
)

variant = Table(
    "variant",
    metadata,
    Column("session", String(64), ForeignKey("course_session.id"), primary_key=True),
    Column("person", String(14), ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("variant", Integer, nullable=False),
)

# What people write to each other in a session. A row outlives its author with empty words and no name, so
# that what others answered keeps its place.
community_post = Table(
    "community_post",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=True),
    Column("id", String(18), nullable=False, unique=True),
    Column("session", String(64), ForeignKey("course_session.id"), nullable=False, index=True),
    # The id of the post that opens the thread; its own, where it does.
    Column("thread", String(18), nullable=False, index=True),
    Column("topic", String(20), nullable=False),
    # Which question of which part an insight comes from; empty for what was written here.
    Column("origin", String(130), nullable=False),
    Column("person", String(14), ForeignKey("person.id", ondelete="SET NULL"), nullable=True, index=True),
    # The role in which it was written: empty for a learner.
    Column("role", String(20), nullable=False),
    Column("title", String(120), nullable=False),
    Column("text", Text, nullable=False),
    Column("written_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=True),
    Column("withdrawn_at", Moment, nullable=True),
    Column("hidden_at", Moment, nullable=True),
    Column("hidden_why", String(300), nullable=False),
)

community_member = Table(
    "community_member",
    metadata,
    Column("session", String(64), ForeignKey("course_session.id"), primary_key=True),
    Column("person", String(14), ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("listed_at", Moment, nullable=False),
)

community_file = Table(
    "community_file",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=True),
    # Its bytes lie in the office's folder "community" under this id.
    Column("id", String(18), nullable=False, unique=True),
    Column("session", String(64), ForeignKey("course_session.id"), nullable=False, index=True),
    Column("person", String(14), ForeignKey("person.id", ondelete="SET NULL"), nullable=True, index=True),
    Column("role", String(20), nullable=False),
    Column("name", String(120), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("about", String(300), nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("removed_at", Moment, nullable=True),
    Column("removed_why", String(300), nullable=False),
)

community_entry = Table(
    "community_entry",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=True),
    Column("id", String(18), nullable=False, unique=True),
    Column("session", String(64), ForeignKey("course_session.id"), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("title", String(120), nullable=False),
    Column("starts_at", Moment, nullable=True),
    Column("ends_at", Moment, nullable=True),
    Column("place", String(300), nullable=False),
    Column("about", String(1000), nullable=False),
)
