"""The subject: calculators for people who bargain contracts.

Tables and numbers go in, tables and numbers come out. Nothing here knows a notebook, a learner, a grade or a
web page, so the same function draws the chart in a lesson, gives the expected answer of a question, fills the
workbook and prices a learner's own contract.

Conventions of the whole package:

* Money and FTE are exact `Decimal`. A float is refused, because a float has already lost what was typed.
* A step and a lane are named by their labels, as text: step ``"7"``, lane ``"M+30"``. A cell is ``(step,
  lane)``.
* A name ending in ``_dollars`` is money, ``_fte`` is full-time equivalents, ``_rate`` is a fraction
  (0.03) and ``_percent`` is a percent (3.0).
* Nothing is rounded unless the caller says how (`bargaining.rounding.Rounding`).
* Every problem is a `bargaining.errors.BargainingError` whose message says what is wrong, where, and what
  to do.

Where to look: `bargaining.costing` prices a contract, `bargaining.finance` reads an employer's public money,
`bargaining.parameters` holds published rates by date, `bargaining.data` reads the data sets.
"""
