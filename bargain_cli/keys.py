"""`bargain key`: the keys with which the office signs certificates and seals."""

import typer

from bargain_cli.options import HOME, HomeOption, now, the_office

app = typer.Typer(help="The office's keys: what signs certificates and seals.", no_args_is_help=True)


@app.command("create")
def create(home: HomeOption = HOME) -> None:
    """Make the office's key, readable by this account alone."""
    from autograde.signing.keys import create_key

    made = create_key(the_office(home), now())
    print(f"The office signs with {made.id}.")
    print("The secret half is in the office's folder keys. Back it up; never put it in git or in a mail.")


@app.command("rotate")
def rotate(home: HomeOption = HOME) -> None:
    """Make a new key and retire the old one; what the old one signed stays good."""
    from autograde.signing.keys import rotate_key

    old, new = rotate_key(the_office(home), now())
    print(f"The office signs with {new.id} now. {old.id} signs no more certificates.")
    print("Publish again, so that others learn of the new key: bargain certificate publish")


@app.command("show")
def show(home: HomeOption = HOME) -> None:
    """Show the office's keys with their dates; the secret halves are never shown."""
    from autograde.signing.keys import public_keys

    keys = public_keys(the_office(home))
    for key in keys:
        until = f"until {key.until:%Y-%m-%d %H:%M} UTC" if key.until else "signs now"
        print(f"{key.id}  since {key.since:%Y-%m-%d %H:%M} UTC, {until}")
    if not keys:
        print("This office has no key yet. Make one: bargain key create")
