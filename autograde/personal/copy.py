"""A copy of everything held about one person, as a zip that she can be given.

In: the office and a person. Out: bytes. Called by the command.
"""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import asdict
from typing import Any

from autograde.community.files import file_path
from autograde.community.held import held_in_communities
from autograde.ledger.events import EventKind
from autograde.ledger.moments import moment_to_text
from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.people.register import People
from autograde.personal.holdings import holdings
from autograde.teams.plan.saves import row, saves_by

__all__ = ["copy_of"]


def copy_of(office: Office, person: str) -> bytes:
    """A zip with everything held about somebody.

    person.json (name, address, places), events.json (her chain), every file held about her, what she wrote in
    the plans of teams, and community.json (her posts, the lists she is on) with the files she shared.

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
        community = held_in_communities(office, person)
        archive.writestr("community.json", _json(community))
        for file in community["files"]:
            path = file_path(office, file["session"], file["id"])
            if path.is_file():
                archive.write(path, f"community/{file['id']}-{file['name']}")
        for team in dict.fromkeys(
            str(event.body["team"]) for event in hers if event.kind is EventKind.TEAM_JOINED
        ):
            # The plan is the whole team's; what she wrote in it is hers too.
            written = [row(save) for save in saves_by(office, team, person)]
            archive.writestr(f"teams/{team}/plan-{person}.json", _json(written))
    return out.getvalue()


def _event(fields: dict[str, Any]) -> dict[str, Any]:
    times = {name: moment_to_text(fields[name]) for name in ("occurred_at", "recorded_at")}
    return fields | times | {"kind": str(fields["kind"]), "body": dict(fields["body"])}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
