"""Pay that is not on the schedule's steps and lanes.

* `longevity`: payments by years of service, in dollars or as a share of a base.
* `stipends`: extra duties, in dollars or as a share of the base cell.
"""
