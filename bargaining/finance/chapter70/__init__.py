"""Chapter 70, the school aid formula of Massachusetts, step by step.

In the order of the formula:

* `parameters`: the numbers of a fiscal year, each published or derived.
* `rates`: what the foundation budget allows for a pupil, by group and category.
* `enrollment`: foundation enrollment, assumed special education, low-income group.
* `budget`: the foundation budget, by category and by group of pupils.
* `contribution`: combined effort yield, target, and the required local contribution, with the branch that
  applied.
* `state_effort`: where the uniform shares of property and income come from.
* `regional`: how a contribution is shared out over the districts of a region.
* `aid`: state aid, with the branch that applied.
* `spending`: required net school spending, and where a district stands.
* `districts`: the published figures of every district and municipality.
* `agreement`: the formula beside the published figures, every difference named.
"""
