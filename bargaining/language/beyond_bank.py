"""Stories of our own about what lies beyond the words: practice, zipper, change, and subjects of bargaining.

Used through `word_stories.drawn_sentences`. Each story has the one label that follows from the rule which the
lesson quotes beside the question; a label that a careful reader could dispute does not belong here.
"""

from __future__ import annotations

from bargaining.language.word_bank import Sentence

# What each test of a past practice finds. Source of the tests: R. Mittenthal, "Past Practice and the
# Administration of Collective Bargaining Agreements" (National Academy of Arbitrators, 1961).
PRACTICES = (
    Sentence(
        "past-a",
        "For nine years each new nurse got one paid day to move in. Both sides knew and never objected.",
        "holds",
    ),
    Sentence(
        "past-b",
        "Since 2014 each aide has been paid to the end of the day before a holiday. Both sides knew and"
        " were content.",
        "holds",
    ),
    Sentence(
        "past-c",
        "For eight years the District paid each driver’s license fee. Both sides saw the list and agreed.",
        "holds",
    ),
    Sentence(
        "past-d",
        "Before a vacation teachers left at noon in some years, at two in others, and in others not early"
        " at all. All knew.",
        "varies",
    ),
    Sentence(
        "past-e",
        "For ten years the office paid for some trips and not for others, by no rule that anybody can name."
        " All knew.",
        "varies",
    ),
    Sentence(
        "past-f",
        "Each June for ten years clerks got a free day, or half a day, or none. All knew.",
        "varies",
    ),
    Sentence("past-g", "Last spring, once, aides were sent home early with pay. Both sides knew.", "short"),
    Sentence("past-h", "One December the office paid for a lunch. All knew. It never did so again.", "short"),
    Sentence("past-i", "This fall nurses swapped a shift, one time. Both sides knew and agreed.", "short"),
    Sentence(
        "past-j",
        "For seven years drivers took a longer break each day. No manager ever saw or heard of it.",
        "unknown",
    ),
    Sentence(
        "past-k",
        "For six years clerks left ten minutes early each Friday. They told no manager, and none noticed.",
        "unknown",
    ),
    Sentence(
        "past-l",
        "Each month for five years the office rounded pay down. Nobody on the union’s side could see it.",
        "unknown",
    ),
    Sentence(
        "past-m",
        "Each month for five years aides were kept late without pay. Each time the union objected in"
        " writing.",
        "objected",
    ),
    Sentence(
        "past-n",
        "For six years the office charged for lockers. Each year the union filed a claim against it.",
        "objected",
    ),
    Sentence(
        "past-o",
        "For seven years a manager called a third meeting each month. Each year the union wrote that it"
        " does not agree.",
        "objected",
    ),
)

# Which of three sentences on the whole agreement answers: practice, reopen, notice, or none of them.
ZIPPERS = (
    Sentence(
        "zip-a",
        "Staff always left early before a holiday. No contract ever said so. A new contract begins.",
        "practice",
    ),
    Sentence(
        "zip-b",
        "Uniforms were always washed for free. No clause ever said so. A new contract begins.",
        "practice",
    ),
    Sentence(
        "zip-c",
        "Shifts were always traded by phone. Nobody wrote it down. A new contract begins.",
        "practice",
    ),
    Sentence(
        "zip-d",
        "The pay scale stands in the contract. In the second year the union asks to bargain over a higher"
        " one.",
        "reopen",
    ),
    Sentence(
        "zip-e",
        "Class limits stand in the contract. In March the employer asks to bargain over larger ones.",
        "reopen",
    ),
    Sentence(
        "zip-f",
        "Sick days stand in the contract. In the first year the union asks to bargain over more of them.",
        "reopen",
    ),
    Sentence(
        "zip-g",
        "No clause speaks of cameras. The employer wants them in staff rooms. Both sides call it mandatory.",
        "notice",
    ),
    Sentence(
        "zip-h",
        "No clause speaks of parking. The employer wants to charge for it. Both sides call it mandatory.",
        "notice",
    ),
    Sentence(
        "zip-i",
        "No clause speaks of drug tests. The employer wants to begin them. Both sides call it mandatory.",
        "notice",
    ),
    Sentence("zip-j", "A clause gives ten sick days. The employer gives eight.", "none"),
    Sentence("zip-k", "A clause says that pay day is Friday. The employer pays on Monday.", "none"),
    Sentence("zip-l", "A clause allows two meetings a month. A manager calls a third.", "none"),
)

