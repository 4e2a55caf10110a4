"""The answer book: saved whole or not at all, two tabs, a damaged file, a full disk."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classroom.answers import history as answers_history
from classroom.answers.book import Answer, AnswerBook, clean_text, read_answers
from classroom.answers.history import HISTORY_NAME, History, Line
from classroom.errors import AnswersError, NewerFileError, OtherPartError
from classroom.questions.question import Kind

MONDAY = datetime(2027, 1, 4, 18, 0, tzinfo=UTC)
KINDS = {"salary-base": Kind.DOLLARS, "letter": Kind.TEXT}


def later(minutes: int) -> datetime:
    return MONDAY + timedelta(minutes=minutes)


def book(folder: Path) -> AnswerBook:
    return AnswerBook(folder / "answers.json", course="costing", part="part01", kinds=KINDS)


def test_before_anything_is_typed_there_is_nothing_and_no_file(tmp_path: Path) -> None:
    assert book(tmp_path).read() == {}
    assert book(tmp_path).answer("letter") is None
    assert list(tmp_path.iterdir()) == []


def test_a_saved_answer_is_there_for_the_next_process(tmp_path: Path) -> None:
    saved = book(tmp_path).save("salary-base", "$1,590,000", None, MONDAY)
    assert (saved.revision, saved.conflict) == (1, None)
    assert book(tmp_path).answer("salary-base") == Answer("$1,590,000", 1, MONDAY)


def test_the_file_is_one_that_intake_accepts(tmp_path: Path) -> None:
    book(tmp_path).save("letter", "Dear district,\r\nplease send …", None, MONDAY)
    data = (tmp_path / "answers.json").read_bytes()
    assert (
        read_answers(data, KINDS, course="costing", part="part01")["letter"].text
        == "Dear district,\nplease send …"
    )


def test_the_time_is_kept_in_utc(tmp_path: Path) -> None:
    boston = datetime.fromisoformat("2027-01-04T13:00:00-05:00")
    book(tmp_path).save("letter", "a", None, boston)
    assert "2027-01-04T18:00:00+00:00" in (tmp_path / "answers.json").read_text()
    with pytest.raises(AnswersError, match="zone"):
        book(tmp_path).save("letter", "a", None, boston.replace(tzinfo=None))


def test_revisions_count_and_the_same_text_is_no_new_one(tmp_path: Path) -> None:
    mine = book(tmp_path)
    assert mine.save("letter", "One.", None, MONDAY).revision == 1
    assert mine.save("letter", "Two.", 1, later(1)).revision == 2
    again = mine.save("letter", "Two.", 1, later(2))
    assert (again.revision, again.conflict, again.saved_at) == (2, None, later(1))


def test_tries_and_help_are_counted_and_survive_a_save(tmp_path: Path) -> None:
    mine = book(tmp_path)
    assert mine.note_help("letter") == 1
    assert mine.answer("letter") == Answer("", 0, None, tries=0, help=1)
    mine.save("letter", "One.", None, MONDAY)
    assert [mine.note_try("letter"), mine.note_try("letter")] == [1, 2]
    assert mine.answer("letter") == Answer("One.", 1, MONDAY, tries=2, help=1)
    assert read_answers((tmp_path / "answers.json").read_bytes(), KINDS)


def test_two_tabs_keep_the_text_typed_last_and_set_the_other_aside(tmp_path: Path) -> None:
    first, second = book(tmp_path), book(tmp_path)
    seen = first.save("letter", "Dear district,", None, MONDAY).revision
    first.save("letter", "Dear district, from the first tab", seen, later(1))
    saved = second.save("letter", "Dear board, from the second", seen, later(2))
    assert saved.revision == 3
    assert "another tab or window" in (saved.conflict or "")
    assert first.answer("letter") == Answer("Dear board, from the second", 3, later(2))
    aside = [line.text for line in History(tmp_path).lines() if line.set_aside]
    assert aside == ["Dear district, from the first tab"]


def test_a_text_that_arrives_late_does_not_replace_one_typed_after_it(tmp_path: Path) -> None:
    first, second = book(tmp_path), book(tmp_path)
    seen = first.save("letter", "Start.", None, MONDAY).revision
    first.save("letter", "The later text.", seen, later(10))
    late = second.save("letter", "Typed before, sent after.", seen, later(5))
    assert (late.revision, late.text) == (2, "The later text.")
    assert "later text" in (late.conflict or "")
    assert [line.text for line in History(tmp_path).lines() if line.set_aside] == [
        "Typed before, sent after."
    ]


def test_typing_on_before_the_last_save_was_acknowledged_is_no_second_tab(tmp_path: Path) -> None:
    mine = book(tmp_path)
    mine.save("letter", "Dear", None, MONDAY)
    assert mine.save("letter", "Dear district", None, later(1)).conflict is None


def test_two_tabs_on_different_questions_do_not_meet(tmp_path: Path) -> None:
    first, second = book(tmp_path), book(tmp_path)
    first.save("letter", "Dear district", None, MONDAY)
    assert second.save("salary-base", "5", None, MONDAY).conflict is None
    assert set(first.read()) == {"letter", "salary-base"}


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from classroom.answers.book import AnswerBook
book = AnswerBook(Path(sys.argv[1]), course="costing", part="part01")
for n in range(25):
    book.save(f"{sys.argv[2]}-{n}", str(n), None, datetime(2027, 1, 4, tzinfo=UTC))
    book.note_try("shared")
"""


