"""The information of a session as staff write it in a TOML file.

    [[entry]]
    kind = "intensive"                # or "webinar", "resource"
    title = "Winter intensive"
    starts = 2027-02-13T09:00:00      # by the clock of the session's zone, without quotes
    ends = 2027-02-13T16:00:00
    place = "Harbor Union Hall, 12 Dock Street"
    about = "Bring your own contract."

In: a path, the session's zone. Out: entries. Called by the command.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from autograde.community.information import Entry, EntryKind
from autograde.errors import CommunityError
from autograde.toml_reader import Fields, read_toml
from classroom.language import _

__all__ = ["read_information"]


def read_information(path: Path, zone: str) -> list[Entry]:
    """The entries of a file. Raises CommunityError, with file and line, for a slip."""
    fields, _data = read_toml(path, CommunityError)
    entries = [_entry(table, zone) for table in fields.tables("entry")]
    fields.finish()
    return entries


def _entry(table: Fields, zone: str) -> Entry:
    word = table.text("kind")
    if word not in set(EntryKind):
        table.refuse("kind", _("it must be one of: {kinds}").format(kinds=", ".join(EntryKind)))
    entry = Entry(
        kind=EntryKind(word),
        title=table.text("title"),
        starts_at=_moment(table, "starts", zone),
        ends_at=_moment(table, "ends", zone),
        place=table.text("place", ""),
        about=table.text("about", ""),
    )
    table.finish()
    return entry


def _moment(table: Fields, key: str, zone: str) -> datetime | None:
    table.taken.add(key)
    value = table.values.get(key)
    if value is None:
        return None
    if not isinstance(value, datetime):
        table.refuse(key, _("it must be a day and an hour such as 2027-02-13T09:00:00, without quotes"))
    return value if value.tzinfo else value.replace(tzinfo=ZoneInfo(zone))
