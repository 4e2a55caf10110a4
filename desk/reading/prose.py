"""The prose of a lesson as HTML, without what only JupyterLab has.

In: Markdown of the course.  Out: HTML; any HTML in the text is shown as it is typed.  Called by the page.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from classroom.language import _

__all__ = ["prose_html"]

_IN_JUPYTERLAB = ("Press **Start this part**", "Forms, tables and a map then appear")
"""How lines begin that speak of the bar above a notebook. A lesson has one sentence on each line."""
_BETWEEN_WORDS = re.compile(r"[\W_]+")

MOST_KEPT = 4000
"""Paragraphs that are kept as HTML: all lessons' fixed ones, and those of many variants."""


@lru_cache(MOST_KEPT)
def prose_html(markdown: str, pictures: str) -> str:
    """Return the HTML. pictures: the address of the part's pictures."""
    lines = [line for line in markdown.split("\n") if not line.startswith(_IN_JUPYTERLAB)]
    return str(_renderer(pictures, markdown.startswith(_("## Words in this part")))("\n".join(lines)))


@cache
def _renderer(pictures: str, are_words: bool) -> Any:
    import mistune

    class Page(mistune.HTMLRenderer):
        """Tables that scroll, pictures of the part only, and an address for each word that is explained."""

        def heading(self, text: str, level: int, **attrs: Any) -> str:
            place = f' id="{_address(text)}"' if are_words and level == 3 else ""
            return f"<h{level}{place}>{text}</h{level}>\n"

        def link(self, text: str, url: str, title: str | None = None) -> str:
            return f'<a href="#{_address(url)}">{text}</a>' if url.startswith("#") else text

        def image(self, text: str, url: str, title: str | None = None) -> str:
            if not url.startswith("img/"):
                return str(mistune.escape(text))
            address = mistune.escape(pictures + url.removeprefix("img/"))
            return f'<img src="{address}" alt="{mistune.escape(text)}" loading="lazy">'

        def table(self, text: str) -> str:
            label = mistune.escape(_("Table"))
            frame = f'<div class="wide" tabindex="0" role="group" aria-label="{label}">'
            return f"{frame}<table>{text}</table></div>\n"

    return mistune.create_markdown(renderer=Page(escape=True), plugins=["table"])


def _address(text: str) -> str:
    """The address of a word: "salary schedule" and "#salary-schedule" have the same."""
    return "word-" + _BETWEEN_WORDS.sub("-", text.casefold()).strip("-")