def test_two_processes_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    running = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), name]) for name in ("left", "right")
    ]
    assert [process.wait() for process in running] == [0, 0]
    answers = AnswerBook(path).read()
    assert len(answers) == 51
    assert answers["shared"].tries == 50


def test_two_threads_with_one_book_lose_nothing(tmp_path: Path) -> None:
    mine = book(tmp_path)

    def check_often() -> None:
        for _ in range(20):
            mine.note_try("letter")

    threads = [Thread(target=check_often) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (mine.answer("letter") or Answer("", 0, None)).tries == 60


KILLED = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
import classroom.files
from classroom.answers.book import AnswerBook
book = AnswerBook(Path(sys.argv[1]), course="costing", part="part01")
book.save("letter", "The first sentence.", None, datetime(2027, 1, 4, tzinfo=UTC))
os.fsync = lambda handle: os._exit(9)  # the kernel dies while the new text is on its way to the disk
book.save("letter", "The first sentence. The second.", 1, datetime(2027, 1, 5, tzinfo=UTC))
"""


def test_a_kernel_that_dies_while_saving_leaves_a_whole_file_and_the_text(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    assert subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False).returncode == 9
    assert AnswerBook(path).read()["letter"].text == "The first sentence."
    assert History(tmp_path).newest()["letter"].text == "The first sentence. The second."
    assert AnswerBook(path).save("letter", "Once more.", 1, MONDAY).revision == 2  # no lock is left behind


FULL = """
import resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from classroom.answers.book import AnswerBook
from classroom.errors import AnswersError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
book = AnswerBook(Path(sys.argv[1]), course="costing", part="part01")
book.save("letter", "short", None, datetime(2027, 1, 4, tzinfo=UTC))
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))
try:
    book.save("letter", "long " * 1_000, 1, datetime(2027, 1, 5, tzinfo=UTC))
except AnswersError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on file sizes is a matter of Unix")
def test_a_full_disk_gives_a_sentence_and_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    ran = subprocess.run([sys.executable, "-c", FULL, str(path)], capture_output=True, text=True, check=True)
    assert ran.stdout == "The disk is full, so this was not saved. Free some space, then try again.\n"
    assert AnswerBook(path).read()["letter"].text == "short"
    assert {file.name for file in tmp_path.iterdir()} <= {"answers.json", HISTORY_NAME, ".answers.lock"}


