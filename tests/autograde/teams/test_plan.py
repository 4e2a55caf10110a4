"""The plan of a team: written together, looked over, handed in once, marked by six rows."""

from __future__ import annotations

import io
import threading
import tomllib
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograde.errors import RulesError, TeamError
from autograde.evidence import comment_text
from autograde.ledger.events import EventKind
from autograde.ledger.store import Ledger
from autograde.personal.copy import copy_of
from autograde.teams.changes import give_role, leave_team
from autograde.teams.eligibility import TeamRole
from autograde.teams.plan.checks import findings
from autograde.teams.plan.form import load_form
from autograde.teams.plan.handing_in import hand_in_plan, look_over, mark_plan, write_section
from autograde.teams.plan.saves import Content, Save, plan_of, plan_sha256, read_plan, save_section
from autograde.teams.plan.stated import calculator
from autograde.teams.plan.summary_file import read_summary
from autograde.teams.plan.word_file import plan_as_word_file
from autograde.teams.rules import workshops_folder
from autograde.teams.team import Team, Verdict
from tests.autograde.teams.good_plan import AT, FORM, GOOD, OWNER, plan
from tests.autograde.teams.small_team import MARCH, School

CASES = tomllib.loads((Path(__file__).parent / "cases" / "plan.toml").read_text("utf-8"))["case"]
SITES = ("Oak", "Elm", "Hill", "")
MAY = MARCH + timedelta(days=70)


# --- looking a plan over


def test_a_plan_without_a_slip_has_nothing_to_look_at() -> None:
    assert findings(plan(), FORM, {OWNER}, SITES) == []


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_each_slip_is_told_with_section_and_row(case: dict[str, Any]) -> None:
    content: dict[str, Content] = dict(GOOD)
    section = FORM.section(case["section"])
    assert section is not None
    if section.is_table:
        rows = [list(row) for row in GOOD[section.id]]
        rows[case["row"] - 1][section.place(case["column"])] = case["typed"]
        content[section.id] = tuple(tuple(row) for row in rows)
    else:
        content[section.id] = case["typed"]
    found = findings(plan(content), FORM, {OWNER}, SITES)
    said = [f"{one.section}{f' {one.row}' if one.row else ''}: {one.sentence}" for one in found]
    assert said == case["says"]


def test_an_empty_plan_has_every_section_to_look_at() -> None:
    found = findings(plan_of([]), FORM, {OWNER}, SITES)
    assert [one.section for one in found] == [section.id for section in FORM.sections]


@given(st.dictionaries(st.sampled_from(sorted(GOOD)), st.text(max_size=30)), st.text(max_size=12))
def test_nothing_that_is_typed_breaks_the_look(texts: dict[str, str], cell: str) -> None:
    content: dict[str, Content] = {**GOOD, **texts}
    for section in FORM.sections:
        if section.is_table and section.id not in texts:
            content[section.id] = tuple(tuple(cell for _ in section.columns) for _ in range(2))
    assert findings(plan(content), FORM, {OWNER}, SITES) is not None


