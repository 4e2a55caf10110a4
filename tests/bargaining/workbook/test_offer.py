"""A proposal as an offer that the workbook can hold."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from bargaining.costing.employers import employer
from bargaining.costing.index import IndexTable
from bargaining.costing.raises.kinds import Edits, FlatRaise, InTurn, NewBaseCell, OffSchedule, PercentRaise
from bargaining.costing.table.items import Item, Proposal, Status
from bargaining.costing.table.pricing import price
from bargaining.costing.years.project import project
from bargaining.errors import CostingError
from bargaining.workbook.from_proposal import offer_of
from bargaining.workbook.offer import CellChange, Offer, OfferYear, percent_offer
from bargaining.workbook.write import plan_of

NOW = datetime(2027, 3, 1, tzinfo=UTC)
INDEX = IndexTable(("1",), ("B",), {("1", "B"): Decimal(1)})


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


def test_single_places_and_a_raise_that_begins_during_the_year_cost_the_same_in_both() -> None:
    unit = employer(0)
    places = Edits({("1", "B"): Decimal(300)}, {"10": Decimal(900)}, {"M": Decimal(-100)})
    items = (
        item("places", raises={1: places, 2: Edits(steps={"10": Decimal(50)})}),
        item("percent", raises={1: PercentRaise(Decimal("0.03")), 2: PercentRaise(Decimal("0.02"))}),
        item(
            "January",
            raises={1: InTurn((PercentRaise(Decimal("0.01")), FlatRaise(Decimal(200))))},
            months={1: 6},
        ),
    )
    proposal = Proposal("The union", 2, items)
    offer = offer_of(unit, proposal)
    assert offer.years[0].changes[0] == CellChange("Teachers", "1", "B", Decimal("309.00"))
    assert (offer.years[0].later_months, offer.years[1].later_rates) == (6, {})
    priced, offered = price(unit, proposal).cost, project(unit, offer.plans(unit)).cost
    assert offered.spent_dollars == pytest.approx(priced.spent_dollars, abs=Decimal("0.000001"))
    assert priced.spent_dollars[0] < priced.payroll_dollars[0]


def test_a_new_base_cell_takes_the_place_of_what_came_before_it_and_costs_the_same_in_both() -> None:
    unit = employer(0)
    items = (
        item("percent before", raises={1: PercentRaise(Decimal("0.09"))}),
        item("base", raises={1: NewBaseCell(unit.index, Decimal(51_500))}),
        item("top", raises={1: Edits(steps={"10": Decimal(900)}), 2: PercentRaise(Decimal("0.01"))}),
    )
    offer = offer_of(unit, Proposal("The union", 2, items))
    assert offer.years[0].new_bases["Teachers"].base_dollars == 51_500
    priced = price(unit, Proposal("The union", 2, items)).cost
    assert project(unit, offer.plans(unit)).cost.spent_dollars == pytest.approx(
        priced.spent_dollars, abs=Decimal("0.000001")
    )


def test_two_new_base_cells_on_different_index_tables_are_refused() -> None:
    unit = employer(0)
    ours, theirs = (
        Offer(side, (OfferYear(new_bases={"Teachers": NewBaseCell(index, Decimal(51_000))}),))
        for side, index in (("We", unit.index), ("They", INDEX))
    )
    with pytest.raises(CostingError, match="Teachers stand on different index tables"):
        plan_of(unit, ours, theirs)


def test_a_second_raise_that_begins_during_the_same_year_is_refused() -> None:
    items = [item(name, raises={1: PercentRaise(Decimal("0.01"))}, months={1: 6}) for name in ("one", "two")]
    with pytest.raises(CostingError, match='"two" begins during year 1, and so does another item'):
        offer_of(employer(0), Proposal("The union", 1, tuple(items)))


def test_a_change_of_every_cell_is_dollars_on_every_cell_and_an_unknown_group_is_refused() -> None:
    unit = employer(0)
    everywhere = Offer("We", (OfferYear(changes=(CellChange("Teachers", "", "", Decimal(500)),)),))
    flat = Offer("We", (OfferYear(flat_dollars={"Teachers": Decimal(500)}),))
    assert project(unit, everywhere.plans(unit)).cost == project(unit, flat.plans(unit)).cost
    nowhere = Offer("We", (OfferYear(changes=(CellChange("Cooks", "1", "", Decimal(500)),)),))
    with pytest.raises(CostingError, match="has no group Cooks to change; it has Teachers"):
        nowhere.plans(unit)


@pytest.mark.parametrize(
    ("what", "says"),
    [
        (
            {"raises": {1: NewBaseCell(INDEX, Decimal(51_000))}, "months": {1: 6}},
            "gives a new base cell during the year; the workbook holds",
        ),
        (
            {"raises": {1: Edits(steps={"1": Decimal(500)})}, "months": {1: 6}},
            "changes single places during the year; the workbook holds",
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
