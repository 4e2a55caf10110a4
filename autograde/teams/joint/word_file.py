"""A joint statement as a sheet: the clause, what both commit to, and who has signed this text.

In: a statement, its text, names by id, what each team calls itself. Out: a `Sheet` (../sheet.py makes the
file). Called by the desk and the command. A side that has not signed this text has a line to sign on.
"""

from __future__ import annotations

from collections.abc import Mapping

from autograde.sessions.local_time import local_time
from autograde.teams.joint.statement import JointStatement, Side
from autograde.teams.joint.writing import SECTIONS
from autograde.teams.plan.saves import PlanVersions, plan_sha256
from autograde.teams.sheet import Block, Sheet
from classroom.language import _

__all__ = ["section_title", "side_word", "statement_sheet"]


def section_title(section: str) -> str:
    """What a section of a statement is called."""
    return _("The clause") if section == "clause" else _("What both sides commit to")


def side_word(side: Side) -> str:
    """A side, in a word."""
    return _("Labor") if side is Side.LABOR else _("Management")


def statement_sheet(
    statement: JointStatement,
    plan: PlanVersions,
    team_names: Mapping[str, str],
    names: Mapping[str, str],
    workshop: str,
    zone: str,
) -> Sheet:
    """The statement as it stands. zone: by whose clock a signature is dated."""
    text = plan_sha256(plan)
    rows = []
    for side, team in statement.teams.items():
        name, when = "", _("not signed yet")
        if statement.signed(side, text):
            signed = statement.signatures[side]
            name, when = names.get(signed.by, _("(name erased)")), local_time(signed.at, zone)
        rows.append((side_word(side), team_names.get(team, team), name, when))
    blocks = [
        Block(section_title(name), tuple(one for one in str(plan.content(name)).split("\n\n") if one))
        for name in SECTIONS
    ]
    heading = _("Signed by both sides") if statement.in_force(text) else _("Signatures")
    columns = (_("Side"), _("Team"), _("Signed by"), _("When"))
    return Sheet(
        title=_("Joint statement: {clause}").format(clause=statement.clause),
        lead=workshop,
        blocks=(*blocks, Block(heading, columns=columns, rows=tuple(rows))),
        note=_("The signatures are of this text. Its mark is {mark}.").format(mark=text[:12]),
    )
