"""A team of labor and a team of management write one statement; a signature is of one text."""

from __future__ import annotations

import io
from datetime import timedelta

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograde.errors import TeamError
from autograde.ledger.events import EventKind, NewEvent
from autograde.personal.erase import erase_person
from autograde.teams.changes import give_role
from autograde.teams.details import team_folder
from autograde.teams.eligibility import TeamRole
from autograde.teams.joint.statement import JointStatement, Side, statements_of
from autograde.teams.joint.word_file import statement_sheet
from autograde.teams.joint.writing import (
    find_statement,
    pair_teams,
    sign_statement,
    statement_of_team,
    write_statement,
)
from autograde.teams.plan.form import find_form
from autograde.teams.plan.saves import plan_sha256, read_plan
from autograde.teams.rules import find_workshop_rules
from autograde.teams.sheet import Sheet, as_page, as_word_file
from autograde.teams.team import Team
from tests.autograde.teams.small_team import MARCH, School, stored

MAY = MARCH + timedelta(days=70)


def paired(school: School) -> tuple[JointStatement, Team, Team]:
    labor, management = school.accepted(10, "oak"), school.accepted(10, "office")
    made = pair_teams(school.office, labor.id, management.id, "Article 12", school.staff, MAY)
    return made, labor, management


def write_both(school: School, made: JointStatement, person: str) -> None:
    write_statement(school.office, made.id, "clause", "Forty minutes, every day.", 0, person, MAY)
    write_statement(school.office, made.id, "commitment", "We meet each month.", 0, person, MAY)


def in_force(school: School, made: JointStatement) -> bool:
    return find_statement(school.office, made.id).in_force(plan_sha256(read_plan(school.office, made.id)))


def test_both_sides_write_and_sign_the_same_text(school: School) -> None:
    made, labor, management = paired(school)
    write_both(school, made, labor.present_members[4].person)
    sign_statement(school.office, made.id, labor.coordinator or "", MAY)
    assert not in_force(school, made)
    sign_statement(school.office, made.id, management.coordinator or "", MAY)
    assert in_force(school, made)
    with pytest.raises(TeamError, match="stays as it is"):
        write_statement(school.office, made.id, "clause", "Thirty.", 1, labor.coordinator or "", MAY)
    found = statement_of_team(school.office, management.id)
    assert found is not None and (found.id, found.side_of(management.id)) == (made.id, Side.MANAGEMENT)


def test_a_change_after_a_signature_asks_both_to_sign_anew(school: School) -> None:
    made, labor, management = paired(school)
    write_both(school, made, labor.coordinator or "")
    sign_statement(school.office, made.id, labor.coordinator or "", MAY)
    write_statement(school.office, made.id, "clause", "Thirty minutes.", 1, management.coordinator or "", MAY)
    sign_statement(school.office, made.id, management.coordinator or "", MAY)
    assert not in_force(school, made)  # labor had signed other words
    sign_statement(school.office, made.id, labor.coordinator or "", MAY)
    assert in_force(school, made)


def test_who_may_not_sign_is_told_why(school: School) -> None:
    made, labor, management = paired(school)
    coordinator, member = labor.coordinator or "", labor.present_members[5].person
    with pytest.raises(TeamError, match="nothing to sign yet"):
        sign_statement(school.office, made.id, coordinator, MAY)
    write_both(school, made, member)
    with pytest.raises(TeamError, match="coordinator of each side signs"):
        sign_statement(school.office, made.id, member, MAY)
    write_statement(school.office, made.id, "clause", "Another.", 0, management.coordinator or "", MAY)
    with pytest.raises(TeamError, match="Two texts wait to be joined"):
        sign_statement(school.office, made.id, coordinator, MAY)
    write_statement(school.office, made.id, "clause", "Both.", 1, member, MAY, took_in=(3,))
    sign_statement(school.office, made.id, coordinator, MAY)
    with pytest.raises(TeamError, match="signed this text already"):
        sign_statement(school.office, made.id, coordinator, MAY)
    give_role(school.office, labor.id, member, TeamRole.COORDINATOR, "Leave", school.staff, MAY)
    with pytest.raises(TeamError, match="signed this text already"):
        sign_statement(school.office, made.id, member, MAY)  # the side has signed, whoever coordinates


def test_only_the_two_teams_write(school: School) -> None:
    made, _labor, _management = paired(school)
    third = school.accepted(10, "third").coordinator or ""
    with pytest.raises(TeamError, match="Only the two teams write"):
        write_statement(school.office, made.id, "clause", "Ours.", 0, third, MAY)


