"""The time, read at the edge and nowhere else: whatever calculates gets it as an argument.

In: nothing.  Out: the moment, with this machine's zone.  Called by the widgets, the Jupyter server and the
kernel.
"""

from __future__ import annotations

from datetime import datetime


def now() -> datetime:
    """Return the moment, with the zone of this machine."""
    return datetime.now().astimezone()
