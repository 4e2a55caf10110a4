"""Reading a team's roster: who is in it, as what, and where she works.

In: the name and bytes of a file. Out: `TeamRoster`: lines with their row numbers, and every problem in a
sentence. Called by applying.py. Nothing of the office is read or changed here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from autograde.errors import PersonError, RecordsError, TeamError
from autograde.people.names import clean_email, clean_name, clean_place
from autograde.registration.roster_file import PLACES
from autograde.registration.table_file import NAMES, TableRow, name_in, read_table
from autograde.teams.details import MemberDetails
from autograde.teams.eligibility import TeamRole
from autograde.teams.meetings import check_zone
from classroom.language import _

__all__ = ["MemberLine", "TeamRoster", "read_team_roster"]

_COLUMNS = {
    **NAMES,
    **PLACES,
    "role": {"role", "team role", "role in the team"},
    "worksite": {"worksite", "site", "school", "building", "workplace", "hospital"},
    "job": {"job", "job title", "title", "position"},
    "zone": {"zone", "time zone", "timezone"},
}
_ROLES = {
    "": TeamRole.MEMBER,
    "member": TeamRole.MEMBER,
    "participant": TeamRole.MEMBER,
    "coordinator": TeamRole.COORDINATOR,
    "team coordinator": TeamRole.COORDINATOR,
    "lead": TeamRole.COORDINATOR,
    "deputy": TeamRole.DEPUTY,
    "deputy coordinator": TeamRole.DEPUTY,
}


@dataclass(frozen=True)
class MemberLine:
    """One member of a roster; `row` as a spreadsheet counts."""

    row: int
    name: str
    email: str
    affiliate: str
    local: str
    role: TeamRole
    details: MemberDetails

    @property
    def who(self) -> str:
        """What tells people of one file apart: the address, or the name where there is none."""
        return self.email.casefold() or self.name.casefold()


@dataclass(frozen=True)
class TeamRoster:
    """What a file says: its lines, its problems, and the headings that mean nothing here."""

    lines: tuple[MemberLine, ...]
    problems: tuple[str, ...]
    ignored: tuple[str, ...]


def read_team_roster(file_name: str, data: bytes) -> TeamRoster:
    """Read a team's roster. Raises RecordsError for a file that is no table, has no names or no roles."""
    table = read_table(file_name, data, _COLUMNS)
    if "role" not in table.kinds:
        raise RecordsError(
            _('{file}, row 1: no column "Role". It says who is the coordinator, and who a member.').format(
                file=file_name
            )
        )
    lines: list[MemberLine] = []
    problems: list[str] = []
    rows: dict[str, int] = {}
    for one in table.rows:
        try:
            line = _line(one)
        except (PersonError, TeamError) as problem:
            problems.append(_("Row {row}: {why}").format(row=one.row, why=problem.sentence))
            continue
        earlier = rows.setdefault(line.who, line.row)
        if earlier != line.row:
            problems.append(
                _(
                    "Row {row}: {who} stands in row {earlier} already. A team is of different people: keep "
                    "one of the two, or give each her own e-mail address."
                ).format(row=line.row, who=line.email or line.name, earlier=earlier)
            )
            continue
        lines.append(line)
    return TeamRoster(tuple(lines), tuple(problems), table.ignored)


def _line(one: TableRow) -> MemberLine:
    said = one.said
    return MemberLine(
        one.row,
        clean_name(name_in(said)),
        clean_email(said.get("email", "")),
        clean_place(said.get("affiliate", ""), _("affiliate")),
        clean_place(said.get("local", ""), _("local")),
        _role(said),
        MemberDetails(
            worksite=clean_place(said.get("worksite", ""), _("worksite")),
            job=clean_place(said.get("job", ""), _("job")),
            zone=check_zone(said["zone"]) if said.get("zone") else "",
        ),
    )


def _role(said: Mapping[str, str]) -> TeamRole:
    typed = " ".join(said.get("role", "").casefold().replace("-", " ").split())
    if typed not in _ROLES:
        raise TeamError(
            _('"{role}" is no role here. Write coordinator, deputy or member.').format(role=said["role"])
        )
    return _ROLES[typed]
