"""The packet: what travels, what does not, and what its manifest may say."""

import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classroom.answers.book import AnswerBook, read_answers
from classroom.errors import PacketError, PartError
from classroom.part import open_part
from classroom.questions.insights import Insight, write_insight
from classroom.sending.packet import PACKET_LIMITS, build_packet, read_manifest

MONDAY = datetime(2027, 1, 4, 18, 0, tzinfo=UTC)
NOTEBOOK = {
    "cells": [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# Part 1"},
        {"cell_type": "code", "id": "b", "metadata": {}, "source": "x = 1", "execution_count": 3,
         "outputs": [{"output_type": "stream", "name": "stdout", "text": "my own pay: 61,234"}]},
    ],
    "metadata": {"widgets": {"state": {"own": 61234}}, "kernelspec": {"name": "python3"}},
    "nbformat": 4, "nbformat_minor": 5,
}  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Path:
    part = {
        "format": 1, "course": "costing", "part": "part01", "title": "Know your unit", "release": "r1",
        "minutes": 45,
        "questions": {"salary-base": {"kind": "dollars", "points": 4, "graded": True}},
        "memo": {"id": "letter", "points": 6}, "notebook": "part01.ipynb",
    }  # fmt: skip
    (tmp_path / "part.json").write_text(json.dumps(part))
    (tmp_path / "variant.json").write_text(json.dumps({"format": 1, "session": "spring", "variant": 7}))
    (tmp_path / "part01.ipynb").write_text(json.dumps(NOTEBOOK))
    open_part(tmp_path).book.save("salary-base", "$1,590,000", None, MONDAY)
    return tmp_path


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_answers_and_manifest_travel(place: Path) -> None:
    files = unpacked(build_packet(place, include_notebook=False, made_at=MONDAY))
    assert list(files) == ["answers.json", "manifest.json"]
    assert read_answers(files["answers.json"], {"salary-base": "dollars"})["salary-base"].text == "$1,590,000"
    manifest = read_manifest(files["manifest.json"])
    assert (manifest.course, manifest.part, manifest.session) == ("costing", "part01", "spring")
    assert (manifest.release, manifest.variant, manifest.made_at) == ("r1", 7, MONDAY)
    assert manifest.files["answers.json"].sha256 == hashlib.sha256(files["answers.json"]).hexdigest()
    assert manifest.files["answers.json"].size == len(files["answers.json"])


def test_an_open_part_does_as_well_as_its_folder(place: Path) -> None:
    assert build_packet(open_part(place), True, MONDAY) == build_packet(place, True, MONDAY)


def test_the_same_work_gives_the_same_packet_wherever_it_lies(
    place: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    for file in place.iterdir():
        (elsewhere / file.name).write_bytes(file.read_bytes())
    assert build_packet(place, True, MONDAY) == build_packet(elsewhere, True, MONDAY)


def test_nothing_answered_is_a_packet_too(place: Path) -> None:
    (place / "answers.json").unlink()
    files = unpacked(build_packet(place, include_notebook=False, made_at=MONDAY))
    assert read_answers(files["answers.json"]) == {}


def test_only_answers_to_questions_of_this_part_travel(place: Path) -> None:
    AnswerBook(place / "answers.json").save("question-of-an-older-release", "5", None, MONDAY)
    files = unpacked(build_packet(place, include_notebook=False, made_at=MONDAY))
    assert set(read_answers(files["answers.json"])) == {"salary-base"}


@pytest.mark.parametrize("share", [True, False])
def test_an_insight_travels_only_when_she_shares_it(place: Path, share: bool) -> None:
    described = json.loads((place / "part.json").read_text())
    described["questions"]["insight"] = {"kind": "insight", "points": 0, "graded": False}
    (place / "part.json").write_text(json.dumps(described))
    kept = write_insight(Insight("Half of us stand on the top step.", share))
    open_part(place).book.save("insight", kept, None, MONDAY)
    files = unpacked(build_packet(place, include_notebook=False, made_at=MONDAY))
    answers = json.loads(files["answers.json"])["answers"]
    assert ("insight" in answers) is share
    assert "salary-base" in answers


def test_own_numbers_history_and_outputs_stay_at_home(place: Path) -> None:
    (place / "own").mkdir()
    (place / "own" / "pay.json").write_text('{"pay": 61234}')
    (place / "answers-damaged-1.json").write_text("61234")
    open_part(place).book.save("letter", "first: 61234", None, MONDAY)
    open_part(place).book.save("letter", "second", 1, MONDAY)
    files = unpacked(build_packet(place, include_notebook=True, made_at=MONDAY))
    assert list(files) == ["answers.json", "manifest.json", "notebook.ipynb"]
    assert not any(b"61234" in content or b"61,234" in content for content in files.values())
    notebook = json.loads(files["notebook.ipynb"])
    assert notebook["cells"][1] == {**NOTEBOOK["cells"][1], "outputs": [], "execution_count": None}  # type: ignore[index]
    assert notebook["metadata"] == {"kernelspec": {"name": "python3"}}


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"cells": 5}', b'{"cells": [{}]}', b"[" * 100_000, b"\xff"]
)
def test_a_notebook_that_cannot_be_read_is_left_to_her_choice(place: Path, content: bytes) -> None:
    (place / "part01.ipynb").write_bytes(content)
    with pytest.raises(PacketError, match="send your answers without it"):
        build_packet(place, include_notebook=True, made_at=MONDAY)
    assert build_packet(place, include_notebook=False, made_at=MONDAY)