def test_a_pair_is_two_accepted_teams_that_have_no_partner(school: School) -> None:
    _made, labor, management = paired(school)
    third, waiting = school.accepted(10, "third").id, school.apply(10, "waiting").team
    for one, other, clause, says in (
        (third, third, "Article 1", "two different teams"),
        (third, waiting, "Article 1", "both accepted"),
        (third, labor.id, "Article 1", "has a partner already"),
    ):
        with pytest.raises(TeamError, match=says):
            pair_teams(school.office, one, other, clause, school.staff, MAY)
    with pytest.raises(TeamError, match="There is no joint statement"):
        find_statement(school.office, management.id)


def test_the_statement_goes_when_the_last_of_both_teams_is_erased(school: School) -> None:
    made, labor, management = paired(school)
    write_both(school, made, labor.coordinator or "")
    for team in (labor, management):
        assert team_folder(school.office, made.id).exists()
        for member in team.present_members:
            erase_person(school.office, member.person, "Asked", school.staff, MAY)
    assert not team_folder(school.office, made.id).exists()


SIGNED = st.lists(st.tuples(st.sampled_from(list(Side)), st.sampled_from("abc")), max_size=8)


@given(SIGNED, st.sampled_from("abc"))
def test_it_is_in_force_when_what_each_side_signed_last_is_the_text(
    said: list[tuple[Side, str]], text: str
) -> None:
    body = {"pair": "t-1", "labor": "t-2", "management": "t-3", "clause": "Article 1"}
    events = [stored(NewEvent("1", "office", "w", EventKind.TEAMS_PAIRED, MAY, "system:x", body=body))]
    for number, (side, sha) in enumerate(said, start=2):
        signed = {"pair": "t-1", "side": side.value, "text_sha256": sha}
        kind = EventKind.STATEMENT_SIGNED
        events.append(stored(NewEvent(str(number), "office", "w", kind, MAY, "system:x", body=signed)))
    found = statements_of(events)["t-1"]
    last = dict(said)
    assert found.in_force(text) == (set(last) == set(Side) and set(last.values()) == {text})


def test_the_two_sided_workshop_has_rules_and_a_form_of_its_own() -> None:
    rules = find_workshop_rules("two-sided-clause")
    assert (rules.fewest_members, rules.fee_dollars) == (3, 0)
    assert [section.is_table for section in find_form(rules.id).sections] == [False] * 3


# --- on paper


def test_the_statement_on_paper_says_who_signed_this_text(school: School) -> None:
    made, labor, management = paired(school)
    write_both(school, made, labor.present_members[4].person)
    sign_statement(school.office, made.id, labor.coordinator or "", MAY)

    def sheet() -> Sheet:
        names = {labor.coordinator or "": "Ana Oak", management.coordinator or "": "Ben <b>Office</b>"}
        teams = {labor.id: "Teachers", management.id: "Committee"}
        found, text = find_statement(school.office, made.id), read_plan(school.office, made.id)
        return statement_sheet(found, text, teams, names, "One clause", "America/New_York")

    rows = sheet().blocks[-1].rows
    assert [row[:3] for row in rows] == [("Labor", "Teachers", "Ana Oak"), ("Management", "Committee", "")]
    assert rows[1][3] == "not signed yet" and sheet().blocks[-1].heading == "Signatures"
    sign_statement(school.office, made.id, management.coordinator or "", MAY)
    signed = sheet()
    assert signed.blocks[-1].heading == "Signed by both sides"
    page = as_page(signed)
    assert "Forty minutes, every day." in page and "We meet each month." in page
    assert "Ben &lt;b&gt;Office&lt;/b&gt;" in page and "<script" not in page
    document = docx.Document(io.BytesIO(as_word_file(signed, MAY)))
    assert "Forty minutes, every day." in [one.text for one in document.paragraphs]
    assert document.tables[0].rows[1].cells[2].text == "Ana Oak"


def test_a_changed_word_is_on_paper_without_signatures(school: School) -> None:
    made, labor, _management = paired(school)
    write_both(school, made, labor.present_members[4].person)
    sign_statement(school.office, made.id, labor.coordinator or "", MAY)
    write_statement(school.office, made.id, "clause", "Thirty.", 1, labor.coordinator or "", MAY)
    found, text = find_statement(school.office, made.id), read_plan(school.office, made.id)
    rows = statement_sheet(found, text, {}, {}, "One clause", "UTC").blocks[-1].rows
    assert {row[3] for row in rows} == {"not signed yet"}
