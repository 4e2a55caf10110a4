"""A part moves between her JupyterLab and the desk's own page; no text of either is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from classroom.errors import DeskError
from classroom.part import Part, open_part
from classroom.questions.insights import Insight, write_insight
from classroom.sending.client import DeskClient
from classroom.sending.desk_answers import checked
from classroom.sending.exchange import exchange_answers
from tests.desk.reading.paper import Paper


@pytest.fixture
def both(desk: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Part, Paper, DeskClient]]:
    """Her part in JupyterLab, her page at the desk, and the client between them, without a network."""
    import httpx

    from desk.reading.opened import LESSONS

    person = desk.school.join()
    part = open_part(desk.school.part_folder(person))
    client = DeskClient("http://localhost", desk.token(person))

    def request(
        self: DeskClient, method: str, path: str, *, json: Any = None, **_more: Any
    ) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token}"}
        answer = desk.browser().open(path, method=method, json=json, headers=headers)
        return checked(httpx.Response(answer.status_code, content=answer.data))

    monkeypatch.setattr(DeskClient, "_request", request)
    yield part, Paper(desk.signed_in(person), "/read/small/part01-count/").look(), client
    desk.app.extensions[LESSONS].close()


def texts(part: Part) -> dict[str, str]:
    return {name: answer.text for name, answer in part.book.read().items()}


def test_what_was_typed_in_one_place_stands_in_the_other(both, desk) -> None:
    part, paper, client = both
    part.book.save("base", "$1,010", None, desk.clock())
    assert exchange_answers(part, client) == 0
    assert 'value="$1,010"' in paper.look().text
    desk.clock.moment += timedelta(minutes=5)
    paper.press("save", {"a.base": ["$1,020"], "a.letter": ["Dear all."]})
    assert exchange_answers(part, client) == 2
    assert texts(part) == {"base": "$1,020", "letter": "Dear all."}
    assert part.book.set_aside("base") == []  # nobody had changed it here meanwhile
    assert exchange_answers(part, client) == 0


def test_of_two_texts_that_were_changed_apart_the_later_counts_and_none_is_lost(both, desk) -> None:
    part, paper, client = both
    part.book.save("letter", "First.", None, desk.clock())
    exchange_answers(part, client)
    paper.look().press("save", {"a.letter": ["Then on the phone."]})
    later = desk.clock() + timedelta(minutes=5)
    desk.clock.moment = later + timedelta(minutes=1)
    part.book.save("letter", "Last, on the laptop.", 1, later)
    exchange_answers(part, client)
    box = paper.look().box("letter")
    assert "Last, on the laptop.</textarea>" in box and "Then on the phone." in box
    assert texts(part)["letter"] == "Last, on the laptop."


def test_an_earlier_text_of_the_laptop_gives_way_and_stays_in_both_histories(both, desk) -> None:
    part, paper, client = both
    part.book.save("letter", "Early, on the laptop.", None, desk.clock())
    desk.clock.moment += timedelta(minutes=5)
    paper.press("save", {"a.letter": ["Later, on the phone."]})
    assert exchange_answers(part, client) == 1
    assert texts(part)["letter"] == "Later, on the phone."
    assert "Early, on the laptop." in paper.look().box("letter")
    assert "Early, on the laptop." in part.book.path.with_name("answers-history.jsonl").read_text()


def test_a_clock_that_runs_ahead_does_not_win_for_ever(both, desk) -> None:
    part, paper, client = both
    part.book.save("letter", "From next year.", None, desk.clock() + timedelta(days=365))
    exchange_answers(part, client)
    desk.clock.moment += timedelta(minutes=5)
    paper.look().press("save", {"a.letter": ["From today."]})
    exchange_answers(part, client)
    assert "From today.</textarea>" in paper.look().box("letter")


def test_the_desk_takes_nothing_that_is_not_in_order(both, desk) -> None:
    _part, paper, client = both
    odd = {
        "base": {"text": "7" * 31, "saved_at": desk.clock().isoformat(), "based_on": 0},
        "gone": {"text": "x", "saved_at": desk.clock().isoformat(), "based_on": 0},
        "reading": {"text": "more", "saved_at": "yesterday", "based_on": 0},
        "letter": "x",
    }
    assert client.exchange_answers("small", "part01-count", odd) == {}
    for course, part in (("small", "part02-later"), ("other", "part01-count"), ("small", "..")):
        with pytest.raises(DeskError):
            client.exchange_answers(course, part, {})
    assert "x</textarea>" not in paper.look().text


def test_an_insight_that_is_not_shared_stays_where_it_was_written(both) -> None:
    from classroom.answers.book import Answer
    from classroom.questions.question import Kind
    from classroom.sending.packet import may_travel

    part, _paper, _client = both
    part.questions["idea"] = {"kind": Kind.INSIGHT.value, "points": 0, "graded": False}  # type: ignore[index]
    for share in (True, False):
        kept = Answer(write_insight(Insight("We counted.", share=share)), 1, None)
        assert may_travel(part, "idea", kept) is share


def test_a_part_begun_again_at_the_desk_is_empty_in_jupyterlab_too_and_comes_back(both, desk) -> None:
    part, paper, client = both
    part.book.save("letter", "Dear Ms. Ortega.", None, desk.clock())
    exchange_answers(part, client)
    desk.clock.moment += timedelta(minutes=5)
    browser, page = paper.browser, "/again/small/part01-count/"

    def press(what: str) -> str:
        shown = browser.get(page).text
        token = shown.split('name="csrf_token" value="')[1].split('"')[0]
        assert browser.post(page, data={"csrf_token": token, "what": what}).status_code in (303, 422)
        return browser.get(page).text

    earlier = press("begin").split('name="what" value="answers-')[1].split('"')[0]
    exchange_answers(part, client)
    assert texts(part) == {"letter": ""}
    assert part.book.set_aside("letter") == []
    desk.clock.moment += timedelta(minutes=5)
    press("answers-unknown")
    press(f"answers-{earlier}")
    exchange_answers(part, client)
    assert texts(part) == {"letter": "Dear Ms. Ortega."}
