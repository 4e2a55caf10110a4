"""Running a notebook: what reaches the kernel, what comes back, and what happens when it breaks."""

import json
import os
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import autograde.gradebook
from autograde.errors import GradingError
from autograde.grading.run import RunJob, run_notebook


def code(cell_id: str, source: str, **metadata: Any) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": cell_id,
        "metadata": metadata,
        "outputs": [],
        "source": source,
    }


def job(*sources: str, variant: int = 3, answers: bytes = b"") -> RunJob:
    """A notebook of these cells behind the one that holds the variant."""
    cells = [code("p", "# here\nvariant = None", tags=["parameters"])]
    cells += [code(f"c{number}", source) for number, source in enumerate(sources)]
    kernelspec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = {
        "cells": cells,
        "metadata": {"kernelspec": kernelspec},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return RunJob(json.dumps(notebook).encode(), b"{}", b'{"variant": 3}', variant, answers)


def outputs(executed: Path) -> list[Any]:
    """The text of each cell's first output, those of this test only; an error is its kind."""
    cells = [
        c
        for c in json.loads(executed.read_bytes())["cells"]
        if re.fullmatch(r"c\d+", str(c["id"])) and c.get("outputs")  # papermill's own cells have random ids
    ]
    firsts = [cell["outputs"][0] for cell in cells]
    return [o.get("ename") or "".join(o.get("text", o.get("data", {}).get("text/plain", ""))) for o in firsts]


def test_the_variant_is_the_only_parameter_and_the_files_lie_beside(tmp_path: Path) -> None:
    asked = job(
        "variant",
        "from pathlib import Path\nsorted(p.name for p in Path.cwd().glob('*.json'))",
        "import os\n(os.environ['NBGRADER_EXECUTION'], [n for n in os.environ if n.startswith('BARGAIN_')])",
        answers=b"{}",
    )
    os.environ["BARGAIN_HOME"] = "somewhere"
    try:
        before = Path.cwd()
        executed = run_notebook(asked, tmp_path / "run {with braces}")
        assert Path.cwd() == before
        assert "NBGRADER_EXECUTION" not in os.environ
    finally:
        del os.environ["BARGAIN_HOME"]
    assert outputs(executed.path) == [
        "3",
        "['answers.json', 'part.json', 'variant.json']",
        "('autograde', [])",
    ]
    papermill = json.loads(executed.path.read_bytes())["metadata"]["papermill"]
    assert papermill["parameters"] == {"variant": 3}
    assert "widgets" not in json.loads(executed.path.read_bytes())["metadata"]


def test_after_an_error_the_other_cells_still_run(tmp_path: Path) -> None:
    executed = run_notebook(job("1 / 0", "'still here'"), tmp_path / "run")
    assert outputs(executed.path) == ["ZeroDivisionError", "'still here'"]


def test_a_file_in_somebodys_start_up_folder_does_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    startup = tmp_path / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00-planted.py").write_text("planted = True\n", encoding="utf-8")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    assert outputs(run_notebook(job("'planted' in globals()"), tmp_path / "run").path) == ["False"]


def test_a_cell_that_takes_too_long_breaks_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autograde.gradebook, "CELL_SECONDS", 1)
    with pytest.raises(GradingError, match="ran for too long"):
        run_notebook(job("while True: pass"), tmp_path / "run")


def test_a_kernel_that_dies_breaks_the_run(tmp_path: Path) -> None:
    with pytest.raises(GradingError, match="died"):
        run_notebook(job("import os\nos._exit(1)", "1"), tmp_path / "run")


def test_an_engine_that_writes_nothing_is_told(tmp_path: Path) -> None:
    with pytest.raises(GradingError, match="wrote no notebook"):
        run_notebook(job("1"), tmp_path / "run", engine=lambda notebook, executed, parameters: None)


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "answers.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ValueError, match="not empty"):
        run_notebook(job("1"), tmp_path)


def test_runs_at_the_same_time_in_one_process_do_not_disturb_each_other(tmp_path: Path) -> None:
    """The desk grades in a thread while other threads answer people."""
    with ThreadPoolExecutor(max_workers=2) as threads:
        runs = [
            threads.submit(
                run_notebook, job("variant", "import os; os.getcwd()", variant=n), tmp_path / str(n)
            )
            for n in range(2)
        ]
        done = [outputs(run.result().path) for run in runs]
    assert done == [[str(n), repr(str(tmp_path / str(n)))] for n in range(2)]
