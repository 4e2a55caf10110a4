"""Archived runs, and what instructors wrote: kept by id, apart from the ledger, so that it can be erased.

    <office>/evidence/<sha256>.ipynb      an executed notebook, named by its hash
    <office>/comments/<comment id>.json   what an instructor wrote about a memo

In: the office. Out: paths and texts. Called by grade.py, marking and the feedback page. Files are readable
by the office's own account only; the ledger holds their ids.
"""

import hashlib
import json
import secrets
from pathlib import Path

from autograde.office import Office
from classroom.files import write_whole

__all__ = ["archive_run", "archived_run", "comment_text", "forget_comment", "keep_comment"]


def archive_run(office: Office, executed: Path) -> str:
    """Keep an executed notebook and return its sha256, which is its name."""
    data = executed.read_bytes()
    name = hashlib.sha256(data).hexdigest()
    write_whole(office.evidence / f"{name}.ipynb", data, mode=0o600)
    return name


def archived_run(office: Office, run_sha256: str) -> Path | None:
    """The archived notebook of that hash; None when it was erased, or is not what it was."""
    path = office.evidence / f"{run_sha256}.ipynb"
    if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != run_sha256:
        return None
    return path


def keep_comment(office: Office, text: str) -> str:
    """Keep what an instructor wrote and return its new id, which says nothing about it."""
    comment_id = f"c-{secrets.token_hex(8)}"
    content = json.dumps({"format": 1, "text": text}, ensure_ascii=False)
    write_whole(_comment(office, comment_id), content.encode(), mode=0o600)
    return comment_id


def comment_text(office: Office, comment_id: str) -> str | None:
    """The text of a comment; None when it was erased."""
    try:
        return str(json.loads(_comment(office, comment_id).read_bytes())["text"])
    except FileNotFoundError:
        return None


def forget_comment(office: Office, comment_id: str) -> None:
    """Erase a comment; the ledger keeps that it was given."""
    _comment(office, comment_id).unlink(missing_ok=True)


def _comment(office: Office, comment_id: str) -> Path:
    folder = office.home / "comments"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"{comment_id}.json"
