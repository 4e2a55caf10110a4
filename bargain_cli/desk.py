"""`bargain desk`: serve the desk."""

from __future__ import annotations

import os
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from bargain_cli.options import CURRICULUM, HOME, CurriculumOption, HomeOption, the_courses, the_office

if TYPE_CHECKING:
    from desk.settings import DeskSettings


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
    hub: Annotated[
        bool, typer.Option(help="Be a service of the JupyterHub that starts this: people sign in there.")
    ] = False,
    hub_domain: Annotated[
        str, typer.Option(help="What makes an e-mail address of an account on that hub: example.org.")
    ] = "",
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
        if hub:
            settings, port = _as_service(settings, hub_domain), _service_port()
        print(f"The desk is at http://127.0.0.1:{port} (Ctrl-C ends it).", flush=True)
        serve(office, courses, settings, host="127.0.0.1", port=port)


def _as_service(settings: DeskSettings, domain: str) -> DeskSettings:
    """The settings of a desk that a Hub started, with what the Hub says in the environment."""
    from desk.hub import JupyterHub

    prefix = os.environ["JUPYTERHUB_SERVICE_PREFIX"].rstrip("/")
    origin = (settings.desk_url or "").rstrip("/")
    hub = JupyterHub(f"{origin}{prefix}/hub/signed-in")
    own_lab = f"{origin}{os.environ['JUPYTERHUB_BASE_URL']}hub/user-redirect"
    return replace(settings, hub=hub, hub_domain=domain, prefix=prefix, lab_url=own_lab)


def _service_port() -> int:
    return urlsplit(os.environ["JUPYTERHUB_SERVICE_URL"]).port or 80
