"""Puts the groups of commands together and turns every error into one sentence. Called by
`bargain_cli.main`.
"""

import sys

import typer

from bargain_cli import (
    audit,
    certificate,
    conference,
    course,
    credit,
    data,
    demo,
    desk,
    formgrader,
    keeping,
    keys,
    learn,
    learner,
    ledger,
    part,
    person,
    program,
    records,
    registration,
    roster,
    session,
    staff,
    start,
    team,
    team_papers,
    transcript,
    verify,
    work,
    workbook,
    workshop,
)

app = typer.Typer(
    name="bargain",
    help="A school for people who bargain contracts: lessons, grading, records and reports.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command("start")(start.start)
app.command("demo")(demo.demo)
app.command("desk")(desk.desk)
app.command("learn")(learn.learn)
app.command("template")(workbook.template)
app.command("workbook")(workbook.workbook)
app.command("intake")(work.intake)
app.command("grade")(work.grade)
app.command("queue")(work.queue)
app.command("mark")(work.mark)
app.command("report")(records.report)
app.command("reminders")(records.reminders)
app.command("export")(records.export)
app.command("transcript")(transcript.transcript)
app.command("verify")(verify.verify)
app.command("backup")(keeping.backup)
app.command("restore")(keeping.restore)
app.command("sign-in")(staff.sign_in)
app.command("sign-out")(staff.sign_out)
app.add_typer(staff.app, name="staff")
app.add_typer(formgrader.app, name="formgrader")
app.add_typer(course.app, name="course")
app.add_typer(data.app, name="data")
app.add_typer(session.app, name="session")
app.add_typer(registration.app, name="registration")
app.add_typer(roster.app, name="roster")
app.add_typer(learner.app, name="learner")
app.add_typer(part.app, name="part")
app.add_typer(person.app, name="person")
app.command("retention")(person.retention)
app.add_typer(audit.app, name="audit")
app.add_typer(program.app, name="program")
app.add_typer(credit.app, name="credit")
app.add_typer(workshop.app, name="workshop")
team.app.command("plan")(team_papers.plan)
team.app.command("statement")(team_papers.statement)
app.add_typer(team.app, name="team")
app.add_typer(conference.app, name="conference")
app.add_typer(ledger.app, name="ledger")
app.add_typer(keys.app, name="key")
app.add_typer(certificate.app, name="certificate")


def run() -> None:
    """Run the command; an error becomes one sentence, never a traceback.

    Exit code 2: the command could not do it, and the sentence says why. 1: something nobody foresaw; the
    sentence says where the details are.
    """
    from autograde.errors import AutogradeError
    from bargaining.errors import BargainingError
    from classroom.errors import ClassroomError

    try:
        app()
    except (AutogradeError, BargainingError, ClassroomError) as error:
        print(f"bargain: {error}", file=sys.stderr)
        sys.exit(2)
    except OSError as error:
        print(f"bargain: {_why(error)}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        print("bargain: stopped. Nothing that was finished is lost; run it again to go on.", file=sys.stderr)
        sys.exit(130)
    except Exception:
        print(
            f"bargain: something went wrong that nobody foresaw. The details are in {_noted()}.",
            file=sys.stderr,
        )
        sys.exit(1)


def _why(error: OSError) -> str:
    place = f"{error.filename}: " if error.filename else ""
    return f"{place}{error.strerror or error}. Check the name, the rights and the space on the disk."


def _noted() -> str:
    """Write the traceback to a file of its own and return its path."""
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile(
        "w", prefix="bargain-", suffix=".log", delete=False, encoding="utf-8"
    ) as noted:
        traceback.print_exc(file=noted)
    return noted.name
