"""`bargain desk`: serve the desk."""

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
    home: HomeOption = HOME,
    curriculum: CurriculumOption = CURRICULUM,
) -> None:
    """Serve the desk: the pages of learners, and the address their notebooks send work to."""
    from desk.serve import serve
    from desk.settings import DeskSettings

    settings = DeskSettings(lab_url=lab_url or None, desk_url=desk_url or None, demonstration=demonstration)
    print(f"The desk is at http://127.0.0.1:{port} (Ctrl-C ends it).", flush=True)
    serve(the_office(home), the_courses(curriculum), settings, host="127.0.0.1", port=port)
