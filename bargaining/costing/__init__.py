"""Price a contract: who stands where on the schedule, what they are paid, and what a change costs.

* `convention`: the rules a price is counted by; `price_tag`: a price that says what it is a price of.
* `grid`: labels and cells, shared by the next three.
* `index`: index tables, where each salary is the base cell times a number.
* `schedule`: salary schedules of any number of steps and lanes.
* `reconcile`: a printed schedule against its printed index.
* `scattergram`: who stands where, in FTE for each cell.
* `staffing`: what follows from a schedule and a scattergram: base payroll, averages by people, the top step.
* `movement`: steps, lane changes, leavers and hires, and what standing still costs.
* `raises`: raises of every shape, and a year's cost line by line.
* `units`: teachers, school staff and nurses; a whole bargaining unit of several groups.
* `slips`: the wrong turns people take in those sums, each as a function, so that a lesson can recognise them.
* `years`: raises that begin during a year, retroactive pay, and contracts of several years.
* `table`: proposals made of items, their price, the gap between two, swaps, moves, the caucus card.
* `other_pay`: longevity pay and stipends.
* `compensation`: roll-up, health insurance, total compensation, pay slips; prices, ranks, present value.
* `worktime`: days, hours, class sizes, leave, holidays, retirement incentives.
* `amounts`: shares, counts and amounts, checked before they are priced.
* `employers`: the fictional employers that learners price.
"""
