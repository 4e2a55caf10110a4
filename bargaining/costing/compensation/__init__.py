"""What a member costs and gets beyond the salary schedule.

* `rollup`: payroll taxes, pension and insurance that rise with pay, each on its own pay base; `rollup_cost`
  prices them for groups of people, wage bases included.
* `health`: what employer and members pay for health insurance, by tier.
* `health_change`: moves of the share, renewals, opt-outs, and what they do to a member's raise.
* `plan_change`: another plan, a health savings account, the worst year.
* `premium_sheet`: check a benefits office's sheet, and name the likely slip.
* `eligibility`: the hours at which an employee may join the plan, and what crossing them costs.
* `total_compensation`: pay, roll-up and benefits in one sum; per FTE; as a percent of a named whole.
* `of_year`: total compensation of a year from who stands where; `of_employer`: of an employer's facts.
* `contract_years`: this year and each year of a proposal, with the same lines.
* `pay_slip`: what a member takes home in each pay, before and after.
* `present_value`: money paid later, in today's dollars.
* `real_wages`: pay against prices.
* `comparables`: rank, ties, position in a range, career earnings.
"""
