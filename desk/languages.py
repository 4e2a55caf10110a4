"""The language of a visitor: the one she has chosen, else the one her browser asks for, else the desk's own.

In: a request.  Out: the language that its answer speaks; and the form at the foot of each page, with which
she chooses.  Part of app.py.  A choice is kept with the person, so that it holds in her JupyterLab too, and
in the visit, so that it holds before she has signed in.
"""

from __future__ import annotations

from flask import Blueprint, redirect, request, session
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from autograde.people.language import choose_language, chosen_language
from classroom.language import best_language, languages, speak
from desk.access import Who, open_to
from desk.stores import stores
from desk.visit import signed_in_person

__all__ = ["choosing", "fall_silent", "speak_to", "speak_to_the_visitor"]

choosing = Blueprint("choosing", __name__)


def speak_to_the_visitor() -> None:
    """Before each request: speak her language in it."""
    if request.endpoint == "static":
        return
    # The ids of a visit are looked at here only to find words for it; who may do what is decided later.
    person = session.get("person")
    speak_to(person if isinstance(person, str) else None)


def speak_to(person: str | None) -> None:
    """Speak the language of a person, or of a visitor of whom nothing is known."""
    settings = stores().settings
    chosen = chosen_language(stores().office.records(), person) if person else None
    asked = best_language(request.headers.get("Accept-Language", ""), settings.language)
    speak(chosen or session.get("language") or asked)


def fall_silent(_problem: BaseException | None) -> None:
    """After each request: what this thread does next speaks as the process does."""
    speak(None)


@choosing.post("/language")
@open_to(Who.ANYONE)
def choose() -> ResponseReturnValue:
    """Keep the language she chose, and go back to the page she was on."""
    code = request.form.get("language", "")
    if code not in languages():
        raise NotFound
    session["language"] = code
    if (person := signed_in_person()) is not None:
        with stores().office.writer():
            choose_language(stores().office.records(), person, code)
    back = request.form.get("back", "/")
    return redirect(back if _is_ours(back) else "/", 303)


def _is_ours(path: str) -> bool:
    """Whether an address is a path on this desk; anything else could lead elsewhere."""
    return path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
