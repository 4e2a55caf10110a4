"""What people type in a number box, and how it is understood."""

import ast
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classroom.errors import AmountError
from classroom.questions.question import Kind
from classroom.typed.amounts import NUMBER_CHARACTERS, echo, read_amount
from classroom.typed.arithmetic import evaluate

DOLLARS, NUMBER, PERCENT = Kind.DOLLARS, Kind.NUMBER, Kind.PERCENT


@pytest.mark.parametrize(
    ("typed", "value", "shown"),
    [
        ("$1,590,000", "1590000", "$1,590,000"),
        ("1,590,000.00", "1590000", "$1,590,000"),
        ("1590000", "1590000", "$1,590,000"),
        ("1.59m", "1590000", "$1,590,000"),
        ("1.59 million", "1590000", "$1,590,000"),
        ("1.59 Million dollars", "1590000", "$1,590,000"),
        ("1.6 mn", "1600000", "$1,600,000"),
        ("1.59MM", "1590000", "$1,590,000"),
        ("590k", "590000", "$590,000"),
        ("2 bn", "2000000000", "$2,000,000,000"),
        ("=1.02*66848.74", "68185.7148", "$68,185.7148"),
        ("= 3 x (1,200 + $50) ÷ 2", "1875", "$1,875"),
        ("(1,200)", "-1200", "−$1,200"),
        ("$(1,200)", "-1200", "−$1,200"),
        ("-1,200", "-1200", "−$1,200"),
        ("−$1,200", "-1200", "−$1,200"),
        ("– 1200", "-1200", "−$1,200"),
        ("1\u00a0590\u2009000", "1590000", "$1,590,000"),
        ("1 590 000", "1590000", "$1,590,000"),
        ("1'590'000", "1590000", "$1,590,000"),
        ("1’590’000", "1590000", "$1,590,000"),
        ("１，５９０．５", "1590.5", "$1,590.50"),
        ("٣٤", "34", "$34"),
        ("1200 dollars", "1200", "$1,200"),
        ("500$", "500", "$500"),
        ("US$ 500", "500", "$500"),
        (".50", "0.5", "$0.50"),
        ("500.", "500", "$500"),
        ("0", "0", "$0"),
        ("-0", "0", "$0"),
    ],
)  # fmt: skip
def test_dollars_as_people_type_them(typed: str, value: str, shown: str) -> None:
    amount = read_amount(typed, DOLLARS)
    assert (amount.value, amount.problem, amount.echo) == (Decimal(value), None, shown)


@pytest.mark.parametrize(
    ("typed", "value", "shown"),
    [
        ("2.17%", "2.17", "2.17 %"),
        ("2.17 percent", "2.17", "2.17 %"),
        ("2.17 per cent", "2.17", "2.17 %"),
        ("2.17", "2.17", "2.17 %"),
        ("1", "1", "1 %"),
        ("0", "0", "0 %"),
        ("0.0217 %", "0.0217", "0.0217 %"),
        ("−0.5%", "-0.5", "−0.5 %"),
        ("(2%)", "-2", "−2 %"),
        ("=98700/4550000*100", None, "≈ 2.169231 %"),
    ],
)  # fmt: skip
def test_percents_as_people_type_them(typed: str, value: str | None, shown: str) -> None:
    amount = read_amount(typed, PERCENT, "%")
    assert amount.echo == shown
    assert amount.problem is None
    assert value is None or amount.value == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "unit", "shown"),
    [
        ("80.5 FTE", "FTE", "80.5 FTE"),
        ("80.5 fte", "FTE", "80.5 FTE"),
        ("40 hours", "", "40"),
        ("1,250", "hours", "1,250 hours"),
        ("1 hour", "hours", "1 hours"),
        ("$24.50", "dollars per hour", "24.5 dollars per hour"),
        ("24.50 dollars per hour", "dollars per hour", "24.5 dollars per hour"),
        ("5 m", "m", "5 m"),
        ("0.5 %", "%", "0.5 %"),
    ],
)  # fmt: skip
def test_numbers_with_their_units(typed: str, unit: str, shown: str) -> None:
    assert read_amount(typed, NUMBER, unit).echo == shown


