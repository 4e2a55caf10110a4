"""Who comes into a session, and how: rosters, applications, changes of dates or session, and how it ended."""
