"""The anchors of a part: the example memos of its rubric, each with the level it stands for.

In: a part's rubric.md. Out: `Anchor`s, and the rubric without them. Called by calibration.py and the desk.
An anchor is what stands under a heading of the mark scheme that names a level, such as "### Example letter,
level 3" or "### Anchor 2: weak (level 2)", up to the paragraph "*Why level 3:* …".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from autograde.authoring.rubric import Rubric

__all__ = ["HIGHEST_LEVEL", "Anchor", "anchors_of", "levels_of", "without_anchors"]

HIGHEST_LEVEL = 4
_HEADING = re.compile(r"### .*\blevel ([0-4])\)?")
_WHY = re.compile(r"\*Why level [0-4]:\*\s*(.*)")


@dataclass(frozen=True)
class Anchor:
    """One example memo. `id` is made from its words, so that a changed memo is another anchor; `why` says why
    it stands for its level, "" where the rubric does not say.
    """

    id: str
    level: int
    text: str
    why: str


def anchors_of(rubric: Rubric) -> tuple[Anchor, ...]:
    """The anchors of a rubric, in its order; none where it has no example.

    >>> scheme = "### Example letter, level 2\\n\\nSend it.\\n\\n*Why level 2:* no date."
    >>> [one] = anchors_of(Rubric("", scheme, ()))
    >>> one.level, one.text, one.why
    (2, 'Send it.', 'no date.')
    """
    found: list[Anchor] = []
    for heading, lines in _sections(rubric.mark_scheme):
        level = _HEADING.fullmatch(heading)
        if level is None:
            continue
        at = next((n for n, line in enumerate(lines) if _WHY.match(line)), len(lines))
        why = _WHY.match(lines[at]) if at < len(lines) else None
        text = "\n".join(lines[:at]).strip()
        name = "a-" + sha256(text.encode()).hexdigest()[:16]
        found.append(Anchor(name, int(level[1]), text, why[1] if why else ""))
    return tuple(found)


def levels_of(anchors: Sequence[Anchor]) -> range:
    """The levels there are: 1 to 4, and 0 where the rubric has it."""
    return range(min([1, *(one.level for one in anchors)]), HIGHEST_LEVEL + 1)


def without_anchors(rubric: Rubric) -> str:
    """The rubric as Markdown without its anchors and what is said of them."""
    kept = [
        "\n".join([heading, *lines] if heading else lines)
        for heading, lines in _sections(rubric.mark_scheme)
        if not _HEADING.fullmatch(heading)
    ]
    return f"{rubric.for_learner}\n\n" + "\n".join(kept).strip()


def _sections(markdown: str) -> list[tuple[str, list[str]]]:
    """The headings of the third level, each with the lines under it; "" before the first one."""
    sections: list[tuple[str, list[str]]] = [("", [])]
    for line in markdown.split("\n"):
        if line.startswith("### "):
            sections.append((line.strip(), []))
        else:
            sections[-1][1].append(line)
    return sections
