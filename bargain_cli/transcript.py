"""`bargain transcript`: one learner's record as PDF, CSV and JSON."""

from pathlib import Path
from typing import Annotated

import typer

from bargain_cli.options import CURRICULUM, HOME, CurriculumOption, HomeOption, now, the_courses, the_office
from bargain_cli.program import ProgramsOption, certificates


def transcript(
    person: Annotated[str, typer.Argument(help="The learner's id, for example p-3f9a2c41d07b.")],
    to: Annotated[Path, typer.Option(help="The folder the files are written to.")] = Path("var/transcripts"),
    programs: ProgramsOption = None,
    home: HomeOption = HOME,
    curriculum: CurriculumOption = CURRICULUM,
) -> None:
    """Write a learner's transcript: courses, parts, scores, units, outside credit, certificates."""
    from autograde.certificate import transcript_files as files
    from autograde.certificate.transcript import transcript as record_of
    from autograde.reports.files import write_files

    record = record_of(the_office(home), person, the_courses(curriculum), certificates(programs), now())
    written = {
        f"transcript-{person}.pdf": files.transcript_pdf(record),
        f"transcript-{person}.csv": files.transcript_csv(record),
        f"transcript-{person}.json": files.transcript_json(record),
    }
    for path in write_files(to, written):
        print(path)
