"""The learner's own workspace as pages of her JupyterLab: her files, and a part to begin again.

In: requests to her own Jupyter server. Out: pages. The addresses are added by `classroom.lab.extension`.
Nothing here asks the desk for anything: what is shown lies on this computer, or in her place on the server
that runs her JupyterLab.
"""

from __future__ import annotations

from datetime import datetime
from html import escape
from pathlib import Path
from urllib.parse import quote

from classroom.answers.again import Backup, backups, begin_again, bring_back
from classroom.errors import ClassroomError
from classroom.language import _, ngettext
from classroom.part import Part, open_part
from classroom.part_file import PART_FILE
from classroom.workspace import Workspace

__all__ = ["again_page", "press", "workspace_page"]

_MADE = {".xlsx", ".docx", ".csv", ".pdf"}
"""What a part makes beside itself for her to open in another program."""


def workspace_page(workspace: Workspace, base: str) -> str:
    """Her files and her parts. base: the address of this Jupyter server, ending with a slash."""
    own = [path for path in _files(workspace.own) if not path.name.startswith(".")]
    made = [path for folder in _parts(workspace) for path in _files(folder) if path.suffix in _MADE]
    pieces = [
        f"<h1>{escape(_('Your workspace'))}</h1>",
        f"<h2>{escape(_('Your own contract'))}</h2>",
        _p(_("These files are about your own contract. They stay in this folder and are never sent.")),
        _links(workspace, own, base) or _p(_("There are none yet. The parts say when they make one.")),
        f"<h2>{escape(_('Workbooks and papers'))}</h2>",
        _p(_("What the parts made about the fictional employer. These may be shared.")),
        _links(workspace, made, base) or _p(_("There are none yet.")),
        f"<h2>{escape(_('Begin a part again'))}</h2>",
        _part_links(workspace, base) or _p(_("You have not opened a part here yet.")),
        _p(_("Folder: {folder}").format(folder=workspace.folder)),
        _p(f'<a href="{escape(base)}classroom/desk">{escape(_("Go to my start page"))}</a>', raw=True),
    ]
    return "".join(pieces)


def again_page(folder: Path, xsrf: str, base: str, said: str = "") -> str:
    """The page on which a part is begun again, or earlier work is brought back.

    xsrf: the hidden field of Jupyter's own forms. said: what the last press did. Raises PartError.
    """
    part = open_part(folder, tell=False)
    kept = backups(part)
    answered = sum(bool(answer.text.strip()) for answer in part.book.read().values())
    pieces = [
        f"<h1>{escape(part.title)}</h1>",
        f'<p role="status"><strong>{escape(said)}</strong></p>' if said else "",
        f"<h2>{escape(_('Begin this part again'))}</h2>",
        _p(
            _(
                "All answers of this part are emptied, here and on the desk’s page. What is there now moves "
                "to a folder of its own and can be brought back. What you have sent stays sent."
            )
        ),
        _form(xsrf, "begin", _("Begin again")) if answered else _p(_("Nothing is answered in this part.")),
        f"<h2>{escape(_('Earlier work'))}</h2>",
        "".join(_backup(one, xsrf) for one in kept) or _p(_("There is none.")),
        _p(f'<a href="{escape(base)}doc/tree/{_place(part)}">{escape(_("Back to the part"))}</a>', raw=True),
    ]
    return "".join(pieces)


def press(folder: Path, what: str, now: datetime) -> str:
    """Do what a button of the page says; returns the sentence that says what was done. Raises
    ClassroomError.
    """
    part = open_part(folder, tell=False)
    if what == "begin":
        aside = begin_again(part, now)
        if aside is None:
            return _("Nothing was answered, so nothing was changed.")
        return _(
            "The part is empty again. Your earlier work is in backups/{name}. "
            "If the part is open, press Start this part in it."
        ).format(name=aside.name)
    aside = bring_back(part, what, now)
    said = _("Your earlier work is back. If the part is open, press Start this part in it.")
    if aside:
        said += " " + _("What was there before is in backups/{name}.").format(name=aside.name)
    return said


def _parts(workspace: Workspace) -> list[Path]:
    return sorted(path.parent for path in workspace.folder.glob(f"*/*/{PART_FILE}"))


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []


def _part_links(workspace: Workspace, base: str) -> str:
    lines = []
    for folder in _parts(workspace):
        try:
            part = open_part(folder, tell=False)
        except ClassroomError:
            continue
        address = f"{base}classroom/again/{quote(part.course)}/{quote(part.part)}"
        lines.append(f'<li><a href="{escape(address)}">{escape(part.title)}</a></li>')
    return f"<ul>{''.join(lines)}</ul>" if lines else ""


def _links(workspace: Workspace, files: list[Path], base: str) -> str:
    lines = []
    for path in files:
        place = path.relative_to(workspace.folder).as_posix()
        lines.append(
            f'<li><a href="{escape(base)}files/{quote(place)}" download>{escape(path.name)}</a>'
            f" ({escape(path.parent.name)})</li>"
        )
    return f"<ul>{''.join(lines)}</ul>" if lines else ""


def _backup(one: Backup, xsrf: str) -> str:
    when = one.at.astimezone().strftime("%Y-%m-%d %H:%M")
    said = ngettext("{when}, {n} answer", "{when}, {n} answers", one.answers).format(when=when, n=one.answers)
    return _p(said) + _form(xsrf, one.name, _("Bring back the work of {when}").format(when=when))


def _form(xsrf: str, what: str, label: str) -> str:
    return (
        f'<form method="post">{xsrf}<input type="hidden" name="what" value="{escape(what)}">'
        f'<button type="submit">{escape(label)}</button></form>'
    )


def _place(part: Part) -> str:
    return quote(f"{part.course}/{part.part}/{part.notebook}")


def _p(text: str, raw: bool = False) -> str:
    return f"<p>{text if raw else escape(text)}</p>"
