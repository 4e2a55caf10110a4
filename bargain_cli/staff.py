"""`bargain staff`, `bargain sign-in` and `bargain sign-out`: who works here, and what each may do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bargain_cli.identity import ActorOption, forget_key, keep_key, the_actor
from bargain_cli.options import HOME, HomeOption, now, the_office

if TYPE_CHECKING:
    from autograde.people.staff import Role

app = typer.Typer(
    help="Staff: instructors, program staff, officers of a local, and what lets them in.",
    no_args_is_help=True,
)
WhoArgument = Annotated[str, typer.Argument(help="The id, e-mail address or name of a staff person.")]
RoleOption = Annotated[
    list[str], typer.Option("--role", help="instructor, staff or officer; may be given more than once.")
]
ReasonOption = Annotated[str, typer.Option(help="Why, for the record.")]


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(help="Her name, as learners and colleagues should see it.")],
    role: RoleOption,
    email: Annotated[str, typer.Option(help="Her e-mail address; she can be named by it.")] = "",
    affiliate: Annotated[str, typer.Option(help="Her union or affiliate.")] = "",
    local: Annotated[str, typer.Option(help="Her local; an officer reads about this one.")] = "",
    actor: ActorOption = "",
    home: HomeOption = HOME,
) -> None:
    """Add somebody to the staff. The first one must be program staff, and needs nobody's leave."""
    from autograde.people.staff import Role, Staff

    office, roles = the_office(home), [_role(one) for one in role]
    staff = Staff(office.records())
    by = the_actor(office, actor, Role.STAFF) if staff.all() else None
    with office.writer():
        added = staff.add(name, roles, now(), actor=by, email=email, affiliate=affiliate, local=local)
    print(f"{added}  {name}: {', '.join(sorted(roles))}. Now make her a link: bargain staff link {added}")


@app.command("list")
def list_(home: HomeOption = HOME) -> None:
    """List the staff with their roles."""
    from autograde.people.staff import Staff

    members = Staff(the_office(home).records()).all()
    for one in members:
        where = f"  ({one.affiliate} {one.local})" if one.local else ""
        print(f"{one.id}  {one.name}: {', '.join(sorted(one.roles))}{where}  {one.email}".rstrip())
    if not members:
        print('Nobody yet. Begin with: bargain staff add "Your Name" --role staff --role instructor')


@app.command("role")
def role_(
    who: WhoArgument,
    role: Annotated[str, typer.Argument(help="instructor, staff or officer.")],
    give: Annotated[bool, typer.Option("--give/--take", help="Give the role, or take it away.")] = True,
    reason: ReasonOption = "",
    actor: ActorOption = "",
    home: HomeOption = HOME,
) -> None:
    """Give somebody on the staff a role, or take it away."""
    from autograde.people.staff import Role, Staff

    office, chosen = the_office(home), _role(role)
    staff, by = Staff(office.records()), the_actor(office, actor, Role.STAFF)
    member = staff.find(who)
    with office.writer():
        if give:
            staff.give(member.id, chosen, by, now())
        else:
            staff.take(member.id, chosen, by, now(), reason)
    held = ", ".join(sorted(staff.roles_of(member.id))) or "no role any more"
    print(f"{member.name}: {held}.")


@app.command("remove")
def remove(
    who: WhoArgument, reason: ReasonOption = "", actor: ActorOption = "", home: HomeOption = HOME
) -> None:
    """Take away all roles and close every sign-in. What she did stays on record."""
    from autograde.people.staff import Role, Staff

    office = the_office(home)
    staff, by = Staff(office.records()), the_actor(office, actor, Role.STAFF)
    member = staff.find(who)
    with office.writer():
        staff.remove(member.id, by, now(), reason)
    print(f"{member.name} has no role here any more.")


@app.command("link")
def link(
    who: WhoArgument,
    hours: Annotated[int, typer.Option(min=1, max=168, help="Hours until an unused link expires.")] = 24,
    desk_url: Annotated[
        str, typer.Option(help="Address of the desk, put before the code.")
    ] = "http://127.0.0.1:8765",
    actor: ActorOption = "",
    home: HomeOption = HOME,
) -> None:
    """Make a link that signs somebody on the staff in to the desk. It works once and is shown only now."""
    from autograde.people.register import STAFF_SIGN_IN, People
    from autograde.people.staff import Role, Staff

    office = the_office(home)
    the_actor(office, actor, Role.STAFF)
    member = Staff(office.records()).find(who)
    with office.writer():
        code = People(office.records()).one_time_code(member.id, STAFF_SIGN_IN, now(), minutes=60 * hours)
    print(f"{desk_url.rstrip('/')}/staff/sign-in/{code}")


def sign_in(
    code: Annotated[str, typer.Argument(help="A link of `bargain staff link`, or only the code at its end.")],
    home: HomeOption = HOME,
) -> None:
    """Sign in to this command: keeps a key in your home folder that only you can read."""
    from autograde.errors import CodeError
    from autograde.people.register import STAFF_SIGN_IN, People

    office = the_office(home)
    people = People(office.records())
    try:
        with office.writer():
            person = people.redeem(code.rstrip("/").rsplit("/", 1)[-1], STAFF_SIGN_IN, now())
            key = people.token(person)
    except CodeError:
        raise CodeError(
            "This code is unknown, too old or used already; it works once. Ask program staff for a new one."
        ) from None
    print(
        f"Signed in as {people.name(person)}. The key is in {keep_key(key)}; `bargain sign-out` deletes it."
    )


def sign_out(home: HomeOption = HOME) -> None:
    """Delete the key that `bargain sign-in` left, and make it useless."""
    from autograde.people.register import People

    key = forget_key()
    if key:
        office = the_office(home)
        with office.writer():
            People(office.records()).revoke(key)
    print("Signed out." if key else "Nobody was signed in.")


def _role(word: str) -> Role:
    from autograde.people.staff import Role

    try:
        return Role(word)
    except ValueError:
        raise typer.BadParameter(f"{word} is no role. Say instructor, staff or officer.") from None
