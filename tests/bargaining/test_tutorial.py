"""The tutorial for people who use the calculators without the course: it runs and prints what it says."""

import contextlib
import io
import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "developers" / "costing-a-contract.md"


def test_the_twenty_lines_print_what_the_page_says():
    code, printed = (
        re.search(rf"^```{language}\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.M | re.S).group(1)
        for language in ("python", "text")
    )
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, str(PAGE), "exec"), {})
    assert out.getvalue() == printed
    assert len([line for line in code.splitlines() if line and not line.startswith(("from", "import"))]) <= 20
