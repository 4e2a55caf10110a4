"""The inputs of something to try, as they stand: a number, a tick or a choice, read from what a page sent.

In: an input and a value.  Out: a setting, or what is wrong with the value.  Called by the widget of `explore`
and by the sheet that has no widgets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from classroom.language import _
from classroom.questions.question import Kind, exact
from classroom.reading.blocks import TriedInput
from classroom.shown.explore import Input, Pick, Setting, Slider, Tick
from classroom.shown.map_cells import show_number
from classroom.typed.amounts import read_amount

__all__ = ["plain_number", "read_setting", "read_settings", "shown_input", "unit_of"]

ON, OFF = "on", "off"


def read_setting(one: Input, value: Any) -> tuple[Setting | None, str]:
    """Return the setting of one input, or what is wrong with it."""
    if isinstance(one, Tick):
        return value is True or value == ON, ""
    if isinstance(one, Pick):
        return (value, "") if value in one.options else (None, _("Choose one of these."))
    amount = read_amount(str(value), one.kind, one.unit)
    if amount.value is None:
        return None, amount.problem or ""
    if not exact(one.low) <= amount.value <= exact(one.high):
        return None, _("Type a number from {low} to {high}.").format(
            low=show_number(exact(one.low)), high=show_number(exact(one.high))
        )
    return amount.value, ""


def read_settings(
    inputs: Sequence[Input], values: Mapping[str, str]
) -> tuple[dict[str, Setting], dict[str, str]]:
    """Return every setting, the first one of an input whose value is missing or cannot be taken, and
    {input id: what is wrong with its value}.
    """
    settings: dict[str, Setting] = {one.id: one.first for one in inputs}
    problems = {}
    for one in inputs:
        if one.id in values:
            setting, problem = read_setting(one, values[one.id])
            if setting is not None:
                settings[one.id] = setting
            elif problem:
                problems[one.id] = problem
    return settings, problems


def shown_input(one: Input, setting: Setting, problem: str) -> TriedInput:
    """Return an input as a sheet shows it."""
    if isinstance(one, Tick):
        return TriedInput(one.id, one.label, "tick", ON if setting is True else OFF)
    if isinstance(one, Pick):
        return TriedInput(one.id, one.label, "pick", str(setting), options=tuple(one.options.items()))
    low, high, step = (plain_number(exact(number)) for number in (one.low, one.high, one.step))
    value = plain_number(exact(setting)) if isinstance(setting, Decimal) else str(setting)
    return TriedInput(
        one.id, one.label, "number", value, unit_of(one), low=low, high=high, step=step, problem=problem
    )


def unit_of(one: Slider) -> str:
    """Return the word after the box of a number."""
    return _("dollars") if one.kind is Kind.DOLLARS and not one.unit else one.unit


def plain_number(number: Decimal) -> str:
    """Return a number as its box holds it.

    >>> plain_number(Decimal("2.50"))
    '2.5'
    """
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
