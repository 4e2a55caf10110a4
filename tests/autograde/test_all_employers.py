"""Before a part is released it is tried for every employer: each slip is told with line and employer."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from autograde.authoring.build import build_source
from autograde.course import load_course
from autograde.errors import ReleaseError
from autograde.release import all_employers
from autograde.release.all_employers import employers_of, try_all_employers
from autograde.release.lesson_trial import try_lesson

LESSONS = Path(__file__).parent / "lessons"
PART = "part01-counting"


@pytest.fixture
def part(tmp_path: Path) -> Path:
    """A copy of the toy part, to spoil."""
    shutil.copytree(LESSONS / "tally", tmp_path / "tally")
    return tmp_path / "tally" / PART


@pytest.fixture
def edit(part: Path) -> Callable[[str, str, str], None]:
    def edited(name: str, old: str, new: str) -> None:
        text = (part / name).read_text(encoding="utf-8")
        assert old in text
        (part / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return edited


def attempt(part: Path) -> None:
    try_all_employers(load_course(part.parent), part, build_source(part))


def test_a_sound_part_is_tried_for_the_worked_example_and_for_every_employer(
    part: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []
    monkeypatch.setattr(
        all_employers, "try_lesson", lambda folder, n, *rest: tried.append(n) or try_lesson(folder, n, *rest)
    )
    attempt(part)
    assert tried == employers_of(load_course(part.parent)) == [0, 1, 2, 3, 4, 5]


# What the author did, as a replacement; the line that must be named (a piece of it); the employer; the words.
SLIPS = {
    "an employer the code forgets": (
        "people = 12 + part.variant",
        "people = 12 + part.variant\nassert part.variant != 4",
        "assert part.variant != 4",
        4,
        "the lesson stops here with AssertionError.",
    ),
    "a sum that fails for one of them": (
        "salary_dollars = Decimal(50_000)",
        "salary_dollars = Decimal(50_000) + 0 / Decimal(part.variant - 3) ",
        "salary_dollars = ",
        3,
        "InvalidOperation: a sum cannot be worked out with this employer's numbers. Divide by nothing",
    ),
    "a misspelt import": (
        "from decimal import Decimal",
        "from decimal import Decimel",
        "from decimal import",
        0,
        "cannot import name 'Decimel' from 'decimal'. Correct the spelling, or import it.",
    ),
    "a misspelt keyword": ("near_rate=", "nearrate=", "score(", 0, "TypeError: score() got an unexpected"),
    "a string for a question": (
        "ask(part, payroll)",
        'ask(part, "payroll")',
        'ask(part, "payroll")',
        0,
        "“payroll” is not a question. Put what dollars(…)",
    ),
    "a list for a table": (
        "salary_dollars = Decimal(50_000)",
        'salary_dollars = Decimal(50_000)\nfrom classroom import show_table\nshow_table([1], "One")',
        "show_table([1]",
        0,
        "A table is made from a pandas DataFrame; this is a list.",
    ),
    "a hint that tells all": (
        "Look at the picture.",
        "There are 3.",
        "practice(",
        0,
        "Question row: a hint holds the right answer.",
    ),
    "a question nobody puts": (
        "ask(part, payroll)\n",
        "",
        "payroll = dollars",
        0,
        "question payroll: no learner ever sees it. Write ask(part, …) above its hidden tests.",
    ),
    "a question put for somebody else": (
        "ask(part, payroll)\n",
        'if part.variant != 2:\n    ask(part, payroll)\n',
        "payroll = dollars",
        2,
        "question payroll: no learner ever sees it.",
    ),
    "a name that only the hidden tests know": (
        "submit_button(part)",
        "submit_button(part)\nsay(secret)",
        "say(secret)",
        0,
        "name 'secret' is not defined",
    ),
    "a question without a mistake": (
        'mistakes=[Mistake("rows counted", 4, "You counted the rows. Count the people in them.")],',
        "",
        "    number(\"people\"",
        0,
        "question people: it names no mistake. Add mistakes=[Mistake(…)]",
    ),
    "a question that says not why": (
        'why="A payroll is a count times a rate.",',
        "",
        "payroll = dollars",
        0,
        "question payroll: it has no why=",
    ),
    "a mistake too near the right answer": (
        'Mistake("everybody", people,',
        'Mistake("everybody", 2,',
        "practice(",
        2,
        "The mistake “everybody”: its value is the right answer.",
    ),
    "a mistake within the near band": (
        'Mistake("one salary", salary_dollars,',
        'Mistake("one salary", people * salary_dollars * Decimal("1.009"),',
        "payroll = dollars",
        0,
        "question payroll: the mistake “one salary” leads to 605,400.00, which is too near the right answer",
    ),
    "two mistakes that lead to one number": (
        '[Mistake("rows counted", 4, "That',
        '[Mistake("guessed", 4, "You guessed."), Mistake("rows counted", 4, "That',
        'number("row"',
        0,
        "the mistakes “guessed” and “rows counted” cannot be told apart: 4.00 and 4.00.",
    ),
    "two mistakes of one name": (
        '[Mistake("rows counted", 4, "That',
        '[Mistake("rows counted", 5, "You guessed."), Mistake("rows counted", 4, "That',
        'number("row"',
        0,
        "two mistakes share a name or a sentence",
    ),
    "no Send button": ("submit_button(part)\n", "pass\n", "# The Send", 0, "the part has no Send button."),
    "boxes that cannot be empty": (
        "submit_button(part)\n",
        "from classroom import Field, own_numbers\n"
        'own_numbers(part, "pay", [Field("rate", "Rate")], then=lambda own: f"{own[\'rate\'] + 1}")\n'
        "submit_button(part)\n",
        'own_numbers(part, "pay"',
        0,
        "TypeError: unsupported operand type(s)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_a_slip_is_told_with_line_employer_and_remedy(
    slip: tuple[str, str, str, int, str], part: Path, edit: Callable[..., None]
) -> None:
    old, new, named_line, employer, told = slip
    if "secret" in new:
        edit("lesson.md", "### BEGIN HIDDEN TESTS", "### BEGIN HIDDEN TESTS\nsecret = 'known'")
        edit("lesson.md", "practice, score,", "practice, say, score,")
    edit("lesson.md", old, new)
    with pytest.raises(ReleaseError) as refused:
        attempt(part)
    named = re.match(r"(.+lesson\.md), line (\d+), for employer (\d+): (.+)", str(refused.value))
    assert named is not None, refused.value
    assert told in named.group(4)
    lines = (part / "lesson.md").read_text(encoding="utf-8").split("\n")
    assert named_line in lines[int(named.group(2)) - 1]
    assert int(named.group(3)) == employer


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"$600,000"', "$600,000", 'line 5: this is not TOML: put the value in "quotes"'),
        ('payroll = "$600,000"\n', "", r'line 1: "answers.payroll": it has no answer. Write payroll = "…"'),
        ('row = "3"\n', "", r'line 1: "answers.row": it has no answer. Write row = "…" under \[answers\]\.'),
        ('row = "3"', 'row = "4"', r'line 3: "answers.row": "4" is not right for employer 0\. That is how'),
        ('row = "3"', 'row = "4"', r"The lesson's key gives 3\.$"),
        ('row = "3"', 'row = "banana"', r'line 3: "answers.row": "banana" is not right for employer 0\.'),
        ('"high"', '"low"', r'line 6: .*The lesson\'s key gives "high"\.$'),
        ("We went along the rows twice, and both counts gave the same twelve people.", "Twelve people.",
         r'line 7: "answers.note": the memo has 2 words, but its task asks for 5 to 60\.'),
    ],
)  # fmt: skip
def test_a_slip_in_the_reference_answers_is_told_with_its_line(
    old: str, new: str, told: str, part: Path, edit: Callable[..., None]
) -> None:
    edit("reference.toml", old, new)
    with pytest.raises(ReleaseError, match=f"reference.toml, {told}" if "line" in told else told):
        attempt(part)


def test_a_part_is_one_sitting_with_practice_and_a_memo(part: Path, edit: Callable[..., None]) -> None:
    text = (part / "lesson.md").read_text(encoding="utf-8")
    for removed, told in (
        ("# Practice 2 appears here", "the part has 2 practice questions. Give it at least 3."),
        ("# Your memo appears here", "the part has no memo."),
    ):
        fence = next(
            block for block in re.findall(r"```python.*?\n```\n", text, re.DOTALL) if removed in block
        )
        (part / "lesson.md").write_text(text.replace(fence, ""), encoding="utf-8")
        reference = (part / "reference.toml").read_text(encoding="utf-8")
        kept = [line for line in reference.split("\n") if not line.startswith(("row", "note"))]
        (part / "reference.toml").write_text("\n".join(kept), encoding="utf-8")
        with pytest.raises(ReleaseError, match=re.escape(told)):
            attempt(part)
    (part / "lesson.md").write_text(text.replace("Count first.", "Count first. " * 10_000), encoding="utf-8")
    with pytest.raises(ReleaseError, match=r"the part takes \d+ minutes .* Make it 10 to 90\."):
        attempt(part)
