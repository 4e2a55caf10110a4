"""Price time: days, hours, class sizes, leave, holidays.

* `rates`: daily and hourly rates, a longer day, extra days.
* `staffing_needs`: sections under a ceiling, posts for preparation time, and what new posts cost.
* `leave`: substitutes for absences, and unused days that are paid out.
* `retirement_incentive`: what an incentive saves, and for how long.
* `premium_pay`: the regular rate, premiums on straight pay, holidays.
"""
