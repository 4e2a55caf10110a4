"""Whose workspace is this?  Linking a workspace to the desk, once, and opening parts in it.

In: the workspace and the one desk this Jupyter server was started for.  Out: addresses to go to, or an
error with a sentence.  Called by the server extension; everything here may take as long as the network
does.

Two guards. A link can only be made to the configured desk, whatever an address asks for. And a workspace
never changes hands silently: a code of another person is refused, because her answers would be sent under
that name.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from classroom.errors import ClassroomError, DeskError, PartError
from classroom.language import _
from classroom.part import open_part
from classroom.part_file import PART_FILE, read_part_file
from classroom.sending.client import DeskClient
from classroom.sending.exchange import exchange_answers
from classroom.workspace import DeskLink, Workspace

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True)
class Linking:
    """A workspace and its desk. invitation: the link to join with, or ''."""

    workspace: Workspace
    desk_url: str
    invitation: str = ""

    def start_page(self, lab: str = "") -> str:
        """Return the address of her start page: signed in, or where she joins. Raises DeskError.

        lab: this server's own address; it goes along so that the desk's Open buttons lead back here.
        """
        link = self._link()
        if link is None:
            if self.invitation:
                return _with_lab(self.invitation, lab)
            raise DeskError(
                _("You have not joined a course on this computer yet. Open the invitation link you got.")
            )
        address = DeskClient(self.desk_url, link.token).sign_in_link()
        if not same_origin(address, self.desk_url):
            raise DeskError(_("The desk gave an address that is not its own. Tell your program."))
        return _with_lab(address, lab)

    def open_part(self, course: str, part: str, code: str) -> Path:
        """Install or refresh a part and return its notebook. Raises DeskError, PartError.

        code: the one-time code of the desk's start page; it links this workspace if nobody has. A part that
        is here already opens also when the desk cannot be reached.
        """
        folder = self.workspace.part_folder(course, part)
        link = self._linked_by(code) if code else self._link()
        if link is None:
            raise DeskError(
                _("This JupyterLab is not linked to anyone yet. Open the part from your start page.")
            )
        try:
            bundle = DeskClient(self.desk_url, link.token).fetch_part(course, part)
        except DeskError as error:
            if error.retry and (folder / PART_FILE).is_file():
                return _notebook(folder)
            raise
        installed = self.workspace.install_part(bundle)
        _bring_answers(installed, DeskClient(self.desk_url, link.token))
        return _notebook(installed)

    def _linked_by(self, code: str) -> DeskLink | None:
        """Return the link after redeeming `code`. Raises DeskError."""
        link = self._link()
        try:
            token, person = DeskClient(self.desk_url).link(code)
        except DeskError:
            if link is not None:
                return link  # an old page was opened again; whose workspace this is we know
            raise
        if link is not None and link.person != person:
            raise DeskError(
                _(
                    "This JupyterLab is linked to another person's course. Nothing was changed. "
                    "Sign in as that person, or use a JupyterLab of your own."
                )
            )
        fresh = DeskLink(url=self.desk_url, token=token, person=person)
        self.workspace.link_desk(fresh)
        return fresh

    def _link(self) -> DeskLink | None:
        """Return the link to the configured desk, or None. Raises DeskError when it is to another desk.

        A desk on this machine may come back on another port; then the link follows it.
        """
        link = self.workspace.desk
        if link is None or same_origin(link.url, self.desk_url):
            return link
        if {urlsplit(link.url).hostname, urlsplit(self.desk_url).hostname} <= _LOOPBACK:
            moved = DeskLink(url=self.desk_url, token=link.token, person=link.person)
            self.workspace.link_desk(moved)
            return moved
        raise DeskError(
            _(
                "This workspace is linked to the desk at {linked}, and JupyterLab was started for {desk}."
            ).format(linked=link.url, desk=self.desk_url)
        )


def _bring_answers(folder: Path, client: DeskClient) -> None:
    """Bring what she answered on the desk's own pages; when that fails the part opens all the same."""
    with suppress(ClassroomError, OSError):
        exchange_answers(open_part(folder, tell=False), client)


def _with_lab(address: str, lab: str) -> str:
    """Return `address` with the address of this JupyterLab in its query."""
    if not lab:
        return address
    parts = urlsplit(address)
    query = [*parse_qsl(parts.query), ("lab", lab)]
    return urlunsplit(parts._replace(query=urlencode(query)))


def same_origin(address: str, other: str) -> bool:
    """Say whether two web addresses have scheme, host and port in common.

    >>> same_origin("http://desk.example/a", "http://desk.example:80")
    True
    """
    return _origin(address) == _origin(other)


def _origin(address: str) -> tuple[str, str, int | None]:
    """Return scheme, host and port; this machine has several names and is one host."""
    parts = urlsplit(address)
    host = "127.0.0.1" if parts.hostname in _LOOPBACK else parts.hostname or ""
    return parts.scheme, host, parts.port or {"http": 80, "https": 443}.get(parts.scheme)


def _notebook(folder: Path) -> Path:
    try:
        return folder / read_part_file((folder / PART_FILE).read_bytes()).notebook
    except OSError as error:
        raise PartError(
            _("The part in {folder} cannot be read. Open it again.").format(folder=folder)
        ) from error
