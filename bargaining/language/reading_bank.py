"""Disputes, questions and employers of our own for the part on reading, each with its one defensible label.

Used through `word_stories.drawn_sentences`. `FLIPS` says for each guideline which added fact would defeat
it.
"""

from __future__ import annotations

from bargaining.language.word_bank import Sentence

# A question a member asks, and the article of Harrow Falls that answers it.
WHERE = (
    Sentence("where-a", "How many sick days do I get?", "15"),
    Sentence("where-b", "Can the arbitrator change the contract?", "5"),
    Sentence("where-c", "May I see my personnel file?", "6"),
    Sentence("where-d", "How large may my class be?", "8"),
    Sentence("where-e", "When must I learn my rating?", "10"),
    Sentence("where-f", "Which Educator is laid off first?", "11"),
    Sentence("where-g", "When do I move up a step?", "12"),
    Sentence("where-h", "What share of the premium do I pay?", "14"),
    Sentence("where-i", "Who must answer my report of a threat?", "17"),
    Sentence("where-j", "What happens when there is mold in my room?", "18"),
    Sentence("where-k", "How much tuition is paid back?", "20"),
    Sentence("where-l", "May an aide be paid for substitute work?", "24"),
)

# Who works where, and which law covers her by the words that the lesson quotes.
EMPLOYERS = (
    Sentence("law-a", "A school nurse, employed by a town in Massachusetts", "state"),
    Sentence("law-b", "A librarian of a city in Massachusetts", "state"),
    Sentence("law-c", "A teacher in a public high school in Massachusetts", "state"),
    Sentence("law-d", "A nurse in a private hospital in Massachusetts", "federal"),
    Sentence("law-e", "An aide in a private school that is a large business", "federal"),
    Sentence("law-f", "A cook of a private company that runs a lunchroom", "federal"),
    Sentence("law-g", "A teacher in a public school in Ohio", "other"),
    Sentence("law-h", "A nurse employed by a county in Oregon", "other"),
    Sentence("law-i", "A clerk of a town in Vermont", "other"),
)

# A dispute that one guideline settles, as long as nothing else is known.
DISPUTES = (
    Sentence(
        "case-a",
        "“Day” is defined as a day with students. The office says that a day is a day, as everybody knows.",
        "defined",
    ),
    Sentence(
        "case-b",
        "“Nurse” is defined as a registered nurse. The office calls a health aide a nurse.",
        "defined",
    ),
    Sentence(
        "case-c",
        "One clause gives all staff 30 minutes for lunch. Another gives drivers 45. A driver asks for hers.",
        "specific",
    ),
    Sentence(
        "case-d",
        "A clause lets the office set all schedules. Another fixes the start of the day in the high school.",
        "specific",
    ),
    Sentence(
        "case-e",
        "“Paid leave is given for: jury duty, a court summons, a funeral.” Somebody asks for a wedding.",
        "closed",
    ),
    Sentence(
        "case-f",
        "“Unit members are: teachers, counselors and librarians.” A bus driver says that she is in the unit.",
        "closed",
    ),
    Sentence(
        "case-g",
        "“Pens, paper, chalk and other supplies.” The office wants the clause to cover a car.",
        "kind",
    ),
    Sentence(
        "case-h",
        "“Gloves, masks, gowns and other equipment.” A nurse asks for a parking permit under it.",
        "kind",
    ),
    Sentence(
        "case-i",
        "The old clause said “may” pay. The new one says “shall” pay. The office says nothing has changed.",
        "changed",
    ),
    Sentence(
        "case-j",
        "Section 4 says “employees”, Section 5 “full-time employees”. The office reads both as full-time.",
        "changed",
    ),
    Sentence(
        "case-k",
        "“Regular and overtime hours are paid.” The office says that “overtime” adds nothing.",
        "effect",
    ),
    Sentence(
        "case-l",
        "“Notice in writing and by mail.” The office says that “by mail” means nothing.",
        "effect",
    ),
)

GUIDELINES = {
    "defined": "A defined word has its defined meaning",
    "specific": "The particular clause beats the general one",
    "closed": "A closed list leaves out what is not on it",
    "kind": "“And other” covers things of the same kind",
    "changed": "A changed word has a changed meaning",
    "effect": "Every word does some work",
    "plain": "Clear words are applied as they stand",
}

FLIPS = {
    "defined": "The definition says: “in this Article only”, and the dispute is about another article",
    "specific": "The general clause says that it applies “whatever another clause provides”",
    "closed": "The list begins with “including but not limited to”",
    "kind": "The catch-all reads “and any other thing of whatever sort”",
    "changed": "Both sides signed a note that the new word was a typing error",
    "effect": "Both sides signed a note that the two words mean one and the same thing",
}
