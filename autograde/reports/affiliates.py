"""How each affiliate's members are doing, without showing any one of them. Pure.

In: `Found`. Out: a `Report`. Fewer than five learners are not shown by themselves: they are drawn together,
and when even together they are fewer than five, their numbers are left out (and with them the total, from
which they could be worked out). Source of the threshold: common practice in publishing education figures;
it is a setting of this page.
"""

from collections.abc import Sequence
from decimal import Decimal

from autograde.program.part_standing import PartState
from autograde.registration.outcomes import Outcome
from autograde.reports.report import Report
from autograde.reports.scope import Found, Seat
from classroom.language import _, ngettext

__all__ = ["FEWEST", "affiliates"]

FEWEST = 5
"""A group of fewer learners is never shown by itself."""


def affiliates(found: Found) -> Report:
    """One row for each affiliate: learners, those active, parts and courses complete, units."""
    groups: dict[str, list[Seat]] = {}
    for seat in found.seats:
        groups.setdefault(seat.person.affiliate or _("(none given)"), []).append(seat)
    shown = {name: seats for name, seats in groups.items() if _learners(seats) >= FEWEST}
    small = [seat for name, seats in groups.items() if name not in shown for seat in seats]
    rows = [_row(name, seats) for name, seats in sorted(shown.items())]
    hidden = 0 < _learners(small) < FEWEST
    if small:
        name = _("Other affiliates, fewer than {n} learners each").format(n=FEWEST)
        rows.append([name, *[None] * 7] if hidden else _row(name, small))
    if rows and not hidden:
        rows.append(_row(_("All"), list(found.seats)))
    return Report(
        name="affiliates",
        title=_("Affiliates"),
        scope=found.words,
        finding=_finding(len(groups), found, hidden),
        headings=[
            _("Affiliate"),
            _("Learners"),
            _("Have sent something"),
            _("Parts complete"),
            _("Courses complete"),
            _("Withdrawn"),
            _("No-show"),
            _("Units"),
        ],
        rows=rows,
        zone=found.zone,
        notes=[
            (
                _("Small groups"),
                _(
                    "Fewer than {n} learners are not shown by themselves. Where their numbers could be "
                    "worked out from the total, the total is left out."
                ).format(n=FEWEST),
            ),
            (_("Learners"), _("People enrolled in a session in scope, each counted once.")),
        ],
        bars=(1, 2),
        names=False,
    )


def _learners(seats: Sequence[Seat]) -> int:
    return len({seat.person.id for seat in seats})


def _row(name: str, seats: Sequence[Seat]) -> list[object]:
    active = {
        seat.person.id
        for seat in seats
        if any(part.state is not PartState.NOT_STARTED for part in seat.standing.parts.values())
    }
    return [
        name,
        _learners(seats),
        len(active),
        sum(seat.standing.parts_complete for seat in seats),
        sum(seat.standing.course_complete for seat in seats),
        sum(seat.outcome is Outcome.WITHDRAWN for seat in seats),
        sum(seat.outcome is Outcome.NO_SHOW for seat in seats),
        sum((seat.standing.units for seat in seats), Decimal(0)),
    ]


def _finding(count: int, found: Found, hidden: bool) -> str:
    """How many there are; not of people, where that would tell how many are not shown."""
    if hidden:
        return ngettext(
            "{count} affiliate, with too few learners to be shown.",
            "{count} affiliates, of which the smallest are not shown.",
            count,
        ).format(count=count)
    return ngettext(
        "{people} learners of {count} affiliate.", "{people} learners of {count} affiliates.", count
    ).format(people=len(found.people), count=count)
