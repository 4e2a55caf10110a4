"""What people write to each other in a session, who is listed, files, dates. Beside the events, not of them.

Revision 0002.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.String(27)


def upgrade() -> None:
    make_posts()
    make_members()
    make_files()
    make_entries()


def make_posts() -> None:
    name = "community_post"
    op.create_table(
        name,
        *of_a_session(name),
        sa.Column("thread", sa.String(18), nullable=False),
        sa.Column("topic", sa.String(20), nullable=False),
        sa.Column("origin", sa.String(130), nullable=False),
        *by_a_person(name),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=True),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.Column("hidden_at", MOMENT, nullable=True),
        sa.Column("hidden_why", sa.String(300), nullable=False),
    )
    for column in ("session", "thread", "person"):
        op.create_index(f"ix_{name}_{column}", name, [column])


def make_members() -> None:
    name = "community_member"
    op.create_table(
        name,
        sa.Column("session", sa.String(64), nullable=False),
        sa.Column("person", sa.String(14), nullable=False),
        sa.Column("listed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("session", "person", name=f"pk_{name}"),
        sa.ForeignKeyConstraint(["session"], ["course_session.id"], name=f"fk_{name}_session"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=f"fk_{name}_person", ondelete="CASCADE"),
    )


def make_files() -> None:
    name = "community_file"
    op.create_table(
        name,
        *of_a_session(name),
        *by_a_person(name),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("about", sa.String(300), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.Column("removed_why", sa.String(300), nullable=False),
    )
    for column in ("session", "person"):
        op.create_index(f"ix_{name}_{column}", name, [column])


def make_entries() -> None:
    name = "community_entry"
    op.create_table(
        name,
        *of_a_session(name),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=True),
        sa.Column("ends_at", MOMENT, nullable=True),
        sa.Column("place", sa.String(300), nullable=False),
        sa.Column("about", sa.String(1000), nullable=False),
    )
    op.create_index(f"ix_{name}_session", name, ["session"])


def of_a_session(name: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("position", sa.Integer, autoincrement=True),
        sa.Column("id", sa.String(18), nullable=False),
        sa.Column("session", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("position", name=f"pk_{name}"),
        sa.UniqueConstraint("id", name=f"uq_{name}_id"),
        sa.ForeignKeyConstraint(["session"], ["course_session.id"], name=f"fk_{name}_session"),
    ]


def by_a_person(name: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("person", sa.String(14), nullable=True),
        sa.Column("role", sa.String(20), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=f"fk_{name}_person", ondelete="SET NULL"),
    ]


def downgrade() -> None:
    raise NotImplementedError("The records are never taken back; restore a copy instead.")
