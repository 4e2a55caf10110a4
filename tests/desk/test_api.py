"""What the client in a notebook asks of the desk."""

import hashlib
import io
import json
import zipfile
from datetime import timedelta

import pytest

from autograde.intake.kept import quarantined
from autograde.ledger.events import EventKind
from autograde.ledger.store import Ledger

ANSWERS = {"base": "$7", "letter": "Please send it by Friday."}


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def post_packet(desk, token: str, data: bytes, kind: str = "application/zip"):
    return desk.browser().post("/api/packets", data=data, content_type=kind, headers=bearer(token))


def test_a_packet_is_acknowledged_once_and_known_again(desk) -> None:
    ana = desk.school.join()
    token, data = desk.token(ana), desk.school.packet(ana, ANSWERS)
    first = post_packet(desk, token, data)
    assert first.status_code == 201
    assert first.json["packet_sha256"] == hashlib.sha256(data).hexdigest()
    assert first.json["received_at"] == "2027-01-08T01:00:00+00:00"
    assert first.json["number"] in first.json["sentence"]
    again = post_packet(desk, token, data)
    assert again.status_code == 200
    assert again.json == first.json
    assert desk.told == [("spring", ana, "part01-count")]  # grading hears of it once


def test_a_hook_that_fails_does_not_cost_the_receipt(desk, caplog) -> None:
    def breaks(*_args: object) -> None:
        raise RuntimeError("no grader here")

    from dataclasses import replace

    from desk.stores import EXTENSION

    stores = desk.app.extensions[EXTENSION]
    desk.app.extensions[EXTENSION] = replace(stores, settings=replace(stores.settings, grade=breaks))
    ana = desk.school.join()
    answer = post_packet(desk, desk.token(ana), desk.school.packet(ana, ANSWERS))
    assert answer.status_code == 201
    assert "no grader here" in caplog.text


def test_a_refused_packet_gets_the_sentence_and_is_kept_aside(desk) -> None:
    ana = desk.school.join()
    answer = post_packet(desk, desk.token(ana), b"not a packet")
    assert answer.status_code == 422
    assert answer.json["sentence"].startswith("This is not a packet: it is not a zip file.")
    (entry,) = quarantined(desk.school.office)
    assert (entry.person, entry.packet.read_bytes()) == (ana, b"not a packet")
    assert desk.told == []


def test_who_she_is_comes_from_the_token_and_not_from_the_packet(desk) -> None:
    ana, bo = desk.school.join("Ana"), desk.school.join("Bo")
    answer = post_packet(desk, desk.token(bo), desk.school.packet(ana, ANSWERS))
    assert answer.status_code == 422
    assert "numbers of another employer" in answer.json["sentence"]
    assert Ledger(desk.school.office.records()).events(kinds={EventKind.SUBMITTED}) == []


def test_a_packet_that_is_too_large_is_refused_before_it_is_read(desk) -> None:
    answer = post_packet(desk, desk.token(desk.school.join()), b"PK\x03\x04" + b"0" * 6_000_001)
    assert answer.status_code == 413
    assert "larger than the desk takes" in answer.json["sentence"]
    assert quarantined(desk.school.office) == []


def test_a_packet_of_another_kind_is_refused(desk) -> None:
    answer = post_packet(desk, desk.token(desk.school.join()), b"{}", kind="application/json")
    assert answer.status_code == 415
    assert "application/zip" in answer.json["sentence"]


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic YTpi"}])
@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/api/me"), ("GET", "/api/parts/small/part01-count"), ("POST", "/api/packets"),
     ("POST", "/api/sign-in-link")],
)  # fmt: skip
def test_without_a_good_token_nothing_is_given(desk, header, method: str, path: str) -> None:
    answer = desk.browser().open(path, method=method, headers=header)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert "does not know this computer" in answer.json["sentence"]


def test_a_cookie_alone_opens_no_api(desk) -> None:
    browser = desk.signed_in(desk.school.join())
    assert browser.get("/api/me").status_code == 401


def test_a_revoked_token_is_refused(desk) -> None:
    from autograde.people.register import People

    token = desk.token(desk.school.join())
    People(desk.school.office.records()).revoke(token)
    assert desk.browser().get("/api/me", headers=bearer(token)).status_code == 401


