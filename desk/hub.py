"""A JupyterHub as the place where people sign in: who visits, and which roles the Hub gives her.

In: what the Hub says of a visitor. Out: `HubVisitor`s. Called by hub_door.py. jupyterhub is imported when a
desk runs as a service of a Hub: it is an optional package.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from autograde.people.staff import Role

__all__ = ["Hub", "HubVisitor", "JupyterHub", "roles_granted"]

SCOPE = "custom:desk:"
"""What the Hub's names of the desk's roles begin with; deploy/jupyterhub gives them to groups."""
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class HubVisitor:
    """Who signed in at the Hub: her account there, and the roles that the Hub grants her."""

    account: str
    roles: frozenset[Role]


class Hub(Protocol):
    """Where people sign in."""

    def sign_in_address(self, state: str) -> str:
        """Where a browser goes to sign in; it comes back with the same state and a code."""

    def visitor(self, code: str) -> HubVisitor | None:
        """Whose code that is; None when the Hub does not know it."""


def roles_granted(scopes: Iterable[str]) -> frozenset[Role]:
    """The roles among the scopes of a Hub.

    >>> roles_granted(["access:services!service=desk", "custom:desk:instructor"])
    frozenset({<Role.INSTRUCTOR: 'instructor'>})
    """
    return frozenset(role for role in Role if f"{SCOPE}{role}" in set(scopes))


class JupyterHub:
    """The Hub that started this process as one of its services.

    comes_back: the address of hub_door's `signed_in`, as it is written in the Hub's configuration.
    """

    def __init__(self, comes_back: str) -> None:
        from jupyterhub.services.auth import HubOAuth

        self._auth: Any = HubOAuth(cache_max_age=0, oauth_redirect_uri=comes_back)

    def sign_in_address(self, state: str) -> str:
        """The Hub's page, which lets a browser through at once when somebody is signed in there."""
        return f"{self._auth.login_url}&state={state}"

    def visitor(self, code: str) -> HubVisitor | None:
        """Ask the Hub whose code that is."""
        from tornado.web import HTTPError

        try:
            known = self._auth.user_for_token(self._auth.token_for_code(code, sync=True), sync=True)
        except HTTPError as problem:
            log.warning("the hub refused a code: %s", problem.reason or problem.status_code)
            return None
        return HubVisitor(str(known["name"]), roles_granted(known["scopes"])) if known else None
