"""Sentences of our own for questions of the workshop, each with the one label that it can defend.

Used by the lessons, which draw from them. A label that a careful reader could dispute does not belong here.
"""

from __future__ import annotations

from bargaining.language.word_bank import Sentence

__all__ = ["AUDIENCES", "CHOICES", "RULES", "TABLES"]

CHOICES = (
    Sentence("choice-a", "Who sits on our team.", "ours"),
    Sentence("choice-b", "How soon members hear what was said.", "ours"),
    Sentence("choice-c", "Whether we ask every member before we write our asks.", "ours"),
    Sentence("choice-d", "On which evening the next session is held.", "both"),
    Sentence("choice-e", "How long a session lasts.", "both"),
    Sentence("choice-f", "In which room both teams meet.", "both"),
    Sentence("choice-g", "The day on which town meeting votes on the budget.", "others"),
    Sentence("choice-h", "How much aid the state sends.", "others"),
    Sentence("choice-i", "The day of the town election.", "others"),
)
"""Who decides: we alone, both sides together, or somebody outside the room."""

TABLES = (
    Sentence("table-a", "Five people sit for each side. Members hear the result when they vote.", "closed"),
    Sentence("table-b", "Only the two teams are in the room, and neither may say what went on.", "closed"),
    Sentence(
        "table-c", "Forty members, some from each worksite, are the team and agree on each reply.", "big"
    ),
    Sentence("table-d", "Each job and each building elects somebody to the team.", "big"),
    Sentence("table-e", "Any member may come and watch, after half an hour of preparation.", "open"),
    Sentence("table-f", "The day of each session hangs at every door: come and listen.", "open"),
)
"""Three ways to hold a session."""

RULES = (
    Sentence("rule-a", "Sessions begin after the last class or shift.", "offer"),
    Sentence("rule-b", "What both sides agree on is written down, and waits for the vote.", "offer"),
    Sentence("rule-c", "Each side may ask for a break to talk by itself.", "offer"),
    Sentence("rule-d", "Each side may end these rules with ten days’ notice.", "offer"),
    Sentence("rule-e", "Nobody but five people of each team may be in the room.", "refuse"),
    Sentence("rule-f", "The union does not tell its members what was said.", "refuse"),
    Sentence("rule-g", "The employer decides who of the members may watch.", "refuse"),
    Sentence("rule-h", "Neither side speaks to the press while we bargain.", "limit"),
    Sentence("rule-i", "Neither side puts offers on a public page.", "limit"),
    Sentence("rule-j", "Neither side speaks to the select board about the talks.", "limit"),
)
"""Rules for the talks: to offer, to refuse, or to sign only with a last day, because they silence both."""

AUDIENCES = (
    Sentence("said-a", "Which of these three asks would you give up last?", "members"),
    Sentence("said-b", "Will you sign with your own name, here, today?", "members"),
    Sentence("said-c", "Which evening can you sit in with us?", "members"),
    Sentence(
        "said-d", "When an aide leaves in March, your child must get used to somebody new.", "neighbors"
    ),
    Sentence("said-e", "Please come to the hearing and say what the nurse did for your family.", "neighbors"),
    Sentence("said-f", "Your vote in May is about the money for these classrooms.", "neighbors"),
    Sentence("said-g", "Here is the count, the day, and the name of who can confirm it.", "press"),
    Sentence("said-h", "You can quote the nurse who stands here; this is how her name is spelled.", "press"),
    Sentence("said-i", "We propose to add these words to Article 7.", "table"),
    Sentence("said-j", "Please send us the positions by step and lane by December 1.", "table"),
)
"""Whom a sentence is for: members, neighbors, the press, the other side."""
