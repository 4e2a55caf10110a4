"""A paragraph whose numbers are computed.

In: a text in Markdown.  Out: the paragraph on the page.  Called by lessons.
"""

from __future__ import annotations

from classroom.reading.blocks import Prose
from classroom.reading.sheet import sheet

# JupyterLab hands everything between two dollar signs to its formula typesetter, also when they are escaped
# as Markdown asks ("\\$5 and \\$6" comes out as 5and6). A dollar sign alone in an element is left as it is.
_DOLLAR = '<span class="mathjax_ignore">&#36;</span>'


def say(text: str) -> None:
    """Show `text` (Markdown; amounts such as $1,590,000 as they are) as a paragraph of the lesson."""
    if (paper := sheet()) is not None:
        paper.put(Prose(text))
        return
    from IPython.display import display

    display({"text/markdown": safe_markdown(text), "text/plain": text}, raw=True)


def safe_markdown(text: str) -> str:
    r"""Return Markdown in which every dollar sign means money and every < is a character, not a tag.

    >>> safe_markdown("1 % is $15,900; <b>")
    '1 % is <span class="mathjax_ignore">&#36;</span>15,900; &lt;b>'
    """
    return text.replace("\\$", "$").replace("<", "&lt;").replace("$", _DOLLAR)
