"""The first page of a community: the dates of the session, where people meet, webinars and resources.

In: requests of the session. Out: pages. Part of app.py. Times are read by the clock of the session's zone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from autograde.community.information import (
    Entry,
    EntryKind,
    add_entry,
    information_of,
    is_link,
    remove_entry,
)
from autograde.errors import CommunityError
from autograde.sessions.dates import Session
from autograde.sessions.local_time import local_time, time_span, zone_name
from classroom.language import _
from desk.access import Who, open_to
from desk.community.place import Place, place, refused
from desk.stores import stores

__all__ = ["information"]

information = Blueprint("information", __name__, url_prefix="/community/<session>")


@dataclass(frozen=True)
class EntryView:
    """One entry as it is read."""

    id: str
    title: str
    when: str
    place: str
    link: bool
    about: str
    over: bool


@information.get("/")
@open_to(Who.SESSION)
def home(session: str) -> ResponseReturnValue:
    """The information of the session."""
    return _page(place(session))


@information.post("/")
@open_to(Who.INSTRUCTOR, Who.STAFF)
def add(session: str) -> ResponseReturnValue:
    """Add an entry, or show the page again with what is to be put right."""
    desk, here = stores(), place(session)
    try:
        add_entry(desk.office, session, here.by, _typed_entry(here.session), desk.now)
    except CommunityError as problem:
        return _page(here, problem.sentence), 422
    flash(_("Added."))
    return redirect(url_for("information.home", session=session), 303)


@information.post("/information/<entry>/remove")
@open_to(Who.INSTRUCTOR, Who.STAFF)
def remove(session: str, entry: str) -> ResponseReturnValue:
    """Remove an entry."""
    desk, here = stores(), place(session)
    try:
        remove_entry(desk.office, session, here.by, entry, desk.now)
    except CommunityError as problem:
        return refused(problem.sentence)
    flash(_("Removed."))
    return redirect(url_for("information.home", session=session), 303)


def _typed_entry(session: Session) -> Entry:
    said = request.form
    word = said.get("kind", "")
    if word not in set(EntryKind):
        raise CommunityError(_("Say what kind of entry it is."))
    return Entry(
        kind=EntryKind(word),
        title=said.get("title", ""),
        starts_at=_moment(said.get("starts", ""), session.zone),
        ends_at=_moment(said.get("ends", ""), session.zone),
        place=said.get("place", ""),
        about=said.get("about", ""),
    )


def _moment(typed: str, zone: str) -> datetime | None:
    if not typed.strip():
        return None
    try:
        return datetime.fromisoformat(typed.strip()).replace(tzinfo=ZoneInfo(zone))
    except (ValueError, OverflowError) as problem:
        raise CommunityError(_("Write a day and an hour like this: 2027-02-13T09:00.")) from problem


def _page(here: Place, problem: str = "") -> str:
    desk, session = stores(), here.session
    entries = information_of(desk.office, session.id)
    now = desk.now
    return render_template(
        "community_information.html",
        here=here,
        dates=_dates(session, now),
        sections=[
            (kind, heading, [_view(one, session.zone, now) for one in entries if one.kind is kind])
            for kind, heading in _headings().items()
        ],
        kinds=_headings(),
        zone=zone_name(now, session.zone),
        problem=problem,
        typed=request.form,
    )


def _headings() -> dict[EntryKind, str]:
    return {
        EntryKind.INTENSIVE: _("Intensives: where we meet"),
        EntryKind.WEBINAR: _("Webinars"),
        EntryKind.RESOURCE: _("Resources"),
    }


def _dates(session: Session, now: datetime) -> list[tuple[str, str]]:
    dates = [
        (_("Opens") if now < session.opens_at else _("Opened"), session.opens_at),
        (_("Closes") if now <= session.closes_at else _("Closed"), session.closes_at),
    ]
    if session.late_days:
        dates.append((_("Late work until"), session.ends_at))
    return [(word, local_time(moment, session.zone)) for word, moment in dates]


def _view(entry: Entry, zone: str, now: datetime) -> EntryView:
    when = local_time(entry.starts_at, zone) if entry.starts_at else ""
    if entry.starts_at and entry.ends_at:
        when = time_span(entry.starts_at, entry.ends_at, zone)
    last = entry.ends_at or entry.starts_at
    link = is_link(entry.place)
    return EntryView(entry.id, entry.title, when, entry.place, link, entry.about, bool(last and last < now))
