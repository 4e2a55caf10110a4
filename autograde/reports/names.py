"""The reports and exports there are, by the words that staff ask for them with.

Called by asked.py, the command and the desk; it imports nothing, so that a command starts at once.
"""

from enum import StrEnum

__all__ = ["System", "What"]


class What(StrEnum):
    """The reports there are."""

    COMPLETION = "completion"
    AFFILIATES = "affiliates"
    UNITS = "units"
    TURNAROUND = "turnaround"
    CERTIFICATES = "certificates"
    RECONCILIATION = "reconciliation"
    MISSING_WORK = "missing-work"
    ITEMS = "items"
    TEAMS = "teams"
    TEAM_MEMBERS = "team-members"
    ALL = "all"


class System(StrEnum):
    """The systems that grades are exported to."""

    CANVAS = "canvas"
    MOODLE = "moodle"
