"""What a run in a forked process leaves behind, and what it takes with it when it breaks: nothing."""

import json
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import autograde.gradebook
from autograde.engine.forked import ForkedEngine, best_engine
from autograde.errors import GradingError
from autograde.grading.run import RunJob, ordinary_kernel, run_notebook


def job(*sources: str, variant: int = 3) -> RunJob:
    """A notebook of these cells behind the one that holds the variant."""
    cells = [
        {
            "cell_type": "code",
            "execution_count": None,
            "id": f"cell-{number}",
            "metadata": {} if number else {"tags": ["parameters"]},
            "outputs": [],
            "source": source,
        }
        for number, source in enumerate(["# here\nvariant = None", *sources])
    ]
    kernelspec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook: dict[str, Any] = {"cells": cells, "metadata": {"kernelspec": kernelspec}}
    return RunJob(
        json.dumps({**notebook, "nbformat": 4, "nbformat_minor": 5}).encode(), b"{}", b"{}", variant
    )


def last(executed: Path) -> str:
    """What the last cell gave."""
    [output] = json.loads(executed.read_bytes())["cells"][-1]["outputs"]
    return "".join(output["data"]["text/plain"])


def test_each_run_begins_afresh(forked: ForkedEngine, tmp_path: Path) -> None:
    told = []
    for turn in range(2):
        ask = (
            "import decimal, random\n"
            "told = ('planted' in globals(), hasattr(decimal, 'planted'), variant, random.random())\n"
            "planted = decimal.planted = True\n"
            "told"
        )
        told.append(eval(last(run_notebook(job(ask, variant=turn), tmp_path / str(turn), forked).path)))
    assert [one[:3] for one in told] == [(False, False, 0), (False, False, 1)]
    assert told[0][3] != told[1][3]


def test_what_a_run_imports_is_there_for_the_next_one(forked: ForkedEngine, tmp_path: Path) -> None:
    ask = "import sys\nbefore = 'colorsys' in sys.modules\nimport colorsys\nbefore"
    told = [last(run_notebook(job(ask), tmp_path / str(turn), forked).path) for turn in range(2)]
    assert told == ["False", "True"]


def test_the_office_and_somebodys_start_up_folder_stay_outside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    startup = tmp_path / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00-planted.py").write_text("planted = True\n", encoding="utf-8")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("BARGAIN_HOME", str(tmp_path))
    ask = "import os\n('planted' in globals(), [name for name in os.environ if name.startswith('BARGAIN_')])"
    before = Path.cwd()
    with ForkedEngine() as engine:
        assert last(run_notebook(job(ask), tmp_path / "run {with braces}", engine).path) == "(False, [])"
    assert Path.cwd() == before


def test_a_cell_that_takes_too_long_breaks_its_own_run_only(
    forked: ForkedEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ThreadPoolExecutor(2) as threads:
        with monkeypatch.context() as short:
            short.setattr(autograde.gradebook, "CELL_SECONDS", 1)
            endless = threads.submit(run_notebook, job("while True: pass"), tmp_path / "endless", forked)
            with pytest.raises(GradingError, match="ran for too long"):
                endless.result()
        assert last(run_notebook(job("variant"), tmp_path / "good", forked).path) == "3"


@pytest.mark.parametrize(
    "source",
    [
        "import os\nos._exit(1)",
        "import os\nos.kill(os.getpid(), 9)",
        "exit()",
        "import ctypes\nctypes.string_at(0)",
    ],
    ids=["leaves", "is killed", "asks to leave", "crashes"],
)  # fmt: skip
def test_a_run_that_dies_breaks_itself_only(source: str, forked: ForkedEngine, tmp_path: Path) -> None:
    with pytest.raises(GradingError, match="died"):
        run_notebook(job(source, "1"), tmp_path / "dies", forked)
    assert last(run_notebook(job("variant"), tmp_path / "good", forked).path) == "3"


def test_what_a_run_started_ends_with_it(forked: ForkedEngine, tmp_path: Path) -> None:
    fifo = tmp_path / "held open by the child"
    os.mkfifo(fifo)
    reading = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    child = f"['sh', '-c', 'sleep 60; echo late'], stdout=open({str(fifo)!r}, 'w')"
    ask = f"import subprocess\nsubprocess.Popen({child}).poll() is None"
    assert last(run_notebook(job(ask), tmp_path / "run", forked).path) == "True"
    os.set_blocking(reading, True)
    assert os.read(reading, 1) == b""  # comes when nobody holds the other end any more
    os.close(reading)


def test_runs_at_the_same_time_do_not_disturb_each_other(forked: ForkedEngine, tmp_path: Path) -> None:
    with ThreadPoolExecutor(3) as threads:
        ask = "import os\n(variant, os.path.basename(os.getcwd()))"
        runs = [
            threads.submit(run_notebook, job(ask, variant=n), tmp_path / str(n), forked) for n in range(6)
        ]
        assert [last(run.result().path) for run in runs] == [repr((n, str(n))) for n in range(6)]


def test_when_the_prepared_process_is_killed_the_next_run_has_another(tmp_path: Path) -> None:
    with ForkedEngine() as engine:
        ask = "import os\nos.getppid()"
        server = int(last(run_notebook(job(ask), tmp_path / "first", engine).path))
        os.kill(server, signal.SIGKILL)
        engine._server.wait()  # type: ignore[union-attr]  # it has noticed by the time anybody grades again
        assert int(last(run_notebook(job(ask), tmp_path / "second", engine).path)) != server


def test_a_prepared_process_that_is_killed_during_a_run_is_told(tmp_path: Path) -> None:
    ask = "import os\nserver = os.getppid()\nos.kill(server, 9)\nwhile os.getppid() == server: pass"
    with ForkedEngine() as engine, pytest.raises(GradingError, match="died"):
        run_notebook(job(ask), tmp_path / "run", engine)


def test_a_closed_engine_runs_nothing(tmp_path: Path) -> None:
    engine = ForkedEngine()
    engine.close()
    with pytest.raises(GradingError, match="stopped"):
        run_notebook(job("1"), tmp_path / "run", engine)


def test_the_ordinary_kernel_is_used_when_asked_for_and_where_nothing_forks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with best_engine("kernel") as engine:
        assert engine is ordinary_kernel
    monkeypatch.delattr(os, "fork")
    with best_engine() as engine:
        assert engine is ordinary_kernel
    with pytest.raises(GradingError, match="cannot fork"), best_engine("fork"):
        pass
