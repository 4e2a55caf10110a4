"""What the community holds about one person: a copy of it, how much it is, and how it goes.

In: the office, a person. Out: plain values. Called by personal/copy.py, personal/erase.py and the command.
A post of hers that goes leaves an empty place, so that what others answered stays where it is. A file that
she brought as an instructor or staff is the program's and stays.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from autograde.community.files import file_path
from autograde.ledger.moments import moment_to_text
from autograde.ledger.records import reading, writing
from autograde.ledger.tables import community_file, community_member, community_post
from autograde.office import Office

__all__ = ["forget_posts", "held_in_communities"]


def held_in_communities(office: Office, person: str) -> dict[str, list[dict[str, Any]]]:
    """Her posts, files and lists, as plain values; without what she took back or was removed."""
    with reading(office.records()) as connection:
        return {
            "posts": _rows(connection, community_post, person, community_post.c.withdrawn_at.is_(None)),
            "files": _rows(connection, community_file, person, community_file.c.removed_at.is_(None)),
            "listed": _rows(connection, community_member, person),
        }


def forget_posts(office: Office, person: str, now: datetime) -> Counter[str]:
    """Erase what she wrote and the files she brought; returns how many of each. A second time finds none."""
    held = held_in_communities(office, person)
    own_files = [one for one in held["files"] if not one["role"]]
    post, file = community_post, community_file
    with writing(office.records(), "people") as connection:
        empty = {"title": "", "text": "", "hidden_why": ""}
        connection.execute(update(post).where(post.c.person == person).values(empty))
        still = (post.c.person == person) & post.c.withdrawn_at.is_(None)
        connection.execute(update(post).where(still).values(withdrawn_at=now))
        hers = (file.c.person == person) & (file.c.role == "")
        connection.execute(update(file).where(hers).values(name="", about="", removed_why=""))
        there = hers & file.c.removed_at.is_(None)
        connection.execute(update(file).where(there).values(removed_at=now))
    for one in own_files:
        file_path(office, one["session"], one["id"]).unlink(missing_ok=True)
    return Counter({"posts": len(held["posts"]), "shared files": len(own_files)})


def _rows(connection: Connection, table: Any, person: str, *where: Any) -> list[dict[str, Any]]:
    query = select(table).where(table.c.person == person, *where).order_by(*table.primary_key.columns)
    return [
        {name: moment_to_text(value) if isinstance(value, datetime) else value for name, value in row.items()}
        for row in connection.execute(query).mappings()
    ]
