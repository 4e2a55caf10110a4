"""The wrong turns people take, by topic: each named mistake is a function.

A lesson works the mistake out on a learner's own employer, so that it can recognise the wrong number and
answer with the sentence that helps. None of them is a way to price anything. All are exact and not rounded,
and raise what the right formula would raise.

* `health`, `rollup`, `total`: health insurance, roll-up, total compensation.
* `making_the_case`: prices, comparisons, present value, what the employer can pay.
* `worktime`: days, hours, class sizes, leave, retirement incentives.
* `movement`: steps, lane changes, turnover. `raises`: percent, flat, what goes missing. `years`: time, part
  years, retroactive pay. `proposals`: the gap between two.
* `unit`: counting the unit and pricing its salary base. These can be called without the module's name, as in
  ``slips.cells_counted(scattergram)``; the others are called as in ``slips.health.whole_premium(plan)``.
"""

from bargaining.costing.slips import (
    health,
    making_the_case,
    movement,
    proposals,
    raises,
    rollup,
    total,
    worktime,
    years,
)
from bargaining.costing.slips.unit import (
    average_cell_of_each_lane_times_fte,
    average_cell_times_fte,
    average_of_lane_averages,
    cells_counted,
    divided_by_movers,
    divided_by_people,
    each_lane_added_once,
    first_step_fte,
    highest_lane_fte,
    highest_lane_only,
    lane_and_step_multiplied,
    lane_forgotten,
    last_lane_left_out,
    midpoint_of_extremes,
    moving_fte,
    one_step_too_many,
    part_time_fractions_dropped,
    part_time_fte,
    part_timers_as_whole_people,
    salaries_added_once_each,
    same_dollars_to_every_cell,
    top_of_highest_lane_fte,
    top_step_cells_share,
    top_step_dollar_share,
)

__all__ = [
    "average_cell_of_each_lane_times_fte",
    "average_cell_times_fte",
    "average_of_lane_averages",
    "cells_counted",
    "divided_by_movers",
    "divided_by_people",
    "each_lane_added_once",
    "first_step_fte",
    "health",
    "highest_lane_fte",
    "highest_lane_only",
    "lane_and_step_multiplied",
    "lane_forgotten",
    "last_lane_left_out",
    "making_the_case",
    "midpoint_of_extremes",
    "movement",
    "moving_fte",
    "one_step_too_many",
    "part_time_fractions_dropped",
    "part_time_fte",
    "part_timers_as_whole_people",
    "proposals",
    "raises",
    "rollup",
    "salaries_added_once_each",
    "same_dollars_to_every_cell",
    "top_of_highest_lane_fte",
    "top_step_cells_share",
    "top_step_dollar_share",
    "total",
    "worktime",
    "years",
]
