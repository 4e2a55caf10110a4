"""What is bargained: raises of every shape, what they cost, and who gains.

* `kinds`: percent, flat, mixed, cents per hour, a new base cell, edits of cells, and payments off the
  schedule.
* `cost`: the year's cost line by line, with the raise on step and lane money shown.
* `compare`: flat against percent, cell by cell.
"""
