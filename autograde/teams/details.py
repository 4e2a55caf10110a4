"""What a team is called, and where each member works: kept apart from the ledger, so that it can be erased.

    <office>/teams/<team>/team.json              what the team calls itself
    <office>/teams/<team>/members/<person>.json  worksite, job and time zone of one member
    <office>/teams/<team>/plan/                  the plan (see plan/saves.py)

In: the office, a team. Out: values. Called by applying.py, the desk and reports. Files are readable by the
office's own account only.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from autograde.errors import TeamError
from autograde.office import Office
from classroom.files import write_whole
from classroom.language import _

__all__ = [
    "MemberDetails",
    "keep_details",
    "keep_team_name",
    "member_details",
    "member_file",
    "team_folder",
    "team_name",
]

_TEAM = re.compile(r"t-[0-9a-f]{12}")


@dataclass(frozen=True)
class MemberDetails:
    """Where a member works, as what, and by which clock; empty where she has not said."""

    worksite: str = ""
    job: str = ""
    zone: str = ""


def team_folder(office: Office, team: str) -> Path:
    """The folder of a team; raises TeamError for what is not the id of one."""
    if not _TEAM.fullmatch(team):
        raise TeamError(_('"{team}" is not the id of a team (t- and twelve characters).').format(team=team))
    return office.home / "teams" / team


def keep_team_name(office: Office, team: str, name: str) -> None:
    """Keep what a team calls itself."""
    _write(team_folder(office, team) / "team.json", {"name": name})


def team_name(office: Office, team: str) -> str:
    """What a team calls itself; its id once that was erased."""
    return str(_read(team_folder(office, team) / "team.json").get("name", team))


def member_file(office: Office, team: str, person: str) -> Path:
    """Where the details of one member are kept."""
    return team_folder(office, team) / "members" / f"{person}.json"


def keep_details(office: Office, team: str, person: str, details: MemberDetails) -> None:
    """Keep where a member works, and her clock."""
    _write(member_file(office, team, person), asdict(details))


def member_details(office: Office, team: str, person: str) -> MemberDetails:
    """Where a member works, and her clock; empty once that was erased."""
    read = _read(member_file(office, team, person))
    return MemberDetails(str(read.get("worksite", "")), str(read.get("job", "")), str(read.get("zone", "")))


def _write(path: Path, content: dict[str, Any]) -> None:
    folder = path.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(path, json.dumps({"format": 1, **content}, ensure_ascii=False).encode(), mode=0o600)


def _read(path: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(path.read_bytes()))
    except FileNotFoundError:
        return {}
