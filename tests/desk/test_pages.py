"""A learner's pages: what to do next, her feedback, her receipts, and nobody else's."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from autograde.marking.mark import mark_memo

LETTER = "Please send the payroll register by Friday."


def mark(desk, person: str, verdict: str, comment: str, points: float | None = None) -> None:
    school = desk.school
    mark_memo(
        school.office, school.course, school.session, person, school.part, verdict=verdict, points=points,
        comment=comment, rubric_row="asks", actor="p-5ca1ab1e0001", now=school.during + timedelta(hours=3),
        rules=school.rules,
    )  # fmt: skip


def send(desk, person: str, **answers: str) -> str:
    """She sends a packet and it is graded; the receipt's number."""
    receipt = desk.school.send(person, desk.school.packet(person, answers))
    desk.school.grade()
    return receipt.number


def test_signed_out_the_start_page_says_how_to_get_in(desk) -> None:
    page = desk.browser().get("/").text
    assert "You are not signed in" in page
    assert 'href="http://127.0.0.1:8888/classroom/desk"' in page


def test_at_the_beginning_there_is_one_thing_to_do(desk) -> None:
    page = desk.signed_in(desk.school.join()).get("/").text
    assert "Next: Part 1, Count" in page
    assert page.count("Open Part 1") == 1
    assert "0 of 1 unit" in page
    assert "Sunday, March 28, 2027, 11:59 p.m. EDT" in page
    assert "To do" in page
    assert "Not open yet" in page
    assert "Nothing has been sent yet" in page
    assert "in the folder “own”" in page


def test_sent_and_waiting(desk) -> None:
    ana = desk.school.join()
    receipt = desk.school.send(ana, desk.school.packet(ana, {"letter": LETTER}))
    page = desk.signed_in(ana).get("/").text
    assert "Nothing to do just now" in page
    assert "waiting to be scored" in page
    assert f'href="/receipts/{receipt.number}"' in page
    assert "Sent on Thursday, January 7, 2027, 2:00 p.m. EST." in page


def test_a_returned_memo_comes_first_and_a_met_one_counts(desk) -> None:
    ana = desk.school.join()
    right = f"{1000 + 10 * desk.school.variant(ana)}"
    send(desk, ana, base=right, reading="more", letter=LETTER)
    browser = desk.signed_in(ana)
    assert "within 3 working days" in browser.get("/").text
    mark(desk, ana, "returned", "Name the file.")
    page = browser.get("/").text
    assert "One change in the memo of Part 1" in page
    assert 'href="/feedback/small/part01-count"' in page
    mark(desk, ana, "met", "Good.", points=6)
    page = browser.get("/").text
    assert "Complete" in page
    assert "1 of 2" in page


def test_answers_that_are_not_there_yet_come_before_a_new_part(desk) -> None:
    ana = desk.school.join()
    send(desk, ana, base="7", letter=LETTER)
    mark(desk, ana, "met", "Good.", points=6)
    page = desk.signed_in(ana).get("/").text
    assert "Go on with Part 1, Count" in page
    assert "Not yet complete" in page


def test_before_and_after_the_session(desk) -> None:
    ana = desk.school.join()
    desk.clock.moment = desk.school.opens_at - timedelta(days=2)
    early = desk.signed_in(ana).get("/").text
    assert "Your session has not begun yet" in early
    assert "Open Part 1" not in early
    desk.clock.moment = desk.school.closes_at + timedelta(days=30)
    late = desk.signed_in(ana).get("/").text
    assert "This session is over" in late


def test_somebody_in_no_course_reads_what_to_do(desk) -> None:
    from autograde.people.register import People

    page = desk.signed_in(People(desk.school.office.records()).add_person("Sam")).get("/").text
    assert "You are not enrolled in a course" in page


def test_feedback_shows_her_words_the_sentence_and_the_comment(desk) -> None:
    ana = desk.school.join()
    half = 500 + 5 * desk.school.variant(ana)
    number = send(desk, ana, base=f"{half}", reading="more", letter=LETTER)
    mark(desk, ana, "returned", "Name the file.\nOne change is enough.")
    page = desk.signed_in(ana).get("/feedback/small/part01-count").text
    assert f"<q>{half}</q>" in page
    assert f'(read as <span class="number">${half}</span>)' in page.replace("&#36;", "$")
    assert "That is one half of the people only." in page
    assert "0 of 4 points" in page
    assert "2 of 6" in page
    assert "Name the file.\nOne change is enough." in page
    assert "It is about this row of the rubric: asks." in page
    assert LETTER in page
    assert number in page


def test_feedback_before_anything_was_sent(desk) -> None:
    page = desk.signed_in(desk.school.join()).get("/feedback/small/part01-count").text
    assert "You have not sent this part yet" in page


def test_a_run_that_broke_is_told_without_alarm(desk) -> None:
    from autograde.errors import GradingError

    def breaks(*_args: object) -> None:
        raise GradingError("The kernel died at line 7.")

    ana = desk.school.join()
    desk.school.send(ana, desk.school.packet(ana, {"base": "1"}))
    desk.school.grade(engine=breaks)
    browser = desk.signed_in(ana)
    page = browser.get("/feedback/small/part01-count").text
    assert "Our staff are looking at it" in page
    assert "kernel" not in page
    assert "Our staff are looking at what you sent" in browser.get("/").text


HOSTILE = '<script>alert(1)</script> & "quotes" {{ 7*7 }} \'; DROP TABLE event; --'