def test_a_notebook_full_of_pictures_is_too_large(place: Path) -> None:
    big = {**NOTEBOOK, "metadata": {"pasted": "x" * PACKET_LIMITS.notebook}}
    (place / "part01.ipynb").write_text(json.dumps(big))
    with pytest.raises(PacketError, match="larger than 5 MB"):
        build_packet(place, include_notebook=True, made_at=MONDAY)


def test_what_is_no_part_says_so(tmp_path: Path, place: Path) -> None:
    with pytest.raises(PartError):
        build_packet(tmp_path / "nowhere", include_notebook=False, made_at=MONDAY)
    with pytest.raises(PacketError, match="zone"):
        build_packet(place, include_notebook=False, made_at=datetime(2027, 1, 4))  # noqa: DTZ001
    (place / "answers.json").write_text('{"format": 2}')
    with pytest.raises(PacketError, match="newer version"):
        build_packet(place, include_notebook=False, made_at=MONDAY)


MANIFEST: dict[str, Any] = {
    "format": 1, "course": "costing", "part": "part01", "session": "spring", "release": "r1", "variant": 7,
    "made_at": "2027-01-04T18:00:00+00:00", "files": {"answers.json": {"sha256": "0" * 64, "size": 10}},
}  # fmt: skip


def test_a_manifest_as_a_packet_has_it() -> None:
    assert read_manifest(json.dumps(MANIFEST).encode()).files["answers.json"].size == 10


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"grade": 4}, "exactly the fields"),
        ({"format": 2}, "another version"),
        ({"format": True}, "exactly the fields"),
        ({"course": "../costing"}, "“course”"),
        ({"part": ""}, "“part”"),
        ({"part": 5}, "“part”"),
        ({"variant": -1}, "“variant”"),
        ({"variant": "7"}, "“variant”"),
        ({"made_at": "yesterday"}, "“made_at”"),
        ({"made_at": "2027-01-04T18:00:00"}, "“made_at”"),
        ({"files": {}}, "must list answers.json"),
        ({"files": {**MANIFEST["files"], "../x": {}}}, "nothing else"),
        ({"files": {"answers.json": {"sha256": "0" * 63, "size": 10}}}, "“answers.json”"),
        ({"files": {"answers.json": {"sha256": "0" * 64, "size": -1}}}, "“answers.json”"),
        ({"files": {"answers.json": 5}}, "“answers.json”"),
    ],
)  # fmt: skip
def test_a_manifest_in_disorder_is_refused_in_a_sentence(changed: dict[str, Any], says: str) -> None:
    with pytest.raises(PacketError, match=says):
        read_manifest(json.dumps({**MANIFEST, **changed}).encode())


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes_give_a_manifest_or_a_sentence(data: bytes) -> None:
    with pytest.raises(PacketError):
        read_manifest(data)


values = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.lists(st.text(), max_size=2)
)


@given(st.sampled_from(sorted(MANIFEST)), values)
@settings(deadline=None)
def test_any_value_in_any_field_gives_a_manifest_or_a_sentence(key: str, value: object) -> None:
    try:
        read_manifest(json.dumps({**MANIFEST, key: value}).encode())
    except PacketError as error:
        assert error.sentence


def test_what_is_built_keeps_its_own_limits(place: Path) -> None:
    data = build_packet(place, include_notebook=True, made_at=MONDAY)
    files = unpacked(data)
    assert len(data) <= PACKET_LIMITS.packet
    assert len(files) <= PACKET_LIMITS.files
    assert all(len(content) <= PACKET_LIMITS.of(name) for name, content in files.items())
    assert PACKET_LIMITS.of("../x") == 0