def test_me(desk) -> None:
    ana = desk.school.join()
    said = desk.browser().get("/api/me", headers=bearer(desk.token(ana))).json
    assert said == {
        "person": ana,
        "name": "Ana Reyes",
        "courses": ["small"],
        "sessions": [{"id": "spring", "course": "small", "title": "Spring 2027"}],
    }


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"code": 7}', b"{}"])
def test_linking_needs_a_code(desk, body: bytes) -> None:
    answer = desk.browser().post("/api/link", data=body, content_type="application/json")
    assert answer.status_code == 400
    assert "The code is missing" in answer.json["sentence"]


def test_a_code_links_once_and_only_for_its_purpose(desk) -> None:
    ana = desk.school.join()
    code = desk.code(ana, "link")
    linked = desk.browser().post("/api/link", json={"code": code})
    assert linked.json["person"] == ana
    me = desk.browser().get("/api/me", headers=bearer(linked.json["token"]))
    assert me.json["person"] == ana
    assert desk.browser().post("/api/link", json={"code": code}).status_code == 403
    sign_in = desk.code(ana, "sign-in")
    assert desk.browser().post("/api/link", json={"code": sign_in}).status_code == 403


def test_a_sign_in_link_signs_in(desk) -> None:
    ana = desk.school.join()
    url = desk.browser().post("/api/sign-in-link", headers=bearer(desk.token(ana))).json["url"]
    assert url.startswith("http://localhost/sign-in/")
    browser = desk.browser()
    assert browser.get(url.removeprefix("http://localhost")).status_code == 303
    assert "Ana Reyes" in browser.get("/").text


def test_a_part_comes_with_her_own_variant_and_without_secrets(desk) -> None:
    from autograde.release.leaks import leaks_in, secrets

    ana = desk.school.join()
    answer = desk.browser().get("/api/parts/small/part01-count", headers=bearer(desk.token(ana)))
    assert answer.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert sorted(archive.namelist()) == ["part.json", "part01-count.ipynb", "variant.json"]
        variant = json.loads(archive.read("variant.json"))
    served = {"format": 1, "session": "spring", "variant": desk.school.variant(ana), "language": "en"}
    assert variant == served
    assert leaks_in(answer.data, secrets(desk.school.course.folder / "part01-count")) == []


@pytest.mark.parametrize(
    ("path", "says"),
    [("small/part02-later", "not open yet"), ("small/part99", "no such part"),
     ("other/part01-count", "not enrolled"), ("small/..", "no such part"),
     ("small/%2e%2e%2fpart01-count", "nothing at this address")],
)  # fmt: skip
def test_a_part_that_is_not_there_is_refused_in_a_sentence(desk, path: str, says: str) -> None:
    answer = desk.browser().get(f"/api/parts/{path}", headers=bearer(desk.token(desk.school.join())))
    assert answer.status_code == 404
    assert says in answer.json["sentence"]


def test_no_part_is_given_before_the_session(desk) -> None:
    ana = desk.school.join()
    desk.clock.moment = desk.school.opens_at - timedelta(days=1)
    answer = desk.browser().get("/api/parts/small/part01-count", headers=bearer(desk.token(ana)))
    assert (answer.status_code, answer.json["sentence"][:12]) == (404, "Your session")


def test_somebody_in_no_course_cannot_send(desk) -> None:
    from autograde.people.register import People

    stranger = People(desk.school.office.records()).add_person("Sam Stranger")
    answer = post_packet(desk, desk.token(stranger), b"not a packet")
    assert answer.status_code == 422
    assert "You are not enrolled" in answer.json["sentence"]
    ana = desk.school.join()
    named = post_packet(desk, desk.token(stranger), desk.school.packet(ana, ANSWERS))
    assert "You are not enrolled in “Spring 2027”" in named.json["sentence"]
    assert [entry.person for entry in quarantined(desk.school.office)] == [stranger]


def test_an_unknown_address_of_the_api_answers_in_json(desk) -> None:
    answer = desk.browser().get("/api/nothing")
    assert answer.status_code == 404
    assert "nothing at this address" in answer.json["sentence"]
