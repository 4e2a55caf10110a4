"""Joining by invitation, signing in from JupyterLab, signing out."""

from datetime import timedelta

from autograde.people.register import People
from autograde.sessions.calendar import Sessions

HERS = {"name": "Ana Reyes", "affiliate": "A Union", "local": "Local 7"}


def test_an_invitation_shows_the_course_and_lets_one_person_in_once(desk, token_of) -> None:
    browser, path = desk.browser(), f"/join/{desk.invitation()}"
    form = browser.get(path)
    assert "Join A Small Course" in form.text
    assert "Spring 2027, from Monday, January 4, 2027 to Sunday, March 28, 2027." in form.text
    joined = browser.post(path, data={**HERS, "csrf_token": token_of(form)})
    assert (joined.status_code, joined.location) == (303, "/")
    assert "Ana Reyes" in browser.get("/").text
    (person,) = Sessions(desk.school.office.records()).enrolled("spring")
    kept = People(desk.school.office.records()).person(person)
    assert (kept.name, kept.affiliate, kept.local) == ("Ana Reyes", "A Union", "Local 7")

    somebody_else = desk.browser()
    assert somebody_else.get(path).status_code == 410
    other_form = somebody_else.get(f"/join/{desk.invitation()}")
    again = somebody_else.post(path, data={**HERS, "csrf_token": token_of(other_form)})
    assert again.status_code == 410
    assert "was used on Thursday, January 7, 2027" in again.text
    assert Sessions(desk.school.office.records()).enrolled("spring") == [person]


def test_joining_without_the_forms_token_changes_nothing(desk) -> None:
    path = f"/join/{desk.invitation()}"
    answer = desk.browser().post(path, data=HERS)
    assert answer.status_code == 400
    assert "This form cannot be used any more" in answer.text
    assert Sessions(desk.school.office.records()).enrolled("spring") == []
    assert desk.browser().get(path).status_code == 200


def test_a_form_token_of_another_browser_is_refused(desk, token_of) -> None:
    path = f"/join/{desk.invitation()}"
    foreign = token_of(desk.browser().get(path))
    assert desk.browser().post(path, data={**HERS, "csrf_token": foreign}).status_code == 400


def test_a_name_that_cannot_be_kept_is_asked_for_again_and_nothing_typed_is_lost(desk, token_of) -> None:
    browser, path = desk.browser(), f"/join/{desk.invitation()}"
    form = {
        "name": "123",
        "affiliate": 'A "Union" <b>',
        "local": "",
        "csrf_token": token_of(browser.get(path)),
    }
    answer = browser.post(path, data=form)
    assert answer.status_code == 422
    assert "Please type your name" in answer.text
    assert "A &#34;Union&#34; &lt;b&gt;" in answer.text
    assert browser.post(path, data={**form, **HERS}).status_code == 303


def test_an_expired_invitation_says_so(desk) -> None:
    path = f"/join/{desk.invitation()}"
    desk.clock.moment += timedelta(days=31)
    answer = desk.browser().get(path)
    assert answer.status_code == 410
    assert "expired on Saturday, February 6, 2027" in answer.text


def test_a_sign_in_link_works_once_and_for_minutes(desk) -> None:
    ana = desk.school.join()
    link = f"/sign-in/{desk.code(ana, 'sign-in')}"
    assert desk.browser().get(link).status_code == 303
    second = desk.browser()
    assert second.get(link).status_code == 403
    assert "You are not signed in" in second.get("/").text
    old = f"/sign-in/{desk.code(ana, 'sign-in')}"
    desk.clock.moment += timedelta(minutes=11)
    assert desk.browser().get(old).status_code == 403


def test_a_code_for_something_else_does_not_sign_in(desk) -> None:
    ana = desk.school.join()
    assert desk.browser().get(f"/sign-in/{desk.code(ana, 'link')}").status_code == 403


def test_the_cookie_is_made_anew_at_sign_in_and_scripts_cannot_read_it(desk) -> None:
    ana, browser = desk.school.join(), desk.browser()
    cookies = []
    for _visit in range(2):
        answer = browser.get(f"/sign-in/{desk.code(ana, 'sign-in')}")
        cookies.append(answer.headers["Set-Cookie"])
    assert all("HttpOnly" in cookie and "SameSite=Lax" in cookie for cookie in cookies)
    assert cookies[0].split(";")[0] != cookies[1].split(";")[0]


def test_what_an_earlier_visit_left_in_the_cookie_is_gone(desk) -> None:
    ana, bo = desk.school.join("Ana"), desk.school.join("Bo")
    browser = desk.signed_in(ana, lab="http://127.0.0.1:9999")
    browser.get(f"/sign-in/{desk.code(bo, 'sign-in')}")
    with browser.session_transaction() as cookie:
        assert cookie["person"] == bo
        assert "lab" not in cookie


def test_signing_out_needs_the_forms_token_and_ends_the_visit(desk, token_of) -> None:
    browser = desk.signed_in(desk.school.join())
    assert browser.post("/sign-out").status_code == 400
    assert "Ana Reyes" in browser.get("/").text
    token = token_of(browser.get("/"))
    assert browser.post("/sign-out", data={"csrf_token": token}).status_code == 303
    assert "You are not signed in" in browser.get("/").text


def test_a_cookie_written_by_somebody_else_is_worth_nothing(desk) -> None:
    from flask.sessions import SecureCookieSessionInterface

    ana, browser = desk.school.join(), desk.browser()
    desk.app.test_request_context()
    real = desk.app.secret_key
    desk.app.secret_key = "a guess"
    forged = SecureCookieSessionInterface().get_signing_serializer(desk.app).dumps({"person": ana})
    desk.app.secret_key = real
    browser.set_cookie("bargaining-desk", forged)
    assert "You are not signed in" in browser.get("/").text


def test_the_cookie_key_is_made_once_and_kept_with_the_office(desk) -> None:
    from desk.secret import cookie_key

    assert cookie_key(desk.school.office) == cookie_key(desk.school.office) == desk.app.secret_key
    assert len(desk.app.secret_key) == 64


def test_a_person_who_was_erased_is_signed_out(desk) -> None:
    from sqlalchemy import delete

    from autograde.ledger.records import writing
    from autograde.ledger.tables import person

    ana = desk.school.join()
    browser = desk.signed_in(ana)
    with writing(desk.school.office.records(), "people") as connection:
        connection.execute(delete(person).where(person.c.id == ana))
    assert "You are not signed in" in browser.get("/").text
