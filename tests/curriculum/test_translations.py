"""A part in another language: the same cells, ids, sums and points as in English, and plain words.

How well Spanish reads is measured with the formula of Szigriszt-Pazos ("Sistemas predictivos de legibilidad
del mensaje escrito", Universidad Complutense, Madrid, 1993): 206.835 − 62.3 × syllables per word − words per
sentence. On the INFLESZ scale (Barrio-Cantalejo and others, Anales del Sistema Sanitario de Navarra 31, 2008)
55 to 65 is normal, 65 to 80 quite easy, and more is very easy.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from autograde.authoring.build import SourceNotebook, build_source
from autograde.authoring.glossary import glossary_file, read_glossary
from autograde.authoring.lesson_file import read_lesson
from autograde.authoring.translated import differences, translated_into
from autograde.course import Course, find_courses
from autograde.course_words import course_in
from autograde.release.lesson_trial import try_lesson
from autograde.release.lesson_words import lesson_words, read_words, words_name
from classroom.language import speaking
from classroom.questions.answer_with import answer_with
from classroom.rehearsal import Rehearsal

COURSES = find_courses(Path(__file__).parents[2] / "curriculum")
PAIRS = [
    pytest.param(course, part.folder, language, id=f"{part.id}-{language}")
    for course in COURSES.values()
    for part in course.parts
    if part.folder is not None
    for language in translated_into(part.folder)
]
LEAST_READABLE = 65.0
LONGEST_SENTENCE = 25
_NOT_PROSE = re.compile(r"(?s:```.*?```)|`[^`\n]*`|^\|.*$|^#.*$|!\[[^\]]*\]\([^)]*\)|https?://\S+", re.M)
_NUCLEUS = re.compile(r"[iuü]?[aeoáéó](?:[iuü]|y\b)?|[íú]|[iuü]+|\by\b")


@cache
def source(folder: Path) -> SourceNotebook:
    return build_source(folder)


def sentences(path: Path) -> list[str]:
    found: list[str] = []
    for cell in read_lesson(path):
        if not cell.is_code:
            prose = re.sub(r"[*_{}]|\]\([^)]*\)|\[", "", _NOT_PROSE.sub("", cell.text))
            for line in prose.split("\n"):
                found += re.split(r"(?<=[.!?:])\s+", re.sub(r"^\s*(?:[-*]|\d+\.)\s+", "", line).strip())
    return [one for one in found if words(one)]


def words(text: str) -> list[str]:
    return re.findall(r"[a-záéíóúüñ]+", text.lower())


def syllables(word: str) -> int:
    return max(1, len(_NUCLEUS.findall(re.sub(r"(?<=q)u(?=[eiéí])|(?<=g)u(?=[eiéí])", "", word))))


def perspicuity(texts: list[str]) -> float:
    counted = [word for text in texts for word in words(text)]
    return 206.835 - 62.3 * sum(map(syllables, counted)) / len(counted) - len(counted) / len(texts)


def test_the_first_three_parts_of_costing_are_there_in_spanish() -> None:
    spoken = {part.id: translated_into(part.folder) for part in COURSES["costing"].parts if part.folder}
    assert [part[:6] for part, languages in spoken.items() if "es" in languages] >= ["part01", "part02", "part03"]


@pytest.mark.parametrize(("course", "folder", "language"), PAIRS)
def test_only_words_differ(course: Course, folder: Path, language: str) -> None:
    assert differences(folder, language) == []
    english, translated = source(folder).part_json, source(folder).translations[language].part_json
    same = ("course", "part", "release", "questions", "notebook", "format")
    assert {key: translated[key] for key in same} == {key: english[key] for key in same}
    assert translated["title"] != english["title"]


@pytest.mark.parametrize(("course", "folder", "language"), PAIRS)
def test_mistakes_keep_the_names_that_staff_know(course: Course, folder: Path, language: str) -> None:
    def names(file: str) -> list[object]:
        return [
            node.args[0].value
            for cell in read_lesson(folder / file)
            if cell.is_code
            for node in ast.walk(ast.parse(cell.text))
            if isinstance(node, ast.Call)
            and getattr(node.func, "id", "") == "Mistake"
            and isinstance(node.args[0], ast.Constant)
        ]

    assert names("lesson.md") == names(f"lesson.{language}.md") != []


@pytest.mark.parametrize(("course", "folder", "language"), PAIRS)
def test_an_answer_means_the_same_in_both(course: Course, folder: Path, language: str) -> None:
    """Keys are equal; right answers and each mistake's get the same points and the same name."""
    for variant in COURSES["costing"].examples:
        ours, theirs = (_run(folder, variant, {}, one) for one in ("en", language))
        keys = {name: put.key for name, put in ours.keyed().items()}
        for name, put in theirs.keyed().items():
            key = keys[name]
            assert put.key is not None and key is not None
            assert (put.key.right, put.key.within, put.key.near_rate) == (key.right, key.within, key.near_rate)
            assert [(m.name, m.value) for m in put.key.mistakes] == [(m.name, m.value) for m in key.mistakes]
        right = {name: answer_with(put.question, put.key) for name, put in ours.keyed().items() if put.key}
        said = [_run(folder, variant, right, one).scored for one in ("en", language)]
        assert [(one["id"], one["points"], one["max"]) for one in said[0]] == [
            (one["id"], one["points"], one["max"]) for one in said[1]
        ]
        assert all(one["points"] == one["max"] for one in said[1])


