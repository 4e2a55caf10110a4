"""How long each class of what people wrote is kept; afterwards it is erased, and the ledger stays.

In: <office>/retention.toml, a moment. Out: what is due, and after `carry_out`, an event for each person
concerned. Called by the command. Without the file, or where it says "unset", nothing is ever due: how long
is the program's decision, and rules differ (three, five and seven years are in use).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from autograde.errors import OfficeError
from autograde.ledger.events import OFFICE, EventKind, NewEvent
from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.personal.erase import remove
from autograde.personal.holdings import Holding, Keep, holdings
from autograde.program.outside import OUTSIDE
from autograde.toml_reader import read_toml
from classroom.language import _

__all__ = ["RETENTION_FILE", "carry_out", "due", "read_retention"]

RETENTION_FILE = "retention.toml"


def read_retention(home: Path) -> dict[Keep, timedelta]:
    """The days each class is kept; a class that is not in it is kept for ever.

    Raises OfficeError, with file and line, for a slip.
    """
    path = home / RETENTION_FILE
    if not path.exists():
        return {}
    fields, _data = read_toml(path, OfficeError)
    kept: dict[Keep, timedelta] = {}
    for keep in Keep:
        key = keep.value.replace(" ", "_") + "_days"
        if isinstance(fields.values.get(key), int):
            kept[keep] = timedelta(days=fields.whole(key, 1, 36_500))
        elif key in fields.values and fields.text(key) != "unset":
            fields.refuse(key, _('it must be a whole number of days, or "unset"'))
    fields.finish()
    return kept


def due(office: Office, kept: Mapping[Keep, timedelta], now: datetime) -> dict[str, list[Holding]]:
    """What has been kept long enough, by person."""
    events = Ledger(office.records()).events()
    people = dict.fromkeys(event.person for event in events if event.person != OFFICE)
    found = {
        person: [
            holding
            for holding in holdings(office, person, events)
            if holding.keep in kept and holding.at + kept[holding.keep] <= now
        ]
        for person in people
    }
    return {person: some for person, some in found.items() if some}


def carry_out(office: Office, found: Mapping[str, list[Holding]], actor: str, now: datetime) -> None:
    """Erase what is due and put on record what went."""
    ledger = Ledger(office.records())
    for person, some in found.items():
        for holding in some:
            remove(holding.path)
        times = len(ledger.events(person, kinds={EventKind.RETENTION_ENDED}))
        ledger.append(
            NewEvent(
                key=f"retention:{person}:{times + 1}",
                person=person,
                session=OUTSIDE,
                kind=EventKind.RETENTION_ENDED,
                occurred_at=now,
                actor=actor,
                body={"counts": dict(Counter(holding.keep.value for holding in some))},
            )
        )
