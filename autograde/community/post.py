"""A post as a value, and the topics of a discussion. Pure; read by posts.py, threads.py and moderation.py."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, select

from autograde.errors import CommunityError
from autograde.ledger.tables import community_post as table
from classroom.language import _

__all__ = ["Post", "Topic", "Writer", "as_post", "find_post", "new_id", "topic_word"]


class Topic(StrEnum):
    """What a thread is about."""

    INTRODUCTIONS = "introductions"
    INSIGHTS = "insights"
    QUESTIONS = "questions"


@dataclass(frozen=True)
class Writer:
    """Who writes, and in which role: "instructor", "staff", or "" for a learner of the session."""

    person: str
    role: str = ""

    @property
    def leads(self) -> bool:
        """Whether she may hide what others wrote, and change the information."""
        return bool(self.role)


@dataclass(frozen=True)
class Post:
    """One post. `person` None: its author was erased. `origin`: part and question an insight comes from."""

    position: int
    id: str
    session: str
    thread: str
    topic: Topic
    origin: str
    person: str | None
    role: str
    title: str
    text: str
    written_at: datetime
    changed_at: datetime | None
    withdrawn_at: datetime | None
    hidden_at: datetime | None
    hidden_why: str

    @property
    def opens(self) -> bool:
        """Whether it opens its thread."""
        return self.id == self.thread

    @property
    def is_shown(self) -> bool:
        """Whether everybody reads it: neither taken back nor hidden."""
        return self.withdrawn_at is None and self.hidden_at is None


def topic_word(topic: Topic) -> str:
    """A topic as a heading."""
    return {
        Topic.INTRODUCTIONS: _("Introduce yourself"),
        Topic.INSIGHTS: _("Insights from the lessons"),
        Topic.QUESTIONS: _("Questions and ideas"),
    }[topic]


def new_id(letter: str) -> str:
    """A random id that says nothing."""
    return f"{letter}-{secrets.token_hex(8)}"


def as_post(row: Mapping[Any, Any]) -> Post:
    """A row of the table as a value."""
    return Post(**{**row, "topic": Topic(row["topic"])})


def find_post(connection: Connection, session: str, id: str) -> Post:  # noqa: A002
    """A post of a session; raises CommunityError when there is none of that id in it."""
    query = select(table).where(table.c.id == id, table.c.session == session)
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise CommunityError(_("There is no such post in this session."))
    return as_post(row)
