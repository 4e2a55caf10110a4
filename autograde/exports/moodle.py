"""Grades as a CSV that Moodle's grade import takes.

In: `GradeTable`. Out: bytes. Moodle lets staff map the columns when they import: one identifies the user
("Email address" to useremail, or "ID number" to useridnumber), each other one is mapped to a grade item.
The names are those of Moodle's own export. Source: MoodleDocs, "Grade import", sections "Importing grades"
and "CSV import". Addresses are matched with regard to capital letters, so they are written as people gave
them.
"""

from __future__ import annotations

import csv
import io

from autograde.exports.grades import GradeTable
from autograde.reports.csv_file import guarded

__all__ = ["HEAD", "moodle_csv"]

HEAD = ("First name", "Last name", "ID number", "Email address")


def moodle_csv(grades: GradeTable) -> bytes:
    """The grades for Moodle; the last word of a name is taken for the last name."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*HEAD, *(guarded(f"{part.heading} (Real)") for part in grades.parts)])
    for line in grades.lines:
        first, _space, last = line.name.rpartition(" ")
        points = ["-" if one is None else f"{one:f}" for one in line.points]  # as Moodle exports "none"
        writer.writerow([guarded(first), guarded(last), line.person, guarded(line.email), *points])
    return out.getvalue().encode("utf-8")
