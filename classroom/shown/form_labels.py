"""The sentences of the forms, as the browser gets them: JavaScript holds none of its own.

In: nothing (the language in use).  Out: dictionaries {name: sentence with {holes}}.  Called by the widget
classes.
"""

from __future__ import annotations

from classroom.language import _

Labels = dict[str, str]


def saving_labels() -> Labels:
    """Return what the line under a field says about saving."""
    return {
        # Translators: the code by which browsers name your language and region; it decides how dates look.
        "language": _("en-US"),
        "saving": _("Saving…"),
        "saved_at": _("Saved at {time}."),
        "saved_on": _("Saved on {day} at {time}."),
        "not_saved": _(
            "Not saved yet. Your words are kept in this browser; press Start this part to connect again."
        ),
        "not_saved_page": _(
            "Not saved yet. Keep this page open, and press Start this part to connect again; "
            "this browser does not let us keep a copy."
        ),
    }


def question_labels() -> Labels:
    """Return the sentences of a question box."""
    return {
        **saving_labels(),
        "check": _("Check"),
        "why": _("Why it matters:"),
        "hint": _("Hint {n}:"),
        "worked": _("Worked solution:"),
        "one_word": _("{n} word."),
        "words": _("{n} words."),
        "words_asked": _("Asked for: {low} to {high}."),
        "up": _("Move up"),
        "down": _("Move down"),
        "line_at": _("Line {n} of {all}: {text}"),
        "moved": _("“{text}” is now line {n} of {all}."),
        "choose": _("Choose…"),
        "share": _(
            "Others in my program may read this. My name is not shown. Without this tick it stays with me."
        ),
        "date_example": _("For example 2/26/2026"),
        "older": _("This browser also holds words of yours that were never saved (from {when}):"),
        "older_use": _("Use these words"),
        "older_drop": _("Throw them away"),
    }
