"""A learner's own contract: a spreadsheet to fill in, and its reading.

* `template`: the spreadsheet, with notes, drop-down lists and an example.
* `read`: a filled spreadsheet, or plain csv grids, as an engine unit, with what was understood.
* `contract`: what comes out of reading; the other modules read one kind of sheet each.
"""
