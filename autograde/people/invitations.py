"""Invitations: a code that lets one person into one session, once, until a date.

In: an open transaction. Out: codes and session ids. Called by people/register.py.
"""

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from autograde.errors import InvitationError
from autograde.ledger.tables import course_session, invitation
from autograde.people.codes import code_hash, new_code
from autograde.sessions.calendar import get_session
from autograde.sessions.dates import Acceptance, Session
from autograde.sessions.local_time import local_time
from classroom.language import _

__all__ = ["create", "session_of", "use"]


def create(connection: Connection, session: str, created_at: datetime, expires_at: datetime) -> str:
    """Make an invitation and return its code; InvitationError when it would expire before it begins."""
    get_session(connection, session)
    if expires_at <= created_at:
        raise InvitationError(_("An invitation must expire after it is made."))
    code = new_code()
    connection.execute(
        insert(invitation).values(
            code_sha256=code_hash(code), session=session, created_at=created_at, expires_at=expires_at
        )
    )
    return code


def session_of(connection: Connection, code: str, now: datetime) -> Session:
    """The session an invitation leads to; raises InvitationError when it would not be taken."""
    query = select(invitation, course_session.c.zone).join(course_session)
    row = connection.execute(query.where(invitation.c.code_sha256 == code_hash(code))).one_or_none()
    if row is None:
        raise InvitationError(
            _("We do not know this invitation. Please open the link again, just as it was sent to you.")
        )
    if row.used_at is not None:
        raise InvitationError(
            _(
                "This invitation was used on {when}. If that was you, open the school in your JupyterLab; "
                "if not, ask for a new invitation."
            ).format(when=local_time(row.used_at, row.zone))
        )
    if now > row.expires_at:
        raise InvitationError(
            _("This invitation expired on {when}. Please ask for a new one.").format(
                when=local_time(row.expires_at, row.zone)
            )
        )
    session = get_session(connection, row.session)
    if session.accepts(now) is Acceptance.CLOSED:
        raise InvitationError(
            _('"{title}" ended on {when}. Please ask when it is given next.').format(
                title=session.title, when=local_time(session.ends_at, session.zone)
            )
        )
    return session


def use(connection: Connection, code: str, person: str, now: datetime) -> None:
    """Mark an invitation as used by that person; raises InvitationError when somebody was quicker."""
    unused = (invitation.c.code_sha256 == code_hash(code)) & invitation.c.used_at.is_(None)
    if connection.execute(update(invitation).where(unused).values(used_at=now, person=person)).rowcount != 1:
        raise InvitationError(_("This invitation has just been used. Please ask for a new one."))
