"""The reading view's addresses: a part as a page, its pictures and files, and what its one form sends.

In: requests of somebody who is signed in.  Out: pages.  Part of app.py.  She finds her own answers and nobody
else's: every look-up begins with her id (see `desk.reading.opened`).

The page is one form. Each button saves all of it first, then does what it says, and leads back to its place
on the page; so nothing typed is lost on a phone without a script.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

from flask import (
    Blueprint,
    Response,
    flash,
    get_flashed_messages,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from classroom.language import _
from classroom.questions.box import QuestionBox
from classroom.reading.blocks import Asked, Kept, Mapped
from classroom.reading.sheet import Settings
from desk.access import Who, open_to
from desk.reading.asked_view import Notes
from desk.reading.lessons import LessonTrouble
from desk.reading.opened import Opened, open_reading
from desk.reading.saving import save_form, told_to_script
from desk.reading.sending import send_part, what_was_sent
from desk.reading.settings import as_arguments, settings_in, with_change_to_map
from desk.reading.sheet_view import Place, check_list, shown_blocks
from desk.safety import problem_page

__all__ = ["reading"]

reading = Blueprint("reading", __name__, url_prefix="/read/<course>/<part>")

_PICTURES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "svg": "image/svg+xml",
    "webp": "image/webp",
    "gif": "image/gif",
}
_CHECKED, _CONFLICT = "checked:", "conflict:"


@reading.get("/")
@open_to(Who.SIGNED_IN)
def page(course: str, part: str) -> ResponseReturnValue:
    """A part, with her answers."""
    opened = open_reading(course, part, settings_in(request.args))
    return opened if not isinstance(opened, Opened) else _page(opened, _flashed())


@reading.post("/")
@open_to(Who.SIGNED_IN)
def press(course: str, part: str) -> ResponseReturnValue:
    """Save all that was typed, then do what the button says."""
    settings = settings_in(request.form)
    what, _colon, name = request.form.get("do", "save").partition(":")
    opened = open_reading(course, part, _moved(settings, what, name))
    if not isinstance(opened, Opened):
        return opened
    saved = save_form(opened.part, [one.question for one in opened.asked], request.form, opened.now)
    if what == "autosave":
        return jsonify(told_to_script(opened.part, opened.session, opened.asked, saved))
    if saved.refused:
        return _page(opened, saved.notes, f"q-{saved.refused[0]}"), 422
    for one, note in saved.notes.items():
        flash(note.conflict, _CONFLICT + one)
    if what == "send":
        return send_part(opened)
    place = f"q-{saved.ids[-1]}" if saved.ids else "saved"
    if what in ("try", "reset"):
        place = name
    elif what in ("check", "hint"):
        place = f"q-{name}"
        _answer(opened, what, name)
    return redirect(_address(opened, place), 303)


@reading.get("/img/<name>")
@open_to(Who.SIGNED_IN)
def picture(course: str, part: str, name: str) -> ResponseReturnValue:
    """A picture of a part."""
    opened = open_reading(course, part, {})
    if not isinstance(opened, Opened):
        return opened
    kind = _PICTURES.get(name.rpartition(".")[2].lower())
    with zipfile.ZipFile(io.BytesIO(opened.release.bundle.read_bytes())) as archive:
        if kind is None or f"img/{name}" not in archive.namelist():
            raise NotFound
        return Response(archive.read(f"img/{name}"), mimetype=kind)


@reading.get("/files/<name>")
@open_to(Who.SIGNED_IN)
def made_file(course: str, part: str, name: str) -> ResponseReturnValue:
    """A file that the part makes for her, about the fictional employer."""
    opened = open_reading(course, part, settings_in(request.args))
    if not isinstance(opened, Opened):
        return opened
    for block in opened.blocks:
        if isinstance(block, Kept) and block.name == name and block.content is not None:
            headers = {"Content-Disposition": f'attachment; filename="{name}"'}
            return Response(block.content, mimetype="application/octet-stream", headers=headers)
    raise NotFound


@reading.errorhandler(LessonTrouble)
def no_sheet(_problem: LessonTrouble) -> ResponseReturnValue:
    """A lesson could not be read: what she typed was not saved, and nothing else has changed."""
    return problem_page(
        503,
        _("This part cannot be shown here just now"),
        _("This is our fault, not yours, and it was noted for the people who run the desk."),
        _("Go back, keep what you typed, and try again in a minute, or open the part in JupyterLab."),
    )


def _moved(settings: Settings, what: str, name: str) -> Settings:
    """The settings of a form after a press: one thing is set or put back, the others stay."""
    moved = {one: dict(values) for one, values in settings.items()}
    for one, values in settings.items():
        if {"row", "column", "number"} & set(values):
            given = (
                values
                if (what, name) == ("try", one)
                else {key: text for key, text in values.items() if key == "changes"}
            )
            moved[one] = with_change_to_map(given)
    if what == "reset":
        moved.pop(name, None)
    return moved


def _answer(opened: Opened, what: str, name: str) -> None:
    """Check an answer, or open the next hint; for a question that is not practice nothing happens."""
    asked = next((one for one in opened.asked if one.question.id == name and one.practice), None)
    if asked is None:
        return
    box = QuestionBox(opened.part.book, asked.question, asked.practice)
    if what == "hint":
        box.help()
        return
    answer = opened.part.book.answer(name)
    box.check(answer.text if answer else "")
    flash("", _CHECKED + name)


def _flashed() -> dict[str, Notes]:
    """What the press before this page had to say, question by question."""
    notes: dict[str, Notes] = {}
    flashed: list[tuple[str, str]] = get_flashed_messages(with_categories=True)  # type: ignore[assignment]
    for category, said in flashed:
        kind, _colon, name = category.partition(":")
        before = notes.get(name, Notes())
        notes[name] = (
            replace(before, checked=True) if kind + ":" == _CHECKED else replace(before, conflict=said)
        )
    return notes


def _address(opened: Opened, place: str = "") -> str:
    arguments: dict[str, Any] = as_arguments(opened.settings)
    return url_for(
        "reading.page", course=opened.course.id, part=opened.part.part, _anchor=place or None, **arguments
    )


def _page(opened: Opened, notes: dict[str, Notes], problem_at: str = "") -> str:
    pictures = url_for(
        "reading.picture", course=opened.course.id, part=opened.part.part, name="x"
    ).removesuffix("x")
    place = Place(opened.part.book, opened.session, pictures, notes)
    return render_template(
        "reading.html",
        opened=opened,
        blocks=shown_blocks(opened.blocks, place),
        maps=[block.name for block in opened.blocks if isinstance(block, Mapped)],
        check_list=check_list(opened.blocks, opened.part.book),
        sent=what_was_sent(opened),
        problem_at=problem_at,
        recovered=opened.part.book.recovered,
        has_questions=any(isinstance(block, Asked) for block in opened.blocks),
        address=_address(opened),
    )