def _run(folder: Path, variant: int, answers: dict[str, str], language: str) -> Rehearsal:
    english = source(folder)
    return try_lesson(folder, variant, answers, english.translations.get(language, english))


def test_syllables_are_those_of_spanish() -> None:
    assert [syllables(word) for word in ("casa", "guerra", "aéreo", "día", "ciudad", "muy", "y", "qué")] == [
        2, 2, 4, 2, 2, 1, 1, 1,
    ]  # fmt: skip


@pytest.mark.parametrize(("course", "folder", "language"), PAIRS)
def test_spanish_reads_quite_easily(course: Course, folder: Path, language: str) -> None:
    texts = sentences(folder / f"lesson.{language}.md")
    assert round(perspicuity(texts), 1) >= LEAST_READABLE
    assert [one for one in texts if len(words(one)) > LONGEST_SENTENCE] == []


@pytest.mark.parametrize("course", COURSES.values(), ids=COURSES)
def test_a_translated_course_has_all_its_titles_and_words(course: Course) -> None:
    for language in ("es",):
        translated = course_in(course, language)
        if translated == course:
            continue
        assert all(a.title != b.title for a, b in zip(course.parts, translated.parts, strict=True))
        folder = course.folder
        english = read_glossary(folder / glossary_file("en"))
        assert len(read_glossary(folder / glossary_file(language))) == len(english)


@pytest.mark.parametrize(("course", "folder", "language"), PAIRS)
def test_what_was_said_while_grading_is_read_in_the_learners_language(
    course: Course, folder: Path, language: str, tmp_path: Path
) -> None:
    """Right, and with each mistake: what the English lesson said becomes what the translation says."""
    (tmp_path / words_name(language)).write_bytes(lesson_words(folder, language))
    for variant in course.examples:
        ours, theirs = (_run(folder, variant, {}, one) for one in ("en", language))
        with speaking(language):
            words = read_words(tmp_path)
        listed = source(folder).part_json["questions"]
        for name, put in ((n, p) for n, p in ours.keyed().items() if listed[n]["graded"]):
            key, translated = put.key, theirs.keyed()[name].key
            assert key is not None and translated is not None
            assert words.translated(put.question.ask) == theirs.keyed()[name].question.ask
            assert [words.translated(m.say) for m in key.mistakes] == [m.say for m in translated.mistakes]
            assert words.translated(f"$5 is right. {key.why}") == f"$5 es correcto. {translated.why}"
