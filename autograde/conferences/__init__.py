"""Workshops of one day at a conference: what is offered, and credit for whoever was there.

catalogue.py    what a conference offers, from a file that staff can read
attendance.py   an attendance list becomes proposals of credit, which a second person approves
"""
