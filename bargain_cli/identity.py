"""Who is at the command: `--as`, or the key that `bargain sign-in` left in her own home folder.

In: what was typed, the office. Out: the id of a staff person with the right role, or one sentence that says
what to do. Called by every command that changes records. (Whoever may run this command under the office's
account can read and write its files: the name says who did it, the rights of the account say who can.)
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from autograde.office import Office
    from autograde.people.staff import Role, Staff, StaffMember

ActorOption = Annotated[
    str,
    typer.Option(
        "--as",
        envvar="BARGAIN_ACTOR",
        help="Who does this: id, e-mail address or name of a staff person; whoever signed in if left out.",
    ),
]

__all__ = ["ActorOption", "forget_key", "keep_key", "key_file", "the_actor"]


def the_actor(office: Office, named: str, *roles: Role) -> str:
    """The id of whoever does this. Raises NotAllowed for a stranger, or somebody without any of the roles."""
    from autograde.people.staff import Staff

    staff = Staff(office.records())
    member = staff.find(named) if named else _signed_in(office, staff)
    staff.check(member.id, *roles)
    return member.id


def key_file() -> Path:
    """Where the key of whoever is signed in is kept: BARGAIN_KEY_FILE, or a file in her home folder."""
    named = os.environ.get("BARGAIN_KEY_FILE")
    config = Path(os.environ.get("XDG_CONFIG_HOME") or "~/.config").expanduser()
    return Path(named) if named else config / "bargain" / "key"


def keep_key(token: str) -> Path:
    """Keep a key so that only its owner can read it."""
    from classroom.files import write_whole

    path = key_file()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(path, token.encode(), mode=0o600)
    return path


def forget_key() -> str | None:
    """Delete the key and return what it was; None when there was none."""
    path = key_file()
    if not path.is_file():
        return None
    token = path.read_text(encoding="utf-8").strip()
    path.unlink()
    return token


def _signed_in(office: Office, staff: Staff) -> StaffMember:
    from autograde.errors import NotAllowed
    from autograde.people.register import People

    path = key_file()
    if not path.is_file():
        staff.find(staff.all()[0].id if staff.all() else "")  # says how to begin where nobody is known
        raise NotAllowed(
            "Say who does this: name yourself with --as, or sign in once with `bargain sign-in CODE`; "
            "program staff make the code with `bargain staff link`."
        )
    _check_rights(path)
    person = People(office.records()).who(path.read_text(encoding="utf-8").strip())
    member = staff.member(person) if person else None
    if member is None:
        raise NotAllowed(
            f"The key in {path} is not known to the office at {office.home}. "
            "Sign in again: bargain sign-in CODE."
        )
    return member


def _check_rights(path: Path) -> None:
    """A key that others can read is no key."""
    from autograde.errors import NotAllowed

    if os.name != "posix":
        return
    held = path.stat()
    if held.st_uid != os.geteuid() or stat.S_IMODE(held.st_mode) & 0o077:
        raise NotAllowed(
            f"The key in {path} can be read by others or belongs to somebody else. "
            f"Close it (chmod 600 {path}), or sign in again."
        )
