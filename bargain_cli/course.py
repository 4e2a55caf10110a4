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
    """Release a part in a scratch folder: builds it, runs it for every employer, checks the reference answers
    (must be 100 %) and searches what learners get for leaks. Then says what is in it.
    """
    from autograde.release.lesson_facts import facts_of
    from autograde.sessions.opening import course_named, rehearse_part

    chosen = course_named(the_courses(curriculum), course)
    release = rehearse_part(chosen, part)
    facts = facts_of(chosen, chosen.folder / part, release.part_json)
    print(f"{part}: {facts.words} words to read, {facts.minutes} minutes in all")
    print(f"  {facts.practices} practice questions")
    print(f"  {facts.scored} scored questions, {facts.points:g} points; a memo, {facts.memo_points:g} points")
    print(f"  tried for {len(facts.employers)} employers ({facts.employers[0]} to {facts.employers[-1]})")
    print(f"No leak found, and every reference answer is right (release {release.sha[:12]}).")


@app.command("numbers")
def numbers(
    course: Annotated[str, typer.Argument(help="The id of the course.")],
    part: Annotated[
        str, typer.Argument(help="The id of the part; the first one that has a lesson when left out.")
    ] = "",
    employer: Annotated[int, typer.Option(help="The employer's number; 0 is the worked example.")] = 0,
    curriculum: CurriculumOption = CURRICULUM,
) -> None:
    """Print the tables and maps that a part shows for one employer, to work out reference answers by hand."""
    from autograde.release.lesson_facts import shown_tables
    from autograde.sessions.opening import course_named
    from classroom.shown.tables import table_text

    tables = shown_tables(course_named(the_courses(curriculum), course), part, employer)
    print("\n\n".join(map(table_text, tables)) if tables else "This part shows no table and no map.")
