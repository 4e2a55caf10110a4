"""A copy of everything held about one person, as a zip that she can be given.

In: the office and a person. Out: bytes. Called by the command.
"""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import asdict
from typing import Any

from autograde.ledger.moments import moment_to_text
from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.people.register import People
from autograde.personal.holdings import holdings

__all__ = ["copy_of"]


def copy_of(office: Office, person: str) -> bytes:
    """A zip: person.json (name, address, places), events.json (her chain), and every file held about her.

    Raises PersonError when nobody has the id.
    """
    who = People(office.records()).person(person)
    events = Ledger(office.records()).events()
    hers = [event for event in events if event.person == person]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("person.json", _json(asdict(who)))
        archive.writestr("events.json", _json([_event(vars(event)) for event in hers]))
        for holding in holdings(office, person, events):
            files = (
                sorted(path for path in holding.path.rglob("*") if path.is_file())
                if holding.path.is_dir()
                else [holding.path]
            )
            for path in files:
                archive.write(path, path.relative_to(office.home).as_posix())
    return out.getvalue()


def _event(fields: dict[str, Any]) -> dict[str, Any]:
    times = {name: moment_to_text(fields[name]) for name in ("occurred_at", "recorded_at")}
    return fields | times | {"kind": str(fields["kind"]), "body": dict(fields["body"])}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
