"""A learner's answers at the desk, beside those in her JupyterLab: the same book, in a folder of the office.

    <home>/drafts/<session>/<person>/<part>/    answers.json and its history, as in her own workspace

In: the office, a session, a person, a release.  Out: her Part, ready to be answered and packed.  Called by
the pages and by the exchange with her JupyterLab.  Nobody is graded on a draft; only a packet counts.
"""

from __future__ import annotations

from autograde.office import Office
from autograde.release.release import Release
from classroom.part import Part
from classroom.part_file import read_part_file

__all__ = ["drafted_part"]


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
