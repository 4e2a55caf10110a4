"""What whoever starts the desk decides about it.

In: nothing.  Out: `DeskSettings`.  Called by the command and by tests.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograde.office import Office
    from desk.hub import Hub

__all__ = ["DeskSettings", "Grade"]

Grade = Callable[["Office", str, str, str], None]
"""Told that (office, session, person, part) has new work. It must return at once (queue it): a learner waits
for her receipt meanwhile. What it raises is logged and changes nothing about the receipt."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class DeskSettings:
    """The settings of one desk.

    lab_url: address of the learners' JupyterLab, for the Open buttons; None where each has her own at
    home. demonstration: say on every page that everything runs on one machine under one account.
    desk_url: the address people type, such as https://desk.example.org; needed wherever that is not this
    very machine, and behind a proxy. None: this machine only. language: of the pages for a visitor who
    has chosen none and whose browser asks for none we have ("en", "es"). programs: the folder with the
    rules files, None for those that came with the software. grade: told of each new submission; None
    leaves grading to the command. hub: the JupyterHub whose service this desk is, at which people sign in;
    hub_domain makes an e-mail address of an account there. prefix: the path before all addresses of the
    desk, such as "/services/desk"; desk_url is without it. clock: the present moment with its zone; tests
    bring their own.
    """

    lab_url: str | None = None
    demonstration: bool = False
    desk_url: str | None = None
    language: str = "en"
    programs: Path | None = None
    grade: Grade | None = None
    hub: Hub | None = None
    hub_domain: str = ""
    prefix: str = ""
    clock: Callable[[], datetime] = _utc_now
