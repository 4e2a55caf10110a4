"""A learner's browser without a script: it reads the form of a page, fills fields in, and presses buttons."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient

from classroom.questions.filled import texts_in
from classroom.questions.insights import read_insight
from classroom.questions.picked import ids_in, pairs_in
from classroom.questions.question import Kind, Question

Fields = dict[str, list[str]]


class _Form(HTMLParser):
    """The fields of the lesson's form, as a browser would send them untouched."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: Fields = {}
        self.action = ""
        self._inside = False
        self._select = self._textarea = ""
        self._said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        if tag == "form":
            self._inside = has.get("class") == "lesson"
            self.action = str(has["action"]) if self._inside else self.action
        if not self._inside:
            return
        name, value = has.get("name") or "", has.get("value") or ""
        if tag == "input" and (has.get("type") not in ("radio", "checkbox") or "checked" in has):
            self.fields.setdefault(name, []).append(value)
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            first = self._select not in self.fields
            if first or "selected" in has:
                self.fields[self._select] = [value if "value" in has else "\0"]
                self._said = []
        elif tag == "textarea":
            self._textarea, self._said = name, []

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self._said.append(data)
        elif self._select and self.fields.get(self._select) == ["\0"] and data.strip():
            self.fields[self._select] = [data.strip()]

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._textarea:
            text = "".join(self._said).removeprefix("\n").replace("\n", "\r\n")
            self.fields[self._textarea], self._textarea = [text], ""
        elif tag == "select":
            self._select = ""


def read_form(html: str) -> tuple[str, Fields]:
    """The address and the fields of the form on a page."""
    form = _Form()
    form.feed(html)
    return form.action, form.fields


@dataclass
class Paper:
    """A part in her browser. `text` is the page she looks at."""

    browser: FlaskClient
    address: str
    text: str = ""

    def look(self, address: str | None = None) -> Paper:
        """Load the page."""
        answer = self.browser.get(address or self.address)
        assert answer.status_code == 200
        self.text = answer.text
        return self

    def press(self, button: str, fields: Fields | None = None) -> Any:
        """Fill in some fields of the page she looks at, press a button, and look at where it leads."""
        action, form = read_form(self.text)
        answer = self.browser.post(action, data={**form, **(fields or {}), "do": [button]})
        if answer.status_code == 303 and str(answer.location).startswith("/read/"):
            self.look(answer.location)
        return answer

    def press_only(self, button: str, fields: Fields) -> None:
        """Send these fields alone, as if nothing else had been touched, and look at where it leads."""
        action, form = read_form(self.text)
        answer = self.browser.post(action, data={"csrf_token": form["csrf_token"], **fields, "do": [button]})
        assert answer.status_code == 303
        self.look(answer.location)

    def box(self, question: str) -> str:
        """The HTML of one question."""
        return self.text.split(f'id="q-{question}"')[1].split("</fieldset>")[0]


def filled_in(question: Question, text: str) -> Fields:
    """The fields in which a kept text stands as an answer."""
    name = f"a.{question.id}"
    if question.kind is Kind.SEVERAL:
        return {name: ids_in(text)}
    if question.kind is Kind.ORDER:
        return {f"{name}.{one}": [str(place)] for place, one in enumerate(ids_in(text), start=1)}
    if question.kind is Kind.MATCH:
        return {f"{name}.{item}": [option] for item, option in pairs_in(text).items()}
    if question.kind is Kind.TABLE:
        return {f"{name}.{box}": [typed] for box, typed in texts_in(text).items()}
    if question.kind is Kind.INSIGHT:
        insight = read_insight(text)
        return {name: [insight.text], **({f"{name}.share": ["yes"]} if insight.share else {})}
    return {name: [text]}
