"""The team workshop: teams that apply together, meet, write one plan, and are credited each for herself.

rules.py          what a workshop asks for and costs, from a file that staff can read
meetings.py       dated meetings, in UTC, and shown by anybody's clock
eligibility.py    whether a team may come, and why not
fee.py            what it costs
workshop.py       everything about one workshop, folded from its events
member_file.py    a team's roster as a file;  applying.py  brings it in
details.py        worksite, job and time zone of a member, apart from the ledger
changes.py        accepting, joining, leaving, another coordinator, the orientation
attendance_file.py, attendance.py    who was there
reflections.py    what each member wrote for herself
completion.py     who has done what the rules ask;  crediting.py  proposes her credit, with evidence
sheet.py          what leaves the desk: a Word file, or a page that needs nothing else
plan/             the plan that a team writes together
joint/            two sides, one clause: a statement that a team of labor and one of management write and sign
"""
