"""The school on a real JupyterHub: two learners and an instructor, each under an account of her own."""

import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from autograde.people.register import People
from autograde.people.staff import Role, Staff
from autograde.sessions.calendar import Sessions
from tests.autograde.conftest import postgresql_server, postgresql_url  # noqa: F401 - fixtures
from tests.deploy.hub_on_this_machine import (
    DOMAIN,
    PASSWORD,
    ROOT,
    Hub,
    add_account,
    environment,
    proxy,
    remove_account,
)

pytestmark = pytest.mark.slow

ANA, BEA, INA = "bargain-ana", "bargain-bea", "bargain-ina"
PART, SESSION = "part01-know-your-unit", "spring"
MEMO = "Please send the payroll register by Friday."
COMMENT = "Clear and polite. Name the fiscal year."
WAIT_SECONDS = 120

WORK = """
import json, sys
from datetime import UTC, datetime
from pathlib import Path
from classroom.part import open_part
from classroom.sending.client import DeskClient
from classroom.sending.packet import build_packet
from classroom.workspace import Workspace

folder = Path.home() / "bargaining-course" / "costing" / sys.argv[1]
part, link = open_part(folder), Workspace.find(folder).desk
memo = json.loads((folder / "part.json").read_bytes())["memo"]["id"]
part.book.save(memo, sys.argv[2], None, datetime.now(UTC))
packet = build_packet(folder, include_notebook=False, made_at=datetime.now(UTC))
print(DeskClient(link.url, link.token).send_packet(packet).number)
"""
READ = "import sys; from pathlib import Path; [print(len(list(Path(p).iterdir()))) for p in sys.argv[1:2]]"


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that every account may enter, for the environment."""
    with tempfile.TemporaryDirectory(prefix="hub-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture
def hub(place: Path, postgresql_url: str) -> Iterator[Hub]:  # noqa: F811
    """A Hub with an office in PostgreSQL, Part 1 open, and three people enrolled; not started yet."""
    from autograde.course import find_courses
    from autograde.office import open_office
    from autograde.release.release import release_into_session

    programs, bin_folder = proxy(place), environment(place)
    private = {name: place / name for name in ("state", "office", "curriculum")}
    shutil.copytree(ROOT / "curriculum", private["curriculum"])
    for folder in private.values():
        folder.mkdir(exist_ok=True)
        folder.chmod(0o700)
    url = f'"{postgresql_url}"\n'
    (private["office"] / "office.toml").write_text(f"records_url = {url}gradebook_url = {url}")
    office, course = open_office(private["office"]), find_courses(private["curriculum"])["costing"]
    now, people, sessions = datetime.now(UTC), People(office.records()), Sessions(office.records())
    sessions.open_session(
        SESSION, course, "Spring", now - timedelta(days=1), now + timedelta(days=60), "America/New_York"
    )
    release_into_session(course, PART, office, SESSION)
    joan = Staff(office.records()).add("Joan Staff", [Role.STAFF], now)
    Staff(office.records()).add("Ina Example", [Role.INSTRUCTOR], now, actor=joan, email=f"{INA}@{DOMAIN}")
    for name in (ANA, BEA):
        sessions.enrol(SESSION, people.add_person(name.title(), email=f"{name}@{DOMAIN}"), now, actor=joan)
    made, accounts = Hub(bin_folder, programs, private["state"], private["office"], private["curriculum"]), []
    try:
        for name in (ANA, BEA, INA):
            add_account(name)
            accounts.append(name)
        yield made
    finally:
        made.stop()
        for name in accounts:
            remove_account(name)


class Visitor:
    """One person's browser."""

    def __init__(self, hub: Hub, account: str) -> None:
        self.account, self.desk = account, f"{hub.origin}/services/desk"
        self.http = httpx.Client(
            follow_redirects=True, timeout=WAIT_SECONDS, trust_env=False, base_url=hub.origin
        )

    def sign_in(self) -> httpx.Response:
        """From the desk to the Hub, and back."""
        form = self.http.get(f"{self.desk}/hub/sign-in")
        came = self.http.post(
            form.url,
            data={
                "username": self.account,
                "password": PASSWORD,
                "_xsrf": self.http.cookies.get("_xsrf", path="/hub/") or field(form, "_xsrf"),
            },
        )
        assert came.status_code == 200, (
            str(came.url),
            re.sub(r"<script.*?</script>|<[^>]+>|\s+", " ", came.text, flags=re.S),
        )
        return came

    def send(self, page: str, path: str, **fields: str) -> httpx.Response:
        """Fill in the form of a page of the desk."""
        token = field(self.http.get(self.desk + page), "csrf_token")
        return self.http.post(self.desk + path, data={"csrf_token": token, **fields})

    def until(self, path: str, word: str) -> httpx.Response:
        """Load a page until it says a word."""
        limit = time.monotonic() + WAIT_SECONDS
        while True:
            page = self.http.get(path)
            if word in page.text or word in str(page.url):
                return page
            assert time.monotonic() < limit, (page.status_code, str(page.url), page.text[-3000:])
            time.sleep(0.5)


