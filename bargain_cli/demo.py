"""`bargain demo`: a dozen fictional learners take the path of a real one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bargain_cli.options import CURRICULUM, CurriculumOption, the_courses

if TYPE_CHECKING:
    from demonstration.cohort import Cohort


def demo(
    folder: Annotated[Path, typer.Option(help="Where everything of this machine is kept.")] = Path("var"),
    large: Annotated[
        bool,
        typer.Option("--large", help="Sixty learners of eight affiliates in two sessions; every report."),
    ] = False,
    curriculum: CurriculumOption = CURRICULUM,
) -> None:
    """Let the demonstration cohort join, work, send and be graded and marked; then write its reports."""
    if not large:
        print(f"Report: {play(folder, curriculum)} (also as CSV and XLSX)")
        return
    from autograde.office import open_office
    from autograde.reports.every import write_every_report
    from demonstration.large import large_cohorts
    from demonstration.run import last_day

    cohorts = large_cohorts()
    for cohort in cohorts:
        play(folder, curriculum, cohort)
    office, courses, made = open_office(folder / "office"), the_courses(curriculum), last_day(cohorts[-1])
    for path in write_every_report(office, courses, folder / "reports", made):
        print(path)


def play(folder: Path, curriculum: Path, cohort: Cohort | None = None) -> Path:
    """Play the demonstration with a progress bar, or find it played; returns its report."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from demonstration.run import Play

    courses = the_courses(curriculum)
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns) as bar:
        shown = bar.add_task("The demonstration cohort", total=None)

        def tell(what: str, done: int, total: int) -> None:
            bar.update(shown, description=what, completed=done, total=total)

        if cohort is None:
            return Play(folder, courses, tell).report()
        return Play(folder, courses, tell, cohort, notes=f"{cohort.session}.json").report()
