"""What learners of the demonstration get holds nothing that only the grader may see."""

import re
from pathlib import Path

import pytest

from autograde.course import find_courses
from autograde.office import Office
from autograde.people.register import People
from autograde.release.leaks import leaks_in, secrets
from autograde.release.release import released_part
from autograde.sessions.calendar import Sessions
from demonstration.cohort import load_cohort
from desk.app import create_app
from desk.settings import DeskSettings

ROOT = Path(__file__).parents[2]
COURSES = find_courses(ROOT / "curriculum")
COHORT = load_cohort()
PART = ROOT / "curriculum" / COHORT.course / COHORT.part


def test_the_learners_bundle(office: Office) -> None:
    assert leaks_in(released_part(office, COHORT.session, COHORT.part).bundle, secrets(PART)) == []


def test_the_folders_of_all_learners(played: Path) -> None:
    # Numbers of the worked example may be somebody's own answer; lines of the hidden tests are nobody's.
    hidden = {
        part.folder.name: secrets(part.folder, answers=False)
        for course in COURSES.values()
        for part in course.parts
        if part.folder
    }
    looked_at = set()
    for path in sorted((played / "demo-learners").rglob("*")):
        if path.is_file():
            part = next((name for name in path.parts if name in hidden), PART.name)
            assert leaks_in(path, hidden[part]) == [], path
            looked_at.add(part)
    assert PART.name in looked_at
    assert len(looked_at) > 1


@pytest.fixture(scope="module")
def feedback_pages(office: Office) -> dict[str, str]:
    """The feedback page of everyone, as the desk shows it to her."""
    people, shown = People(office.records()), {}
    app = create_app(office, COURSES, DeskSettings(demonstration=True, clock=lambda: COHORT.opens))
    for person in Sessions(office.records()).enrolled(COHORT.session):
        browser = app.test_client()
        code = people.one_time_code(person, "sign-in", COHORT.opens)
        assert browser.get(f"/sign-in/{code}").status_code == 303
        page = browser.get(f"/feedback/{COHORT.course}/{COHORT.part}")
        assert page.status_code == 200
        shown[people.name(person)] = page.text
    return shown


def test_every_feedback_page(feedback_pages: dict[str, str]) -> None:
    assert len(feedback_pages) == 12
    # A number of the worked example may be somebody's own right answer, too; who works for whom is drawn.
    hidden = {secret for secret in secrets(PART) if not re.fullmatch(r"[\d.,$%-]+", secret)}
    for name, page in feedback_pages.items():
        assert leaks_in(page, hidden, where=name) == []
        text = re.sub(r"<[^>]*>", " ", page)
        for word in ("Traceback", "Error:", "score(", "Decimal(", "import ", "HIDDEN"):
            assert word not in text, (name, word)


def test_a_wrong_answer_is_answered_with_its_own_sentence(feedback_pages: dict[str, str]) -> None:
    assert (
        "That is the top step&#39;s share of the payroll, not of the staff." in feedback_pages["Chidi Abara"]
    )
    assert "You could send this tomorrow." in feedback_pages["Ana Duarte"]
