"""`bargain demo`: a dozen fictional learners take the path of a real one."""

from pathlib import Path
from typing import Annotated

import typer

from bargain_cli.options import CURRICULUM, CurriculumOption, the_courses


def demo(
    folder: Annotated[Path, typer.Option(help="Where everything of this machine is kept.")] = Path("var"),
    curriculum: CurriculumOption = CURRICULUM,
) -> None:
    """Let the demonstration cohort join, work, send and be graded and marked; then write its reports."""
    print(f"Report: {play(folder, curriculum)} (also as CSV and XLSX)")


def play(folder: Path, curriculum: Path) -> Path:
    """Play the demonstration with a progress bar, or find it played; returns its report."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from demonstration.run import Play

    courses = the_courses(curriculum)
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns) as bar:
        shown = bar.add_task("The demonstration cohort", total=None)

        def tell(what: str, done: int, total: int) -> None:
            bar.update(shown, description=what, completed=done, total=total)

        return Play(folder, courses, tell).report()
