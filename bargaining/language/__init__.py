"""Contract language: read an agreement, count its clocks, try its clauses out, and compare its versions.

* `agreement`, `agreement_text`: an agreement as clauses with ids, and the text it is read from.
* `references`, `terms`: what clauses point to, and the words they define.
* `navigator`: which clauses answer a question, and what goes with them.
* `lints`: what a careful reader would stop at: stale references, undefined terms, unclear days.
* `harrow_falls`: the fictional agreement that the course reads.

Nothing here judges prose. What is computed has one defensible meaning: an id, a date, an outcome, a count.
Education, not legal advice.
"""
