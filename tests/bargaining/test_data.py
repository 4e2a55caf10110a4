"""Reading data sets: every table is checked, and what is wrong is said with its file, row and column."""

import doctest
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bargaining.data import dataset_folder, document_names, read_document, read_table, resource_names
from bargaining.errors import DataError

ROOT = Path(__file__).parents[2]

FIELDS = [
    {"name": "lane", "type": "string", "constraints": {"required": True, "enum": ["B", "M"]}},
    {"name": "step", "type": "integer", "constraints": {"required": True, "minimum": 1, "maximum": 10}},
    {"name": "fte", "type": "number", "constraints": {"required": True, "minimum": 0}},
    {"name": "code", "type": "string", "constraints": {"unique": True, "pattern": "[A-Z]{2}[0-9]"}},
]
GOOD = "lane,step,fte,code\nB,1,0.5,AA1\nM,1,3,AA2\n"


@pytest.fixture
def shelf(tmp_path):
    """A folder with one small data set; returns a function that rewrites it and reads its table."""

    def read(csv_text=GOOD, fields=FIELDS, schema_more=None, resource_more=None, descriptor=None):
        folder = tmp_path / "small"
        folder.mkdir(exist_ok=True)
        schema = {"fields": fields, "primaryKey": ["lane", "step"]} | (schema_more or {})
        resource = {"name": "people", "path": "people.csv", "schema": schema} | (resource_more or {})
        described = (
            json.dumps({"name": "small", "resources": [resource]}) if descriptor is None else descriptor
        )
        (folder / "datapackage.json").write_text(described, encoding="utf-8")
        raw = csv_text if isinstance(csv_text, bytes) else csv_text.encode()
        (folder / "people.csv").write_bytes(raw)
        return read_table("small", "people", datasets=tmp_path)

    return read


def test_rows_are_text_as_it_stands_in_the_file(shelf):
    assert shelf() == [
        {"lane": "B", "step": "1", "fte": "0.5", "code": "AA1"},
        {"lane": "M", "step": "1", "fte": "3", "code": "AA2"},
    ]


def test_a_file_saved_by_a_spreadsheet_reads_the_same(shelf):
    as_excel_saves_it = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()
    assert shelf(as_excel_saves_it) == shelf()


def test_an_entry_that_is_not_required_may_be_empty(shelf):
    rows = shelf("lane,step,fte,code\nB,1,0.5,\nM,1,0.5,\n")
    assert [row["code"] for row in rows] == ["", ""]  # and two missing ones do not repeat each other


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("B,1,2", "people.csv, row 2 has 3 entries; it needs 4."),
        ("B,1,2,AA1,more", "people.csv, row 2 has 5 entries; it needs 4."),
        ("B,1,2,AA1\n\nM,1,2,AA2", "people.csv, row 3 has 0 entries; it needs 4."),
        ("B,1,,AA1", "people.csv, row 2, column fte: the entry is empty, but every row needs an entry here."),
        (
            "B,1,2,AA1\nM,1,half,AA2",
            'people.csv, row 3, column fte: the entry is "half", but must be a number in digits, '
            "such as 1200.5.",
        ),
        (
            'B,1,"1,200",AA1',
            'people.csv, row 2, column fte: the entry is "1,200", but must be a number in digits, '
            "such as 1200.5.",
        ),
        (
            "B,1.0,2,AA1",
            'people.csv, row 2, column step: the entry is "1.0", but must be a whole number in digits, '
            "such as 1200.",
        ),
        ("B,1,-0.5,AA1", "people.csv, row 2, column fte: the entry is -0.5, but must be at least 0."),
        ("B,11,2,AA1", "people.csv, row 2, column step: the entry is 11, but must be at most 10."),
        ("PhD,1,2,AA1", 'people.csv, row 2, column lane: the entry is "PhD", but must be one of B, M.'),
        (
            "B,1,2,AAA",
            'people.csv, row 2, column code: the entry is "AAA", which does not have the form [A-Z]{2}[0-9].',
        ),
        (
            "B,1,2,AA1\nM,2,2,AA1",
            "people.csv, row 3, column code: code AA1 stands in row 2 already; keep one of the two rows.",
        ),
        (
            "B,1,2,AA1\nB,1,3,AA2",
            "people.csv, row 3, column lane and step: lane B, step 1 stands in row 2 already; "
            "keep one of the two rows.",
        ),
        ("", "people.csv has a header and no rows; it needs at least one row."),
    ],
)
def test_a_row_that_breaks_a_promise_is_named(shelf, rows, sentence):
    with pytest.raises(DataError) as refused:
        shelf(f"lane,step,fte,code\n{rows}\n" if rows else "lane,step,fte,code\n")
    assert str(refused.value) == sentence


