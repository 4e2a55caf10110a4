"""Read an employer's public money: where it comes from, what the law makes of it, what a proposal asks.

In any state:

* `ability_to_pay`: fund balance, budgets, recurring money, years to a gap, seven replies and their test.
* `growth`, `real_wages`: change, mix, aid less charges; prices by month.
* `comparables`: figures of other districts.
* `practice_districts`: fictional districts that lessons run on; `invented_districts` makes all but the first.
* `money_years`: revenue by source and spending by purpose, of a town or a fictional district alike.
* `practice_plans`: the health plan, its shift and the worker that a learner practices on.
* `explained`: how each calculation shows its steps.

The law of Massachusetts:

* `chapter70`: the school aid formula.
* `levy`, `ballots`, `override_votes`: Proposition 2½, who votes on what, and what voters did with it.
* `health_law`: municipal health insurance.
* `municipality`, `places`: one of the 351, by its name; `general_fund` of 17 of them.
* `town_years`: real towns and years to practice on; `learner_places`: whose money each learner works on.

* `slips`: the wrong turns people take in all of these, each as a function.

Another state is a module beside these: `docs/developers/adding-a-state.md` says how.
"""
