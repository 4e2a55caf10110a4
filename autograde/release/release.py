"""Release a part: build, try, search for leaks, and only then hand out.

    <office>/releases/<course>/<part>/<release>/
        source/         notebook with hidden tests, part.json, img/
        bundle.zip      what a learner gets, but for her variant: notebook, part.json, img/
        bundle.es.zip   the same in another language, where the part is written in it
        words.es.json   what the lesson says while it is graded, beside the translator's words
        release.json    which employers and reference answers it was tried with

In: a course, a part, the office. Out: `Release`. Called by the `bargain release` command, the demo and the
desk (which hands out the bundle). A release is made once and belongs to no session; `release_into_session`
installs it in a session's folder and gradebook.
"""

import hashlib
import json
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from autograde.authoring.build import SourceNotebook, build_source
from autograde.course import Course
from autograde.errors import LeakError, ReleaseError
from autograde.gradebook import prepare_course_root
from autograde.office import Office
from autograde.release.all_employers import employers_of, try_all_employers
from autograde.release.bundle import bundle_name, make_bundle
from autograde.release.generate import generate_part, refuse_learners_files, write_source
from autograde.release.leaks import REFERENCE_FILE, authors_places, leaks_in, secrets
from autograde.release.lesson_words import lesson_words, words_name
from autograde.release.reference import try_reference
from classroom.files import write_whole
from classroom.language import _

__all__ = ["Release", "as_released", "release_into_session", "release_part", "released_part"]


@dataclass(frozen=True)
class Release:
    """A released part: its id, the learner's zip, the folder with the source, and what it is worth."""

    sha: str
    bundle: Path
    source_folder: Path
    part_json: dict[str, Any]

    def bundle_in(self, language: str) -> Path:
        """The learner's zip in a language; the English one where the part is not written in it."""
        translated = self.bundle.with_name(bundle_name(language))
        return translated if translated.is_file() else self.bundle

    @property
    def points(self) -> float:
        """The points that are scored automatically."""
        return float(sum(question["points"] for question in self.part_json["questions"].values()))

    @property
    def memo_points(self) -> float:
        """The points an instructor gives."""
        return float(self.part_json["memo"]["points"]) if self.part_json["memo"] else 0.0


def release_part(course: Course, part_id: str, office: Office) -> Release:
    """Make the release of a part, or return it when the same one is there already.

    Raises AuthoringError for the lesson's text; ReleaseError when it does not pass for every employer, a
    reference answer is not right, or a learner's file lies in the lesson's folder; LeakError when the bundle
    holds what only the grader may see.
    """
    part = course.part(part_id)
    if part.folder is None:
        raise ReleaseError(
            _('The part "{part}" has no lesson yet: write {path}.').format(
                part=part_id, path=course.folder / part_id / "lesson.md"
            )
        )
    refuse_learners_files(part.folder)
    source = build_source(part.folder)
    place = office.releases / course.id / part_id / source.release
    tried = {
        "format": 1,
        "release": source.release,
        "reference_sha256": _reference_sha256(part.folder),
        "employers": employers_of(course),
    }
    marker = (json.dumps(tried) + "\n").encode()
    if not (place / "release.json").is_file() or (place / "release.json").read_bytes() != marker:
        try_all_employers(course, part.folder, source)
        _make(course, source, part.folder, place, marker)
    return _release(place)


def release_into_session(course: Course, part_id: str, office: Office, session: str) -> Release:
    """Release a part to the learners of a session. Doing it again with an unchanged part changes nothing.

    A changed part replaces the one in the session; submissions of the earlier release are then graded with
    the new notebook, which is possible because its cells must be the same (see generate.py). Raises as
    release_part does.
    """
    release = release_part(course, part_id, office)
    root = office.session_folder(session)
    refuse_learners_files(root / "source" / part_id)
    with office.writer():
        prepare_course_root(root, course.id)
        if _installed(root, part_id) != release.sha:
            generate_part(root, _source(release))
    return release


def released_part(office: Office, session: str, part_id: str) -> Release:
    """The release of a part that the learners of a session get. Raises ReleaseError when there is none."""
    root = office.session_folder(session)
    release = _installed(root, part_id)
    if release is None:
        raise ReleaseError(
            _('The part "{part}" is not open in the session "{session}".').format(
                part=part_id, session=session
            )
        )
    course = json.loads((root / "release" / part_id / "part.json").read_bytes())["course"]
    return _release(office.releases / course / part_id / release)


def as_released(office: Office, course: Course, session: str) -> Course:
    """The course as a session has it: a part that is not released there counts as not available."""
    root = office.session_folder(session)
    parts = (part if _installed(root, part.id) else replace(part, folder=None) for part in course.parts)
    return replace(course, parts=tuple(parts))


def _make(course: Course, source: SourceNotebook, part_folder: Path, place: Path, marker: bytes) -> None:
    """Try a release in a scratch course root; put it in place only when it has passed everything."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent, prefix=".trial-") as scratch:
        root = Path(scratch) / "course"
        prepare_course_root(root, str(source.part_json["course"]))
        learners = generate_part(root, source)
        bundles = {bundle_name("en"): make_bundle(learners, source)}
        for language, translated in source.translations.items():
            elsewhere = Path(scratch) / language
            prepare_course_root(elsewhere, str(source.part_json["course"]))
            bundles[bundle_name(language)] = make_bundle(generate_part(elsewhere, translated), translated)
        for bundle in bundles.values():
            _refuse_leaks(part_folder, bundle, learners)
        try_reference(root, source, part_folder, course)
        made = Path(scratch) / "made"
        write_source(made / "source", source)
        for name, bundle in bundles.items():
            write_whole(made / name, bundle)
        for language in source.translations:
            write_whole(made / words_name(language), lesson_words(part_folder, language))
        write_whole(made / "release.json", marker)
        if place.is_dir():  # the same release, tried with other reference answers
            write_whole(place / "release.json", marker)
            return
        try:
            made.replace(place)
        except OSError:
            if not (place / "release.json").is_file():  # else somebody made the same release meanwhile
                raise


def _release(place: Path) -> Release:
    described = json.loads((place / "source" / "part.json").read_bytes())
    return Release(place.name, place / "bundle.zip", place / "source", described)


def _installed(root: Path, part_id: str) -> str | None:
    """The id of the release that learners of a session get, or None.

    nbgrader copies part.json first and writes the notebook last, so both together mean that it was finished.
    """
    folder = root / "release" / part_id
    if not (folder / "part.json").is_file():
        return None
    described = json.loads((folder / "part.json").read_bytes())
    return str(described["release"]) if (folder / described["notebook"]).is_file() else None


def _source(release: Release) -> SourceNotebook:
    folder = release.source_folder
    pictures = {path.name: path.read_bytes() for path in sorted((folder / "img").glob("*"))}
    return SourceNotebook((folder / release.part_json["notebook"]).read_bytes(), release.part_json, pictures)


def _refuse_leaks(part_folder: Path, bundle: bytes, learners: Path) -> None:
    wanted = secrets(part_folder)
    leaks = [*leaks_in(bundle, wanted, where="bundle.zip"), *leaks_in(learners, wanted)]
    if not leaks:
        return
    places = [place for leak in leaks for place in authors_places(part_folder, leak.secret)]
    leak = places[0] if places else leaks[0]
    raise LeakError(
        _(
            "{where}, line {line}: this holds what only the grader may see: “{secret}”. "
            "Take it out of the learner's side of the lesson."
        ).format(where=leak.where, line=leak.line, secret=leak.secret)
    )


def _reference_sha256(part_folder: Path) -> str:
    path = part_folder / REFERENCE_FILE
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
