"""What instructors do with memos.

mark.py              met, or returned with one change tied to a row of the rubric
memos.py             what gradebook and ledger say of memos: which wait, which mark counts, versions
assignment.py        who answers a memo, and who after the promise has passed
queue.py             the queue of a session: memos that wait, and second readings, the oldest first
second_reading.py    a learner asks once; another instructor answers with a reason
formgrader.py        marks that were typed into formgrader, brought into the ledger
"""
