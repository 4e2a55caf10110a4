"""Reports and exports to download: which one, of which sessions, days and affiliate, in which form.

In: requests of program staff. Out: a page, and files. Part of app.py. The files are made in a folder that is
thrown away, and hold what the ledger says at that moment.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from autograde.errors import AutogradeError, OfficeBusy, SessionError
from autograde.reports.asked import exported_grades, scope_asked, write_asked
from autograde.reports.audit import sample
from autograde.reports.missing_work import reminders
from autograde.reports.names import System, What
from autograde.reports.scope import Scope, find
from autograde.sessions.typed_time import day_typed
from classroom.language import _
from desk.access import Who, open_to
from desk.known_sessions import known_session
from desk.stores import stores

__all__ = ["reports"]

reports = Blueprint("office_reports", __name__, url_prefix="/office/reports")
_KINDS = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
FORMS = ("xlsx", "csv", "zip")
MOST_DRAWN = 1000


@reports.get("/")
@open_to(Who.STAFF)
def choose() -> ResponseReturnValue:
    """The form that asks for a report."""
    return _page()


@reports.get("/download")
@open_to(Who.STAFF)
def download() -> ResponseReturnValue:
    """One report as a workbook or a CSV file; all its files, or all reports, as a zip."""
    asked, desk = request.args, stores()
    form, sessions = asked.get("as", "xlsx"), [one for one in asked.getlist("session") if one]
    try:
        what = _asked_for(asked.get("what", ""))
        if form not in FORMS:
            raise SessionError(_("A report comes as xlsx, csv or zip."))
        since, until = day_typed(asked.get("since", "")), day_typed(asked.get("until", ""))
        scope = scope_asked(sessions, since, until, asked.get("affiliate", "").strip())
        with TemporaryDirectory(prefix="report-") as place:
            folder = Path(place)
            made = write_asked(
                desk.office, desk.courses, what, scope, folder, desk.now, desk.settings.programs
            )
            return _answer(what, form, made)
    except OfficeBusy:
        raise
    except AutogradeError as problem:
        return _page(problem.sentence), 422


@reports.get("/grades/<system>/<session>")
@open_to(Who.STAFF)
def grades(system: str, session: str) -> ResponseReturnValue:
    """The grades of a session as a file that Canvas or Moodle imports."""
    if system not in set(System):
        raise NotFound
    desk = stores()
    known_session(session)
    try:
        data = exported_grades(
            desk.office, desk.courses, System(system), session, desk.now, desk.settings.programs
        )
    except AutogradeError as problem:
        return _page(problem.sentence), 422
    return _file(data, _KINDS["csv"], f"{system}-{session}.csv")


@reports.get("/reminders")
@open_to(Who.STAFF)
def drafts() -> ResponseReturnValue:
    """Drafts of reminders for who never started or has gone quiet; nothing is sent."""
    desk, session = stores(), request.args.get("session", "")
    try:
        scope = Scope((session,) if session else ())
        found = reminders(find(desk.office, desk.courses, scope, desk.now, desk.settings.programs))
    except AutogradeError as problem:
        return _page(problem.sentence), 422
    return render_template("office_reminders.html", drafts=found[:50], count=len(found))


@reports.get("/audit")
@open_to(Who.STAFF)
def audit() -> ResponseReturnValue:
    """What the completions and certificates of some people rest on; a word of the auditor's draws them."""
    count, seed = request.args.get("count", ""), request.args.get("seed", "").strip()
    if not (count.isascii() and count.isdigit() and 1 <= int(count[:6]) <= MOST_DRAWN):
        return _page(_("Say how many people to draw: a whole number from 1 to 1,000.")), 422
    if not seed:
        return _page(_("Give the word that the auditor named.")), 422
    with TemporaryDirectory(prefix="audit-") as place:
        folder = Path(place) / "audit"
        try:
            drawn = sample(stores().office, int(count), seed, folder)
        except AutogradeError as problem:
            return _page(problem.sentence), 422
        if not drawn:
            return _page(_("Nobody has earned anything yet.")), 422
        files = (one for one in sorted(folder.rglob("*")) if one.is_file())
        return _file(_packed(folder, files), "application/zip", "audit.zip")


def _asked_for(word: str) -> What:
    try:
        return What(word)
    except ValueError as problem:
        raise SessionError(_("Say which report.")) from problem


def _answer(what: What, form: str, made: Iterable[Path]) -> Response:
    """The one file of that form; a zip where there are several, or all were asked for."""
    paths = sorted(set(made))
    fitting = [path for path in paths if path.suffix == f".{form}"]
    if form in _KINDS and len(fitting) == 1:
        return _file(fitting[0].read_bytes(), _KINDS[form], fitting[0].name)
    if not paths:
        raise SessionError(_("There is no session yet, so there is nothing to report."))
    chosen = fitting if form in _KINDS else paths
    return _file(_packed(paths[0].parent, chosen), "application/zip", f"{what}.zip")


def _packed(folder: Path, paths: Iterable[Path]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in paths:
            packed.write(path, path.relative_to(folder).as_posix())
    return data.getvalue()


def _file(data: bytes, kind: str, name: str) -> Response:
    response = Response(data, mimetype=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _page(problem: str = "") -> str:
    desk = stores()
    return render_template(
        "office_reports.html",
        reports=[(what.value, _title(what)) for what in What],
        sessions=[(one.id, one.title) for one in desk.sessions.all()],
        systems=[(System.CANVAS.value, "Canvas"), (System.MOODLE.value, "Moodle")],
        asked=request.args,
        problem=problem,
    )


def _title(what: What) -> str:
    """A report in a few words."""
    return {
        What.COMPLETION: _("Completion: who is where, who is stuck"),
        What.AFFILIATES: _("Affiliates: learners, parts, courses and units"),
        What.UNITS: _("Units earned, month by month"),
        What.TURNAROUND: _("Turnaround: how long memos waited"),
        What.CERTIFICATES: _("Certificates: the register"),
        What.RECONCILIATION: _("Reconciliation: gradebook and ledger"),
        What.MISSING_WORK: _("Missing work, learner by learner"),
        What.ITEMS: _("Questions: share right, tries, mistakes"),
        What.TEAMS: _("Teams of workshops"),
        What.TEAM_MEMBERS: _("Members of teams"),
        What.ALL: _("All of them, as a zip"),
    }[what]
