"""Newer figures that somebody brings along: checked like the school's own, kept in a folder beside them.

A CSV of the shape of a table comes in; it is checked against the table's descriptor and merged into
`<folder>/<data set>/<table>.csv`. Who wants to use added figures says so, by giving the folder: the questions
of a lesson never do, so that what one person added cannot change what another is asked.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from bargaining.data import dataset_names, read_file, read_table, resource_names, schema_of
from bargaining.errors import DataError

Row = Mapping[str, str]


@dataclass(frozen=True)
class Added:
    """What became of a file: the table it fits, its rows, and how many of them took the place of older
    ones.
    """

    dataset: str
    resource: str
    rows: int
    replaced: int


def rows_with_added(dataset: str, resource: str, added: Path | None = None) -> Sequence[Row]:
    """Return the rows of a table; with a folder of added figures, those first where they name the same thing.

    Rows are text, as `bargaining.data.read_table` gives them; do not change them, they are shared. Raises
    `DataError` when a file in the folder has become one that does not fit.

    >>> len(rows_with_added("ma-profile", "municipalities"))
    351
    """
    shipped = _shipped(dataset, resource)
    brought = _file(added, dataset, resource) if added is not None else None
    if brought is None or not brought.is_file():
        return shipped
    return _merged(shipped, read_file(brought, dataset, resource), schema_of(dataset, resource).primary_key)


def add_file(file: Path, folder: Path, table: str = "") -> Added:
    """Check a CSV file and keep its rows in the folder of added figures.

    `table` is the data set and the table, such as "ma-chapter70/districts"; empty, it is found by the columns
    of the file. A row that names the same thing as one added before takes its place. Nothing is written when
    anything is wrong: raises `DataError`.
    """
    if not file.is_file():
        raise DataError(f"There is no file {file}; check its name and its folder.")
    dataset, resource = _table_named(table) if table else _table_with_columns_of(file)
    rows = read_file(file, dataset, resource)
    _check_municipalities(file.name, dataset, rows)
    schema = schema_of(dataset, resource)
    if not schema.primary_key:
        raise DataError(
            f"The table {dataset}/{resource} has no key that tells rows apart; nothing is added to it."
        )
    kept = _file(folder, dataset, resource)
    before: Sequence[Row] = read_file(kept, dataset, resource) if kept.is_file() else []
    _write(kept, [column.name for column in schema.columns], _merged(before, rows, schema.primary_key))
    known = {_key(row, schema.primary_key) for row in (*before, *_shipped(dataset, resource))}
    replaced = sum(_key(row, schema.primary_key) in known for row in rows)
    return Added(dataset, resource, len(rows), replaced)


def _check_municipalities(file: str, dataset: str, rows: Sequence[Row]) -> None:
    """Refuse a municipality of Massachusetts that is spelled unlike the 351: its figures would never be
    found.
    """
    if not dataset.startswith("ma-") or "municipality" not in rows[0]:
        return
    codes = {row["municipality"]: row["dor_code"] for row in _shipped("ma-profile", "municipalities")}
    for number, row in enumerate(rows, start=2):
        name = row["municipality"]
        if name not in codes and name != "State":
            near = " or ".join(get_close_matches(name, codes, n=2)) or "another spelling"
            raise DataError(f'{file}, row {number}, column municipality: there is no "{name}"; use {near}.')
        if row.get("dor_code", codes.get(name)) != codes.get(name):
            raise DataError(
                f"{file}, row {number}, column dor_code: {name} has the code {codes[name]}, not "
                f"{row['dor_code']}; check which of the two is meant."
            )


@cache
def _shipped(dataset: str, resource: str) -> tuple[Row, ...]:
    """Read a table of the school once."""
    return tuple(read_table(dataset, resource))


def _file(folder: Path, dataset: str, resource: str) -> Path:
    return folder / dataset / f"{resource}.csv"


def _key(row: Row, columns: Iterable[str]) -> tuple[str, ...]:
    return tuple(row[column] for column in columns)


def _merged(before: Sequence[Row], after: Sequence[Row], key: Sequence[str]) -> tuple[Row, ...]:
    """Return the rows of both; where two have the same key, the later one, in the earlier one's place."""
    by_key = {_key(row, key): row for row in before} | {_key(row, key): row for row in after}
    return tuple(by_key.values())


def _write(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    with half.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    half.replace(path)


def _table_named(table: str) -> tuple[str, str]:
    """Split "data-set/table", and refuse one that is not there."""
    dataset, _, resource = table.partition("/")
    schema_of(dataset, resource)
    return dataset, resource


def _table_with_columns_of(file: Path) -> tuple[str, str]:
    """Find the table that has the columns of a file; say what is missing when it is nearly one."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            columns = next(csv.reader(opened), [])
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise DataError(
            f"{file.name} cannot be read as a UTF-8 CSV file ({problem}); save it as one."
        ) from problem
    shapes = {
        (dataset, resource): [column.name for column in schema_of(dataset, resource).columns]
        for dataset in dataset_names()
        for resource in resource_names(dataset)
    }
    fitting = [table for table, names in shapes.items() if names == columns]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        several = " or ".join("/".join(table) for table in fitting)
        raise DataError(f"{file.name} has the columns of several tables; say which it is: {several}.")
    nearest = max(shapes, key=lambda table: len(set(shapes[table]) & set(columns)))
    raise DataError(f"{file.name}, row 1: {_unlike(columns, shapes[nearest], '/'.join(nearest))}")


def _unlike(columns: Sequence[str], wanted: Sequence[str], table: str) -> str:
    """Say how the columns of a file differ from those of the table they are most like."""
    if 2 * len(set(columns) & set(wanted)) <= len(wanted):
        return "the columns are those of no table of the school; begin from a copy of the table you mean."
    missing = [name for name in wanted if name not in columns]
    if missing:
        return f"the columns are nearly those of {table}, but {', '.join(missing)} is missing; add it."
    more = [name for name in columns if name not in wanted]
    if more:
        return f"the columns are those of {table}, and {', '.join(more)} besides; take that out."
    return f"the columns are those of {table} in another order; it is {', '.join(wanted)}."
