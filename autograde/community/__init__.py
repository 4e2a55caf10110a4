"""The community of a session: information, discussions, members and files.

What people write is kept apart from the ledger, by their random ids, so that it can be taken back, hidden
with a reason, copied and erased. The ledger keeps who did what and when, and none of the words. Called by
the desk, the command, intake (insights) and personal (copies, erasing).
"""
