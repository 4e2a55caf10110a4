"""Engines: how many submissions are run at once, and in what kind of process.

forked.py runs notebooks in processes forked from one that has everything imported (server.py, shell.py,
forked_run.py); executor.py runs many at once; on_submit.py and background.py grade each packet as it comes.
Only the machine's side imports this package, and only where it grades.
"""
