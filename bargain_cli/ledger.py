"""`bargain ledger`: check that no event was changed, and sign where the record stands."""

from pathlib import Path
from typing import Annotated

import typer

from bargain_cli.options import HOME, HomeOption, now, the_office

app = typer.Typer(help="The ledger: the append-only record of who did what.", no_args_is_help=True)


@app.command("verify")
def verify(
    seals: Annotated[
        Path | None, typer.Option(help="A folder with copies of seals that were kept outside the office.")
    ] = None,
    home: HomeOption = HOME,
) -> None:
    """Check the hash chain of every learner against itself and the seals; name the first broken link."""
    from autograde.ledger.seals import check_seals

    checked = check_seals(the_office(home), seals)
    print(f"{checked.chains.events} events of {checked.chains.people} people: every link holds.")
    if checked.newest:
        print(
            f"{checked.seals} seals agree, the newest of {checked.newest.sealed_at:%Y-%m-%d %H:%M} UTC, "
            f"which covers {checked.newest.events} events."
        )
    else:
        print("There is no seal yet. Make one with: bargain ledger seal")


@app.command("seal")
def seal(
    copy: Annotated[
        Path | None, typer.Option(help="A folder outside the office to which the seal is copied as well.")
    ] = None,
    home: HomeOption = HOME,
) -> None:
    """Sign where every learner's record stands now, after checking it; keep copies outside the office."""
    from autograde.ledger.seals import seal_ledger
    from classroom.files import write_whole

    made = seal_ledger(the_office(home), now())
    if copy:
        write_whole(copy / made.path.name, made.path.read_bytes())
    print(f"Seal {made.number}: {made.events} events of {len(made.heads)} people, signed with {made.key}.")
    print(f"{copy / made.path.name if copy else made.path}")
