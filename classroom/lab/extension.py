"""Addresses on the learner's own Jupyter server.

    GET /classroom/desk                          to her start page at the desk, signed in (or to the
    invitation) GET /classroom/open/<course>/<part>?code=…   installs the part and opens its notebook
    GET /classroom/workspace                     her own files, and her parts
    GET, POST /classroom/again/<course>/<part>   begins a part again, or brings earlier work back

In: a request that carries Jupyter's own sign-in.  Out: a redirect, or a page (see workspace_page.py).
Loaded by Jupyter as `classroom.lab.extension`; BARGAIN_DESK and BARGAIN_INVITATION are set by `lab_command`.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado.web import authenticated

from classroom.clock import now
from classroom.errors import ClassroomError, DeskError
from classroom.failure_log import log_failure
from classroom.lab.linking import Linking, same_origin
from classroom.lab.workspace_page import again_page, press, workspace_page
from classroom.language import _
from classroom.workspace import Workspace

SETTING = "classroom_linking"


class ClassroomHandler(JupyterHandler):  # type: ignore[misc]
    """What all addresses have in common: work off the event loop, and sentences instead of tracebacks."""

    @property
    def linking(self) -> Linking:
        """The workspace of this server and its desk."""
        linking: Linking = self.settings[SETTING]
        return linking

    async def address_from(self, work: Callable[[], str]) -> None:
        """Run `work` in a thread and redirect to the address it returns, or show what went wrong."""
        if address := await self.result_of(work):
            self.redirect(address)

    async def show(self, heading: str, work: Callable[[], str]) -> None:
        """Run `work` in a thread and show the page it returns, or what went wrong."""
        if content := await self.result_of(work):
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.finish(whole_page(heading, content))

    async def result_of(self, work: Callable[[], str]) -> str | None:
        """Return what `work` returns; None after a page has said what went wrong."""
        self.set_header("Cache-Control", "no-store")
        try:
            return await asyncio.to_thread(work)
        except DeskError as error:
            self._explain(503 if error.retry else 403, error.sentence)
        except ClassroomError as error:
            self._explain(404, error.sentence)
        except Exception as error:
            log_failure(self.linking.workspace.folder, self.request.path, error, now())
            self._explain(500, _("Something went wrong on our side; it is noted in the log. Try again."))
        return None

    def _explain(self, status: int, sentence: str) -> None:
        self.set_status(status)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(page(sentence, self.linking.desk_url, self.request.uri or ""))


class DeskHandler(ClassroomHandler):
    """To the learner's start page."""

    @authenticated
    async def get(self) -> None:
        """Redirect to the desk."""
        own = url_path_join(f"{self.request.protocol}://{self.request.host}", self.base_url)
        await self.address_from(lambda: self.linking.start_page(lab=own.rstrip("/")))


class OpenHandler(ClassroomHandler):
    """To the notebook of a part."""

    @authenticated
    async def get(self, course: str, part: str) -> None:
        """Install the part and redirect to its notebook."""
        code = self.get_query_argument("code", "")
        linking = self.linking

        def work() -> str:
            self._require_desk_as_sender(code)
            notebook = linking.open_part(course, part, code)
            place = notebook.relative_to(linking.workspace.folder).as_posix()
            return str(url_path_join(self.base_url, "doc/tree", quote(place)))

        await self.address_from(work)

    def _require_desk_as_sender(self, code: str) -> None:
        """Refuse a code that another site sends along: it could link this workspace to someone else."""
        sender = self.request.headers.get("Referer", "")
        own = f"{self.request.protocol}://{self.request.host}"
        if code and sender and not (same_origin(sender, self.linking.desk_url) or same_origin(sender, own)):
            raise DeskError(_("This link did not come from your desk. Open the part from your start page."))


class WorkspaceHandler(ClassroomHandler):
    """Her own files and her parts."""

    @authenticated
    async def get(self) -> None:
        """Show them."""
        workspace = self.linking.workspace
        await self.show(_("Your workspace"), lambda: workspace_page(workspace, self.base_url))


class AgainHandler(ClassroomHandler):
    """A part to begin again."""

    @authenticated
    async def get(self, course: str, part: str) -> None:
        """Show the buttons."""
        await self._page(course, part, lambda _folder: "")

    @authenticated
    async def post(self, course: str, part: str) -> None:
        """Do what the button says, and show the page again."""
        what = self.get_body_argument("what", "")
        await self._page(course, part, lambda folder: press(folder, what, now()))

    async def _page(self, course: str, part: str, act: Callable[[Path], str]) -> None:
        xsrf = self.xsrf_form_html()

        def work() -> str:
            folder = self.linking.workspace.part_folder(course, part)
            return again_page(folder, xsrf, self.base_url, act(folder))

        await self.show(_("Begin this part again"), work)


def page(sentence: str, desk_url: str, again: str) -> str:
    """Return a whole page that says one sentence, with the way to try again and to the desk."""
    links = f'<a href="{escape(again)}">{escape(_("Try again"))}</a>'
    if desk_url.startswith(("http://", "https://")):
        links += f' · <a href="{escape(desk_url)}">{escape(_("Go to the desk"))}</a>'
    heading = _("Opening your course")
    return whole_page(heading, f"<h1>{escape(heading)}</h1><p>{escape(sentence)}</p><p>{links}</p>")


def whole_page(title: str, content: str) -> str:
    """Return a page around HTML that is in order."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title>"
        "<style>:root{color-scheme:light dark}body{max-width:36rem;margin:10vh auto;padding:0 1.25rem;"
        "font:1.0625rem/1.6 system-ui,sans-serif;overflow-wrap:anywhere}"
        "a{color:light-dark(#0b3d82,#9cc4ff)}button{font:inherit;padding:.5rem 1rem}</style></head>"
        f"<body><main>{content}</main></body></html>"
    )


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Tell Jupyter where the extension is."""
    return [{"module": "classroom.lab.extension"}]


def _load_jupyter_server_extension(server_app: Any) -> None:
    """Add the addresses to a Jupyter server."""
    folder = Path(server_app.root_dir).resolve()
    linking = Linking(
        Workspace(folder), os.environ.get("BARGAIN_DESK", ""), os.environ.get("BARGAIN_INVITATION", "")
    )
    web_app = server_app.web_app
    web_app.settings[SETTING] = linking
    base = web_app.settings["base_url"]
    name = r"([A-Za-z0-9._-]+)"
    web_app.add_handlers(
        ".*$",
        [
            (url_path_join(base, "classroom/desk"), DeskHandler),
            (url_path_join(base, f"classroom/open/{name}/{name}"), OpenHandler),
            (url_path_join(base, "classroom/workspace"), WorkspaceHandler),
            (url_path_join(base, f"classroom/again/{name}/{name}"), AgainHandler),
        ],
    )
