"""What happens before anybody bargains: people move up steps, change lanes, leave and are hired.

* `facts`: who changes lanes, who leaves, who is hired (`Movement`).
* `steps`: the increment, and the scattergram a year or more later.
* `lanes`: lane changes, priced at next year's step.
* `standing_still`: steps, lanes and turnover savings on a line each, and their net.
"""
