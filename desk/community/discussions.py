"""The discussions of a session: lists of threads, a thread, writing, changing, taking back, hiding.

In: requests of the session. Out: pages. Part of app.py.
"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from autograde.community.moderation import hide_post, show_post
from autograde.community.post import Post, Topic, topic_word
from autograde.community.posts import change_post, open_thread, post_of, reply, withdraw_post
from autograde.community.threads import read_thread, threads_of
from autograde.community.wording import LONGEST_LINE, LONGEST_POST, LONGEST_WHY
from autograde.errors import CommunityError
from classroom.language import _
from desk.access import Who, open_to
from desk.community.discussion_view import pages_of, post_views, thread_title, thread_views
from desk.community.place import Place, paged, place, refused, shown_names
from desk.stores import stores

__all__ = ["discussions"]

discussions = Blueprint("discussions", __name__, url_prefix="/community/<session>/discussions")

_THREADS = 30


@discussions.get("/")
@open_to(Who.SESSION)
def topics(session: str) -> ResponseReturnValue:
    """The threads of one topic ("?topic=questions"), the one with the newest post first."""
    return _list(place(session), _asked_topic(request.args.get("topic", "")))


@discussions.post("/")
@open_to(Who.SESSION)
def begin(session: str) -> ResponseReturnValue:
    """Open a thread, or show the page again with what is to be put right."""
    desk, here = stores(), place(session)
    topic = _asked_topic(request.form.get("topic", ""))
    title, text = request.form.get("title", ""), request.form.get("text", "")
    try:
        thread = open_thread(desk.office, session, here.by, topic, title, text, desk.now)
    except CommunityError as problem:
        return _list(here, topic, problem.sentence), 422
    flash(_("Posted."))
    return redirect(url_for("discussions.read", session=session, thread=thread), 303)


@discussions.get("/<thread>")
@open_to(Who.SESSION)
def read(session: str, thread: str) -> ResponseReturnValue:
    """One thread with its answers."""
    return _thread(place(session), thread)


@discussions.post("/<thread>")
@open_to(Who.SESSION)
def answer(session: str, thread: str) -> ResponseReturnValue:
    """Answer in a thread."""
    desk, here = stores(), place(session)
    try:
        post = reply(desk.office, session, here.by, thread, request.form.get("text", ""), desk.now)
    except CommunityError as problem:
        return _thread(here, thread, problem.sentence), 422
    flash(_("Posted."))
    return _back(session, thread, post)


@discussions.get("/<thread>/<post>/change")
@open_to(Who.SESSION)
def form(session: str, thread: str, post: str) -> ResponseReturnValue:
    """One's own post, to change or to take back."""
    here = place(session)
    return _form(here, _own(here, thread, post))


@discussions.post("/<thread>/<post>/change")
@open_to(Who.SESSION)
def change(session: str, thread: str, post: str) -> ResponseReturnValue:
    """Put other words into one's own post."""
    desk, here = stores(), place(session)
    found = _own(here, thread, post)
    title, text = request.form.get("title", ""), request.form.get("text", "")
    try:
        change_post(desk.office, session, here.by, post, title, text, desk.now)
    except CommunityError as problem:
        return _form(here, found, problem.sentence), 422
    flash(_("Changed."))
    return _back(session, thread, post)


@discussions.post("/<thread>/<post>/withdraw")
@open_to(Who.SESSION)
def withdraw(session: str, thread: str, post: str) -> ResponseReturnValue:
    """Take back one's own post."""
    desk, here = stores(), place(session)
    try:
        withdraw_post(desk.office, session, here.by, post, desk.now)
    except CommunityError as problem:
        return refused(problem.sentence)
    flash(_("Taken back. Its words are deleted."))
    return _back(session, thread, post)


@discussions.post("/<thread>/<post>/hide")
@open_to(Who.INSTRUCTOR, Who.STAFF)
def hide(session: str, thread: str, post: str) -> ResponseReturnValue:
    """Hide a post and say why."""
    desk, here = stores(), place(session)
    try:
        hide_post(desk.office, session, here.by, post, request.form.get("why", ""), desk.now)
    except CommunityError as problem:
        return refused(problem.sentence)
    flash(_("Hidden. The reason stands where the post was."))
    return _back(session, thread, post)


@discussions.post("/<thread>/<post>/show")
@open_to(Who.INSTRUCTOR, Who.STAFF)
def show(session: str, thread: str, post: str) -> ResponseReturnValue:
    """Show a hidden post again."""
    desk, here = stores(), place(session)
    try:
        show_post(desk.office, session, here.by, post, desk.now)
    except CommunityError as problem:
        return refused(problem.sentence)
    flash(_("Shown again."))
    return _back(session, thread, post)


def _asked_topic(word: str) -> Topic:
    return Topic(word) if word in set(Topic) else Topic.INTRODUCTIONS


def _list(here: Place, topic: Topic, problem: str = "") -> str:
    desk = stores()
    found = paged(threads_of(desk.office, here.session.id, topic, hidden_too=here.by.leads), _THREADS)
    return render_template(
        "community_discussions.html",
        here=here,
        topic=topic,
        heading=topic_word(topic),
        topics=[(one, topic_word(one)) for one in Topic],
        threads=thread_views(desk, here, found.shown),
        page=found,
        problem=problem,
        typed=request.form,
        longest=LONGEST_POST,
        longest_line=LONGEST_LINE,
    )


def _thread(here: Place, thread: str, problem: str = "") -> str:
    desk = stores()
    try:
        posts = read_thread(desk.office, here.session.id, thread)
    except CommunityError as unknown:
        raise NotFound from unknown
    opening = posts[0]
    if opening.hidden_at is not None and not (
        here.by.leads or here.by.person in {one.person for one in posts}
    ):
        raise NotFound  # what was answered to it would quote it; who wrote there can still take it back
    chunks = pages_of(posts)
    one = paged(chunks, 1)
    (shown,) = one.shown
    name = shown_names([opening.person]).get(opening.person or "", _("(name erased)"))
    return render_template(
        "community_thread.html",
        here=here,
        thread=thread,
        topic=opening.topic,
        topic_heading=topic_word(opening.topic),
        title=thread_title(desk, here, opening, name),
        posts=post_views(here, shown),
        page=one,
        closed=opening.hidden_at is not None,
        anonymous=opening.topic is Topic.INSIGHTS and opening.person == here.by.person,
        problem=problem,
        typed=request.form,
        longest=LONGEST_POST,
        longest_why=LONGEST_WHY,
    )


def _own(here: Place, thread: str, post: str) -> Post:
    try:
        found = post_of(stores().office, here.session.id, here.by, post)
    except CommunityError as unknown:
        raise NotFound from unknown
    if found.thread != thread or found.origin:
        raise NotFound
    return found


def _form(here: Place, post: Post, problem: str = "") -> str:
    return render_template(
        "community_change.html",
        here=here,
        post=post,
        title=request.form.get("title", post.title),
        text=request.form.get("text", post.text),
        problem=problem,
        longest=LONGEST_POST,
        longest_line=LONGEST_LINE,
    )


def _back(session: str, thread: str, post: str) -> ResponseReturnValue:
    """To the thread, on the page where the post stands."""
    try:
        chunks = pages_of(read_thread(stores().office, session, thread))
    except CommunityError:
        return redirect(url_for("discussions.topics", session=session), 303)
    at = next((nth for nth, chunk in enumerate(chunks, 1) if post in {one.id for one in chunk}), 1)
    page = at if at > 1 else None
    there = url_for("discussions.read", session=session, thread=thread, page=page, _anchor=post)
    return redirect(there, 303)
