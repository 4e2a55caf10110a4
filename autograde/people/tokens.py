"""Tokens and one-time codes: what a person's own JupyterLab and browser show to be let in again.

In: an open transaction. Out: tokens, codes and person ids. Called by people/register.py.
"""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from autograde.errors import CodeError, PersonError
from autograde.ledger.tables import one_time_code, person
from autograde.ledger.tables import token as tokens
from autograde.people.codes import code_hash, new_code, new_token, token_hash
from classroom.language import _

__all__ = ["create", "create_code", "forget_codes", "owner", "redeem_code", "revoke", "revoke_all"]


def create(connection: Connection, person_id: str) -> str:
    """A new token; raises PersonError when nobody has the id."""
    _known(connection, person_id)
    token = new_token()
    connection.execute(insert(tokens).values(token_sha256=token_hash(token), person=person_id, revoked=0))
    return token


def owner(connection: Connection, token: str) -> str | None:
    """Whose token that is, or None."""
    mine = (tokens.c.token_sha256 == token_hash(token)) & (tokens.c.revoked == 0)
    return connection.scalar(select(tokens.c.person).where(mine))


def revoke(connection: Connection, token: str) -> None:
    """Make a token useless."""
    connection.execute(update(tokens).where(tokens.c.token_sha256 == token_hash(token)).values(revoked=1))


def revoke_all(connection: Connection, person_id: str) -> None:
    """Make all tokens of a person useless."""
    connection.execute(update(tokens).where(tokens.c.person == person_id).values(revoked=1))


def create_code(connection: Connection, person_id: str, purpose: str, expires_at: datetime) -> str:
    """A new one-time code; raises PersonError when nobody has the id."""
    _known(connection, person_id)
    code = new_code()
    connection.execute(
        insert(one_time_code).values(
            code_sha256=code_hash(code), person=person_id, purpose=purpose, expires_at=expires_at
        )
    )
    return code


def redeem_code(connection: Connection, code: str, purpose: str, now: datetime) -> str:
    """Use a code and return whose it is; CodeError when it is unknown, used, old or for another purpose."""
    mine = (one_time_code.c.code_sha256 == code_hash(code)) & (one_time_code.c.purpose == purpose)
    row = connection.execute(select(one_time_code).where(mine)).one_or_none()
    again = _("Please go back to the page you came from and press its button once more.")
    if row is None:
        raise CodeError(_("We do not know this link.") + " " + again)
    if row.used_at is not None:
        raise CodeError(_("This link was used already; it works once.") + " " + again)
    if now > row.expires_at:
        raise CodeError(_("This link is too old.") + " " + again)
    unused = mine & one_time_code.c.used_at.is_(None)
    if connection.execute(update(one_time_code).where(unused).values(used_at=now)).rowcount != 1:
        raise CodeError(_("This link was used already; it works once.") + " " + again)
    return str(row.person)


def forget_codes(connection: Connection, person_id: str) -> None:
    """Make the codes of a person that were not used yet useless."""
    connection.execute(
        delete(one_time_code).where(one_time_code.c.person == person_id, one_time_code.c.used_at.is_(None))
    )


def _known(connection: Connection, person_id: str) -> None:
    if connection.scalar(select(person.c.id).where(person.c.id == person_id)) is None:
        raise PersonError(_('Nobody here has the id "{id}".').format(id=person_id))
