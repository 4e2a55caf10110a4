"""Problems, redlines, wordings, events and lines of a memorandum of our own, for the part on drafting.

Used through `word_stories.drawn_sentences` and `draft_stories`. Each has the one label that it can defend.
"""

from __future__ import annotations

from bargaining.language.word_bank import Sentence

# The six subjects of which a learner chooses one: what it is called, and words that find it in a contract.
TOPICS = {
    "safe": ("A safe workplace", "assault violence threat safety report injured"),
    "mold": ("Mold and indoor air", "mold air quality ventilation temperature leak indoor environment"),
    "papers": ("Protections for immigrant members", "immigration officer warrant work authorization records"),
    "committee": ("Labor-management committee", "labor management joint committee meet members recommend"),
    "ground": (
        "Ground rules for open bargaining",
        "ground rules bargaining sessions observers negotiations media",
    ),
    "health": ("Health insurance", "health insurance premium plan share contribution coverage"),
}

# A problem, and the subject whose line in CURES answers it.
PROBLEMS = (
    Sentence(
        "need-a",
        "A student hit an aide on Monday, and on Tuesday sat in her class as if nothing were.",
        "safe",
    ),
    Sentence("need-b", "A parent threatened a nurse, and stood at her door again the next day.", "safe"),
    Sentence("need-c", "A library was opened again because somebody thought that it smelled better.", "mold"),
    Sentence("need-d", "Staff went back into a wet room that nobody had tested.", "mold"),
    Sentence("need-e", "An officer with a form of his own agency walked into the staff room.", "papers"),
    Sentence("need-f", "Somebody with a badge was let into the nurse’s office at once.", "papers"),
    Sentence(
        "need-g", "Half of a panel voted yes and half no, and nothing happened for a year.", "committee"
    ),
    Sentence("need-h", "Two sides of a panel blocked each other from September to June.", "committee"),
    Sentence("need-i", "Four people bargained for six hundred who never saw a session.", "ground"),
    Sentence("need-j", "Members heard about their own contract talks from the newspaper.", "ground"),
    Sentence("need-k", "A plan became a sixth dearer in one year, with two more years to run.", "health"),
    Sentence("need-l", "The price of a plan jumped, and no clause let anybody talk about it.", "health"),
)
CURES = {
    "safe": "Before that person may return, the Principal shall meet with the Employee",
    "mold": "Nobody works there until an independent assessor certifies that it is clear",
    "papers": "No entry to areas closed to the public without a warrant that a judge signed",
    "committee": "What the sides cannot decide goes to a mediator within ten School Days",
    "ground": "Each side may bring silent observers, named one Business Day before",
    "health": "If a premium rises by more than 8 percent, either side may reopen the shares",
}

# A change in a redline, and who gains by it.
REDLINES = (
    Sentence("red-a", "The District “may” inspect a damp room. It becomes “shall”.", "members"),
    Sentence(
        "red-b",
        "Funeral leave for “spouse, parent, child”. It becomes “spouse, parent, child, grandparent”.",
        "members",
    ),
    Sentence("red-c", "“Up to 20 days” of paid leave for an injury. It becomes “up to 30 days”.", "members"),
    Sentence(
        "red-d",
        "The District “may charge” sick leave for a closed room. It becomes “shall not charge”.",
        "members",
    ),
    Sentence(
        "red-e", "The Principal answers a safety report in “ten” School Days. It becomes “three”.", "members"
    ),
    Sentence("red-f", "The District “shall” grant the days. It becomes “may”.", "employer"),
    Sentence(
        "red-g", "Members file a Grievance in “ten School Days”. It becomes “ten Calendar Days”.", "employer"
    ),
    Sentence(
        "red-h", "Members pay “twenty percent” of the premium. It becomes “twenty-five percent”.", "employer"
    ),
    Sentence(
        "red-i", "Aides are paid for “each hour” of extra work. It becomes “each full hour”.", "employer"
    ),
    Sentence(
        "red-j",
        "Discipline needs “just cause”. It becomes “a cause that the Superintendent finds fit”.",
        "employer",
    ),
    Sentence("red-k", "“His or her file”. It becomes “the Employee’s file”.", "nobody"),
    Sentence("red-l", "“On the following School Day”. It becomes “on the next School Day”.", "nobody"),
    Sentence("red-m", "“Section 4.2 hereof”. It becomes “Section 4.2”.", "nobody"),
    Sentence("red-n", "The District “shall make an appointment”. It becomes “shall appoint”.", "nobody"),
    Sentence("red-o", "“In the event that” a school is closed. It becomes “if”.", "nobody"),
)

