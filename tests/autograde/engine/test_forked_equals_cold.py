"""The standing comparison: a notebook run in a forked process against the same one in a cold kernel, cell by
cell. Only what differs between two cold runs of the same notebook is left out: times, paths and random ids.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from autograde.authoring.build import build_source
from autograde.engine.forked import ForkedEngine
from autograde.grading.run import RunJob, run_notebook
from autograde.release.reference import answers_file

ROOT = Path(__file__).parents[3]
PARTS = sorted((ROOT / "curriculum").glob("*/*/lesson.md"))
TOY = Path(__file__).parents[1] / "lessons" / "tally" / "part01-counting" / "lesson.md"

HOSTILE = "<script>alert(1)</script> $x$ {{7*7}} \x1b[31m ملاحظة ‮ 事 🚌\n\n```python\n1/0\n```"

CELLS = [
    "variant",
    "print('one'); print('two', end='')",
    "import sys\nprint('out'); print('a warning', file=sys.stderr); print('more')",
    "import warnings\nwarnings.warn('careful')",
    "import logging\nlogging.getLogger('lesson').warning('careful')",
    "1 / 0",
    "def inner(number):\n    raise ValueError(f'no {number}')\ninner(3)",
    "this is not Python",
    "import nothing_of_that_name",
    "from IPython.display import Markdown, display\n"
    "display(Markdown('**bold**')); print('between')\n"
    "display({'application/x+json': {'n': 1}, 'text/plain': 'p'}, raw=True)\n"
    "2.5",
    "from classroom.lesson import RESULT_MIME\n"
    "display({RESULT_MIME: {'id': 'x', 'share': 0.5, 'mistake': None}, 'text/plain': 'x'}, raw=True)\n4.0",
    "from IPython.display import clear_output\nprint('gone'); clear_output(); print('stays')",
    "shown = display('first', display_id='the-id')",
    "shown.update('second')",
    "import ipywidgets\nipywidgets.IntSlider(value=3)",
    "import pandas\npandas.DataFrame({'step': ['1', '2'], 'dollars': [50_000.0, 51_000.5]})",
    "import plotly.graph_objects as go\ngo.Figure(go.Bar(x=['a'], y=[1]), layout={'title': {'text': 'A'}})",
    "print('Größe – 事 🚌 \\r over \\b')",
    "!echo from a shell",
    "%%capture kept\nprint('kept')",
    "kept.stdout",
    "_",
    "sum(range(10));",
    "import asyncio\nawait asyncio.sleep(0)\n'awaited'",
    "exec('x = 1')\nx, 'IPython' in globals(), __name__",
    "import threading\nlen(get_ipython().user_ns['In'])",
    "import os\n(os.environ['NBGRADER_EXECUTION'], [n for n in os.environ if n.startswith('BARGAIN_')])",
    "from pathlib import Path\nsorted(path.name for path in Path.cwd().glob('*.*'))",
    "kind = 'teachers'\nkind is 'teachers'",
    "pattern = '\\d'",
    "'twice'",
    "'twice'",
    "from __future__ import annotations",
    "def count(step: no_such_name) -> int:\n    return 1\ncount.__annotations__",
    "def count(step: no_such_name) -> int:\n    return 1\ncount.__annotations__",
    "shell = get_ipython()\nshell.input_transformers_post.append(lambda lines: ['step = 4\\n', *lines])",
    "(\n    step\n)",
    "del shell.input_transformers_post[:]\n"
    "shell.input_transformer_manager.cleanup_transforms.append(lambda lines: ['lane = 5\\n', *lines])",
    "'twice'",
    "lane",
    "import ast\nclass Doubled(ast.NodeTransformer):\n"
    "    def visit_Constant(self, node):\n        return ast.Constant(node.value * 2)\n"
    "shell.ast_transformers.append(Doubled())",
    "'twice'",
    "raise SystemExit(3)",
    "'after all that'",
]


def notebook(cells: list[str]) -> bytes:
    """A notebook of these cells, behind the one for the variant."""
    sources = ["# here\nvariant = None", *cells]
    return json.dumps(
        {
            "cells": [
                {
                    "cell_type": "code",
                    "execution_count": None,
                    "id": f"cell-{number}",
                    "metadata": {} if number else {"tags": ["parameters"]},
                    "outputs": [],
                    "source": source,
                }
                for number, source in enumerate(sources)
            ],
            "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    ).encode()


def streams_joined(outputs: list[Any]) -> list[Any]:
    """Streams that follow each other, one for each name: a busy kernel sends what is printed in pieces."""
    joined: list[Any] = []
    for stream, group in groupby(outputs, key=lambda output: output["output_type"] == "stream"):
        found = list(group)
        if stream:
            texts = {
                name: "".join("".join(one["text"]) for one in found if one["name"] == name)
                for name in ("stdout", "stderr")
            }
            joined += [{"stream": name, "text": text} for name, text in texts.items() if text]
        else:
            joined += found
    return joined


def told(executed: Path, folder: Path) -> list[Any]:
    """The notebook as a list of cells and its metadata, without what no two runs share."""
    text = executed.read_text(encoding="utf-8").replace(str(folder), "FOLDER")
    text = re.sub(r"ipykernel_\d+", "ipykernel_PID", text)
    text = re.sub(r"(IPY_MODEL_|[\"' ])[0-9a-f]{32}\b", r"\1MODEL", text)
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "UUID", text)
    read = json.loads(text)
    for cell in read["cells"]:
        metadata = cell["metadata"]
        if "outputs" in cell:
            cell["outputs"] = streams_joined(cell["outputs"])
        for times in ("execution", "papermill"):
            metadata[times] = {
                name: value
                for name, value in metadata.get(times, {}).items()
                if name in ("status", "exception")
            } | {"keys": sorted(metadata.get(times, {}))}
        if {"injected-parameters", "papermill-error-cell-tag"} & set(metadata.get("tags", [])):
            cell["id"] = "made by papermill"
    for name in ("start_time", "end_time", "duration"):
        assert read["metadata"]["papermill"].pop(name)
    return [*read["cells"], read["metadata"]]


def assert_the_same(job: RunJob, forked: ForkedEngine, folder: Path) -> None:
    cold = told(run_notebook(job, folder / "cold" / "run").path, folder / "cold")
    for turn in ("first", "second"):
        ours = told(run_notebook(job, folder / turn / "run", forked).path, folder / turn)
        assert len(ours) == len(cold)
        for one, other in zip(ours, cold, strict=True):
            assert one == other


def test_every_kind_of_output_is_the_same(forked: ForkedEngine, tmp_path: Path) -> None:
    assert_the_same(RunJob(notebook(CELLS), b"{}", b"{}", 3), forked, tmp_path)


def job_of(lesson: Path, variant: int, answers: Mapping[str, str] | None) -> RunJob:
    """The run of a lesson as grading has it; no answers at all when None."""
    source = build_source(lesson.parent)
    described = json.loads(source.part_bytes)
    return RunJob(
        restored=source.content,
        part_json=source.part_bytes,
        variant_json=json.dumps({"format": 1, "session": "spring", "variant": variant}).encode(),
        variant=variant,
        answers=answers_file(described["course"], described["part"], answers) if answers is not None else b"",
    )


def texts(lesson: Path, word: str) -> dict[str, str] | None:
    """An answer to everything the lesson asks: the reference's, one word, or nothing."""
    if word == "no answers":
        return None
    described = json.loads(build_source(lesson.parent).part_bytes)
    asked = [*described["questions"], *([described["memo"]["id"]] if described["memo"] else [])]
    reference = tomllib.loads((lesson.parent / "reference.toml").read_text(encoding="utf-8"))["answers"]
    return {name: reference.get(name, "") if word == "reference" else word[:19_000] for name in asked}


@pytest.mark.parametrize(
    ("variant", "word"),
    [
        (0, "reference"),
        (1, "reference"),
        (2, "-1"),
        (3, "$1,590,000"),
        (4, ""),
        (5, HOSTILE),
        (6, "no answers"),
    ],
    ids=lambda value: "hostile" if value == HOSTILE else str(value) or "empty",
)  # fmt: skip
@pytest.mark.parametrize("lesson", [TOY, *PARTS], ids=lambda path: path.parent.name)
def test_every_lesson_is_graded_the_same(
    lesson: Path, variant: int, word: str, forked: ForkedEngine, tmp_path: Path
) -> None:
    assert_the_same(job_of(lesson, variant, texts(lesson, word)), forked, tmp_path)
