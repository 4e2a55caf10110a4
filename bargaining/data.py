"""Read the data sets: find the folder, read a table, and check it against its descriptor.

The name of a data set and of one of its tables come in; rows of text go out, every one of them checked. What
does not fit is answered with one sentence that names the file, the row and the column. Rows are counted as a
spreadsheet shows them: the header is row 1.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from bargaining.errors import DataError
from bargaining.table_schema import TableSchema, table_schema

DESCRIPTOR = "datapackage.json"


def dataset_folder(name: str, datasets: Path | None = None) -> Path:
    """Return the folder of a data set.

    Looks in `datasets` when that is given; else in the installed package (`bargaining/_datasets`), else
    in the repository's `datasets/`. Raises `DataError` when there is no such data set, and lists those
    there are.

    >>> dataset_folder("harbor-bend").name
    'harbor-bend'
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise DataError(
            f"{name!r} is not the name of a data set; names are small letters, digits and hyphens."
        )
    places = [datasets] if datasets is not None else _usual_places()
    for place in places:
        if (place / name / DESCRIPTOR).is_file():
            return place / name
    there = ", ".join(dataset_names(datasets)) or "none"
    raise DataError(f'There is no data set "{name}"; there are: {there}.')


def read_table(dataset: str, resource: str, datasets: Path | None = None) -> list[dict[str, str]]:
    """Return the rows of one table of a data set, as text, after checking them against its descriptor.

    Each row maps column names to entries; a missing entry is "". Turn a number into a `Decimal` from its
    text. Raises `DataError` naming file, row and column when the file is not what the descriptor says:
    columns, types, and the constraints required, unique, minimum, maximum, enum and pattern, and the
    primary key.

    >>> read_table("harbor-bend", "schedule")[0]
    {'step': '1', 'lane': 'B', 'salary_dollars': '50000'}
    """
    return read_file(table_path(dataset, resource, datasets), dataset, resource, datasets)


def table_path(dataset: str, resource: str, datasets: Path | None = None) -> Path:
    """Return the file of a table, which lies in the folder of its data set.

    >>> table_path("harbor-bend", "schedule").name
    'schedule.csv'
    """
    folder = dataset_folder(dataset, datasets)
    return _inside(folder, _resource(folder, resource), resource)


def read_file(path: Path, dataset: str, resource: str, datasets: Path | None = None) -> list[dict[str, str]]:
    """Return the rows of a file that has the shape of a table of a data set, checked as that table is.

    Raises `DataError` as `read_table` does.
    """
    schema = schema_of(dataset, resource, datasets)
    rows = list(_rows(path, schema))
    _check_keys(path.name, rows, schema)
    return rows


def schema_of(dataset: str, resource: str, datasets: Path | None = None) -> TableSchema:
    """Return what a table of a data set promises: its columns and its primary key.

    >>> schema_of("harbor-bend", "schedule").primary_key
    ('step', 'lane')
    """
    described = _resource(dataset_folder(dataset, datasets), resource)
    return table_schema(described, f'{dataset}/{DESCRIPTOR}, resource "{resource}",')


def dataset_names(datasets: Path | None = None) -> list[str]:
    """Return the names of the data sets there are, in the order of the alphabet.

    >>> "harbor-bend" in dataset_names()
    True
    """
    places = [datasets] if datasets is not None else _usual_places()
    return sorted(
        {descriptor.parent.name for place in places for descriptor in place.glob(f"*/{DESCRIPTOR}")}
    )


def resource_names(dataset: str, datasets: Path | None = None) -> list[str]:
    """Return the names of the tables of a data set, in the order of its descriptor.

    >>> resource_names("harbor-bend")[:3]
    ['schedule', 'scattergram', 'index']
    """
    described = _resources(dataset_folder(dataset, datasets))
    return [str(resource.get("name")) for resource in described if not _is_document(resource)]


def document_names(dataset: str, datasets: Path | None = None) -> list[str]:
    """Return the names of the documents of a data set (its Markdown files), in the order of its descriptor.

    >>> document_names("harrow-falls")[:2]
    ['current-preamble', 'current-article-01']
    """
    described = _resources(dataset_folder(dataset, datasets))
    return [str(resource.get("name")) for resource in described if _is_document(resource)]