@pytest.mark.parametrize("header", ["lane,step,fte", "step,lane,fte,code", "lane,step,FTE,code", ""])
def test_other_columns_than_described_are_refused(shelf, header):
    with pytest.raises(DataError) as refused:
        shelf(f"{header}\nB,1,2,AA1\n" if header else "")
    assert (
        str(refused.value) == "people.csv, row 1: the columns must be lane, step, fte, code, in this order."
    )


@pytest.mark.parametrize("raw", [b"lane,step,fte,code\nB,1,2,\xff\n", b'lane,step,fte,code\nB,1,"2,AA1\n'])
def test_a_file_that_is_not_a_utf8_csv_is_refused(shelf, raw):
    with pytest.raises(DataError, match=r"people\.csv cannot be read as a UTF-8 CSV file"):
        shelf(raw)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"descriptor": "{"}, "small/datapackage.json cannot be read as JSON"),
        ({"descriptor": "[]"}, 'small/datapackage.json has no list of "resources"'),
        ({"descriptor": '{"resources": []}'}, 'The data set "small" has no table "people"; it has: .'),
        ({"resource_more": {"schema": {}}}, 'has no "schema" with "fields"; describe every column there.'),
        ({"fields": [{"type": "string"}]}, 'a column has no "name"; give each column one.'),
        (
            {"fields": [{"name": "lane", "type": "date"}]},
            "the column \"lane\" has the type 'date'; use one of",
        ),
        (
            {"fields": [{"name": "lane", "type": "string", "constraints": {"maxLength": 3}}]},
            'a constraint of the column "lane" cannot be read: "maxLength" is not checked here, use enum, ',
        ),
        (
            {"fields": [{"name": "fte", "type": "number", "constraints": {"minimum": "none"}}]},
            'a constraint of the column "fte" cannot be read',
        ),
        (
            {"fields": [{"name": "lane", "type": "string", "constraints": {"pattern": "("}}]},
            'a constraint of the column "lane" cannot be read',
        ),
        ({"fields": [{"name": "lane", "type": "string", "constraints": 3}]}, "cannot be read"),
        (
            {"fields": [{"name": "lane", "type": "string", "constraints": {"minimum": 3}}]},
            'the column "lane" is text and cannot have a minimum or a maximum.',
        ),
        (
            {"schema_more": {"primaryKey": ["lane", "year"]}},
            'the "primaryKey" must be a list of column names',
        ),
        (
            {"resource_more": {"path": "../people.csv"}},
            "it must be the name of a file beside the descriptor.",
        ),
        ({"resource_more": {"path": "/etc/hosts"}}, "it must be the name of a file beside the descriptor."),
        ({"resource_more": {"path": "missing.csv"}}, "missing.csv cannot be read as a UTF-8 CSV file"),
    ],
)
def test_a_descriptor_that_cannot_be_kept_to_is_refused(shelf, changes, words):
    with pytest.raises(DataError) as refused:
        shelf(**changes)
    assert words in str(refused.value)


@pytest.mark.parametrize("name", ["../harbor-bend", "/etc", "Harbor-Bend", "", "harbor-bend/"])
def test_a_name_that_could_be_a_path_is_refused(name):
    with pytest.raises(DataError, match="is not the name of a data set"):
        dataset_folder(name)


def test_an_unknown_data_set_is_answered_with_those_there_are(tmp_path):
    with pytest.raises(DataError, match=r'There is no data set "harbour-bend"; there are: .*harbor-bend'):
        dataset_folder("harbour-bend")
    with pytest.raises(DataError, match="there are: none"):
        dataset_folder("harbor-bend", datasets=tmp_path)