# Which part of the rule on unilateral change is missing; "nothing" is a violation.
CHANGES = (
    Sentence(
        "change-a",
        "Lunch, a mandatory subject, has been 45 minutes for years. On Monday it is 30. Nobody was told.",
        "nothing",
    ),
    Sentence(
        "change-b",
        "Nurses have always been paid to write charts, a mandatory subject. That ends today. Nobody was"
        " told.",
        "nothing",
    ),
    Sentence(
        "change-c",
        "Aides begin at eight, a mandatory subject. The office writes that it will be seven, refuses to"
        " meet, and does it.",
        "nothing",
    ),
    Sentence(
        "change-d",
        "The union fears that lunch, a mandatory subject, may be cut. It is what it always was.",
        "change",
    ),
    Sentence(
        "change-e",
        "The office writes down, minute for minute, the break that all have had for years. Breaks are a"
        " mandatory subject.",
        "change",
    ),
    Sentence(
        "change-f",
        "The office asks staff what they think of a later start, a mandatory subject. The start stays.",
        "change",
    ),
    Sentence(
        "change-g",
        "The District paints its buses in a new color without a word. Both sides agree that this is no"
        " mandatory subject.",
        "subject",
    ),
    Sentence(
        "change-h",
        "The board moves its own meetings to Tuesday without a word. Both sides agree that this is no"
        " mandatory subject.",
        "subject",
    ),
    Sentence(
        "change-i",
        "The District changes the picture on its letters without a word. Both sides agree that this is no"
        " mandatory subject.",
        "subject",
    ),
    Sentence(
        "change-j",
        "The office gives notice of a parking fee, a mandatory subject. Both sides meet and sign. Then the"
        " fee begins.",
        "bargained",
    ),
    Sentence(
        "change-k",
        "Notice comes in May: new shift times, a mandatory subject. Both sides bargain to impasse. Then the"
        " times change.",
        "bargained",
    ),
    Sentence(
        "change-l",
        "The office proposes a new way to report an absence, a mandatory subject. Both sides bargain and"
        " agree. It begins in fall.",
        "bargained",
    ),
)

# Under which words of the quoted law a subject falls.
SUBJECTS = (
    Sentence("subject-a", "A higher rate for coaches", "wages"),
    Sentence("subject-b", "Extra pay for work on a holiday", "wages"),
    Sentence("subject-c", "The salary schedule", "wages"),
    Sentence("subject-d", "When the work day begins", "hours"),
    Sentence("subject-e", "How long lunch lasts", "hours"),
    Sentence("subject-f", "How many days make a work year", "hours"),
    Sentence("subject-g", "How many forms a clerk must finish in an hour", "standards"),
    Sentence("subject-h", "What counts as good work when an aide is rated", "standards"),
    Sentence("subject-i", "How many buses a mechanic must repair in a week", "standards"),
    Sentence("subject-j", "How many students a teacher may have in one class", "load"),
    Sentence("subject-k", "How many classes a teacher gives each week", "load"),
    Sentence("subject-l", "How many students a speech teacher works with", "load"),
    Sentence("subject-m", "A school is closed, a core decision. What happens to its staff?", "impact"),
    Sentence("subject-n", "A program is ended, a core decision. Who is moved, and how?", "impact"),
    Sentence("subject-o", "A building is sold, a core decision. Where do its people work?", "impact"),
)