def read_document(dataset: str, name: str, datasets: Path | None = None) -> str:
    """Return the text of one document of a data set.

    Raises `DataError` when there is no such document, or its file cannot be read.

    >>> read_document("harrow-falls", "current-article-26").splitlines()[0]
    '# Article 26. Savings'
    """
    folder = dataset_folder(dataset, datasets)
    path = _inside(folder, _resource(folder, name), name)
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise DataError(
            f"{path.name} cannot be read as UTF-8 text ({problem}); save it as that."
        ) from problem


def _usual_places() -> list[Path]:
    """The folders that hold data sets: inside an installed package, and in the repository."""
    package = Path(__file__).resolve().parent
    return [package / "_datasets", package.parent / "datasets"]


def _resources(folder: Path) -> list[dict[str, Any]]:
    """Return what the descriptor says about each table."""
    where = f"{folder.name}/{DESCRIPTOR}"
    try:
        descriptor = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise DataError(f"{where} cannot be read as JSON ({problem}); mend it or copy it again.") from problem
    resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
    if not isinstance(resources, list) or not all(isinstance(resource, dict) for resource in resources):
        raise DataError(f'{where} has no list of "resources"; describe each table there.')
    return resources


def _is_document(resource: dict[str, Any]) -> bool:
    """Tell whether a resource is a text to read and not a table."""
    return resource.get("mediatype") == "text/markdown"


def _resource(folder: Path, name: str) -> dict[str, Any]:
    """Return what the descriptor says about one table."""
    resources = _resources(folder)
    for resource in resources:
        if resource.get("name") == name:
            return resource
    there = ", ".join(str(resource.get("name")) for resource in resources)
    raise DataError(f'The data set "{folder.name}" has no table "{name}"; it has: {there}.')


def _inside(folder: Path, described: dict[str, Any], resource: str) -> Path:
    """Return the path of a resource's file: beside the descriptor; a document may lie one folder down."""
    path = described.get("path")
    allowed = r"(\w[\w-]*/)?\w[\w.-]*" if _is_document(described) else r"[\w.-]+"
    if not isinstance(path, str) or PurePosixPath(path).is_absolute() or not re.fullmatch(allowed, path):
        raise DataError(
            f'{folder.name}/{DESCRIPTOR} gives "{resource}" the path {path!r}; '
            "it must be the name of a file beside the descriptor."
        )
    return folder / path


def _rows(path: Path, schema: TableSchema) -> Iterator[dict[str, str]]:
    """Read the file row by row; check the header, the number of entries, and each entry."""
    file = path.name
    names = [column.name for column in schema.columns]
    try:
        with path.open(encoding="utf-8-sig", newline="") as opened:
            lines = list(csv.reader(opened, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise DataError(
            f"{file} cannot be read as a UTF-8 CSV file ({problem}); save it as one."
        ) from problem
    if not lines or lines[0] != names:
        raise DataError(f"{file}, row 1: the columns must be {', '.join(names)}, in this order.")
    if len(lines) == 1:
        raise DataError(f"{file} has a header and no rows; it needs at least one row.")
    for number, entries in enumerate(lines[1:], start=2):
        if len(entries) != len(names):
            raise DataError(f"{file}, row {number} has {len(entries)} entries; it needs {len(names)}.")
        for column, entry in zip(schema.columns, entries, strict=True):
            if problem_words := column.problem(entry):
                raise DataError(f"{file}, row {number}, column {column.name}: the entry {problem_words}.")
        yield dict(zip(names, entries, strict=True))


def _check_keys(file: str, rows: list[dict[str, str]], schema: TableSchema) -> None:
    """Refuse a second row with the same key (the same step and lane twice would count people twice)."""
    for key in schema.keys:
        seen: dict[tuple[str, ...], int] = {}
        for number, row in enumerate(rows, start=2):
            entries = tuple(row[name] for name in key)
            if not any(entries):
                continue  # missing entries do not repeat each other
            if entries in seen:
                words = ", ".join(f"{name} {entry}" for name, entry in zip(key, entries, strict=True))
                raise DataError(
                    f"{file}, row {number}, column {' and '.join(key)}: {words} stands in row "
                    f"{seen[entries]} already; keep one of the two rows."
                )
            seen[entries] = number
