"""Hand out a part: the release's bundle with this learner's own variant beside it.

In: the office, a session, a person, a part.  Out: the zip that her workspace installs.  Called by the API.
"""

from __future__ import annotations

import io
import json
import zipfile

from autograde.office import Office
from autograde.release.bundle import zip_files
from autograde.release.release import released_part
from autograde.sessions.calendar import Sessions
from classroom.language import language_in_use

__all__ = ["part_for"]


def part_for(office: Office, session: str, person: str, part: str) -> bytes:
    """Return the bundle of a part for one learner of a session, in the language in use; the same every time.

    Raises ReleaseError when the part is not open in the session.
    """
    release = released_part(office, session, part)
    language = language_in_use()
    variant = {
        "format": 1,
        "language": language,
        "session": session,
        "variant": Sessions(office.records()).variant_of(session, person),
    }
    with zipfile.ZipFile(io.BytesIO(release.bundle_in(language).read_bytes())) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return zip_files({**files, "variant.json": (json.dumps(variant, indent=1) + "\n").encode()})
