"""What every answer of the desk carries, and what an error says."""

import re
from pathlib import Path

import pytest

import desk.app
from desk.visit import own_computer

PAGES = ["/", "/nowhere", "/healthz", "/join/NOPE", "/sign-in/NOPE", "/static/desk.css"]


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_keeps_to_itself(desk, path: str) -> None:
    answer = desk.browser().get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "script-src" not in policy  # so no script at all, by default-src
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    if not path.startswith("/static/"):
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_form_may_lead_on_to_jupyterlab_and_nowhere_else(desk) -> None:
    policy = desk.browser().get("/").headers["Content-Security-Policy"]
    assert "form-action 'self' http://127.0.0.1:8888;" in policy


def test_pages_hold_no_script_no_inline_style_and_nothing_from_elsewhere(desk) -> None:
    ana = desk.school.join()
    desk.school.send(ana, desk.school.packet(ana, {"letter": "Please send it by Friday."}))
    browser = desk.signed_in(ana)
    for path in ("/", "/feedback/small/part01-count", "/nowhere", "/receipts/R-NONE-NONE"):
        page = browser.get(path).text
        assert "<script" not in page
        assert " style=" not in page
        assert not re.search(r"\son\w+=", page)
        elsewhere = re.findall(r'(?:src|href)="((?:https?:)?//[^"]+)"', page)
        assert set(elsewhere) <= {"http://127.0.0.1:8888/classroom/workspace"}, "her own JupyterLab"
        assert '<html lang="en">' in page
        assert page.count("<h1>") == 1
        assert 'class="skip" href="#content"' in page
        assert "independent of the unions and universities" in page
        assert "a demonstration on one machine" in page


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [("/nowhere", 404, "This page is not here"), ("/sign-in/NOPE", 403, "cannot be used any more"),
     ("/join/NOPE", 410, "We do not know this invitation")],
)  # fmt: skip
def test_an_error_is_a_plain_sentence_and_says_what_to_do(desk, path: str, status: int, says: str) -> None:
    answer = desk.browser().get(path)
    assert answer.status_code == status
    assert says in answer.text
    assert "Traceback" not in answer.text
    assert "Werkzeug" not in answer.text


def test_a_form_that_is_too_large_is_refused_with_a_sentence(desk, token_of) -> None:
    browser, path = desk.browser(), f"/join/{desk.invitation()}"
    form = {"name": "x" * 30_000, "csrf_token": token_of(browser.get(path))}
    answer = browser.post(path, data=form)
    assert answer.status_code == 413
    assert "larger than the desk takes" in answer.text


def test_a_fault_of_ours_shows_a_sentence_and_logs_the_rest(
    desk, monkeypatch: pytest.MonkeyPatch, caplog
) -> None:
    ana = desk.school.join()
    browser = desk.signed_in(ana)

    def breaks(*_args: object) -> None:
        raise RuntimeError("a secret detail")

    monkeypatch.setattr("desk.pages.course_views", breaks)
    answer = browser.get("/")
    assert answer.status_code == 500
    assert "This is our fault, not yours" in answer.text
    assert "a secret detail" not in answer.text
    assert "a secret detail" in caplog.text


def test_a_busy_office_says_try_again(desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from autograde.errors import OfficeBusy

    def busy(*_args: object, **_named: object) -> None:
        raise OfficeBusy("Another command is writing.")

    token = desk.token(desk.school.join())
    monkeypatch.setattr("desk.api.receive_packet", busy)
    answer = desk.browser().post(
        "/api/packets",
        data=b"x",
        content_type="application/zip",
        headers={"Authorization": f"Bearer {token}"},
    )
    assert answer.status_code == 503
    assert "Try again in a minute" in answer.json["sentence"]


def test_the_desk_answers_to_its_own_names_only(desk) -> None:
    assert desk.browser().get("/healthz").status_code == 200
    answer = desk.browser().get("/healthz", base_url="http://evil.example")
    assert answer.status_code == 400


def test_a_desk_with_an_address_of_its_own_answers_to_it_and_sets_secure_cookies(small_school) -> None:
    from desk.settings import DeskSettings

    settings = DeskSettings(desk_url="https://desk.example.org", programs=small_school.programs)
    app = desk.app.create_app(small_school.office, small_school.courses, settings)
    answer = app.test_client().get("/", base_url="https://desk.example.org")
    assert answer.status_code == 200
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")
    assert app.config["SESSION_COOKIE_SECURE"] is True


@pytest.mark.parametrize(
    "address",
    ["https://lab.example.org", "http://127.0.0.1", "http://127.0.0.1:8888?x=1", "http://a@127.0.0.1:8888",
     "http://127.0.0.1:8888#x", "http://127.0.0.1:8888\\@evil.example", "http://127.0.0.1.evil.example:80",
     "javascript:alert(1)", "//127.0.0.1:8888", "http://127.0.0.1:99999", "http://127.0.0.1:8888/a b", "",
     None],
)  # fmt: skip
def test_only_a_jupyterlab_on_her_own_computer_is_taken_from_a_link(address: str | None) -> None:
    assert own_computer(address) is None


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8888", "http://localhost:8889/lab", "http://[::1]:8888"]
)
def test_a_jupyterlab_on_her_own_computer_is_taken(address: str) -> None:
    assert own_computer(address + "/") == address


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [("ink", "page"), ("ink", "raised"), ("quiet", "page"), ("quiet", "raised"), ("accent", "page"),
     ("accent-ink", "accent"), ("ink", "accent-soft"), ("accent", "accent-soft"), ("warning", "page"),
     ("ink", "warning-soft"), ("warning", "warning-soft")],
)  # fmt: skip
def test_text_stands_out_from_its_ground_by_7_to_1(theme: int, ink: str, ground: str) -> None:
    sheet = (Path(desk.app.__file__).parent / "static" / "desk.css").read_text(encoding="utf-8")
    block = re.findall(r":root \{(.*?)\}", sheet, re.DOTALL)[theme]
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))
    light, dark = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 7
