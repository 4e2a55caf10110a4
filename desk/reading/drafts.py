"""A learner's answers at the desk, beside those in her JupyterLab: the same book, in a folder of the office.

    <home>/drafts/<session>/<person>/<part>/    answers.json and its history, as in her own workspace

In: the office, a session, a person, a release.  Out: her Part, ready to be answered and packed.  Called by
the pages and by the exchange with her JupyterLab.  Nobody is graded on a draft; only a packet counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from autograde.office import Office
from autograde.release.release import Release
from classroom.errors import AnswersError
from classroom.part import Part
from classroom.part_file import read_part_file

__all__ = ["drafted_part", "for_jupyterlab", "take_from_jupyterlab"]


def drafted_part(office: Office, session: str, person: str, release: Release, variant: int) -> Part:
    """Return her part with the answers that the desk keeps. Its folder is there, for her alone."""
    told = read_part_file((release.source_folder / "part.json").read_bytes())
    return Part(
        course=told.course,
        part=told.part,
        title=told.title,
        session=session,
        release=told.release,
        variant=variant,
        folder=office.drafts_folder(session, person, told.part),
        questions=told.questions,
        memo=told.memo,
        grading=False,
        desk_url=None,
        notebook=told.notebook,
    )


def take_from_jupyterlab(part: Part, changed: Mapping[str, Any], now: datetime) -> None:
    """Keep {question: {"text", "saved_at", "based_on"}} by the rules of the answer book.

    What is not in order is passed over: it stays where it was typed. A clock that runs ahead must not make a
    text the later one for ever, so no text is later than now.
    """
    for name, one in changed.items():
        with suppress(AnswersError, KeyError, TypeError, ValueError):
            saved_at = min(datetime.fromisoformat(one["saved_at"]), now)
            part.book.save(str(name), str(one["text"]), int(one["based_on"]), saved_at)


def for_jupyterlab(part: Part) -> dict[str, dict[str, Any]]:
    """Return {question: {"text", "revision", "saved_at"}} of everything that was saved."""
    return {
        name: {"text": answer.text, "revision": answer.revision, "saved_at": answer.saved_at.isoformat()}
        for name, answer in part.book.read().items()
        if answer.saved_at
    }
