"""Let LibreOffice calculate workbooks anew, and read every named cell of what it made.

One process for all files, with a profile folder of its own in which recalculation is always on: by default
it shows the values that the writer put in (`OOXMLRecalcMode`).
"""

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest

_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>
"""


def office() -> str:
    """Return LibreOffice, or skip the test and say why."""
    found = shutil.which("soffice")
    if found is None:
        pytest.skip("LibreOffice is not installed (Debian: libreoffice-calc), so nothing can recalculate")
    return found


def recalculated(files: Sequence[Path], folder: Path) -> list[Path]:
    """Return the files as LibreOffice writes them after calculating every formula."""
    program, profile, out = office(), folder / "profile", folder / "recalculated"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS)
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    done = subprocess.run(
        [*command, "--outdir", str(out), *map(str, files)], capture_output=True, text=True, timeout=600
    )
    made = [out / file.name for file in files]
    assert all(file.exists() for file in made), done.stderr
    return made


def named_values(file: Path) -> Mapping[str, object]:
    """Return the value of every name that stands for one cell."""
    book = openpyxl.load_workbook(file, data_only=True)
    found = {}
    for name, defined in book.defined_names.items():
        places = list(defined.destinations)
        if len(places) == 1 and ":" not in places[0][1]:
            sheet, cell = places[0]
            found[name] = book[sheet][cell.replace("$", "")].value
    return found
