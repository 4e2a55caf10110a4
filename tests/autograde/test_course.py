"""course.toml is read strictly, and a slip is told with file and line."""

from pathlib import Path

import pytest

from autograde.course import find_courses, load_course
from autograde.errors import CourseError

CURRICULUM = Path(__file__).parents[2] / "curriculum"

SMALL = """\
id = "small"
title = "A small course"
turnaround_days = 3

[variants]
first = 1
last = 3

[[part]]
id = "part01-one"
title = "One"

[[part]]
id = "part02-two"
title = "Two"
"""


def course_folder(folder: Path, text: str = SMALL) -> Path:
    (folder / "part01-one").mkdir(parents=True)
    (folder / "part01-one" / "lesson.md").write_text("# One\n")
    (folder / "part02-two").mkdir()
    (folder / "course.toml").write_text(text, encoding="utf-8")
    return folder


def test_the_costing_course_lists_nine_parts_and_three_kinds_of_unit() -> None:
    course = load_course(CURRICULUM / "costing")
    assert (course.id, course.title) == ("costing", "Costing Out Your Contract")
    assert [part.number for part in course.parts] == list(range(1, 10))
    assert [(kind.id, kind.example, kind.variants) for kind in course.kinds] == [
        ("teachers", 0, range(1, 61)),
        ("school-staff", 100, range(101, 121)),
        ("nurses", 200, range(201, 221)),
    ]
    assert course.turnaround_days == 3
    assert course.part("part01-know-your-unit").available
    assert course.part("part01-know-your-unit").folder == CURRICULUM / "costing" / "part01-know-your-unit"


def test_a_part_is_available_once_it_has_a_lesson(tmp_path: Path) -> None:
    one, two = load_course(course_folder(tmp_path)).parts
    assert one.available
    assert one.folder == tmp_path / "part01-one"
    assert not two.available
    assert two.folder is None


def test_an_unknown_part_is_told_with_the_parts_there_are(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r'no part "part03"\. Its parts are: part01-one, part02-two'):
        load_course(course_folder(tmp_path)).part("part03")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('title = "A small course"', 'titel = "A small course"', 'line 1: "title": it is missing'),
        ("turnaround_days = 3", "turnaround_days = 3\nunits = 3", 'line 4: "units": there is no such field'),
        (
            "turnaround_days = 3",
            'turnaround_days = "3"',
            'line 3: "turnaround_days": it must be a whole number',
        ),
        (
            "turnaround_days = 3",
            "turnaround_days = true",
            'line 3: "turnaround_days": it must be a whole number',
        ),
        (
            "turnaround_days = 3",
            "turnaround_days = 0",
            'line 3: "turnaround_days": it must be .* from 1 to 90',
        ),
        ('id = "small"', 'id = "../small"', 'line 1: "id": "../small" must be small letters'),
        ('title = "A small course"', 'title = " "', 'line 2: "title": it is empty'),
        ("last = 3", "last = 0", 'line 7: "variants.last": it must not be less than first, which is 1'),
        ("[variants]", "[variant]", 'line 5: "variant": there is no such field'),
        ('id = "part02-two"', 'id = "part01-one"', 'line 14: "part.id": "part01-one" is listed twice'),
        ('title = "Two"', "", 'line 13: "part.title": it is missing'),
        ('title = "Two"', 'title = "Two"\nminutes = 45', 'line 16: "part.minutes": there is no such field'),
        ('title = "Two"', 'title = "Two', "line 15: this is not TOML"),
        ("last = 3", "last = 3\nlast = 4", "line 8: this is not TOML"),
        (SMALL[SMALL.index("[[part]]") :], "", '"part": it is missing'),
        (SMALL, "part = 3\n" + SMALL[: SMALL.index("[[part]]")], 'line 1: "part": it must be a list'),
    ],
)
def test_a_slip_is_told_with_its_line(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in SMALL
    with pytest.raises(CourseError, match=says) as told:
        load_course(course_folder(tmp_path, SMALL.replace(old, new)))
    assert str(tmp_path / "course.toml") in told.value.sentence


SEVERAL = """\
[[variants]]
id = "clerks"
title = "Clerks"
about = "Paid by the hour."
example = 0
first = 1
last = 3

[[variants]]
id = "drivers"
title = "Drivers"
example = 10
first = 11
last = 12
"""
ONE = SMALL[SMALL.index("[variants]") : SMALL.index("[[part]]")]


def test_a_course_may_offer_several_kinds_of_unit_each_with_its_own_variants(tmp_path: Path) -> None:
    course = load_course(course_folder(tmp_path, SMALL.replace(ONE, SEVERAL)))
    assert [(kind.id, kind.title, kind.about) for kind in course.kinds] == [
        ("clerks", "Clerks", "Paid by the hour."),
        ("drivers", "Drivers", ""),
    ]
    assert (course.variants, course.examples) == ((1, 2, 3, 11, 12), (0, 10))
    assert [kind.id if kind else None for kind in map(course.kind_of, (0, 3, 10, 12, 13))] == [
        "clerks",
        "clerks",
        "drivers",
        "drivers",
        None,
    ]


def test_a_course_without_variants_gives_everybody_the_worked_example(tmp_path: Path) -> None:
    course = load_course(course_folder(tmp_path, SMALL.replace(ONE, "")))
    assert (course.variants, course.examples) == ((0,), (0,))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('id = "drivers"', 'id = "clerks"', r'line 14: "variants.id": "clerks" is listed twice'),
        ("first = 11", "first = 3", r'line 17: "variants.first": its numbers meet those of "clerks"'),
        ('title = "Drivers"', "", '"variants.title": it is missing'),
    ],
)
def test_a_slip_in_the_kinds_is_told_with_its_line(tmp_path: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(CourseError, match=says):
        load_course(course_folder(tmp_path, SMALL.replace(ONE, SEVERAL).replace(old, new)))


def test_a_file_that_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    folder = course_folder(tmp_path)
    (folder / "course.toml").write_bytes(SMALL.replace("A small course", "Négocier").encode("latin-1"))
    with pytest.raises(CourseError, match="line 2: this is not UTF-8 text"):
        load_course(folder)


def test_a_missing_course_is_told(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"course.toml cannot be read: No such file"):
        load_course(tmp_path)


def test_courses_are_found_by_their_files(tmp_path: Path) -> None:
    course_folder(tmp_path / "b-small")
    course_folder(tmp_path / "a-other", SMALL.replace('"small"', '"other"'))
    (tmp_path / "images").mkdir()
    assert list(find_courses(tmp_path)) == ["other", "small"]
    assert "costing" in find_courses(CURRICULUM)


def test_two_courses_cannot_share_an_id(tmp_path: Path) -> None:
    course_folder(tmp_path / "a")
    course_folder(tmp_path / "b")
    with pytest.raises(CourseError, match='the id "small" is also the id of'):
        find_courses(tmp_path)


def test_a_folder_without_courses_is_told(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"No folder in .* holds a course\.toml"):
        find_courses(tmp_path)
    with pytest.raises(CourseError, match="There is no curriculum folder at"):
        find_courses(tmp_path / "nowhere")
