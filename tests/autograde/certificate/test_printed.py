"""The printed page: tagged, reproducible, with everything on it, and the credential attached unchanged."""

import io
import json
from typing import Any

import pytest
from pypdf import PdfReader

from autograde.certificate.credential import facts_of
from autograde.certificate.printed import print_certificate
from autograde.certificate.standing import Certificate
from tests.autograde.certificate.small_program import Program


@pytest.fixture
def issued(program: Program) -> Certificate:
    ana = program.completes(program.join("Nguyễn Thị Minh Khai"))
    program.attends(ana)
    return program.issues(ana)


def read(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def words(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(data).pages).split())


def test_everything_is_on_the_page(program: Program, issued: Certificate) -> None:
    page = program.page(issued)
    facts = facts_of(json.loads(program.credential(issued)))
    said = words(page)
    for text in (
        facts.name, "Local 7, Harbor Teachers", facts.title, "Wednesday, March 3, 2027",
        "Costing Out Your Contract", "Session Spring 2027, Monday, January 4, 2027 to Sunday, March 28, 2027",
        "Winter day: reading a budget", "3.5", "28.5. Counted as planned study time",
        "Automatically scored and instructor-reviewed", "harbor-bargaining, version 2027-1",
        facts.rule_sha256, "Not academic credit or licence points.", "Rosa Delgado, Program Director",
        facts.number, facts.issuer_url, "Good until", "Friday, April 2, 2032",
    ):  # fmt: skip
        assert text in said, text
    assert len(read(page).pages) == 1


def test_the_credential_is_attached_as_it_is(program: Program, issued: Certificate) -> None:
    assert read(program.page(issued)).attachments == {"credential.json": [program.credential(issued)]}


def test_the_same_credential_prints_the_same_bytes(program: Program, issued: Certificate) -> None:
    assert print_certificate(program.credential(issued)) == program.page(issued)


def test_the_page_is_tagged_for_screen_readers(program: Program, issued: Certificate) -> None:
    reader = read(program.page(issued))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Certificate in Contract Costing, Nguyễn Thị Minh Khai"
    described = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in described
    assert "<pdfaid:part>3</pdfaid:part>" in described
    tags = list(structure(root["/StructTreeRoot"]))
    assert "/H1" in [tag for tag, _text in tags]
    (figure,) = [text for tag, text in tags if tag == "/Figure"]
    assert figure.startswith("QR code that leads to https://certificates.harborbend.example/#")


def structure(node: Any) -> list[tuple[str, str]]:
    """The tags of the page in reading order, each with its text alternative."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if not isinstance(node, dict):
        return []
    kids = node.get("/K", [])
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    found = [(str(node["/S"]), str(node.get("/Alt", "")))] if "/S" in node else []
    for kid in kids if isinstance(kids, list) else [kids]:
        found += structure(kid)
    return found


def test_the_code_in_the_corner_leads_to_the_certificate(program: Program, issued: Certificate) -> None:
    """The QR code holds the id of the credential: the address of the page to check it on, with its number."""
    credential = json.loads(program.credential(issued))
    assert credential["id"] == f"https://certificates.harborbend.example/#{issued.number}"


@pytest.mark.parametrize("name", ["Соломія Коваленко", "Δέσποινα Ιωάννου", "רחל כהן", "Ọláńrewájú Adébáyọ̀"])
def test_these_scripts_need_no_font_of_the_computer(program: Program, name: str) -> None:
    import typst

    made = program.issues(program.completes(program.join(name)))
    fonts = {font["/BaseFont"] for font in fonts_of(read(program.page(made)))}
    assert fonts
    assert all("Libertinus" in font or "DejaVuSansMono" in font for font in fonts)
    assert typst.Fonts(include_system_fonts=False).families()


def fonts_of(reader: PdfReader) -> list[Any]:
    return [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]


def test_a_long_name_and_a_long_local_still_fit(program: Program) -> None:
    made = program.issues(program.completes(program.join("Wolfeschlegelstein " * 6, local="Local " * 19)))
    assert words(program.page(made)).count("Wolfeschlegelstein") == 6
