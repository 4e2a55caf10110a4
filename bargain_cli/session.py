"""`bargain session`: open a course session, list sessions, invite learners, release parts again."""

from datetime import datetime, timedelta
from typing import Annotated

import typer

from bargain_cli import session_community
from bargain_cli.identity import ActorOption, the_actor
from bargain_cli.options import CURRICULUM, HOME, CurriculumOption, HomeOption, now, the_courses, the_office

app = typer.Typer(
    help="Course sessions: dates, invitations and the parts released in them.", no_args_is_help=True
)
app.command("information")(session_community.information)
app.add_typer(session_community.files, name="file")
SessionArgument = Annotated[
    str, typer.Argument(help="The id of the session, for example costing-2027-spring.")
]


@app.command("open")
def open_(
    session: SessionArgument,
    course: Annotated[str, typer.Option(help="The id of the course.")] = "costing",
    title: Annotated[str, typer.Option(help="What learners read.")] = "",
    opens: Annotated[
        datetime | None, typer.Option(help="Opening moment in the session's zone; now if left out.")
    ] = None,
    closes: Annotated[
        datetime | None, typer.Option(help="Closing moment; 12 weeks later if left out.")
    ] = None,
    zone: Annotated[
        str, typer.Option(help="Time zone of the session, for example America/New_York.")
    ] = "America/New_York",
    late_days: Annotated[int, typer.Option(help="Days after closing in which late work is still taken.")] = 7,
    actor: ActorOption = "",
    home: HomeOption = HOME,
    curriculum: CurriculumOption = CURRICULUM,
) -> None:
    """Open a session of a course and release its parts."""
    from autograde.people.staff import Role
    from autograde.sessions.opening import open_session

    office, courses = the_office(home), the_courses(curriculum)
    by = the_actor(office, actor, Role.STAFF)
    starts = _in_zone(opens, zone) or now()
    opened = open_session(
        office,
        courses,
        course,
        session,
        title=title,
        opens_at=starts,
        closes_at=_in_zone(closes, zone) or starts + timedelta(weeks=12),
        zone=zone,
        late_days=late_days,
        actor=by,
        now=now(),
    )
    print(
        f"Session {session} of {courses[course].title} is open. "
        f"Released: {', '.join(opened) or 'no part yet'}."
    )


@app.command("release")
def release(
    session: SessionArgument,
    actor: ActorOption = "",
    home: HomeOption = HOME,
    curriculum: CurriculumOption = CURRICULUM,
) -> None:
    """Release the parts of a session again, after a lesson was changed."""
    from autograde.people.staff import Role
    from autograde.sessions.opening import course_of_session, release_parts

    office = the_office(home)
    the_actor(office, actor, Role.STAFF)
    released = release_parts(office, course_of_session(office, the_courses(curriculum), session), session)
    print(f"Released in {session}: {', '.join(released) or 'no part yet'}.")


@app.command("list")
def list_(home: HomeOption = HOME) -> None:
    """List the sessions with their dates."""
    from autograde.sessions.calendar import Sessions

    for session in Sessions(the_office(home).records()).all():
        print(
            f"{session.id}  {session.course}  "
            f"{session.opens_at:%Y-%m-%d} to {session.closes_at:%Y-%m-%d} ({session.zone})"
        )


@app.command("invite")
def invite(
    session: SessionArgument,
    count: Annotated[int, typer.Option(min=1, max=500, help="How many invitations.")] = 1,
    days: Annotated[int, typer.Option(min=1, max=365, help="Days until an unused invitation expires.")] = 30,
    desk_url: Annotated[
        str, typer.Option(help="Address of the desk, put before each code.")
    ] = "http://127.0.0.1:8765",
    actor: ActorOption = "",
    home: HomeOption = HOME,
) -> None:
    """Make invitation links. Each works once, for one person; they are shown only now."""
    from autograde.people.staff import Role
    from autograde.sessions.opening import invite as invite_people

    office, made = the_office(home), now()
    by = the_actor(office, actor, Role.STAFF)
    for code in invite_people(office, session, count, made, made + timedelta(days=days), by):
        print(f"{desk_url}/join/{code}")


def _in_zone(moment: datetime | None, zone: str) -> datetime | None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    if moment is None:
        return None
    try:
        return moment.replace(tzinfo=ZoneInfo(zone)) if moment.tzinfo is None else moment
    except (ZoneInfoNotFoundError, ValueError):
        raise typer.BadParameter(f"{zone} is no time zone. Type one such as America/New_York.") from None
