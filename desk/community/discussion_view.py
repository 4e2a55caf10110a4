"""Discussions as values for their pages: threads in a list, and the posts of one.

In: the stores, a place. Out: views. Called by discussions.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from autograde.community.insights import part_of_origin
from autograde.community.post import Post, Topic
from autograde.community.threads import Thread
from autograde.sessions.local_time import local_time
from classroom.language import _, ngettext
from desk.community.place import Place, shown_names
from desk.stores import Stores

__all__ = ["PostView", "ThreadView", "pages_of", "post_views", "thread_title", "thread_views"]

EXCERPT = 240
"""Characters of an opening post in a list."""
_ROOM = 60_000
"""Bytes of text in a page, so that it stays under 100 kB."""
_MOST_POSTS = 20


@dataclass(frozen=True)
class ThreadView:
    """A line of the list of threads; `leader`: the role of an author who is no learner."""

    id: str
    title: str
    sentence: str
    excerpt: str
    leader: str
    hidden: bool


@dataclass(frozen=True)
class PostView:
    """One post as this visitor reads it. `note` says why there is no text; `why` is a moderator's reason."""

    id: str
    name: str
    leader: str
    when: str
    changed: str
    paragraphs: tuple[str, ...]
    note: str
    why: str
    own: bool
    can_change: bool
    can_withdraw: bool
    can_hide: bool
    can_show: bool


def thread_views(desk: Stores, here: Place, threads: Iterable[Thread]) -> list[ThreadView]:
    """The lines of a list of threads."""
    every = list(threads)
    names = shown_names(one.opening.person for one in every)
    return [_thread(desk, here, one, names) for one in every]


def thread_title(desk: Stores, here: Place, opening: Post, name: str) -> str:
    """What a thread is called: its title, its author for an introduction, its lesson for an insight."""
    if opening.withdrawn_at is not None:
        return _("A thread whose first post was taken back")
    if opening.topic is Topic.INTRODUCTIONS:
        return name
    if opening.topic is Topic.INSIGHTS:
        return _part_title(desk, here, opening)
    return opening.title


def pages_of(posts: Iterable[Post]) -> list[list[Post]]:
    """Posts in pages of at most twenty, fewer where they are long."""
    pages: list[list[Post]] = [[]]
    room = _ROOM
    for post in posts:
        size = len(post.text.encode("utf-8", "xmlcharrefreplace")) + 4 * sum(map(post.text.count, "<>&\"'"))
        if pages[-1] and (size > room or len(pages[-1]) >= _MOST_POSTS):
            pages.append([])
            room = _ROOM
        pages[-1].append(post)
        room -= size
    return pages


def post_views(here: Place, posts: Iterable[Post]) -> list[PostView]:
    """The posts of a thread, as this visitor reads them."""
    every = list(posts)
    names = shown_names(one.person for one in every)
    return [_post(here, one, names) for one in every]


def _thread(desk: Stores, here: Place, thread: Thread, names: dict[str, str]) -> ThreadView:
    opening = thread.opening
    name = names.get(opening.person or "", _("(name erased)"))
    replies = ngettext("{n} answer", "{n} answers", thread.replies).format(n=thread.replies)
    when = local_time(opening.written_at, here.session.zone)
    # An introduction has her name as its title; with an insight it is not shown.
    named = opening.topic is not Topic.QUESTIONS
    by = when if named else _("{name}, {when}").format(name=name, when=when)
    text = " ".join(opening.text.split()) if opening.is_shown else ""
    return ThreadView(
        id=opening.id,
        title=thread_title(desk, here, opening, name),
        sentence=_("{by} · {replies}").format(by=by, replies=replies),
        excerpt=text if len(text) <= EXCERPT else text[:EXCERPT].rsplit(" ", 1)[0] + " …",
        leader=_leader(opening),
        hidden=opening.hidden_at is not None,
    )


def _post(here: Place, post: Post, names: dict[str, str]) -> PostView:
    own, leads = post.person == here.by.person, here.by.leads
    gone, hidden = post.withdrawn_at is not None, post.hidden_at is not None
    readable = not gone and (not hidden or own or leads)
    return PostView(
        id=post.id,
        name=_author(post, own, names),
        leader=_leader(post),
        when=local_time(post.written_at, here.session.zone),
        changed=local_time(post.changed_at, here.session.zone) if post.changed_at and not gone else "",
        paragraphs=tuple(post.text.split("\n\n")) if readable else (),
        note=_note(gone, hidden, readable),
        why=post.hidden_why if not gone else "",
        own=own,
        can_change=own and post.is_shown and not post.origin,
        can_withdraw=own and not gone,
        can_hide=leads and not own and post.is_shown,
        can_show=leads and hidden and not gone,
    )


def _author(post: Post, own: bool, names: dict[str, str]) -> str:
    """Who wrote it. The lesson promises that nobody reads the name of who shares an insight."""
    if post.topic is Topic.INSIGHTS and post.opens:
        return _("You, without your name") if own else _("Somebody in this session")
    return names.get(post.person or "", _("(name erased)"))


def _note(gone: bool, hidden: bool, readable: bool) -> str:
    if gone:
        return _("This post was taken back.")
    if hidden:
        return (
            _("This post is hidden. Only its author, instructors and staff read it.")
            if readable
            else _("This post was hidden by an instructor or program staff.")
        )
    return ""


def _leader(post: Post) -> str:
    words = {"instructor": _("Instructor"), "staff": _("Program staff")}
    return words.get(post.role, "")


def _part_title(desk: Stores, here: Place, opening: Post) -> str:
    part_id, course = part_of_origin(opening.origin), desk.courses.get(here.session.course)
    part = next((one for one in course.parts if one.id == part_id), None) if course else None
    if part is None:
        return _("From a lesson")
    return _("Part {number}: {title}").format(number=part.number, title=part.title)
