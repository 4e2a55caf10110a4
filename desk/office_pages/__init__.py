"""The pages of program staff: what the commands do, through the same functions, with the actor recorded.

One module for each thing that staff do; `ROOMS` are their addresses, which app.py puts into the desk. Every
change is a form that a person of the role *staff* sends, and every answer is a page without a script.
"""

from desk.office_pages.applications import applications
from desk.office_pages.attendance import attendance
from desk.office_pages.certificates import certificates
from desk.office_pages.credits import outside_credit
from desk.office_pages.learners import learners
from desk.office_pages.matters import complaints
from desk.office_pages.reports import reports
from desk.office_pages.rosters import rosters
from desk.office_pages.rules import rules
from desk.office_pages.sessions import sessions
from desk.office_pages.staff import staff

__all__ = ["ROOMS"]

ROOMS = (
    sessions,
    rosters,
    applications,
    learners,
    complaints,
    outside_credit,
    attendance,
    certificates,
    reports,
    rules,
    staff,
)
