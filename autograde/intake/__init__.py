"""Intake: a packet comes in as bytes and becomes a receipt, or a quarantine entry with a reason.

container.py   the zip, opened as data within limits
inspect.py     what is in it: manifest, answers, evidence; pure
admission.py   who may send what, when, of which release
kept.py        packets, evidence and quarantine on the disk
canonical.py   the canonical submission that grading runs
receipts.py    the receipt and its number
refusal.py     a refused packet put aside
receive.py     the whole, and the order in which it is kept
"""
