"""One fictional learner at her page: joins on the desk, opens the part, types into its forms, sends it.

In: the desk's address and her own folder. Out: what a real learner would have: files in her folder, a
receipt.
Called by demonstration.run. Nothing here reaches into a store: everything goes over HTTP, as from a browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx

from classroom.errors import DeskError
from classroom.lab.linking import Linking
from classroom.own.exchange import made_in
from classroom.part import Part
from classroom.questions.forms import shown
from classroom.rehearsal import code_cells, rehearse
from classroom.sending.client import DeskClient
from classroom.sending.packet import build_packet
from classroom.sending.submit_form import SubmitForm
from classroom.workspace import Workspace
from demonstration.cohort import Actor, Posting

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_THREAD = re.compile(r"/discussions/(d-[0-9a-f]{16})")
SECONDS_TO_SEND = 60.0


@dataclass(frozen=True)
class Learner:
    """A learner, her folder, and the desk she works with."""

    actor: Actor
    folder: Path
    desk_url: str

    @property
    def workspace(self) -> Workspace:
        """Her folder as the classroom sees it."""
        return Workspace(self.folder)

    def join(self, invitation: str, course: str, part: str) -> None:
        """Join with an invitation link and open the part, as a browser does: form, start page, Open button.

        Does nothing when she has joined already. Raises DeskError when the desk refuses.
        """
        if self.workspace.desk is not None:
            return
        with httpx.Client(follow_redirects=True, timeout=60) as browser:
            _send_form(browser, invitation, invitation, {**self._about_her, "kind": self.actor.kind})
            self._open_first(browser, course, part)

    def apply(self, session: str) -> None:
        """Apply for a session on the desk. Raises DeskError when the desk refuses."""
        page = f"{self.desk_url}/apply/{session}"
        with httpx.Client(follow_redirects=True, timeout=60) as browser:
            _send_form(browser, page, page, {**self._about_her, "email": self.actor.email})

    def enter(self, link: str, course: str, part: str) -> None:
        """Come in by the link that an accepted applicant is sent, pick a kind of unit, and open the part."""
        with httpx.Client(follow_redirects=True, timeout=60) as browser:
            browser.get(link)
            page = f"{self.desk_url}/unit/{course}"
            _send_form(browser, page, page, {"kind": self.actor.kind})
            self._open_first(browser, course, part)

    @property
    def _about_her(self) -> dict[str, str]:
        return {
            "name": self.actor.name,
            "affiliate": self.actor.affiliate,
            "local": self.actor.local,
        }

    def _open_first(self, browser: httpx.Client, course: str, part: str) -> None:
        """Press Open on the start page, and do what her JupyterLab then does."""
        opened = _send_form(browser, self.desk_url, f"{self.desk_url}/open/{course}/{part}", {}, follow=False)
        code = parse_qs(urlsplit(opened.headers["location"]).query)["code"][0]
        self.workspace.prepare()
        Linking(self.workspace, self.desk_url).open_part(course, part, code)

    def type_answers(self, course: str, part: str, answers: Mapping[str, str]) -> Part:
        """Open the part, run its released notebook, and type into each form what a browser would send."""
        notebook = self.open(course, part)
        opened = rehearse(code_cells(notebook.read_bytes()), notebook.parent).part
        forms = shown(opened)
        for name, text in answers.items():
            form = forms[name]
            kind = "check" if form.practice else "save"
            said = form.handle({"type": kind, "text": text, "based_on": form.revision, "mark": f"{name}-1"})
            if said["type"] == "not_saved":
                raise DeskError(str(said["sentence"]))
        return opened

    def make_files(self, part: Part) -> None:
        """Press every button of the part that makes a file of hers. Raises DeskError when one makes none."""
        for form in made_in(part):
            for choice in form.choices:
                if not choice["missing"]:
                    form.handle({"type": "make", "choice": choice["id"]})
                    if not form.said.startswith("Written to your folder own:"):
                        raise DeskError(form.said)

    def send(self, part: Part) -> str:
        """Press the Send button; returns the number of the receipt. Raises DeskError with the sentence she
        reads.
        """
        button = SubmitForm(part)
        button.handle({"type": "send", "notebook": True})
        if not button.wait(SECONDS_TO_SEND) or button.state != "sent":
            raise DeskError(button.sentence or "The Send button did not answer.")
        return str(button.receipt["number"])

    def send_broken(self, part: Part, made_at: datetime) -> str:
        """Send a packet whose second half got lost on the way; returns what the desk said to it."""
        link = self.workspace.desk
        if link is None:
            raise DeskError("Nobody has joined in this folder.")
        packet = build_packet(part, include_notebook=False, made_at=made_at)
        try:
            DeskClient(self.desk_url, link.token).send_packet(packet[: len(packet) // 2])
        except DeskError as refused:
            return refused.sentence
        raise DeskError("The desk took half a packet.")

    def ask_again(self, course: str, part: str, why: str) -> None:
        """Ask on her feedback page for a second reading of her memo."""
        page = f"{self.desk_url}/feedback/{course}/{part}"
        with self._browser() as browser:
            _send_form(browser, page, f"{page}/second-reading", {"why": why})

    def post(self, session: str, posting: Posting) -> None:
        """Write in the community of the session: open a thread, or answer in the one that is named."""
        room = f"{self.desk_url}/community/{session}/discussions/"
        page, fields = room, {"topic": "introductions", "text": posting.text}
        with self._browser() as browser:
            if posting.answers:
                threads = browser.get(f"{room}?topic=questions").text
                page = (
                    room
                    + _THREAD.findall(threads.split(f"<strong>{escape(posting.answers)}</strong>")[0])[-1]
                )
            elif posting.title:
                page = f"{room}?topic=questions"
                fields |= {"topic": "questions", "title": posting.title}
            _send_form(browser, page, page.partition("?")[0], fields)

    def be_listed(self, session: str) -> None:
        """Put herself on the list of members of the session."""
        page = f"{self.desk_url}/community/{session}/members/"
        with self._browser() as browser:
            _send_form(browser, page, page, {"listed": "yes"})

    @contextmanager
    def _browser(self) -> Iterator[httpx.Client]:
        """A browser in which she is signed in, as from her JupyterLab. Raises DeskError before she joined."""
        link = self.workspace.desk
        if link is None:
            raise DeskError("Nobody has joined in this folder.")
        with httpx.Client(follow_redirects=True, timeout=60) as browser:
            browser.get(DeskClient(self.desk_url, link.token).sign_in_link())
            yield browser

    def open(self, course: str, part: str) -> Path:
        """Fetch the part, or its newer release, and return its notebook."""
        return Linking(self.workspace, self.desk_url).open_part(course, part, code="")


def _send_form(
    browser: httpx.Client, page: str, address: str, fields: Mapping[str, str], *, follow: bool = True
) -> httpx.Response:
    """Fill in the form of a page and send it to `address`, with the page's protection against forged
    requests.
    """
    token = _TOKEN.search(browser.get(page).text)
    if token is None:
        raise DeskError(f"The page {page} shows no form.")
    answered = browser.post(address, data={"csrf_token": token[1], **fields}, follow_redirects=follow)
    if answered.status_code >= 400:
        raise DeskError(f"The desk refused the form of {page} ({answered.status_code}).")
    return answered
