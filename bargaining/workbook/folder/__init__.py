"""The folder that a team prints: data request, summary, brief, caucus card, pay slips, what we do not know.

* `sheets`: what a printed sheet is made of. `data_request`, `money`, `pay_slips`, `unknown`: the sheets.
* `printing`: the folder as a tagged PDF, by typst, and as one HTML page.
"""
