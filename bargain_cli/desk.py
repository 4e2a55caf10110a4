"""`bargain desk`: serve the desk."""

from contextlib import nullcontext
from typing import Annotated

import typer

from bargain_cli.options import CURRICULUM, HOME, CurriculumOption, HomeOption, the_courses, the_office


def desk(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on this machine.")] = 8765,
    lab_url: Annotated[
        str, typer.Option(help="Address of the learner's JupyterLab, for the Open buttons.")
    ] = "",
    desk_url: Annotated[str, typer.Option(help="The address people type, when it is not this machine.")] = "",
    demonstration: Annotated[
        bool, typer.Option(help="Say on every page that this is a demonstration.")
    ] = False,
    grade_on_submit: Annotated[
        bool, typer.Option(help="Score each packet as soon as it comes; otherwise only by the command grade.")
    ] = True,
    home: HomeOption = HOME,
    curriculum: CurriculumOption = CURRICULUM,
) -> None:
    """Serve the desk: the pages of learners, and the address their notebooks send work to."""
    from autograde.engine.on_submit import OnSubmit
    from desk.serve import serve
    from desk.settings import DeskSettings

    office, courses = the_office(home), the_courses(curriculum)
    with OnSubmit(office.home, curriculum) if grade_on_submit else nullcontext() as told:
        settings = DeskSettings(
            lab_url=lab_url or None, desk_url=desk_url or None, demonstration=demonstration, grade=told
        )
        print(f"The desk is at http://127.0.0.1:{port} (Ctrl-C ends it).", flush=True)
        serve(office, courses, settings, host="127.0.0.1", port=port)
