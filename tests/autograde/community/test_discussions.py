"""Discussions: written, changed, taken back, hidden with a reason, and on record without a word of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from autograde.community.moderation import hide_post, show_post
from autograde.community.post import Topic
from autograde.community.posts import change_post, open_thread, post_of, reply, withdraw_post
from autograde.community.threads import read_thread, threads_of
from autograde.errors import CommunityError
from autograde.ledger.events import EventKind
from autograde.ledger.store import Ledger

if TYPE_CHECKING:
    from tests.autograde.community.conftest import Room

WORDS = "Half posts surprised us; 12 of our 40 are."


def asked(room: Room, text: str = WORDS) -> str:
    title = "Who counts half posts?"
    return open_thread(room.office, "spring", room.ana, Topic.QUESTIONS, title, text, room.noon)


def test_a_thread_is_opened_and_answered(room: Room) -> None:
    thread = asked(room)
    answer = reply(room.office, "spring", room.lucia, thread, "Count FTE, not heads.", room.noon)
    posts = read_thread(room.office, "spring", thread)
    assert [(one.id, one.person, one.role, one.text) for one in posts] == [
        (thread, room.ana.person, "", WORDS),
        (answer, room.lucia.person, "instructor", "Count FTE, not heads."),
    ]
    (listed,) = threads_of(room.office, "spring", Topic.QUESTIONS)
    assert (listed.opening.title, listed.replies) == ("Who counts half posts?", 1)
    assert threads_of(room.office, "spring", Topic.INTRODUCTIONS) == []
    assert threads_of(room.office, "autumn", Topic.QUESTIONS) == []


def test_the_thread_with_the_newest_post_comes_first(room: Room) -> None:
    first = asked(room)
    second = open_thread(room.office, "spring", room.ben, Topic.QUESTIONS, "Lanes?", "How?", room.noon)
    order = [one.opening.id for one in threads_of(room.office, "spring", Topic.QUESTIONS)]
    assert order == [second, first]
    reply(room.office, "spring", room.ben, first, "We do.", room.noon)
    order = [one.opening.id for one in threads_of(room.office, "spring", Topic.QUESTIONS)]
    assert order == [first, second]


def test_an_introduction_needs_no_title_and_an_insight_comes_from_a_lesson(room: Room) -> None:
    open_thread(room.office, "spring", room.ana, Topic.INTRODUCTIONS, "ignored", "I teach.", room.noon)
    (thread,) = threads_of(room.office, "spring", Topic.INTRODUCTIONS)
    assert thread.opening.title == ""
    with pytest.raises(CommunityError, match="shared in its lesson"):
        open_thread(room.office, "spring", room.ana, Topic.INSIGHTS, "", "I see.", room.noon)


def test_pressing_twice_posts_once(room: Room) -> None:
    thread = asked(room)
    assert asked(room) == thread
    answer = reply(room.office, "spring", room.ben, thread, "We do.", room.noon)
    assert reply(room.office, "spring", room.ben, thread, "We do.", room.noon) == answer
    assert len(read_thread(room.office, "spring", thread)) == 2


def test_one_changes_and_takes_back_only_ones_own(room: Room) -> None:
    thread = asked(room)
    for other in (room.ben, room.lucia, room.outsider):
        with pytest.raises(CommunityError):
            change_post(room.office, "spring", other, thread, "Mine", "now", room.noon)
        with pytest.raises(CommunityError, match="Only who wrote"):
            withdraw_post(room.office, "spring", other, thread, room.noon)
    later = room.noon + timedelta(hours=1)
    change_post(room.office, "spring", room.ana, thread, "Half posts", "13 of them.", later)
    (post,) = read_thread(room.office, "spring", thread)
    assert (post.title, post.text, post.changed_at) == ("Half posts", "13 of them.", later)
    withdraw_post(room.office, "spring", room.ana, thread, later)
    (post,) = read_thread(room.office, "spring", thread)
    assert (post.title, post.text, post.withdrawn_at) == ("", "", later)
    with pytest.raises(CommunityError, match="taken back or hidden"):
        post_of(room.office, "spring", room.ana, thread)


def test_a_thread_whose_opening_is_taken_back_stays_for_its_answers(room: Room) -> None:
    alone, answered = asked(room, "One."), asked(room, "Two.")
    reply(room.office, "spring", room.ben, answered, "Me too.", room.noon)
    for thread in (alone, answered):
        withdraw_post(room.office, "spring", room.ana, thread, room.noon)
    assert [one.opening.id for one in threads_of(room.office, "spring", Topic.QUESTIONS)] == [answered]


def test_hiding_takes_a_reason_and_somebody_who_leads(room: Room) -> None:
    thread = asked(room)
    with pytest.raises(CommunityError, match="Only an instructor"):
        hide_post(room.office, "spring", room.ben, thread, "Not nice", room.noon)
    for nothing in ("", " \n ", "\u200b"):
        with pytest.raises(CommunityError, match="reason is missing"):
            hide_post(room.office, "spring", room.lucia, thread, nothing, room.noon)
    hide_post(room.office, "spring", room.lucia, thread, "It names\na \u200bposition.", room.noon)
    (post,) = read_thread(room.office, "spring", thread)
    assert (post.hidden_at, post.hidden_why, post.text) == (room.noon, "It names a position.", WORDS)
    assert threads_of(room.office, "spring", Topic.QUESTIONS) == []
    assert len(threads_of(room.office, "spring", Topic.QUESTIONS, hidden_too=True)) == 1
    with pytest.raises(CommunityError, match="closed"):
        reply(room.office, "spring", room.ben, thread, "Why?", room.noon)
    show_post(room.office, "spring", room.lucia, thread, room.noon)
    assert len(threads_of(room.office, "spring", Topic.QUESTIONS)) == 1


def test_what_happened_is_on_record_and_no_word_of_it(room: Room) -> None:
    thread = asked(room)
    change_post(room.office, "spring", room.ana, thread, "Half posts", "13 of them.", room.noon)
    hide_post(room.office, "spring", room.lucia, thread, "Look again.", room.noon)
    show_post(room.office, "spring", room.lucia, thread, room.noon)
    withdraw_post(room.office, "spring", room.ana, thread, room.noon)
    ledger = Ledger(room.office.records())
    told = [event for event in ledger.events(room.ana.person) if event.kind is not EventKind.ENROLLED]
    assert [(str(event.kind), event.actor, event.reason) for event in told] == [
        ("posted", room.ana.person, ""),
        ("post_changed", room.ana.person, ""),
        ("post_hidden", room.lucia.person, "Look again."),
        ("post_shown", room.lucia.person, ""),
        ("post_withdrawn", room.ana.person, ""),
    ]
    assert "osts" not in "".join(str(event.body) for event in told).replace("post", "")
    ledger.verify()


@pytest.mark.parametrize(
    ("title", "text", "says"),
    [
        ("", "Some text", "title is missing"),
        ("A title", " \r\n ", "There is no text"),
        ("A title", "a" * 3001, "3,001 characters; at most 3,000"),
        ("t" * 121, "Some text", "121 characters; at most 120"),
        ("A title", "write to ana@example.org", "leave the e-mail address"),
        ("ana@example.org", "Some text", "leave the e-mail address"),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_is_kept(
    room: Room, title: str, text: str, says: str
) -> None:
    with pytest.raises(CommunityError, match=says):
        open_thread(room.office, "spring", room.ana, Topic.QUESTIONS, title, text, room.noon)
    assert threads_of(room.office, "spring", Topic.QUESTIONS) == []


def test_nobody_fills_a_discussion_alone(room: Room) -> None:
    thread = asked(room)
    for number in range(7):
        reply(room.office, "spring", room.ana, thread, f"And {number}", room.noon)
    with pytest.raises(CommunityError, match="go on in 10 minutes"):
        reply(room.office, "spring", room.ana, thread, "And more", room.noon)
    with pytest.raises(CommunityError, match="go on in 1 minute"):
        change_post(
            room.office, "spring", room.ana, thread, "A", "B", room.noon + timedelta(minutes=9, seconds=30)
        )
    reply(room.office, "spring", room.ben, thread, "May I?", room.noon)
    for number in range(12):  # an instructor may answer everybody at once
        reply(room.office, "spring", room.lucia, thread, f"Answer {number}", room.noon)
    reply(room.office, "spring", room.ana, thread, "And more", room.noon + timedelta(minutes=10))


def test_only_the_session_writes_and_only_until_it_ends(room: Room) -> None:
    thread = asked(room)
    with pytest.raises(CommunityError, match="not in this session"):
        reply(room.office, "spring", room.outsider, thread, "Hello", room.noon)
    over = room.noon + timedelta(days=120)
    with pytest.raises(CommunityError, match="This session ended on Sunday, April 4, 2027"):
        reply(room.office, "spring", room.ana, thread, "Still here?", over)
    withdraw_post(room.office, "spring", room.ana, thread, over)  # that is always allowed


def test_a_post_of_another_session_is_not_there(room: Room) -> None:
    thread = asked(room)
    for there in (
        lambda: read_thread(room.office, "autumn", thread),
        lambda: reply(room.office, "autumn", room.outsider, thread, "Hello", room.noon),
        lambda: hide_post(room.office, "autumn", room.lucia, thread, "Why not", room.noon),
    ):
        with pytest.raises(CommunityError, match="no such post"):
            there()
