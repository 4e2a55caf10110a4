"""What can be wrong with the tables and numbers that are priced.

The tree::

    BargainingError            anything this package refuses
    ├── ScheduleError          a salary schedule or an index table: labels, missing cells, salaries
    ├── StaffingError          a scattergram: FTE, or FTE that the schedule has no salary for
    ├── CostingError           a cost that cannot be worked out: a raise, a movement, a year, a proposal
    └── DataError              a data set: a file, a row or a column that is not what its descriptor says

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


class DataError(BargainingError):
    """A data set is missing, or a row of it is not what its descriptor promises."""
