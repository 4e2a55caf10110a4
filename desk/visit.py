"""Who is signed in: a signed cookie that names a person, made anew at every sign-in.

In: a person's id, where her JupyterLab is.  Out: her id in later requests.  Called by the pages. The cookie
holds no secret and nobody can write one without the office's key; scripts cannot read it (HttpOnly).
"""

from __future__ import annotations

import re
import secrets
from urllib.parse import urlsplit

from flask import session
from werkzeug.exceptions import Forbidden

from autograde.errors import PersonError
from autograde.people.staff import StaffMember
from desk.stores import stores

__all__ = [
    "lab_address",
    "own_computer",
    "sign_in",
    "sign_in_staff",
    "sign_out",
    "signed_in_name",
    "signed_in_person",
    "the_member",
    "the_person",
    "visiting_member",
]

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_PATH = re.compile(r"(/[A-Za-z0-9._~-]+)*/?")


def sign_in(person: str, lab: str | None = None) -> None:
    """Begin a visit of this person; whatever an earlier one left in the cookie is gone.

    lab: where her own JupyterLab is, if she came from there (see `own_computer`).
    """
    session.clear()
    session.permanent = True
    session["person"] = person
    session["visit"] = secrets.token_hex(8)  # so that no two visits have the same cookie
    if lab is not None:
        session["lab"] = lab


def sign_in_staff(member: StaffMember) -> None:
    """Begin a visit in which her roles count.

    They count in no other visit: who comes from her own JupyterLab is a learner there, whatever else she is,
    because what runs in a notebook could ask for that link too. A later change of her roles ends this visit.
    """
    sign_in(member.id)
    session["staff"] = member.since


def sign_out() -> None:
    """End the visit."""
    session.clear()


def signed_in_person() -> str | None:
    """The id of who is signed in, or None; also None once she was erased."""
    return None if signed_in_name() is None else str(session["person"])


def the_person() -> str:
    """The id of who is signed in, in a view that is open to nobody else (see access.py)."""
    return str(session["person"])


def visiting_member() -> StaffMember | None:
    """Who of the staff is visiting, or None; also None once her roles are others than when she signed in."""
    person, since = session.get("person"), session.get("staff")
    if not isinstance(person, str) or not isinstance(since, str):
        return None
    member = stores().staff.member(person)
    return member if member and member.since == since else None


def the_member() -> StaffMember:
    """Who of the staff is visiting, in a view that is open to nobody else."""
    member = visiting_member()
    if member is None:  # her role was taken away since the request began
        raise Forbidden
    return member


def signed_in_name() -> str | None:
    """The name of who is signed in, or None."""
    person = session.get("person")
    if not isinstance(person, str):
        return None
    if "staff" in session:
        member = visiting_member()
        return member.name if member else None
    try:
        return stores().people.name(person)
    except PersonError:
        return None


def lab_address() -> str | None:
    """Where this person's JupyterLab is: the one she came from, or else this desk's; None if neither."""
    own = session.get("lab")
    lab = own if isinstance(own, str) else stores().settings.lab_url
    return lab.rstrip("/") if lab else None


def own_computer(address: str | None) -> str | None:
    """Return the address of a JupyterLab on the visitor's own computer; None for any other address.

    A code that lets somebody in is sent there, so no address elsewhere is taken from a link.

    >>> own_computer("http://127.0.0.1:8888")
    'http://127.0.0.1:8888'
    >>> own_computer("https://lab.example.org") is None
    True
    """
    try:
        parts = urlsplit(address or "")
        port = parts.port
    except ValueError:
        return None
    plain = not (parts.query or parts.fragment or "@" in parts.netloc or "\\" in (address or ""))
    if parts.scheme != "http" or parts.hostname not in _LOOPBACK or port is None or not plain:
        return None
    if not _PATH.fullmatch(parts.path):
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"http://{host}:{port}{parts.path}".rstrip("/")
