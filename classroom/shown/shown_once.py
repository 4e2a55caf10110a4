"""A widget that a function has shown is not shown again because the cell ends with the call.

In: a widget.  Out: its picture on the page, once.  Mixed into every widget of the classroom, so that a
lesson may write `submit_button(part)` as its last line and also `chart = show_chart(…)`.
"""

from __future__ import annotations

from typing import Any


class ShownOnce:
    """Mixed in before AnyWidget."""

    _is_shown = False

    def _ipython_display_(self: Any) -> None:
        """Show the widget when IPython asks for the first time; say nothing when it asks again."""
        if self._is_shown:
            return
        from IPython.display import display

        self._is_shown = True
        data, metadata = self._repr_mimebundle_()
        display(data, metadata=metadata, raw=True)
