"""The language a person has chosen for her pages, her lessons and her feedback.

In: the records, a person's id. Out: a code such as "es", None while she has chosen none. Called by the desk.
"""

from sqlalchemy import Engine, select, update

from autograde.ledger.records import reading, writing
from autograde.ledger.tables import person

__all__ = ["choose_language", "chosen_language"]


def chosen_language(engine: Engine, person_id: str) -> str | None:
    """The language she has chosen; None where she has not, and for nobody's id."""
    with reading(engine) as connection:
        code = connection.scalar(select(person.c.language).where(person.c.id == person_id))
    return str(code) if code else None


def choose_language(engine: Engine, person_id: str, code: str) -> None:
    """Keep her choice; a later one takes its place."""
    with writing(engine, "people") as connection:
        connection.execute(update(person).where(person.c.id == person_id).values(language=code))
