"""Sentences of our own for questions about words, each with the one label that it can defend.

Used by `word_stories`, which draws from them. A label that a careful reader could dispute does not belong
here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sentence:
    """A sentence, its id and its label."""

    id: str
    text: str
    label: str


VERBS = (
    Sentence("verb-a", "The Principal shall post the schedule by June 1.", "duty"),
    Sentence("verb-b", "The District must pay for required training.", "duty"),
    Sentence("verb-c", "The Superintendent shall answer each request in writing.", "duty"),
    Sentence("verb-d", "The Association may send one observer.", "choice"),
    Sentence("verb-e", "A nurse may carry over five unused days.", "choice"),
    Sentence("verb-f", "The Committee may hold the hearing in private.", "choice"),
    Sentence("verb-g", "The District shall not charge sick leave for that absence.", "ban"),
    Sentence("verb-h", "No aide shall be left alone with more than twelve students.", "ban"),
    Sentence("verb-i", "The Principal may not call more than two meetings in a month.", "ban"),
    Sentence("verb-j", "Principals should meet with new staff in the fall.", "wish"),
    Sentence("verb-k", "The District will make every effort to keep class sizes low.", "wish"),
    Sentence("verb-l", "Rooms should be kept at a comfortable temperature.", "wish"),
    Sentence("verb-m", "“Overtime” means time worked beyond forty hours in a week.", "meaning"),
    Sentence("verb-n", "“Shift” means eight hours in a row.", "meaning"),
    Sentence("verb-o", "In this Article “parent” includes a legal guardian.", "meaning"),
)

AMBIGUITIES = (
    Sentence("amb-a", "The District shall offer a similar post.", "word"),
    Sentence("amb-b", "Leave is granted for a serious event.", "word"),
    Sentence("amb-c", "The new plan shall be of like quality.", "word"),
    Sentence("amb-d", "Drivers and cooks with ten years of service receive a bonus.", "reach"),
    Sentence("amb-e", "Old desks and chairs in the annex shall be replaced.", "reach"),
    Sentence("amb-f", "Aides and clerks hired after 2020 are in the new plan.", "reach"),
    Sentence("amb-g", "A coach receives a stipend and/or a day off.", "andor"),
    Sentence("amb-h", "Notice goes to the member and/or the Association.", "andor"),
    Sentence("amb-i", "Relatives are: spouse, parent and child.", "list"),
    Sentence("amb-j", "The District shall supply tools, including gloves and masks.", "list"),
    Sentence("amb-k", "Holidays are New Year’s Day, Memorial Day and Labor Day.", "list"),
    Sentence(
        "amb-l",
        "A request goes to the panel of four. A majority decides. Nothing is said about a tie.",
        "gap",
    ),
    Sentence("amb-m", "The manager answers in five days. Nothing is said about no answer.", "gap"),
    Sentence("amb-n", "A raise begins on July 1. Nothing is said about people who left before.", "gap"),
)

REFUSALS = (
    Sentence(
        "ref-a",
        "“The District shall pay an aide for each evening event.” The District pays nothing.",
        "clear",
    ),
    Sentence(
        "ref-b", "“Each nurse shall have a room with a door.” A nurse is told to work in a hallway.", "clear"
    ),
    Sentence(
        "ref-c",
        "“Dues are sent by the tenth of each month.” The District says it will stop sending them.",
        "clear",
    ),
    Sentence(
        "ref-d", "“Staff receive a similar schedule.” The new schedule starts half an hour later.", "unclear"
    ),
    Sentence(
        "ref-e", "“Reasonable notice is given.” The District gives three days; the union says ten.", "unclear"
    ),
    Sentence(
        "ref-f",
        "“Aides and clerks with five years receive a bonus.” The District asks five years of all.",
        "unclear",
    ),
    Sentence(
        "ref-g", "The contract says nothing on parking. The District begins to charge for it.", "outside"
    ),
    Sentence("ref-h", "No clause speaks of cameras. The District puts one in a staff room.", "outside"),
    Sentence("ref-i", "The contract is silent on a dress code. The District writes one.", "outside"),
)

# Clauses in fragments. {n} and {m} are numbers of days.
CLAUSES = (
    (
        ("After it receives a written report of a leak,", "trigger"),
        ("the District", "actor"),
        ("shall inspect the room", "duty"),
        ("within {n} School Days,", "deadline"),
        ("unless the building is closed.", "exception"),
        ("If it does not,", "joining"),
        ("each Employee in the room is paid for any sick leave used because of the leak.", "remedy"),
    ),
    (
        ("When a student has injured an Employee,", "trigger"),
        ("the Principal", "actor"),
        ("shall meet with the Employee", "duty"),
        ("no later than {n} School Days after the injury,", "deadline"),
        ("except while the Employee is on leave.", "exception"),
        ("Where this is not done,", "joining"),
        ("the Employee may stay at home with full pay until the meeting.", "remedy"),
    ),
    (
        ("Once the Association has asked for it in writing,", "trigger"),
        ("the Superintendent", "actor"),
        ("shall give the list of vacant posts", "duty"),
        ("within {m} Business Days,", "deadline"),
        ("but not names of applicants.", "exception"),
        ("If the list is late,", "joining"),
        ("no post on it is filled until the Association has had it for {n} School Days.", "remedy"),
    ),
    (
        ("If a class is over its limit on October 1,", "trigger"),
        ("the Superintendent", "actor"),
        ("shall add an aide to the class", "duty"),
        ("by the end of {m} School Days,", "deadline"),
        ("unless the Teacher agrees otherwise in writing.", "exception"),
        ("Until the aide begins,", "joining"),
        ("the Teacher is paid one extra hour for each School Day.", "remedy"),
    ),
)

ARTICLE_TITLES = (
    "Recognition", "Definitions", "Dues", "Grievance Procedure", "Just Cause", "Hours of Work", "Vacancies",
    "Evaluation", "Layoff and Recall", "Wages", "Health Insurance", "Sick Leave", "Safety", "No Strike",
    "Duration",
)  # fmt: skip
