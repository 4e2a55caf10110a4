"""What can be wrong with the tables and numbers that are priced.

The tree::

    BargainingError            anything this package refuses
    ├── ScheduleError          a salary schedule or an index table: labels, missing cells, salaries
    ├── StaffingError          a scattergram: FTE, or FTE that the schedule has no salary for
    ├── CostingError           a cost that cannot be worked out: a raise, a movement, a year, a proposal
    ├── ParameterError         a published rate: its file, or a date that the file does not cover
    ├── CompensationError      what is paid on top of salary: roll-up, health insurance, pay slips, totals
    ├── WorktimeError          days, hours, class sizes, leave, overtime and differentials
    ├── ComparisonError        other districts, other years: ranks, prices, real wages
    ├── OwnContractError       a file of somebody's own contract: what kind it is, or what must not be in it
    ├── FinanceError           public money: an amount, a year, a town or a count that cannot be worked with
    ├── WorkshopError          a team's count, calendar or ladder of steps that cannot be
    ├── DataError              a data set: a file, a row or a column that is not what its descriptor says
    └── LanguageError          contract language
        ├── AgreementError     a text that cannot be read as an agreement, or a clause that is not in it
        ├── ClockError         a calendar, a period or a chain of deadlines that cannot be counted
        ├── ReadingError       a clause as a rule, its cases, spans, choices or votes that do not fit together
        └── DocumentError      a file of Word, PDF or text that cannot be read or written

A message is one or two plain sentences: what is wrong, where, and what to do about it. It is fit to be shown
to a learner as it stands.
"""


class BargainingError(Exception):
    """Something given to a calculator cannot be priced; the message says what, where and what to do."""


class ScheduleError(BargainingError):
    """A salary schedule or index table is not one: an empty grid, a label twice, a cell without a number."""


class StaffingError(BargainingError):
    """A scattergram is not one, or does not fit the schedule it is paid by."""


class CostingError(BargainingError):
    """A cost cannot be worked out from what was given: a raise, a movement, a year or a proposal."""


class ParameterError(BargainingError):
    """A published rate is missing, its file is not as it should be, or the date asked for is not covered."""


class CompensationError(BargainingError):
    """Something on top of the salary cannot be priced: roll-up, health insurance, a pay slip, a total."""


class WorktimeError(BargainingError):
    """Days, hours, class sizes, leave or premium pay for nurses that cannot be priced."""


class ComparisonError(BargainingError):
    """Districts, salaries or prices that cannot be compared."""


class OwnContractError(BargainingError):
    """A file of somebody's own contract cannot be used: its kind, its size, or what must not be in it."""


class DataError(BargainingError):
    """A data set is missing, or a row of it is not what its descriptor promises."""


class FinanceError(BargainingError):
    """A calculation of public money cannot be done: a negative count, a year without figures, no such
    town.
    """


class WorkshopError(BargainingError):
    """A team's worksites, days or steps cannot be: more people than members, no step, a day out of order."""


class LanguageError(BargainingError):
    """Contract language cannot be read, counted or tried out."""


class AgreementError(LanguageError):
    """A text is no agreement in numbered clauses, or a clause that was asked for is not in it."""


class ClockError(LanguageError):
    """A calendar has a gap or ends too soon, or a period cannot be counted."""


class ReadingError(LanguageError):
    """A rule, its cases, labels, choices or votes do not fit together."""


class DocumentError(LanguageError):
    """A file that somebody brought cannot be read, or has no text in it."""
