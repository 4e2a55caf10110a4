"""The client of the desk, against a real desk on this machine, and against servers that are none."""

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from waitress import wasyncore
from waitress.server import create_server

from autograde.people.register import People
from classroom.errors import DeskError
from classroom.sending.client import DeskClient
from classroom.sending.outbox import Outbox
from classroom.workspace import DeskLink, Workspace

ANSWERS = {"base": "$1,020", "letter": "Please send it by Friday."}


@contextmanager
def serving(app: Any, **settings: Any) -> Iterator[str]:
    """Serve a WSGI application with waitress on a port of its own; yields its address."""
    server = create_server(app, host="127.0.0.1", port=0, **settings)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        # In its own thread: whoever else closed a socket would close it while that thread listens to it.
        server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map))
        thread.join(timeout=10)
        server.task_dispatcher.shutdown()


@pytest.fixture
def desk_url(small_school) -> Iterator[str]:
    from desk.app import LARGEST_BODY, create_app
    from desk.settings import DeskSettings

    settings = DeskSettings(programs=small_school.programs, clock=lambda: small_school.during)
    app = create_app(small_school.office, small_school.courses, settings)
    with serving(app, max_request_body_size=2 * LARGEST_BODY) as url:
        yield url


def token_of(small_school, person: str) -> str:
    return People(small_school.office.records()).token(person)


def test_link_me_part_packet_and_sign_in(small_school, desk_url: str, tmp_path) -> None:
    ana = small_school.join()
    people = People(small_school.office.records())
    code = people.one_time_code(ana, "link", small_school.during)
    token, person = DeskClient(desk_url).link(code)
    assert person == ana
    client = DeskClient(desk_url, token)
    assert (client.me().name, client.me().courses) == ("Ana Reyes", ("small",))

    workspace = Workspace(tmp_path / "hers")
    workspace.link_desk(DeskLink(desk_url, token, person))
    folder = workspace.install_part(client.fetch_part("small", "part01-count"))
    assert json.loads((folder / "variant.json").read_text())["variant"] == small_school.variant(ana)

    packet = small_school.packet(ana, ANSWERS)
    receipt = client.send_packet(packet)
    assert receipt.packet_sha256 == hashlib.sha256(packet).hexdigest()
    assert receipt.received_at == small_school.during
    assert client.send_packet(packet) == receipt
    assert client.sign_in_link().startswith(f"{desk_url}/sign-in/")


def test_the_outbox_sends_when_the_desk_is_back(small_school, desk_url: str, tmp_path) -> None:
    ana = small_school.join()
    outbox = Outbox(Workspace(tmp_path / "hers"))
    outbox.keep(small_school.packet(ana, ANSWERS))
    away = outbox.flush(DeskClient("http://127.0.0.1:9", "token"))
    assert away.waiting == 1
    assert away.problem is not None
    assert "cannot be reached just now" in away.problem
    back = outbox.flush(DeskClient(desk_url, token_of(small_school, ana)))
    assert (len(back.receipts), back.waiting, back.problem) == (1, 0, None)


def test_a_refusal_is_the_desks_own_sentence_and_is_not_tried_again(
    small_school, desk_url: str, tmp_path
) -> None:
    ana = small_school.join()
    client = DeskClient(desk_url, token_of(small_school, ana))
    with pytest.raises(DeskError, match="it is not a zip file") as refused:
        client.send_packet(b"not a packet")
    assert refused.value.retry is False
    outbox = Outbox(Workspace(tmp_path / "hers"))
    outbox.keep(b"not a packet")
    assert "not a zip file" in outbox.flush(client).refused[0].sentence


def test_a_closed_session_is_said_with_its_date(small_school, tmp_path) -> None:
    from desk.app import create_app
    from desk.settings import DeskSettings

    ana = small_school.join()
    packet = small_school.packet(ana, ANSWERS)
    later = small_school.closes_at.replace(year=2028)
    settings = DeskSettings(programs=small_school.programs, clock=lambda: later)
    with (
        serving(create_app(small_school.office, small_school.courses, settings)) as url,
        pytest.raises(DeskError, match="closed on Sunday, April 4, 2027") as refused,
    ):
        DeskClient(url, token_of(small_school, ana)).send_packet(packet)
    assert refused.value.retry is False


def test_a_link_that_has_lapsed_keeps_the_packet(small_school, desk_url: str) -> None:
    with pytest.raises(DeskError, match="does not know this computer") as refused:
        DeskClient(desk_url, "an old token").send_packet(b"packet")
    assert refused.value.retry is True


def test_a_code_that_was_used_says_so(small_school, desk_url: str) -> None:
    with pytest.raises(DeskError) as refused:
        DeskClient(desk_url).link("AAAA-BBBB-CCCC-DDDD")
    assert refused.value.sentence.endswith(".")


def test_a_packet_larger_than_the_desk_takes(small_school, desk_url: str) -> None:
    client = DeskClient(desk_url, token_of(small_school, small_school.join()))
    with pytest.raises(DeskError, match="larger than") as refused:
        client.send_packet(b"PK\x03\x04" + b"0" * 30_000_000)
    assert refused.value.retry is False