def test_hostile_names_and_answers_are_text(desk) -> None:
    ana = desk.school.join("Bo <img src=x onerror=alert(1)> O'Brien")
    send(desk, ana, base="<b>1</b>", letter=HOSTILE)
    mark(desk, ana, "returned", "<iframe src=//evil.example></iframe> & more")
    browser = desk.signed_in(ana)
    for path in ("/", "/feedback/small/part01-count"):
        page = browser.get(path).text
        assert "<script>" not in page
        assert "<img" not in page
        assert "<iframe" not in page
        assert "<b>1</b>" not in page
        assert "49" not in page or "{{ 7*7 }}" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#34;quotes&#34; {{ 7*7 }}" in page


def test_another_learners_receipt_and_feedback_are_not_reachable(desk) -> None:
    ana, bo = desk.school.join("Ana"), desk.school.join("Bo")
    number = send(desk, ana, base="1", letter=LETTER)
    hers, his = desk.signed_in(ana), desk.signed_in(bo)
    assert hers.get(f"/receipts/{number}").status_code == 200
    assert his.get(f"/receipts/{number}").status_code == 404
    assert LETTER in hers.get("/feedback/small/part01-count").text
    assert LETTER not in his.get("/feedback/small/part01-count").text
    assert number not in his.get("/").text


def test_a_receipt_says_what_arrived_when(desk) -> None:
    ana = desk.school.join()
    receipt = desk.school.send(ana, desk.school.packet(ana, {}), at=desk.school.closes_at + timedelta(days=1))
    page = desk.signed_in(ana).get(f"/receipts/{receipt.number}").text
    assert receipt.number in page
    assert receipt.sha256 in page
    assert "Monday, March 29, 2027, 11:59 p.m. EDT" in page
    assert "No, it came late" in page


@pytest.mark.parametrize("path", ["/feedback/small/part01-count", "/receipts/R-AAAA-AAAA"])
def test_signed_out_nothing_of_anybodys_is_shown(desk, path: str) -> None:
    answer = desk.browser().get(path)
    assert answer.status_code == 403
    assert "You are not signed in" in answer.text


@pytest.mark.parametrize(
    "path",
    ["/feedback/small/part02-later", "/feedback/small/nothing", "/feedback/other/part01-count",
     "/feedback/small/..%2f..", "/receipts/nothing"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(desk, path: str) -> None:
    assert desk.signed_in(desk.school.join()).get(path).status_code == 404


def test_opening_a_part_leads_to_jupyterlab_with_a_code_that_works_once(desk, token_of) -> None:
    ana = desk.school.join()
    browser = desk.signed_in(ana)
    path = "/open/small/part01-count"
    assert browser.post(path).status_code == 400
    answer = browser.post(path, data={"csrf_token": token_of(browser.get("/"))})
    target = urlsplit(answer.location)
    assert answer.status_code == 303
    assert (target.netloc, target.path) == ("127.0.0.1:8888", "/classroom/open/small/part01-count")
    (code,) = parse_qs(target.query)["code"]
    linked = desk.browser().post("/api/link", json={"code": code})
    assert linked.json["person"] == ana
    assert desk.browser().post("/api/link", json={"code": code}).status_code == 403


def test_opening_goes_back_to_the_jupyterlab_she_came_from(desk, token_of) -> None:
    browser = desk.signed_in(desk.school.join(), lab="http://localhost:9001/")
    start = browser.get("/")
    assert "form-action 'self' http://localhost:9001;" in start.headers["Content-Security-Policy"]
    answer = browser.post("/open/small/part01-count", data={"csrf_token": token_of(start)})
    assert answer.location.startswith("http://localhost:9001/classroom/open/small/part01-count?code=")


def test_a_foreign_address_for_jupyterlab_is_ignored(desk, token_of) -> None:
    browser = desk.signed_in(desk.school.join(), lab="https://evil.example")
    answer = browser.post("/open/small/part01-count", data={"csrf_token": token_of(browser.get("/"))})
    assert answer.location.startswith("http://127.0.0.1:8888/")


def test_without_a_jupyterlab_the_page_says_how_to_open_a_part_at_home(small_school, desk, token_of) -> None:
    from desk.app import create_app
    from desk.settings import DeskSettings

    settings = DeskSettings(programs=small_school.programs, clock=desk.clock)
    app = create_app(small_school.office, small_school.courses, settings)
    browser = app.test_client()
    browser.get(f"/sign-in/{desk.code(small_school.join(), 'sign-in')}")
    page = browser.post("/open/small/part01-count", data={"csrf_token": token_of(browser.get("/"))}).text
    assert "bargain learn" in page
    assert "a demonstration on one machine" not in page


def test_opening_is_for_her_own_courses(desk, token_of) -> None:
    browser = desk.signed_in(desk.school.join())
    token = token_of(browser.get("/"))
    assert browser.post("/open/other/part01-count", data={"csrf_token": token}).status_code == 404
    assert browser.post("/open/small/part99", data={"csrf_token": token}).status_code == 404


def test_a_course_without_rules_stops_the_desk_at_its_start(small_school, tmp_path) -> None:
    from autograde.errors import RulesError
    from desk.app import create_app
    from desk.settings import DeskSettings

    with pytest.raises(RulesError, match="for the course"):
        create_app(small_school.office, small_school.courses, DeskSettings(programs=tmp_path))
