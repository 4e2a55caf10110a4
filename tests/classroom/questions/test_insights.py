"""An insight to share: text and consent are one, and without consent it stays in her folder."""

import pytest

from classroom.questions.checking import Status, check
from classroom.questions.insights import Insight, read_insight, write_insight
from classroom.questions.question import Kind, Question


def test_what_is_written_is_read_again() -> None:
    shared = Insight("Half posts surprised us.", share=True)
    assert read_insight(write_insight(shared)) == shared
    assert write_insight(Insight("  ", share=True)) == ""


@pytest.mark.parametrize("kept", ["Half posts.", "[1]", '{"share": true}', '{"text": 5, "share": true}', ""])
def test_what_cannot_be_read_is_not_shared(kept: str) -> None:
    assert not read_insight(kept).is_shared


def test_consent_is_true_and_nothing_else() -> None:
    assert not read_insight('{"share": 1, "text": "a"}').is_shared
    assert not read_insight('{"share": true, "text": " "}').is_shared


def test_it_is_received_like_any_text() -> None:
    question = Question("insight", Kind.INSIGHT, "What surprised you?", words=(2, 9))
    verdict = check(question, None, write_insight(Insight("Half posts surprised us.", share=False)))
    assert (verdict.status, verdict.sentence) == (Status.RECEIVED, "We have your text: 4 words.")