# --- the form


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('kind = "whole"', 'kind = "counted"', '"counted" is not known; it can be "text"'),
        ('to = "calendar.what"', 'to = "calendar.when"', '"calendar.when" is no column of the form'),
        ("worksites.took-part / w", "worksites.gone / w", '"worksites.gone" is no column of the form'),
        ('at_most = "members"', 'at_most = "people"', '"worksites.people" is no column of the form'),
        ('kind = "text"\nhint = "Who sits', 'kind = "table"\nhint = "Who sits', '"table" where'),
    ],
)
def test_a_slip_in_the_form_is_told(tmp_path: Path, old: str, new: str, says: str) -> None:
    text = (workshops_folder() / "plans" / "power-and-participation.toml").read_text("utf-8")
    assert old in text
    (tmp_path / "form.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RulesError, match=says):
        load_form(tmp_path / "form.toml")
    assert len(FORM.rubric) == 6


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"bargaining.workshop.plan_sums"', '"bargaining.gone"', 'worked out by "bargaining.gone"'),
        ('"bargaining.workshop.plan_sums"', '"bargaining.errors"', 'worked out by "bargaining.errors"'),
        ('calculator = "bargaining.workshop.plan_sums"', "", 'worked out by "", and no calculator'),
        ('"per ten: ', '"per dozen: ', '"per dozen" is no sum of the plan. There are: share of rows'),
    ],
)  # fmt: skip
def test_a_sum_that_nobody_has_is_told(tmp_path: Path, old: str, new: str, says: str) -> None:
    text = (workshops_folder() / "plans" / "power-and-participation.toml").read_text("utf-8")
    (tmp_path / "form.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RulesError, match=says):
        findings(plan(), load_form(tmp_path / "form.toml"), {OWNER}, SITES)


def test_a_plan_is_worked_out_by_the_sums_of_the_lessons() -> None:
    from bargaining.workshop.plan_sums import SUMS

    assert calculator(FORM).SUMS is SUMS


# --- prices that a member attaches


@pytest.mark.parametrize(
    ("stated", "says"),
    [
        ("$412,310", []),
        ("412,000", []),  # rounded to the thousand
        ("398,000", ["proposals 1: Cost over base (dollars): you say 398,000; the attached summary says 412,310."]),  # noqa: E501
    ],
)  # fmt: skip
def test_a_cost_is_compared_with_the_attached_summary(stated: str, says: list[str]) -> None:
    said = findings(plan({**GOOD, "proposals": (("U-1", "3 percent", stated),)}), FORM, {OWNER}, SITES)
    assert [f"{one.section} {one.row}: {one.sentence}" for one in said] == says


def test_a_proposal_that_the_summary_lacks_and_a_plan_without_one() -> None:
    lacks = {**GOOD, "proposals": (("U-9", "3 percent", "1"),), "asks": (("A raise", "U-9", "So."),)}
    [said] = findings(plan(lacks), FORM, {OWNER}, SITES)
    assert said.sentence.endswith('the attached summary has no proposal "U-9".')
    without = {name: content for name, content in GOOD.items() if name != "priced"}
    [said] = findings(plan(without), FORM, {OWNER}, SITES)
    assert (said.section, said.sentence) == ("priced", "Nothing is written here yet.")


def test_the_summary_of_the_costing_course_is_read_as_it_is_written() -> None:
    from bargaining.costing.employers import employer
    from bargaining.workbook.lessons.team_files import practice_offers
    from bargaining.workbook.summary import priced_summary
    from bargaining.workbook.write import plan_of

    unit = employer(0)
    rows = read_summary("prices.csv", priced_summary(plan_of(unit, *practice_offers(unit), 8)), 60)
    assert [row[0] for row in rows] == ["U", "U-1", "U-2", "U-3", "E", "E-1", "E-2", "E-3"]
    cost = {number: int(dollars) for number, _title, dollars in rows}
    assert abs(cost["U"] - sum(cost[f"U-{year}"] for year in (1, 2, 3))) <= 2  # each is rounded


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Number,Proposal\nU-1,Raise\n", "prices.csv, row 1: a summary has the columns"),
        ("Number,Proposal,Cost\n,Raise,5\n", "row 2: each proposal has a number of its own"),
        ("Number,Proposal,Cost\nU-1,Raise,5\nU-1,Raise,6\n", "row 3: each proposal has a number of its own"),
        ("Number,Proposal,Cost\nU-1,Raise,much\n", 'row 2: "much" is no amount of dollars'),
        ("Number,Proposal,Cost\n", "has 0 proposals"),
    ],
)
def test_what_is_no_summary_is_refused_with_its_row(text: str, says: str) -> None:
    with pytest.raises(TeamError, match=says):
        read_summary("prices.csv", text.encode(), 60)


# --- written together


def test_two_who_write_at_once_both_keep_their_text(school: School) -> None:
    team = school.accepted(10)
    ana, ben = (one.person for one in team.present_members[:2])
    write_section(school.office, team.id, "openness", "We sit together.", 0, ana, MAY)
    # Both open the page now, and begin from save 1.
    write_section(school.office, team.id, "openness", "We sit together, all of us.", 1, ana, MAY)
    after = write_section(school.office, team.id, "openness", "Two of us sit in.", 1, ben, MAY)
    section = after.section("openness")
    assert section.newest is not None and section.newest.content == "We sit together, all of us."
    assert [(one.by, one.content) for one in section.beside] == [(ben, "Two of us sit in.")]
    with pytest.raises(TeamError, match="Two texts wait to be joined in: Who is in the room"):
        hand_in_plan(school.office, team.id, team.coordinator or "", MAY)
    joined = write_section(
        school.office, team.id, "openness", "All of us; two at first.", 2, ben, MAY, took_in=(3,)
    ).section("openness")
    assert joined.beside == ()
    assert [one.content for one in joined.earlier] == [
        "We sit together.", "We sit together, all of us.", "Two of us sit in.",
    ]  # fmt: skip


