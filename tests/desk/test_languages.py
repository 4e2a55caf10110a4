"""A visitor is answered in the language she chose, else in that of her browser; a part comes to her in it."""

import io
import json
import zipfile

SPANISH = {"Accept-Language": "es-US,es;q=0.9,en;q=0.5"}


def start_page(browser, headers=None) -> str:
    return browser.get("/", headers=headers or {}).text


def test_who_has_not_chosen_is_answered_as_her_browser_asks(desk) -> None:
    browser = desk.signed_in(desk.school.join())
    page = start_page(browser, SPANISH)
    assert ('<html lang="es">' in page, "Dónde está tu trabajo" in page) == (True, True)
    assert '<html lang="en">' in start_page(browser, {"Accept-Language": "tlh"})


def test_a_choice_holds_from_then_on_and_in_her_jupyterlab(desk, token_of) -> None:
    person = desk.school.join()
    browser = desk.signed_in(person)
    chosen = {"language": "es", "back": "/transcript?x=1", "csrf_token": token_of(browser.get("/"))}
    answer = browser.post("/language", data=chosen)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/transcript?x=1")
    assert '<html lang="es">' in start_page(browser, {"Accept-Language": "en"})
    assert '<html lang="es">' in start_page(desk.signed_in(person))
    bundle = desk.browser().get(
        "/api/parts/small/part01-count", headers={"Authorization": f"Bearer {desk.token(person)}"}
    )
    with zipfile.ZipFile(io.BytesIO(bundle.data)) as archive:
        assert json.loads(archive.read("variant.json"))["language"] == "es"


def test_a_choice_holds_before_she_has_signed_in(desk, token_of) -> None:
    browser = desk.browser()
    invitation = f"/join/{desk.invitation()}"
    form = browser.get(invitation)
    browser.post("/language", data={"language": "es", "back": invitation, "csrf_token": token_of(form)})
    assert "Tu nombre" in browser.get(invitation).text


def test_only_a_language_that_is_there_and_only_a_way_back_to_this_desk(desk, token_of) -> None:
    browser = desk.browser()
    token = token_of(browser.get(f"/join/{desk.invitation()}"))
    unknown = browser.post("/language", data={"language": "tlh", "csrf_token": token})
    assert unknown.status_code == 404
    for elsewhere in ("//evil.example", "https://evil.example", "/\\evil.example", "/\n/evil"):
        answer = browser.post("/language", data={"language": "es", "back": elsewhere, "csrf_token": token})
        assert answer.headers["Location"] == "/"
