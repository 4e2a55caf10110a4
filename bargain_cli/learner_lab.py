"""Starts one learner's JupyterLab against a desk. Called by `bargain learn` and `bargain start`."""

from __future__ import annotations

import secrets
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from classroom.errors import DeskError

if TYPE_CHECKING:
    from bargain_cli.processes import Household


def desk_of(invitation: str, folder: Path) -> tuple[str, str | None]:
    """The address of the desk and the invitation, from the link itself or from the folder of somebody who
    has joined.

    Raises DeskError when there is neither.
    """
    from classroom.workspace import Workspace

    if invitation:
        link = urlsplit(invitation)
        before, found, code = link.path.rpartition("/join/")
        if link.scheme not in ("http", "https") or not link.netloc or not found or not code:
            raise DeskError(
                f"“{invitation}” is not an invitation link. "
                "It looks like https://desk.example.org/join/XXXX; copy it whole."
            )
        return f"{link.scheme}://{link.netloc}{before}", invitation
    desk = Workspace(folder).desk
    if desk is None:
        raise DeskError(
            "No course is open in this folder yet. Type bargain learn, a space, and your invitation link."
        )
    return desk.url, None


def open_lab(
    house: Household, folder: Path, *, desk_url: str, invitation: str | None, port: int, browser: bool
) -> str:
    """Start JupyterLab in `folder` and return the address of the learner's start page. Raises DeskError if
    it fails.
    """
    from bargain_cli.processes import wait_until_ready
    from classroom.lab import lab_command

    folder.mkdir(parents=True, exist_ok=True)
    token = secrets.token_urlsafe(24)
    command, environment = lab_command(folder.resolve(), port, desk_url, invitation, token)
    log = folder / ".classroom" / "jupyterlab.log"
    lab = house.launch(command, log, environment)
    if not wait_until_ready(f"http://127.0.0.1:{port}/api", lab):
        raise DeskError(f"JupyterLab did not start. Its last words are in {log}.")
    address = f"http://127.0.0.1:{port}/classroom/desk?token={token}"
    if browser:
        webbrowser.open(address)
    return address
