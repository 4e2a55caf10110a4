"""Grades as the CSV that the Canvas gradebook imports.

In: `GradeTable`. Out: bytes. The columns are those of Canvas' own export, in its order: Student, ID, SIS
User ID, SIS Login ID, Section, then one for each assignment; a row "Points Possible" stands under the
heading. Sources: the Canvas instructor guide on importing grades (CSV columns Student, ID, SIS User ID, SIS
Login ID, Section), and Ohio State University, "Import a CSV file to Carmen grades" (columns A to F, one
identifier and the section required). Canvas makes a new assignment of a column that it does not know.
"""

from __future__ import annotations

import csv
import io

from autograde.exports.grades import GradeTable
from autograde.reports.csv_file import guarded

__all__ = ["HEAD", "canvas_csv"]

HEAD = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
_POSSIBLE = "    Points Possible"


def canvas_csv(grades: GradeTable) -> bytes:
    """The grades for Canvas. The ID of Canvas itself stays empty; people are found by the SIS columns.

    SIS User ID is our id of the person, SIS Login ID her e-mail address.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*HEAD, *(guarded(part.heading) for part in grades.parts)])
    writer.writerow([_POSSIBLE, "", "", "", "", *(f"{part.points_possible:f}" for part in grades.parts)])
    for line in grades.lines:
        points = ["" if one is None else f"{one:f}" for one in line.points]
        who = [guarded(line.name), "", line.person, guarded(line.email), guarded(grades.title)]
        writer.writerow([*who, *points])
    return out.getvalue().encode("utf-8")
