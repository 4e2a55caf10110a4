"""What whoever starts the desk decides about it. In: nothing. Out: `DeskSettings`. Called by the command and tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograde.office import Office

# Told that (office, session, person, part) has new work. It must return at once (queue it), because a learner
# waits for her receipt while it runs; what it raises is logged and changes nothing about the receipt.
Grade = Callable[["Office", str, str, str], None]


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class DeskSettings:
    """The settings of one desk.

    lab_url: address of the learners' JupyterLab, for the Open buttons (None where each has her own at home).
    demonstration: say on every page that everything runs on one machine under one account.
    desk_url: the address people type, such as https://desk.example.org; it makes links right behind a proxy and
    cookies secure. None means the address of the request.
    language: of the pages, as a code ("en", "es").
    grade: told of each new submission; None leaves grading to the command.
    clock: the present moment with its zone; tests bring their own.
    """

    lab_url: str | None = None
    demonstration: bool = False
    desk_url: str | None = None
    language: str = "en"
    grade: Grade | None = None
    clock: Callable[[], datetime] = _utc_now
