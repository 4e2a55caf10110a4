"""The plan that a team writes together.

form.py         its sections and columns, and the rows by which it is read, from a file
saves.py        every version of every section; two who write at once both keep their text
typed.py        what was typed in a table, as numbers and days
checks.py       what does not add up or is missing
summary_file.py the summary of prices that a member attaches, from the costing course
stated.py       the figures that the team says of itself, worked out again
handing_in.py   handed in once, by the coordinator for the team; marked by an instructor
word_file.py    the plan as a document and as a page for the bargaining council
"""
