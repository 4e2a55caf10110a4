"""The part a lesson belongs to: opened from the folder its notebook lies in.

In: that folder (part.json, variant.json) and, in grading, the variant that the grading office fills in.
Out: a Part, which knows the questions, the variant and the learner's answers.  Called first in every
lesson.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from classroom.answers.book import AnswerBook
from classroom.answers.file import FILE_NAME
from classroom.errors import AnswersError, PartError
from classroom.language import _, use_language
from classroom.part_file import (
    PART_FILE,
    VARIANT_FILE,
    MemoEntry,
    QuestionEntry,
    VariantFile,
    is_variant,
    kinds_of,
    read_part_file,
    read_variant_file,
)
from classroom.questions.question import Kind


@dataclass(frozen=True)
class Part:
    """One part, as one learner has it.

    course, part, title, release, notebook: from part.json. session, variant: from variant.json. folder:
    where all of it lies. questions: {id: {"kind", "points", "graded"}}. memo: {"id", "points"} or None.
    grading: True while the grading office runs the lesson; then nothing is shown and nothing is written.
    desk_url: where her work goes, None when this computer knows no desk.
    """

    course: str
    part: str
    title: str
    session: str
    release: str
    variant: int
    folder: Path
    questions: Mapping[str, QuestionEntry] = field(repr=False)
    memo: MemoEntry | None = field(repr=False)
    grading: bool
    desk_url: str | None
    notebook: str = ""

    @cached_property
    def book(self) -> AnswerBook:
        """The learner's answers to this part; read only while grading."""
        return AnswerBook(
            self.folder / FILE_NAME,
            course=self.course,
            part=self.part,
            kinds=self.kinds,
            read_only=self.grading,
        )

    @property
    def kinds(self) -> dict[str, Kind]:
        """The kind of everything that may be answered, the memo included."""
        return kinds_of(self.questions, self.memo)


def open_part(folder: Path | str | None = None, variant: int | None = None, *, tell: bool = True) -> Part:
    """Open the part whose files lie in `folder` (the notebook's own folder when left out).

    variant: what the grading office filled in; when variant.json is there too, they must agree. Outside
    grading a damaged file of answers is repaired here, and one printed sentence says so unless `tell` is
    False; and the notebook speaks the language that variant.json names. Raises PartError.
    """
    place = Path.cwd() if folder is None else Path(folder).absolute()
    file = read_part_file(_read(place, PART_FILE))
    served = read_variant_file(_read(place, VARIANT_FILE)) if (place / VARIANT_FILE).exists() else None
    grading = os.environ.get("NBGRADER_EXECUTION") == "autograde"
    if served and served.language and not grading and tell:
        use_language(served.language)
    part = Part(
        course=file.course,
        part=file.part,
        title=file.title,
        session=served.session if served else "",
        release=file.release,
        variant=_agreed_variant(place, variant, served),
        folder=place,
        questions=file.questions,
        memo=file.memo,
        grading=grading,
        desk_url=None if grading else _desk_url(place),
        notebook=file.notebook,
    )
    if not grading and tell:
        _tell_about_repair(part)
    return part


def _agreed_variant(place: Path, variant: int | None, served: VariantFile | None) -> int:
    """Return the one variant that both sources name."""
    if variant is None and served is None:
        raise PartError(
            _("The file {file} is missing in {folder}. Open the part again from your start page.").format(
                file=VARIANT_FILE, folder=place
            )
        )
    if variant is None:
        assert served is not None  # noqa: S101 - one of them is there, see above
        return served.variant
    if not is_variant(variant):
        raise PartError(_("{variant} is not a variant. Give a whole number from 0.").format(variant=variant))
    if served is not None and served.variant != variant:
        raise PartError(
            _("{file} in {folder} says variant {found}, and the notebook says {given}. They must agree; "
              "set the line back to variant = None, or open the part again from your start page.").format(
                file=VARIANT_FILE, folder=place, found=served.variant, given=variant
            )
        )  # fmt: skip
    return variant


def _read(place: Path, name: str) -> bytes:
    try:
        return (place / name).read_bytes()
    except FileNotFoundError:
        reason = _("it is missing")
    except OSError as error:
        reason = error.strerror or type(error).__name__
    said = _("The file {file} in {folder} cannot be read: {reason}.")
    remedy = _("Open the part again from your start page.")
    raise PartError(said.format(file=name, folder=place, reason=reason) + " " + remedy)


def _desk_url(place: Path) -> str | None:
    """Return the address of the desk that this workspace is linked to."""
    from classroom.workspace import Workspace

    link = Workspace.find(place).desk
    return link.url if link else None


def _tell_about_repair(part: Part) -> None:
    """Print what became of a damaged file of answers, at the top of the lesson where she sees it."""
    try:
        part.book.read()
    except AnswersError as error:
        said: str | None = error.sentence
    else:
        said = part.book.recovered
    if said:
        print(said)  # noqa: T201 - the lesson's first cell shows it