@pytest.mark.parametrize(
    ("typed", "kind", "asks"),
    [
        ("66848,74", DOLLARS, "Did you mean 66848.74 or 6684874?"),
        ("66.848,74", DOLLARS, "Did you mean 66848.74 or 66.84874?"),
        ("0,5", DOLLARS, "Did you mean 0.5 or 5?"),
        ("2,17%", PERCENT, "Did you mean 2.17 or 217?"),
        ("2,125", PERCENT, "Did you mean 2.125 or 2125?"),
        ("1,59,000", DOLLARS, "Did you mean 159000?"),
        ("1.590.000", DOLLARS, "Did you mean 1,590,000?"),
        ("0.0217", PERCENT, "Did you mean 2.17 %, or 0.0217 %? Type the percent sign."),
        (".5", PERCENT, "Did you mean 50 %, or 0.5 %? Type the percent sign."),
        ("-0.5", PERCENT, "Did you mean −50 %, or −0.5 %? Type the percent sign."),
        ("=98700/4550000", PERCENT, "Did you mean 2.169231 %, or 0.0216923 %? Type the percent sign."),
        ("about 80", NUMBER, "without “about”"),
        ("~80", NUMBER, "without “~”"),
        ("1 or 2", NUMBER, "more than one number"),
        ("1–2", NUMBER, "more than one number"),
        ("1 2", NUMBER, "more than one number"),
        ("3/4", NUMBER, "begin with ="),
        ("1e6", NUMBER, "more than one number"),
        ("1.59 mil", DOLLARS, "how much “mil” is"),
        ("7 dozen", NUMBER, "how much “dozen” is"),
        ("€500", DOLLARS, "in dollars"),
        ("5½", NUMBER, "fractions as decimals"),
        ("2²", NUMBER, "no raised digits"),
        ("twelve", DOLLARS, "in digits"),
        ("", DOLLARS, "Type a number."),
        (" \u00a0", DOLLARS, "Type a number."),
        ("2%", DOLLARS, "asks for dollars, not a percent"),
        ("2%", NUMBER, "without a percent sign"),
        ("$2", PERCENT, "asks for a percent, not dollars"),
        ("$80", NUMBER, "without the dollar sign"),
        ("2m%", PERCENT, "“m”"),
        ("500 per year", DOLLARS, "“per year”"),
        ("-(5)", DOLLARS, "one minus sign"),
        ("(5", DOLLARS, "parenthesis"),
        ("5)", DOLLARS, "parenthesis"),
        ("=", DOLLARS, "after the = sign"),
        ("=1/0", DOLLARS, "divides by zero"),
        ("=2^3", DOLLARS, "Powers are not used"),
        ("=2**3", DOLLARS, "Powers are not used"),
        ("=2%*3", DOLLARS, "2% is 0.02"),
        ("=(1", DOLLARS, "ends too early"),
        ("=5 5", DOLLARS, "stops making sense at “5”"),
        ("=1.5m*2", DOLLARS, "stops making sense at “m”"),
        ("=__import__('os')", DOLLARS, "stops making sense at “_”"),
        ("9" * (NUMBER_CHARACTERS + 1), DOLLARS, "longer than 30 characters"),
    ],
)  # fmt: skip
def test_what_can_be_read_in_two_ways_is_asked_about(typed: str, kind: Kind, asks: str) -> None:
    amount = read_amount(typed, kind)
    assert amount.value is None
    assert amount.echo == ""
    assert asks in (amount.problem or "")


