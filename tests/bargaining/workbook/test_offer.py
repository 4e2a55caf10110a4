"""A proposal as an offer that the workbook can hold."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from bargaining.costing.employers import employer
from bargaining.costing.raises.kinds import Edits, FlatRaise, InTurn, OffSchedule, PercentRaise
from bargaining.costing.table.items import Item, Proposal, Status
from bargaining.costing.table.pricing import price
from bargaining.costing.years.project import project
from bargaining.errors import CostingError
from bargaining.workbook.offer import Offer, offer_of, percent_offer
from bargaining.workbook.write import plan_of

NOW = datetime(2027, 3, 1, tzinfo=UTC)


def item(name: str, **what: object) -> Item:
    return Item(name, name, Status.PROPOSED, NOW, "Ana", **what)  # type: ignore[arg-type]


def test_an_offer_costs_what_its_proposal_costs_whatever_comes_first() -> None:
    unit = employer(100)
    items = (
        item("cents", raises={1: FlatRaise(Decimal("0.40"))}),
        item(
            "percent",
            raises={1: PercentRaise(Decimal("0.03")), 2: {"Custodians": PercentRaise(Decimal("0.02"))}},
        ),
        item("more cents", raises={1: InTurn((FlatRaise(Decimal("0.10")), PercentRaise(Decimal("0.01"))))}),
        item("bonus", once={2: OffSchedule(Decimal("0.25"))}),
        item("withdrawn", raises={1: PercentRaise(Decimal("0.5"))}).moved_to(Status.WITHDRAWN, NOW),
    )
    proposal = Proposal("The union", 2, items)
    priced = price(unit, proposal).cost
    offered = project(unit, offer_of(unit, proposal).plans(unit)).cost
    assert offered.spent_dollars == pytest.approx(priced.spent_dollars, abs=Decimal("0.000001"))


@pytest.mark.parametrize(
    ("what", "says"),
    [
        (
            {"raises": {1: Edits(steps={"1": Decimal(500)})}},
            "is changes of 1 cells, steps or lanes; the workbook holds",
        ),
        (
            {"raises": {1: PercentRaise(Decimal("0.03"))}, "months": {1: 6}},
            "begins during the year; the workbook holds",
        ),
        (
            {"once": {1: OffSchedule(rate=Decimal("0.01"))}},
            "is a share of salary paid once; the workbook holds",
        ),
    ],
)
def test_an_item_of_another_shape_is_refused_with_what_to_do(what: dict[str, object], says: str) -> None:
    with pytest.raises(CostingError, match=says):
        offer_of(employer(0), Proposal("The union", 1, (item("pay", **what),)))


def test_two_offers_of_different_length_are_not_compared() -> None:
    unit = employer(0)
    with pytest.raises(CostingError, match="compare contracts of the same length"):
        plan_of(
            unit,
            percent_offer("We", unit, [Decimal(0)]),
            percent_offer("They", unit, [Decimal(0), Decimal(0)]),
        )


def test_an_offer_of_no_years_is_refused() -> None:
    with pytest.raises(CostingError, match="no years"):
        Offer("The board", ())
