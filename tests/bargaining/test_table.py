"""Life at the table: Harbor Bend's two proposals, a swap, the log and the caucus card."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bargaining.costing.convention import Convention, Growth, Rounding
from bargaining.costing.employers import employer
from bargaining.costing.price_tag import Cost
from bargaining.costing.raises.kinds import FlatRaise, OffSchedule, PercentRaise
from bargaining.costing.scattergram import Scattergram
from bargaining.costing.schedule import SalarySchedule
from bargaining.costing.table.caucus import caucus_card
from bargaining.costing.table.gap import gap, gap_by_cell
from bargaining.costing.table.items import Item, Proposal, Status
from bargaining.costing.table.moves import log_of, moves_between
from bargaining.costing.table.pricing import item_prices, price, price_of_item
from bargaining.costing.table.swap import price_swap
from bargaining.costing.units.group import Salaried
from bargaining.costing.units.unit import BargainingUnit, UnitKind
from bargaining.errors import CostingError

UNIT = employer(0)
MONDAY = datetime(2027, 1, 4, 18, 30, tzinfo=UTC)
TUESDAY = datetime(2027, 1, 5, 9, 0, tzinfo=UTC)

# Harbor Bend with everybody on one step, so that raises alone are priced, as in the course's part 8.
NO_STEPS = BargainingUnit(
    "Harbor Bend without steps",
    (
        Salaried(
            "Teachers",
            SalarySchedule(
                ("1",), ("B",), {("1", "B"): Decimal(10_628_950) / 159}, rounding=Rounding.UNROUNDED
            ),
            Scattergram({("1", "B"): Decimal(159)}),
        ),
    ),
    UnitKind.TEACHERS,
)


def raises(*percents):
    return {year: PercentRaise(Decimal(str(percent)) / 100) for year, percent in enumerate(percents, start=1)}


def item(name="pay", status=Status.PROPOSED, **others):
    given = {"raises": raises(3, 3, 3), "checked_by": "Ben", **others}
    return Item(name, f"Item {name}", status, MONDAY, "Ana", **given)


def proposal(*items, side="The union"):
    return Proposal(side, 3, items)


def test_the_gap_of_harbor_bends_two_proposals():
    """4/3/2 against 2/3/4: the same at the end, 431,535.37 apart on the way; 904.69 per FTE and year."""
    ours = price(NO_STEPS, proposal(item(raises=raises(4, 3, 2))))
    theirs = price(NO_STEPS, proposal(item(raises=raises(2, 3, 4)), side="The board"))
    apart = gap(ours, theirs)
    assert [round(dollars, 2) for dollars in apart.by_year_dollars] == [
        212_579,
        Decimal("218956.37"),
        0,
    ]
    assert round(apart.cumulative_dollars, 2) == Decimal("431535.37")
    assert round(apart.running_dollars[1], 2) == Decimal("431535.37")
    assert round(apart.per_fte_per_year_dollars, 2) == Decimal("904.69")
    assert round(apart.present_value_dollars(Decimal("0.03")), 2) == Decimal("412774.76")
    assert [round(dollars, 2) for dollars in ours.cost.over_base_dollars] == [
        425_158,
        Decimal("756781.24"),
        Decimal("984495.86"),
    ]


def test_the_gap_in_each_cell():
    ours, theirs = (price(UNIT, proposal(item(raises=raises(*p)))) for p in ((4, 3, 2), (2, 3, 4)))
    assert gap_by_cell(ours, theirs, "Teachers", year=1)["1", "B"] == 1_000
    assert set(gap_by_cell(ours, theirs, "Teachers").values()) == {0}
    with pytest.raises(CostingError, match="There is no group Nurses; there are Teachers"):
        gap_by_cell(ours, theirs, "Nurses")
    with pytest.raises(CostingError, match="There is no year 4; the years are 1 to 3"):
        gap_by_cell(ours, theirs, "Teachers", year=4)


def test_two_prices_by_different_rules_are_not_compared():
    one, other = (price(UNIT, proposal(item()), Convention(growth=growth)) for growth in Growth)
    with pytest.raises(CostingError, match=r"counted by different rules.*Price both under one convention"):
        gap(one, other)
    shorter = price(UNIT, Proposal("The board", 1, ()))
    with pytest.raises(CostingError, match="compare contracts of the same length"):
        gap(one, shorter)
    with pytest.raises(CostingError, match="start from different base years"):
        gap(one, price(employer(7), proposal(item())))


def test_what_is_withdrawn_or_only_supposed_does_not_count():
    nothing = price(UNIT, proposal()).cost
    assert price(UNIT, proposal(item(status=Status.WITHDRAWN))).cost == nothing
    supposal = proposal(item(status=Status.SUPPOSAL))
    assert price(UNIT, supposal).cost == nothing
    assert price(UNIT, supposal, with_supposals=True).cost == price(UNIT, proposal(item())).cost


def test_what_nobody_checked_prints_as_a_draft():
    assert price(UNIT, proposal(item(checked_by=None))).tag().sentence.startswith("DRAFT The union: $")
    assert (
        price(UNIT, proposal(item()))
        .tag(Cost.NEW_MONEY, 1)
        .sentence.startswith("The union: $593,878.50 in new")
    )
    with pytest.raises(
        CostingError, match='Ana prepared the number of "Item pay"; a second person must check it'
    ):
        item(checked_by="Ana")


def test_the_lines_of_a_proposal_add_up():
    whole = proposal(
        item(),
        item("flat", raises={2: FlatRaise(Decimal(500))}),
        item("bonus", raises={}, once={1: OffSchedule(dollars=Decimal(1_000))}),
        item("health", raises={}, dollars={1: Decimal(-40_000), 2: Decimal(-42_000), 3: Decimal(-44_000)}),
    )
    lines = item_prices(UNIT, whole)
    priced = price(UNIT, whole).cost.over_base_dollars
    assert tuple(sum(years) for years in zip(*lines.values(), strict=True)) == priced
    assert lines["bonus"] == (159_000, 0, 0)
    assert lines["health"] == (-40_000, -42_000, -44_000)
    assert lines["items on each other"][2] < 0 < lines["standing still"][0]  # year 3 raises the flat 500 too
    assert price(UNIT, whole).cost.run_rate_dollars > 0


def test_a_raise_for_one_group_only():
    staff = employer(100)
    only = item(raises={1: {"Custodians": FlatRaise(Decimal("0.50"))}})
    hours = staff.group("Custodians").scattergram.total_fte
    assert price_of_item(staff, Proposal("The union", 1, (only,)), "pay")[0] == Decimal("0.50") * hours
    with pytest.raises(CostingError, match="has no group Cooks"):
        price(staff, Proposal("The union", 1, (item(raises={1: {"Cooks": FlatRaise(Decimal(1))}}),)))


def test_a_swap_is_the_difference_of_two_whole_packages():
    package = proposal(item(), item("bonus", raises={}, once={1: OffSchedule(dollars=Decimal(1_000))}))
    swap = price_swap(UNIT, package, ["bonus"], [item("pay", raises=raises(3, 3, "3.5"))])
    before, after = price(UNIT, package), price(UNIT, swap.after)
    assert swap.cumulative_dollars == after.cost.total_dollars - before.cost.total_dollars
    assert swap.sentence.startswith("The package after the swap costs less than the one before by $")
    nothing = price_swap(UNIT, package, [], [])
    assert nothing.cumulative_dollars == 0
    assert nothing.sentence == "The package after the swap costs the same as the one before."
    with pytest.raises(CostingError, match="The union has no item leave; it has pay, bonus"):
        price_swap(UNIT, package, ["leave"], [])


def test_the_log_says_who_moved_what_and_when():
    first = proposal(item(), item("leave", raises={}))
    moved = first.item("pay").moved_to(Status.PACKAGED, TUESDAY, package="A")
    second = first.with_item(replace(moved, raises=raises(3, 3, 2))).without("leave")
    log = log_of([(MONDAY, first), (TUESDAY, second)])
    assert [move.sentence for move in log] == [
        '2027-01-04 18:30 The union: new item "Item pay", proposed.',
        '2027-01-04 18:30 The union: new item "Item leave", proposed.',
        '2027-01-05 09:00 The union: "Item pay" from proposed to packaged, with another number.',
        '2027-01-05 09:00 The union: item "Item leave" taken out.',
    ]
    assert moves_between(first, first, TUESDAY) == ()
    changed = first.with_item(replace(first.item("pay"), raises=raises(4, 3, 3), at=TUESDAY))
    assert [move.sentence for move in moves_between(first, changed, TUESDAY)] == [
        '2027-01-05 09:00 The union: number of "Item pay" changed.'
    ]


def test_a_caucus_card_prices_one_item_again_on_a_small_page():
    unchecked = item(raises=raises(3, 3, "2.5"), checked_by=None)
    card = caucus_card(NO_STEPS, proposal(item()), unchecked)
    assert [round(dollars, 2) for dollars in card.change_by_year_dollars] == [0, 0, Decimal("-56381.27")]
    assert card.lines == (
        "DRAFT: Item pay",
        "The union, proposed",
        "Year 1: $318,868.50 over base (3.00%)",
        "Year 2: $647,303.06 over base (6.09%)",
        "Year 3: $929,209.38 over base (8.74%)",
        "All years: $1,895,380.94",
        "Change: −$56,381.27",
        "Per FTE and year: −$118.20",
        "Whole package: $1,895,380.94",
        "Prepared by Ana, NOT CHECKED",
    )
    assert max(map(len, card.lines)) <= 44
    new = caucus_card(UNIT, proposal(), item("bonus", raises={}, once={1: OffSchedule(dollars=Decimal(100))}))
    assert new.by_year_dollars == new.change_by_year_dollars == (15_900, 0, 0)
    assert new.lines[-1] == "Prepared by Ana, checked by Ben"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (lambda: proposal(item(), item()), "The union has two items called pay; give each its own id."),
        (
            lambda: Proposal("The union", 2, (item(),)),
            '"Item pay" changes year 3, but the contract has years 1 to 2.',
        ),
        (
            lambda: item(status=Status.PACKAGED),
            '"Item pay" is packaged and names no package; '
            "an item is packaged exactly when it names its package.",
        ),
        (
            lambda: item(package="A"),
            '"Item pay" is proposed and names the package A; '
            "an item is packaged exactly when it names its package.",
        ),
        (lambda: proposal().item("pay"), "The union has no item pay; it has none."),
    ],
)
def test_what_is_no_proposal_is_refused_in_a_sentence(wrong, sentence):
    with pytest.raises(CostingError) as refused:
        wrong()
    assert str(refused.value) == sentence


@settings(max_examples=25)
@given(
    st.lists(st.integers(-20, 60), min_size=3, max_size=3),
    st.lists(st.integers(-20, 60), min_size=3, max_size=3),
)
def test_a_gap_turns_round_with_its_sides_and_is_nothing_against_itself(ours, theirs):
    one, other = (
        price(UNIT, proposal(item(raises=raises(*(Decimal(tenths) / 10 for tenths in rates)))))
        for rates in (ours, theirs)
    )
    assert gap(one, other).by_year_dollars == tuple(-dollars for dollars in gap(other, one).by_year_dollars)
    assert set(gap(one, one).by_year_dollars) == {0}