def field(page: httpx.Response, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page.text)
    assert found, (page.status_code, str(page.url), page.text[:3000])
    return found.group(1)


def as_account(hub: Hub, account: str, code: str, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run Python as that account, as a notebook of hers could."""
    return subprocess.run(
        [str(hub.bin / "python"), "-c", code, *words],
        user=account, group=account, extra_groups=[], cwd="/", env={"HOME": f"/home/{account}"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def servers_of(account: str) -> list[Any]:
    return [
        process
        for process in psutil.process_iter(["username", "cmdline"])
        if process.info["username"] == account and "jupyterhub.singleuser" in (process.info["cmdline"] or [])
    ]


def test_two_learners_and_an_instructor_with_the_hub_restarted_in_the_middle(
    hub: Hub, capsys: pytest.CaptureFixture[str]
) -> None:
    hub.start(instructors=[INA])
    ana, bea, ina = (Visitor(hub, name) for name in (ANA, BEA, INA))

    # Ana signs in, picks her kind of unit, and opens Part 1 in a server of her own.
    assert "Bargain-Ana" in ana.sign_in().text
    unit = ana.http.get(f"{ana.desk}/unit/costing")
    kind = re.findall(r'name="kind" value="([^"]+)"', unit.text)[0]
    ana.send("/unit/costing", "/unit/costing", kind=kind)
    began = time.monotonic()
    ana.http.post(
        f"{ana.desk}/open/costing/{PART}",
        data={"csrf_token": field(ana.http.get(f"{ana.desk}/unit/costing"), "csrf_token")},
    )
    ana.until(f"/user/{ANA}/api", "version")
    opened = ana.send("/unit/costing", f"/open/costing/{PART}")
    took = time.monotonic() - began
    assert f"/user/{ANA}/doc/tree/costing/{PART}" in str(opened.url), (str(opened.url), hub.said()[-3000:])
    [server] = servers_of(ANA)
    memory = server.memory_info().rss / 2**20

    # The Hub restarts; her server goes on, and she is still signed in.
    hub.stop()
    hub.start(instructors=[INA])
    assert [process.pid for process in servers_of(ANA)] == [server.pid]
    assert "version" in ana.until(f"/user/{ANA}/api", "version").text

    # She works and sends.
    sent = as_account(hub, ANA, WORK, PART, MEMO)
    assert sent.returncode == 0, sent.stderr

    # Bea sees nothing of it: not through the Hub, and not under her account.
    assert "Bargain-Bea" in bea.sign_in().text
    assert bea.http.get(f"/user/{ANA}/api/contents").status_code == 403
    assert MEMO not in bea.http.get(f"{bea.desk}/feedback/costing/{PART}").text
    for folder in (
        f"/home/{ANA}/bargaining-course",
        *(hub.environment[f"BARGAIN_{n}"] for n in ("HOME", "CURRICULUM", "HUB_STATE")),
    ):
        for account in (BEA, *([ANA] if ANA not in folder else [])):
            refused = as_account(hub, account, READ, folder)
            assert "PermissionError" in refused.stderr, (account, folder, refused.stdout)

    # The instructor reads the memo and answers; the feedback arrives. A learner has no business there.
    assert bea.http.get(f"{bea.desk}/instructor/").status_code == 403
    assert "Ina Example" in ina.sign_in().text
    queue = ina.until(f"{ina.desk}/instructor/", PART)
    [page] = set(re.findall(rf'href="/services/desk(/instructor/{SESSION}/[^"/]+/{PART})"', queue.text))
    assert MEMO in ina.http.get(ina.desk + page).text
    marked = ina.send(page, page, verdict="met", points="5", comment=COMMENT)
    assert marked.status_code == 200, marked.text[-3000:]
    assert COMMENT in ana.http.get(f"{ana.desk}/feedback/costing/{PART}").text
    with capsys.disabled():
        sys.stdout.write(
            f"\nopen to notebook, server started: {took:.1f} s; one learner's server: {memory:.0f} MB\n"
        )
