"""`bargain course`: look at the courses and check a lesson while writing it."""

from typing import Annotated

import typer

from bargain_cli.options import CURRICULUM, CurriculumOption, the_courses

app = typer.Typer(help="The courses: list them, and check a part while you write it.", no_args_is_help=True)


@app.command("list")
def list_(curriculum: CurriculumOption = CURRICULUM) -> None:
    """List the courses and their parts; a part without a lesson yet says so."""
    for course in the_courses(curriculum).values():
        print(f"{course.id}: {course.title}")
        for part in course.parts:
            print(f"  {part.number}. {part.id}  {part.title}{'' if part.available else '  (no lesson yet)'}")


@app.command("check")
def check(
    course: Annotated[str, typer.Argument(help="The id of the course.")],
    part: Annotated[str, typer.Argument(help="The id of the part, the name of its folder.")],
    curriculum: CurriculumOption = CURRICULUM,
) -> None:
    """Release a part in a scratch folder: builds it, searches for leaks and runs the reference answers
    (must be 100 %).
    """
    from autograde.sessions.opening import course_named, rehearse_part

    release = rehearse_part(course_named(the_courses(curriculum), course), part)
    print(
        f"{part}: built, no leak found, "
        f"and the reference answers score every point (release {release.sha[:12]})."
    )
