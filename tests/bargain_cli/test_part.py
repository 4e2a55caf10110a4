"""`bargain part`: begun again, listed, brought back, in the words a person reads."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from typer.testing import CliRunner

from bargain_cli.app import app
from classroom.part import open_part

if TYPE_CHECKING:
    from tests.conftest import SmallSchool


def bargain(*words: str) -> str:
    done = CliRunner().invoke(app, ["part", *words], catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout


def test_begun_again_and_brought_back(small_school: SmallSchool) -> None:
    folder = small_school.part_folder(small_school.join())
    assert bargain("again", str(folder)) == "Nothing was answered in this part.\n"
    assert bargain("backups", str(folder)) == "There is no earlier work in this part.\n"
    part = open_part(folder)
    part.book.save("letter", "Dear all.", None, datetime(2027, 1, 9, tzinfo=UTC))
    said = bargain("again", str(folder))
    assert said.startswith("Your earlier work is in backups/answers-")
    name = said.strip().rstrip(".").rpartition("/")[2]
    assert bargain("backups", str(folder)).startswith(name)
    assert part.book.read()["letter"].text == ""
    assert bargain("bring-back", str(folder), name) == "Your earlier work is back.\n"
    assert part.book.read()["letter"].text == "Dear all."
