"""Published rates by date: what the files hold, and what is said about a file that is not as it should be."""

import re
from datetime import date
from decimal import Decimal

import pytest

from bargaining.errors import ParameterError
from bargaining.parameters import parameter, parameter_names

GOOD = """
title = "A rate"
description = "A rate for the tests."
unit = "rate"
checked_to = 2026-12-31

[[value]]
from = 2025-01-01
value = 0.05
source = "A law, https://example.org/law"

[[value]]
from = 2026-01-01
value = 0.06
source = "A law, https://example.org/law"
"""


def read(tmp_path, text):
    (tmp_path / "a-rate.toml").write_text(text, encoding="utf-8")
    return parameter("a-rate", tmp_path)


@pytest.mark.parametrize("name", parameter_names())
def test_every_file_can_be_read_and_says_where_each_value_is_published(name):
    read_one = parameter(name)
    assert read_one.value_on(read_one.checked_to) == read_one.values[-1]
    assert all(value.source.count("https://") == 1 and value.number > 0 for value in read_one.values)
    assert ("rate" in read_one.unit) == all(value.number < 1 for value in read_one.values)


@pytest.mark.parametrize(
    ("name", "day", "number"),
    [
        ("social-security-rate", date(2011, 6, 1), "0.062"),  # the cut of 2011 was the employee's alone
        ("social-security-wage-base", date(2024, 12, 31), "168600"),
        ("social-security-wage-base", date(2025, 1, 1), "176100"),
        ("medicare-rate", date(2026, 1, 1), "0.0145"),
        ("additional-medicare-rate", date(2026, 1, 1), "0.009"),
        ("federal-unemployment-wage-base", date(2026, 1, 1), "7000"),
    ],
)
def test_a_value_holds_from_its_day_until_the_next_one(name, day, number):
    assert parameter(name).on(day) == Decimal(number)


def test_the_day_before_a_change_still_has_the_old_value(tmp_path):
    rate = read(tmp_path, GOOD)
    assert rate.on(date(2025, 12, 31)) == Decimal("0.05")
    assert rate.on(date(2026, 1, 1)) == Decimal("0.06")


@pytest.mark.parametrize("day", [date(2024, 12, 31), date(2027, 1, 1)])
def test_a_day_that_nobody_has_looked_up_is_refused(tmp_path, day):
    with pytest.raises(ParameterError, match=r"a-rate\.toml, which runs from 2025-01-01 to 2026-12-31"):
        read(tmp_path, GOOD).on(day)


def test_a_name_that_is_not_there_lists_those_that_are(tmp_path):
    with pytest.raises(ParameterError, match=r'There is no parameter "\.\./secret"; there are: none'):
        parameter("../secret", tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('title = "A rate"', "", 'has no "title"'),
        ("0.05", '"five"', "value 1: 'five' is not a number"),
        ("0.05", "nan", "value 1: Decimal('NaN') is not a number"),
        ("from = 2026-01-01", "from = 2025-01-01", "put the oldest first"),
        ("from = 2026-01-01", 'from = "2026"', "'2026' is not a day"),
        ('"A law, https://example.org/law"', '"a friend"', "the source must say where it is published"),
        ("value = 0.06", "value = 0.06\nnote = 1", "value 2: it must have from, value and source"),
        ("checked_to = 2026-12-31", "checked_to = 2025-12-31", "before its newest value begins"),
        ("[[value]]", "[[number]]", "has no [[value]]"),
        ("title", "title =", "cannot be read as TOML"),
    ],
)
def test_what_is_wrong_in_a_file_is_said_with_its_name(tmp_path, old, new, message):
    with pytest.raises(ParameterError, match=re.escape(message)) as refused:
        read(tmp_path, GOOD.replace(old, new))
    assert str(refused.value).startswith("a-rate.toml")
