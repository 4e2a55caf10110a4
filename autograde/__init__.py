"""The machine: courses, releases, intake, grading, the ledger, units and reports.

It knows notebooks, points and people, and nothing of contracts. Called by the desk and by the command.
errors.py draws everything that can go wrong; office.py says where everything lies.
"""