def test_a_folder_given_by_the_caller_comes_before_the_usual_places(tmp_path):
    shutil.copytree(ROOT / "datasets" / "harbor-bend", tmp_path / "harbor-bend")
    (tmp_path / "harbor-bend" / "lanes.csv").write_text(
        "lane,meaning,lane_rate\nB,changed,0\n", encoding="utf-8"
    )
    assert read_table("harbor-bend", "lanes", datasets=tmp_path)[0]["meaning"] == "changed"
    assert read_table("harbor-bend", "lanes")[0]["meaning"] == "bachelor's degree"


def test_an_installed_package_finds_the_data_it_brought_along(tmp_path):
    """Laid out as the wheel is: the package with `_datasets` inside, and no repository around it."""
    shutil.copytree(
        ROOT / "bargaining", tmp_path / "bargaining", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copytree(ROOT / "datasets", tmp_path / "bargaining" / "_datasets")
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "import bargaining.data, bargaining.costing.employers as employers\n"
        "print(bargaining.data.dataset_folder('harbor-bend'))\n"
        "print(employers.teachers_unit().scattergram.total_fte)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert run.stdout.splitlines() == [str(tmp_path / "bargaining" / "_datasets" / "harbor-bend"), "159.0"]


PACKAGES = sorted(path.parent.name for path in (ROOT / "datasets").glob("*/datapackage.json"))
TABLES = [(name, table) for name in PACKAGES for table in resource_names(name)]


@pytest.mark.parametrize(("name", "table"), TABLES)
def test_every_table_of_every_data_set_keeps_to_its_descriptor(name, table):
    assert read_table(name, table)


@pytest.mark.parametrize("name", PACKAGES)
def test_every_data_set_says_what_it_is_where_it_is_from_and_what_each_column_means(name):
    folder = dataset_folder(name)
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert described["name"] == name
    for told in ("title", "description", "licenses", "sources", "version"):
        assert described[told], told
    for resource in described["resources"]:
        assert resource["title"]
        assert resource["description"]
        if resource.get("mediatype") == "text/markdown":
            assert read_document(name, resource["name"]).startswith("# ")
            continue
        for field in resource["schema"]["fields"]:
            assert field["title"], field
            assert field["description"], field
            assert field["unit"], field
    files = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    files -= {"datapackage.json"}
    assert files == {resource["path"] for resource in described["resources"]}


def test_the_example_in_the_readme_runs():
    outcome = doctest.testfile(str(ROOT / "datasets" / "README.md"), module_relative=False, encoding="utf-8")
    assert (outcome.failed, outcome.attempted) == (0, 3)


def test_the_readme_lists_every_data_set():
    readme = (ROOT / "datasets" / "README.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in readme for name in PACKAGES)


@pytest.mark.parametrize("path", ["../people.md", "/etc/hosts", "a/b/people.md", "a/../people.md", ".hidden"])
def test_a_document_lies_in_its_data_set(tmp_path, path):
    folder = tmp_path / "texts"
    folder.mkdir()
    resource = {"name": "letter", "path": path, "mediatype": "text/markdown"}
    (folder / "datapackage.json").write_text(json.dumps({"resources": [resource]}), encoding="utf-8")
    with pytest.raises(DataError, match="it must be the name of a file beside the descriptor"):
        read_document("texts", "letter", datasets=tmp_path)


def test_documents_are_no_tables():
    assert not set(document_names("harrow-falls")) & set(resource_names("harrow-falls"))
    with pytest.raises(DataError, match="has no table"):
        read_document("harrow-falls", "current-article-99")


@pytest.mark.parametrize("name", ["harbor-bend", "harrow-falls"])
def test_the_fictional_district_says_so_first(name):
    described = json.loads((dataset_folder(name) / "datapackage.json").read_text(encoding="utf-8"))
    assert described["description"].startswith("FICTIONAL.")
    assert [licence["name"] for licence in described["licenses"]] == ["CC-BY-4.0"]


def test_the_example_on_adding_a_state_runs():
    page = ROOT / "docs" / "developers" / "adding-a-state.md"
    outcome = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert (outcome.failed, outcome.attempted) == (0, 5)
