"""The rules file is read strictly, keeps its source, and must fit its course."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from autograde.course import load_course
from autograde.errors import RulesError
from autograde.program.standing import find_rules, load_rules, standing

ROOT = Path(__file__).parents[3]
COURSE = load_course(ROOT / "curriculum" / "costing")
RULES = load_rules(ROOT / "programs" / "costing-units.toml")
NOW = datetime(2026, 2, 2, tzinfo=UTC)


def test_the_rules_keep_what_the_page_says_apart_from_what_we_set() -> None:
    assert find_rules("costing") == RULES
    assert (RULES.part_count, RULES.units, RULES.pass_mark_percent) == (9, 3, 70)
    assert "nine parts" in RULES.source
    assert "Sample settings" in RULES.note


RULES_TEXT = (ROOT / "programs" / "costing-units.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "pass_mark_percent = 70",
            "pass_mark_percent = 0.7",
            r'line \d+: "ours.pass_mark_percent": it must be a whole',
        ),
        ("pass_mark_percent = 70", "pass_mark = 70", r'line \d+: "ours.pass_mark_percent": it is missing'),
        (
            "memo_must_be_met = true",
            'memo_must_be_met = "yes"',
            '"ours.memo_must_be_met": it must be true or false',
        ),
        ("units = 3", "units = 3\ncredits = 9", '"published.credits": there is no such field'),
        ('"latest graded"', '"best"', '"best" is not known; it can be "latest graded"'),
        ("[ours]", "[our]", '"ours": it is missing'),
        ("units = 3", "units =", r"line \d+: this is not TOML"),
    ],
)
def test_a_slip_in_the_rules_is_told_with_its_line(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in RULES_TEXT
    (tmp_path / "rules.toml").write_text(RULES_TEXT.replace(old, new), encoding="utf-8")
    with pytest.raises(RulesError, match=says):
        load_rules(tmp_path / "rules.toml")


def test_every_change_of_the_file_has_another_hash(tmp_path: Path) -> None:
    (tmp_path / "rules.toml").write_text(RULES_TEXT + "# a remark\n", encoding="utf-8")
    assert load_rules(tmp_path / "rules.toml") == replace(
        RULES, sha256=load_rules(tmp_path / "rules.toml").sha256
    )
    assert load_rules(tmp_path / "rules.toml").sha256 != RULES.sha256


def test_rules_must_fit_their_course() -> None:
    eight = replace(COURSE, parts=COURSE.parts[:8])
    with pytest.raises(RulesError, match='for 9 parts of "costing", but the course "costing" lists 8'):
        standing([], eight, RULES, NOW)
    with pytest.raises(RulesError, match='but the course "other" lists 9'):
        standing([], replace(COURSE, id="other"), RULES, NOW)


def test_rules_are_found_by_their_course(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match=r'No rules file in .* is for the course "costing"'):
        find_rules("costing", tmp_path)
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(RULES_TEXT, encoding="utf-8")
    with pytest.raises(RulesError, match="More than one rules file"):
        find_rules("costing", tmp_path)
