"""Alembic's entry: runs the migrations on the connection and in the transaction that records.py opened."""

from alembic import context

from autograde.ledger.tables import metadata


def run() -> None:
    """Alembic gives `context` its contents only while it runs this file."""
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=metadata,
        transactional_ddl=True,
    )
    context.run_migrations()


# Whoever only imports this file, as a search for doctests does, migrates nothing.
if hasattr(context, "config"):
    run()
