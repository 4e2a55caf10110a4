"""The learner's bundle: one zip with notebook, part.json and pictures, byte for byte the same every time.

In: the learner's version of a part, as nbgrader made it. Out: the bytes of the zip. Called by release. The
desk adds variant.json when it hands the bundle to a learner; classroom.sending.bundle reads it.
"""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from autograde.authoring.build import SourceNotebook
from autograde.errors import ReleaseError
from classroom.language import SOURCE_LANGUAGE, _
from classroom.sending.bundle import is_safe_name

__all__ = ["bundle_name", "make_bundle", "zip_files"]

_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest a zip knows


def bundle_name(language: str) -> str:
    """The file name of a bundle in a language.

    >>> bundle_name("en"), bundle_name("es")
    ('bundle.zip', 'bundle.es.zip')
    """
    return "bundle.zip" if language == SOURCE_LANGUAGE else f"bundle.{language}.zip"


def make_bundle(learners: Path, source: SourceNotebook) -> bytes:
    """Zip the learner's version in the folder `learners`.

    Raises ReleaseError for a picture whose name would not do on every system.
    """
    odd = [name for name in source.pictures if not is_safe_name(name)]
    if odd:
        raise ReleaseError(
            _(
                "img/{name} cannot be sent to learners. Name pictures with letters, digits, dots and hyphens."
            ).format(name=odd[0])
        )
    files = {
        "part.json": source.part_bytes,
        source.notebook_name: (learners / source.notebook_name).read_bytes(),
    }
    return zip_files({**files, **{f"img/{name}": data for name, data in source.pictures.items()}})


def zip_files(files: Mapping[str, bytes]) -> bytes:
    """Zip files in order of their names, without times or rights of this machine."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            member = zipfile.ZipInfo(name, _MOMENT)
            member.external_attr = 0o644 << 16
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, files[name])
    return whole.getvalue()
