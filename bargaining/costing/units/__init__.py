"""Who bargains: units of teachers, of school staff in several job classes, of nurses, or of several at once.

* `group`: what every group of people has (`Group`), and groups on a schedule of yearly salaries (`Salaried`).
* `hourly`: job classes and nurses, paid by the hour (`JobClass`, `NurseGroup`).
* `premium`: differentials, overtime, weekend and charge pay; ranges by comp-ratio.
* `unit`: a bargaining unit of one or more groups; `facts`: what else its contract says.
* `cost`: base payroll, averages, standing still and a year's cost of a whole unit.
"""
