"""Cost over time: raises that begin during a year, late settlements, and contracts of several years.

* `split`: part-year raises and steps, with the tail that falls into next year.
* `retro`: retroactive pay by pay period, and the clause on leavers.
* `path`: a payroll over the years, and the four amounts that people call its cost.
* `person`: one person's pay as steps and raises come together.
* `within_year`: what a year does not pay yet, because a raise or a step begins during it.
* `project`: a whole unit over the years: steps, lanes, raises, turnover and payments off the schedule.
"""