def test_a_folder_that_cannot_be_written_to_gives_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = book(tmp_path)
    mine.save("letter", "kept", None, MONDAY)

    def refuse(*_args: object, **_named: object) -> None:
        raise PermissionError(13, "Permission denied")

    # An account that may do everything, as in a container, is not stopped by the folder's mode.
    monkeypatch.setattr("tempfile.mkstemp", refuse)
    monkeypatch.setattr("classroom.answers.store.time.sleep", lambda _seconds: None)
    with pytest.raises(AnswersError, match="cannot be written to"):
        mine.save("letter", "lost?", 1, later(1))
    assert mine.answer("letter") == Answer("kept", 1, MONDAY)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the mode of a folder does not stop root"
)
def test_a_read_only_folder_gives_a_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(AnswersError, match="cannot be written to"):
            book(tmp_path).save("letter", "a", None, MONDAY)
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize("damage", [b"", b"{", b"\x00" * 500, b'{"format": 1}', b"[" * 100_000])
def test_a_damaged_file_is_kept_aside_and_rebuilt_from_the_history(tmp_path: Path, damage: bytes) -> None:
    mine = book(tmp_path)
    mine.save("letter", "One.", None, MONDAY)
    mine.save("letter", "Two.", 1, later(1))
    mine.save("salary-base", "5", None, later(2))
    (tmp_path / "answers.json").write_bytes(damage)
    fresh = book(tmp_path)
    assert {name: answer.text for name, answer in fresh.read().items()} == {
        "letter": "Two.",
        "salary-base": "5",
    }
    assert fresh.recovered == (
        "Your file of answers was damaged. It is kept as answers-damaged-1.json. "
        "2 answers were brought back from the history. Look them over."
    )
    assert (tmp_path / "answers-damaged-1.json").read_bytes() == damage
    assert book(tmp_path).read().keys() == {"letter", "salary-base"}
    assert book(tmp_path).recovered is None


def test_a_second_damaged_file_gets_the_next_name(tmp_path: Path) -> None:
    for n in (1, 2):
        (tmp_path / "answers.json").write_bytes(b"damage %d" % n)
        book(tmp_path).read()
    assert (tmp_path / "answers-damaged-2.json").read_bytes() == b"damage 2"


def test_saving_over_a_damaged_file_repairs_it_first(tmp_path: Path) -> None:
    book(tmp_path).save("letter", "One.", None, MONDAY)
    (tmp_path / "answers.json").write_bytes(b"{")
    saved = book(tmp_path).save("salary-base", "5", None, later(1))
    assert saved.revision == 1
    assert (saved.conflict or "").startswith("Your file of answers was damaged.")
    assert set(book(tmp_path).read()) == {"letter", "salary-base"}


def test_a_byte_order_mark_from_an_editor_is_no_damage(tmp_path: Path) -> None:
    book(tmp_path).save("letter", "One.", None, MONDAY)
    path = tmp_path / "answers.json"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    mine = book(tmp_path)
    assert mine.read()["letter"].text == "One."
    assert mine.recovered is None


def test_files_of_a_later_version_or_another_part_stay_where_they_are(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps({"format": 2}))
    with pytest.raises(NewerFileError):
        book(tmp_path).read()
    AnswerBook(path.with_name("other.json"), course="costing", part="part02").save(
        "letter", "a", None, MONDAY
    )
    path.with_name("other.json").replace(path)
    with pytest.raises(OtherPartError, match="part02"):
        book(tmp_path).save("letter", "b", None, MONDAY)
    assert not list(tmp_path.glob("answers-damaged*"))