class Elsewhere(BaseHTTPRequestHandler):
    """Some other server: gives the answer it was told to give, and remembers what it was asked."""

    answer: Callable[["Elsewhere"], None]
    asked: list[dict[str, str]]

    def do_GET(self) -> None:
        type(self).asked.append(dict(self.headers))
        type(self).answer(self)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.do_GET()

    def log_message(self, *_args: object) -> None:
        """Say nothing."""

    def give(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def elsewhere(answer: Callable[[Elsewhere], None]) -> Iterator[tuple[str, list[dict[str, str]]]]:
    handler = type("Told", (Elsewhere,), {"answer": staticmethod(answer), "asked": []})
    with closing_server(HTTPServer(("127.0.0.1", 0), handler)) as server:
        yield f"http://127.0.0.1:{server.server_port}", handler.asked


@contextmanager
def closing_server(server: HTTPServer) -> Iterator[HTTPServer]:
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)


def test_a_redirect_to_another_host_is_not_followed_and_the_token_goes_nowhere() -> None:
    with (
        elsewhere(lambda server: server.give(200, b"{}")) as (other, other_asked),
        elsewhere(lambda server: server.give(307, b"", Location=f"{other}/api/me")) as (desk, asked),
        pytest.raises(DeskError, match="leads elsewhere") as refused,
    ):
        DeskClient(desk, "s3cret").me()
    assert refused.value.retry is True
    assert other_asked == []
    assert [one["Authorization"] for one in asked] == ["Bearer s3cret"]


@pytest.mark.parametrize(
    ("status", "body"),
    [(200, b"<html>Welcome to the hotel</html>"), (200, b"[1]"), (200, b'{"number": 5}'), (404, b"not found"),
     (400, b""), (500, b"<h1>oops</h1>"), (502, b""), (503, b"busy"), (429, b""), (418, b""),
     (201, b'{"number": "R", "received_at": "yesterday", "sentence": "s", "packet_sha256": "0"}'),
     (201, b'{"number": "R", "received_at": "2027-01-04", "sentence": "s", "packet_sha256": "0"}')],
)  # fmt: skip
def test_what_is_no_desk_acknowledges_nothing_and_refuses_nothing(status: int, body: bytes) -> None:
    with (
        elsewhere(lambda server: server.give(status, body)) as (url, _asked),
        pytest.raises(DeskError) as refused,
    ):
        DeskClient(url, "token").send_packet(b"packet")
    assert refused.value.retry is True
    assert "Traceback" not in refused.value.sentence


def test_a_413_from_a_server_in_front_of_the_desk_is_final() -> None:
    with (
        elsewhere(lambda server: server.give(413, b"Request Entity Too Large")) as (url, _asked),
        pytest.raises(DeskError, match="larger than the desk takes") as refused,
    ):
        DeskClient(url, "token").send_packet(b"packet")
    assert refused.value.retry is False


def test_an_answer_without_end_is_not_read_to_the_end() -> None:
    def flood(server: Elsewhere) -> None:
        server.send_response(200)
        server.end_headers()
        try:
            while True:
                server.wfile.write(b"x" * 100_000)
        except OSError:
            pass

    with elsewhere(flood) as (url, _asked), pytest.raises(DeskError, match="too large to be right"):
        DeskClient(url, "token").me()


def test_a_connection_that_breaks_off_keeps_the_packet() -> None:
    def break_off(server: Elsewhere) -> None:
        server.send_response(200)
        server.send_header("Content-Length", "1000")
        server.end_headers()
        server.wfile.write(b"half")
        server.close_connection = True

    with (
        elsewhere(break_off) as (url, _asked),
        pytest.raises(DeskError, match="cannot be reached just now") as refused,
    ):
        DeskClient(url, "token").send_packet(b"packet")
    assert refused.value.retry is True


def test_a_sign_in_link_that_is_no_web_address_is_not_taken() -> None:
    said = json.dumps({"url": "javascript:alert(1)"}).encode()
    with elsewhere(lambda server: server.give(200, said)) as (url, _asked), pytest.raises(DeskError):
        DeskClient(url, "token").sign_in_link()


@pytest.mark.parametrize("address", ["", "desk.example.org", "ftp://desk.example.org", "http://", "file:///etc/passwd",
                                     "https://user:secret@desk.example.org"])  # fmt: skip
def test_a_desk_has_a_web_address(address: str) -> None:
    with pytest.raises(DeskError, match="is not a web address"):
        DeskClient(address, "token")


def test_names_in_an_address_stay_names() -> None:
    with elsewhere(lambda server: server.give(200, server.path.encode())) as (url, _asked):
        assert DeskClient(url + "/", "token").fetch_part("../x", "a/b?c") == b"/api/parts/..%2Fx/a%2Fb%3Fc"


def test_a_proxy_of_the_environment_is_not_asked_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with elsewhere(lambda server: server.give(200, b"zip")) as (url, _asked):
        assert DeskClient(url, "token").fetch_part("a", "b") == b"zip"


def test_the_token_is_not_shown() -> None:
    assert "s3cret" not in repr(DeskClient("https://desk.example.org", "s3cret"))


def test_httpx_is_not_loaded_before_it_is_needed() -> None:
    import subprocess
    import sys

    seen = (
        "import sys, classroom.sending.client, classroom.sending.outbox, classroom.workspace; "
        "print('httpx' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
