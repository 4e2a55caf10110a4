"""The first records: events that are never changed, and beside them people, sessions and what lets people in.

Revision 0001. A later migration adds to these tables; it never rewrites an event.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.String(27)


def upgrade() -> None:
    make_event()
    make_people()
    make_sessions()
    make_access()
    if op.get_bind().dialect.name == "sqlite":
        guard_sqlite()
    else:
        guard_postgresql()


def make_event() -> None:
    op.create_table(
        "event",
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer, "sqlite"), autoincrement=True),
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("key", sa.String(300), nullable=False),
        sa.Column("person", sa.String(14), nullable=False),
        sa.Column("session", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("occurred_at", MOMENT, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("actor", sa.String(80), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("supersedes", sa.String(26), nullable=True),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("prev", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_event"),
        sa.UniqueConstraint("id", name="uq_event_id"),
        sa.UniqueConstraint("key", name="uq_event_key"),
        sa.UniqueConstraint("person", "seq", name="uq_event_person_seq"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_event_session", "event", ["session"])


def make_people() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.String(14), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
    )
    op.create_table(
        "affiliation",
        sa.Column("id", sa.Integer, autoincrement=True),
        sa.Column("person", sa.String(14), nullable=False),
        sa.Column("affiliate", sa.String(120), nullable=False),
        sa.Column("local", sa.String(120), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_affiliation"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_affiliation_person", ondelete="CASCADE"),
    )
    op.create_index("ix_affiliation_person", "affiliation", ["person"])


def make_sessions() -> None:
    op.create_table(
        "course_session",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("course", sa.String(64), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("opens_at", MOMENT, nullable=False),
        sa.Column("closes_at", MOMENT, nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("late_days", sa.Integer, nullable=False),
        sa.Column("variant_order", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_course_session"),
    )
    op.create_table(
        "variant",
        sa.Column("session", sa.String(64), nullable=False),
        sa.Column("person", sa.String(14), nullable=False),
        sa.Column("variant", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("session", "person", name="pk_variant"),
        sa.ForeignKeyConstraint(["session"], ["course_session.id"], name="fk_variant_session"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_variant_person", ondelete="CASCADE"),
    )


def make_access() -> None:
    op.create_table(
        "invitation",
        sa.Column("code_sha256", sa.String(64), nullable=False),
        sa.Column("session", sa.String(64), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.Column("person", sa.String(14), nullable=True),
        sa.PrimaryKeyConstraint("code_sha256", name="pk_invitation"),
        sa.ForeignKeyConstraint(["session"], ["course_session.id"], name="fk_invitation_session"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_invitation_person", ondelete="SET NULL"),
    )
    op.create_table(
        "token",
        sa.Column("token_sha256", sa.String(64), nullable=False),
        sa.Column("person", sa.String(14), nullable=False),
        sa.Column("revoked", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("token_sha256", name="pk_token"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_token_person", ondelete="CASCADE"),
    )
    op.create_index("ix_token_person", "token", ["person"])
    op.create_table(
        "one_time_code",
        sa.Column("code_sha256", sa.String(64), nullable=False),
        sa.Column("person", sa.String(14), nullable=False),
        sa.Column("purpose", sa.String(40), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("code_sha256", name="pk_one_time_code"),
        sa.ForeignKeyConstraint(
            ["person"], ["person.id"], name="fk_one_time_code_person", ondelete="CASCADE"
        ),
    )


def guard_sqlite() -> None:
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER event_no_{verb.lower()} BEFORE {verb} ON event "
            "BEGIN SELECT RAISE(ABORT, 'events are only added, never changed or removed'); END"
        )
    # INSERT OR REPLACE removes the old row without asking the trigger above.
    op.execute(
        "CREATE TRIGGER event_no_replace BEFORE INSERT ON event "
        "WHEN EXISTS (SELECT 1 FROM event WHERE position = NEW.position OR id = NEW.id OR key = NEW.key "
        "OR (person = NEW.person AND seq = NEW.seq)) "
        "BEGIN SELECT RAISE(ABORT, 'events are only added: this one is there already'); END"
    )


def guard_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION refuse_event_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'events are only added, never changed or removed'; END $$"
    )
    op.execute(
        "CREATE TRIGGER event_no_change BEFORE UPDATE OR DELETE ON event "
        "FOR EACH ROW EXECUTE FUNCTION refuse_event_change()"
    )
    op.execute(
        "CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON event "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_event_change()"
    )


def downgrade() -> None:
    raise NotImplementedError("The records are never taken back to nothing; restore a copy instead.")
