"""What happens if …: sliders, boxes to tick and choices; a sentence, a table and a chart follow at once.

In: the inputs, and `tell`, a function from their values to a `Told`.  Out: a widget.  Called by lessons.  It
knows nothing of what the numbers mean.

    explore(
        part,
        inputs=[
            Slider("raise", "Raise", low=0, high=6, step=0.25, start=3, unit="%"),
            Tick("roll_up", "Add the roll-up"),
            Pick("order", "What comes first", {"step": "The step", "raise": "The raise"}, start="step"),
        ],
        tell=lambda values: Told(sentence_about(values["raise"]), plot=plot_of(values)),
        title="A raise and its price",
    )
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from classroom.errors import LessonError
from classroom.language import _
from classroom.questions.question import Amount, Kind, exact
from classroom.reading.sheet import Sheet, sheet
from classroom.rehearsal import is_rehearsed
from classroom.shown.grid_map import Told
from classroom.shown.on_screen import is_on_screen

if TYPE_CHECKING:
    from classroom.part import Part
    from classroom.reading.blocks import Tried
    from classroom.shown.explore_widget import Explorer

__all__ = ["Input", "Pick", "Slider", "Tell", "Tick", "explore"]

Setting = Decimal | bool | str
Tell = Callable[[dict[str, Setting]], Told]
_MOST_STOPS = 1000


@dataclass(frozen=True)
class Slider:
    """A number from `low` to `high` in steps: its id, its label in words, where it starts, what it counts.

    kind, unit: as in a question ("%" makes it a percent, which is 3.0 for 3 percent).
    """

    id: str
    label: str
    low: Amount
    high: Amount
    step: Amount
    start: Amount
    unit: str = ""
    kind: Kind = Kind.NUMBER

    def __post_init__(self) -> None:
        low, high, step, start = (exact(one) for one in (self.low, self.high, self.step, self.start))
        if not (low < high and low <= start <= high and step > 0):
            raise _wrong(self.id, _("it needs low < high, a step above 0, and a start between the two."))
        if (high - low) / step > _MOST_STOPS:
            raise _wrong(self.id, _("it has more than {n} stops. Take a larger step.").format(n=_MOST_STOPS))
        if self.unit == "%" and self.kind is Kind.NUMBER:
            object.__setattr__(self, "kind", Kind.PERCENT)
        if not self.kind.is_amount:
            raise _wrong(self.id, _("its kind is dollars, number or percent."))

    @property
    def first(self) -> Decimal:
        """The number it starts with."""
        return exact(self.start)


@dataclass(frozen=True)
class Tick:
    """A box to tick: its id and its label in words. Its value is True or False."""

    id: str
    label: str
    start: bool = False

    @property
    def first(self) -> bool:
        """Whether it is ticked at first."""
        return self.start


@dataclass(frozen=True)
class Pick:
    """A choice of one: its id, its label in words, {option id: text}, and the id it starts with."""

    id: str
    label: str
    options: Mapping[str, str]
    start: str = ""

    def __post_init__(self) -> None:
        if len(self.options) < 2 or (self.start and self.start not in self.options):
            raise _wrong(self.id, _("it needs two or more options, and starts with one of them."))

    @property
    def first(self) -> str:
        """The id of the option it starts with."""
        return self.start or next(iter(self.options))


Input = Slider | Tick | Pick


def explore(part: Part, inputs: Sequence[Input], tell: Tell, title: str) -> Explorer | None:
    """Display the inputs with what follows from them, and return the widget.

    tell: called with {input id: Decimal, True or False, or option id} at the start and after each change; a
    chart is drawn when the Told of the start has a plot. title: what can be tried here. While grading nothing
    is shown and None is returned. A rehearsal of a learner's page calls `tell` for the start and for every
    end of every input, so that a check of the lesson finds a setting it cannot work with.
    """
    if not inputs or len({one.id for one in inputs}) < len(inputs):
        raise LessonError(_("Give explore(…) one or more inputs with different ids."))
    if not is_on_screen(part):
        return None
    if is_rehearsed():
        for settings in _ends(inputs):
            tell(settings)
    if (paper := sheet()) is not None:
        paper.put(_on_paper(paper, inputs, tell, title))
        return None
    from IPython.display import display

    from classroom.shown.chart_widget import Chart
    from classroom.shown.explore_widget import Explorer

    told = tell({one.id: one.first for one in inputs})
    chart = Chart(told.plot) if told.plot else None
    explorer = Explorer(tuple(inputs), tell, title, told, chart)
    display(explorer)
    if chart is not None:
        display(chart)
    return explorer


def _on_paper(paper: Sheet, inputs: Sequence[Input], tell: Tell, title: str) -> Tried:
    """The inputs as they are set on a sheet, and what follows."""
    from classroom.reading.blocks import Tried
    from classroom.shown.settings import read_settings, shown_input

    name, values = paper.name()
    settings, problems = read_settings(inputs, values)
    told = tell(dict(settings))
    return Tried(
        name,
        title,
        tuple(shown_input(one, settings[one.id], problems.get(one.id, "")) for one in inputs),
        told.sentence,
        told.view(),
        told.plot,
        moved=bool(values),
    )


def _ends(inputs: Sequence[Input]) -> Iterator[dict[str, Setting]]:
    """The settings at which one input stands at an end of its range, and the others where they start."""
    start: dict[str, Setting] = {one.id: one.first for one in inputs}
    yield dict(start)
    for one in inputs:
        ends: Sequence[Setting]
        if isinstance(one, Slider):
            ends = (exact(one.low), exact(one.high))
        else:
            ends = (True, False) if isinstance(one, Tick) else tuple(one.options)
        for end in ends:
            yield {**start, one.id: end}


def _wrong(name: str, reason: str) -> LessonError:
    return LessonError(_("The input “{id}”: {reason}").format(id=name, reason=reason))
