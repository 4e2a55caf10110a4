"""The folder that a team prints: the figures of the engine in words, as a tagged PDF and as one HTML page."""

from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from io import BytesIO

import pypdf
import pytest

from bargaining.costing.employers import employer
from bargaining.costing.table.pricing import price
from bargaining.costing.units.unit import BargainingUnit, UnitKind
from bargaining.workbook.folder.pay_slips import pay_slips
from bargaining.workbook.folder.printing import folder_html, folder_of, folder_pdf
from bargaining.workbook.folder.sheets import Table
from bargaining.workbook.offer import percent_offer
from bargaining.workbook.plan import Plan
from bargaining.workbook.write import plan_of

RATES = [Decimal("0.04"), Decimal("0.03"), Decimal("0.02")]
RENEWALS = [Decimal("0.07")] * 3


def plan(variant: int, side: str = "The union") -> Plan:
    unit = employer(variant)
    ours = percent_offer(side, unit, RATES, RENEWALS)
    return plan_of(unit, ours, percent_offer("The board", unit, RATES[::-1], RENEWALS))


@pytest.mark.parametrize("variant", [0, 100, 200])
def test_each_kind_of_unit_has_seven_things_in_hand_and_the_workbook_is_the_seventh(variant: int) -> None:
    titles = [sheet.title for sheet in folder_of(plan(variant))]
    assert titles == [
        "Data request and tracker",
        "Proposal summary",
        "Brief",
        "Caucus card",
        "Pay slips",
        "What we do not know",
    ]


def test_a_pay_slip_by_hand() -> None:
    """Harbor Bend, lane B, step 1 to 2: 52,100 × 1.04 − 50,000 = 4,184 a year more.

    Single: the member pays 20 % of 10,200 and then of 10,914. Each of 26 pays, rounded as a slip is:
    2,084.00 − 83.95 less 1,923.08 − 78.46.
    """
    table = next(block for block in pay_slips(plan(0)).blocks if isinstance(block, Table))
    assert table.heads == ("Step now", "Hours", "no plan", "single", "two-person", "family")
    assert table.rows[0][:4] == ("1", "full time", "160.92", "155.43")


def test_every_hours_of_school_staff_has_its_own_row() -> None:
    unit = employer(100)
    worked = {post.hours_per_day for post in unit.groups[0].posts}
    table = next(block for block in pay_slips(plan(100)).blocks if isinstance(block, Table))
    assert len({row[1] for row in table.rows}) == len(worked)


@pytest.mark.parametrize("variant", [0, 100, 200])
def test_the_pdf_is_tagged_says_what_the_engine_says_and_is_the_same_twice(variant: int) -> None:
    one = plan(variant)
    sheets = folder_of(one)
    made = folder_pdf("Our folder", sheets)
    assert made == folder_pdf("Our folder", sheets)
    read = pypdf.PdfReader(BytesIO(made))
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert read.metadata is not None
    assert read.metadata.title == "Our folder"
    text = " ".join(page.extract_text() for page in read.pages).replace("\n", " ")
    from bargaining.workbook.figures import figures

    found = figures(one)
    assert f"{found['ours_total_3']:,.0f}" in text
    assert f"{found['gap_cumulative']:,.2f}" in text or f"{found['gap_cumulative']:,.0f}" in text
    assert "A fictional employer" in text


def test_what_people_typed_is_markup_nowhere() -> None:
    hostile = '<script>alert("#1")</script> #pagebreak() *$x$*'
    sheets = folder_of(plan(0, hostile), estimates=[hostile], said=[hostile])
    assert "<script>" not in folder_html("Ours", sheets)
    text = " ".join(
        page.extract_text() for page in pypdf.PdfReader(BytesIO(folder_pdf("Ours", sheets))).pages
    )
    assert "#pagebreak() *$x$*" in text.replace("\n", " ")


class _Outline(HTMLParser):
    """Counts tags, and refuses anything that would be fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not {"src", "href"} & {name for name, _ in attrs}


def test_the_page_has_headings_captions_and_heads_and_fetches_nothing() -> None:
    outline = _Outline()
    outline.feed(folder_html("Ours", folder_of(plan(200))))
    assert outline.tags.count("h1") == 1
    assert outline.tags.count("h2") == 6
    assert outline.tags.count("caption") == outline.tags.count("table") > 6
    assert outline.tags.count("th") > 0


def test_a_contract_of_which_little_is_known_says_so() -> None:
    known = employer(0)
    group = replace(known.groups[0], movement=type(known.groups[0].movement)())
    unit = BargainingUnit("Our local", (group,), UnitKind.TEACHERS)
    offers = [percent_offer(side, unit, RATES) for side in ("We", "They")]
    sheets = folder_of(plan_of(unit, *offers), estimates=["Estimate: 40 people were spread evenly."])
    page = folder_html("Ours", sheets)
    for line in (
        "Estimate: 40 people were spread evenly.",
        "Roll-up and health insurance: prices are of pay alone.",
        "Who leaves among Teachers: no turnover is counted.",
        "not known",
    ):
        assert line in page
    assert "fictional" not in page


def test_the_brief_quotes_the_prices_of_the_table() -> None:
    """The same three years, priced as a proposal of items."""
    from datetime import UTC, datetime

    from bargaining.costing.convention import Rounding, round_money
    from bargaining.costing.price_tag import in_dollars
    from bargaining.costing.raises.kinds import PercentRaise
    from bargaining.costing.table.items import Item, Proposal, Status

    unit = employer(100)
    raises = {year: PercentRaise(rate) for year, rate in enumerate(RATES, start=1)}
    item = Item("pay", "pay", Status.PROPOSED, datetime(2027, 3, 1, tzinfo=UTC), "Ana", raises=raises)
    priced = price(unit, Proposal("The union", 3, (item,)))
    assert in_dollars(round_money(priced.cost.total_dollars, Rounding.HALF_UP_DOLLAR)) in " ".join(
        block for sheet in folder_of(plan(100)) for block in sheet.blocks if isinstance(block, str)
    )
