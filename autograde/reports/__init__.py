"""Reports for program staff.

completion.py   the completion report of a session: its table, and the files it is written to
situations.py   where a learner stands with a part, in a symbol and two words
stuck.py        who has waited too long
lines.py        one line for each learner
finding.py      the report in a few sentences
figure.py       the drawing of who is where
csv_file.py, xlsx_file.py, html_page.py    the files
"""
