"""The summary of prices that a member attaches to her team's plan: a table of the costing course.

In: the name and bytes of a file. Out: rows for the section that takes one: number, proposal, cost. Called by
the desk. What is attached is kept like any other save of the section, with who and when.
"""

from __future__ import annotations

from autograde.errors import TeamError
from autograde.registration.table_file import read_table
from autograde.teams.plan.typed import number_in
from classroom.language import _

__all__ = ["read_summary"]

_COLUMNS = {
    "number": {"number", "no", "number in the workbook", "id"},
    "name": {"proposal", "title", "item", "name"},
    "cost": {"cost over base dollars", "cost over base", "cost", "cost dollars"},
}


def read_summary(file_name: str, data: bytes, most_rows: int) -> tuple[tuple[str, str, str], ...]:
    """Read a summary: each row a number, a proposal and what it costs in dollars over the base year.

    Raises RecordsError for a file that is no table, TeamError for a column that is missing, a row without a
    number or a cost, a number that stands twice, and more rows than the section takes.
    """
    table = read_table(file_name, data, _COLUMNS)
    missing = sorted({"number", "cost"} - table.kinds)
    if missing:
        raise TeamError(
            _('{file}, row 1: a summary has the columns "Number", "Proposal" and "Cost over base".').format(
                file=file_name
            )
        )
    rows: dict[str, tuple[str, str, str]] = {}
    for one in table.rows:
        number, cost = one.said.get("number", ""), one.said.get("cost", "")
        if not number or number in rows:
            raise TeamError(
                _("{file}, row {row}: each proposal has a number of its own.").format(
                    file=file_name, row=one.row
                )
            )
        if number_in(cost.removeprefix("-")) is None:
            raise TeamError(
                _('{file}, row {row}: "{cost}" is no amount of dollars.').format(
                    file=file_name, row=one.row, cost=cost[:40]
                )
            )
        rows[number] = (number, one.said.get("name", ""), cost)
    if not 0 < len(rows) <= most_rows:
        raise TeamError(
            _("{file} has {n} proposals. A summary has 1 to {most}.").format(
                file=file_name, n=len(rows), most=most_rows
            )
        )
    return tuple(rows.values())