def test_grading_reads_and_never_writes(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    reader = AnswerBook(path, course="costing", part="part01", kinds=KINDS, read_only=True)
    assert reader.read() == {}
    with pytest.raises(AnswersError, match="only read here"):
        reader.save("letter", "a", None, MONDAY)
    with pytest.raises(AnswersError, match="only read here"):
        reader.note_try("letter")
    path.write_bytes(b"")
    assert reader.read() == {}
    path.write_bytes(b"{")
    with pytest.raises(AnswersError, match="is not JSON"):
        reader.read()
    assert [file.name for file in tmp_path.iterdir()] == ["answers.json"]


def test_what_could_not_be_sent_is_not_saved(tmp_path: Path) -> None:
    mine = book(tmp_path)
    with pytest.raises(AnswersError, match="longer than 30 characters"):
        mine.save("salary-base", "1" * 31, None, MONDAY)
    with pytest.raises(AnswersError, match="longer than 20,000 characters"):
        mine.save("letter", "a" * 20_001, None, MONDAY)
    with pytest.raises(AnswersError, match="no question “bonus”"):
        mine.save("bonus", "5", None, MONDAY)
    with pytest.raises(AnswersError, match="no question"):
        AnswerBook(tmp_path / "answers.json").save("../etc", "5", None, MONDAY)
    assert mine.read() == {}


def test_answers_together_too_large_are_refused_and_the_old_ones_stay(tmp_path: Path) -> None:
    mine = AnswerBook(tmp_path / "answers.json", course="costing", part="part01")
    long = "語" * 20_000
    with pytest.raises(AnswersError, match="together are too long"):
        for n in range(20):
            mine.save(f"text-{n}", long, None, MONDAY)
    assert len(mine.read()) == 16
    assert read_answers((tmp_path / "answers.json").read_bytes())


def test_a_book_that_knows_only_its_path_keeps_the_names_in_the_file(tmp_path: Path) -> None:
    book(tmp_path).save("letter", "One.", None, MONDAY)
    AnswerBook(tmp_path / "answers.json").save("letter", "Two.", 1, later(1))
    assert book(tmp_path).read()["letter"].text == "Two."


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=100)


@given(st.lists(st.tuples(st.sampled_from(["letter", "other-letter"]), texts), max_size=6))
@settings(deadline=None)
def test_any_text_comes_back_as_it_was_typed(
    tmp_path_factory: pytest.TempPathFactory, saves: list[tuple[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("book") / "answers.json"
    kinds = {"letter": Kind.TEXT, "other-letter": Kind.TEXT}
    mine = AnswerBook(path, course="costing", part="part01", kinds=kinds)
    expected: dict[str, str] = {}
    for n, (name, text) in enumerate(saves):
        based_on = (mine.answer(name) or Answer("", 0, None)).revision
        assert mine.save(name, text, based_on, later(n)).conflict is None
        expected[name] = clean_text(text)
    assert {name: answer.text for name, answer in mine.read().items()} == expected
    if saves:
        assert set(read_answers(path.read_bytes(), kinds, course="costing", part="part01")) == set(expected)
        assert {name: answer.text for name, answer in History(path.parent).newest().items()} == expected


@given(texts)
@settings(deadline=None)
def test_text_without_control_characters_is_kept_to_the_letter(text: str) -> None:
    visible = "".join(c for c in text if c.isprintable() or c in "\n\t")
    assert clean_text(visible) == visible


def test_the_history_passes_over_lines_that_were_cut_short(tmp_path: Path) -> None:
    history = History(tmp_path)
    history.append(Line("letter", "One.", 1, MONDAY))
    with history.path.open("ab") as file:
        file.write(b'{"id": "letter", "text": "Tw')  # the disk was full
    history.append(Line("letter", "Three.", 2, later(1)))
    assert [line.text for line in history.lines()] == ["One.", "Three."]


def test_a_long_history_lets_go_of_its_oldest_lines_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers_history, "LARGEST", 20_000)
    monkeypatch.setattr(answers_history, "KEPT", 10_000)
    history = History(tmp_path)
    history.append(Line("salary-base", "5", 1, MONDAY))
    history.append(Line("letter", "from the other tab", 1, MONDAY, set_aside=True))
    for n in range(1, 101):
        history.append(Line("letter", f"{n} " + "words " * 100, n, later(n)))
    lines = history.lines()
    assert history.path.stat().st_size <= 20_000
    assert lines[0].text == "5"
    assert lines[1].set_aside
    assert lines[-1].revision == 100
    assert [line.revision for line in lines[2:]] == list(range(lines[2].revision, 101))
