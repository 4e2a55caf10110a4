"""Backup: one file that holds the office as it was at one moment, and an office made from it again.

databases.py   a database copied into an SQLite file, and such a file into a database
contents.py    which files of an office belong to a backup
keep.py        `bargain backup`
restore.py     `bargain restore`

A backup is a zip:

    backup.json          {"format": 1, "kind", "made_at", "files": {path: {"sha256", "size"}}}
    files/<path>         every file of the office but office.toml, which names databases, and the logs

Records and gradebooks are SQLite files in it wherever they are kept, so that an office can move from SQLite
to PostgreSQL and back through its backup.
"""