def test_two_who_write_in_two_sections_are_not_in_each_others_way(school: School) -> None:
    team = school.accepted(10)
    ana, ben = (one.person for one in team.present_members[:2])
    write_section(school.office, team.id, "openness", "Ours.", 0, ana, MAY)
    after = write_section(school.office, team.id, "risks", "Ours too.", 0, ben, MAY)
    assert after.unjoined == [] and (after.content("openness"), after.content("risks")) == (
        "Ours.",
        "Ours too.",
    )


def test_ten_at_the_same_moment_lose_nothing(school: School) -> None:
    team = school.accepted(10)
    people = [one.person for one in team.present_members]

    def write(person: str) -> None:
        save_section(school.office, team.id, "risks", f"Written by {person}", 0, person, MAY)

    threads = [threading.Thread(target=write, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = read_plan(school.office, team.id)
    section = found.section("risks")
    assert section.newest is not None
    kept = {one.content for one in (section.newest, *section.beside)}
    assert kept == {f"Written by {person}" for person in people}
    assert found.last == 10


def test_saving_the_same_again_adds_nothing(school: School) -> None:
    team = school.accepted(10)
    ana = team.present_members[0].person
    for _again in range(2):
        write_section(school.office, team.id, "risks", "Rain.", 0, ana, MAY)
    assert read_plan(school.office, team.id).last == 1


def test_too_much_at_once_is_refused(school: School) -> None:
    team = school.accepted(10)
    ana = team.present_members[0].person
    for content, says in (("x" * 10_001, "longer than 10,000"), ((("y" * 301,),), "more than 300")):
        with pytest.raises(TeamError, match=says):
            write_section(school.office, team.id, "risks", content, 0, ana, MAY)


SAVES = st.lists(
    st.tuples(
        st.sampled_from(["a", "b"]), st.integers(0, 8), st.text(max_size=5), st.sets(st.integers(1, 8))
    ),
    max_size=8,
)


@given(SAVES)
def test_whatever_is_saved_is_newest_beside_or_was_seen_by_whoever_came_after(
    said: list[tuple[str, int, str, set[int]]],
) -> None:
    saves = [
        Save(number, section, base, OWNER, AT, text, frozenset(took))
        for number, (section, base, text, took) in enumerate(said, start=1)
    ]
    made = plan_of(saves)
    by_number = {save.number: save for save in saves}
    for save in saves:
        versions = made.section(save.section)
        here = {one.number for one in (*versions.beside, *([versions.newest] if versions.newest else []))}
        seen_by = {one.number for one in saves if one.base == save.number or save.number in one.took_in}
        assert save.number in here or seen_by, "a text was replaced by somebody who had not seen it"
    kept = [
        one.number
        for versions in made.sections.values()
        for one in (*versions.earlier, *versions.beside, *([versions.newest] if versions.newest else []))
    ]
    assert sorted(kept) == sorted(by_number)


def test_her_copy_holds_what_she_wrote_and_nobody_elses(school: School) -> None:
    team = school.accepted(10)
    ana, ben = (one.person for one in team.present_members[:2])
    write_section(school.office, team.id, "openness", "Ana's words.", 0, ana, MAY)
    write_section(school.office, team.id, "risks", "Ben's words.", 0, ben, MAY)
    with zipfile.ZipFile(io.BytesIO(copy_of(school.office, ana))) as archive:
        told = archive.read(f"teams/{team.id}/plan-{ana}.json").decode()
        assert f"teams/{team.id}/members/{ana}.json" in archive.namelist()
    assert "Ana's words." in told and "Ben's words." not in told


# --- handed in and marked


def written(school: School) -> Team:
    team = school.accepted(10)
    who = team.coordinator or ""
    for section, content in GOOD.items():
        write_section(school.office, team.id, section, content, 0, who, MAY)
    return team


ROWS = {row.id: 2 for row in FORM.rubric}


def test_the_coordinator_hands_it_in_once_for_the_team(school: School) -> None:
    team = written(school)
    coordinator, other = (one.person for one in team.present_members[:2])
    with pytest.raises(TeamError, match="The coordinator hands the plan in"):
        hand_in_plan(school.office, team.id, other, MAY)
    made = hand_in_plan(school.office, team.id, coordinator, MAY)
    assert made.body["plan_sha256"] == plan_sha256(read_plan(school.office, team.id))
    with pytest.raises(TeamError, match="handed in already"):
        hand_in_plan(school.office, team.id, coordinator, MAY)
    with pytest.raises(TeamError, match="so it stays as it is"):
        write_section(school.office, team.id, "risks", "More.", len(GOOD), other, MAY)
    handed = school.found.team(team.id).handed_in
    assert handed is not None and (handed.save, handed.by) == (len(GOOD), coordinator)


def test_whoever_coordinates_now_hands_it_in_and_who_left_writes_no_more(school: School) -> None:
    team = written(school)
    before, after = (one.person for one in team.present_members[:2])
    give_role(school.office, team.id, after, TeamRole.COORDINATOR, "Leave", school.staff, MAY)
    with pytest.raises(TeamError, match="The coordinator hands the plan in"):
        hand_in_plan(school.office, team.id, before, MAY)
    leave_team(school.office, team.id, before, "Leave", school.staff, MAY)
    with pytest.raises(TeamError, match="Only a member of the team writes"):
        write_section(school.office, team.id, "risks", "One more.", 11, before, MAY)
    found = school.found.team(team.id)
    owners = look_over(school.office, found, read_plan(school.office, team.id), "power-and-participation")
    assert any("is not in the team any more" in one.sentence for one in owners)
    hand_in_plan(school.office, team.id, after, MAY)


def test_nothing_written_is_not_handed_in(school: School) -> None:
    team = school.accepted(10)
    with pytest.raises(TeamError, match="Nothing is written in the plan yet"):
        hand_in_plan(school.office, team.id, team.coordinator or "", MAY)


def test_a_returned_plan_is_changed_handed_in_again_and_met(school: School) -> None:
    team = written(school)
    who = team.coordinator or ""
    hand_in_plan(school.office, team.id, who, MAY)
    some = {**ROWS, "openness": 0}
    mark_plan(school.office, team.id, Verdict.RETURNED, some, "Say who may come.", school.second, MAY)
    with pytest.raises(TeamError, match="Nothing was changed since"):
        hand_in_plan(school.office, team.id, who, MAY)
    write_section(school.office, team.id, "openness", "Everybody, always.", 3, who, MAY)
    hand_in_plan(school.office, team.id, who, MAY)
    mark_plan(school.office, team.id, Verdict.MET, ROWS, "Ready to use.", school.second, MAY)
    handed = school.found.team(team.id).handed_in
    assert handed is not None and handed.mark is not None
    assert (handed.mark.points, handed.mark.max_points) == (12, 12)
    assert comment_text(school.office, handed.mark.comment_id) == "Ready to use."
    marks = [one.body["points"] for one in school.events() if one.kind is EventKind.PLAN_MARKED]
    assert marks == [10, 12]
    assert school.found.reflections == {}  # what each writes for herself is marked apart
    Ledger(school.office.records()).verify()


@pytest.mark.parametrize(
    ("rows", "comment", "says"),
    [
        ({**ROWS, "steps": 3}, "Good.", "Mark every row. Still open: Steps that grow"),
        ({"steps": 2}, "Good.", "Still open: Participation, Openness"),
        (ROWS, " ", "Write a sentence to the team"),
    ],
)
def test_a_mark_says_something_of_every_row(
    school: School, rows: dict[str, int], comment: str, says: str
) -> None:
    team = written(school)
    with pytest.raises(TeamError, match="has not handed in"):
        mark_plan(school.office, team.id, Verdict.MET, ROWS, "Good.", school.second, MAY)
    hand_in_plan(school.office, team.id, team.coordinator or "", MAY)
    with pytest.raises(TeamError, match=says):
        mark_plan(school.office, team.id, Verdict.MET, rows, comment, school.second, MAY)


# --- as a document


def test_the_document_holds_every_section_and_the_names_of_owners() -> None:
    data = plan_as_word_file(plan(), FORM, "Oak teachers", {OWNER: "Ana Reyes"}, AT)
    document = docx.Document(io.BytesIO(data))
    heads = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert heads == [section.title for section in FORM.sections]
    tasks = document.tables[-1]
    assert [cell.text for cell in tasks.rows[1].cells] == [
        "Find a room", "Ana Reyes", "2027-01-04", "First table day",
    ]  # fmt: skip
    assert OWNER not in "".join(
        cell.text for table in document.tables for row in table.rows for cell in row.cells
    )


def test_a_hostile_text_is_text_in_the_document() -> None:
    hostile = "<b>bold</b> =1+1 \x07 {{ secret }}"
    data = plan_as_word_file(plan({**GOOD, "risks": hostile}), FORM, "Oak", {}, AT)
    text = "\n".join(one.text for one in docx.Document(io.BytesIO(data)).paragraphs)
    assert "<b>bold</b> =1+1  {{ secret }}" in text
