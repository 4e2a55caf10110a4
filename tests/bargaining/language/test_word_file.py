"""A proposal in Word: real tracked changes, which LibreOffice reads; nothing half-written when it fails."""

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from bargaining.errors import DocumentError
from bargaining.language.harrow_falls import current_agreement, previous_agreement
from bargaining.language.redline import change_between, compare
from bargaining.language.word_file import Proposal, write_proposal

CHANGES = compare(previous_agreement(), current_agreement())
PROPOSAL = Proposal(
    "Proposal 4: Safe Workplace",
    "Harrow Falls Educators Association",
    "Harrow Falls School Committee",
    datetime(2026, 3, 10, 21, 30, tzinfo=UTC),
    opening=("New words are underlined; words taken out are struck through.",),
    closing=("Effective September 1, 2026.", "For the Association: ____________________"),
)


@pytest.fixture
def written(tmp_path):
    return write_proposal(tmp_path / "proposal 4.docx", PROPOSAL, CHANGES)


def text_of(path: Path, tags: set[str]) -> str:
    body = docx.Document(str(path)).element.body
    return "".join(element.text or "" for element in body.iter() if element.tag in {qn(tag) for tag in tags})


def test_accepting_all_gives_the_new_text_and_rejecting_all_the_old(written):
    body = docx.Document(str(written)).element.body
    for change in CHANGES:
        assert f"{change.clause_id} {change.heading}" in text_of(written, {"w:t"})
    for revision, kept in (("w:del", "after"), ("w:ins", "before")):
        left = "".join(
            element.text or ""
            for element in body.iter(qn("w:t"), qn("w:delText"))
            if not any(parent.tag == qn(revision) for parent in element.iterancestors())
        )
        for change in CHANGES:
            one_line = getattr(change, kept).replace("\n", "")
            assert one_line in left, change.clause_id


def test_every_revision_names_its_side_and_its_moment_and_has_a_number_of_its_own(written):
    body = docx.Document(str(written)).element.body
    revisions = list(body.iter(qn("w:ins"), qn("w:del")))
    assert len(revisions) >= len(CHANGES)
    assert {r.get(qn("w:author")) for r in revisions} == {PROPOSAL.from_side}
    assert {r.get(qn("w:date")) for r in revisions} == {"2026-03-10T21:30:00Z"}
    assert len({r.get(qn("w:id")) for r in revisions}) == len(revisions)
    assert not [r for r in revisions if r.tag == qn("w:del") and list(r.iter(qn("w:t")))]


def has_writer() -> bool:
    office = shutil.which("soffice")
    return office is not None and bool(list(Path(office).resolve().parent.glob("*swlo*")))


@pytest.mark.skipif(not has_writer(), reason="LibreOffice Writer is not installed")
def test_libreoffice_opens_it(written, tmp_path):
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "odt", "--outdir", str(tmp_path), str(written)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    shutil.unpack_archive(tmp_path / "proposal 4.odt", tmp_path / "odt", "zip")
    content = (tmp_path / "odt" / "content.xml").read_text(encoding="utf-8")
    assert "<text:insertion>" in content
    assert "<text:deletion>" in content
    assert "Proposal 4: Safe Workplace" in content


def test_a_proposal_without_a_change_and_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(DocumentError, match="This proposal changes nothing"):
        write_proposal(tmp_path / "empty.docx", PROPOSAL, [])
    with pytest.raises(DocumentError, match=r"proposal\.docx cannot be written"):
        write_proposal(tmp_path / "nowhere" / "proposal.docx", PROPOSAL, CHANGES)
    assert list(tmp_path.iterdir()) == []


def test_characters_that_no_word_file_holds_are_left_out(tmp_path):
    strange = change_between("1.1", "Pay\x00", "Old\x07 words", "New\ud800 words \x1b[31m")
    path = write_proposal(tmp_path / "strange.docx", PROPOSAL, [strange])
    assert "New" in text_of(path, {"w:t"})
