"""Grading: put the hidden tests back, run, verify, score.

restore -> run -> verify -> score, one module each, joined by grade.py. Only score.py and grade.py touch
stores; run.py can be given to another process or machine.
"""
