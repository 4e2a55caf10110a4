"""The Send button at the end of a part.

In: the part.  Out: a check-list of what is answered and a button; after sending, the receipt.  Called by
lessons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from classroom.reading.blocks import Send
from classroom.reading.sheet import sheet
from classroom.rehearsal import note_send_button
from classroom.shown.on_screen import is_on_screen

if TYPE_CHECKING:
    from classroom.part import Part
    from classroom.sending.submit_form import SubmitForm

__all__ = ["submit_button"]


def submit_button(part: Part) -> SubmitForm | None:
    """Display the Send button of `part` and return it. While grading: nothing, and None."""
    note_send_button()
    if not is_on_screen(part):
        return None
    if (paper := sheet()) is not None:
        paper.put(Send())
        return None
    from IPython.display import display

    from classroom.questions.forms import refresh, watch
    from classroom.sending.exchange import Exchange
    from classroom.sending.submit_form import SubmitForm

    form = SubmitForm(part)
    exchange = Exchange(part, lambda: refresh(part))
    watch(part, form.look)
    watch(part, exchange.soon, who="exchange with the desk")
    exchange.soon()
    display(form)
    return form


def __getattr__(name: str) -> Any:
    """Give `SubmitForm` to who asks for it; a lesson in grading imports no widgets for its name."""
    if name == "SubmitForm":
        from classroom.sending.submit_form import SubmitForm

        return SubmitForm
    raise AttributeError(name)