# For each subject five wordings, each of which adds one thing: a duty, who, by when, what if not.
WORDINGS = {
    "safe": (
        "The administration will try to answer reports of an assault.",
        "Reports of an assault shall be answered.",
        "The Principal shall answer a report of an assault.",
        "The Principal shall answer a report of an assault within three School Days after receiving it.",
        "The Principal shall answer a report of an assault within three School Days after receiving it; until"
        " then the Employee may stay home with pay.",
    ),
    "mold": (
        "Every effort will be made to look at damp rooms.",
        "Damp rooms shall be inspected.",
        "The Superintendent shall inspect damp rooms.",
        "The Superintendent shall inspect a damp room within two School Days after a written report.",
        "The Superintendent shall inspect a damp room within two School Days after a written report; until"
        " then nobody is required to work in it.",
    ),
    "papers": (
        "The District will do its best to tell the Association of visits by officers.",
        "The Association shall be told of a visit by an officer.",
        "The Superintendent shall tell the Association of a visit by an officer.",
        "The Superintendent shall tell the Association of a visit by an officer on the same Business Day.",
        "The Superintendent shall tell the Association of a visit by an officer on the same Business Day; for"
        " a late notice the District pays the Employee’s first hour with a lawyer.",
    ),
    "committee": (
        "The District hopes to consider what the committee recommends.",
        "Recommendations of the committee shall be answered.",
        "The Superintendent shall answer each recommendation.",
        "The Superintendent shall answer each recommendation within twenty Business Days after receiving it.",
        "The Superintendent shall answer each recommendation within twenty Business Days after receiving it;"
        " without an answer it is tried out for one School Year.",
    ),
    "ground": (
        "Both sides will make an effort to share proposals early.",
        "Proposals shall be shared before a session.",
        "Each side shall give the other its proposals before a session.",
        "Each side shall give the other its proposals three Business Days before a session.",
        "Each side shall give the other its proposals three Business Days before a session; what comes later"
        " waits for the next session.",
    ),
    "health": (
        "The District will try to warn of a change in premiums.",
        "A change in premiums shall be announced.",
        "The Superintendent shall announce a change in premiums.",
        "The Superintendent shall announce a change in premiums sixty Calendar Days before it begins.",
        "The Superintendent shall announce a change in premiums sixty Calendar Days before it begins; until"
        " sixty days have passed the old share is deducted.",
    ),
}

# What happens at the table, and the section of Appendix E of Harrow Falls that answers it.
EVENTS = (
    Sentence("event-a", "A session is set for ten in the morning, while students are in class.", "E.1"),
    Sentence("event-b", "After three hours one side wants to go on for two more.", "E.1"),
    Sentence("event-c", "An aide comes to watch, and nobody gave her name before.", "E.2"),
    Sentence("event-d", "One side wants to choose who sits on the other side’s team.", "E.2"),
    Sentence("event-e", "Somebody films the session with a phone.", "E.3"),
    Sentence("event-f", "One side has no note-taker and asks who keeps its notes.", "E.3"),
    Sentence("event-g", "Before any impasse a team gives a reporter the other side’s proposal.", "E.4"),
    Sentence(
        "event-h", "Talks are in their first month. A radio station wants the other side’s offer.", "E.4"
    ),
    Sentence("event-i", "Both said yes to a clause on Tuesday, and nobody wrote it down.", "E.5"),
    Sentence("event-j", "Only one of the two chief negotiators signed a clause.", "E.5"),
    Sentence("event-k", "One side says that from tomorrow on it follows these rules no more.", "E.6"),
    Sentence("event-l", "The Association wants to be free of these rules next month.", "E.6"),
)

# The parts of a memorandum of agreement, and lines of each.
PARTS = {
    "changes": "Which clauses change, and how",
    "effective": "From which day they hold",
    "retro": "Pay for the time before",
    "reopener": "What lets a side reopen a clause",
    "ratify": "Who must still vote for it",
    "funds": "Who asks for the money, and by when",
    "sign": "Who signs",
    "summary": "A short summary for members",
}
LINES = (
    Sentence("line-a", "Section 18.3 is replaced by the text attached.", "changes"),
    Sentence(
        "line-b", "In Section 14.2 “twenty-five” is struck and “twenty-two” put in its place.", "changes"
    ),
    Sentence("line-c", "The new text applies from September 1.", "effective"),
    Sentence("line-d", "These changes hold from the first School Day of the year.", "effective"),
    Sentence("line-e", "Whoever worked since July is paid the difference in one payment.", "retro"),
    Sentence("line-f", "Those who left since July are paid the difference as well.", "retro"),
    Sentence(
        "line-g",
        "If a premium rises by more than 8 percent, either side may ask for talks on shares.",
        "reopener",
    ),
    Sentence(
        "line-h", "If the state cuts the program, the sides meet again on this section alone.", "reopener"
    ),
    Sentence("line-i", "It binds nobody until members and the Committee have voted for it.", "ratify"),
    Sentence("line-j", "Both teams will recommend it to those who vote.", "ratify"),
    Sentence("line-k", "Within 30 Calendar Days the Committee asks the town for the money.", "funds"),
    Sentence("line-l", "The Committee puts the sum into its request to the town by May 1.", "funds"),
    Sentence("line-m", "For the Association: its president. For the Committee: its chair.", "sign"),
    Sentence("line-n", "Both chief negotiators put their names and the day below.", "sign"),
    Sentence(
        "line-o",
        "In plain words: nobody works in a moldy room, and nobody loses a sick day over it.",
        "summary",
    ),
    Sentence(
        "line-p",
        "What this means for you: you pay less of the premium, and a raise comes in fall.",
        "summary",
    ),
)
