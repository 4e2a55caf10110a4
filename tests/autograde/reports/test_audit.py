"""A sample that nobody can choose, with evidence that can be followed, and what does not hold said aloud."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from autograde.errors import OfficeError
from autograde.ledger.events import EventKind
from autograde.ledger.store import Ledger
from autograde.reports.audit import draw, sample

if TYPE_CHECKING:
    from tests.conftest import SmallSchool


def complete(school: SmallSchool, name: str) -> str:
    from autograde.marking.mark import Verdict, mark_memo

    person = school.join(name)
    base = 1000 + 10 * school.variant(person)
    answers = {"base": f"${base:,}", "reading": "more", "letter": "Please send the payroll by Friday, May 7."}
    school.send(person, school.packet(person, answers))
    school.grade()
    mark_memo(
        school.office, school.course, school.session, person, school.part, verdict=Verdict.MET, points=6,
        comment="Good.", rubric_row=None, actor="p-0000000000ff", now=school.during + timedelta(days=1),
        rules=school.rules,
    )  # fmt: skip
    return person


def test_who_is_drawn_follows_from_the_seed_alone(small_school: SmallSchool) -> None:
    people = [complete(small_school, f"Person {n}") for n in range(4)]
    small_school.join("Nobody yet")
    chains = dict(Ledger(small_school.office.records()).chains())
    assert set(draw(chains, 9, "blue")) == set(people), "only who has earned something"
    assert draw(chains, 2, "blue") == draw(chains, 9, "blue")[:2]
    assert len({tuple(draw(chains, 4, seed)) for seed in ("blue", "green", "red", "grey", "gold")}) > 1


def test_a_bundle_leads_from_the_completion_to_the_answers(small_school: SmallSchool, tmp_path: Path) -> None:
    person = complete(small_school, "Ana Reyes")
    (drawn,) = sample(small_school.office, 5, "blue", tmp_path / "audit")
    assert (drawn.person, drawn.faults) == (person, ())
    text = (drawn.folder / "read-me-first.txt").read_text(encoding="utf-8")
    assert "part_completed" in text and "What does not hold: nothing" in text
    assert "Ana Reyes" not in text, "ids, not names"
    (packet,) = (drawn.folder / "packets").iterdir()
    assert hashlib.sha256(packet.read_bytes()).hexdigest() == packet.stem
    events = json.loads((drawn.folder / "events.json").read_text(encoding="utf-8"))
    done = next(event for event in events if event["kind"] == "part_completed")
    assert done["body"]["packet_sha256"] == packet.stem
    assert list((drawn.folder / "runs").iterdir())


def test_what_was_tampered_with_is_named(small_school: SmallSchool, tmp_path: Path) -> None:
    person = complete(small_school, "Ana Reyes")
    (sent,) = Ledger(small_school.office.records()).events(person, kinds={EventKind.SUBMITTED})
    packet = small_school.office.packets / f"{sent.body['packet_sha256']}.zip"
    packet.write_bytes(packet.read_bytes() + b" ")
    (drawn,) = sample(small_school.office, 1, "blue", tmp_path / "audit")
    assert drawn.faults == (f"packets/{packet.name}: erased, or not what was sent",)


def test_a_sample_needs_a_seed_and_a_new_folder(small_school: SmallSchool, tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match="Give a seed"):
        sample(small_school.office, 1, " ", tmp_path / "audit")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("x")
    with pytest.raises(OfficeError, match="is not empty"):
        sample(small_school.office, 1, "blue", tmp_path / "full")
