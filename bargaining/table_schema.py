"""The columns that a data set promises: their types and constraints, read from its descriptor.

A resource of a `datapackage.json` (Data Package 2.0, https://datapackage.org/standard/table-schema/)
comes in; checkable columns go out. Called by `bargaining.data`. Every constraint is either checked or
refused: one that this reader does not know would otherwise be a promise that nobody keeps.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from bargaining.errors import DataError

_FORMS = {
    "string": (re.compile(r".*", re.DOTALL), "text"),
    "integer": (re.compile(r"-?\d+", re.ASCII), "a whole number in digits, such as 1200"),
    "number": (re.compile(r"-?\d+(\.\d+)?", re.ASCII), "a number in digits, such as 1200.5"),
}
_CONSTRAINTS = {"required", "unique", "minimum", "maximum", "enum", "pattern"}


@dataclass(frozen=True)
class Column:
    """One column: its name, its type ("string", "integer" or "number") and what its entries must keep to."""

    name: str
    type: str
    required: bool = False
    unique: bool = False
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    enum: tuple[str, ...] | None = None
    pattern: str | None = None

    def problem(self, entry: str) -> str | None:
        """Say what is wrong with one entry, or None. An empty entry is a missing one."""
        if entry == "":
            return "is empty, but every row needs an entry here" if self.required else None
        form, words = _FORMS[self.type]
        if not form.fullmatch(entry):
            return f'is "{entry}", but must be {words}'
        if self.enum is not None and entry not in self.enum:
            return f'is "{entry}", but must be one of {", ".join(self.enum)}'
        if self.pattern is not None and not re.fullmatch(self.pattern, entry):
            return f'is "{entry}", which does not have the form {self.pattern}'
        if self.minimum is not None and Decimal(entry) < self.minimum:
            return f"is {entry}, but must be at least {self.minimum}"
        if self.maximum is not None and Decimal(entry) > self.maximum:
            return f"is {entry}, but must be at most {self.maximum}"
        return None


@dataclass(frozen=True)
class TableSchema:
    """The columns of one table, in order, and the columns that together name a row (may be none)."""

    columns: tuple[Column, ...]
    primary_key: tuple[str, ...] = ()

    @property
    def keys(self) -> list[tuple[str, ...]]:
        """The groups of columns whose entries may not repeat in a second row."""
        single: list[tuple[str, ...]] = [(column.name,) for column in self.columns if column.unique]
        return [self.primary_key, *single] if self.primary_key else single


def table_schema(resource: Mapping[str, Any], where: str) -> TableSchema:
    """Read the schema of one resource of a descriptor.

    `where` names the descriptor and the resource in messages. Raises `DataError` when the schema is
    missing or holds a type or a constraint that is not checked here.
    """
    schema = resource.get("schema")
    if not isinstance(schema, dict) or not schema.get("fields"):
        raise DataError(f'{where} has no "schema" with "fields"; describe every column there.')
    columns = tuple(_column(field, where) for field in schema["fields"])
    primary_key = schema.get("primaryKey", [])
    names = {column.name for column in columns}
    if not isinstance(primary_key, list) or not names.issuperset(primary_key):
        raise DataError(f'In {where} the "primaryKey" must be a list of column names from its "fields".')
    return TableSchema(columns, tuple(primary_key))


def _column(field: Any, where: str) -> Column:
    """Read one field of a schema."""
    if not isinstance(field, dict) or not isinstance(field.get("name"), str):
        raise DataError(f'In {where} a column has no "name"; give each column one.')
    name, kind = field["name"], field.get("type")
    if kind not in _FORMS:
        raise DataError(
            f'In {where} the column "{name}" has the type {kind!r}; use one of {", ".join(_FORMS)}.'
        )
    try:
        column = Column(name, kind, **_constraints(field.get("constraints", {})))
    except (ValueError, TypeError, InvalidOperation, re.error) as problem:
        raise DataError(
            f'In {where} a constraint of the column "{name}" cannot be read: {problem}.'
        ) from problem
    if kind == "string" and (column.minimum is not None or column.maximum is not None):
        raise DataError(f'In {where} the column "{name}" is text and cannot have a minimum or a maximum.')
    return column


def _constraints(given: Mapping[str, Any]) -> dict[str, Any]:
    """Read the constraints of one field; raises whatever says best what cannot be read."""
    if unknown := sorted(set(given) - _CONSTRAINTS):
        raise ValueError(f'"{unknown[0]}" is not checked here, use {", ".join(sorted(_CONSTRAINTS))}')
    read = dict(given)
    for bound in {"minimum", "maximum"} & set(given):
        read[bound] = Decimal(str(given[bound]))
    if "enum" in given:
        read["enum"] = tuple(map(str, given["enum"]))
    if "pattern" in given:
        re.compile(given["pattern"])
    return read
