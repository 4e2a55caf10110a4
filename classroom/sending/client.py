"""The client of the desk: five requests, each answered with a value or one clear sentence.

In: the desk's address and this person's token.  Out: values, or DeskError (`retry` says whether the same
request may succeed later).  Called by the outbox, the JupyterLab extension and the command line.

The token goes to the configured desk only: addresses are built from it, and redirects are not followed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from classroom.errors import DeskError
from classroom.language import _
from classroom.sending.desk_answers import (
    LARGEST_ANSWER,
    checked,
    json_of,
    not_understood,
    read,
    text_of,
    too_large,
)
from classroom.sending.packet import PACKET_LIMITS

if TYPE_CHECKING:
    import httpx

# Seconds. Sending a packet over a slow line takes long; finding out that nobody is there must not.
CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 30.0
SEND_SECONDS = 120.0

LARGEST_PART = 50_000_000  # bytes of a part's bundle

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True)
class Receipt:
    """The desk's acknowledgement of a packet. It exists only because the desk sent it.

    number: what people read to each other ("R-7KQ2-M4XD"); received_at: the desk's time, with zone;
    sentence: the acknowledgement in words; packet_sha256: which packet.
    """

    number: str
    received_at: datetime
    sentence: str
    packet_sha256: str


@dataclass(frozen=True)
class Me:
    """Who the desk says this token is: person id, name, and the ids of her courses."""

    person: str
    name: str
    courses: tuple[str, ...]


@dataclass(frozen=True)
class DeskClient:
    """A client of one desk. It keeps no connection open between requests; one may be made per request."""

    desk_url: str
    token: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        address = urlsplit(self.desk_url)
        if address.scheme not in ("http", "https") or not address.hostname or address.username is not None:
            raise DeskError(
                _(
                    "The desk's address {address} is not a web address. Ask your program for the right link."
                ).format(address=repr(self.desk_url)),
                retry=False,
            )

    def me(self) -> Me:
        """Return whom the token belongs to. Raises DeskError."""
        answer = json_of(self._request("GET", "/api/me"))
        courses = answer.get("courses")
        return Me(
            person=text_of(answer, "person"),
            name=text_of(answer, "name"),
            courses=tuple(str(course) for course in courses) if isinstance(courses, list) else (),
        )

    def link(self, code: str) -> tuple[str, str]:
        """Redeem a one-time code; return (token, person id). Raises DeskError."""
        answer = json_of(self._request("POST", "/api/link", json={"code": code}))
        return text_of(answer, "token"), text_of(answer, "person")

    def fetch_part(self, course: str, part: str) -> bytes:
        """Return the bundle (zip) of a part with this person's variant in it. Raises DeskError."""
        path = f"/api/parts/{quote(course, safe='')}/{quote(part, safe='')}"
        return self._request("GET", path, limit=LARGEST_PART).content

    def exchange_answers(
        self, course: str, part: str, changed: Mapping[str, Mapping[str, object]]
    ) -> dict[str, tuple[str, int, datetime]]:
        """Send answers that were changed here; return {question: (text, revision, time)} of all at the desk.

        Raises DeskError.
        """
        path = f"/api/answers/{quote(course, safe='')}/{quote(part, safe='')}"
        answers = json_of(self._request("POST", path, json={"answers": changed})).get("answers")
        try:
            return {
                str(name): (str(one["text"]), int(one["revision"]), datetime.fromisoformat(one["saved_at"]))
                for name, one in answers.items()  # type: ignore[union-attr]
            }
        except (AttributeError, KeyError, TypeError, ValueError):
            not_understood()

    def send_packet(self, packet: bytes) -> Receipt:
        """Send a packet and return the desk's receipt; sending the same packet again gives the same receipt.

        Raises DeskError: with `retry` true the packet may go later, otherwise it was refused.
        """
        if len(packet) > PACKET_LIMITS.packet:
            # A server may hang up while it is being sent, which would look like a lost connection for ever.
            raise DeskError(too_large(), retry=False)
        answer = json_of(self._request("POST", "/api/packets", packet=packet))
        try:
            received_at = datetime.fromisoformat(text_of(answer, "received_at"))
        except ValueError:
            not_understood()
        if received_at.tzinfo is None:
            not_understood()
        return Receipt(
            number=text_of(answer, "number"),
            received_at=received_at,
            sentence=text_of(answer, "sentence"),
            packet_sha256=text_of(answer, "packet_sha256"),
        )

    def sign_in_link(self) -> str:
        """Return a web address that signs this person in at the desk, once and soon. Raises DeskError."""
        link = text_of(json_of(self._request("POST", "/api/sign-in-link")), "url")
        if urlsplit(link).scheme not in ("http", "https"):
            not_understood()
        return link

    def _request(
        self,
        method: str,
        path: str,
        *,
        json: Mapping[str, object] | None = None,
        packet: bytes | None = None,
        limit: int = LARGEST_ANSWER,
    ) -> httpx.Response:
        """Make one request; return a successful response of at most `limit` bytes, else raise DeskError."""
        import httpx  # 0.2 s that a page without a Send button need not pay

        headers = {"Accept": "application/json, application/zip"}
        if self.token is not None:
            headers["Authorization"] = f"Bearer {self.token}"
        if packet is not None:
            headers["Content-Type"] = "application/zip"
        answer_seconds = ANSWER_SECONDS if packet is None else SEND_SECONDS
        try:
            with (
                httpx.Client(
                    timeout=httpx.Timeout(answer_seconds, connect=CONNECT_SECONDS),
                    follow_redirects=False,
                    # A proxy named in the environment is for the web; it cannot reach this machine.
                    trust_env=urlsplit(self.desk_url).hostname not in _LOOPBACK,
                ) as http,
                http.stream(
                    method, self.desk_url.rstrip("/") + path, headers=headers, json=json, content=packet
                ) as response,
            ):
                return checked(read(response, limit))
        except (httpx.TransportError, httpx.InvalidURL, httpx.DecodingError) as error:
            raise DeskError(
                _(
                    "The desk at {address} cannot be reached just now. Your work is kept; try again later."
                ).format(address=self.desk_url),
                retry=True,
            ) from error
