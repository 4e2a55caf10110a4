"""`bargain session information` and `bargain session file`, as staff type them."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from autograde.people.staff import Role, Staff
from bargain_cli.app import app

INFORMATION = (
    '[[entry]]\nkind = "intensive"\ntitle = "Winter intensive"\n'
    'starts = 2027-02-13T09:00:00\nplace = "Harbor Union Hall"\n'
)


def test_staff_set_the_information_and_the_files_of_a_session(small_school, tmp_path: Path) -> None:
    home = ["--home", str(small_school.office.home)]
    Staff(small_school.office.records()).add("Joan Ellis", [Role.STAFF], small_school.opens_at)

    def bargain(*words: str) -> str:
        done = CliRunner().invoke(app, ["session", *words, *home], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.stdout

    file, grid = tmp_path / "information.toml", tmp_path / "grid.csv"
    file.write_text(INFORMATION, encoding="utf-8")
    grid.write_text("step,lane\n", encoding="utf-8")
    said = bargain("information", "spring", "--from", str(file), "--as", "Joan Ellis")
    assert said == (
        "intensive  Winter intensive  Saturday, February 13, 2027, 9:00 a.m. EST  Harbor Union Hall\n"
    )
    assert bargain("information", "spring") == said
    added = bargain("file", "add", "spring", str(grid), "--about", "An empty grid", "--as", "Joan Ellis")
    assert added.endswith("  grid.csv  10 bytes\n")
    assert bargain("file", "list", "spring") == added.rstrip("\n") + "  An empty grid\n"
    bargain("file", "remove", "spring", added.split()[0], "--reason", "Old", "--as", "Joan Ellis")
    assert bargain("file", "list", "spring") == ""
