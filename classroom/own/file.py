"""The file of what she types of her own contract: `own/<name>.json` in her workspace.

    {"format": 1, "name": "pay", "revision": 3, "saved_at": "2026-09-15T19:42:00-04:00", "values": {"rate":
    "$38.50"}}

In: texts as typed, by field.  Out: the same, later.  Called by the form of her own numbers.
Nothing here is ever part of answers.json, a packet, a log or a report.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from classroom.errors import AnswersError
from classroom.files import write_whole
from classroom.language import _
from classroom.sending.bundle import is_safe_name
from classroom.workspace import Workspace
from classroom.write_trouble import write_trouble

LONGEST_TEXT = 200


@dataclass(frozen=True)
class OwnValues:
    """What is kept: the text of each field, how often it was saved, and when."""

    values: Mapping[str, str] = field(default_factory=dict)
    revision: int = 0
    saved_at: datetime | None = None


@dataclass(frozen=True)
class OwnFile:
    """One file of her own numbers. `folder` is any folder inside the workspace (the part's).

    longest: how many characters of a text are kept.
    """

    folder: Path
    name: str
    longest: int = LONGEST_TEXT

    def __post_init__(self) -> None:
        if not is_safe_name(self.name):
            raise AnswersError(
                _("“{name}” cannot name a file. Use letters, digits and hyphens.").format(name=self.name)
            )

    @property
    def path(self) -> Path:
        """Where the file is (it need not exist)."""
        return Workspace.find(self.folder).own / f"{self.name}.json"

    def read(self) -> OwnValues:
        """Return what is kept; nothing when there is no file or it cannot be read."""
        try:
            content = json.loads(self.path.read_text(encoding="utf-8"))
            values = {str(key): str(text)[: self.longest] for key, text in content["values"].items()}
            return OwnValues(values, int(content["revision"]), datetime.fromisoformat(content["saved_at"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return OwnValues()

    def save(self, values: Mapping[str, str], saved_at: datetime) -> OwnValues:
        """Write the texts and return what is kept. Raises AnswersError with a sentence."""
        kept = {key: text.strip()[: self.longest] for key, text in values.items()}
        new = OwnValues(kept, self.read().revision + 1, saved_at)
        content = {
            "format": 1,
            "name": self.name,
            "revision": new.revision,
            "saved_at": saved_at.isoformat(),
            "values": kept,
        }
        data = json.dumps(content, indent=1, ensure_ascii=False).encode("utf-8", "replace")
        try:
            write_whole(self.path, data, mode=0o600)
        except OSError as error:
            raise AnswersError(write_trouble(error, self.path.parent)) from error
        return new
