"""The command that starts the calm JupyterLab in a workspace.

In: the workspace, a port, the desk's address, an invitation link and a token.  Out: the command line and
the environment it needs; the few files JupyterLab insists on finding in folders of their own are written
first. Called by the `bargain` command and by tests, which start the process.

Everything Jupyter reads or writes lies in `<workspace>/.classroom/jupyter/`, so that a Jupyter of her own
is neither touched nor read.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from classroom.files import write_whole
from classroom.language import _
from classroom.shown.static_files import STATIC
from classroom.workspace import Workspace

SETTINGS = Path(__file__).parent / "settings"
PANEL = "@jupyterlab/notebook-extension:panel"

# The other extensions of the environment are for authors and instructors, or start what learners do not need.
EXTENSIONS = {
    "classroom.lab.extension": True,
    "jupyterlab": True,
    "jupyter_lsp": True,  # JupyterLab asks for it, and reports an error in the browser when it is not there
    "jupyter_server_terminals": False,
    "jupyterlab_jupytext": False,
    "notebook": False,
    "notebook_shim": False,
    "nbgrader.server_extensions.assignment_list": False,
    "nbgrader.server_extensions.course_list": False,
    "nbgrader.server_extensions.formgrader": False,
    "nbgrader.server_extensions.validate_assignment": False,
}

_STARTUP = """# Written at each start of the classroom; changes here are lost.
from classroom.lab.kernel import speak_plainly

speak_plainly()
"""


def lab_command(
    workspace: Path, port: int, desk_url: str, invitation: str | None, token: str
) -> tuple[list[str], dict[str, str]]:
    """Return (command line, environment to add) that start JupyterLab on 127.0.0.1:`port` without a browser.

    desk_url: the only desk its "open" links may lead to. invitation: the link to join with, as long as
    nobody has. token: Jupyter's own sign-in, for the first address opened in a browser (`?token=…`). It
    travels in the environment, because other accounts can read command lines. Raises OSError when the
    workspace cannot be written.
    """
    folder = workspace.resolve()
    jupyter = Workspace(folder).prepare().private / "jupyter"
    _write_settings(jupyter)
    return _arguments(folder, port, jupyter), _environment(jupyter, desk_url, invitation, token)


def lab_on_hub(workspace: Path, desk_url: str) -> tuple[list[str], dict[str, str]]:
    """Return the same for a server that a JupyterHub starts: the Hub gives it its port and its sign-in.

    Who is not linked to the desk yet joins by signing in there with her account on the Hub.
    """
    folder = workspace.resolve()
    jupyter = Workspace(folder).prepare().private / "jupyter"
    _write_settings(jupyter)
    command = [sys.executable, "-m", "jupyterhub.singleuser", *_calm(folder, jupyter)]
    environment = _environment(jupyter, desk_url, f"{desk_url.rstrip('/')}/hub/sign-in", "")
    del environment["JUPYTER_TOKEN"]
    return command, environment


def _arguments(folder: Path, port: int, jupyter: Path) -> list[str]:
    return [
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",  # whoever chose the port has told others
        # In a container everything runs as root, and Jupyter would refuse to start.
        "--ServerApp.allow_root=True",
        *_calm(folder, jupyter),
    ]


def _calm(folder: Path, jupyter: Path) -> list[str]:
    return [
        f"--ServerApp.root_dir={folder}",
        "--ServerApp.terminals_enabled=False",
        "--LabApp.custom_css=True",
        f"--ServerApp.jpserver_extensions={EXTENSIONS!r}",
        f"--LabApp.app_settings_dir={jupyter / 'app'}",
        "--LabApp.default_url=/classroom/desk",
        "--LabApp.extension_manager=readonly",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.news_url=None",
    ]


def _environment(jupyter: Path, desk_url: str, invitation: str | None, token: str) -> dict[str, str]:
    return {
        "JUPYTER_TOKEN": token,
        "JUPYTER_CONFIG_DIR": str(jupyter / "config"),
        "JUPYTER_DATA_DIR": str(jupyter / "data"),
        "JUPYTER_RUNTIME_DIR": str(jupyter / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(jupyter / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(jupyter / "workspaces"),
        "JUPYTER_CONFIG_PATH": "",
        "JUPYTER_PATH": "",
        "JUPYTER_PREFER_ENV_PATH": "1",
        "IPYTHONDIR": str(jupyter / "ipython"),
        "BARGAIN_DESK": desk_url,
        "BARGAIN_INVITATION": invitation or "",
    }


def _write_settings(jupyter: Path) -> None:
    """Write what is looked for in Jupyter's folders: settings, style sheet, the kernel's first words."""
    write_whole(jupyter / "app" / "overrides.json", json.dumps(_overrides(), indent=1).encode())
    write_whole(jupyter / "app" / "page_config.json", (SETTINGS / "page_config.json").read_bytes())
    write_whole(jupyter / "config" / "custom" / "custom.css", _style_sheet().encode())
    profile = jupyter / "ipython" / "profile_default"
    write_whole(profile / "startup" / "00-classroom.py", _STARTUP.encode())
    # The history of commands is of no use here, and its file would delay each start.
    kernel = {"HistoryManager": {"hist_file": ":memory:"}}
    write_whole(profile / "ipython_kernel_config.json", json.dumps(kernel).encode())


def _overrides() -> dict[str, Any]:
    """Return JupyterLab's settings with the words on the buttons, in the language in use."""
    overrides: dict[str, Any] = json.loads((SETTINGS / "overrides.json").read_text(encoding="utf-8"))
    words = {
        "restart-and-run": (_("Start this part"), _("Forms and charts appear below, with your answers")),
        "undo": (_("Undo"), _("Undo the last change to this page")),
    }
    for item in overrides[PANEL]["toolbar"]:
        if item["name"] in words:
            item["label"], item["caption"] = words[item["name"]]
    return overrides


def _style_sheet() -> str:
    """Return the calm page's style sheet; the few words in it are in the language in use."""
    words = {
        "save-word": _("Save"),
        "return-words": _("Press Start this part to see this again. Your answers are kept."),
    }
    named = "".join(f"--cr-{name}: {json.dumps(said, ensure_ascii=False)};" for name, said in words.items())
    sheets = [STATIC / "page.css", SETTINGS / "calm.css"]
    texts = [sheet.read_text(encoding="utf-8") for sheet in sheets]
    return "\n".join([f":root {{{named}}}", *texts])
