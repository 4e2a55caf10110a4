"""An insight to share: a text of the learner, and whether others in her program may read it.

Kept as one text, a JSON object {"share": true, "text": "…"}, so that consent and words are always saved
together.  In: that text.  Out: an Insight.  Called by the form, by the check, and by the making of a packet,
which leaves out what she does not share.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

__all__ = ["Insight", "read_insight", "write_insight"]


@dataclass(frozen=True)
class Insight:
    """What she wrote, and whether she shares it."""

    text: str
    share: bool

    @property
    def is_shared(self) -> bool:
        """True when there is something to read and she allows it."""
        return self.share and bool(self.text.strip())


def read_insight(kept: str) -> Insight:
    """Return an insight from what is kept; what cannot be read is a text that is not shared."""
    try:
        found = json.loads(kept)
    except (ValueError, RecursionError):
        return Insight(kept, share=False)
    if not isinstance(found, dict) or not isinstance(found.get("text"), str):
        return Insight(kept, share=False)
    return Insight(found["text"], share=found.get("share") is True)


def write_insight(insight: Insight) -> str:
    """Return an insight as it is kept; "" for one that says nothing.

    >>> write_insight(Insight("Half posts surprised us.", share=True))
    '{"share":true,"text":"Half posts surprised us."}'
    """
    if not insight.text.strip():
        return ""
    return json.dumps(
        {"share": insight.share, "text": insight.text}, ensure_ascii=False, separators=(",", ":")
    )
