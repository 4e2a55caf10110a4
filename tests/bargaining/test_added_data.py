"""Newer figures that somebody brings: checked, kept, used where the folder is given and nowhere else."""

from decimal import Decimal

import pytest

from bargaining.added_data import add_file, rows_with_added
from bargaining.data import table_path
from bargaining.errors import DataError
from bargaining.finance.chapter70.districts import district_years
from bargaining.finance.chapter70.parameters import parameters
from bargaining.finance.chapter70.rates import foundation_rates
from bargaining.finance.municipality import municipality

HEAD = "dor_code,municipality,fiscal_year,levy_limit_dollars,maximum_levy_dollars,levy_dollars,"
HEAD += "excess_capacity_dollars,levy_ceiling_dollars,override_capacity_dollars\n"
WARE = "309,Ware,2027,20000000,21000000,20500000,500000,40000000,20000000\n"


@pytest.fixture
def bring(tmp_path):
    """Write a file and add it to a folder; returns what became of it and the folder."""

    def bring(text, name="newer.csv", table=""):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return add_file(file, tmp_path / "figures", table), tmp_path / "figures"

    return bring


def test_a_town_gets_the_levy_it_lacked(bring):
    added, folder = bring(HEAD + WARE)
    assert (added.dataset, added.resource, added.rows, added.replaced) == ("ma-levy", "capacity", 1, 0)
    assert municipality("Ware", folder).levy.fiscal_year == 2027
    assert municipality("Ware", folder).levy.capacity.excess_dollars == 500_000
    assert municipality("Ware").levy is None  # not where the folder is not given


def test_the_latest_year_of_a_town_counts(bring):
    _, folder = bring(HEAD + "168,Marblehead,2027,77803708,87000000,86000000,1000000,250000000,172196292\n")
    assert municipality("Marblehead", folder).levy.limit_dollars == 77_803_708
    assert municipality("Marblehead").levy.fiscal_year == 2026


def test_a_row_that_is_brought_again_takes_the_place_of_the_first(bring):
    bring(HEAD + WARE)
    added, folder = bring(HEAD + WARE.replace("20500000,500000", "20400000,600000"))
    assert added.replaced == 1
    assert municipality("Ware", folder).levy.levy_dollars == 20_400_000
    assert len(rows_with_added("ma-levy", "capacity", folder)) == 351


def test_the_calculators_use_added_parameters_rates_and_districts(bring):
    bring(
        "fiscal_year,parameter,value,unit,standing,source,note\n"
        "2027,minimum_aid_per_pupil_dollars,75,dollars per pupil,published,https://example.org,\n"
    )
    rates = table_path("ma-chapter70", "rates").read_text(encoding="utf-8").replace("\n2025,", "\n2027,")
    bring(rates)
    columns = table_path("ma-chapter70", "districts").read_text(encoding="utf-8").splitlines()[0]
    _, folder = bring(f"{columns}\n168,Marblehead,2026,2500,34000000,28000000,6998479,34998479,,yes\n")
    assert parameters(2027, folder).number("minimum_aid_per_pupil_dollars") == 75
    assert foundation_rates(2027, folder).per_pupil("pk") == Decimal("4875.79")
    assert district_years(folder)[168, 2026].aid_dollars == 6_998_479
    assert (168, 2026) not in district_years()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            HEAD + WARE.replace("20500000", "about twenty million"),
            'newer.csv, row 2, column levy_dollars: the entry is "about twenty million", but must be a',
        ),
        (
            HEAD + WARE.replace("309,", "9,"),
            'row 2, column dor_code: the entry is "9", which does not have the form',
        ),
        (
            HEAD + WARE + WARE,
            "newer.csv, row 3, column dor_code and fiscal_year: dor_code 309, fiscal_year 2027",
        ),
        (
            HEAD.replace("levy_dollars,excess", "excess") + WARE,
            "row 1: the columns are nearly those of ma-levy/capacity, but levy_dollars is missing; add it.",
        ),
        (
            HEAD.replace("\n", ",remark\n") + WARE,
            "row 1: the columns are those of ma-levy/capacity, and remark besides",
        ),
        (
            "municipality,dor_code," + HEAD.removeprefix("dor_code,municipality,") + WARE,
            "row 1: the columns are those of ma-levy/capacity in another order; it is dor_code, municipality",
        ),
        (
            HEAD + WARE.replace("Ware", "Waree"),
            'row 2, column municipality: there is no "Waree"; use',
        ),
        (
            HEAD + WARE.replace("309", "310"),
            "row 2, column dor_code: Ware has the code 309, not 310; check which of the two is meant.",
        ),
        (
            "name,wish\nWare,more\n",
            "newer.csv, row 1: the columns are those of no table of the school; begin from",
        ),
        ("", "newer.csv, row 1: the columns are those of no table of the school"),
    ],
)
def test_a_file_that_does_not_fit_is_answered_and_nothing_is_kept(bring, tmp_path, text, sentence):
    with pytest.raises(DataError) as refused:
        bring(text)
    assert sentence in str(refused.value)
    assert not (tmp_path / "figures").exists()


def test_rates_with_a_missing_category_are_named(bring):
    rates = table_path("ma-chapter70", "rates").read_text(encoding="utf-8").splitlines()
    cut = [",".join(line.split(",")[:-1]) for line in rates if '"' not in line]
    with pytest.raises(
        DataError, match=r"ma-chapter70/rates, but special_education_tuition is missing; add it"
    ):
        bring("\n".join(cut) + "\n")


def test_a_table_can_be_named_and_must_be_there(bring, tmp_path):
    assert bring(HEAD + WARE, table="ma-levy/capacity")[0].rows == 1
    with pytest.raises(DataError, match='The data set "ma-levy" has no table "limits"'):
        bring(HEAD + WARE, table="ma-levy/limits")
    with pytest.raises(DataError, match=r"There is no file .*nowhere\.csv; check its name"):
        add_file(tmp_path / "nowhere.csv", tmp_path / "figures")
