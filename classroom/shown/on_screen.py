"""Whether anything is drawn at all: for the learner yes, while the grading office runs the lesson no.

In: the part, where the lesson gives it.  Out: True or False.  Called by the map, the charts and the forms
that come without a question, so that grading creates no widget and imports none.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from classroom.part import Part


def is_on_screen(part: Part | None = None) -> bool:
    """Say whether there is a learner to draw for. Without a part nbgrader's mark decides."""
    if part is not None:
        return not part.grading
    return os.environ.get("NBGRADER_EXECUTION") != "autograde"
