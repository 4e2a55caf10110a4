"""The community at the desk: what each kind of visitor reads, writes, changes, hides and downloads."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from autograde.community.post import Topic, Writer
from autograde.community.posts import open_thread, reply
from autograde.people.register import STAFF_SIGN_IN, People
from autograde.people.staff import Role, Staff

HOME = "/community/spring/"
TALK = f"{HOME}discussions/"
MEMBERS, FILES = f"{HOME}members/", f"{HOME}files/"
CSV = b"step,lane\r\n1,BA\r\n"


class Community:
    """A desk with two learners and an instructor in "spring"."""

    def __init__(self, desk: Any) -> None:
        self.desk, self.office = desk, desk.school.office
        staff = Staff(self.office.records())
        joan = staff.add("Joan Ellis", [Role.STAFF], desk.school.opens_at)
        self.lucia = staff.add("Lucia Rivera", [Role.INSTRUCTOR], desk.school.opens_at, actor=joan)
        self.ana, self.ben = desk.school.join("Ana Reyes"), desk.school.join("Ben Okafor")

    def learner(self, person: str) -> FlaskClient:
        return self.desk.signed_in(person)

    def instructor(self) -> FlaskClient:
        browser = self.desk.browser()
        link = f"/staff/sign-in/{self.desk.code(self.lucia, STAFF_SIGN_IN)}"
        assert press(browser, link).status_code == 303
        return browser

    def thread(self, text: str = "We have 12 half posts.\n\nAnd you?") -> str:
        by, now = Writer(self.ana), self.desk.clock()
        return open_thread(self.office, "spring", by, Topic.QUESTIONS, "Half posts", text, now)


def press(browser: FlaskClient, page: str, action: str = "", **form: Any) -> Any:
    """Send a form of a page, with the token that stands in it."""
    token = re.findall(r'name="csrf_token" value="([^"]+)"', browser.get(page).text)[-1]
    return browser.post(action or page, data={"csrf_token": token, **form})


@pytest.fixture
def community(desk) -> Community:
    return Community(desk)


def test_the_start_page_and_the_staffs_page_lead_there(community) -> None:
    assert f'href="{HOME}"' in community.learner(community.ana).get("/").text
    assert f'href="{HOME}"' in community.instructor().get("/staff/").text


def test_dates_are_read_by_the_clock_of_the_session_and_only_staff_add_some(community) -> None:
    instructor, learner = community.instructor(), community.learner(community.ana)
    about = {"kind": "intensive", "title": "Winter <b>day</b>", "starts": "2027-02-13T09:00",
             "ends": "2027-02-13T16:00", "place": "Harbor Union Hall"}  # fmt: skip
    assert press(instructor, HOME, **about).status_code == 303
    guide = {"kind": "resource", "title": "A guide", "place": "https://example.org/guide"}
    assert press(instructor, HOME, **guide).status_code == 303
    trap = {"kind": "resource", "title": "A trap", "place": "javascript:alert(1)"}
    assert press(instructor, HOME, **trap).status_code == 303
    page = learner.get(HOME).text
    assert "Closes</dt>" in page and "Sunday, March 28, 2027, 11:59 p.m. EDT" in page
    assert "Saturday, February 13, 2027, 9:00 a.m. to 4:00 p.m. EST" in page
    assert "Winter &lt;b&gt;day&lt;/b&gt;" in page
    assert 'href="https://example.org/guide"' in page and 'href="javascript' not in page
    assert "Add an entry" not in page and "Remove" not in page
    assert press(instructor, HOME, **(about | {"starts": ""})).status_code == 422
    wrong = press(instructor, HOME, **(about | {"starts": "soon"}))
    assert "Write a day and an hour like this" in wrong.text
    assert "Winter &lt;b&gt;day&lt;/b&gt;" in wrong.text  # what was typed is still there
    (entry, *_others) = re.findall(r"/information/(i-[0-9a-f]+)/remove", instructor.get(HOME).text)
    assert press(instructor, HOME, f"{HOME}information/{entry}/remove").status_code == 303
    assert "Winter" not in learner.get(HOME).text


def test_she_introduces_herself_and_is_answered_by_the_instructor(community) -> None:
    ana = community.learner(community.ana)
    posted = press(ana, TALK, topic="introductions", text="I teach grade 4.\n\nI count posts.")
    assert posted.status_code == 303
    page = ana.get(posted.location)
    assert "<h1>Ana Reyes</h1>" in page.text and "Change" in page.text
    thread = posted.location.rsplit("/", 1)[1]
    instructor = community.instructor()
    assert press(instructor, f"{TALK}{thread}", text="Welcome, Ana.").status_code == 303
    page = community.learner(community.ben).get(f"{TALK}{thread}").text
    assert '<p class="words">I teach grade 4.</p><p class="words">I count posts.</p>' in page
    assert re.search(r'<strong>Lucia Rivera</strong> <span class="role">Instructor</span>', page)
    assert "Take back" not in page and "Hide this post" not in page
    listed = ana.get(TALK).text
    assert "1 answer" in listed and "I teach grade 4. I count posts." in listed


def test_what_cannot_be_posted_is_told_and_stays_in_the_box(community) -> None:
    ana = community.learner(community.ana)
    refused = press(ana, f"{TALK}?topic=questions", TALK, topic="questions", title="", text="Half <b>")
    assert refused.status_code == 422
    assert "The title is missing" in refused.text and "Half &lt;b&gt;</textarea>" in refused.text
    assert press(ana, TALK, topic="introductions", text="a" * 3001).status_code == 422
    assert press(ana, TALK, topic="introductions", text="a" * 70_000).status_code == 413
    for number in range(8):
        press(ana, TALK, topic="introductions", text=f"Hello {number}")
    too_many = press(ana, TALK, topic="introductions", text="Hello again")
    assert too_many.status_code == 422 and "That was a lot in a short time" in too_many.text


def test_she_changes_and_takes_back_her_own_post_only(community) -> None:
    post = f"{TALK}{(thread := community.thread())}/{thread}"
    ana, ben = community.learner(community.ana), community.learner(community.ben)
    assert ben.get(f"{post}/change").status_code == 404
    assert press(ben, f"{TALK}{thread}", f"{post}/change", title="Mine", text="now").status_code == 404
    assert press(ben, f"{TALK}{thread}", f"{post}/withdraw").status_code == 409
    assert press(ana, f"{post}/change", title="Half posts", text="").status_code == 422
    assert press(ana, f"{post}/change", title="Half posts", text="13 of them.").status_code == 303
    page = ben.get(f"{TALK}{thread}").text
    assert "13 of them." in page and "changed Thursday" in page
    assert press(ana, f"{TALK}{thread}", f"{post}/withdraw").status_code == 303
    page = ben.get(f"{TALK}{thread}").text
    assert "This post was taken back." in page and "13 of them." not in page


def test_a_hidden_post_says_why_and_only_some_still_read_it(community) -> None:
    thread = community.thread()
    ben_says = reply(
        community.office,
        "spring",
        Writer(community.ben),
        thread,
        "Our fallback is 2.",
        community.desk.clock(),
    )
    ana, instructor = community.learner(community.ana), community.instructor()
    hide = f"{TALK}{thread}/{ben_says}/hide"
    assert press(ana, f"{TALK}{thread}", hide, why="No").status_code == 403
    assert press(instructor, f"{TALK}{thread}", hide, why=" ").status_code == 409
    assert press(instructor, f"{TALK}{thread}", hide, why="It names a <position>.").status_code == 303
    page = ana.get(f"{TALK}{thread}").text
    assert "Reason: It names a &lt;position&gt;." in page and "Our fallback" not in page
    for reader in (community.learner(community.ben), instructor):
        assert "Our fallback" in reader.get(f"{TALK}{thread}").text
    assert press(instructor, f"{TALK}{thread}", f"{TALK}{thread}/{ben_says}/show").status_code == 303
    assert "Our fallback" in ana.get(f"{TALK}{thread}").text
    assert press(instructor, f"{TALK}{thread}", f"{TALK}{thread}/{thread}/hide", why="Off").status_code == 303
    assert thread not in ana.get(f"{TALK}?topic=questions").text.replace(f"{thread}#", "")
    stranger = community.learner(community.desk.school.join("Cleo Marsh"))
    assert stranger.get(f"{TALK}{thread}").status_code == 404


def test_whoever_left_or_is_in_another_session_reads_nothing(community) -> None:
    from autograde.registration.changes import withdraw

    ben = community.learner(community.ben)
    assert ben.get(TALK).status_code == 200
    now = community.desk.clock()
    withdraw(community.office, "spring", community.ben, "Moved away", community.lucia, now)
    for page in (HOME, TALK, MEMBERS, FILES, f"{TALK}{community.thread()}"):
        assert ben.get(page).status_code == 403
    assert community.learner(community.ana).get("/community/autumn/").status_code == 403
    assert community.instructor().get("/community/autumn/").status_code == 404


def test_only_who_wants_to_be_found_is_listed_by_name_and_affiliate(community) -> None:
    ana, ben = community.learner(community.ana), community.learner(community.ben)
    assert "Ana Reyes</li>" not in ben.get(MEMBERS).text
    assert press(ana, MEMBERS, listed="yes").status_code == 303
    page = ben.get(MEMBERS).text
    assert 'Ana Reyes <span class="quiet">A Union</span>' in page and "1 person on the list" in page
    assert "Local 7" not in page
    assert press(ana, MEMBERS, listed="no").status_code == 303
    assert "0 people on the list" in ben.get(MEMBERS).text


def test_no_e_mail_address_is_shown_even_where_it_was_typed_as_a_name(community) -> None:
    people = People(community.office.records())
    with community.office.writer():
        code = people.invite("spring", community.desk.school.opens_at, community.desk.school.closes_at)
        zoe = people.join(
            code, "zoe@example.org", "zoe@union.example", "", community.desk.clock(), "zoe@mail.example"
        )
    browser = community.learner(zoe)
    press(browser, MEMBERS, listed="yes")
    press(browser, TALK, topic="introductions", text="Hello, I am new.")
    reader = community.learner(community.ana)
    for page in (MEMBERS, TALK):
        assert "@" not in reader.get(page).text.replace("@media", "")


def test_a_file_comes_back_as_a_download_and_nothing_else(community) -> None:
    ana, ben = community.learner(community.ana), community.learner(community.ben)
    form = {"about": "A fictional grid", "fictional": "yes"}

    def sent(name: str, data: bytes, **more: Any) -> Any:
        return press(ana, FILES, file=(io.BytesIO(data), name), **(form | more))

    assert sent("../Grille <i>été</i>.csv", CSV).status_code == 303
    page = ben.get(FILES).text
    assert "i_.csv" in page and "<i>" not in page
    (address,) = re.findall(rf'href="({FILES}f-[0-9a-f]+)"', page)
    answer = ben.get(address)
    assert answer.data == CSV
    assert answer.headers["Content-Disposition"].startswith("attachment; filename")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer.mimetype == "text/csv"
    for name, data, more, says in (
        ("page.html", b"<p>", {}, "Files of this kind are not taken"),
        ("grid.csv", b"\xff\xfe\x00", {}, "not what its name says"),
        ("grid.csv", CSV, {"fictional": ""}, "Please confirm"),
        ("", b"", {}, "Pick a file first"),
    ):
        refused = sent(name, data, **more)
        assert refused.status_code == 422 and says in refused.text
    assert sent("big.csv", b"a" * 5_050_000).status_code == 422
    assert sent("huge.csv", b"a" * 5_200_000).status_code == 413
    assert ben.get(f"{FILES}../../secret").status_code == 404
    assert press(ben, FILES, f"{address}/remove").status_code == 409
    assert press(ana, FILES, f"{address}/remove").status_code == 303
    assert ben.get(address).status_code == 404


def test_a_long_thread_comes_in_pages_of_less_than_a_hundred_kilobytes(community) -> None:
    now, thread = community.desk.clock(), community.thread("<" * 2990)
    for number in range(24):
        by = Writer(community.ana if number % 2 else community.ben)
        later = now + timedelta(minutes=10 * number)
        last = reply(community.office, "spring", by, thread, f"{number} " + "<&" * 1490, later)
    ana = community.learner(community.ana)
    first = ana.get(f"{TALK}{thread}")
    assert len(first.data) < 100_000 and "Next page" in first.text
    count = int(re.search(r"Page 1 of (\d+)", first.text)[1])
    for number in (count, count + 50):
        page = ana.get(f"{TALK}{thread}?page={number}")
        assert len(page.data) < 100_000 and f'id="{last}"' in page.text
    for odd in ("0", "-1", "x", "9" * 30, "²"):
        assert ana.get(f"{TALK}{thread}?page={odd}").status_code == 200


def test_after_the_session_everything_can_still_be_read(community) -> None:
    thread = community.thread()
    community.desk.clock.moment += timedelta(days=200)
    ana = community.learner(community.ana)
    assert "We have 12 half posts." in ana.get(f"{TALK}{thread}").text
    refused = press(ana, f"{TALK}{thread}", text="Still here?")
    assert refused.status_code == 422 and "This session ended on" in refused.text
