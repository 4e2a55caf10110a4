"""How a form of the staff is answered: done and back to a page that says so, or the page again with what is
wrong.

In: what to do, the page. Out: an answer. Called by every module of this package. What is done is done under
the office's lock by whoever is visiting.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import TypeVar

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from autograde.errors import AutogradeError, OfficeBusy
from classroom.language import _
from desk.stores import stores
from desk.visit import the_member

__all__ = ["by", "desk_address", "done", "name_of", "said", "shown", "wherever"]

Made = TypeVar("Made")


def by() -> str:
    """The id of whoever does this: it goes on record."""
    return the_member().id


def said(field: str) -> str:
    """What was typed into a field of the form, in one line."""
    return " ".join(request.form.get(field, "").split())


def done(
    do: Callable[[], str], page: Callable[[str], str], to: str, *, hold: bool = True
) -> ResponseReturnValue:
    """Do it, and go to `to` with the sentence that `do` returns; or show `page` with what stands in the way.

    hold: keep the office to ourselves meanwhile; not for what takes long and holds it where it must.
    """
    return _tried(do, lambda sentence: _told(sentence, to), page, hold)


def shown(
    do: Callable[[], Made], show: Callable[[Made], ResponseReturnValue], page: Callable[[str], str]
) -> ResponseReturnValue:
    """Do it, and show at once what came of it: links that are shown only now. Or `page`, as `done` does."""
    return _tried(do, show, page)


def wherever(names: dict[str, str], person: str) -> str:
    """A name out of `names`, or what stands in its place once it was erased."""
    return names.get(person) or _("(name erased)")


def name_of(person: str) -> str:
    """The name of one person, staff or learner, or what stands in its place."""
    found = stores().people.people([person])
    return found[person].name if person in found else _("(name erased)")


def desk_address() -> str:
    """The address that people type, to put before a link."""
    return (stores().settings.desk_url or request.host_url).rstrip("/")


def _told(sentence: str, to: str) -> ResponseReturnValue:
    flash(sentence)
    return redirect(to, 303)


def _tried(
    do: Callable[[], Made],
    answer: Callable[[Made], ResponseReturnValue],
    page: Callable[[str], str],
    hold: bool = True,
) -> ResponseReturnValue:
    try:
        with stores().office.writer() if hold else nullcontext():
            made = do()
    except OfficeBusy:
        raise
    except AutogradeError as problem:
        return page(problem.sentence), 422
    return answer(made)
