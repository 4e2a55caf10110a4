"""Contract language: read an agreement, count its clocks, try its clauses out, and compare its versions.

* `agreement`, `agreement_text`: an agreement as clauses with ids, and the text it is read from.
* `references`, `terms`: what clauses point to, and the words they define.
* `navigator`: which clauses answer a question, and what goes with them.
* `lints`: what a careful reader would stop at: stale references, undefined terms, unclear days.
* `harrow_falls`: the fictional agreement that the course reads.
* `school_calendar`, `clocks`, `grievance_chain`: periods counted to their last day, level by level.
* `readings`, with `sick_bank`, `raise_readings`, `premium_readings`, `overage_pay`: clauses as rules over
  cases, and what each reading costs.
* `items`, `spans`, `blind_answers`: questions with one defensible key, scored beyond chance.
* `clock_stories`, `word_stories` with `word_bank`, `price_stories`, `reading_stories` with `reading_bank`:
  what the questions ask about, drawn from a variant.
* `clause_builder`, `grievance_builder`: a clause chosen slot by slot and tried on facts.
* `governance`: a joint committee and what its rules make of its votes.
* `redline`, `word_file`: versions compared, and a proposal in Word with tracked changes.
* `own_contract`, `contract_text`, `verbs`: a learner's own contract, beside 133 real ones.
* `law_facts`: statements about law, with their sources and whoever signed for them.

Nothing here judges prose. What is computed has one defensible meaning: an id, a date, an outcome, a count.
Education, not legal advice.
"""
