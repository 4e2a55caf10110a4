"""Two sides, one clause: a team of labor and a team of management write one statement and sign it.

statement.py    who is paired with whom, and who has signed which text; folded from events
word_file.py    the statement as a page and as a document
writing.py      pairing, writing together, signing
"""
