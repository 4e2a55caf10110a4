"""The pages of a community: information, discussions, members and files of one session.

In: requests of learners of the session, of instructors and of program staff. Out: pages. What may be written,
and by whom, is for autograde/community to say. Nothing here needs a script, and everything that somebody
wrote is shown as text.
"""
