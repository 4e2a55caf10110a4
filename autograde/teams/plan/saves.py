"""Every version of every section of a plan, and what counts now. Two who write at once both keep their text.

In: the office, a team, what somebody wrote, and which version she began from. Out: `PlanVersions`. Called by
the desk, handing_in.py and reports.

    <office>/teams/<team>/plan/<number>.json   one save, never changed

Whoever saves says which version she began from. If that is still the newest of the section, hers becomes the
newest. If somebody else saved in between, hers is kept *beside* the newest, and stays there until a later
save says that it has taken it in. So nothing that anybody wrote is ever replaced by somebody who had not seen
it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from autograde.errors import TeamError
from autograde.ledger.chain import canonical
from autograde.ledger.moments import moment_from_text, moment_to_text
from autograde.office import Office
from autograde.teams.details import team_folder
from classroom.files import write_whole
from classroom.language import _

__all__ = [
    "Content",
    "PlanVersions",
    "Save",
    "SectionVersions",
    "plan_of",
    "plan_sha256",
    "read_plan",
    "row",
    "save_section",
    "saves_by",
]

Content: TypeAlias = "str | tuple[tuple[str, ...], ...]"
"""A text, or the rows of a table as they were typed."""

MOST_CHARACTERS = 10_000
MOST_IN_A_CELL = 300


@dataclass(frozen=True)
class Save:
    """One save of one section. `base`: the save she began from, 0 for none; `took_in`: those beside it that
    are now in hers.
    """

    number: int
    section: str
    base: int
    by: str
    at: datetime
    content: Content
    took_in: frozenset[int] = frozenset()


@dataclass(frozen=True)
class SectionVersions:
    """What counts in a section, what lies beside it, and every earlier version, the oldest first."""

    newest: Save | None = None
    beside: tuple[Save, ...] = ()
    earlier: tuple[Save, ...] = ()


@dataclass(frozen=True)
class PlanVersions:
    """A plan as it stands; `last` is the number of its last save."""

    last: int = 0
    sections: Mapping[str, SectionVersions] = field(default_factory=dict)

    def section(self, name: str) -> SectionVersions:
        """The versions of one section; none where nothing was saved."""
        return self.sections.get(name, SectionVersions())

    def content(self, name: str) -> Content:
        """What counts in a section; empty where nothing was saved."""
        newest = self.section(name).newest
        return "" if newest is None else newest.content

    @property
    def unjoined(self) -> list[str]:
        """The sections in which a text lies beside the one that counts."""
        return [name for name, one in self.sections.items() if one.beside]


def plan_of(saves: Iterable[Save]) -> PlanVersions:
    """The plan that these saves make, in the order of their numbers. Pure."""
    sections: dict[str, SectionVersions] = {}
    last = 0
    for save in saves:
        last = save.number
        before = sections.get(save.section, SectionVersions())
        base = before.newest.number if before.newest else 0
        if save.base != base:
            sections[save.section] = SectionVersions(before.newest, (*before.beside, save), before.earlier)
            continue
        joined = [one for one in before.beside if one.number in save.took_in]
        sections[save.section] = SectionVersions(
            newest=save,
            beside=tuple(one for one in before.beside if one not in joined),
            earlier=(*before.earlier, *([before.newest] if before.newest else []), *joined),
        )
    return PlanVersions(last, sections)


def read_plan(office: Office, team: str, until: int | None = None) -> PlanVersions:
    """The plan of a team as it stands, or as it stood after the save `until`."""
    return plan_of(save for save in _saves(office, team) if until is None or save.number <= until)


def saves_by(office: Office, team: str, person: str) -> list[Save]:
    """What one person has written in a plan, the oldest first."""
    return [save for save in _saves(office, team) if save.by == person]


def save_section(
    office: Office,
    team: str,
    section: str,
    content: Content,
    base: int,
    by: str,
    now: datetime,
    took_in: Collection[int] = (),
) -> PlanVersions:
    """Keep what somebody wrote and return the plan as it then stands. What changes nothing is not kept.

    Under the office's lock, so that every save has a number of its own. Raises TeamError for too much at
    once.
    """
    _check_size(content)
    with office.writer():
        before = read_plan(office, team)
        versions = before.section(section)
        if not took_in and content in (before.content(section), *(one.content for one in versions.beside)):
            return before
        save = Save(before.last + 1, section, base, by, now, content, frozenset(took_in))
        path = team_folder(office, team) / "plan" / f"{save.number:06d}.json"
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, json.dumps(row(save), ensure_ascii=False).encode(), mode=0o600)
        return read_plan(office, team)


def plan_sha256(plan: PlanVersions) -> str:
    """The hash of what counts in every section."""
    counts = {name: one.newest.content for name, one in plan.sections.items() if one.newest}
    return hashlib.sha256(canonical(counts).encode()).hexdigest()


def _saves(office: Office, team: str) -> list[Save]:
    folder = team_folder(office, team) / "plan"
    return [_read(json.loads(path.read_bytes())) for path in sorted(folder.glob("[0-9]*.json"))]


def _check_size(content: Content) -> None:
    if isinstance(content, str):
        if len(content) > MOST_CHARACTERS:
            raise TeamError(
                _("This text is longer than {most:,} characters. Please shorten it.").format(
                    most=MOST_CHARACTERS
                )
            )
    elif any(len(cell) > MOST_IN_A_CELL for row in content for cell in row):
        raise TeamError(
            _("A cell holds more than {most} characters. Please shorten it.").format(most=MOST_IN_A_CELL)
        )


def row(save: Save) -> dict[str, object]:
    """A save as it is kept."""
    return {
        **vars(save),
        "format": 1,
        "at": moment_to_text(save.at),
        "took_in": sorted(save.took_in),
    }


def _read(kept: Mapping[str, object]) -> Save:
    content = kept["content"]
    assert isinstance(content, (str, list))  # noqa: S101 - we wrote it
    return Save(
        number=int(str(kept["number"])),
        section=str(kept["section"]),
        base=int(str(kept["base"])),
        by=str(kept["by"]),
        at=moment_from_text(str(kept["at"])),
        content=content if isinstance(content, str) else tuple(tuple(map(str, line)) for line in content),
        took_in=frozenset(kept["took_in"]),  # type: ignore[call-overload]
    )
