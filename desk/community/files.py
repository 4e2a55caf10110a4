"""The files of a session: a list, taking one in, handing one out, removing one.

In: requests of the session. Out: pages, and files as downloads that no browser opens in the desk's name. Part
of app.py.
"""

from __future__ import annotations

import io

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from autograde.community.file_types import KINDS, LARGEST_FILE
from autograde.community.files import SharedFile, add_file, file_bytes, files_of, remove_file
from autograde.community.wording import LONGEST_WHY
from autograde.errors import CommunityError
from autograde.sessions.local_time import local_time
from classroom.language import _
from desk.access import Who, open_to
from desk.community.place import Place, paged, place, refused, shown_names, shown_size
from desk.stores import stores

__all__ = ["files"]

files = Blueprint("files", __name__, url_prefix="/community/<session>/files")

_FILES = 40


@files.get("/")
@open_to(Who.SESSION)
def everything(session: str) -> ResponseReturnValue:
    """The files, the newest first, and the form that takes one in."""
    return _page(place(session))


@files.post("/")
@open_to(Who.SESSION)
def take_in(session: str) -> ResponseReturnValue:
    """Take in a file, or show the page again with what is to be put right."""
    desk, here = stores(), place(session)
    sent = request.files.get("file")
    try:
        if request.form.get("fictional") != "yes":
            raise CommunityError(_("Please confirm that the file holds nothing of your own contract."))
        if sent is None or not sent.filename:
            raise CommunityError(_("Pick a file first."))
        data, about = sent.read(LARGEST_FILE + 1), request.form.get("about", "")
        added = add_file(desk.office, session, here.by, sent.filename, data, about, desk.now)
    except CommunityError as problem:
        return _page(here, problem.sentence), 422
    flash(_("Shared: {name}.").format(name=added.name))
    return redirect(url_for("files.everything", session=session), 303)


@files.get("/<file>")
@open_to(Who.SESSION)
def hand_out(session: str, file: str) -> ResponseReturnValue:
    """A file, as a download."""
    try:
        found, data = file_bytes(stores().office, place(session).session.id, file)
    except CommunityError as unknown:
        raise NotFound from unknown
    media_type = KINDS[found.kind].media_type
    answer = send_file(
        io.BytesIO(data), mimetype=media_type, as_attachment=True, download_name=found.name, etag=False
    )
    answer.headers["X-Download-Options"] = "noopen"
    return answer


@files.post("/<file>/remove")
@open_to(Who.SESSION)
def remove(session: str, file: str) -> ResponseReturnValue:
    """Remove a file: one's own, or with a reason another's."""
    desk, here = stores(), place(session)
    try:
        remove_file(desk.office, session, here.by, file, request.form.get("why", ""), desk.now)
    except CommunityError as problem:
        return refused(problem.sentence)
    flash(_("Removed. The file is deleted."))
    return redirect(url_for("files.everything", session=session), 303)


def _page(here: Place, problem: str = "") -> str:
    found = paged(files_of(stores().office, here.session.id), _FILES)
    names = shown_names(one.person for one in found.shown)
    return render_template(
        "community_files.html",
        here=here,
        lines=[_line(here, one, names) for one in found.shown],
        page=found,
        endings=", ".join(KINDS),
        accepted=",".join(f".{one}" for one in KINDS),
        largest=LARGEST_FILE // 1_000_000,
        problem=problem,
        about=request.form.get("about", ""),
        longest_why=LONGEST_WHY,
    )


def _line(here: Place, file: SharedFile, names: dict[str, str]) -> dict[str, object]:
    leaders = {"instructor": _("Instructor"), "staff": _("Program staff")}
    own = file.person == here.by.person
    return {
        "id": file.id,
        "name": file.name,
        "about": file.about,
        "sentence": _("{size}, {name}, {when}").format(
            size=shown_size(file.size),
            name=names.get(file.person or "", _("(name erased)")),
            when=local_time(file.added_at, here.session.zone),
        ),
        "leader": leaders.get(file.role, ""),
        "own": own,
        "can_remove": own or here.by.leads,
    }