@pytest.mark.parametrize("typed", ["66848,74", "2,17", "0,5", "66.848,74"])
def test_both_readings_of_a_comma_can_be_typed_as_they_are_shown(typed: str) -> None:
    problem = read_amount(typed, DOLLARS).problem or ""
    readings = problem.removeprefix("Did you mean ").split("?")[0].split(" or ")
    values = [read_amount(reading, DOLLARS).value for reading in readings]
    assert len(values) == 2
    assert None not in values


def test_a_number_in_another_unit_is_asked_about() -> None:
    assert "“people”" in (read_amount("80 people", NUMBER, "FTE").problem or "")


def test_thirty_digits_are_kept_to_the_last() -> None:
    typed = "123456789012345678901234567.123"[:NUMBER_CHARACTERS]
    assert read_amount(typed, NUMBER).value == Decimal(typed)


def test_a_text_holds_no_amount() -> None:
    with pytest.raises(AmountError, match="holds no amount"):
        read_amount("5", Kind.TEXT)


decimals = st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, places=4)


@given(decimals, st.sampled_from([DOLLARS, NUMBER, PERCENT]))
@settings(deadline=None)
def test_reading_what_we_show_gives_the_same_value(value: Decimal, kind: Kind) -> None:
    assert read_amount(echo(value, kind), kind).value == value


@given(st.text(max_size=40), st.sampled_from([DOLLARS, NUMBER, PERCENT]))
@settings(deadline=None)
def test_any_text_gives_a_value_with_its_echo_or_a_sentence(text: str, kind: Kind) -> None:
    amount = read_amount(text, kind)
    assert (amount.value is None) == bool(amount.problem)
    assert (amount.value is None) == (amount.echo == "")


@given(st.text(alphabet="0123456789.,'() $%-=+*/kmx−", max_size=30), st.sampled_from([DOLLARS, PERCENT]))
@settings(deadline=None)
def test_any_line_of_digits_and_signs_gives_a_value_or_a_sentence(text: str, kind: Kind) -> None:
    amount = read_amount(text, kind)
    assert (amount.value is None) == bool(amount.problem)


numbers = st.decimals(min_value=0, max_value=10**9, allow_nan=False, places=2).map(str)


def combined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(
            lambda parts: f"({parts[0]} {parts[1]} {parts[2]})"
        ),
        inner.map(lambda part: f"-{part}" if part[0] != "-" else part),
    )


@given(st.recursive(numbers, combined, max_leaves=8))
@settings(deadline=None)
def test_a_calculation_is_exact(text: str) -> None:
    try:
        expected = fraction_by_python(text)
    except ZeroDivisionError:
        with pytest.raises(AmountError, match="divides by zero"):
            evaluate(text)
        return
    if len(text) <= 200:
        assert evaluate(text) == expected


def fraction_by_python(text: str) -> Fraction:
    """The same calculation by Python's own reader, on exact fractions."""

    def value(node: ast.expr) -> Fraction:
        if isinstance(node, ast.Constant):
            return Fraction(ast.get_source_segment(text, node) or "")
        if isinstance(node, ast.UnaryOp):
            return -value(node.operand)
        assert isinstance(node, ast.BinOp)
        left, right = value(node.left), value(node.right)
        if isinstance(node.op, ast.Add):
            return left + right
        if isinstance(node.op, ast.Sub):
            return left - right
        return left * right if isinstance(node.op, ast.Mult) else left / right

    return value(ast.parse(text, mode="eval").body)


def test_products_come_before_sums_and_the_left_before_the_right() -> None:
    assert evaluate("2+3*4") == 14
    assert evaluate("100/10/5") == 2
    assert evaluate("10-3-2") == 5


def test_deep_and_long_calculations_are_refused() -> None:
    with pytest.raises(AmountError, match="too many parentheses"):
        evaluate("(" * 90 + "1" + ")" * 90)
    with pytest.raises(AmountError, match="too many parentheses"):
        evaluate("-" * 190 + "1")
    with pytest.raises(AmountError, match="at most 200 characters"):
        evaluate("1+" * 100 + "1")
