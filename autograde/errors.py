"""Everything that can go wrong in the machine, as one tree.

    AutogradeError
    ├── CourseError         course.toml cannot be read, or names something it does not have
    ├── RulesError          a rules file cannot be read, or does not fit its course
    ├── AuthoringError      a lesson cannot be built into a source notebook
    ├── ReleaseError        a part cannot be released
    │   └── LeakError       what would be released holds a hidden test, a key or a mark scheme
    ├── IntakeError         a packet is refused
    │   └── Quarantined     a packet is refused, and kept aside for staff to look at
    ├── GradingError        a run broke, or did not give exactly one number for every graded cell
    ├── RecordsError        the records refuse something, or are not as they should be
    │   ├── ChainBroken     an event was changed, removed or put in after it was recorded
    │   ├── PersonError     a name or an e-mail address that cannot be kept, or an unknown person
    │   ├── InvitationError an invitation that is unknown, used or expired
    │   ├── NotAllowed      somebody who is not known here, or whose role does not allow it
    │   ├── CodeError       a one-time code that is unknown, used or expired
    │   ├── SessionError    a session that is unknown, or whose dates make no sense
    │   ├── TeamError       a team, a workshop or a plan that is unknown, or something its rules do not allow
    │   └── CommunityError  a post, a file or a date that cannot be kept, or is not somebody's to change
    ├── SignatureError      a signed document does not hold, or what is to be signed cannot be
    │   └── IssuerKeyError  a key of the office that is missing, or that others can read
    ├── CertificateError    a certificate cannot be issued, or is not what it says it is
    └── OfficeError         a folder of the office cannot be used
        ├── OfficeBusy      another command, or the desk, is writing just now: try again
        └── BackupError     a backup that cannot be made, or a file that is no whole backup

Each message is one or two sentences for the person who reads it: what is wrong, where, what to do.
"""

__all__ = [
    "AuthoringError",
    "AutogradeError",
    "BackupError",
    "CertificateError",
    "ChainBroken",
    "CodeError",
    "CommunityError",
    "CourseError",
    "GradingError",
    "IntakeError",
    "InvitationError",
    "IssuerKeyError",
    "LeakError",
    "NotAllowed",
    "OfficeBusy",
    "OfficeError",
    "PersonError",
    "Quarantined",
    "RecordsError",
    "ReleaseError",
    "RulesError",
    "SessionError",
    "SignatureError",
    "TeamError",
]


class AutogradeError(Exception):
    """The root of the tree: catch it to show any of these to a person."""

    @property
    def sentence(self) -> str:
        """The message, as it may be shown."""
        return str(self)


class CourseError(AutogradeError):
    """course.toml cannot be read, or the course has no such part."""


class RulesError(AutogradeError):
    """A rules file cannot be read, or does not fit its course."""


class AuthoringError(AutogradeError):
    """A lesson cannot be built into a source notebook."""


class ReleaseError(AutogradeError):
    """A part cannot be released."""


class LeakError(ReleaseError):
    """Something that would reach a learner holds what only the grader may see."""


class IntakeError(AutogradeError):
    """A packet is refused."""


class Quarantined(IntakeError):  # noqa: N818 - it says what became of the packet, not only that it failed
    """A packet is refused and kept aside; `entry` names its place in the quarantine."""

    def __init__(self, sentence: str, entry: str = "") -> None:
        super().__init__(sentence)
        self.entry = entry


class GradingError(AutogradeError):
    """A run broke, or did not give exactly one number for every graded cell."""


class RecordsError(AutogradeError):
    """The records refuse something, or are not as they should be."""


class ChainBroken(RecordsError):  # noqa: N818 - it says what was found
    """The first event at which a person's chain does not hold: changed, removed or put in afterwards."""

    def __init__(self, sentence: str, person: str, seq: int, event_id: str) -> None:
        super().__init__(sentence)
        self.person, self.seq, self.event_id = person, seq, event_id


class PersonError(RecordsError):
    """A name or an e-mail address that cannot be kept, or a person nobody knows."""


class InvitationError(RecordsError):
    """An invitation that is unknown, used or expired."""


class NotAllowed(RecordsError):  # noqa: N818 - it says what was decided
    """Somebody wants to change something and is not known here, or has no role that allows it."""


class CodeError(RecordsError):
    """A one-time code that is unknown, used or expired."""


class SessionError(RecordsError):
    """A session that is unknown, or whose dates make no sense."""


class TeamError(RecordsError):
    """A team, a workshop or a plan that is unknown, or something that its rules do not allow."""


class CommunityError(RecordsError):
    """A post, a file or a date of a community that cannot be kept, or that is not hers to change."""


class SignatureError(AutogradeError):
    """A signed document whose signature does not hold, or something that cannot be signed."""


class IssuerKeyError(SignatureError):
    """A key of the office that is missing, damaged, or readable by other accounts."""


class CertificateError(AutogradeError):
    """A certificate that cannot be issued, revoked or printed, or that is not what it says it is."""


class OfficeError(AutogradeError):
    """A folder of the office cannot be used."""


class OfficeBusy(OfficeError):  # noqa: N818 - not a fault, a reason to wait
    """Another command, or the desk, is writing to the office just now."""


class BackupError(OfficeError):
    """A backup that cannot be made, a file that is no whole backup, or no empty place to restore it to."""
