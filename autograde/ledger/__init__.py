"""The ledger: what happened, to whom and when, in a form that is only ever added to.

tables.py       the tables of the records
moments.py      times, as they are stored
records.py      opens a database (SQLite or PostgreSQL) and migrates it
events.py       what an event is, and which kinds there are
chain.py        the hash chain of each person's events
store.py        Ledger: append and read
seals.py        signed heads of all chains, and whether the ledger agrees with them
migrations/     the history of the tables, by Alembic
"""
