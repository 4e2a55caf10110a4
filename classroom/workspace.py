"""The learner's workspace: the one folder on her machine with her parts, her own numbers and her desk link.

    <workspace>/
        <course>/<part>/        the notebook, part.json, variant.json, img/ and her answers.json
        own/                    what she typed of her own contract; never sent anywhere
        .classroom/             desk.json (token), outbox/, receipts/

In: the folder, and the bundle of a part as the desk sends it.  Out: paths, and the link to the desk.
Called by the JupyterLab extension, the submit button, the forms of her own numbers and the command line.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from classroom.errors import PartError
from classroom.files import write_whole
from classroom.language import _
from classroom.part_file import read_variant_file
from classroom.sending.bundle import Bundle, is_safe_name, read_bundle

PRIVATE = ".classroom"


@dataclass(frozen=True)
class DeskLink:
    """Where this workspace sends work, and as whom: the desk's address, the secret token, the person's id."""

    url: str
    token: str = field(repr=False)
    person: str


@dataclass(frozen=True)
class Workspace:
    """A learner's workspace, named by its root folder. Nothing is created before something is kept."""

    folder: Path

    @classmethod
    def find(cls, folder: Path) -> Workspace:
        """Return the workspace that `folder` lies in, climbing from a part folder to the root.

        The root is the nearest folder that holds `.classroom/`. A part opened outside any workspace (a bundle
        unpacked by hand) is a workspace of its own, so that her numbers still land beside her notebook.
        """
        start = folder.resolve()
        for place in (start, *start.parents):
            if (place / PRIVATE).is_dir():
                return cls(place)
        return cls(start)

    def prepare(self) -> Workspace:
        """Create the root and `.classroom/`, so that `find` recognises it from inside; returns itself."""
        self.private.mkdir(parents=True, exist_ok=True)
        return self

    @property
    def own(self) -> Path:
        """The folder of what she types of her own contract. It never enters answers, packets or logs."""
        return self.folder / "own"

    @property
    def private(self) -> Path:
        """The hidden folder of the machinery: desk link, outbox and receipts."""
        return self.folder / PRIVATE

    @property
    def desk(self) -> DeskLink | None:
        """The link to the desk, or None when she has not joined on this machine (or the file is damaged)."""
        try:
            kept = json.loads((self.private / "desk.json").read_text(encoding="utf-8"))
            return DeskLink(url=str(kept["url"]), token=str(kept["token"]), person=str(kept["person"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def link_desk(self, link: DeskLink) -> None:
        """Keep the link to the desk, readable by her account only (mode 0600)."""
        content = {"format": 1, "url": link.url, "token": link.token, "person": link.person}
        write_whole(self.private / "desk.json", json.dumps(content, indent=1).encode())

    def unlink_desk(self) -> None:
        """Forget the desk and the token on this machine. Work and receipts stay."""
        (self.private / "desk.json").unlink(missing_ok=True)

    def part_folder(self, course: str, part: str) -> Path:
        """Return the folder of a part, which need not exist. Raises PartError when an id is no plain name."""
        for name in (course, part):
            if not is_safe_name(name):
                raise PartError(_("“{name}” is not the name of a course or part.").format(name=name))
        return self.folder / course / part

    def install_part(self, data: bytes) -> Path:
        """Put the part bundle `data` (a zip from the desk) in place and return the part's folder.

        Only the notebook, part.json, variant.json and pictures are ever written. `answers.json`, `own/` and
        every file of hers stay as they are. The notebook she has is kept as it is until another release
        comes; then it moves to `backups/` and the new one takes its place. Raises PartError when the bundle
        is not what a desk sends; then nothing has been written.
        """
        bundle = read_bundle(data)
        folder = self.part_folder(bundle.course, bundle.part)
        self.prepare()
        for name, content in bundle.pictures.items():
            write_whole(folder / "img" / name, content)
        _place_notebook(folder, bundle)
        write_whole(folder / "variant.json", bundle.variant_json)
        # Last, because it names the release: an interrupted installation is done again from the start.
        write_whole(folder / "part.json", bundle.part_json)
        return folder


def _place_notebook(folder: Path, bundle: Bundle) -> None:
    """Write the notebook unless hers is of this release and language; move an older one to backups/ first."""
    notebook = folder / bundle.notebook_name
    before = _installed(folder)
    same = before.get("release") == bundle.release and _language(folder) == _language_in(bundle.variant_json)
    if same and notebook.is_file():
        return
    # A new release may also rename the notebook; the one she worked in must not stay beside the new one.
    older = {notebook, folder / str(before.get("notebook", bundle.notebook_name))}
    for path in older:
        if path.is_file() and path.read_bytes() != bundle.notebook:
            _back_up(path, str(before.get("release", "")))
    write_whole(notebook, bundle.notebook)


def _language(folder: Path) -> str | None:
    """The language of the part that is in place; None when nothing says."""
    try:
        return _language_in((folder / "variant.json").read_bytes())
    except OSError:
        return None


def _language_in(variant_json: bytes) -> str | None:
    try:
        return read_variant_file(variant_json).language
    except PartError:
        return None


def _installed(folder: Path) -> dict[str, object]:
    """Return the part.json that is in place, or {} when there is none that can be read."""
    try:
        found = json.loads((folder / "part.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict) or not is_safe_name(str(found.get("notebook", "")), suffix=".ipynb"):
        return {}
    return found


def _back_up(notebook: Path, release: str) -> None:
    """Move a notebook to backups/ under a name that is free; it is never overwritten there."""
    place = notebook.parent / "backups"
    place.mkdir(exist_ok=True)
    label = release[:8] if is_safe_name(release[:8]) else "earlier"
    number = 1
    while (target := place / f"{notebook.stem}-{label}-{number}{notebook.suffix}").exists():
        number += 1
    notebook.replace(target)
