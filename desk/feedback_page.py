"""The feedback page as values.

In: the feedback of one part, as autograde/feedback.py put it together.  Out: `FeedbackView`.  Called by
pages.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from autograde.course import Course
from autograde.feedback import Attempt, Feedback, FeedbackState, MemoFeedback, QuestionFeedback
from autograde.sessions.dates import Session
from autograde.sessions.local_time import local_time
from classroom.language import _, ngettext
from desk.chips import Chip, answer_chip, memo_chip

__all__ = ["AttemptView", "FeedbackView", "MemoView", "QuestionView", "feedback_view"]


@dataclass(frozen=True)
class QuestionView:
    """One graded question as it is shown."""

    title: str
    status: Chip | None
    typed: str | None
    understood: str
    sentence: str
    points: str


@dataclass(frozen=True)
class MemoView:
    """The memo as it is shown."""

    status: Chip
    sentence: str
    comment: str | None
    text: str | None


@dataclass(frozen=True)
class AttemptView:
    """One line of what she has sent."""

    when: str
    receipt: str
    result: str


@dataclass(frozen=True)
class FeedbackView:
    """Everything the page shows. hers_to_do: something here waits for her."""

    heading: str
    sentence: str
    score: str
    score_words: str
    questions: tuple[QuestionView, ...]
    memo: MemoView | None
    attempts: tuple[AttemptView, ...]
    hers_to_do: bool


def feedback_view(given: Feedback, course: Course, session: Session) -> FeedbackView:
    """Find the words for a feedback."""
    shown, part = given.shown, course.part(given.part)
    return FeedbackView(
        heading=_("Part {number}: {title}").format(number=part.number, title=part.title),
        sentence=_sentence(given, session),
        score=_("{points} of {most}").format(points=_plain(shown.points), most=_plain(shown.max_points))
        if shown
        else "",
        score_words=_("points for your answers"),
        questions=tuple(_question(n, one) for n, one in enumerate(given.questions, start=1)),
        memo=_memo(given.memo, course, session) if given.memo else None,
        attempts=tuple(_attempt(one, session) for one in reversed(given.attempts)),
        hers_to_do=_is_hers_to_do(given),
    )


def _is_hers_to_do(given: Feedback) -> bool:
    """Whether something waits for her here: the part unsent, a memo to write or change, points to be had."""
    if given.state in (FeedbackState.WAITING, FeedbackState.WITH_STAFF):
        return False
    memo_is_hers = given.memo is not None and given.memo.verdict in ("returned", "empty")
    return given.shown is None or memo_is_hers or given.shown.points != given.shown.max_points


def _sentence(given: Feedback, session: Session) -> str:
    """Where the newest packet stands; and, if an earlier one is shown below, that it is."""
    if given.state is FeedbackState.NOTHING_SENT:
        return _("You have not sent this part yet. When you do, your feedback appears here.")
    newest = local_time(given.attempts[-1].sent_at, session.zone)
    if given.state is FeedbackState.GRADED:
        return _("This is about what you sent on {when}.").format(when=newest)
    if given.state is FeedbackState.WITH_STAFF:
        said = _(
            "What you sent on {when} has arrived, and something went wrong while it was scored. Our staff "
            "are looking "
            "at it. Nothing is lost, and you need not send it again."
        ).format(when=newest)
    else:
        said = _("What you sent on {when} has arrived and is waiting to be scored.").format(when=newest)
    if given.shown is None:
        return said
    before = _("Below is what was said of the one before, sent on {when}.")
    return said + " " + before.format(when=local_time(given.shown.sent_at, session.zone))


def _question(number: int, one: QuestionFeedback) -> QuestionView:
    share = one.points / one.max_points if one.max_points else 0.0
    name = one.ask or one.id.replace("-", " ").capitalize()
    return QuestionView(
        title=_("Question {number}: {name}").format(number=number, name=name),
        status=answer_chip(one.status, share),
        typed=one.typed,
        understood="" if _plain_text(one.understood) == _plain_text(one.typed or "") else one.understood,
        sentence=one.sentence if one.typed else "",
        points=_("{points} of {most} points").format(points=_plain(one.points), most=_plain(one.max_points)),
    )


def _memo(memo: MemoFeedback, course: Course, session: Session) -> MemoView:
    if memo.verdict == "met":
        sentence = _("{points} of {most} points.").format(
            points=_plain(memo.points), most=_plain(memo.max_points)
        )
    elif memo.verdict == "returned":
        sentence = _("Change what your instructor names, and send the part again.")
        if memo.rubric_row:
            sentence += " " + _("It is about this row of the rubric: {row}.").format(row=memo.rubric_row)
    elif memo.verdict == "empty":
        sentence = _("Write it in the part and send the part again; then your instructor reads it.")
    else:
        sentence = ngettext(
            "Your instructor reads it and answers within {n} working day.",
            "Your instructor reads it and answers within {n} working days.",
            course.turnaround_days,
        ).format(n=course.turnaround_days)
    return MemoView(memo_chip(memo.verdict), sentence, memo.comment, memo.text)


def _attempt(one: Attempt, session: Session) -> AttemptView:
    if one.points is not None:
        result = _("{points} of {most} points").format(points=_plain(one.points), most=_plain(one.max_points))
    else:
        result = _("With our staff") if one.run_failed else _("Waiting to be scored")
    when = local_time(one.sent_at, session.zone) + (_(" (late)") if one.late else "")
    return AttemptView(when, one.receipt, result)


def _plain_text(text: str) -> str:
    """A number as it is compared: "29.76 %" and "29.76%" say the same, and are shown once."""
    return "".join(text.split())


def _plain(points: float | None) -> str:
    """Points without needless zeros: 4, 2.5."""
    return f"{points:g}" if points is not None else "–"
