"""What the community holds of one person: insights by her consent; copied, erased, and in every backup."""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from autograde.backup.keep import back_up
from autograde.backup.restore import restore
from autograde.community.files import add_file, file_bytes, files_of
from autograde.community.held import held_in_communities
from autograde.community.information import Entry, EntryKind, add_entry, information_of
from autograde.community.insights import share_insights
from autograde.community.members import list_me, listed_members
from autograde.community.post import Post, Topic
from autograde.community.posts import change_post, open_thread, reply, withdraw_post
from autograde.community.threads import read_thread, threads_of
from autograde.errors import CommunityError
from autograde.ledger.store import Ledger
from autograde.office import open_office
from autograde.personal.copy import copy_of
from autograde.personal.erase import erase_person
from classroom.answers.file import Answer
from classroom.questions.insights import Insight, write_insight
from classroom.questions.question import Kind

if TYPE_CHECKING:
    from tests.autograde.community.conftest import Room

KINDS = {"base": Kind.DOLLARS, "insight": Kind.INSIGHT}
CSV = b"step,lane\r\n1,BA\r\n"


def sent(room: Room, text: str, share: bool = True) -> list[Post]:
    """Ana sends the part with this insight; the insights that everybody reads afterwards."""
    kept = write_insight(Insight(text, share))
    answers = {"insight": Answer(kept, revision=1, saved_at=datetime(2027, 1, 9, tzinfo=UTC))} if kept else {}
    share_insights(room.office, "spring", room.ana.person, "part01-count", KINDS, answers, room.noon)
    return [one.opening for one in threads_of(room.office, "spring", Topic.INSIGHTS)]


def test_her_newest_packet_says_what_others_read(room: Room) -> None:
    (first,) = sent(room, "Half posts surprised us.")
    assert (first.text, first.person, first.origin) == (
        "Half posts surprised us.", room.ana.person, "part01-count:insight",
    )  # fmt: skip
    assert sent(room, "Half posts surprised us.") == [first]
    (second,) = sent(room, "Write to ana@example.org about half posts")
    assert (second.id, second.text) == (first.id, "Write to (e-mail address left out) about half posts")
    assert sent(room, "Half posts surprised us.", share=False) == []
    (again,) = sent(room, "Shared again.")
    assert again.id != first.id
    with pytest.raises(CommunityError, match="comes from your lesson"):
        change_post(room.office, "spring", room.ana, again.id, "", "Other words", room.noon)


def test_without_consent_or_words_nothing_is_shared(room: Room) -> None:
    for text, share in (("Half posts.", False), ("", True), ("a" * 4000, True)):
        assert sent(room, text, share) == []


def test_an_insight_that_she_took_back_on_the_page_does_not_come_again(room: Room) -> None:
    (insight,) = sent(room, "Half posts surprised us.")
    withdraw_post(room.office, "spring", room.ana, insight.id, room.noon)
    assert sent(room, "Half posts surprised us.") == []
    assert sent(room, "Other words.") == []


def active(room: Room) -> str:
    """Ana writes, is answered, is listed, shares a file; the id of the thread."""
    thread = open_thread(
        room.office, "spring", room.ana, Topic.QUESTIONS, "Half posts", "Anaconda Reyes here.", room.noon
    )
    reply(room.office, "spring", room.ben, thread, "We have 12.", room.noon)
    list_me(room.office, "spring", room.ana, True, room.noon)
    add_file(room.office, "spring", room.ana, "anaconda.csv", CSV, "A fictional grid", room.noon)
    add_file(room.office, "spring", room.lucia, "guide.csv", CSV, "", room.noon)
    add_entry(room.office, "spring", room.lucia, Entry(EntryKind.RESOURCE, "A guide"), room.noon)
    return thread


def test_she_is_given_a_copy_of_all_of_it(room: Room) -> None:
    active(room)
    with zipfile.ZipFile(io.BytesIO(copy_of(room.office, room.ana.person))) as archive:
        held = json.loads(archive.read("community.json"))
        (name,) = [one for one in archive.namelist() if one.endswith("anaconda.csv")]
        assert archive.read(name) == CSV
    assert [one["text"] for one in held["posts"]] == ["Anaconda Reyes here."]
    assert [one["session"] for one in held["listed"]] == ["spring"]


def test_erasing_her_takes_her_words_and_files_and_leaves_the_answers(room: Room) -> None:
    thread = active(room)
    counted = erase_person(room.office, room.ana.person, "She asked", room.lucia.person, room.noon)
    assert counted == Counter({"posts": 1, "shared files": 1})
    first, second = read_thread(room.office, "spring", thread)
    assert (first.person, first.title, first.text) == (None, "", "")
    assert second.text == "We have 12."
    assert [one.name for one in files_of(room.office, "spring")] == ["guide.csv"]
    assert listed_members(room.office, "spring") == []
    assert held_in_communities(room.office, room.ana.person) == {"posts": [], "files": [], "listed": []}
    assert erase_person(room.office, room.ana.person, "Again", room.lucia.person, room.noon) == Counter()
    Ledger(room.office.records()).verify()


def test_a_backup_brings_the_community_back(room: Room, tmp_path: Path) -> None:
    thread = active(room)
    kept = back_up(room.office, tmp_path / "backups" / "office.zip", room.noon)
    restored = restore(kept.path, tmp_path / "restored")
    office = open_office(restored.home)
    assert read_thread(office, "spring", thread) == read_thread(room.office, "spring", thread)
    assert listed_members(office, "spring") == listed_members(room.office, "spring")
    assert information_of(office, "spring") == information_of(room.office, "spring")
    for file in files_of(room.office, "spring"):
        assert file_bytes(office, "spring", file.id) == (file, CSV)
    # What is written next does not collide with what was brought back.
    reply(office, "spring", room.ben, thread, "And you?", room.noon)
