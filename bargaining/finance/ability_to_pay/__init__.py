"""Can they pay? Ratios, budgets against results, recurring money, years to a gap, and seven replies.

Nothing here is the law of a state.

* `fund_balance`: what is set aside, as a share of spending and in months.
* `budgets`: budget against actual over the years, and the reliance on one-time money.
* `recurring`: new recurring revenue beside the cost of a proposal.
* `outlook`: years until a gap, under three scenarios.
* `accounts`: a district's years of money, which the replies are tested on.
* `replies`: what a district answers, each with the figures that test it, also where the district is right.
"""
